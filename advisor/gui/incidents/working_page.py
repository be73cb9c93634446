"""While files are read and stored: how far it is, and the way out."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from advisor.gui.incidents.importing import Phase, Progress
from advisor.gui.language import _, language, ngettext
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button
from advisor.gui.widgets.text import Label, Tone

_LOOKING_MILLISECONDS = 100


class WorkingPage(QWidget):
    """Shows a Progress while it is visible."""

    stop_asked = Signal()

    def __init__(self) -> None:
        """Nothing is under way."""
        super().__init__()
        self._progress = Progress()
        self._what = Label()
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Import"))
        self._rows = Label(tone=Tone.MUTED)
        self.stop_button = Button(_("Cancel"))
        self.stop_button.clicked.connect(self.stop_asked)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(em(1), em(0.9), em(1), em(0.9))
        rows.setSpacing(em(0.7))
        rows.addStretch(1)
        for part in (self._what, self._bar, self._rows, self.stop_button):
            rows.addWidget(part)
        rows.addStretch(2)
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOKING_MILLISECONDS)
        self._looking.timeout.connect(self._look)

    def follow(self, progress: Progress) -> None:
        """Show that from now on."""
        self._progress = progress
        self._look()
        self._looking.start()
        self.stop_button.setFocus()

    def rest(self) -> None:
        """Look no more."""
        self._looking.stop()

    def _look(self) -> None:
        now = self._progress
        words = _("Reading {file} …") if now.phase is Phase.READING else _("Storing {file} …")
        told = words.format(file=now.file)
        if now.files > 1:
            told = _("{what} ({number} of {count})").format(what=told, number=now.number, count=now.files)
        self._what.say(told)
        grouped = f"{now.done:,}".replace(",", " " if language() == "fr" else ",")
        self._rows.say(ngettext("{count} row", "{count} rows", now.done).format(count=grouped) if now.done else "")
