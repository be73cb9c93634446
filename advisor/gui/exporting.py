"""The assessment on screen for other programs: files, and the text of an e-mail on the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from advisor.gui import language
from advisor.gui.actions import Act, Actions
from advisor.gui.dialogs import Dialogs
from advisor.gui.jobs import Jobs, Ticket
from advisor.gui.language import _, say
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.services.atomic import write_atomically
from advisor.services.clock import now
from advisor.services.exports import SUFFIXES, CannotExportError, ExportForm, Subject, export
from advisor.services.wiring import Services

_JOB = "export-for-others"
_FORMS = {Act.GEOJSON: ExportForm.GEOJSON, Act.GPX: ExportForm.GPX, Act.CALENDAR: ExportForm.ICS}


class ExportController(QObject):
    """Does what the menus say about other programs."""

    told = Signal(str)
    """Something was done that deserves a word in the status bar."""

    def __init__(self, actions: Actions, jobs: Jobs, dialogs: Dialogs, services: Services) -> None:
        """Nothing to export yet; `actions` are answered from now on."""
        super().__init__()
        self._jobs = jobs
        self._dialogs = dialogs
        self._settings = services.settings
        self._assets = services.paths.assets
        self._acts = [actions[act] for act in (*_FORMS, Act.COPY)]
        for act, form in _FORMS.items():
            actions[act].triggered.connect(lambda _checked=False, form=form: self.save(form))
        actions[Act.COPY].triggered.connect(lambda _checked=False: self.copy())
        self._subject: tuple[Assessment, Pack] | None = None
        self.suggested: Callable[[str], Path] = lambda suffix: Path("trip" + suffix)

    def offer(self, assessment: Assessment | None, pack: Pack | None) -> None:
        """What is exported from now on; None: nothing can be."""
        self._subject = (assessment, pack) if assessment is not None and pack is not None else None
        for action in self._acts:
            action.setEnabled(self._subject is not None)

    def save(self, form: ExportForm) -> None:
        """Ask where, then write the file, whole or not at all. Its name tells the verdict."""
        subject = self._current()
        if subject is None:
            return
        usual = self.suggested(SUFFIXES[form])
        path = self._dialogs.export_path(usual.with_stem(f"{usual.stem}-{subject.assessment.verdict.word}"), form)
        if path is not None:
            write = self._work(form, subject)
            self._start(
                lambda ticket: write_atomically(path, write(ticket)),
                lambda _none: self.told.emit(_("Exported to {file}").format(file=path.name)),
                _("“{file}” was not written").format(file=path.name),
            )

    def copy(self) -> None:
        """Put the text of an e-mail on the clipboard."""
        subject = self._current()
        if subject is None:
            return

        def came(data: bytes) -> None:
            QGuiApplication.clipboard().setText(data.decode())
            self.told.emit(_("Copied: paste it into an e-mail"))

        self._start(self._work(ExportForm.EMAIL, subject), came, _("Nothing was copied"))

    def _current(self) -> Subject | None:
        if self._subject is None:
            return None
        assessment, pack = self._subject
        names = not self._settings.current.leave_out_names
        return Subject(assessment, pack, self.suggested("").name, now(), names)

    def _work(self, form: ExportForm, subject: Subject) -> Callable[[Ticket], bytes]:
        speech, assets = language.current(), self._assets

        def work(ticket: Ticket) -> bytes:
            data = export(form, subject, speech, assets)
            ticket.check()
            return data

        return work

    def _start(self, work: Callable[[Ticket], object], done: Callable[..., None], failed: str) -> None:
        def broke(error: BaseException) -> None:
            if isinstance(error, CannotExportError):
                reason = say(error.why)
            else:
                reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
            self._dialogs.failed(failed, reason)

        self._jobs.start(_JOB, work, done, broke)
