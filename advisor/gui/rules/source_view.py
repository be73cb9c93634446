"""The text of a rule file: numbered lines, fault marks at the very column, completion. It has no undo of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontDatabase,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip

from advisor.gui.faults import colour_of, weight_of
from advisor.gui.language import _
from advisor.gui.rules.highlight import Highlighter
from advisor.gui.rules.lines import changed_part
from advisor.gui.rules.source_completion import Completion
from advisor.gui.rules.source_margin import Margin
from advisor.gui.theme import tokens
from advisor.model.diagnostic import Diagnostic, Severity
from advisor.model.span import Position, Span

_FEWEST_LINES: Final = 5
_PARAGRAPH, _LINE = "\u2029", "\u2028"


class SourceView(QPlainTextEdit):
    """Shows text and tells what was typed; `complete` says what may stand behind a text and the half word there."""

    typed = Signal(str)
    """The user changed the text, which is this now."""
    definition_asked = Signal()
    """F12: where is the name under the cursor declared?"""
    fix_asked = Signal()
    """Ctrl+.: what would mend the fault under the cursor?"""

    def __init__(self, complete: Callable[[str, int], tuple[str, tuple[str, ...]]]) -> None:
        """Empty."""
        super().__init__()
        self._showing = False
        self._text = ""
        self._faults: tuple[Diagnostic, ...] = ()
        self._faulty_lines: dict[int, Severity] = {}
        self.setUndoRedoEnabled(False)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.highlighter = Highlighter(self.document())
        self.margin = Margin(self)
        self.completion = Completion(self, lambda: complete(self._text, self.offset()))
        self.blockCountChanged.connect(lambda _count: self._fit())
        self.updateRequest.connect(self._scrolled)
        self.textChanged.connect(self._changed)
        self.cursorPositionChanged.connect(self.mark_faults)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.mark_faults())
        self.set_size()
        self._fit()

    def set_size(self) -> None:
        """Letters of equal width, as large as the window's."""
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(self.font().pointSizeF())
        self.document().setDefaultFont(fixed)
        self.margin.setFont(fixed)
        self._fit()

    # -- text

    def text(self) -> str:
        """What it shows, lines ended by line feeds; no sign is turned into another."""
        return self.document().toRawText().replace(_PARAGRAPH, "\n").replace(_LINE, "\n")

    def show_text(self, text: str, *, anew: bool) -> None:
        """Show a text. Unless `anew`, only what differs is replaced, so that cursor and view stay where they were."""
        if text == self._text and not anew:
            return
        self._showing = True
        if anew:
            self.setPlainText(text)
        else:
            start, end, part = changed_part(self._text, text)
            cursor = QTextCursor(self.document())
            cursor.setPosition(_units(self._text[:start]))
            cursor.setPosition(_units(self._text[:end]), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(part)
        self._text = text
        self._showing = False

    def _changed(self) -> None:
        if self._showing:
            return
        text = self.text()
        if text != self._text:
            self._text = text
            self.typed.emit(text)

    def offset(self) -> int:
        """Where the cursor stands, in code points."""
        cursor = self.textCursor()
        return len(_of_units(self._text, cursor.position()))

    def position(self) -> Position:
        """Where the cursor stands, line and column from 1, in code points."""
        before = self._text[: self.offset()]
        return Position(before.count("\n") + 1, len(before) - before.rfind("\n"))

    def go_to(self, position: Position, *, until: Position | None = None) -> None:
        """Put the cursor there and bring it to view; with `until`, choose the text between."""
        cursor = self.textCursor()
        cursor.setPosition(self._place(position))
        if until is not None:
            cursor.setPosition(self._place(until), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()

    def replace(self, span: Span, text: str) -> None:
        """Write something else where the span is, as if typed."""
        cursor = self.textCursor()
        cursor.setPosition(self._place(span.start))
        cursor.setPosition(self._place(span.end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def _place(self, position: Position) -> int:
        block = self.document().findBlockByNumber(position.line - 1)
        if not block.isValid():
            return max(0, self.document().characterCount() - 1)
        line = block.text()
        return block.position() + len(line[: position.column - 1].encode("utf-16-le", "surrogatepass")) // 2

    # -- faults

    def show_faults(self, faults: tuple[Diagnostic, ...]) -> None:
        """Mark these, all of this file."""
        self._faults = tuple(sorted(faults, key=weight_of))
        placed = ((fault.span, fault.severity) for fault in reversed(self._faults))
        self._faulty_lines = {span.start.line: severity for span, severity in placed if span is not None}
        self.mark_faults()
        self.margin.update()

    def fault_at(self, position: Position) -> Diagnostic | None:
        """The fault whose mark stands there, the weightiest first; else one on that line."""
        line = position.line
        placed = [
            (fault.span, fault)
            for fault in self._faults
            if fault.span is not None and fault.span.start.line <= line <= fault.span.end.line
        ]
        inside = (fault for span, fault in placed if span.start <= position <= span.end)
        on_line = (fault for span, fault in placed if span.start.line == position.line)
        return next(inside, None) or next(on_line, None)

    def mark_faults(self) -> None:
        """Underline what is wrong, and tint the line of the cursor."""
        marks = [self._line_mark()]
        first = self.firstVisibleBlock().blockNumber() + 1
        last = first + self.viewport().height() // max(1, self.fontMetrics().lineSpacing()) + 1
        for fault in self._faults:
            # What is out of view is marked when it comes into view: a pack may have a note on each of its rules.
            if fault.span is None or not first <= fault.span.start.line <= last:
                continue
            mark = QTextEdit.ExtraSelection()
            start, end = self._place(fault.span.start), self._place(fault.span.end)
            block = self.document().findBlock(start)
            line_end = block.position() + block.length() - 1
            end = min(end, line_end) if end > start else min(start + 1, line_end)
            if end == start:  # at the end of a line there is nothing to underline but the sign before
                start = max(block.position(), start - 1)
            mark.cursor = QTextCursor(self.document())
            mark.cursor.setPosition(start)
            mark.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            form = QTextCharFormat()
            form.setUnderlineStyle(_UNDERLINES[fault.severity])
            form.setUnderlineColor(colour_of(fault.severity))
            mark.format = form
            marks.append(mark)
        self.setExtraSelections(marks)

    def _line_mark(self) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        form = QTextCharFormat()
        form.setBackground(tokens().card)
        form.setProperty(int(QTextCharFormat.Property.FullWidthSelection), True)
        mark.format = form
        mark.cursor = self.textCursor()
        mark.cursor.clearSelection()
        return mark

    # -- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Completion, go to definition, quick fix; a new line begins as far in as the one before."""
        if self.completion.takes_keys and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            event.ignore()  # the list takes them
            return
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
            event.ignore()
        elif control and event.key() == Qt.Key.Key_Space:
            self.completion.offer()
        elif control and event.key() == Qt.Key.Key_Period:
            self.fix_asked.emit()
        elif event.key() == Qt.Key.Key_F12:
            self.definition_asked.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not self.isReadOnly():
            line = self.textCursor().block().text()
            self.insertPlainText("\n" + line[: len(line) - len(line.lstrip(" "))])
        else:
            super().keyPressEvent(event)
            if event.text().isprintable() and event.text() and not self.isReadOnly():
                self.completion.offer_soon()

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window, tell of faults under the mouse."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
                event.ignore()
                return False
        elif event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tell(event)
            return True
        return super().event(event)

    tell: Callable[[Diagnostic], str] = staticmethod(lambda fault: fault.code)
    """Says a fault in a sentence."""

    def _tell(self, event: QHelpEvent) -> None:
        found = self.cursorForPosition(self.viewport().mapFrom(self, event.pos()))
        at = Position(found.blockNumber() + 1, found.positionInBlock() + 1)
        fault = self.fault_at(at)
        QToolTip.showText(event.globalPos(), self.tell(fault) if fault is not None else "", self)

    def changeEvent(self, event: QEvent) -> None:
        """Follow colours and text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "highlighter"):
            self._showing = True
            self.highlighter.recolour()
            self._showing = False
            self.mark_faults()
        elif event.type() is QEvent.Type.FontChange and hasattr(self, "margin"):
            self.set_size()

    def minimumSizeHint(self) -> QSize:
        """A few lines, however much is wrong with them and said below."""
        return QSize(super().minimumSizeHint().width(), self.fontMetrics().lineSpacing() * _FEWEST_LINES)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the numbers beside the text."""
        super().resizeEvent(event)
        inner = self.contentsRect()
        self.margin.setGeometry(QRect(inner.left(), inner.top(), self.margin.wide(), inner.height()))
        self.mark_faults()

    def _fit(self) -> None:
        self.setViewportMargins(self.margin.wide(), 0, 0, 0)
        inner = self.contentsRect()
        self.margin.setGeometry(QRect(inner.left(), inner.top(), self.margin.wide(), inner.height()))

    def _scrolled(self, area: QRect, by: int) -> None:
        if by:
            self.margin.scroll(0, by)
        else:
            self.margin.update(0, area.y(), self.margin.width(), area.height())

    def numbered_lines(self, bottom: int) -> Iterator[tuple[int, QRect]]:
        """The lines in view down to `bottom`: number, and where it stands from left to right and top to bottom."""
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= bottom:
            height = self.blockBoundingRect(block).height()
            yield block.blockNumber() + 1, QRect(0, round(top), self.margin.width(), round(height))
            top += height
            block = block.next()

    @property
    def faulty_lines(self) -> Mapping[int, Severity]:
        """The lines on which something is wrong, each with the most that a fault on it weighs."""
        return self._faulty_lines

    def word(self) -> None:
        """Say everything again, in the language in force."""
        self.setAccessibleName(_("Text of the rule file"))


_UNDERLINES: Final = {
    Severity.ERROR: QTextCharFormat.UnderlineStyle.WaveUnderline,
    Severity.WARNING: QTextCharFormat.UnderlineStyle.DashUnderline,
    Severity.NOTE: QTextCharFormat.UnderlineStyle.DotLine,
}


def _units(text: str) -> int:
    """How many places Qt counts in a text: signs beyond the first plane take two."""
    return len(text) + sum(1 for sign in text if ord(sign) > 0xFFFF) if not text.isascii() else len(text)  # noqa: PLR2004


def _of_units(text: str, units: int) -> str:
    """The beginning of a text that has so many of Qt's places."""
    if text.isascii():
        return text[:units]
    return text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "replace")
