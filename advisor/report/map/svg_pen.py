"""The strokes of which a map in SVG is made."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from html import escape

from advisor.model.verdict import Verdict
from advisor.report.map.drawing import DASHES
from advisor.report.map.projection import Pixel

COLOURS: dict[Verdict | None, str] = {
    Verdict.GO: "#1A6B3C",
    Verdict.CONDITIONS: "#A15C00",
    Verdict.REFER: "#3F51A3",
    Verdict.NO_GO: "#B3261E",
    None: "#55585C",
}
"""Those of the sheet; None: not assessed."""
PAPER, INK, QUIET, EVENT = "#FFFFFF", "#1B1B1B", "#5A5750", "#7A1F5C"


class Pen:
    """Gathers elements. `clean` makes any text fit to be written down."""

    def __init__(self, em: float, clean: Callable[[str], str]) -> None:
        """Nothing is written yet; `em` is the height of a line of text."""
        self._em, self._clean = em, clean
        self.parts: list[str] = []

    def put(self, element: str) -> None:
        """An element as it is."""
        self.parts.append(element)

    def words(self, text: str) -> str:
        """A text as it may stand in an element."""
        return escape(self._clean(text))

    def line(self, line: Sequence[Pixel], verdict: Verdict | None, width: float) -> None:
        """A line in the colour and dash of a verdict."""
        dash = " ".join(num(part * width) for part in DASHES[verdict])
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.put(
            f'<polyline points="{points_of(line)}" fill="none" stroke="{COLOURS[verdict]}" stroke-width="{num(width)}" '
            f'stroke-linejoin="round"{dashed}/>'
        )

    def burst(self, at: Pixel, radius: float, *, filled: bool) -> None:
        """An incident."""
        points = [
            (
                at.x + math.cos(math.pi * corner / 8) * radius * (1 - 0.5 * (corner % 2)),
                at.y + math.sin(math.pi * corner / 8) * radius * (1 - 0.5 * (corner % 2)),
            )
            for corner in range(16)
        ]
        fill = EVENT if filled else PAPER
        self.put(f'<polygon points="{points_of(points)}" fill="{fill}" stroke="{EVENT}"/>')

    def no_entry(self, at: Pixel, *, certain: bool) -> None:
        """A closed link; open where it may be closed."""
        radius, colour = self._em * 0.38, COLOURS[Verdict.NO_GO if certain else Verdict.REFER]
        fill, bar = (colour, PAPER) if certain else (PAPER, colour)
        self.put(f'<circle cx="{num(at.x)}" cy="{num(at.y)}" r="{num(radius)}" fill="{fill}" stroke="{colour}"/>')
        x, y = at.x - radius * 0.62, at.y - radius * 0.2
        self.put(
            f'<rect x="{num(x)}" y="{num(y)}" width="{num(radius * 1.24)}" height="{num(radius * 0.4)}" fill="{bar}"/>'
        )

    def shape(self, verdict: Verdict, at: Pixel, radius: float, colour: str) -> None:
        """The verdict's shape, as large as the window draws it."""
        if verdict is Verdict.GO:
            self.put(f'<circle cx="{num(at.x)}" cy="{num(at.y)}" r="{num(radius * 0.84)}" fill="{colour}"/>')
            return
        corners, first, low = {
            Verdict.CONDITIONS: (3, -90, 0.12),
            Verdict.REFER: (4, 0, 0.0),
            Verdict.NO_GO: (6, 0, 0.0),
        }[verdict]
        angles = [math.radians(first + 360 * corner / corners) for corner in range(corners)]
        points = [(at.x + math.cos(a) * radius, at.y + (math.sin(a) + low) * radius) for a in angles]
        self.put(f'<polygon points="{points_of(points)}" fill="{colour}"/>')

    def text(
        self, words: str, at: Pixel, size: float, *, bold: bool = False, colour: str = INK, halo: bool = False
    ) -> None:
        """Words, their baseline beginning there; `size` in usual sizes of text."""
        style = ' font-weight="bold"' if bold else ""
        if halo:
            style += (
                f' stroke="{PAPER}" stroke-opacity="0.85" stroke-width="{num(self._em * 0.2)}" '
                'stroke-linejoin="round" paint-order="stroke"'
            )
        self.put(
            f'<text x="{num(at.x)}" y="{num(at.y)}" font-size="{num(self._em * 0.735 * size)}" fill="{colour}"{style}>'
            f"{self.words(words)}</text>"
        )


def num(number: float) -> str:
    """A number as short as it need be, the same on every computer."""
    text = f"{number:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def points_of(line: Iterable[tuple[float, float]]) -> str:
    """For `points`."""
    return " ".join(f"{num(x)},{num(y)}" for x, y in line)


def path_of(line: Sequence[Pixel]) -> str:
    """For `d`."""
    return "L".join(f"{num(x)} {num(y)}" for x, y in line)
