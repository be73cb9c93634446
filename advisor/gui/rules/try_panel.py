"""What the edited rules do to trips: how many come off stricter or looser, which, and by which rule."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
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
from advisor.gui.language import _, in_turn, labelled, ngettext, say
from advisor.gui.rules.controller import RulesController
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button
from advisor.gui.widgets.text import Label, Run, bold, muted
from advisor.model.diagnostic import Diagnostic, has_errors
from advisor.model.message import message
from advisor.model.verdict import Verdict
from advisor.services.saved_trips import NotReviewed
from advisor.services.tryout import PLANNED, Candidate, VerdictChange


class TryPanel(QWidget):
    """A line that sums up, and under it the trips and the faults."""

    fault_opened = Signal(object)
    """A fault was chosen (a Diagnostic)."""
    explanation_asked = Signal(object)
    """What does this fault (a Diagnostic) mean?"""
    trip_opened = Signal(object)
    """A trip that changes was chosen with Enter or a double click (its Candidate)."""

    def __init__(self, controller: RulesController) -> None:
        """Nothing tried yet."""
        super().__init__()
        self._controller = controller
        self.line = Label(size=1.0)
        self.test = Button("")
        self.explain = Button("")
        self.explain.hide()
        self._faulty = True
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
        self.explain.clicked.connect(self._explain)
        self.trips.itemActivated.connect(self._open_trip)
        self.trips.currentItemChanged.connect(lambda _now, _before: self._say_test())
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.trips, "")
        self.tabs.addTab(self.faults, "")
        self._looked_at: QWidget = self.trips
        rows = QVBoxLayout(self)
        rows.setContentsMargins(em(0.6), em(0.3), em(0.6), em(0.3))
        rows.setSpacing(em(0.2))
        head = QHBoxLayout()
        head.addWidget(self.line, 1)
        head.addWidget(self.explain, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.test, 0, Qt.AlignmentFlag.AlignTop)
        rows.addLayout(head)
        rows.addWidget(self.tabs, 1)
        self.word()

    def _open(self, fault: Diagnostic) -> None:
        self.fault_opened.emit(fault)

    def _explain(self) -> None:
        fault = self.faults.current
        if fault is not None:
            self.tabs.setCurrentWidget(self.faults)
            self.explanation_asked.emit(fault)

    def show_state(self) -> None:
        """Show what is known now."""
        result, tried, faults = self._controller.result, self._controller.tried, self._controller.faults
        self.faults.show_faults(faults)
        self.explain.setVisible(bool(faults))
        self._title_tabs(len(faults), len(tried.changes) if tried is not None else 0)
        if result is not None and result.pack is None:
            told = ngettext(
                "{count} fault: no trip can be tried until it is mended.",
                "{count} faults: no trip can be tried until they are mended.",
                len(faults),
            )
            self.line.say(Run(told.format(count=len(faults))))
            self._show_trips(())
            if self.tabs.currentWidget() is not self.faults:
                self._looked_at = self.tabs.currentWidget()
            self.tabs.setCurrentWidget(self.faults)
            self._faulty = True
        elif tried is None:
            self.line.say(muted(_("Trying the test trips…")))
        else:
            self.line.say(bold(in_turn(say(one) for one in tried.told())), muted(self._compared(tried.saved)))
            self._show_trips(tried.changes, tried.unread)
            if not has_errors(faults) and self._faulty:
                self.tabs.setCurrentWidget(self._looked_at)
                self._faulty = False

    def _compared(self, saved: int) -> str:
        told = _("Test trips of the pack and the planned trip, with the rules as saved and as edited.")
        if saved:
            told = ngettext(
                "Test trips of the pack, the planned trip and {count} saved trip still to come, with the rules as "
                "saved and as edited.",
                "Test trips of the pack, the planned trip and {count} saved trips still to come, with the rules as "
                "saved and as edited.",
                saved,
            ).format(count=saved)
        return "   " + told

    def _show_trips(self, changes: tuple[VerdictChange, ...], unread: tuple[NotReviewed, ...] = ()) -> None:
        chosen = self.chosen
        self.trips.clear()
        for one in sorted(changes, key=lambda change: (not change.looser, change.name)):
            way = _("looser") if one.looser else _("stricter")
            reasons = tuple(say(reason) for reason in one.reasons)
            title = _title(one)
            item = QTreeWidgetItem([title, _verdict(one.before), _verdict(one.after), in_turn((way, *reasons))])
            item.setIcon(1, verdict_icon(one.before))
            item.setIcon(2, verdict_icon(one.after))
            item.setToolTip(0, title if one.name == PLANNED else one.name)
            item.setToolTip(3, in_turn(reasons))
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{title}: {way}")
            item.setData(0, Qt.ItemDataRole.UserRole, one.candidate)
            self.trips.addTopLevelItem(item)
            if chosen is not None and chosen.name == one.name:
                self.trips.setCurrentItem(item)
        for file in unread:
            title = _("Saved trip: {trip}").format(trip=file.path.name)
            why = _("Could not be tried. {why}").format(why=say(file.what))
            item = QTreeWidgetItem([title, "", "", why])
            item.setToolTip(0, str(file.path))
            item.setToolTip(3, why)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, labelled(title, why))
            self.trips.addTopLevelItem(item)
        self._say_test()

    @property
    def chosen(self) -> Candidate | None:
        """The trip that is chosen among those that change."""
        item = self.trips.currentItem()
        found = item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None
        return found if isinstance(found, Candidate) else None

    def _open_trip(self, item: QTreeWidgetItem, _column: int) -> None:
        found = item.data(0, Qt.ItemDataRole.UserRole)
        if isinstance(found, Candidate) and found.name != PLANNED:
            self.trip_opened.emit(found)

    def _say_test(self) -> None:
        """The button makes a test of a saved trip that is chosen, else of the planned one."""
        saved = self.chosen is not None and self.chosen.saved
        self.test.say(_("Make the saved trip a test") if saved else _("Make the planned trip a test"))

    def _title_tabs(self, faults: int, changes: int) -> None:
        self.tabs.setAccessibleName(_("What the rules come to"))
        self.tabs.setTabText(0, _("Trips that change ({count})").format(count=changes))
        self.tabs.setTabText(1, _("Faults ({count})").format(count=faults))

    def sizeHint(self) -> QSize:
        """A few lines."""
        return QSize(em(30), em(10))

    def minimumSizeHint(self) -> QSize:
        """What it says, which may take several lines, the tabs with their buttons, and a few rows."""
        return QSize(em(12), self.line.heightForWidth(self.line.width()) + em(9.5))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Less width may need more height."""
        super().resizeEvent(event)
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.word()
            self.show_state()

    def word(self) -> None:
        """Say everything again, in the language in force."""
        self.trips.setHeaderLabels([_("Trip"), _("Before"), _("Now"), _("Why")])
        self.explain.say(_("Explain the chosen fault"))
        self.explain.setToolTip(_("Show the page of help of the chosen fault"))
        self._say_test()
        self.test.setToolTip(_("Keep the trip with its verdict under trips/: later rules are tried on it too"))
        self.trips.setAccessibleName(_("Trips that change verdict"))
        self._title_tabs(0, 0)


def _title(one: VerdictChange) -> str:
    if one.name == PLANNED:
        return _("Planned now: {trip}").format(trip=one.title)
    return _("Saved trip: {trip}").format(trip=one.title) if one.candidate.saved else one.title


def _verdict(verdict: Verdict) -> str:
    return say(message(f"report.short.{verdict.word}"))
