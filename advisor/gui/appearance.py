"""Puts colours and text size into force, for the whole program."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from advisor.gui.theme import DARK, LIGHT, qt_palette
from advisor.services.paths import find_paths
from advisor.services.settings import ColourScheme

TEXT_SCALES = (0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0)
"""The text sizes offered, as multiples of the desktop's."""

_FONT_FILES = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
_SMALLEST_POINTS = 10.0
"""Qt takes 9 points where the desktop names no font, which is too small for long reading."""


_NO_FONT_NAMED = "Sans Serif"


def _desktop_font(application: QApplication) -> QFont:
    """The desktop's font; where it names none, the one of the sheet, so that letters are there on any machine."""
    desktop = QFont(application.font())
    if desktop.family() == _NO_FONT_NAMED:
        fonts = find_paths().assets / "fonts"
        numbers = [QFontDatabase.addApplicationFont(str(fonts / name)) for name in _FONT_FILES]
        families = QFontDatabase.applicationFontFamilies(numbers[0]) if min(numbers) >= 0 else []
        if families:
            desktop.setFamily(families[0])
    return desktop


class Appearance(QObject):
    """Puts scheme and text size into force, and follows the desktop where that is asked for."""

    def __init__(self, application: QApplication) -> None:
        """Take over the application's style, palette and font."""
        super().__init__(application)
        self._application = application
        self._scheme = ColourScheme.SYSTEM
        self._desktop_font = _desktop_font(application)
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._follow)

    def apply(self, scheme: ColourScheme, text_scale: float = 1.0) -> None:
        """Show that scheme with text so many times as large as the desktop's."""
        self._scheme = scheme
        hints = self._application.styleHints()
        if scheme is ColourScheme.SYSTEM:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if scheme is ColourScheme.DARK else Qt.ColorScheme.Light)
        sized = QFont(self._desktop_font)
        sized.setPointSizeF(max(self._desktop_font.pointSizeF(), _SMALLEST_POINTS) * text_scale)
        if sized != self._application.font():
            self._application.setFont(sized)
        self._colour()

    def _follow(self) -> None:
        if self._scheme is ColourScheme.SYSTEM:
            self._colour()

    def _colour(self) -> None:
        # Not every platform carries a requested scheme out (offscreen, bare X11), so the palette is set in any case.
        desktop_dark = self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        dark = desktop_dark if self._scheme is ColourScheme.SYSTEM else self._scheme is ColourScheme.DARK
        self._application.setPalette(qt_palette(DARK if dark else LIGHT))
