"""Room for labels: what is taken, and where something else still fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from advisor.report.map.projection import Pixel

_Sides: TypeAlias = tuple[float, float, float, float]

_CELL = 64.0
_LINE_COST = 0.12
"""Of each point of a trip's line under a label."""
_EDGE_COST = 4.0
_TOUCH_COST, _OVER_COST = 0.8, 3.0
"""Two texts on one another can neither be read."""


class Box(NamedTuple):
    """A rectangle in the view."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right side."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return self.top + self.height

    @property
    def centre(self) -> Pixel:
        """Its middle."""
        return Pixel(self.left + self.width / 2, self.top + self.height / 2)

    def grown(self, by: float) -> Box:
        """Larger by that on every side."""
        return Box(self.left - by, self.top - by, self.width + 2 * by, self.height + 2 * by)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def shared(self, other: Box) -> float:
        """How large a part of the view both take up."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide * high if wide > 0 and high > 0 else 0.0


class Room:
    """A view that fills up. Not a value: made for one drawing."""

    def __init__(self, width: float, height: float) -> None:
        """Nothing is taken yet."""
        self._width, self._height = width, height
        self._taken: dict[tuple[int, int], list[_Sides]] = defaultdict(list)
        self._points: dict[tuple[int, int], list[Pixel]] = defaultdict(list)

    def take(self, box: Box) -> None:
        """Nothing else goes there."""
        sides = (box.left, box.top, box.right, box.bottom)
        for cell in _cells(sides):
            self._taken[cell].append(sides)

    def avoid(self, points: Iterable[Pixel]) -> None:
        """Points of lines that had better stay uncovered."""
        for point in points:
            self._points[int(point.x // _CELL), int(point.y // _CELL)].append(point)

    def free(self, box: Box) -> bool:
        """Whether nothing is there, and it lies in the view."""
        left, top, right, bottom = sides = (box.left, box.top, box.right, box.bottom)
        if left < 0 or top < 0 or right > self._width or bottom > self._height:
            return False
        return not any(
            left < other[2] and right > other[0] and top < other[3] and bottom > other[1]
            for cell in _cells(sides)
            for other in self._taken.get(cell, ())
        )

    def cost(self, box: Box) -> float:
        """How bad it would be to put something there; 0 is free."""
        left, top, right, bottom = sides = (box.left, box.top, box.right, box.bottom)
        size = max(box.width * box.height, 1.0)
        seen = max(0.0, min(right, self._width) - max(left, 0)) * max(0.0, min(bottom, self._height) - max(top, 0))
        cost = 1 + _EDGE_COST * (1 - seen / size) if size - seen > 1 else 0.0
        over: set[_Sides] = set()
        for cell in _cells(sides):
            for other in self._taken.get(cell, ()):
                if left < other[2] and right > other[0] and top < other[3] and bottom > other[1]:
                    over.add(other)
            for x, y in self._points.get(cell, ()):
                if left <= x <= right and top <= y <= bottom:
                    cost += _LINE_COST
        for other in over:
            wide = min(right, other[2]) - max(left, other[0])
            high = min(bottom, other[3]) - max(top, other[1])
            cost += _TOUCH_COST + _OVER_COST * wide * high / size
        return cost

    def best(self, boxes: Iterable[tuple[Box, float]]) -> tuple[Box, float]:
        """The least bad of several places, each with what speaks against it by itself; and how bad it is."""
        best, least = Box(0, 0, 0, 0), float("inf")
        for box, against in boxes:
            if against >= least:
                continue
            cost = self.cost(box) + against
            if cost < least - 1e-9:
                best, least = box, cost
                if cost <= 0:
                    break
        return best, least


def square(at: Pixel, side: float) -> Box:
    """A box of that side around a point."""
    return Box(at.x - side / 2, at.y - side / 2, side, side)


def around(at: Pixel, width: float, height: float, gap: float) -> tuple[Box, ...]:
    """Where a label of that size can stand beside a point: the best place first."""
    x, y = at
    return (
        Box(x + gap, y - height / 2, width, height),
        Box(x - gap - width, y - height / 2, width, height),
        Box(x - width / 2, y - gap - height, width, height),
        Box(x - width / 2, y + gap, width, height),
        Box(x + gap * 0.7, y - gap * 0.5 - height, width, height),
        Box(x + gap * 0.7, y + gap * 0.5, width, height),
        Box(x - gap * 0.7 - width, y - gap * 0.5 - height, width, height),
        Box(x - gap * 0.7 - width, y + gap * 0.5, width, height),
    )


def _cells(sides: _Sides) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = sides
    for column in range(int(left // _CELL), int(right // _CELL) + 1):
        for row in range(int(top // _CELL), int(bottom // _CELL) + 1):
            yield column, row
