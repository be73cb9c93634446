"""From a key press to the painted window at 10 000 rules, with the map shown and hidden, in one run.

Target: 95 of 100 key presses painted within one frame of 16 ms. What is typed changes the trip every time; every
tenth key moves a leg's departure, so that the map must follow too.
"""

from __future__ import annotations

import math
import os
from dataclasses import replace
from datetime import datetime, timedelta
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING

from advisor.engine.assess import assess
from advisor.model.pack import Pack
from advisor.model.place import Geography
from advisor.model.trip import Leg, Trip
from benchmarks import generated

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

RULES = 10_000
KEYS = 200


def main() -> None:
    """Print median and 95th percentile for both, and what drawing the map anew takes when typing rests."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from advisor.gui.appearance import Appearance
    from advisor.gui.planner.page import PlannerPage
    from advisor.services.base_map import base_map
    from advisor.services.paths import find_paths
    from advisor.services.settings import ColourScheme

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    Appearance(application).apply(ColourScheme.LIGHT, 1.0)
    pack, trip = _on_the_map(generated.pack(RULES)), generated.trips(1)[0]
    page = PlannerPage()
    page.show_base(base_map(find_paths().assets))
    page.resize(1440, 860)
    page.show_trip(trip, pack, generated.AS_OF)
    page.show()
    now = trip

    def edited(changed: Trip, _label: str, _key: str) -> None:
        nonlocal now
        now = changed
        page.show_trip(changed, pack, generated.AS_OF)
        page.show_assessment(assess(changed, pack, generated.AS_OF))

    page.tripEdited.connect(edited)
    edited(trip, "", "")
    print(f"{'map':>7} {'median ms':>10} {'p95 ms':>8}")
    for shown in (False, True):
        page.show_map(shown=shown)
        page.map.draw()
        application.processEvents()
        times = [_press(application, edited, now, number) for number in range(KEYS)][KEYS // 10 :]
        print(f"{'shown' if shown else 'hidden':>7} {median(times):>10.1f} {quantiles(times, n=20)[-1]:>8.1f}")
    redrawn = []
    for number in range(20):
        edited(_moved(now, number), "", "")
        start = perf_counter()
        page.map.draw()
        page.map.panel.view.repaint()
        redrawn.append((perf_counter() - start) * 1000)
    print(f"the map drawn anew, when typing rests: median {median(redrawn):.1f} ms")


def _press(application: QApplication, edited: Callable[[Trip, str, str], None], trip: Trip, number: int) -> float:
    """Milliseconds from a key to the end of painting."""
    start = perf_counter()
    if number % 10:
        edited(replace(trip, title=f"{trip.title[:20]}{number}"), "", "")
    else:
        edited(_moved(trip, number), "", "")
    application.processEvents()  # paints what changed
    return (perf_counter() - start) * 1000


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
    day = datetime.combine(generated.AS_OF, datetime.min.time()) + timedelta(days=number % 300, hours=9)
    return replace(trip, itinerary=(replace(step, depart=day, arrive=None), *trip.itinerary[1:]))


if __name__ == "__main__":
    main()
