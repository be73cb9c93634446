"""What the edited rules do to trips: how many come off stricter or looser, which, and by which rule."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from advisor.gui.faults import FaultTable
from advisor.gui.icons import verdict_icon
from advisor.gui.language import _, in_turn, ngettext, say
from advisor.gui.rules.controller import RulesController
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button
from advisor.gui.widgets.text import Label, Run, bold, muted
from advisor.model.diagnostic import Diagnostic
from advisor.model.message import message
from advisor.model.verdict import Verdict
from advisor.services.tryout import PLANNED, VerdictChange


class TryPanel(QWidget):
    """A line that sums up, and under it the trips and the faults."""

    fault_opened = Signal(object)
    """A fault was chosen (a Diagnostic)."""

    def __init__(self, controller: RulesController) -> None:
        """Nothing tried yet."""
        super().__init__()
        self._controller = controller
        self.line = Label(size=1.0)
        self.test = Button("")
        self.trips = QTreeWidget()
        self.trips.setColumnCount(4)
        self.trips.setRootIsDecorated(False)
        self.trips.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.trips.setUniformRowHeights(True)
        self.trips.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.trips.header()
        header.setStretchLastSection(True)
        for column in range(3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.faults = FaultTable()
        self.faults.opened.connect(self._open)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.trips, "")
        self.tabs.addTab(self.faults, "")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(em(0.6), em(0.3), em(0.6), em(0.3))
        rows.setSpacing(em(0.2))
        head = QHBoxLayout()
        head.addWidget(self.line, 1)
        head.addWidget(self.test)
        rows.addLayout(head)
        rows.addWidget(self.tabs, 1)
        self.word()

    def _open(self, fault: Diagnostic) -> None:
        self.fault_opened.emit(fault)

    def show_state(self) -> None:
        """Show what is known now."""
        result, tried = self._controller.result, self._controller.tried
        faults = result.diagnostics if result is not None else ()
        self.faults.show_faults(faults)
        self._title_tabs(len(faults), len(tried.changes) if tried is not None else 0)
        if result is not None and result.pack is None:
            told = ngettext(
                "{count} fault: no trip can be tried until it is mended.",
                "{count} faults: no trip can be tried until they are mended.",
                len(faults),
            )
            self.line.say(Run(told.format(count=len(faults))))
            self._show_trips(())
            self.tabs.setCurrentWidget(self.faults)
        elif tried is None:
            self.line.say(muted(_("Trying the test trips…")))
        else:
            self.line.say(bold(in_turn(say(one) for one in tried.told())), muted(self._compared()))
            self._show_trips(tried.changes)
            if not faults:
                self.tabs.setCurrentWidget(self.trips)

    def _compared(self) -> str:
        return "   " + _("Test trips of the pack and the planned trip, with the rules as saved and as edited.")

    def _show_trips(self, changes: tuple[VerdictChange, ...]) -> None:
        self.trips.clear()
        for one in sorted(changes, key=lambda change: (not change.looser, change.name)):
            way = _("looser") if one.looser else _("stricter")
            reasons = in_turn(say(reason) for reason in one.reasons)
            title = _("Planned now: {trip}").format(trip=one.title) if one.name == PLANNED else one.title
            item = QTreeWidgetItem([title, _verdict(one.before), _verdict(one.after), f"{way}. {reasons}"])
            item.setIcon(1, verdict_icon(one.before))
            item.setIcon(2, verdict_icon(one.after))
            item.setToolTip(0, title if one.name == PLANNED else one.name)
            item.setToolTip(3, reasons)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{title}: {way}")
            self.trips.addTopLevelItem(item)

    def _title_tabs(self, faults: int, changes: int) -> None:
        self.tabs.setAccessibleName(_("What the rules come to"))
        self.tabs.setTabText(0, _("Trips that change ({count})").format(count=changes))
        self.tabs.setTabText(1, _("Faults ({count})").format(count=faults))

    def sizeHint(self) -> QSize:
        """A few lines."""
        return QSize(em(30), em(10))

    def minimumSizeHint(self) -> QSize:
        """A line and a row."""
        return QSize(em(12), em(5))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.word()
            self.show_state()

    def word(self) -> None:
        """Say everything again, in the language in force."""
        self.trips.setHeaderLabels([_("Trip"), _("Before"), _("Now"), _("Why")])
        self.test.say(_("Make the planned trip a test"))
        self.test.setToolTip(_("Keep the trip with its verdict under trips/: later rules are tried on it too"))
        self.trips.setAccessibleName(_("Trips that change verdict"))
        self._title_tabs(0, 0)


def _verdict(verdict: Verdict) -> str:
    return say(message(f"report.short.{verdict.word}"))
