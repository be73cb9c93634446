"""Fields to type into. What is half typed stays as it is: a field shows a value anew only where that changed."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from advisor.gui.theme import em, tokens
from advisor.gui.widgets.painting import box
from advisor.gui.widgets.text import Label, Run, Tone, caption


class Field(QLineEdit):
    """One line of text. Undo and redo are left to the window: there is one history, the trip's."""

    left = Signal()
    """The keyboard went elsewhere."""

    def __init__(self, name: str, *, placeholder: str = "", chars: int = 12) -> None:
        """Call it `name` for assistive technology; `chars` is the room it asks for, in average letters."""
        super().__init__()
        self._chars = chars
        self._faulty = False
        self._framed = True
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setFrame(False)
        clear = QPalette()
        clear.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(clear)
        self.setTextMargins(em(0.4), 0, em(0.4), 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_framed(self, framed: bool) -> None:
        """Draw the box around it, or leave that to what it stands in."""
        self._framed = framed

    def set_faulty(self, faulty: bool, why: str = "") -> None:
        """Mark it; `why` is read out with it."""
        if why != self.accessibleDescription():
            self.setAccessibleDescription(why)
        if faulty != self._faulty:
            self._faulty = faulty
            self.update()

    @property
    def faulty(self) -> bool:
        """Whether what it holds is marked as a fault."""
        return self._faulty

    @property
    def pending(self) -> str:
        """Text that is nowhere but here: what is half typed."""
        return ""

    def type_anew(self, text: str) -> None:
        """Take up text that was pending in a field before this one."""
        self.setText(text)

    def show_text(self, text: str) -> None:
        """Show another text, with the cursor where it was."""
        if text == self.text():
            return
        cursor = self.cursorPosition()
        self.setText(text)
        self.setCursorPosition(min(cursor, len(text)) if self.hasFocus() else 0)

    def sizeHint(self) -> QSize:
        """Room for `chars` letters."""
        return QSize(self.fontMetrics().averageCharWidth() * self._chars + em(1), em(1.75))

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(min(self.sizeHint().width(), em(4)), em(1.75))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then the text."""
        if self._framed:
            colours = tokens()
            painter = QPainter(self)
            edge = colours.fault if self._faulty else colours.focus if self.hasFocus() else colours.edge
            wide = self.hasFocus() or self._faulty
            box(painter, self.rect(), colours.panel, edge, width=2 if wide else 1)
            painter.end()
        super().paintEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No history of its own."""
        if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard left, unless only a menu opened."""
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.left.emit()


class ReadField(Field):
    """A field whose text is read as a value at every keystroke; what can't be read counts as no value."""

    edited = Signal()
    """The value or what is wrong with the text changed."""

    def __init__(
        self,
        name: str,
        read: Callable[[str], Any],
        write: Callable[[Any], str],
        *,
        placeholder: str = "",
        chars: int = 12,
    ) -> None:
        """`read` gives a value, an Enum member that says what is wrong, or None for nothing; `write` its text."""
        super().__init__(name, placeholder=placeholder, chars=chars)
        self._read, self._write = read, write
        self._value: Any = None
        self._wrong: Enum | None = None
        self.textEdited.connect(self._typed)
        self.left.connect(self.tidy)

    @property
    def value(self) -> Any:  # noqa: ANN401 - whatever `read` gives
        """What was read, None where nothing can be."""
        return self._value

    @property
    def wrong(self) -> Enum | None:
        """What is wrong with the text."""
        return self._wrong

    def set_value(self, value: Any) -> None:  # noqa: ANN401 - as above
        """Show another value; the same one leaves the text alone."""
        if value != self._value:
            self._value, self._wrong = value, None
            self.show_text("" if value is None else self._write(value))

    def put_away(self) -> None:
        """Forget the value and what was typed."""
        self._value, self._wrong = None, None
        self.show_text("")

    def put(self, value: Any) -> None:  # noqa: ANN401 - as above
        """Show a value as if it had been typed."""
        self._value, self._wrong = value, None
        self.show_text("" if value is None else self._write(value))
        self.edited.emit()

    @property
    def pending(self) -> str:
        """Text that can't be read, or that says nothing by itself; text that was read is its value's to keep."""
        return self.text()

    def type_anew(self, text: str) -> None:
        """Take up text that was pending, unless there is a value by now."""
        read = self._read(text)
        if self._value is None or isinstance(read, Enum):
            self.setText(text)
            self._typed(text)

    def tidy(self) -> None:
        """Write a value that could be read in full."""
        if self._value is not None:
            self.show_text(self._write(self._value))

    def _typed(self, text: str) -> None:
        read = self._read(text)
        wrong = read if isinstance(read, Enum) else None
        value = None if wrong is not None else read
        if (value, wrong) != (self._value, self._wrong):
            self._value, self._wrong = value, wrong
            self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter writes the value in full."""
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.tidy()


class Captioned(QWidget):
    """A field with its name above it and, where something is wrong, one message under it."""

    def __init__(self, name: str, field: QWidget) -> None:
        """Show `name` above `field`."""
        super().__init__()
        self.field = field
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(0.1))
        self.caption = caption(name, field)
        self.message = Label(size=0.86)
        self.message.hide()
        column.addWidget(self.caption)
        column.addWidget(field)
        column.addWidget(self.message)
        horizontal = field.sizePolicy().horizontalPolicy()
        self.setSizePolicy(horizontal, QSizePolicy.Policy.Minimum)

    def tell(self, text: str, tone: Tone = Tone.FAULT) -> None:
        """Show a message under the field; an empty one goes."""
        if text:
            self.message.say(Run(text, tone=tone))
        if bool(text) is self.message.isHidden():
            self.message.setVisible(bool(text))
