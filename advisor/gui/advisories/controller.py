"""Imported advice beside the rules in use: read, held against them, imported, and shown when asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from advisor.advisories.advisory import Advisory
from advisor.advisories.wanted import Given
from advisor.gui.jobs import Jobs, Ticket
from advisor.model.pack import Pack
from advisor.services.advisory_library import AdvisoryLibrary, FileImport, read_file
from advisor.services.pack_library import LoadedPack

if TYPE_CHECKING:
    from advisor.advisories.review import Citation, Review

Texts = Mapping[str, tuple[Advisory, ...]]
_READ, _IMPORT = "advisories", "advisories-import"


class AdvisoryController(QObject):
    """Keeps `texts` and `found`, what of the rules in use needs review. None of it ever touches a verdict."""

    reviewed = Signal()
    """`texts` or `found` is another one."""
    imported = Signal(object)
    """Files were imported, or refused: their FileImports."""
    failed = Signal(object)
    """Texts could not be read, imported or kept: the error."""

    def __init__(
        self, window: QWidget, jobs: Jobs, library: AdvisoryLibrary, make_dialog: Callable[[], QDialog]
    ) -> None:
        """Nothing is read before `use_rules`. `make_dialog` makes the window that shows it, over `window`.

        `show_rule` brings a rule's finding to view, and says whether it could.
        """
        super().__init__()
        self._window = window
        self._jobs = jobs
        self._library = library
        self._rules: LoadedPack | None = None
        self._make_dialog = make_dialog
        self.dialog: QDialog | None = None
        self.texts: Texts = {}
        self.found: Review | None = None
        self.show_rule: Callable[[str], bool] = lambda _rule: False

    @property
    def pack(self) -> Pack | None:
        """The pack whose sources are looked at."""
        return self._rules.pack if self._rules is not None else None

    @property
    def importing(self) -> bool:
        """Whether files are being read."""
        return self._jobs.running(_IMPORT)

    def use_rules(self, rules: LoadedPack | None) -> None:
        """Hold these rules against what was imported."""
        self._rules = rules
        self.refresh()

    def refresh(self) -> None:
        """Read the texts again, beside the window."""
        library, pack = self._library, self.pack

        def work(ticket: Ticket) -> tuple[Texts, Review | None]:
            from advisor.advisories.review import review

            texts = library.texts()
            ticket.check()
            return texts, review(pack, texts) if pack is not None else None

        self._jobs.start(_READ, work, self._take, self.failed.emit)

    def bring_in(self, files: Sequence[Path], given: Given | None = None) -> None:
        """Import files, beside the window; of lists the country of the rules in use unless another is given."""
        library, pack = self._library, self.pack
        code = pack.country if pack is not None else ""

        def work(ticket: Ticket) -> tuple[FileImport, ...]:
            said = given or Given(country=library.country(code))
            data: dict[str, bytes] = {}
            for file in files:
                ticket.check()
                data[str(file)] = read_file(file)
            ticket.check()
            return library.bring_in(data, said, ticket.check)

        self._jobs.start(_IMPORT, work, self._brought_in, self.failed.emit)

    def stop_import(self) -> None:
        """Import no further file; texts filed already stay."""
        self._jobs.withdraw(_IMPORT)
        self.refresh()

    def country(self, code: str) -> Given:
        """What is given when only a country is: none where there is no such code."""
        return Given(country=self._library.country(code))

    def open(self) -> None:
        """Show the window of imported advice, or bring it to the front."""
        if self.dialog is None:
            self.dialog = self._make_dialog()
            self.dialog.finished.connect(self._closed)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()
        self.refresh()

    def go_to(self, citation: Citation) -> bool:
        """Show what cites a page: its finding if the trip on screen has one, else its place in the rule file."""
        if citation.kind.value == "rule" and self.show_rule(citation.id):
            self._window.raise_()
            self._window.activateWindow()
            return True
        if self._rules is None or citation.span is None:
            return False
        file = self._rules.folder / citation.span.file
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

    def close(self) -> None:
        """The window is gone."""
        self._jobs.withdraw(_READ)
        self._jobs.withdraw(_IMPORT)
        if self.dialog is not None:
            self.dialog.close()

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _take(self, read: tuple[Texts, Review | None]) -> None:
        self.texts, self.found = read
        self.reviewed.emit()

    def _brought_in(self, results: tuple[FileImport, ...]) -> None:
        self.imported.emit(results)
        self.refresh()
