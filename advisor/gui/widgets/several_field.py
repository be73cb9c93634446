"""Any number of words: the usual ones as marks to press, all others typed with commas between them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from advisor.gui.widgets.cards import column
from advisor.gui.widgets.fields import Captioned, ReadField
from advisor.gui.widgets.toggles import Toggles


class SeveralField(QWidget):
    """Holds words; those among the choices in their order, then the others as they were typed."""

    edited = Signal(object)
    """Another tuple of words."""

    def __init__(self, name: str, *, others: str, placeholder: str = "") -> None:
        """Call it `name`, and the field for what is not among the choices `others`."""
        super().__init__()
        self._words: tuple[str, ...] = ()
        self._choices: tuple[str, ...] = ()
        self.marks = Toggles(name, none="")
        self.marks.none.hide()  # to set none of them says nothing
        self.others = ReadField(others, _read, _written, placeholder=placeholder, chars=18)
        self._marks_block = Captioned(name, self.marks)
        self._others_block = Captioned(others, self.others)
        layout = column(self, gap=0.3)
        layout.addWidget(self._marks_block)
        layout.addWidget(self._others_block)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.marks.edited.connect(lambda _values: self._tell())
        self.others.edited.connect(self._tell)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the cursor into the field. As a focus proxy would, but the Tab key comes by no proxy a second time."""
        self.others.setFocus(reason)

    def set_choices(self, choices: tuple[tuple[str, str], ...]) -> None:
        """Offer these (word, text) pairs as marks; none hides them."""
        self.marks.set_choices(choices)
        self._choices = tuple(word for word, _text in choices)
        if bool(choices) is self._marks_block.isHidden():
            self._marks_block.setVisible(bool(choices))
        self._show()

    def set_value(self, words: tuple[str, ...]) -> None:
        """Show other words."""
        self._words = words
        self._show()

    def _composed(self) -> tuple[str, ...]:
        marked = self.marks.value or ()
        return tuple(dict.fromkeys((*(one for one in self._choices if one in marked), *(self.others.value or ()))))

    def _show(self) -> None:
        if self._composed() == self._words:
            return  # what is being typed stays where it is, even where it happens to be a choice
        self.marks.set_value(tuple(word for word in self._choices if word in self._words) or None)
        self.others.set_value(tuple(word for word in self._words if word not in self._choices) or None)

    def _tell(self) -> None:
        words = self._composed()
        if words != self._words:
            self._words = words
            self.edited.emit(words)


def _read(text: str) -> tuple[str, ...] | None:
    return tuple(word for part in text.split(",") if (word := part.strip())) or None


def _written(words: tuple[str, ...]) -> str:
    return ", ".join(words)
