"""Outlines cut to what a view shows, so that a file holds no more than can be seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from advisor.report.map.base import Line
from advisor.report.map.projection import Bounds, Camera, Pixel

_FINEST = 0.4
"""Pixels: points closer together are one."""


def in_view(lines: Sequence[Line], camera: Camera, grid: int) -> Iterator[tuple[Pixel, ...]]:
    """The lines that come near the view, in pixels; beyond the date line they are met again."""
    bounds = camera.bounds
    for turn in range(round(bounds.left - 0.5), round(bounds.right - 0.5) + 1):
        left, right = bounds.left - turn, bounds.right - turn
        scale = camera.scale / grid
        across = (turn - camera.centre.x) * camera.scale + camera.width / 2
        down = -camera.centre.y * camera.scale + camera.height / 2
        for line in lines:
            if _meets(line.bounds, left, right, bounds):
                yield tuple(Pixel(x * scale + across, y * scale + down) for x, y in zip(line.xs, line.ys, strict=True))


def area(line: Sequence[Pixel], view: tuple[float, float, float, float]) -> list[Pixel]:
    """What of a closed ring lies in a rectangle (Sutherland and Hodgman); empty if nothing does."""
    ring = list(line)
    left, top, right, bottom = view
    for axis, limit, keeps_greater in ((0, left, True), (0, right, False), (1, top, True), (1, bottom, False)):
        if not ring:
            return []
        cut: list[Pixel] = []
        before = ring[-1]
        for spot in ring:
            inside = (spot[axis] >= limit) is keeps_greater or spot[axis] == limit
            was_inside = (before[axis] >= limit) is keeps_greater or before[axis] == limit
            if inside is not was_inside:
                share = (limit - before[axis]) / (spot[axis] - before[axis])
                cut.append(Pixel(before[0] + (spot[0] - before[0]) * share, before[1] + (spot[1] - before[1]) * share))
            if inside:
                cut.append(spot)
            before = spot
        ring = cut
    return _thinned(ring)


def pieces(line: Sequence[Pixel], view: tuple[float, float, float, float]) -> Iterator[list[Pixel]]:
    """The stretches of a line that come near a rectangle."""
    left, top, right, bottom = view
    piece: list[Pixel] = []
    for one, other in pairwise(line):
        off = (
            max(one[0], other[0]) < left
            or min(one[0], other[0]) > right
            or max(one[1], other[1]) < top
            or min(one[1], other[1]) > bottom
        )
        if off:
            if piece:
                yield _thinned(piece)
            piece = []
        else:
            piece = piece or [one]
            piece.append(other)
    if piece:
        yield _thinned(piece)


def _thinned(line: Sequence[Pixel]) -> list[Pixel]:
    kept: list[Pixel] = []
    for spot in line:
        if not kept or abs(spot[0] - kept[-1][0]) + abs(spot[1] - kept[-1][1]) >= _FINEST:
            kept.append(spot)
    return kept


def _meets(line: Bounds, left: float, right: float, bounds: Bounds) -> bool:
    return line.left <= right and line.right >= left and line.top <= bounds.bottom and line.bottom >= bounds.top
