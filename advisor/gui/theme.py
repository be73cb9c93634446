"""How the window looks: colours for light and dark, fonts, distances, and what a verdict looks like.

Colours come as tokens with one meaning each. Widgets ask `tokens()` when they paint, and repaint on
`QEvent.Type.PaletteChange`; nothing keeps a colour. Distances grow with the font (`em`), so the text size setting and
the screen's scale need no further care.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QApplication

from advisor.model.message import Message
from advisor.model.verdict import Verdict


class Shape(Enum):
    """The shape that stands for a verdict beside its word. The values are for plain text; `paint_shape` draws it."""

    CIRCLE = "●"
    TRIANGLE = "▲"
    DIAMOND = "◆"
    HEXAGON = "⬣"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours by what they are for.

    `page` lies behind everything, `panel` carries forms, `card` lifts one thing off a panel. `line` parts things;
    `edge` bounds what can be operated. `text`, `muted` and `link` are readable on all three grounds. `accent` fills a
    chosen segment or the main button, with `on_accent` on it; `notice` fills a bar across the window. `fault` is for
    messages about faulty input, `unassessed` fills the banner where there is no verdict.
    """

    page: QColor
    panel: QColor
    card: QColor
    line: QColor
    edge: QColor
    text: QColor
    muted: QColor
    link: QColor
    accent: QColor
    on_accent: QColor
    notice: QColor
    on_notice: QColor
    focus: QColor
    fault: QColor
    unassessed: QColor
    on_unassessed: QColor


@dataclass(frozen=True, slots=True)
class VerdictLook:
    """A verdict is always a word, a shape and a colour; the words are those of the sheet, `short` where room is small.

    `colour` is for its word, shape and edge on `page`, `panel`, `card` and `wash`; `wash` tints the ground behind it.
    `solid` fills its banner, `on_solid` is for words on that.
    """

    word: Message
    short: Message
    shape: Shape
    colour: QColor
    wash: QColor
    solid: QColor
    on_solid: QColor


LIGHT = Tokens(
    page=QColor("#F3F1EC"),
    panel=QColor("#FFFFFF"),
    card=QColor("#FAF8F4"),
    line=QColor("#DCD8CF"),
    edge=QColor("#8B867A"),
    text=QColor("#1C1D1F"),
    muted=QColor("#625F58"),
    link=QColor("#1B5A8C"),
    accent=QColor("#1F3A52"),
    on_accent=QColor("#FFFFFF"),
    notice=QColor("#1F3A52"),
    on_notice=QColor("#FFFFFF"),
    focus=QColor("#2A6FB0"),
    fault=QColor("#A3241C"),
    unassessed=QColor("#55585C"),
    on_unassessed=QColor("#FFFFFF"),
)

DARK = Tokens(
    page=QColor("#15181B"),
    panel=QColor("#1C2023"),
    card=QColor("#24292D"),
    line=QColor("#363D42"),
    edge=QColor("#7F888F"),
    text=QColor("#ECEAE5"),
    muted=QColor("#ABA9A2"),
    link=QColor("#8FC3EE"),
    accent=QColor("#9CC4E6"),
    on_accent=QColor("#0E1E2B"),
    notice=QColor("#2C4A64"),
    on_notice=QColor("#FFFFFF"),
    focus=QColor("#6FB1EA"),
    fault=QColor("#FF9A90"),
    unassessed=QColor("#4A4F54"),
    on_unassessed=QColor("#FFFFFF"),
)

_WHITE = "#FFFFFF"
_SHAPES = {
    Verdict.GO: Shape.CIRCLE,
    Verdict.CONDITIONS: Shape.TRIANGLE,
    Verdict.REFER: Shape.DIAMOND,
    Verdict.NO_GO: Shape.HEXAGON,
}
# colour, wash, solid; the light colours are the design's and the sheet's
_LIGHT_LOOK = {
    Verdict.GO: ("#1A6B3C", "#E8F1EA", "#1A6B3C"),
    Verdict.CONDITIONS: ("#A15C00", "#FAF0E1", "#A15C00"),
    Verdict.REFER: ("#3F51A3", "#EBEDF7", "#3F51A3"),
    Verdict.NO_GO: ("#B3261E", "#FBEBE9", "#B3261E"),
}
_DARK_LOOK = {
    Verdict.GO: ("#78CF98", "#1E3226", "#1F7142"),
    Verdict.CONDITIONS: ("#F0B35C", "#3A2C17", "#99570A"),
    Verdict.REFER: ("#AAB6F5", "#262C47", "#4A5BB0"),
    Verdict.NO_GO: ("#FF958B", "#44211F", "#B3322A"),
}


def is_dark() -> bool:
    """Whether the window is dark now."""
    return QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128  # noqa: PLR2004 - mid grey


def tokens() -> Tokens:
    """The colours in force."""
    return DARK if is_dark() else LIGHT


def look(verdict: Verdict) -> VerdictLook:
    """What that verdict looks like now."""
    return look_in(verdict, dark=is_dark())


@functools.cache
def look_in(verdict: Verdict, *, dark: bool) -> VerdictLook:
    """What that verdict looks like in the dark, or in the light."""
    colour, wash, solid = (_DARK_LOOK if dark else _LIGHT_LOOK)[verdict]
    return VerdictLook(
        word=Message(f"report.verdict.{verdict.word}"),
        short=Message(f"report.short.{verdict.word}"),
        shape=_SHAPES[verdict],
        colour=QColor(colour),
        wash=QColor(wash),
        solid=QColor(solid),
        on_solid=QColor(_WHITE),
    )


def paint_shape(painter: QPainter, verdict: Verdict, rect: QRect | QRectF, colour: QColor | None = None) -> None:
    """Draw the verdict's shape as large as fits into the middle of `rect`, in its own colour if none is given."""
    filled = colour if colour is not None else look(verdict).colour
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(filled)
    # the pen only rounds the corners
    side = min(rect.width(), rect.height())
    pen = QPen(filled, side * 0.08)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPath(shape_path(_SHAPES[verdict], QRectF(rect)))
    painter.restore()


def shape_path(shape: Shape, rect: QRectF) -> QPainterPath:
    """The outline of a shape, centred in `rect`; all four shapes weigh about the same to the eye."""
    centre, radius = rect.center(), min(rect.width(), rect.height()) / 2
    path = QPainterPath()
    match shape:
        case Shape.CIRCLE:
            path.addEllipse(centre, radius * 0.84, radius * 0.84)
        case Shape.TRIANGLE:
            low = QPointF(0, radius * 0.12)
            path.addPolygon(_ring(centre + low, radius * 0.92, corners=3, first=-90))
        case Shape.DIAMOND:
            path.addPolygon(_ring(centre, radius * 0.92, corners=4, first=0))
        case Shape.HEXAGON:
            path.addPolygon(_ring(centre, radius * 0.92, corners=6, first=0))
    path.closeSubpath()
    return path


def _ring(centre: QPointF, radius: float, *, corners: int, first: float) -> QPolygonF:
    angles = (math.radians(first + 360 * corner / corners) for corner in range(corners))
    return QPolygonF([centre + QPointF(math.cos(angle), math.sin(angle)) * radius for angle in angles])


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of two opaque colours as WCAG 2 defines it, 1 to 21; text needs 4.5, edges 3."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - WCAG's

    red, green, blue = (linear(channel) for channel in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def em(share: float = 1.0) -> int:
    """A distance in pixels: so many heights of a line of text, never less than one pixel."""
    return max(1, round(QFontMetrics(QApplication.font()).height() * share))


def font(size: float = 1.0, *, bold: bool = False) -> QFont:
    """The window's font, `size` times as large."""
    scaled = QFont(QApplication.font())
    scaled.setPointSizeF(scaled.pointSizeF() * size)
    scaled.setBold(bold)
    return scaled


def heading_font() -> QFont:
    """For the small capitals above a section."""
    heading = font(0.86, bold=True)
    heading.setCapitalization(QFont.Capitalization.AllUppercase)
    heading.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 105)
    return heading


def small_font() -> QFont:
    """For what stands under something: sources, ids, dates."""
    return font(0.88)


def verdict_font() -> QFont:
    """For the verdict's word in its banner."""
    return font(1.9, bold=True)


def qt_palette(colours: Tokens) -> QPalette:
    """The same colours for Qt's own widgets."""
    role, off = QPalette.ColorRole, QPalette.ColorGroup.Disabled
    palette = QPalette(colours.panel, colours.panel)
    for of_role, colour in {
        role.WindowText: colours.text,
        role.Base: colours.panel,
        role.AlternateBase: colours.card,
        role.Text: colours.text,
        role.ButtonText: colours.text,
        role.PlaceholderText: colours.muted,
        role.ToolTipBase: colours.card,
        role.ToolTipText: colours.text,
        role.Highlight: colours.focus if colours is DARK else colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.focus,
        role.Link: colours.link,
        role.LinkVisited: colours.link,
        role.Mid: colours.line,
    }.items():
        palette.setColor(of_role, colour)
    for of_role in (role.WindowText, role.ButtonText):
        palette.setColor(off, of_role, colours.edge)
    palette.setColor(off, role.Text, colours.muted)  # what a field says is read where it can't be changed, too
    palette.setColor(off, role.Highlight, colours.line)
    return palette
