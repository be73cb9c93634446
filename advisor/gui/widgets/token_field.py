"""Several of many: each that was taken stands as a token before the field that finds the next."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from advisor.gui.language import _
from advisor.gui.theme import em, font, tokens
from advisor.gui.widgets.choices import ChoiceIndex
from advisor.gui.widgets.flow import Flow
from advisor.gui.widgets.painting import box, focus_ring
from advisor.gui.widgets.search_field import SearchField
from advisor.gui.widgets.text import Label, Run, Tone, caption

_ALT: Final = Qt.KeyboardModifier.AltModifier
_MOVES: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class TokenField(QWidget):
    """Holds ids of an index, in the order in which they were taken; None where there is none."""

    edited = Signal(object)
    """Another tuple of ids, or None."""

    def __init__(
        self,
        name: str,
        index: ChoiceIndex,
        *,
        placeholder: str,
        unknown: Callable[[str], str],
        free: bool = False,
        movable: bool = False,
    ) -> None:
        """Call it `name`; `unknown` gives the message for a text that names nothing; `free`: it is taken as it is.

        `movable`: keys put the tokens into another order. Not where the same keys move what the field stands in.
        """
        super().__init__()
        self._free, self._movable = free, movable
        self._index, self._unknown, self._placeholder = index, unknown, placeholder
        self._ids: tuple[str, ...] = ()
        self._tokens: list[_Token] = []
        self.search = _Search(name, index, placeholder=placeholder, chars=11)
        self.search.set_framed(False)
        self.search.picked.connect(self.take)
        self.search.emptied.connect(self._take_back)
        self.search.left.connect(self._leave)
        self.search.textEdited.connect(lambda _text: self._tell(""))
        frame = _Frame(self.search)
        self._flow = Flow(self.search, gap=0.25, line_gap=0.15)
        self._flow.setContentsMargins(em(0.15), em(0.15), em(0.15), em(0.15))
        frame.setLayout(self._flow)
        self._frame = frame
        self._message = Label(size=0.86)
        self._message.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(0.1))
        column.addWidget(caption(name, self.search))
        column.addWidget(frame)
        column.addWidget(self._message)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the cursor into the field. As a focus proxy would, but the Tab key comes by no proxy a second time."""
        self.search.setFocus(reason)

    @property
    def value(self) -> tuple[str, ...] | None:
        """The ids taken."""
        return self._ids or None

    @property
    def message(self) -> str:
        """What is wrong with what was typed."""
        return "" if self._message.isHidden() else self._message.text()

    def set_value(self, ids: tuple[str, ...] | None) -> None:
        """Show other tokens; what is typed after them stays."""
        if (ids or ()) != self._ids:
            self._ids = ids or ()
            self._rebuild()

    def set_index(self, index: ChoiceIndex) -> None:
        """Search another index, and call the tokens as it does."""
        self._index = index
        self.search.set_index(index)
        self._rebuild()

    def _rebuild(self) -> None:
        for token in self._tokens:
            self._flow.removeWidget(token)
            token.hide()
            token.deleteLater()
        self._tokens = []
        for number, identifier in enumerate(self._ids):
            token = _Token(self._index.label(identifier) or identifier, known=identifier in self._index)
            token.clicked.connect(lambda _checked=False, identifier=identifier: self._drop(identifier))
            if self._movable and len(self._ids) > 1:
                token.let_move()
                token.moved.connect(lambda by, number=number: self._move(number, by))
            self._flow.insert(number, token)
            token.show()
            self._tokens.append(token)
        # Put before the search, which stays where it is: behind new tokens it would stand at the end of the window.
        before = self.search.previousInFocusChain()
        while before is not None and before is not self.search and not before.focusPolicy() & Qt.FocusPolicy.TabFocus:
            before = before.previousInFocusChain()
        chain: list[QWidget] = [] if before is None else [before, *self._tokens]
        for one, following in pairwise(chain):
            QWidget.setTabOrder(one, following)
        self.search.setPlaceholderText("" if self._ids else self._placeholder)
        self._frame.updateGeometry()

    def take(self, identifier: str) -> None:
        """Add an id as if it had been typed."""
        self.search.clear()
        self._tell("")
        if identifier not in self._ids:
            self._change((*self._ids, identifier))

    def _drop(self, identifier: str) -> None:
        self._change(tuple(one for one in self._ids if one != identifier))
        self.search.setFocus()

    def _move(self, number: int, by: int) -> None:
        """Let a token change places with its neighbour; the keyboard goes with it."""
        there = number + by
        if 0 <= there < len(self._ids):
            ids = [*self._ids]
            ids[number], ids[there] = ids[there], ids[number]
            self._change(tuple(ids))
            self._tokens[there].setFocus()

    def _take_back(self) -> None:
        if self._ids:
            self._change(self._ids[:-1])

    def _change(self, ids: tuple[str, ...]) -> None:
        self._ids = ids
        self._rebuild()
        self.edited.emit(ids or None)

    def _leave(self) -> None:
        text = self.search.text().strip()
        found = self._index.resolve(text) if text else None
        if found is None and text and self._free:
            found = text
        if found is not None:
            self.take(found)
        else:
            self._tell(self._unknown(text) if text else "")

    def _tell(self, text: str) -> None:
        self.search.set_faulty(bool(text), text)
        self._frame.update()
        if text:
            self._message.say(Run(text, tone=Tone.FAULT))
        if bool(text) is self._message.isHidden():
            self._message.setVisible(bool(text))


class _Search(SearchField):
    emptied = Signal()

    @property
    def pending(self) -> str:
        return self.text()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), em(1.45))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), em(1.45))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace in front of nothing takes the last token back; a comma or Enter takes an exact name."""
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
            return
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and bool(self.text().strip())
        if (enter or event.key() == Qt.Key.Key_Comma) and not self.popup.isVisible():
            self.left.emit()
            return
        super().keyPressEvent(event)


class _Frame(QWidget):
    """The box around tokens and field."""

    def __init__(self, search: SearchField) -> None:
        super().__init__()
        self._search = search
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(em(1.75))
        search.cursorPositionChanged.connect(self.update)
        search.left.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        colours = tokens()
        painter = QPainter(self)
        edge = colours.fault if self._search.faulty else colours.focus if self._search.hasFocus() else colours.edge
        wide = self._search.hasFocus() or self._search.faulty
        box(painter, self.rect(), colours.panel, edge, width=2 if wide else 1)
        painter.end()


class _Token(QPushButton):
    """One id that was taken; pressing it takes it away."""

    moved = Signal(int)
    """It is wanted one place earlier (-1) or later (1)."""

    def __init__(self, label: str, *, known: bool) -> None:
        super().__init__(label)
        self._known = known
        self._movable = False
        self.setAccessibleName(_("Remove {what}").format(what=label))
        self.setToolTip(self.accessibleName())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(QFontMetricsF(font(0.94)).horizontalAdvance(self.text())) + em(1.6), em(1.45))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), em(5)), em(1.45))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        colours = tokens()
        painter = QPainter(self)
        box(painter, self.rect(), colours.page, colours.edge if self.underMouse() else colours.line)
        painter.setFont(font(0.94))
        painter.setPen(colours.text if self._known else colours.fault)
        inside = self.rect().adjusted(em(0.4), 0, -em(1.1), 0)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.setPen(QPen(colours.muted, 1.4))
        centre, arm = QPointF(self.width() - em(0.65), self.height() / 2), em(0.2)
        painter.drawLine(centre + QPointF(-arm, -arm), centre + QPointF(arm, arm))
        painter.drawLine(centre + QPointF(-arm, arm), centre + QPointF(arm, -arm))
        if self.hasFocus():
            focus_ring(painter, self.rect())
        painter.end()

    def let_move(self) -> None:
        """Listen to the keys that move it, and tell them."""
        self._movable = True
        told = _("Alt+Up and Alt+Down move it")
        self.setAccessibleDescription(told)
        self.setToolTip(f"{self.accessibleName()}\n{told}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _MOVES.get(Qt.Key(event.key()))
        if self._movable and by is not None and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _ALT:
            self.moved.emit(by)
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.click()
            return
        super().keyPressEvent(event)
