"""The pack that an officer edits: taken up, copied and saved here; checked, tried, proved and changed by its parts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from advisor.gui.jobs import Jobs
from advisor.gui.language import _, current, say
from advisor.gui.rules.around import Around
from advisor.gui.rules.checks import Checks
from advisor.gui.rules.dialogs import RuleDialogs
from advisor.gui.rules.editors import Editors
from advisor.gui.rules.edits import Edits
from advisor.gui.rules.kept_tests import KeptTests
from advisor.gui.rules.proving import Proving
from advisor.gui.rules.saving import Saving
from advisor.model.message import Message, message
from advisor.model.pack import Pack
from advisor.rulebook.loader import LoadResult
from advisor.rulebook.outline import RuleAt, rules_of
from advisor.services.advice import usual_as_of
from advisor.services.help_pages import HelpPage, HelpPages
from advisor.services.incident_library import Known
from advisor.services.pack_checks import Findings
from advisor.services.pack_copy import copy_pack
from advisor.services.pack_editor import PackEditor
from advisor.services.pack_library import LoadedPack
from advisor.services.tryout import TryOut
from advisor.services.wiring import Services


class RulesController(QObject):
    """One pack on the desk of its officer. What is known of it is read here, what changes it goes through `edits`."""

    opened = Signal()
    """Another pack is being edited."""
    changed = Signal()
    """`editor.files` or `editor.saved` is another."""
    checked = Signal()
    """`result` is another."""
    tried_out = Signal()
    """`tried` is another, and what the checks found."""
    told = Signal(str)
    """Something to say in the status line."""
    clashed = Signal(tuple)
    """These files were edited here and changed on disk."""
    copied = Signal(object)
    """A pack of one's own was made, in that folder."""
    install_asked = Signal(object)
    """The ZIP that is looked at, a Path, is to become a pack of one's own."""

    def __init__(self, services: Services, jobs: Jobs, dialogs: RuleDialogs, around: Around) -> None:
        """Nothing is read before `show`."""
        super().__init__()
        self._services = services
        self._around = around
        self.dialogs = dialogs
        self._loaded: LoadedPack | None = None
        self._wanted = False
        self.proving = Proving(lambda pack: usual_as_of(pack, services.clock), self._failed)
        self._editors = Editors(services.paths)
        self._checks = Checks(services, jobs, around, self.proving, self._failed)
        self.edits = Edits(self._editors, lambda: self.pack, services.clock)
        self.tests = KeptTests(self._editors, around, services.clock)
        self._saving = Saving(self._checks, self.edits, services.packs.last_good, lambda: self.dialogs)
        self._editors.changed.connect(self._follow)
        self._editors.told.connect(self.told)
        self._saving.told.connect(self.told)
        self._checks.checked.connect(self.checked)
        self._checks.tried_out.connect(self.tried_out)

    # -- which pack

    def use_rules(self, rules: LoadedPack | None) -> None:
        """These rules are in use: they are the ones to edit, now or once the page is shown."""
        self._loaded = rules
        if self._wanted:
            self._take_up()

    def show(self) -> None:
        """The page is on screen: read the pack, unless that was done."""
        self._wanted = True
        self._take_up()

    def _take_up(self) -> None:
        if self._loaded is None:
            return
        folder = self._loaded.folder
        if self.editor is not None and self.editor.folder == folder:
            if not self.editor.dirty and self._loaded.pack is not None:
                self._checks.good = self._loaded.pack
            self.refresh()
            return
        try:
            editor = self._editors.open(folder)
        except OSError as error:
            self.dialogs.failed(_("The rules can't be edited."), error.strerror or str(error))
            return
        self._checks.begin(editor, self._loaded.pack)
        self.proving.forget()
        self.opened.emit()
        self._checks.check()

    def copy(self) -> None:
        """Make a pack of one's own out of one that can't be changed."""
        if self.editor is None:
            return
        if self.editor.folder.is_file():
            self.install_asked.emit(self.editor.folder)
            return
        shelf = self._services.paths.packs
        try:
            folder = copy_pack(self.editor.folder, shelf)
        except OSError as error:
            why = message("rules.cannot-copy", folder=str(shelf), reason=error.strerror or str(error))
            self.dialogs.failed(_("No copy was made."), say(why))
            return
        self.told.emit(_("Your own copy: {folder}").format(folder=folder))
        self.copied.emit(folder)

    # -- what there is

    @property
    def editor(self) -> PackEditor | None:
        """The files on the page, None before the first pack."""
        return self._editors.current

    @property
    def read_only(self) -> bool:
        """Whether the pack came with the program, is only looked at, or stands where this user may not write."""
        return self._editors.writable is None

    @property
    def fixed(self) -> Message | None:
        """Why the pack can't be changed; None where it can, and where there is none."""
        return self._editors.fixed

    @property
    def copyable(self) -> bool:
        """Whether a copy of one's own can be made of a pack that can't be changed."""
        return self.editor is not None and self.editor.folder.parent != self._services.paths.packs

    def rules(self) -> tuple[RuleAt, ...]:
        """The rules as they are written now."""
        return rules_of(self.editor.files) if self.editor is not None else ()

    @property
    def result(self) -> LoadResult | None:
        """What the files said when they were last checked, None before that."""
        return self._checks.result

    @property
    def pack(self) -> Pack | None:
        """The pack as edited, or as it last was without faults: for names and titles."""
        return self._checks.pack

    @property
    def faults(self) -> Findings:
        """The faults of the files and, of rules that load, what the checks found; by file and place."""
        return self._checks.faults

    @property
    def tried(self) -> TryOut | None:
        """What trips come to, None before they were tried."""
        return self._checks.tried

    @property
    def checking(self) -> bool:
        """Whether faults or verdicts of the latest text are still to come."""
        return self._checks.running

    def known(self) -> Known:
        """What is known of imported incidents."""
        return self._around.incidents()

    def open_trip(self, path: Path) -> None:
        """Put a saved trip on the planner's page."""
        self._around.open_trip(path)

    def help_page(self, code: str) -> HelpPage | None:
        """What a code means, if there is a page."""
        return HelpPages(self._services.paths.help_pages).page(code, current().language)

    # -- steps

    def undo(self) -> None:
        """Take back the last step, in whichever face it was made."""
        if self.editor is not None:
            self.editor.undo()

    def redo(self) -> None:
        """Do it again."""
        if self.editor is not None:
            self.editor.redo()

    def _follow(self) -> None:
        self._checks.soon()
        self.proving.typed()
        self.changed.emit()

    # -- the disk

    def refresh(self) -> None:
        """The files on disk may be others."""
        if self.editor is not None:
            clashes = self.editor.refresh()
            if clashes:
                self.clashed.emit(clashes)

    def save(self) -> bool:
        """Save what was edited; False if the user thought better of it or it could not be done."""
        if self.editor is not None and not self._saving.save(self.editor):
            return False
        self._checks.soon()
        return True

    @property
    def dirty(self) -> tuple[PackEditor, ...]:
        """The packs with edits that are not saved."""
        return self._editors.dirty

    def discard(self) -> None:
        """Nobody wants any of the edits that are not saved."""
        self._editors.discard()

    def keep_drafts(self) -> None:
        """Remember edits that are not saved."""
        self._editors.keep_drafts()

    def close(self) -> None:
        """The window is gone; what is not saved is remembered unless it was discarded."""
        self._editors.close()
        self._checks.close()
        self.proving.close()

    def _failed(self, error: BaseException) -> None:
        self.dialogs.internal_error(error)
