"""A field for sentences."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy

from advisor.gui.theme import em, tokens
from advisor.gui.widgets.painting import box


class Sentences(QPlainTextEdit):
    """A few lines of text, in the box of every other field."""

    def __init__(self, name: str, *, own_undo: bool = False) -> None:
        """Call it `name`. Undo is left to the window unless it is the field's own."""
        super().__init__()
        self._own_undo = own_undo
        self.setAccessibleName(name)
        self.setUndoRedoEnabled(own_undo)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        margin = em(0.15)
        self.setViewportMargins(margin, margin, margin, margin)

    def event(self, event: QEvent) -> bool:
        """Draw the box of every other field round the text; Qt's own frame can't be seen in the dark."""
        if event.type() is QEvent.Type.Paint:
            colours = tokens()
            painter = QPainter(self)
            focused = self.hasFocus()
            box(painter, self.rect(), colours.panel, colours.focus if focused else colours.edge, width=1 + focused)
            painter.end()
            return True
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return super().event(event)

    def sizeHint(self) -> QSize:
        """A few lines."""
        return QSize(em(12), em(4.4))

    def minimumSizeHint(self) -> QSize:
        """A few lines of a few words."""
        return QSize(em(5), em(4.4))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave undo and redo to the window, where that has them."""
        steps = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        if steps and not self._own_undo:
            event.ignore()
            return
        super().keyPressEvent(event)
