"""Colours of the map in the light and in the dark; those of verdicts are the theme's."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from advisor.gui.theme import is_dark


@dataclass(frozen=True, slots=True)
class MapColours:
    """By what they are for. `home` is the pack's country, `land` any other. `ink` and `quiet` are readable on both."""

    water: QColor
    land: QColor
    home: QColor
    coast: QColor
    border: QColor
    inner: QColor
    route: QColor
    link: QColor
    ink: QColor
    quiet: QColor
    halo: QColor
    event: QColor
    event_fill: QColor


LIGHT = MapColours(
    water=QColor("#D9E4EB"),
    land=QColor("#ECE9E2"),
    home=QColor("#FCFBF8"),
    coast=QColor("#A8B9C4"),
    border=QColor("#ABA597"),
    inner=QColor("#DAD5CA"),
    route=QColor("#B4AD9D"),
    link=QColor("#D0CABD"),
    ink=QColor("#1C1D1F"),
    quiet=QColor("#625F58"),
    halo=QColor(252, 251, 248, 225),
    event=QColor("#7A1F5C"),
    event_fill=QColor("#F6E3EF"),
)
DARK = MapColours(
    water=QColor("#10171C"),
    land=QColor("#1A1F22"),
    home=QColor("#272D31"),
    coast=QColor("#41515C"),
    border=QColor("#5C656B"),
    inner=QColor("#3A4247"),
    route=QColor("#69727A"),
    link=QColor("#454D53"),
    ink=QColor("#ECEAE5"),
    quiet=QColor("#ABA9A2"),
    halo=QColor(32, 37, 41, 225),
    event=QColor("#EFA5D6"),
    event_fill=QColor("#47243C"),
)


def map_colours() -> MapColours:
    """The colours in force."""
    return DARK if is_dark() else LIGHT
