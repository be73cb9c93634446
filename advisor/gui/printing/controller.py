"""Preview, printer and PDF file, for the assessment on screen."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QProgressDialog, QWidget

from advisor.gui import language
from advisor.gui.dialogs import Dialogs
from advisor.gui.jobs import Jobs, Ticket
from advisor.gui.language import _
from advisor.gui.printing.preview import PreviewDialog
from advisor.gui.printing.sheet import Renderer, Sheet
from advisor.gui.theme import em
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.services.atomic import write_atomically
from advisor.services.settings import SettingsStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrinter

PRINTED_PPI = 300


class PrintController(QObject):
    """Does what the File menu says about paper."""

    def __init__(
        self,
        window: QWidget,
        jobs: Jobs,
        dialogs: Dialogs,
        settings: SettingsStore,
        renderer: Renderer,
    ) -> None:
        """Nothing to print yet."""
        super().__init__()
        self._window = window
        self._jobs = jobs
        self._dialogs = dialogs
        self._settings = settings
        self._subject: tuple[Assessment, Pack] | None = None
        self._progress: QProgressDialog | None = None
        self.renderer = renderer
        self.dialog: PreviewDialog | None = None
        self.suggested: Callable[[], Path] = lambda: Path("trip.pdf")

    def offer(self, assessment: Assessment | None, pack: Pack | None) -> None:
        """What is printed from now on; None: nothing can be."""
        self._subject = (assessment, pack) if assessment is not None and pack is not None else None

    def preview(self) -> None:
        """Show the sheet."""
        sheet = self._sheet()
        if sheet is None:
            return
        dialog = PreviewDialog(sheet, self._jobs, self.renderer, self._window)
        dialog.names_chosen.connect(lambda names: self._choose(leave_out_names=not names))
        dialog.map_chosen.connect(lambda with_map: self._choose(map_on_sheet=with_map))
        dialog.print_asked.connect(self.print)
        dialog.export_asked.connect(self.export)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.open()

    def print(self) -> None:
        """Ask which printer, then print the sheet in force when the answer came."""
        from PySide6.QtPrintSupport import QPrinter

        sheet = self._sheet()
        if sheet is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        printer.setDocName(sheet.assessment.trip.title if sheet.names else _("Trip assessment"))
        if self._dialogs.printer(printer):
            self.print_on(printer, sheet)

    def print_on(self, printer: QPrinter, sheet: Sheet) -> None:
        """Print on that printer."""

        def work(ticket: Ticket) -> tuple[QImage, ...]:
            pages = self.renderer.pages(sheet, PRINTED_PPI)
            ticket.check()
            return tuple(QImage.fromData(page) for page in pages)

        def paint(pages: tuple[QImage, ...]) -> None:
            from advisor.gui.printing.paper import paint_pages

            if not paint_pages(printer, pages):
                self._dialogs.failed(_("The sheet was not printed"), _("The printer does not answer."))

        self._work("print", _("Laying out the sheet…"), work, paint, _("The sheet was not printed"))

    def export(self) -> None:
        """Ask where, then write the PDF."""
        sheet = self._sheet()
        path = self._dialogs.pdf_path(self.suggested()) if sheet is not None else None
        if sheet is not None and path is not None:
            self.export_to(path, sheet)

    def export_to(self, path: Path, sheet: Sheet) -> None:
        """Write the PDF, whole or not at all."""

        def work(ticket: Ticket) -> None:
            data = self.renderer.pdf(sheet)
            ticket.check()
            write_atomically(path, data)

        failed = _("“{file}” was not written").format(file=path.name)
        self._work("export", _("Writing {file}…").format(file=path.name), work, lambda _none: None, failed)

    def _work(
        self,
        name: str,
        label: str,
        work: Callable[[Ticket], object],
        done: Callable[..., None],
        failed: str,
    ) -> None:
        """Do it beside the window, with progress if it takes long, and a way to call it off."""
        progress = QProgressDialog(label, _("Cancel"), 0, 0, self.dialog or self._window)
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setWindowTitle(_("Travel-security advisor"))
        progress.setMinimumDuration(500)
        progress.setMinimumWidth(em(20))
        progress.setValue(0)

        def over() -> None:
            progress.canceled.disconnect()
            progress.close()
            progress.deleteLater()

        def came(result: object) -> None:
            over()
            done(result)

        def broke(error: BaseException) -> None:
            over()
            self._dialogs.failed(failed, (error.strerror if isinstance(error, OSError) else None) or str(error))

        progress.canceled.connect(lambda: self._jobs.withdraw(name))
        progress.canceled.connect(progress.deleteLater)
        self._jobs.start(name, work, came, broke)

    def _sheet(self) -> Sheet | None:
        if self._subject is None:
            return None
        assessment, pack = self._subject
        settings = self._settings.current
        return Sheet(assessment, pack, language.current(), not settings.leave_out_names, settings.map_on_sheet)

    def _choose(self, **fields: bool) -> None:
        with suppress(OSError):  # it holds for this run all the same
            self._settings.change(**fields)
        sheet = self._sheet()
        if sheet is not None and self.dialog is not None:
            self.dialog.show_sheet(sheet)

    def _closed(self) -> None:
        self.dialog = None
