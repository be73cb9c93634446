"""How a map is to be drawn: the words, their sizes, what to show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from advisor.model.message import Argument
from advisor.report.map.drawing import USUAL_LAYERS, Kind, Layer
from advisor.report.map.projection import Spot
from advisor.report.map.room import Box

Measure: TypeAlias = Callable[[str, Kind | None], float]
"""How wide a text is in a kind of label; None: on a pill."""

_LONG_NAME = 22


@dataclass(frozen=True, slots=True)
class Manner:
    """How to draw: the words, their sizes, what to show. `em`: the height of a line of text, in pixels.

    `neighbours`: names of countries and where they go. `reserved`: where nothing may stand.
    """

    say: Callable[[Argument], str]
    measure: Measure
    em: float
    layers: frozenset[Layer] = USUAL_LAYERS
    neighbours: tuple[tuple[str, Spot], ...] = ()
    reserved: tuple[Box, ...] = ()


def distance_text(km: float) -> str:
    """A round distance, in metres where it is short."""
    return f"{km:g} km" if km >= 1 else f"{km * 1000:g} m"


def in_lines(name: str) -> tuple[str, ...]:
    """A name in one line, or a long one in two of about the same length."""
    if len(name) <= _LONG_NAME or " " not in name:
        return (name,)
    gaps = [place for place, letter in enumerate(name) if letter == " "]
    middle = min(gaps, key=lambda place: abs(place - len(name) / 2))
    return name[:middle], name[middle + 1 :]


def numbers_text(steps: Sequence[int]) -> str:
    """Steps as the sheet numbers them: `2`, `2–4`, `2, 5–6`."""
    runs = []
    for _key, run in groupby(enumerate(sorted(steps)), key=lambda pair: pair[1] - pair[0]):
        members = [step + 1 for _place, step in run]
        runs.append(str(members[0]) if len(members) == 1 else f"{members[0]}–{members[-1]}")
    return ", ".join(runs)
