"""What a search for changes beside the window does to the first key after a rest, as a ratio in one run.

The desk with the shipped example. `quiet`: no search. `searching`: one is under way when the key comes, and withdrawn.
Target: the key painted in less than twice the time. The keys that follow meet no search.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from advisor.gui.desk import Desk

KEYS = 20
SEARCHED_SECONDS = 0.3
"""How long the search has been under way."""


def main() -> None:
    """Print median and 95th percentile for both, in turns, and the ratio of the medians."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from advisor.gui.appearance import Appearance
    from advisor.gui.desk import Desk
    from advisor.gui.language import use
    from advisor.gui.mending.state import Phase
    from advisor.services.settings import ColourScheme
    from advisor.services.wiring import wire

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        services = wire(Path(folder), "en")
        use(services.catalogue)
        appearance = Appearance(application)
        appearance.apply(ColourScheme.LIGHT, 1.0)
        desk = Desk(services, appearance)
        desk.window.resize(1440, 860)
        desk.window.show()
        desk.start()
        _wait(application, lambda: desk.mending.state.phase is Phase.SEARCHING)
        times: dict[str, list[float]] = {"quiet": [], "searching": []}
        for number in range(KEYS):
            desk.mending.rest.stop()
            _wait(application, lambda: not desk.mending.search.running, seconds=SEARCHED_SECONDS)
            times["quiet"].append(_press(application, desk, number))
            desk.mending.rest.start(0)
            _wait(application, lambda: desk.mending.state.phase is Phase.SEARCHING, seconds=SEARCHED_SECONDS)
            times["searching"].append(_press(application, desk, number + KEYS))
        print(f"{'':>10} {'median ms':>10} {'p95 ms':>8}")
        for name, found in times.items():
            print(f"{name:>10} {median(found):>10.1f} {quantiles(found, n=20)[-1]:>8.1f}")
        print(f"ratio of the medians {median(times['searching']) / median(times['quiet']):.1f}")
        desk.session.close()
        desk.close()


def _wait(application: QApplication, done: Callable[[], bool], *, seconds: float = 0) -> None:
    """Until it is so, and then so many seconds more."""
    while not done():
        application.processEvents()
        sleep(0.005)
    until = perf_counter() + seconds
    while perf_counter() < until:
        application.processEvents()
        sleep(0.005)


def _press(application: QApplication, desk: Desk, number: int) -> float:
    """Milliseconds from a key to the end of painting."""
    trip = desk.session.trip
    start = perf_counter()
    desk.session.apply(replace(trip, title=f"{trip.title[:20]}{number}"), "title", merge=None)
    application.processEvents()  # paints what changed
    return (perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
