"""What the window asks and tells in boxes of its own. One object, so that a test can answer in the user's place."""

from __future__ import annotations

from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from advisor.gui.dialogs_about import AboutDialog
from advisor.gui.dialogs_boxes import DetailsDialog, message_box, to_clipboard
from advisor.gui.dialogs_forget import Forget, ForgetDialog
from advisor.gui.dialogs_recover import RecoverDialog, Recovery
from advisor.gui.faults import FaultTable, fault_line
from advisor.gui.icons import icon
from advisor.gui.language import _, ngettext
from advisor.gui.theme import em
from advisor.model.diagnostic import Diagnostic
from advisor.model.pack import Pack
from advisor.services.exports import SUFFIXES, ExportForm
from advisor.services.session import Unsaved

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

TRIP_SUFFIX = ".yaml"


class Unsure(Enum):
    """What to do with unsaved work."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


class Clash(Enum):
    """What to do when somebody else wrote to the file."""

    OVERWRITE = "overwrite"
    SAVE_AS = "save-as"
    CANCEL = "cancel"


class Dialogs:
    """Every question the window asks."""

    def __init__(self, parent: QWidget) -> None:
        """Boxes stand over `parent`."""
        self._parent = parent

    def unsaved(self, name: str) -> Unsure:
        """The trip has unsaved changes and is about to be left."""
        buttons = QMessageBox.StandardButton
        box = self._box(
            QMessageBox.Icon.Question,
            _("Save the changes to “{name}”?").format(name=name),
            _("Without saving, they are lost."),
        )
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        chosen = box.exec()
        return {buttons.Save: Unsure.SAVE, buttons.Discard: Unsure.DISCARD}.get(
            QMessageBox.StandardButton(chosen), Unsure.CANCEL
        )

    def changed_on_disk(self, path: Path) -> Clash:
        """Another hand wrote to the file since it was opened."""
        box = self._box(
            QMessageBox.Icon.Warning,
            _("“{file}” was changed by somebody else").format(file=path.name),
            _("Since you opened it, another program wrote to this file. Saving over it loses those changes."),
        )
        aside = box.addButton(_("Save under another name…"), QMessageBox.ButtonRole.AcceptRole)
        over = box.addButton(_("Save over it"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(aside)
        box.exec()
        if box.clickedButton() is aside:
            return Clash.SAVE_AS
        return Clash.OVERWRITE if box.clickedButton() is over else Clash.CANCEL

    def open_path(self, folder: Path | None) -> Path | None:
        """Which trip file to open."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self._parent, _("Open a trip"), str(folder or _documents()), _trip_files()
        )
        return Path(chosen) if chosen else None

    def save_path(self, suggested: Path) -> Path | None:
        """Where to save the trip."""
        return self._path_to_write(_("Save the trip"), suggested, _trip_files(), TRIP_SUFFIX)

    def pack_path(self) -> Path | None:
        """Which rule pack to open: a ZIP, or the pack.yaml of a folder."""
        kinds = _("Rule packs (*.zip pack.yaml)")
        chosen, _kind = QFileDialog.getOpenFileName(self._parent, _("Open a rule pack"), str(_documents()), kinds)
        path = Path(chosen)
        return (path if path.suffix.lower() == ".zip" else path.parent) if chosen else None

    def pack_path_to_write(self, suggested: Path) -> Path | None:
        """Where to write the pack as one file."""
        return self._path_to_write(_("Send the pack as one file"), suggested, _("Rule packs (*.zip)"), ".zip")

    def told(self, what: str, more: str) -> None:
        """Something was done, and there is more to know about it."""
        self._box(QMessageBox.Icon.Information, what, more).exec()

    def pdf_path(self, suggested: Path) -> Path | None:
        """Where to keep the sheet as a PDF."""
        return self._path_to_write(_("Export the sheet as PDF"), suggested, _("PDF files (*.pdf)"), ".pdf")

    def export_path(self, suggested: Path, form: ExportForm) -> Path | None:
        """Where to export the trip to, for what other program."""
        kinds = {
            ExportForm.GEOJSON: _("GeoJSON files (*.geojson)"),
            ExportForm.GPX: _("GPX files (*.gpx)"),
            ExportForm.ICS: _("Calendars (*.ics)"),
            ExportForm.EMAIL: _("Texts (*.txt)"),
        }
        return self._path_to_write(_("Export the trip"), suggested, kinds[form], SUFFIXES[form])

    def printer(self, printer: QPrinter) -> bool:
        """Which printer, how many copies, which pages; False if the user thought better of it."""
        from PySide6.QtPrintSupport import QPrintDialog

        dialog = QPrintDialog(printer, self._parent)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        return dialog.exec() == QDialog.DialogCode.Accepted

    def faulty_trip(self, path: Path, faults: tuple[Diagnostic, ...], *, opened: bool) -> None:
        """The file has faults; `opened` says whether it could be opened all the same."""
        FaultyFileDialog(path, faults, opened=opened, parent=self._parent).exec()

    def failed(self, what: str, reason: str) -> None:
        """Something could not be done, for a reason outside the program."""
        self._box(QMessageBox.Icon.Warning, what, reason).exec()

    def recover(self, found: tuple[Unsaved, ...]) -> tuple[Recovery, Unsaved]:
        """Which work left by a crash to take up or forget."""
        return RecoverDialog.ask(found, self._parent)

    def forget(self, *, incidents: bool = False, drafts: int = 0) -> Forget | None:
        """What to forget of this computer's memory; None: nothing.

        `incidents`: those imported may go too. `drafts`: of so many packs there are changes that were never saved.
        """
        return ForgetDialog.ask(incidents=incidents, drafts=drafts, parent=self._parent)

    def forget_incidents(self, feed: str | None, count: int) -> bool:
        """Whether really to forget the incidents of a feed; None: everything imported."""
        what = _("Forget all imported incidents?")
        if feed is not None:
            what = ngettext("Forget {count} incident of {feed}?", "Forget {count} incidents of {feed}?", count)
        box = self._box(
            QMessageBox.Icon.Warning,
            what.format(count=count, feed=feed),
            _("They no longer count in any rule. Only importing the files again brings them back."),
        )
        return _sure_to_forget(box)

    def incident_files(self) -> tuple[Path, ...]:
        """Which files of incidents to import; none if the user thought better of it."""
        kinds = ";;".join((_("Incidents (*.csv *.xlsx *.xml *.cap *.tsv *.txt)"), _("All files (*)")))
        chosen, _kind = QFileDialog.getOpenFileNames(self._parent, _("Import incidents"), str(_documents()), kinds)
        return tuple(map(Path, chosen))

    def incidents_path(self) -> Path | None:
        """Where to export incidents to."""
        return self._path_to_write(_("Export incidents"), Path("incidents.csv"), _("Tables (*.csv)"), ".csv")

    def list_path(self) -> Path | None:
        """Where to keep a list of refused rows."""
        return self._path_to_write(_("Save the list"), Path("refused-rows.txt"), _("Texts (*.txt)"), ".txt")

    def forget_places(self) -> None:
        """Forget the folders that Qt's own file dialog remembers for every program."""
        kept = QSettings(QSettings.Scope.UserScope, "QtProject")
        for key in ("FileDialog/history", "FileDialog/lastVisited"):
            if kept.contains(key):
                kept.remove(key)

    def internal_error(self, details: str) -> None:
        """The program failed; offer the details for copying."""
        DetailsDialog(
            _("Internal error"),
            _(
                "The program has met an error of its own. Your work is kept. If it happens again, save, start the "
                "program anew, and send these details to whoever maintains it. They contain no trip."
            ),
            details,
            self._parent,
        ).exec()

    def about(self, pack: Pack | None, today: date) -> None:
        """What the program is, and how old the rules in use are."""
        AboutDialog(pack, today, self._parent).exec()

    def _path_to_write(self, title: str, suggested: Path, kinds: str, suffix: str) -> Path | None:
        if not suggested.is_absolute():
            suggested = _documents() / suggested
        chosen, _kind = QFileDialog.getSaveFileName(self._parent, title, str(suggested), kinds)
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix else path.with_suffix(suffix)

    def _box(self, kind: QMessageBox.Icon, what: str, more: str) -> QMessageBox:
        return message_box(self._parent, kind, what, more)


class FaultyFileDialog(QDialog):
    """The faults of one trip file."""

    def __init__(self, path: Path, faults: tuple[Diagnostic, ...], *, opened: bool, parent: QWidget | None) -> None:
        """Show them."""
        super().__init__(parent)
        self.setWindowTitle(path.name)
        count = len(faults)
        if opened:
            head = ngettext(
                "“{file}” was opened, with {count} remark:", "“{file}” was opened, with {count} remarks:", count
            )
        else:
            head = ngettext(
                "“{file}” can't be opened because of {count} fault. Your trip on screen stays as it was.",
                "“{file}” can't be opened because of {count} faults. Your trip on screen stays as it was.",
                count,
            )
        self.head = QLabel(head.format(file=path.name, count=count), self)
        self.head.setWordWrap(True)
        self.table = FaultTable(self)
        self.table.show_faults(faults)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = QPushButton(icon("copy"), _("&Copy all"), self)
        copy.clicked.connect(lambda: to_clipboard("\n".join(fault_line(fault) for fault in faults)))
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.addWidget(self.head)
        rows.addWidget(self.table, 1)
        rows.addWidget(buttons)
        self.resize(em(48), em(20))


def _sure_to_forget(box: QMessageBox) -> bool:
    """Whether the user presses the button that forgets; the one that does not is nearer to the finger."""
    forget = box.addButton(_("Forget"), QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(cancel)
    box.exec()
    return box.clickedButton() is forget


def _documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def _trip_files() -> str:
    return _("Trip files (*.yaml *.yml)")
