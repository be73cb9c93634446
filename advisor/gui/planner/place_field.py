"""A field for a place: one of the pack's, or whatever else was typed."""

from __future__ import annotations

from PySide6.QtCore import Signal

from advisor.gui.language import _
from advisor.gui.planner.words import Words
from advisor.gui.widgets.fields import Captioned
from advisor.gui.widgets.search_field import SearchField


class PlaceField(Captioned):
    """Tells a place's id at every keystroke, or the text itself where it names none."""

    edited = Signal(str)
    """Another place id, or another text that is none."""

    def __init__(self, name: str, words: Words) -> None:
        """Call it `name`."""
        self.search = SearchField(name, words.places, placeholder=_("Type a place"), chars=15)
        super().__init__(name, self.search)
        self._words = words
        self._value = ""
        self.search.textEdited.connect(self._typed)
        self.search.picked.connect(self._picked)
        self.search.left.connect(self._leave)

    @property
    def value(self) -> str:
        """The id of the place, or what was typed."""
        return self._value

    def set_value(self, value: str) -> None:
        """Show another place; the same one leaves the text as it was typed."""
        if value != self._value:
            self._value = value
            self.search.show_text(self._words.place(value) if value else "")
        if not self.search.hasFocus():
            self._mark()

    def _typed(self, text: str) -> None:
        text = text.strip()
        self._change(self._words.places.resolve(text) or text)
        self.tell("")
        self.search.set_faulty(False)

    def _picked(self, identifier: str) -> None:
        self.search.show_text(self._words.place(identifier))
        self._change(identifier)
        self._mark()

    def _change(self, value: str) -> None:
        if value != self._value:
            self._value = value
            self.edited.emit(value)

    def _leave(self) -> None:
        if self._value in self._words.places:
            self.search.show_text(self._words.place(self._value))
        self._mark()

    def _mark(self) -> None:
        strange = bool(self._value) and self._value not in self._words.places
        text = _("Not in this pack, so not assessed") if strange else ""
        self.search.set_faulty(strange, text)
        self.tell(text)
