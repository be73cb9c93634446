"""The planning page: a pure view of a trip and its assessment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from advisor.gui.language import _, written
from advisor.gui.mending.state import NOTHING, Mending
from advisor.gui.other_days import OtherDays
from advisor.gui.planner.acting import Acting
from advisor.gui.planner.arrangement import COMPACT_EMS, Arrangement
from advisor.gui.planner.banner import Banner, range_text, without_text
from advisor.gui.planner.keeping import keep, restore
from advisor.gui.planner.map_column import IncidentsIn, MapColumn
from advisor.gui.planner.middle import Middle
from advisor.gui.planner.narrowing import Narrowing
from advisor.gui.planner.overview import Overview
from advisor.gui.planner.trip_pane import TripPane
from advisor.gui.planner.verdict_pane import VerdictPane
from advisor.gui.planner.words import Countries, Words
from advisor.gui.theme import em, tokens
from advisor.gui.widgets.cards import column
from advisor.gui.widgets.rows import TabOrder
from advisor.model.trip import Trip
from advisor.planning.shift import departure_day

if TYPE_CHECKING:
    from advisor.model.assessment import Assessment
    from advisor.model.pack import Pack
    from advisor.report.map.base import BaseMap


class PlannerPage(QWidget):
    """Shows values and tells what the user wants to become of them; it changes nothing by itself.

    A field shows a value anew only where that changed: what is being typed is never disturbed.
    """

    tripEdited = Signal(object, str, str)
    """The trip as edited, what to call the step in the undo list, and a key: consecutive steps of one key are one."""
    asOfEdited = Signal(object)
    """Another day (a date) to ask the rules as of; None: the usual one."""
    packChosen = Signal(str)
    """The id of another pack."""
    mendingAsked = Signal(object, object)
    """What to do about the changes that would help (an `Ask`), and the suggestion it is about."""
    quickWanted = Signal()
    """The user wants to begin with a quick plan."""
    mapShown = Signal(bool)
    """The map has come or gone."""
    detailsAsked = Signal(str)
    """What went wrong beside the window is to be shown in full."""

    def __init__(self, countries: Countries | None = None) -> None:
        """Nothing is shown before `show_trip`. `countries` are the program's own unless given."""
        super().__init__()
        self._countries = countries
        self._packs: tuple[tuple[str, str], ...] = ()
        self._trip: Trip | None = None
        self._pack: Pack | None = None
        self._as_of = self._usual = date.min
        self._assessment: Assessment | None = None
        self._stale = False
        self._due: Mapping[tuple[str, str], date] = {}
        self._mending = NOTHING
        self._other_days = OtherDays()
        self._with_map = True
        self._acting = Acting(self)
        self._acting.edited.connect(self.tripEdited)
        self._acting.begun.connect(self._open_step)
        self.map = MapColumn(self)
        self.map.edited.connect(self.tripEdited)
        self.map.stepsMeant.connect(self._show_steps)
        self._compact = False
        self._built = False
        self._font_changed = QTimer(self, singleShot=True, interval=0)
        self._font_changed.timeout.connect(lambda: self._rebuild(keeping=True))
        self._column = column(self, gap=0)

    # -- what it is told

    def set_packs(self, packs: Sequence[tuple[str, str]]) -> None:
        """Offer these packs, (id, title in the language in force) each."""
        self._packs = tuple(packs)
        if self._built:
            self._offer_packs()

    def show_trip(self, trip: Trip, pack: Pack, as_of: date, *, usual: date | None = None, fresh: bool = False) -> None:
        """Show a trip.

        `usual`: the day to go back to where another was chosen. `fresh`: another trip than before, so that what was
        half typed into fields is dropped.
        """
        rebuild = not self._built or pack is not self._pack or (fresh and trip != self._trip)
        self._trip, self._pack, self._as_of, self._usual = trip, pack, as_of, usual or as_of
        if rebuild:
            self._rebuild(keeping=not fresh)
        else:
            self._present()

    def show_both(  # noqa: PLR0913 - what two calls would say
        self,
        trip: Trip,
        pack: Pack,
        as_of: date,
        assessment: Assessment | None,
        *,
        usual: date | None = None,
        fresh: bool = False,
        stale: bool = False,
    ) -> None:
        """Show a trip and what the rules say of it, at one go."""
        self._assessment, self._stale = assessment, stale
        self.show_trip(trip, pack, as_of, usual=usual, fresh=fresh)

    def show_assessment(self, assessment: Assessment | None, *, stale: bool = False) -> None:
        """Show what the rules say. None: there is no verdict. `stale`: it is about an earlier state of the trip."""
        self._assessment, self._stale = assessment, stale
        if self._built:
            self._present()

    def show_mending(self, state: Mending) -> None:
        """Show what would change the verdict."""
        self._mending = state
        if self._built:
            self.verdict_pane.mending.show_state(state)

    def show_due(self, due: Mapping[tuple[str, str], date]) -> None:
        """Say on findings where a newer text of their source was imported, by address and date of the source."""
        if due != self._due:
            self._due = due
            if self._built:
                self._words.due = due
                self._present()

    def show_other_days(self, shown: OtherDays) -> None:
        """Show what the trip would come to on other days, or how far the work on that is."""
        self._other_days = shown
        if self._built:
            self.overview.days.show_days(shown)

    def show_rule(self, rule: str) -> bool:
        """Open the finding of a rule and put the keyboard there; False where the trip has none."""
        return self._built and self._narrowing.show_rule(rule)

    @property
    def words(self) -> Words:
        """What things are called on this page."""
        return self._words

    def begin(self) -> None:
        """Put the keyboard where a new trip begins."""
        if self._built:
            self.trip_pane.title.setFocus()

    @property
    def scroll_areas(self) -> tuple[QScrollArea, ...]:
        """What scrolls at the moment."""
        return self._frame.scroll_areas

    # -- the map

    def find_incidents_with(self, find: IncidentsIn) -> None:
        """How the map asks for incidents in view that no rule counted."""
        self.map.other_incidents = find

    def show_base(self, base: BaseMap | None) -> None:
        """Draw these outlines under the map."""
        self.map.show_base(base)

    def show_map(self, *, shown: bool) -> None:
        """Let the map come or go."""
        if self._built:
            self._frame.show_map(shown=shown)
            self._with_map = self._frame.map_wanted
        else:
            self._with_map = shown

    @property
    def map_wanted(self) -> bool:
        """Whether the map is to be there whenever there is room."""
        return self._with_map

    def _show_steps(self, steps: tuple[int, ...]) -> None:
        """Keep the reasons to these steps, and bring reasons and steps into view."""
        if self._built:
            self._narrowing.keep_to(frozenset(steps), frozenset())

    # -- building

    def _build(self) -> None:
        if self._pack is None:
            return
        if self._countries is None:
            from advisor.services.countries import country_names
            from advisor.services.paths import find_paths

            self._countries = country_names(find_paths().assets)
        self.map.panel.setParent(None)  # it stays as it is, whatever else is made anew
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._words = Words(self._pack, self._countries)
        self._words.due = self._due
        self.banner = Banner()
        self.trip_pane = TripPane(self._words)
        self.verdict_pane = VerdictPane(self._words)
        self.overview = Overview(self._words)
        self.overview.days.show_days(self._other_days)
        middle = Middle(self.map.panel, self.overview)
        self._frame = Arrangement(self.banner, self.trip_pane, self.verdict_pane, middle)
        self._narrowing = Narrowing(self._frame, self.trip_pane, self.verdict_pane, self.overview)
        self._frame.want_map(wanted=self._with_map)
        self._frame.mapShown.connect(self.mapShown)
        self.splitter = self._frame.splitter
        self.map.use_words(self._words)
        self._column.addWidget(self._frame)
        self._connect()
        self._offer_packs()
        self._tab_order = TabOrder(self)
        self._built = True
        self._fit()

    def _rebuild(self, *, keeping: bool) -> None:
        """Make everything anew; `keeping` what was opened and half typed."""
        kept = keep(self.trip_pane, self.scroll_areas) if keeping and self._built else None
        pasting = self.trip_pane.party.hand_over() if self._built else None
        self._build()
        self._present()
        if kept is not None:
            restore(self.trip_pane, self.scroll_areas, kept)
        if pasting is not None:
            self.trip_pane.party.take_over(pasting)

    def _connect(self) -> None:
        self.trip_pane.edited.connect(self.tripEdited)
        self.trip_pane.as_of_edited.connect(self.asOfEdited)
        self.trip_pane.pack_chosen.connect(self.packChosen)
        self.trip_pane.quick_wanted.connect(self.quickWanted)
        self.verdict_pane.mending.asked.connect(self.mendingAsked)
        self.verdict_pane.mending.meant.connect(lambda: self._frame.bring_into_view(self.verdict_pane.mending, None))
        self.verdict_pane.stated.connect(self._acting.state)
        self.verdict_pane.answered.connect(self._acting.answer)
        self.verdict_pane.onward.connect(self._acting.go_on)
        self.overview.days.chosen.connect(self._acting.move_to)
        self.overview.days.details.connect(self.detailsAsked)

    def _offer_packs(self) -> None:
        pack = self._pack
        if pack is None:
            return
        packs = self._packs
        if pack.id not in {identifier for identifier, _title in packs}:
            packs = (*packs, (pack.id, written(pack.title)))
        self.trip_pane.set_packs(packs)

    def _fit(self) -> None:
        """Lay out for the room there is."""
        compact = self.height() < em(COMPACT_EMS)
        if compact is not self._compact:
            self._compact = compact
            QTimer.singleShot(0, self, self._present)
        self.banner.set_compact(compact=compact)
        self._frame.fit(self.width(), self.height())

    # -- showing

    def _present(self) -> None:
        trip, assessment = self._trip, self._assessment
        if trip is None or not self._built:
            return
        self._acting.about(trip, assessment, self._pack)
        self._narrowing.about(assessment)
        self.trip_pane.show_trip(trip, self._as_of, assessment, stale=self._stale)
        self.trip_pane.show_usual_day(self._usual)
        self.banner.show_assessment(assessment, self._words, stale=self._stale)
        self.verdict_pane.show_assessment(assessment, lead=self._lead())
        self.verdict_pane.mending.show_state(self._mending)
        self.overview.who.show_assessment(assessment, stale=self._stale)
        self.overview.days.show_departure(departure_day(trip), stale=self._stale)
        self.map.show_trip(trip, assessment, stale=self._stale)

    def _lead(self) -> str:
        """What stands above the reasons: how to begin, or what the banner has no room for."""
        trip, assessment = self._trip, self._assessment
        if trip is not None and not trip.travellers and not trip.itinerary:
            return _(
                "Say who travels, from where to where, how and when. The verdict follows every keystroke; "
                "what you leave empty is asked for here when it matters."
            )
        if assessment is None or not self._compact:
            return ""
        return " ".join(text for text in (range_text(assessment), without_text(assessment)) if text)

    def _open_step(self, place: int) -> None:
        self.trip_pane.itinerary.open_step(place)

    # -- events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape shows all reasons again, wherever nothing else wanted it."""
        if event.key() == Qt.Key.Key_Escape and self._built and self._narrowing.show_all():
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The Tab key goes down the page as it stands now."""
        if self._built:
            self._tab_order.mend()
        moved = super().focusNextPrevChild(forward)
        self._frame.show_keyboard()
        return moved

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside or above one another."""
        super().resizeEvent(event)
        if self._built:
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another language: say everything anew. Other colours or text size: show everything anew."""
        super().changeEvent(event)
        if not getattr(self, "_built", False):
            return
        if event.type() is QEvent.Type.LanguageChange:
            self._rebuild(keeping=True)
        elif event.type() is QEvent.Type.FontChange:
            # distances grow with the text, and are laid down when things are made
            self._font_changed.start()
        elif event.type() is QEvent.Type.PaletteChange:
            QTimer.singleShot(0, self, self._present)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().panel)
        painter.end()
