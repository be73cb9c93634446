"""The outlines under the map, as `scripts/make_map.py` writes them to `assets/map/world.map`.

The file: the line `advisor-map-1`, then everything else compressed with zlib, numbers with the smallest byte first:

- four bytes: how long the head is; the head, JSON: `source`, `packages`, `grid` (units round the equator), and
  `countries`, each with `code` (ISO 3166-1 alpha-2, or empty), `at` (where its name goes) and `rings`, each a list of
  arcs: n is arc n, -n-1 the same arc backwards;
- three tables of lines: the arcs of all outlines (a border that two countries share is there once), the lines between
  regions, the shores of lakes. A table: the number of lines and of steps (4 bytes each); how many points each line has
  (4 bytes each); where each starts (x and y, 4 bytes each, signed); then all steps from point to point in x, then
  all in y (2 bytes each, signed).

Positions are Web Mercator, x and y from the corner at 180° west, top, in grid units.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from advisor.report.map.projection import Bounds, Spot

MAGIC = b"advisor-map-1\n"


class FaultyBaseError(ValueError):
    """The bytes are no base map."""


@dataclass(frozen=True, slots=True)
class Line:
    """Points in grid units, x and y apart, and the part of the map they take up (0 to 1)."""

    xs: tuple[int, ...]
    ys: tuple[int, ...]
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Country:
    """A country's areas: rings of points, as those of `Line`."""

    code: str
    at: Spot
    rings: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class BaseMap:
    """What lies under everything else. `borders` part countries, `coasts` land and sea, `inner` regions."""

    grid: int
    source: str
    countries: tuple[Country, ...]
    borders: tuple[Line, ...]
    coasts: tuple[Line, ...]
    inner: tuple[Line, ...]
    lakes: tuple[Line, ...]


def decode(data: bytes) -> BaseMap:
    """The outlines; FaultyBaseError if the bytes are something else."""
    if not data.startswith(MAGIC):
        raise FaultyBaseError("not a base map")
    try:
        return _decode(zlib.decompress(data[len(MAGIC) :]))
    except (zlib.error, ValueError, KeyError, IndexError, TypeError) as error:
        raise FaultyBaseError(str(error)) from error


def _decode(body: bytes) -> BaseMap:
    size = int.from_bytes(body[:4], "little")
    head: dict[str, Any] = json.loads(body[4 : 4 + size])
    grid = int(head["grid"])
    at = 4 + size
    tables = []
    for _table in range(3):
        lines, at = _lines(body, at, grid)
        tables.append(lines)
    arcs, inner, lakes = tables
    used: Counter[int] = Counter()
    countries = []
    for row in head["countries"]:
        for ring in row["rings"]:
            used.update(arc if arc >= 0 else ~arc for arc in ring)
        rings = tuple(_ring(arcs, ring, grid) for ring in row["rings"])
        countries.append(Country(row["code"], Spot(row["at"][0] / grid, row["at"][1] / grid), rings))
    return BaseMap(
        grid=grid,
        source=str(head["source"]),
        countries=tuple(countries),
        borders=tuple(line for number, line in enumerate(arcs) if used[number] > 1),
        coasts=tuple(line for number, line in enumerate(arcs) if used[number] <= 1),
        inner=tuple(inner),
        lakes=tuple(lakes),
    )


def _lines(body: bytes, at: int, grid: int) -> tuple[list[Line], int]:
    count, steps = (int.from_bytes(body[at + 4 * part : at + 4 * part + 4], "little") for part in range(2))
    at += 8
    arrays: list[array[int]] = []
    for code, size in (("I", count), ("i", 2 * count), ("h", steps), ("h", steps)):
        numbers: array[int] = array(code)
        end = at + size * numbers.itemsize
        numbers.frombytes(body[at:end])
        if len(numbers) != size:
            raise FaultyBaseError("cut short")
        if sys.byteorder == "big":
            numbers.byteswap()
        arrays.append(numbers)
        at = end
    lengths, starts, right, down = arrays
    lines, place = [], 0
    for number, length in enumerate(lengths):
        end = place + length - 1
        xs = tuple(accumulate(right[place:end], initial=starts[2 * number]))
        ys = tuple(accumulate(down[place:end], initial=starts[2 * number + 1]))
        lines.append(_line(xs, ys, grid))
        place = end
    return lines, at


def _line(xs: tuple[int, ...], ys: tuple[int, ...], grid: int) -> Line:
    return Line(xs, ys, Bounds(min(xs) / grid, min(ys) / grid, max(xs) / grid, max(ys) / grid))


def _ring(arcs: list[Line], numbers: list[int], grid: int) -> Line:
    xs: list[int] = []
    ys: list[int] = []
    for number in numbers:
        arc = arcs[number if number >= 0 else ~number]
        step = 1 if number >= 0 else -1
        if xs:
            xs.pop()
            ys.pop()
        xs += arc.xs[::step]
        ys += arc.ys[::step]
    return _line(tuple(xs), tuple(ys), grid)
