"""The window of imported advice: pages on the left, a page on the right, imports below."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QStandardPaths, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from advisor.advisories.wanted import Given
from advisor.gui.advisories.import_panel import ImportPanel
from advisor.gui.advisories.page_view import PageView
from advisor.gui.advisories.pages_list import NEVER_IMPORTED, PagesList, missing_entry, page_entry
from advisor.gui.dialogs_boxes import resize_on_screen
from advisor.gui.language import _, ngettext
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button, ButtonKind
from advisor.gui.widgets.text import Label, Tone
from advisor.model.diagnostic import has_errors
from advisor.services.advisory_library import FileImport, Filing

if TYPE_CHECKING:
    from advisor.advisories.review import Citation
    from advisor.gui.advisories.controller import AdvisoryController


class AdvisoriesDialog(QDialog):
    """Stays open beside the main window. Files may be dropped anywhere on it."""

    def __init__(self, controller: AdvisoryController, parent: QWidget | None = None) -> None:
        """Show what the controller has read so far, and follow it."""
        super().__init__(parent)
        self._controller = controller
        self._wanted = ""
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAcceptDrops(True)
        self.setWindowTitle(_("Advisories"))
        self.pages = PagesList()
        self.view = PageView()
        self.empty = _Empty()
        self.right = QStackedWidget()
        self.right.addWidget(self.empty)
        self._scrolled = QScrollArea()  # where letters are large and the screen is small
        self._scrolled.setWidgetResizable(True)
        self._scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self._scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scrolled.setWidget(self.view)
        self.right.addWidget(self._scrolled)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.pages)
        self.split.addWidget(self.right)
        self.split.setStretchFactor(1, 1)
        self.panel = ImportPanel()
        self.bring_in = Button(_("Import files…"), ButtonKind.FILLED)
        self.bring_in.clicked.connect(self._choose_files)
        self.done_button = Button(_("Close"))
        self.done_button.clicked.connect(self.reject)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName(_("Importing…"))
        self.progress.setMaximumWidth(em(7))
        self.progress.hide()
        self.stop = Button(_("Cancel"))
        self.stop.clicked.connect(self._stop)
        self.stop.hide()
        self.told = Label(tone=Tone.MUTED)
        self._lay_out()
        self.pages.chosen.connect(lambda _key: self._show_page())
        self.view.rule_asked.connect(self._go_to)
        self.panel.again.connect(self._again)
        controller.reviewed.connect(self._show_all)
        controller.imported.connect(self._imported)
        controller.failed.connect(self._failed)
        self._show_all()
        self._say_hint()
        self.pages.setFocus()

    def _lay_out(self) -> None:
        bottom = QHBoxLayout()
        bottom.setSpacing(em(0.7))
        bottom.setContentsMargins(em(0.9), em(0.5), em(0.9), em(0.7))
        bottom.addWidget(self.bring_in)
        bottom.addWidget(self.progress)
        bottom.addWidget(self.stop)
        bottom.addWidget(self.told, 1, Qt.AlignmentFlag.AlignVCenter)
        bottom.addWidget(self.done_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.split, 1)
        rows.addWidget(self.panel)
        rows.addLayout(bottom)
        resize_on_screen(self, em(64), em(40))
        left = min(em(17), self.width() * 2 // 5)
        self.split.setSizes([left, self.width() - left])

    def take(self, files: list[Path], given: Given | None = None) -> None:
        """Import these files."""
        if files:
            self.progress.show()
            self.stop.show()
            self.bring_in.setEnabled(False)
            self.told.say(_("Importing…"))
            self._controller.bring_in(files, given)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files of this computer are welcome; addresses of the web are not fetched."""
        if _files_of(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        files = _files_of(event)
        if files:
            event.acceptProposedAction()
            self.take(files)

    def _choose_files(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        kinds = ";;".join((_("Saved pages, texts and lists (*.html *.htm *.json *.md *.txt)"), _("All files (*)")))
        chosen, _kind = QFileDialog.getOpenFileNames(self, _("Import saved advice"), folder, kinds)
        self.take([Path(one) for one in chosen])

    def _again(self, files: tuple[Path, ...], given: Given, code: str) -> None:
        pack = self._controller.pack
        wanted = self._controller.country(code or (pack.country if pack is not None else ""))
        self.take(list(files), replace(given, country=wanted.country))

    def _imported(self, results: tuple[FileImport, ...]) -> None:
        self._rest()
        filed = [one for result in results for one in result.filed]
        refused = [result for result in results if has_errors(result.diagnostics)]
        counts = {filing: sum(one.filing is filing for one in filed) for filing in Filing}
        parts = []
        if count := counts[Filing.NEWEST]:
            parts.append(ngettext("{count} newest text", "{count} newest texts", count).format(count=count))
        if count := counts[Filing.OLDER]:
            parts.append(ngettext("{count} older text", "{count} older texts", count).format(count=count))
        if count := counts[Filing.KNOWN]:
            parts.append(ngettext("{count} known already", "{count} known already", count).format(count=count))
        self.told.say(_("Imported: {what}").format(what=", ".join(parts)) if parts else _("Nothing was imported."))
        faults = tuple(fault for result in refused for fault in result.diagnostics)
        self.panel.show_refused(tuple(Path(result.file) for result in refused), faults)
        if filed:
            self._wanted = filed[0].advisory.page

    def _failed(self, error: BaseException) -> None:
        self._rest()
        reason = error.strerror if isinstance(error, OSError) and error.strerror else f"{type(error).__name__}: {error}"
        self.told.say(_("It could not be done: {reason}").format(reason=reason))

    def _stop(self) -> None:
        self._controller.stop_import()
        self._rest()
        self.told.say(_("Cancelled. What was imported before stays."))

    def _rest(self) -> None:
        self.progress.hide()
        self.stop.hide()
        self.bring_in.setEnabled(True)

    def _show_all(self) -> None:
        """Pages that need review first; the page looked at stays."""
        texts, found = self._controller.texts, self._controller.found
        entries = [page_entry(key, of_page, found) for key, of_page in texts.items()]
        entries.sort(key=lambda entry: not entry.due)
        missing = missing_entry(found) if found is not None else None
        if missing is not None:
            entries.append(missing)
        key, self._wanted = self._wanted or self.pages.key, ""
        self.pages.show_entries(tuple(entries), key)
        self._show_page()

    def _show_page(self) -> None:
        key, found = self.pages.key, self._controller.found
        texts = self._controller.texts.get(key)
        if texts:
            self.view.show_page(key, texts, found)
        elif key == NEVER_IMPORTED and found is not None and self._controller.texts:
            self.view.show_missing(found)
        shown = bool(texts) or (key == NEVER_IMPORTED and bool(self._controller.texts))
        self.right.setCurrentWidget(self._scrolled if shown else self.empty)

    def _go_to(self, citation: Citation) -> None:
        if not self._controller.go_to(citation):
            self.told.say(_("The rule's file could not be opened."))

    def _say_hint(self) -> None:
        self.told.say(_("A newer text never changes a verdict by itself."))

    def changeEvent(self, event: QEvent) -> None:
        """Another language: the window is closed, and opens anew in it."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange and self.isVisible():
            self.reject()


class _Empty(QWidget):
    """What to do where nothing was imported yet."""

    def __init__(self) -> None:
        super().__init__()
        head = Label(_("No advice has been imported yet"), size=1.25, bold=True)
        how = Label(
            _(
                "Open the official page in your browser and save it as a file, or save the JSON that the government "
                "publishes. Then import the file here, or drop it on this window. This program never fetches "
                "anything from the network."
            )
        )
        then = Label(
            _(
                "When you import a newer text of the same page, you see what changed, and which rules cite it and "
                "need review."
            ),
            tone=Tone.MUTED,
        )
        rows = QVBoxLayout(self)
        rows.setContentsMargins(em(2), em(2), em(2), em(2))
        rows.setSpacing(em(0.7))
        for part in (head, how, then):
            rows.addWidget(part)
        rows.addStretch(1)


def _files_of(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
