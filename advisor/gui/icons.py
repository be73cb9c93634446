"""Icons as vectors, coloured when they are painted: a change of scheme needs no new icons."""

from __future__ import annotations

import functools

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap

from advisor.gui.theme import look, paint_shape
from advisor.model.verdict import Verdict
from advisor.services.paths import find_paths


def icon(name: str) -> QIcon:
    """The icon of that file name in assets/icons, in the colour of text beside it."""
    return QIcon(_SvgEngine(name))


def verdict_icon(verdict: Verdict) -> QIcon:
    """The verdict's shape in its colour."""
    return QIcon(_VerdictEngine(verdict))


class PaintedEngine(QIconEngine):
    """Paints afresh whenever an icon is shown."""

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Draw on a transparent ground."""
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return drawn


class _SvgEngine(PaintedEngine):
    """One file of assets/icons; `currentColor` in it becomes the palette's."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def clone(self) -> QIconEngine:
        return _SvgEngine(self._name)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        from PySide6.QtSvg import QSvgRenderer  # on first use

        del state
        renderer = QSvgRenderer(QByteArray(_coloured(self._name, icon_colour(mode).name())))
        renderer.render(painter, QRectF(rect))


class _VerdictEngine(PaintedEngine):
    def __init__(self, verdict: Verdict) -> None:
        super().__init__()
        self._verdict = verdict

    def clone(self) -> QIconEngine:
        return _VerdictEngine(self._verdict)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        del state
        colour = icon_colour(mode) if mode is QIcon.Mode.Selected else look(self._verdict).colour
        paint_shape(painter, self._verdict, rect, colour)


def icon_colour(mode: QIcon.Mode) -> QColor:
    """The colour of text beside an icon that is shown like this."""
    palette = QGuiApplication.palette()
    if mode is QIcon.Mode.Disabled:
        return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    if mode is QIcon.Mode.Selected:
        return palette.color(QPalette.ColorRole.HighlightedText)
    return palette.color(QPalette.ColorRole.ButtonText)


@functools.cache
def _coloured(name: str, colour: str) -> bytes:
    return (find_paths().assets / "icons" / f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
