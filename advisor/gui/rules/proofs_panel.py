"""The statements about all trips, each with its answer; beside them what the chosen answer rests on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QProgressBar,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from advisor.gui.language import _, labelled, say
from advisor.gui.rules.outcome_icon import outcome_colour, outcome_icon
from advisor.gui.rules.proof_details import ProofDetails
from advisor.gui.rules.proving import Proving, Row
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button
from advisor.gui.widgets.flow import Flow
from advisor.gui.widgets.text import Label, muted
from advisor.model.message import Message

if TYPE_CHECKING:
    from advisor.proof.prove import Answer

UNUSED = "*unused"
"""Stands for the row of what changes no verdict; with a sign that no id of a statement has."""


class ProofsPanel(QWidget):
    """Shows what `proving` knows."""

    statement_opened = Signal(object)
    """The statement is wanted in its source (an Invariant)."""

    def __init__(self, proving: Proving) -> None:
        """Nothing asked yet."""
        super().__init__()
        self._proving = proving
        self._shown: tuple[object, ...] = ()
        self._wanted: str | None = None
        self._own_choice = False
        self.ask = Button("")
        self.standard = Button("")
        self.unused = Button("")
        self.new = Button("")
        self.cancel = Button("")
        self.state = Label(size=0.9)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(em(0.35))
        self.list = QTreeWidget()
        self.list.setColumnCount(2)
        self.list.setRootIsDecorated(False)
        self.list.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(True)
        self.details = ProofDetails()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(self.details)
        split.setChildrenCollapsible(False)
        split.setSizes([em(40), em(36)])
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, em(0.3), 0, 0)
        rows.setSpacing(em(0.2))
        rows.addLayout(Flow(self.ask, self.standard, self.unused, self.new, self.cancel, gap=0.4))
        rows.addWidget(self.state)
        rows.addWidget(self.bar)
        rows.addWidget(split, 1)
        self.ask.clicked.connect(lambda _checked=False: proving.ask())
        self.standard.clicked.connect(lambda: proving.ask(standard=True))
        self.unused.clicked.connect(lambda: proving.ask(unused=True))
        self.cancel.clicked.connect(proving.cancel)
        self.list.currentItemChanged.connect(lambda _now, _before: self._choose())
        self.list.itemActivated.connect(lambda _item, _column: self._open())
        proving.changed.connect(self.show_state)
        self.word()

    # -- showing

    def show_state(self) -> None:
        """Show what is known now; what is chosen stays chosen."""
        proving = self._proving
        rows, unused = proving.rows(), proving.found_unused
        self.bar.setVisible(proving.running)
        self.bar.setValue(round(100 * proving.done))
        self.cancel.setVisible(proving.waiting)
        self._tell(rows)
        shown = (rows, unused, proving.waiting)
        if shown != self._shown:
            self._shown = shown
            self._fill(rows)
            self._show_details()

    def _tell(self, rows: tuple[Row, ...]) -> None:
        proving = self._proving
        known = [row.answer for row in rows if row.answer is not None and row.current]
        if proving.running:
            told = _("Proving: {done} of {count} answered").format(done=len(known), count=len(rows))
        elif proving.waiting:
            told = _("The answers are of the text as it was; it is proved again when typing rests.")
        elif proving.pack is None:
            told = _("Nothing can be proved until the faults are mended.")
        elif not rows:
            told = _("The pack makes no statements yet. “New statement” begins one in invariants.yaml.")
        elif len(known) == len(rows):
            told = _("All answers are of the rules as they are written now.")
        elif known or any(row.answer is not None for row in rows):
            told = _("Some answers are missing, or of an older text: ask again.")
        else:
            told = _("Each statement is about every trip there could be. Nothing has been asked yet.")
        self.state.say(muted(told))

    def _fill(self, rows: tuple[Row, ...]) -> None:
        chosen = self._wanted or (self.chosen if self._own_choice else None)
        self.list.blockSignals(True)
        self.list.clear()
        for row in rows:
            self._add(row.question.id, _answered(row, waiting=self._proving.waiting), say(row.question.title), row)
        if self._proving.found_unused is not None:
            self._add(UNUSED, _("To know"), _("What changes no verdict, and where nothing is permitted"), None)
        now = self._item(chosen) or self._first(rows)
        if now is not None:
            self.list.setCurrentItem(now)
        if self._wanted is not None and self._wanted == self.chosen:
            self._wanted, self._own_choice = None, True
        self.list.blockSignals(False)

    def _add(self, key: str, answer: str, title: str, row: Row | None) -> None:
        item = QTreeWidgetItem([answer, title])
        item.setData(0, Qt.ItemDataRole.UserRole, key)
        item.setToolTip(1, title)
        if row is not None and row.answer is not None:
            outcome = row.answer.outcome.value
            item.setIcon(0, outcome_icon(outcome, current=row.current))
            item.setForeground(0, outcome_colour(outcome, current=row.current))
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, labelled(title, answer))
        self.list.addTopLevelItem(item)

    def _item(self, key: str | None) -> QTreeWidgetItem | None:
        items = (self.list.topLevelItem(number) for number in range(self.list.topLevelItemCount()))
        return next((one for one in items if one is not None and one.data(0, Qt.ItemDataRole.UserRole) == key), None)

    def _first(self, rows: Iterable[Row]) -> QTreeWidgetItem | None:
        """What is refuted comes first to mind."""
        refuted = (row.question.id for row in rows if row.answer is not None and row.answer.example is not None)
        return self._item(next(refuted, None)) or self.list.topLevelItem(0)

    @property
    def chosen(self) -> str | None:
        """The id of the chosen statement."""
        item = self.list.currentItem()
        return None if item is None else str(item.data(0, Qt.ItemDataRole.UserRole))

    def choose(self, identifier: str) -> None:
        """Choose a statement by its id, now or once it is there."""
        item = self._item(identifier)
        if item is not None:
            self.list.setCurrentItem(item)
        else:
            self._wanted = identifier

    def row(self) -> Row | None:
        """The chosen statement."""
        return next((row for row in self._proving.rows() if row.question.id == self.chosen), None)

    def _choose(self) -> None:
        """The user, or whoever began a statement, chose one; until then it is the first that is refuted."""
        self._own_choice = True
        self._show_details()

    def _show_details(self) -> None:
        row, unused = self.row(), self._proving.found_unused
        if row is not None:
            self.details.show_row(row)
        elif self.chosen == UNUSED and unused is not None:
            self.details.show_unused(*unused)
        else:
            self.details.show_nothing()

    def _open(self) -> None:
        row = self.row()
        if row is not None and row.question.span is not None:
            self.statement_opened.emit(row.question)

    # -- Qt

    def sizeHint(self) -> QSize:
        """A few lines."""
        return QSize(em(30), em(10))

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and colours."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.LanguageChange, QEvent.Type.PaletteChange}:
            self.word()

    def word(self) -> None:
        """Say everything again, in the language in force."""
        self.ask.say(_("Prove"))
        self.ask.setToolTip(_("Prove every statement that has no answer for the rules as they are written now"))
        self.standard.say(_("Ask the standard questions"))
        self.standard.setToolTip(_("Also ask what is worth asking of any pack; that one is refuted is no fault"))
        self.unused.say(_("What changes nothing?"))
        self.unused.setToolTip(_("Permissions and requirements that change no verdict, and where nothing is permitted"))
        self.new.say(_("New statement"))
        self.cancel.say(_("Stop"))
        self.list.setHeaderLabels([_("Answer"), _("Statement")])
        self.list.setAccessibleName(_("Statements about all trips"))
        self.bar.setAccessibleName(_("How much is proved"))
        self._shown = ()
        self.details.word()
        self.show_state()


def _answered(row: Row, *, waiting: bool) -> str:
    answer = row.answer
    if answer is None:
        return _("being asked") if waiting else _("not asked")
    word = say(Message(f"proof.{answer.outcome.value}"))
    word = word if row.current else _("{answer} (older text)").format(answer=word)
    remark = _remark(answer)
    return f"{word}, {remark}" if remark else word


def _remark(answer: Answer) -> str:
    if answer.empty:
        return _("speaks of nothing")
    if answer.vacuous:
        return _("says little")
    return _("by silence") if answer.silent else ""
