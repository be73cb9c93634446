"""The rows of a rule's form: each shows one key of the schema and tells what was made of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPlainTextEdit, QWidget

from advisor.gui.language import _
from advisor.gui.theme import em
from advisor.gui.widgets.choices import ChoiceIndex
from advisor.gui.widgets.combo import Combo
from advisor.gui.widgets.fields import Captioned, Field
from advisor.gui.widgets.sentences import Sentences
from advisor.gui.widgets.text import Tone
from advisor.gui.widgets.token_field import TokenField
from advisor.rulebook.completion import Wanted

_NUMBER: Final = re.compile(r"[0-9]{1,9}([.,][0-9]{1,6})?", re.ASCII)


class Row(QWidget):
    """One key. `edited` tells its new value: None for nothing."""

    edited = Signal(object)

    def __init__(self, name: str, about: str) -> None:
        """Call it `name`; `about` says what it is for."""
        super().__init__()
        self.name = name
        self.setToolTip(about)
        self.box = QHBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)

    def show_value(self, written: Any) -> None:  # noqa: ANN401 - whatever stands in the file
        """Show what stands in the file; what it can't show it leaves alone."""

    def set_index(self, index: ChoiceIndex) -> None:
        """Offer these."""

    def take_focus(self) -> None:
        """Let the keyboard begin here."""
        for widget in self.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(self):
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _enable(self, fits: bool) -> None:
        self.setEnabled(fits)
        if not fits:
            self.setAccessibleDescription(_("Too much for the form: edit it in the source."))


class LineRow(Row):
    """A word, a number or a day."""

    def __init__(self, name: str, about: str, *, number: bool = False, wide: bool = False) -> None:
        """`number`: what looks like a number is one. `wide`: an address, which is long."""
        super().__init__(name, about)
        self._number = number
        self.field = Field(name, placeholder="", chars=48 if wide else 11)
        self.field.setToolTip(about)
        self.captioned = Captioned(name, self.field)
        self.box.addWidget(self.captioned)
        self.field.textEdited.connect(self._typed)

    def show_value(self, written: Any) -> None:  # noqa: ANN401
        """Show a single value."""
        fits = not isinstance(written, (dict, list))
        self._enable(fits)
        text = str(written) if fits and written is not None else ""
        if text != self.field.text().strip():  # a space that was just typed is on its way to the next word
            self.field.show_text(text)

    def _typed(self, text: str) -> None:
        bare = text.strip()
        self.edited.emit(_number(bare) if self._number else bare or None)


class ChoiceRow(Row):
    """One of a few words."""

    def __init__(self, name: str, about: str, place: Wanted, told: Callable[[str], str]) -> None:
        """`told` says a word of the schema as the user reads it. A mapping instead of a word has rows of its own."""
        super().__init__(name, about)
        self._words, self._or_mapping = place.words, bool(place.keys)
        self.combo = Combo(name, chars=16)
        self.combo.set_choices(((None, _("not stated")), *((word, told(word)) for word in place.words)))
        self.captioned = Captioned(name, self.combo)
        self.box.addWidget(self.captioned)
        self.combo.chosen.connect(lambda word: self.edited.emit(_value(word)))

    def show_value(self, written: Any) -> None:  # noqa: ANN401
        """Show one of the words, or that none is stated."""
        if self._or_mapping and isinstance(written, dict):
            written = None
        word = str(written).lower() if isinstance(written, bool) else written if written is None else str(written)
        self._enable(word is None or word in self._words)
        self.combo.set_value(word if word in self._words else None)


class NamesRow(Row):
    """Several names of the pack, or words of the schema."""

    def __init__(self, name: str, about: str, *, free: bool = False, single: bool = False) -> None:
        """`free`: what names nothing is taken as it is. `single`: one name, which another takes the place of."""
        super().__init__(name, about)
        self._single = single
        hint = _("not stated") if single else _("any")
        self.tokens = TokenField(
            name, ChoiceIndex(()), placeholder=hint, unknown=_unknown, free=free, movable=not single
        )
        self.box.addWidget(self.tokens)
        self.tokens.edited.connect(self._edited)

    def set_index(self, index: ChoiceIndex) -> None:
        """Offer these names."""
        self.tokens.set_index(index)

    def show_value(self, written: Any) -> None:  # noqa: ANN401
        """Show a name or a list of names."""
        names = [written] if isinstance(written, str) else written
        fits = written is None or (isinstance(names, list) and all(isinstance(one, str) for one in names))
        if self._single and isinstance(written, list):
            fits = False
        self._enable(fits)
        self.tokens.set_value(tuple(names) if fits and names else None)

    def _edited(self, ids: tuple[str, ...] | None) -> None:
        if self._single and ids and len(ids) > 1:
            ids = ids[-1:]
            self.tokens.set_value(ids)
        self.edited.emit(None if not ids else ids[0] if len(ids) == 1 else list(ids))


class TextRow(Row):
    """A text in every language of the pack, side by side; one that is missing is marked."""

    def __init__(self, name: str, about: str, languages: tuple[str, ...], *, tall: bool, plain_too: bool) -> None:
        """`tall`: sentences. `plain_too`: the file may hold one text for all languages."""
        super().__init__(name, about)
        self._plain_too = plain_too
        self._written: Any = None
        self.fields: dict[str, Field | QPlainTextEdit] = {}
        self._captions: dict[str, Captioned] = {}
        self.box.setDirection(QBoxLayout.Direction.LeftToRight)
        self.box.setSpacing(em(0.5))
        for language in languages:
            label = f"{name} ({language})"
            field: Field | QPlainTextEdit
            if tall:
                field = Sentences(label)
                field.textChanged.connect(self._typed)
            else:
                field = Field(label, chars=18)
                field.textEdited.connect(lambda _text: self._typed())
            captioned = Captioned(label, field)
            self.fields[language], self._captions[language] = field, captioned
            self.box.addWidget(captioned, 1, Qt.AlignmentFlag.AlignTop)
        self._showing = False

    def show_value(self, written: Any) -> None:  # noqa: ANN401
        """Show texts by language."""
        self._written = written
        texts = written if isinstance(written, dict) else {} if written is None else {self._first: written}
        fits = all(isinstance(text, str) for text in texts.values()) and (
            isinstance(written, dict) or written is None or (self._plain_too and isinstance(written, str))
        )
        self._enable(fits)
        self._showing = True
        for language, field in self.fields.items():
            text = str(texts.get(language) or "") if fits else ""
            if isinstance(field, QPlainTextEdit):
                if _raw(field) != text:
                    field.setPlainText(text)
            else:
                field.show_text(text)
        self._showing = False
        self._mark(written)

    @property
    def _first(self) -> str:
        return next(iter(self.fields))

    def _mark(self, written: Any) -> None:  # noqa: ANN401
        some = isinstance(written, dict) and bool(written)
        for language, captioned in self._captions.items():
            missing = some and language not in written
            captioned.tell(_("missing in this language") if missing else "", Tone.FAULT)

    def _typed(self) -> None:
        if self._showing:
            return
        texts = dict(self._written) if isinstance(self._written, dict) else {}
        for language, field in self.fields.items():
            text = _raw(field)
            if text.strip():
                texts[language] = text
            else:
                texts.pop(language, None)
        value: Any = texts or None
        if isinstance(self._written, str) and set(texts) == {self._first}:
            value = texts[self._first]
        self._written = value
        self._mark(value)
        self.edited.emit(value)


def _raw(field: Field | QPlainTextEdit) -> str:
    """The text with its no-break spaces, which Qt's plain text turns into spaces."""
    if isinstance(field, QPlainTextEdit):
        return field.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
    return field.text()


def _value(word: str | None) -> object:
    if word in {"true", "false"}:
        return word == "true"
    return int(word) if word is not None and word.isdecimal() else word


def _number(bare: str) -> object:
    """A number as it is typed in either language; what is none stays as it is, for the check to find fault with."""
    found = _NUMBER.fullmatch(bare)
    if found is None:
        return bare or None
    return float(bare.replace(",", ".")) if found.group(1) else int(bare)


def _unknown(text: str) -> str:
    return _("“{text}” is not declared in this pack.").format(text=text)
