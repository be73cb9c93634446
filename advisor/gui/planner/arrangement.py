"""How the parts of the page stand: three columns, two, or one, as there is room."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QSplitter, QVBoxLayout, QWidget

from advisor.gui.language import _
from advisor.gui.planner.banner import Banner
from advisor.gui.planner.middle import Middle
from advisor.gui.planner.trip_pane import TripPane
from advisor.gui.planner.verdict_pane import VerdictPane
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button, ButtonKind
from advisor.gui.widgets.cards import column
from advisor.gui.widgets.scroll_bar import scroll_area

SIDE_BY_SIDE_EMS = 48
"""From this width on, in heights of a line of text, the trip stands beside its verdict; below, above it."""

WITH_MAP_EMS = 74
"""From this width on the map and the overview stand between the two."""

COMPACT_EMS = 32
"""Below this height, in heights of a line of text, the banner keeps to the word and the reason."""


class _Width(Enum):
    ONE = auto()
    TWO = auto()
    THREE = auto()


class Arrangement(QWidget):
    """Trip, middle and verdict beside or above one another, under or beside the banner."""

    mapShown = Signal(bool)
    """The map has come or gone."""

    def __init__(self, banner: Banner, trip: TripPane, verdict: VerdictPane, middle: Middle) -> None:
        """Take the parts; nothing is laid out before `fit`."""
        super().__init__()
        self._banner, self._trip, self._verdict = banner, trip, verdict
        self._middle, self._map = middle, middle.map
        self._now: tuple[_Width, bool] | None = None
        self._wanted = True
        self._instead = False
        self.splitter = _splitter(Qt.Orientation.Horizontal)
        self._stack = _splitter(Qt.Orientation.Vertical)
        self._left, self._right = scroll_area(_("Trip")), scroll_area(_("Verdict"))
        self._answer = QWidget()
        self._answer_column = column(self._answer, gap=0)
        self._frame: QVBoxLayout = column(self, gap=0)
        self.swap = Button("", ButtonKind.QUIET, size=0.9)
        self.swap.clicked.connect(lambda: self.show_map(shown=not self.map_shown))
        self._swap_row = QWidget()
        row = column(self._swap_row, gap=0)
        row.setContentsMargins(em(0.9), em(0.2), em(0.9), em(0.2))
        row.addWidget(self.swap)

    @property
    def scroll_areas(self) -> tuple[QScrollArea, ...]:
        """What scrolls at the moment."""
        middle = self._middle.overview.area
        beside = self._now is None or self._now[0] is not _Width.ONE
        return (self._left, self._right, middle) if beside else (self._right, middle)

    # -- the map

    @property
    def map_shown(self) -> bool:
        """Whether the map is on the page."""
        return self._instead if self._tight else self._wanted

    @property
    def map_wanted(self) -> bool:
        """Whether it is there whenever there is room."""
        return self._wanted

    @property
    def _tight(self) -> bool:
        """Whether there is no room for the middle beside the rest: it then takes the place of it when asked for."""
        return self._now is not None and self._now[1]

    def show_map(self, *, shown: bool) -> None:
        """Let the map come or go."""
        if shown is self.map_shown:
            return
        if self._tight:
            self._instead = shown
        else:
            self._wanted = shown
        self._set_map()

    def want_map(self, *, wanted: bool) -> None:
        """Whether the map is to be there whenever there is room; for the beginning."""
        self._wanted = wanted

    def make_room_for_reasons(self) -> None:
        """Where map and overview stand in their place, let them go."""
        if self._tight:
            self.show_map(shown=False)

    def bring_into_view(self, reasons: QWidget, card: QWidget | None) -> None:
        """Scroll to the reasons and, where it can be seen beside them, to the card of a step."""
        bar = self._right.verticalScrollBar()
        inside = self._right.widget()
        if inside is not None:
            bar.setValue(reasons.mapTo(inside, QPoint(0, 0)).y() - em(0.6))
        if card is not None and self._left.isVisible():
            self._left.ensureWidgetVisible(card, 0, em(1))

    def show_keyboard(self) -> None:
        """Scroll to what has the keyboard: Qt does so only in the column that it has left."""
        focused = QApplication.focusWidget()
        for area in self.scroll_areas:
            inside = area.widget()
            if focused is not None and inside is not None and inside.isAncestorOf(focused):
                area.ensureWidgetVisible(focused)

    def show_reason(self, card: QWidget) -> None:
        """Scroll to one of the reasons."""
        self._right.ensureWidgetVisible(card)

    def _set_map(self) -> None:
        shown, tight = self.map_shown, self._tight
        focused = QApplication.focusWidget()
        leaves = self._middle if tight else self._map
        within = focused is not None and leaves.isAncestorOf(focused)
        self._map.setVisible(shown)
        self._middle.setVisible(shown or not tight)  # the overview stays where there is room
        self._map.view.wheel_zooms = True
        self._right.setVisible(not (tight and shown))
        self._swap_row.setVisible(tight)
        self.swap.say(_("Back to trip and reasons") if shown else _("Show map and overview"))
        if within and not shown:
            self.swap.setFocus() if tight else self._trip.title.setFocus()
        self.mapShown.emit(shown)

    # -- room

    def fit(self, width: int, height: int) -> None:
        """Lay out for that much room."""
        beside = _Width.TWO if width < em(WITH_MAP_EMS) else _Width.THREE
        now = _Width.ONE if width < em(SIDE_BY_SIDE_EMS) else beside
        tight = now is _Width.ONE or (now is _Width.TWO and height < em(COMPACT_EMS))
        if (now, tight) == self._now:
            return
        before, self._now = self._now, (now, tight)
        if before is None or before[0] is not now:
            self._arrange(now, width, height)
        self._set_map()

    def _arrange(self, now: _Width, width: int, height: int) -> None:
        focused = QApplication.focusWidget()
        for area in (self._left, self._right):
            area.takeWidget()
        self._right.setAccessibleName(_("Trip and verdict") if now is _Width.ONE else _("Verdict"))
        self._left.setVisible(now is not _Width.ONE)
        self.splitter.setVisible(now is not _Width.ONE)
        if now is _Width.ONE:
            both = QWidget()
            under = column(both, gap=0)
            under.addWidget(self._trip)
            under.addWidget(self._verdict)
            self._right.setWidget(both)
            for part in (self._banner, self._swap_row):
                self._frame.addWidget(part)
            self._frame.addWidget(self._stack, 1)
        else:
            self._left.setWidget(self._trip)
            self._right.setWidget(self._verdict)
            for part in (self._banner, self._swap_row):
                self._answer_column.addWidget(part)
            self._answer_column.addWidget(self._stack, 1)
            self._frame.addWidget(self.splitter, 1)
        self._place_columns(now, width, height)
        for part in (self._trip, self._banner, self._right, self._stack):
            part.show()
        if focused is not None and self.isAncestorOf(focused):
            focused.setFocus()

    def _place_columns(self, now: _Width, width: int, height: int) -> None:
        above = now is _Width.TWO
        self._middle.stand(beside=above, width=round(width * 0.64), height=height)
        if now is _Width.THREE:
            self._stack.addWidget(self._right)
            columns: tuple[tuple[QWidget, float], ...]
            columns = ((self._left, 0.29), (self._middle, 0.38), (self._answer, 0.33))
        else:
            self._stack.addWidget(self._middle)
            self._stack.addWidget(self._right)
            self._stack.setStretchFactor(0, 4)
            self._stack.setStretchFactor(1, 6)
            self._stack.setSizes([round(height * 0.45), round(height * 0.55)])
            columns = ((self._left, 0.36), (self._answer, 0.64)) if now is _Width.TWO else ()
        for place, (part, share) in enumerate(columns):
            self.splitter.insertWidget(place, part)
            self.splitter.setStretchFactor(place, round(share * 100))
        self.splitter.setSizes([round(width * share) for _part, share in columns])

    def changeEvent(self, event: QEvent) -> None:
        """Other words."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange and self._now is not None:
            self.swap.say(_("Back to trip and reasons") if self.map_shown else _("Show map and overview"))


def _splitter(direction: Qt.Orientation) -> QSplitter:
    splitter = QSplitter(direction)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(1)
    return splitter
