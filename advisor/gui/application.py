"""The window as a program: Qt's application, one desk, and a last net for errors nobody expected."""

from __future__ import annotations

import signal
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from advisor.gui.appearance import Appearance
from advisor.gui.collecting import Collector

if TYPE_CHECKING:
    from advisor.gui.desk import Desk
    from advisor.services.wiring import Services

APPLICATION = "travel-security-advisor"


def run(argv: list[str], services: Services) -> int:
    """Open the window, on the trip file in `argv` if there is one, and return the exit code when it is closed."""
    application = make_application()
    collector = Collector(application)
    application.applicationStateChanged.connect(collector.follow)
    appearance = Appearance(application)
    desk = make_desk(services, appearance, Path(argv[0]) if argv else None)
    sys.excepthook = Net(desk)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal ends the program; unsaved work is kept
    desk.window.show()
    code = application.exec()
    desk.close()
    collector.close()
    return code


def make_application() -> QApplication:
    """Qt's application, named."""
    application = QApplication([APPLICATION])
    application.setApplicationName(APPLICATION)
    application.setDesktopFileName(APPLICATION)
    return application


def make_desk(services: Services, appearance: Appearance, trip_file: Path | None) -> Desk:
    """The desk, speaking the language the user chose in this window before, or else the computer's."""
    from advisor.gui import language
    from advisor.gui.desk import Desk

    chosen = services.settings.current.language
    if chosen in services.languages():
        services = services.speaking(chosen)
    language.use(services.catalogue)
    return Desk(services, appearance, trip_file=trip_file)


class Net:
    """Catches what nobody expected: work is kept, the error shown once at a time, and the program goes on."""

    def __init__(self, desk: Desk) -> None:
        """Keep the work of that desk."""
        self._desk = desk
        self._telling = False

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Called by Python for an exception that reached the top, also inside a slot."""
        sys.__excepthook__(kind, error, trace)
        with suppress(Exception):
            self._desk.files.autosave()
        if self._telling or not issubclass(kind, Exception):
            return
        self._telling = True
        try:
            self._desk.dialogs.internal_error("".join(traceback.format_exception(kind, error, trace)))
        finally:
            self._telling = False
