"""Rules being edited: checked and tried beside the window while they are typed, saved when asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from advisor.gui.jobs import Jobs, Ticket
from advisor.gui.language import _, current, say
from advisor.gui.rules.around import Around
from advisor.gui.rules.dialogs import RuleDialogs
from advisor.gui.rules.proving import Proving
from advisor.gui.rules.saving import save
from advisor.model.assessment import Assessment
from advisor.model.diagnostic import in_order
from advisor.model.message import Message, message
from advisor.model.pack import Pack
from advisor.model.trip import Trip
from advisor.model.verdict import Verdict
from advisor.rulebook.edit import EditError
from advisor.rulebook.edit_rules import append_rule, remove_rule, set_field
from advisor.rulebook.emit import Emittable
from advisor.rulebook.loader import LoadResult, load_pack
from advisor.rulebook.outline import RuleAt, rules_of
from advisor.services.advice import advise, usual_as_of
from advisor.services.change_log import with_entry
from advisor.services.help_pages import HelpPage, HelpPages
from advisor.services.incident_library import Known
from advisor.services.pack_checks import Findings, findings
from advisor.services.pack_copy import copy_pack, why_fixed
from advisor.services.pack_editor import CHANGE_LOG, PackEditor
from advisor.services.pack_library import LoadedPack
from advisor.services.pack_memory import Files, PackMemory
from advisor.services.saved_trips import known_files
from advisor.services.trip_tests import as_test, file_for
from advisor.services.tryout import (
    PLANNED,
    Candidate,
    Trying,
    TryOut,
    VerdictChange,
    candidates,
    saved_candidates,
)
from advisor.services.wiring import Services

CHECK_MILLISECONDS = 250
"""How long nobody must have typed before the rules are checked."""
DRAFT_MILLISECONDS = 1000
"""How long before edits that are not saved are remembered."""
_CHECK, _TRY = "rules-check", "rules-try"


class RulesController(QObject):
    """One pack on the desk of its officer. `result` and `tried` are None until the first check has come back."""

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
        self._jobs = jobs
        self.dialogs = dialogs
        self._around = around
        self._editors: dict[Path, PackEditor] = {}
        self._loaded: LoadedPack | None = None
        self._wanted = False
        self.editor: PackEditor | None = None
        self.result: LoadResult | None = None
        self._checked_files: Files | None = None
        self.good: Pack | None = None
        self.tried: TryOut | None = None
        self._found: Findings = ()
        self._trying = Trying(None, services.clock)
        self._check_soon = self._timer(CHECK_MILLISECONDS, self._check)
        self._draft_soon = self._timer(DRAFT_MILLISECONDS, self.keep_drafts)
        self.proving = Proving(lambda pack: usual_as_of(pack, services.clock), self._failed)

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer

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
                self.good = self._loaded.pack
            self.refresh()
            return
        editor = self._editors.get(folder) or self._open(folder)
        if editor is None:
            return
        self.editor, self.good = editor, self._loaded.pack
        self.result = self.tried = self._checked_files = None
        self._found = ()
        self.proving.forget()
        self.opened.emit()
        self._check()

    def _open(self, folder: Path) -> PackEditor | None:
        editor = PackEditor(folder, PackMemory(self._services.paths.editing, folder))
        try:
            editor.open()
        except OSError as error:
            self.dialogs.failed(_("The rules can't be edited."), error.strerror or str(error))
            return None
        editor.listen(self._follow)
        self._editors[folder] = editor
        if editor.recovered:
            self.told.emit(_("Changes to the rules that were never saved are here again."))
        return editor

    @property
    def read_only(self) -> bool:
        """Whether the pack came with the program, is only looked at, or stands where this user may not write."""
        return self.editor is None or self.fixed is not None

    @property
    def fixed(self) -> Message | None:
        """Why the pack can't be changed; None where it can, and where there is none."""
        folder = self.editor.folder if self.editor is not None else None
        if folder is None:
            return None
        if folder.is_relative_to(self._services.paths.rules):
            return message("rules.fixed.shipped")
        if folder.is_file():
            return message("rules.fixed.zip", file=folder.name)
        reason = why_fixed(folder)
        return None if reason is None else message("rules.fixed.unwritable", folder=str(folder), reason=reason)

    @property
    def copyable(self) -> bool:
        """Whether a copy of one's own can be made of a pack that can't be changed."""
        return self.editor is not None and self.editor.folder.parent != self._services.paths.packs

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

    def known(self) -> Known:
        """What is known of imported incidents."""
        return self._around.incidents()

    def rules(self) -> tuple[RuleAt, ...]:
        """The rules as they are written now."""
        return rules_of(self.editor.files) if self.editor is not None else ()

    @property
    def pack(self) -> Pack | None:
        """The pack as edited, or as it last was without faults: for names and titles."""
        edited = self.result.pack if self.result is not None else None
        return edited if edited is not None else self.good

    @property
    def faults(self) -> Findings:
        """The faults of the files and, of rules that load, what the checks found; by file and place."""
        return in_order((*(self.result.diagnostics if self.result is not None else ()), *self._found))

    def help_page(self, code: str) -> HelpPage | None:
        """What a code means, if there is a page."""
        return HelpPages(self._services.paths.help_pages).page(code, current().language)

    @property
    def checking(self) -> bool:
        """Whether faults or verdicts of the latest text are still to come."""
        return self._check_soon.isActive() or self._jobs.running(_CHECK) or self._jobs.running(_TRY)

    # -- editing

    def set_text(self, name: str, text: str) -> None:
        """A file's text was typed over."""
        if self.editor is not None and not self.read_only:
            self.editor.set_text(name, text, _("typing in {file}").format(file=name), merge=f"text-{name}")

    def set_field(self, rule: RuleAt, path: tuple[str | int, ...], value: Emittable) -> bool:
        """A field of the form was changed; False where the layout of the file is too unusual for that."""
        if self.editor is None or self.read_only:
            return False
        text = self.editor.text(rule.file)
        if text is None:
            return False
        try:
            edited = set_field(text, rule.number, path, value)
        except ValueError:
            return False
        label = _("change of {rule}").format(rule=rule.id)
        where = ".".join(str(step) for step in path)
        self.editor.set_text(rule.file, edited, label, merge=f"{rule.file}-{rule.number}-{where}")
        return True

    def add_rule(self, file: str, rule: dict[str, Emittable], label: str | None = None) -> bool:
        """Add a rule at the end of a file, or a statement at the end of its."""
        if self.editor is None or self.read_only:
            return False
        try:
            edited = append_rule(self.editor.text(file) or "", rule)
        except EditError:
            return False
        self.editor.set_text(file, edited, label or _("new rule"))
        return True

    def remove_rule(self, rule: RuleAt) -> bool:
        """Take a rule out of its file."""
        text = self.editor.text(rule.file) if self.editor is not None else None
        if self.editor is None or text is None or self.read_only:
            return False
        try:
            edited = remove_rule(text, rule.number)
        except EditError:
            return False
        self.editor.set_text(rule.file, edited, _("removal of {rule}").format(rule=rule.id))
        return True

    def make_test(self) -> str | None:
        """Add the trip that is being planned to the pack's test trips; gives the file, None if there is no answer."""
        assessment = self._around.assessed()
        return self._keep_as_test(assessment) if assessment is not None else None

    def open_trip(self, path: Path) -> None:
        """Put a saved trip on the planner's page."""
        self._around.open_trip(path)

    def make_test_of(self, trip: Trip, as_of: date | None, pack: Pack, worst: Verdict = Verdict.GO) -> str | None:
        """Add any trip, as these rules assess it, expected to be no better than `worst`; gives the file."""
        day = as_of if as_of is not None else usual_as_of(pack, self._services.clock)
        return self._keep_as_test(advise(trip, LoadedPack(Path(), pack, ()), day, self.known()), worst)

    def _keep_as_test(self, assessment: Assessment, worst: Verdict = Verdict.GO) -> str | None:
        if self.editor is None or self.read_only:
            return None
        try:
            text = as_test(assessment, worst)
        except ValueError:
            return None
        name = file_for(assessment.trip.title, self.editor.files.keys())
        self.editor.set_text(name, text, _("new test trip"))
        return name

    def log(self, lines: tuple[Message, ...], files: Files, label: str) -> None:
        """Make these the files, with lines in the change log: one step."""
        if self.editor is not None:
            self.editor.apply(self.logged(files, lines), label)

    def logged(self, files: Files, lines: tuple[Message, ...]) -> Files:
        """The files with these lines in the change log."""
        told = current()
        log = files.get(CHANGE_LOG, b"").decode(errors="surrogateescape")
        pack = self.pack
        title = _("Changes of the pack {pack}").format(pack=pack.id if pack is not None else "")
        entry = with_entry(log, self._services.clock(), tuple(told.say(line) for line in lines), title=title)
        return {**files, CHANGE_LOG: entry.encode(errors="surrogateescape")}

    def undo(self) -> None:
        """Take back the last step, in whichever face it was made."""
        if self.editor is not None:
            self.editor.undo()

    def redo(self) -> None:
        """Do it again."""
        if self.editor is not None:
            self.editor.redo()

    # -- the disk

    def refresh(self) -> None:
        """The files on disk may be others."""
        if self.editor is not None:
            clashes = self.editor.refresh()
            if clashes:
                self.clashed.emit(clashes)

    def save(self) -> bool:
        """Save what was edited; False if the user thought better of it or it could not be done."""
        if not save(self):
            return False
        self._check_soon.start()
        return True

    def up_to_date(self) -> LoadResult:
        """What the files say as they are this moment."""
        files = self.editor.files if self.editor is not None else {}
        if self.result is None or self._checked_files is not files:
            self.result, self._checked_files, self._found = load_pack(files), files, ()
            self.checked.emit()
        return self.result

    @property
    def looser(self) -> tuple[VerdictChange, ...]:
        """Test trips that come off better with the files as they are this moment, as far as they have been tried."""
        current = self.tried is not None and self.editor is not None and self._checked_files is self.editor.files
        return self.tried.looser if current and self.tried is not None else ()

    @property
    def dirty(self) -> tuple[PackEditor, ...]:
        """The packs with edits that are not saved."""
        return tuple(one for one in self._editors.values() if one.dirty)

    def discard(self) -> None:
        """Nobody wants any of the edits that are not saved."""
        for one in self._editors.values():
            one.discard()
        self._draft_soon.stop()

    def keep_drafts(self) -> None:
        """Remember edits that are not saved."""
        for one in self._editors.values():
            try:
                one.keep_draft()
            except (OSError, ValueError):
                self.told.emit(_("Changes to the rules can't be kept safe: save them."))

    def close(self) -> None:
        """The window is gone; what is not saved is remembered unless it was discarded."""
        self.keep_drafts()
        self._check_soon.stop()
        self._draft_soon.stop()
        self._jobs.withdraw(_CHECK)
        self._jobs.withdraw(_TRY)
        self.proving.close()

    # -- beside the window

    def _follow(self) -> None:
        self._check_soon.start()
        self._draft_soon.start()
        self.proving.typed()
        self.changed.emit()

    def _check(self) -> None:
        if self.editor is None:
            return
        self._check_soon.stop()
        files = self.editor.files
        hits = self.tried.hits if self.tried is not None else None  # until these rules have been tried themselves

        def work(ticket: Ticket) -> tuple[LoadResult, Findings]:
            result = load_pack(files)
            return result, self._look(result, hits, ticket)

        self._jobs.start(_CHECK, work, lambda answer: self._take_check(files, *answer), self._failed)

    def _look(self, result: LoadResult, hits: Mapping[str, int] | None, ticket: Ticket) -> Findings:
        if result.pack is None:
            return ()
        return findings(result, usual_as_of(result.pack, self._services.clock), hits, ticket.check)

    def _take_check(self, files: Files, result: LoadResult, found: Findings) -> None:
        self.result, self._checked_files, self._found = result, files, found
        if self.editor is not None and result.pack is not None and not self.editor.dirty:
            self.good = result.pack
        self.proving.use(result.pack)
        self.checked.emit()
        before, after, known = self.good, result.pack, self._around.incidents()
        if after is None:
            self.tried = None
            self.tried_out.emit()
            return

        if (self._trying.before, self._trying.incidents) != (before, known):
            self._trying = Trying(before, self._services.clock, known)
        trying, answer, services = self._trying, self._around.assessed(), self._services
        planned = (Candidate(PLANNED, answer.trip, answer.as_of),) if answer is not None else ()

        def work(ticket: Ticket) -> tuple[TryOut, Findings]:
            today = usual_as_of(after, services.clock)
            saved = saved_candidates(known_files(services.trips), after, today, ticket.check)
            others = [one for one in saved.trips if answer is None or one.trip != answer.trip]
            tried = trying.with_rules(after, (*planned, *candidates(before, after), *others), ticket.check)
            return replace(tried, unread=saved.unread), self._look(result, tried.hits, ticket)

        self._jobs.start(_TRY, work, self._take_try, self._failed)

    def _take_try(self, answer: tuple[TryOut, Findings]) -> None:
        self.tried, self._found = answer
        self.tried_out.emit()

    def _failed(self, error: BaseException) -> None:
        self.dialogs.internal_error(error)
