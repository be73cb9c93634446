"""From a key press to the painted window at 10 000 rules and 300 000 incidents, map shown and hidden, in one run.

Target: 95 of 100 key presses painted within one frame of 16 ms. What is typed changes the trip every time; every
tenth key moves a leg's departure, so that everything about it is judged anew. 300 of the rules count incidents.
"""

from __future__ import annotations

import math
import os
import random
import tempfile
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from advisor.engine.assess import assess
from advisor.incidents.feeds import MAPPED
from advisor.incidents.imported import Imported
from advisor.incidents.snapshot import StoredData
from advisor.incidents.store import IncidentStore
from advisor.model.pack import Pack
from advisor.model.place import Geography
from advisor.model.trip import Leg, Trip
from benchmarks import generated
from benchmarks.counting import EVERYTHING, incident, some_counting
from benchmarks.incidents import SEED, events

if TYPE_CHECKING:
    from advisor.gui.planner.page import PlannerPage

RULES = 10_000
INCIDENTS = 300_000
KEYS = 200
LETTERS = 5
"""So many are typed, then as many are deleted less one."""


def main() -> None:
    """Measure with incidents in a store, as the program keeps them."""
    known = events(INCIDENTS, random.Random(SEED))
    with tempfile.TemporaryDirectory() as folder, IncidentStore(Path(folder) / "incidents.sqlite") as store:
        imported = Imported(feed=MAPPED, incidents=tuple(map(incident, range(INCIDENTS), known)))
        store.add(imported, claim=EVERYTHING)
        data = store.data()
        data.warm()
        _measure(data)
        data.close()


def _measure(data: StoredData) -> None:
    """Print median and 95th percentile for both, and what drawing the map anew takes when typing rests."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from advisor.gui.appearance import Appearance
    from advisor.gui.collecting import Collector
    from advisor.gui.planner.page import PlannerPage
    from advisor.services.base_map import base_map
    from advisor.services.paths import find_paths
    from advisor.services.settings import ColourScheme

    application = QApplication([])
    collector = Collector(application)  # its pauses are part of what a typist waits for
    Appearance(application).apply(ColourScheme.LIGHT, 1.0)
    pack, trip = _on_the_map(generated.pack(RULES)), generated.trips(1)[0]
    pack = replace(pack, rules=some_counting(pack.rules))
    page = PlannerPage()
    page.show_base(base_map(find_paths().assets))
    page.resize(1440, 860)
    page.show_trip(trip, pack, generated.AS_OF)
    page.show()
    now, edits = trip, 0

    def edited(changed: Trip, _label: str = "", _key: str = "") -> None:
        nonlocal now, edits
        now, edits = changed, edits + 1
        page.show_both(changed, pack, generated.AS_OF, assess(changed, pack, generated.AS_OF, incidents=data))

    def press(number: int) -> float:
        """Milliseconds from a key to the end of painting."""
        start = perf_counter()
        if number % 10:
            QTest.keyClick(page.trip_pane.title, Qt.Key.Key_Backspace if number % 10 > LETTERS else Qt.Key.Key_A)
        else:
            edited(_moved(now, number))
        application.processEvents()  # paints what changed
        return (perf_counter() - start) * 1000

    page.tripEdited.connect(edited)
    edited(trip)
    print(f"{'map':>7} {'median ms':>10} {'p95 ms':>8} {'worst ms':>9}")
    for shown in (False, True):
        page.show_map(shown=shown)
        page.map.draw()
        application.processEvents()
        before = edits
        times = [press(number) for number in range(KEYS)][KEYS // 10 :]
        assert edits - before == KEYS, "a key that changed nothing is not worth measuring"
        told = (median(times), quantiles(times, n=20)[-1], max(times))
        print(f"{'shown' if shown else 'hidden':>7} {told[0]:>10.1f} {told[1]:>8.1f} {told[2]:>9.1f}")
    redrawn = []
    for number in range(20):
        edited(_moved(now, number))
        redrawn.append(_drawn(page))
    print(f"the map drawn anew, when typing rests: median {median(redrawn):.1f} ms")
    collector.close()


def _on_the_map(pack: Pack) -> Pack:
    """The pack with its places along a spiral over Mali."""
    places = [
        replace(place, latitude=15 + turn / 9 * math.sin(turn), longitude=-4 + turn / 9 * math.cos(turn))
        for turn, place in ((number / 9, place) for number, place in enumerate(pack.geography.places.values()))
    ]
    return replace(pack, country="ML", geography=Geography(places))


def _moved(trip: Trip, number: int) -> Trip:
    step = trip.itinerary[0]
    if not isinstance(step, Leg):
        return trip
    morning = datetime.combine(generated.AS_OF, datetime.min.time()) + timedelta(days=1, hours=7)
    return replace(
        trip, itinerary=(replace(step, depart=morning + timedelta(minutes=number % 60)), *trip.itinerary[1:])
    )


def _drawn(page: PlannerPage) -> float:
    """Milliseconds to draw the map anew."""
    start = perf_counter()
    page.map.draw()
    page.map.panel.view.repaint()
    return (perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
