"""How names on the map are set, and how wide they are."""

from __future__ import annotations

import functools

from PySide6.QtGui import QFont, QFontMetricsF

from advisor.gui.theme import em, font
from advisor.report.map.drawing import Kind


class Lettering:
    """Fonts by kind of label, and widths remembered: made anew when the text size changes."""

    def __init__(self) -> None:
        """For the text size in force."""
        self.em = em()
        self._fonts = {
            Kind.TRIP: font(0.94, bold=True),
            Kind.TOWN: font(0.82),
            Kind.ZONE: font(0.82),
            Kind.REGION: _spaced(font(0.74), 108),
            Kind.COUNTRY: _spaced(font(0.86), 118),
            None: font(0.86, bold=True),
        }
        self._metrics = {kind: QFontMetricsF(one) for kind, one in self._fonts.items()}
        self.width = functools.lru_cache(maxsize=4096)(self._width)

    def font(self, kind: Kind | None) -> QFont:
        """The font of a kind of label; None: of a pill."""
        return self._fonts[kind]

    def text(self, text: str, kind: Kind | None) -> str:
        """The text as it is set."""
        return text.upper() if kind is Kind.COUNTRY else text

    def _width(self, text: str, kind: Kind | None) -> float:
        return self._metrics[kind].horizontalAdvance(self.text(text, kind))


def _spaced(base: QFont, percent: float) -> QFont:
    base.setLetterSpacing(QFont.SpacingType.PercentageSpacing, percent)
    return base
