"""The first rows of a table, each as the incident it becomes or with the reason why it is refused."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from advisor.gui.language import _, say
from advisor.gui.theme import tokens
from advisor.incidents.mapped import Preview
from advisor.model.diagnostic import Severity
from advisor.model.incident import Incident
from advisor.services.incident_claims import kind_told


class PreviewTable(QTableWidget):
    """One line for each row that becomes an incident, then one for each that is refused."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(0, 6, parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.verticalHeader().hide()
        self.setAccessibleName(_("What the first rows become"))
        self.setHorizontalHeaderLabels([_("Date"), _("Kind"), _("What happened"), _("Position"), _("Dead"), _("Grade")])
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(6):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)

    def show_nothing(self) -> None:
        """Empty it."""
        self.clearSpans()
        self.setRowCount(0)

    def show_preview(self, seen: Preview) -> None:
        """Show what these rows become."""
        self.show_nothing()
        refused = [fault for fault in seen.imported.diagnostics if fault.severity is Severity.ERROR]
        self.setRowCount(len(seen.imported.incidents) + len(refused))
        for row, incident in enumerate(seen.imported.incidents):
            for column, words in enumerate(_cells(incident)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.setItem(row, column, item)
        for row, fault in enumerate(refused, start=len(seen.imported.incidents)):
            line = fault.span.start.line if fault.span is not None else 1
            words = _("Line {line}: {reason}").format(line=line, reason=say(fault.what))
            item = QTableWidgetItem(words)
            item.setForeground(QBrush(tokens().fault))
            item.setToolTip(words)
            self.setItem(row, 0, item)
            self.setSpan(row, 0, 1, 6)
        self.resizeRowsToContents()


def _cells(incident: Incident) -> tuple[str, ...]:
    days = _(" ±{days} d").format(days=incident.imprecision_days) if incident.imprecision_days else ""
    at = f"{incident.latitude:.3f}, {incident.longitude:.3f}"
    return (
        f"{incident.day.isoformat()}{days}",
        say(kind_told(incident.kind)),
        say(incident.title),
        _("{position} ±{km} km").format(position=at, km=f"{incident.imprecision_km:g}"),
        "" if incident.fatalities is None else str(incident.fatalities),
        incident.source.grade if incident.source is not None else "",
    )
