"""Numbers and verdicts of the steps, each where it hides least."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from advisor.model.message import message
from advisor.model.verdict import Range, all_of
from advisor.report.map.drawing import Pill, StepLine
from advisor.report.map.lines import at_share, nearest_on, within
from advisor.report.map.manner import Manner, numbers_text
from advisor.report.map.projection import Camera, Pixel
from advisor.report.map.room import Box, Room, around
from advisor.report.map.scene import StepMark

# all in heights of a line of text
SHORT = 1.5
"""A leg shorter than this belongs to its place, and what is closer than this to one another is one pill."""
_HIGH, _EDGE, _SHAPE, _GAPS = 1.25, 0.42, 0.85, 0.7
_SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.25, 0.75, 0.16, 0.84)
"""Along the part of a line in view, the middle first."""


_FAR = 0.15
"""What speaks against a pill that far from what it belongs to."""


class Pills:
    """Takes its room in a view that other labels share."""

    def __init__(self, room: Room, camera: Camera, manner: Manner) -> None:
        """For one drawing."""
        self._room, self._camera, self._manner, self._em = room, camera, manner, manner.em

    def placed(self, lines: Iterable[StepLine], loose: Iterable[StepMark]) -> tuple[Pill, ...]:
        """One for each leg that is a line; one for all that happens in one place, with the worst of it."""
        return (*self._along(lines), *self._gathered(loose))

    def _along(self, lines: Iterable[StepLine]) -> Iterable[Pill]:
        for line in lines:
            part = within(line.line, self._em, (self._camera.width, self._camera.height))
            if part:
                points = [at_share(part, share) for share in _SHARES]
                yield self._pill((line.step,), line.line, line.range, self._beside(points, (line.step,), line.range))

    def _gathered(self, loose: Iterable[StepMark]) -> Iterable[Pill]:
        groups: list[tuple[Pixel, bool, list[StepMark]]] = []
        for mark in loose:
            at = self._camera.pixel(mark.line[-1])
            if not (0 <= at.x <= self._camera.width and 0 <= at.y <= self._camera.height):
                continue
            assessed = mark.range is not None
            near = (one for one in groups if one[1] is assessed and math.dist(one[0], at) < self._em * SHORT)
            group = next(near, None)
            if group is None:
                groups.append((at, assessed, [mark]))
            else:
                group[2].append(mark)
        for at, assessed, marks in groups:
            worst = all_of(mark.range for mark in marks if mark.range is not None) if assessed else None
            steps = tuple(mark.index for mark in marks)
            wide, high = self._size(steps, worst)
            boxes = [(box, _FAR * gap) for gap in (0.55, 1.5, 2.6) for box in around(at, wide, high, self._em * gap)]
            yield self._pill(steps, (at,), worst, boxes)

    def _pill(
        self, steps: tuple[int, ...], line: Sequence[Pixel], span: Range | None, boxes: Iterable[tuple[Box, float]]
    ) -> Pill:
        box, _cost = self._room.best(boxes)
        self._room.take(box.grown(self._em * 0.1))
        verdict = span.reported if span is not None else None
        return Pill(box, nearest_on(line, *box.centre), steps, numbers_text(steps), self._word(span), verdict)

    def _beside(
        self, points: Sequence[tuple[Pixel, float, float]], steps: tuple[int, ...], span: Range | None
    ) -> Iterable[tuple[Box, float]]:
        wide, high = self._size(steps, span)
        for gap in (0.35, 1.4, 2.6):
            for at, dx, dy in points:
                for side in (1, -1):
                    # as far from the line as its slope needs, so that the pill touches no part of it
                    off = self._em * gap + abs(dx) * high / 2 + abs(dy) * wide / 2
                    x, y = at.x - dy * side * off, at.y + dx * side * off
                    yield Box(x - wide / 2, y - high / 2, wide, high), _FAR * gap

    def _word(self, span: Range | None) -> str:
        name = f"report.short.{span.reported.word}" if span is not None else "map.not-assessed"
        return self._manner.say(message(name))

    def _size(self, steps: tuple[int, ...], span: Range | None) -> tuple[float, float]:
        text = self._manner.measure(f"{numbers_text(steps)}{self._word(span)}", None)
        return text + self._em * (2 * _EDGE + _SHAPE + _GAPS), self._em * _HIGH
