"""The map of the page: from trip and assessment to what is drawn, and from a click to an edit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QMenu

from advisor.gui.language import _
from advisor.gui.map.panel import MapPanel
from advisor.gui.planner import map_editing
from advisor.gui.planner.map_names import MapNames
from advisor.gui.planner.words import Words
from advisor.model.incident import Incident
from advisor.model.trip import Trip
from advisor.report.map.build import scene_of
from advisor.report.map.drawing import Layer
from advisor.report.map.ground import ground_of
from advisor.report.map.projection import Spot, to_point
from advisor.report.map.scene import Ground

if TYPE_CHECKING:
    from advisor.model.assessment import Assessment
    from advisor.model.pack import Pack
    from advisor.report.map.base import BaseMap

IncidentsIn: TypeAlias = Callable[[float, float, float, float], Iterable[Incident]]
"""Incidents from beyond the pack between south, west, north and east; west > east goes across the date line."""

REST_MS = 40
"""The map follows when typing rests so long, so that no key waits for it."""
MOST_PLACES = 9
"""So many of the places that can't be told apart are offered."""


class MapColumn(QObject):
    """Owns the panel; makes scenes only while it can be seen."""

    edited = Signal(object, str, str)
    """As `PlannerPage.tripEdited`."""
    stepsMeant = Signal(object)
    """The reasons of these steps (indexes into the assessment) are wanted."""

    def __init__(self, page: QObject) -> None:
        """Nothing is drawn yet; `page` takes it along when it goes."""
        super().__init__(page)
        self.panel = MapPanel()
        self.other_incidents: IncidentsIn = lambda *_box: ()
        self._words: Words | None = None
        self._trip = Trip()
        self._assessment: Assessment | None = None
        self._base: BaseMap | None = None
        self._ground: tuple[Pack, Ground] | None = None
        self._menu: QMenu | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.draw)
        self.panel.appeared.connect(self.draw)
        self.panel.layersChosen.connect(lambda _layers: self.draw())
        self.panel.view.viewMoved.connect(self._look_again)
        self.panel.view.placeMeant.connect(self._offer)
        self.panel.view.stepsMeant.connect(self.stepsMeant)

    def show_base(self, base: BaseMap | None) -> None:
        """The outlines to draw under it."""
        self._base = base
        self.panel.view.show_base(base)
        self._name_countries()

    def use_words(self, words: Words) -> None:
        """What things are called from now on."""
        self._words = words
        self._name_countries()

    def show_trip(self, trip: Trip, assessment: Assessment | None, *, stale: bool) -> None:
        """What to draw next."""
        self._trip, self._assessment = trip, assessment
        self.panel.view.show_stale(stale=stale)
        if self.panel.isVisible():
            self._rest.start()

    def draw(self) -> None:
        """Draw it now, if it can be seen."""
        words = self._words
        if words is None or not self.panel.isVisible():
            return
        if self._ground is None or self._ground[0] is not words.pack:
            self._ground = words.pack, ground_of(words.pack)
        ground = self._ground[1]
        scene = scene_of(ground, words.pack, self._assessment, self._known(words.pack))
        self.panel.show_scene(scene, MapNames(words, self._assessment))

    def _known(self, pack: Pack) -> Iterable[Incident]:
        """Incidents in view that no finding need count, if they are wanted."""
        if Layer.OTHER_INCIDENTS not in self.panel.view.layers:
            return ()
        bounds = self.panel.view.camera.bounds
        south, west = to_point(Spot(bounds.left, bounds.bottom))
        north, east = to_point(Spot(bounds.right, bounds.top))
        return (*pack.incidents, *self.other_incidents(south, west, north, east))

    def _look_again(self) -> None:
        if Layer.OTHER_INCIDENTS in self.panel.view.layers:
            self._rest.start()

    def _name_countries(self) -> None:
        if self._words is not None and self._base is not None:
            codes = {one.code for one in self._base.countries if one.code}
            self.panel.view.show_countries({code: self._words.country(code) for code in codes})

    # -- choosing a place

    def _offer(self, places: tuple[str, ...], at: QPoint) -> None:
        """Ask what the place is to be: for several that are one dot, each has a menu of its own."""
        words = self._words
        if words is None:
            return
        menu = QMenu(self.panel)
        menu.aboutToHide.connect(menu.deleteLater)
        for place in places[:MOST_PLACES]:
            name = words.place_name(place).replace("&", "&&")
            if len(places) == 1:
                menu.addSection(name)
                self._fill(menu, place)
            else:
                self._fill(menu.addMenu(name), place)
        self._menu = menu
        menu.popup(at)

    def _fill(self, menu: QMenu, place: str) -> None:
        for name, text, change, label in (
            ("start", _("&Start here"), map_editing.with_start, _("choice of the start")),
            ("go", _("&Go here"), map_editing.with_destination, _("adding a leg")),
            ("stay", _("S&tay here"), map_editing.with_stay_there, _("adding a stay")),
        ):
            action = menu.addAction(text)
            action.setObjectName(name)
            changed = change(self._trip, place)
            useful = changed != self._trip and not (name == "go" and map_editing.leads_there(self._trip, place))
            action.setEnabled(useful)
            action.triggered.connect(
                lambda _checked=False, change=change, label=label: self.edited.emit(
                    change(self._trip, place), label, ""
                )
            )
