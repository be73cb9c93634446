"""A million rows through the library as an import makes them: reading, storing, storing again, the index, one question.

    python -m benchmarks imports

IMPORTS=100000 sets another size. Times are also given as shares of merely splitting the same file into fields.
"""

from __future__ import annotations

import csv
import io
import os
import random
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from advisor.incidents.mapping import ColumnMapping
from advisor.model.incident import Incident
from advisor.model.place import Point
from advisor.services.wiring import wire

Result = TypeVar("Result")

SEED = 20260801
FIRST = date(2017, 1, 1)
COLUMNS = ColumnMapping(columns={"id": 0, "date": 1, "latitude": 2, "longitude": 3, "kind": 4, "title": 5})
KINDS = ("ambush", "attack", "clash", "kidnapping", "robbery")


def table(count: int) -> str:
    """Return a table of events all over a Sahel-sized area and nearly ten years."""
    chance = random.Random(SEED)
    rows = ["id,date,lat,lon,type,title"]
    for number in range(count):
        day = FIRST + timedelta(days=chance.randrange(3500))
        latitude, longitude = chance.uniform(5, 24), chance.uniform(-15, 15)
        rows.append(f"{number},{day},{latitude:.4f},{longitude:.4f},{chance.choice(KINDS)},Event {number}")
    return "\n".join(rows)


def main() -> None:
    """Measure each step once: together they take a minute or two."""
    count = int(os.environ.get("IMPORTS", "1000000"))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "table.csv")
        text = table(count)
        file.write_text(text, encoding="utf-8")
        begin = perf_counter()
        assert sum(1 for _ in csv.reader(io.StringIO(text))) == count + 1
        unit = perf_counter() - begin
        del text
        library = wire(Path(folder, "data")).incidents

        def timed(what: str, step: Callable[[], Result]) -> Result:
            begin = perf_counter()
            result = step()
            spent = perf_counter() - begin
            print(f"{what:>24}  {spent:8.2f} s  {spent / unit:8.1f}", flush=True)
            return result

        print(f"{count} rows; splitting them into fields takes {unit:.2f} s, the unit of the last column")
        reading = timed("read", lambda: library.read(file, COLUMNS))
        timed("store", lambda: library.add(reading))
        timed("store again", lambda: library.add(reading))
        known = timed("open and index", library.known)
        timed("list", library.contents)

        def ask() -> tuple[Incident, ...]:
            data = library.known().data
            assert data is not None
            return data.near([Point(14.5, -4.2)], 25, (FIRST, FIRST + timedelta(days=90)))

        timed("one question", ask)
        assert known is library.known()
        library.close()
