"""How large and how wide texts are on a map that no screen measures."""

from __future__ import annotations

from advisor.report.map.drawing import Kind

FAMILY = "Noto Sans, sans-serif"
SIZES: dict[Kind | None, float] = {
    Kind.TRIP: 0.94,
    Kind.TOWN: 0.82,
    Kind.ZONE: 0.82,
    Kind.REGION: 0.74,
    Kind.COUNTRY: 0.86,
    None: 0.86,
}
"""By kind of label, None for a pill, in usual sizes of text; a usual size is 0.735 of the height of a line."""

_NARROW, _WIDE = frozenset("iIíìîïjlltfr'’.,:;()[]| -–"), frozenset("mwMWQO@%—œæŒÆ")
_WIDTHS = (0.34, 0.92, 0.68, 0.58)
_BOLD = 1.07


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is in Noto Sans of that size: never much less than it really is."""
    narrow, wide, capital, other = _WIDTHS
    total = 0.0
    for letter in text:
        if letter in _NARROW:
            total += narrow
        elif letter in _WIDE:
            total += wide
        else:
            total += capital if letter.isupper() else other
    return total * size * (_BOLD if bold else 1.0)


def measure(em: float, text: str, kind: Kind | None) -> float:
    """As a layout wants it."""
    words = text.upper() if kind is Kind.COUNTRY else text
    return width_of(words, em * 0.735 * SIZES[kind], bold=kind in {Kind.TRIP, None})
