"""The dialog on imported incidents: its pages, and what their buttons do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from advisor.gui.dialogs import Dialogs
from advisor.gui.dialogs_boxes import resize_on_screen
from advisor.gui.incidents.claim_dialog import ClaimDialog
from advisor.gui.incidents.importing import Done, ImportRun
from advisor.gui.incidents.mapping_page import MappingPage
from advisor.gui.incidents.stored_page import StoredPage
from advisor.gui.incidents.summary_page import SummaryPage
from advisor.gui.incidents.working_page import WorkingPage
from advisor.gui.jobs import Jobs
from advisor.gui.language import _, say
from advisor.gui.theme import em
from advisor.model.feed import Feed
from advisor.model.incident import Coverage
from advisor.services.atomic import write_atomically
from advisor.services.clock import Clock
from advisor.services.incident_export import as_table
from advisor.services.incident_library import IncidentLibrary, StoredFeed, feed_title
from advisor.services.incident_store_file import StoreUnusableError

if TYPE_CHECKING:
    from advisor.incidents.mapping import ColumnMapping
    from advisor.incidents.store import ImportRecord

_LIST = "incidents-list"


class IncidentsDialog(QDialog):
    """Shows what is stored; imports, forgets and exports it."""

    imported = Signal()
    """Files were imported."""
    change_asked = Signal(object)
    """Change the store by calling this, beside the window, also when the dialog is closed meanwhile."""

    def __init__(
        self, library: IncidentLibrary, jobs: Jobs, dialogs: Dialogs, clock: Clock, parent: QWidget | None = None
    ) -> None:
        """Begin with what is stored. Whoever carries out `change_asked` calls `refresh` afterwards."""
        super().__init__(parent)
        self._library = library
        self._jobs = jobs
        self._dialogs = dialogs
        self._clock = clock
        self._run: ImportRun | None = None
        self._proposals: dict[int, Coverage | None] = {}
        self.setWindowTitle(_("Imported incidents"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAcceptDrops(True)
        self.stored, self.working, self.summary = StoredPage(), WorkingPage(), SummaryPage()
        self.mapping = MappingPage(library, jobs)
        self.pages = QStackedWidget(self)
        for page in (self.stored, self.working, self.mapping, self.summary):
            self.pages.addWidget(page)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.pages)
        self._wire()
        resize_on_screen(self, em(72), em(40))
        self.stored.import_button.setFocus()
        self.refresh()

    def refresh(self) -> None:
        """Read anew what is stored."""
        self._jobs.start(_LIST, lambda _ticket: self._library.contents(), self._show_stored, self._list_failed)

    def import_files(self, files: Sequence[Path]) -> None:
        """Import these, unless an import is under way already."""
        if self._run is not None or not files:
            return
        run = ImportRun(self._library, self._jobs, files, self)
        run.asks_columns.connect(self._ask_columns)
        run.finished.connect(self._finished)
        run.failed.connect(self._import_failed)
        self._run = run
        self._work()
        run.start()

    # -- Qt

    def done(self, result: int) -> None:
        """Closing stops what is under way."""
        self._stop()
        self._jobs.withdraw(_LIST)
        super().done(result)

    def reject(self) -> None:
        """Escape goes one step back, and closes the dialog from its first page."""
        if self.pages.currentWidget() is self.stored:
            super().reject()
        else:
            self._back()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped while nothing else is under way."""
        if self._run is None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what is dropped."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.import_files(files)

    # -- wiring

    def _wire(self) -> None:
        stored = self.stored
        stored.import_asked.connect(lambda: self.import_files(self._dialogs.incident_files()))
        stored.export_asked.connect(self._export)
        stored.forget_asked.connect(self._forget)
        stored.forget_all_asked.connect(self._forget_all)
        stored.claim_asked.connect(self._claim_stored)
        stored.withdraw_asked.connect(lambda number: self._change(lambda: self._library.set_claim(number, None)))
        stored.close_asked.connect(self.reject)
        self.working.stop_asked.connect(self._back)
        self.mapping.explained.connect(self._explain)
        self.mapping.skipped.connect(self._skip)
        self.mapping.cancelled.connect(self._back)
        self.summary.done_asked.connect(self._back)
        self.summary.claim_asked.connect(self._claim_done)
        self.summary.save_asked.connect(self._save_list)

    # -- files to import

    def _work(self) -> None:
        if self._run is not None:
            self.pages.setCurrentWidget(self.working)
            self.working.follow(self._run.progress)

    def _ask_columns(self, file: Path) -> None:
        self.working.rest()
        self.pages.setCurrentWidget(self.mapping)
        self.mapping.show_table(file)

    def _explain(self, file: Path, mapping: ColumnMapping) -> None:
        self.mapping.rest()
        self._work()
        if self._run is not None:
            self._run.explain(file, mapping)

    def _skip(self, file: Path) -> None:
        self.mapping.rest()
        self._work()
        if self._run is not None:
            self._run.skip(file)

    def _finished(self, done: tuple[Done, ...]) -> None:
        self._stop()
        for one in done:
            if one.made is not None and one.reading is not None:
                self._proposals[one.made.number] = one.reading.proposal if one.reading.whole else None
        self.pages.setCurrentWidget(self.summary)
        self.summary.show_done(done)
        self._tell_changed()

    def _import_failed(self, error: BaseException) -> None:
        self._back()
        self._tell(_("The import failed"), error)
        self._tell_changed()

    def _stop(self) -> None:
        self.working.rest()
        self.mapping.rest()
        if self._run is not None:
            self._run.stop()
            self._run.deleteLater()
            self._run = None

    def _back(self) -> None:
        self._stop()
        self.pages.setCurrentWidget(self.stored)
        self.stored.import_button.setFocus()
        self.refresh()

    # -- what is stored

    def _show_stored(self, stored: tuple[StoredFeed, ...]) -> None:
        self.stored.show_stored(stored)

    def _list_failed(self, error: BaseException) -> None:
        self.stored.show_stored((), reason_of(error))

    def _change(self, change: Callable[[], object]) -> None:
        self.change_asked.emit(change)

    def _tell_changed(self) -> None:
        self.refresh()
        self.imported.emit()

    def _forget(self, stored: StoredFeed) -> None:
        if self._dialogs.forget_incidents(say(feed_title(stored.feed)), stored.count):
            self._change(lambda: self._library.forget(stored.feed.id))

    def _forget_all(self) -> None:
        if self._dialogs.forget_incidents(None, 0):
            self._change(self._library.forget_all)

    def _export(self) -> None:
        path = self._dialogs.incidents_path()
        if path is None:
            return

        def write() -> None:
            incidents, _stays = self._library.exportable()
            write_atomically(path, as_table(incidents))

        self._change(write)

    def _save_list(self, listed: str) -> None:
        path = self._dialogs.list_path()
        if path is not None:
            try:
                write_atomically(path, listed.encode())
            except OSError as error:
                self._tell(_("“{file}” can't be saved").format(file=path.name), error)

    # -- claims

    def _claim_stored(self, stored: StoredFeed, made: ImportRecord) -> None:
        self._ask_claim(stored.feed, made)

    def _claim_done(self, done: Done) -> None:
        if done.reading is not None and done.made is not None:
            self._ask_claim(done.reading.imported.feed, done.made)

    def _ask_claim(self, feed: Feed, made: ImportRecord) -> None:
        shown = made.claim if made.claim is not None else self._proposals.get(made.number)
        dialog = ClaimDialog(feed, made.file, shown, self._clock(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._change(partial(self._library.set_claim, made.number, dialog.claim)))
        dialog.open()

    def _tell(self, what: str, error: BaseException) -> None:
        self._dialogs.failed(what, reason_of(error))


def reason_of(error: BaseException) -> str:
    """Why something could not be done, to be read by the person at the computer."""
    if isinstance(error, StoreUnusableError):
        return say(error.what)
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return f"{type(error).__name__}: {error}"
