"""What stands between a trip and its reasons: the map, and the overview under or beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from advisor.gui.map.panel import MapPanel
from advisor.gui.planner.overview import Overview


class Middle(QSplitter):
    """Moves as one; what it holds never leaves it, except the map, which outlives it."""

    def __init__(self, map_panel: MapPanel, overview: Overview) -> None:
        """Hold both, one above the other."""
        super().__init__(Qt.Orientation.Vertical)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.map = map_panel
        self.overview = overview
        self.addWidget(map_panel)
        self.addWidget(overview.area)
        self.setStretchFactor(0, 4)
        self.setStretchFactor(1, 5)
        map_panel.show()

    def stand(self, *, beside: bool, width: int, height: int) -> None:
        """Put the two beside or above one another, in that much room."""
        self.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
        room = width if beside else height
        share = 0.5 if beside else 0.42
        self.setSizes([round(room * share), round(room * (1 - share))])
