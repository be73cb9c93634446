"""Lines in a view: beside one another, sampled, near a point."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from advisor.report.map.projection import Pixel

_SAME = 1e-6
"""Pixels: closer points are one."""


def length_of(line: Sequence[Pixel]) -> float:
    """How long a line is."""
    return sum(math.dist(one, other) for one, other in pairwise(line))


def extent_of(line: Sequence[Pixel]) -> float:
    """The longer side of what a line takes up."""
    xs, ys = [x for x, _y in line], [y for _x, y in line]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def beside(line: Sequence[Pixel], by: float) -> tuple[Pixel, ...]:
    """The line moved to the right of its own direction, so that there and back run side by side."""
    distinct = [spot for number, spot in enumerate(line) if number == 0 or math.dist(spot, line[number - 1]) > _SAME]
    if not by or len(distinct) < 2:  # noqa: PLR2004 - a line has two ends
        return tuple(line)
    normals = []
    for (x1, y1), (x2, y2) in pairwise(distinct):
        length = math.hypot(x2 - x1, y2 - y1)
        normals.append(((y1 - y2) / length, (x2 - x1) / length))
    moved = []
    for number, (x, y) in enumerate(distinct):
        before, after = normals[max(number - 1, 0)], normals[min(number, len(normals) - 1)]
        nx, ny = before[0] + after[0], before[1] + after[1]
        # the two sides meet further out in a bend, but never far out in a sharp one
        size = max(nx * nx + ny * ny, 0.5) / 2
        moved.append(Pixel(x + nx / size * by, y + ny / size * by))
    return tuple(moved)


def at_share(line: Sequence[Pixel], share: float) -> tuple[Pixel, float, float]:
    """The point after that share of the line's length, and the direction there (a unit vector)."""
    left = length_of(line) * share
    direction = (1.0, 0.0)
    for one, other in pairwise(line):
        step = math.dist(one, other)
        if step <= 0:
            continue
        direction = ((other[0] - one[0]) / step, (other[1] - one[1]) / step)
        if left <= step:
            return Pixel(one[0] + direction[0] * left, one[1] + direction[1] * left), *direction
        left -= step
    return Pixel(*line[-1]), *direction


def samples(line: Sequence[Pixel], every: float, within: tuple[float, float]) -> Iterator[Pixel]:
    """Points along a line, as far as it runs within a view of that size."""
    wide, high = within
    for one, other in pairwise(line):
        if max(one[0], other[0]) < 0 or min(one[0], other[0]) > wide:
            continue
        if max(one[1], other[1]) < 0 or min(one[1], other[1]) > high:
            continue
        count = min(400, max(1, math.ceil(math.dist(one, other) / every)))
        for step in range(count):
            share = step / count
            x, y = one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share
            if 0 <= x <= wide and 0 <= y <= high:
                yield Pixel(x, y)
    last = line[-1]
    if 0 <= last[0] <= wide and 0 <= last[1] <= high:
        yield Pixel(*last)


def within(line: Sequence[Pixel], margin: float, view: tuple[float, float]) -> tuple[Pixel, ...]:
    """The longest part of a line that runs through a view of that size, a margin off its edges; empty if none does."""
    longest: list[Pixel] = []
    part: list[Pixel] = []
    for one, other in pairwise(line):
        cut = _cut(one, other, margin, view)
        if cut is None:
            part = []
            continue
        start, end = cut
        part = [*part, end] if part and part[-1] == start else [start, end]
        if length_of(part) > length_of(longest):
            longest = part
    return tuple(longest)


def _cut(one: Pixel, other: Pixel, margin: float, view: tuple[float, float]) -> tuple[Pixel, Pixel] | None:
    """What of a stretch lies in the view (Liang and Barsky)."""
    first, last = 0.0, 1.0
    for axis in (0, 1):
        start, step = one[axis], other[axis] - one[axis]
        low, high = margin, view[axis] - margin
        if step == 0:
            if not low <= start <= high:
                return None
            continue
        near, far = sorted(((low - start) / step, (high - start) / step))
        first, last = max(first, near), min(last, far)
    if first > last:
        return None
    dx, dy = other[0] - one[0], other[1] - one[1]
    return (
        Pixel(*one) if first == 0 else Pixel(one[0] + dx * first, one[1] + dy * first),
        Pixel(*other) if last == 1 else Pixel(one[0] + dx * last, one[1] + dy * last),
    )


def nearest_on(line: Sequence[Pixel], x: float, y: float) -> Pixel:
    """The point of a line that is closest to another."""
    best = Pixel(*line[0])
    for (x1, y1), (x2, y2) in pairwise(line):
        dx, dy = x2 - x1, y2 - y1
        size = dx * dx + dy * dy
        along = max(0.0, min(1.0, ((x - x1) * dx + (y - y1) * dy) / size)) if size else 0.0
        found = Pixel(x1 + along * dx, y1 + along * dy)
        if math.dist(found, (x, y)) < math.dist(best, (x, y)):
            best = found
    return best


def distance_to(line: Sequence[Pixel], x: float, y: float) -> float:
    """How far a point is from a line."""
    return math.dist(nearest_on(line, x, y), (x, y))
