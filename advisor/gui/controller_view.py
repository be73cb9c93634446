"""Language, colours, text size and the window's own size: applied at once, and kept for the next start."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QLibraryInfo, QLocale, QObject, QSettings, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from advisor.gui import language
from advisor.gui.actions import Act
from advisor.gui.appearance import TEXT_SCALES, Appearance
from advisor.gui.main_window import MainWindow
from advisor.gui.theme import em
from advisor.services.settings import ColourScheme
from advisor.services.wiring import Services

_LANGUAGES = {Act.ENGLISH: "en", Act.FRENCH: "fr"}
_SCHEMES = {Act.SYSTEM: ColourScheme.SYSTEM, Act.LIGHT: ColourScheme.LIGHT, Act.DARK: ColourScheme.DARK}


class ViewController(QObject):
    """Does what the View menu says."""

    worded = Signal()
    """The language is another one; every widget has been told by Qt already."""

    def __init__(self, window: MainWindow, services: Services, appearance: Appearance) -> None:
        """Put into force what the settings say."""
        super().__init__()
        self._window = window
        self._services = services
        self._appearance = appearance
        self._translator: QTranslator | None = None
        self._geometry = QSettings(str(services.paths.data / "window.ini"), QSettings.Format.IniFormat)
        known = services.languages()
        for act, code in _LANGUAGES.items():
            window.actions_[act].setEnabled(code in known)
            window.actions_[act].triggered.connect(lambda _checked=False, code=code: self.speak(code))
        for act, scheme in _SCHEMES.items():
            window.actions_[act].triggered.connect(lambda _checked=False, scheme=scheme: self._colour(scheme))
        window.actions_[Act.LARGER].triggered.connect(lambda: self._step(1))
        window.actions_[Act.SMALLER].triggered.connect(lambda: self._step(-1))
        window.actions_[Act.USUAL_SIZE].triggered.connect(lambda: self._scale(1.0))
        self._appear()
        self._speak(services.catalogue.language)
        self._place()

    def speak(self, code: str) -> None:
        """Speak that language from now on."""
        if code != language.language():
            self._keep(language=code)
            self._speak(code)

    def keep_geometry(self) -> None:
        """Remember the window's size and place."""
        self._geometry.setValue("window", self._window.saveGeometry())

    def _speak(self, code: str) -> None:
        application = QApplication.instance()
        if application is None:
            return
        language.use(self._services.speaking(code).catalogue)
        QLocale.setDefault(QLocale(code))
        for act, name in _LANGUAGES.items():
            self._window.actions_[act].setChecked(name == language.language())
        if self._translator is not None:
            application.removeTranslator(self._translator)
            self._translator = None
        translator = QTranslator(self)
        if translator.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            application.installTranslator(translator)
            self._translator = translator
        # Qt tells the widgets of a translator with words in it only, and later: here everything changes at once
        QApplication.sendEvent(self._window, QEvent(QEvent.Type.LanguageChange))
        self.worded.emit()

    def _colour(self, scheme: ColourScheme) -> None:
        self._keep(colour_scheme=scheme)
        self._appear()

    def _step(self, by: int) -> None:
        now = self._services.settings.current.text_scale
        nearest = min(range(len(TEXT_SCALES)), key=lambda index: abs(TEXT_SCALES[index] - now))
        self._scale(TEXT_SCALES[min(max(nearest + by, 0), len(TEXT_SCALES) - 1)])

    def _scale(self, scale: float) -> None:
        self._keep(text_scale=scale)
        self._appear()

    def _appear(self) -> None:
        settings = self._services.settings.current
        self._appearance.apply(settings.colour_scheme, settings.text_scale)
        for act, scheme in _SCHEMES.items():
            self._window.actions_[act].setChecked(scheme is settings.colour_scheme)
        self._window.actions_[Act.LARGER].setEnabled(settings.text_scale < TEXT_SCALES[-1])
        self._window.actions_[Act.SMALLER].setEnabled(settings.text_scale > TEXT_SCALES[0])

    def _keep(self, **fields: Any) -> None:  # noqa: ANN401 - Settings checks each field's type
        with suppress(OSError):  # it holds for this run all the same
            self._services.settings.change(**fields)

    def _place(self) -> None:
        kept = self._geometry.value("window")
        if isinstance(kept, QByteArray) and self._window.restoreGeometry(kept):
            return
        room = self._window.screen().availableSize()
        self._window.resize(min(em(88), round(room.width() * 0.94)), min(em(56), round(room.height() * 0.92)))
