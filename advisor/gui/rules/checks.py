"""Rules checked and tried beside the window while they are typed: their faults, and what trips come to with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from advisor.gui.jobs import Jobs, Ticket
from advisor.gui.rules.around import Around
from advisor.gui.rules.proving import Proving
from advisor.model.diagnostic import in_order
from advisor.model.pack import Pack
from advisor.rulebook.loader import LoadResult, load_pack
from advisor.services.advice import usual_as_of
from advisor.services.pack_checks import Findings, findings
from advisor.services.pack_editor import PackEditor
from advisor.services.pack_memory import Files
from advisor.services.saved_trips import known_files
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
_CHECK, _TRY = "rules-check", "rules-try"


class Checks(QObject):
    """What is known of one pack as it is edited. `result` and `tried` are None until the first check has come back."""

    checked = Signal()
    """`result` is another."""
    tried_out = Signal()
    """`tried` is another, and what the checks found."""

    def __init__(
        self,
        services: Services,
        jobs: Jobs,
        around: Around,
        proving: Proving,
        failed: Callable[[BaseException], None],
    ) -> None:
        """Nothing is checked before `begin`. `proving` is told of each text that was checked."""
        super().__init__()
        self._services, self._jobs, self._around = services, jobs, around
        self._proving, self._failed = proving, failed
        self._editor: PackEditor | None = None
        self.good: Pack | None = None
        """The pack as it last stood on disk without faults: what the edits are compared with."""
        self.result: LoadResult | None = None
        self.tried: TryOut | None = None
        self._found: Findings = ()
        self._files: Files | None = None
        self._trying = Trying(None, services.clock)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(CHECK_MILLISECONDS)
        self._soon.timeout.connect(self.check)

    def begin(self, editor: PackEditor, good: Pack | None) -> None:
        """Another pack is on the page; nothing is known of it but the edition that is in use. `check` is the next."""
        self._editor, self.good = editor, good
        self.result = self.tried = self._files = None
        self._found = ()

    # -- what is known

    @property
    def pack(self) -> Pack | None:
        """The pack as edited, or as it last was without faults: for names and titles."""
        edited = self.result.pack if self.result is not None else None
        return edited if edited is not None else self.good

    @property
    def faults(self) -> Findings:
        """The faults of the files and, of rules that load, what the checks found; by file and place."""
        return in_order((*(self.result.diagnostics if self.result is not None else ()), *self._found))

    @property
    def running(self) -> bool:
        """Whether faults or verdicts of the latest text are still to come."""
        return self._soon.isActive() or self._jobs.running(_CHECK) or self._jobs.running(_TRY)

    @property
    def looser(self) -> tuple[VerdictChange, ...]:
        """Test trips that come off better with the files as they are this moment, as far as they have been tried."""
        if self.tried is None or self._editor is None or self._files is not self._editor.files:
            return ()
        return self.tried.looser

    def up_to_date(self) -> LoadResult:
        """What the files say as they are this moment, read while the caller waits."""
        files = self._editor.files if self._editor is not None else {}
        if self.result is None or self._files is not files:
            self.result, self._files, self._found = load_pack(files), files, ()
            self.checked.emit()
        return self.result

    # -- beside the window

    def soon(self) -> None:
        """The text is another: check it when nobody types."""
        self._soon.start()

    def check(self) -> None:
        """Check the files as they are now, then try trips with them."""
        if self._editor is None:
            return
        self._soon.stop()
        files = self._editor.files
        hits = self.tried.hits if self.tried is not None else None  # until these rules have been tried themselves

        def work(ticket: Ticket) -> tuple[LoadResult, Findings]:
            result = load_pack(files)
            return result, self._look(result, hits, ticket)

        self._jobs.start(_CHECK, work, lambda answer: self._take_check(files, *answer), self._failed)

    def close(self) -> None:
        """The window is gone."""
        self._soon.stop()
        self._jobs.withdraw(_CHECK)
        self._jobs.withdraw(_TRY)

    def _look(self, result: LoadResult, hits: Mapping[str, int] | None, ticket: Ticket) -> Findings:
        if result.pack is None:
            return ()
        return findings(result, usual_as_of(result.pack, self._services.clock), hits, ticket.check)

    def _take_check(self, files: Files, result: LoadResult, found: Findings) -> None:
        self.result, self._files, self._found = result, files, found
        if self._editor is not None and result.pack is not None and not self._editor.dirty:
            self.good = result.pack
        self._proving.use(result.pack)
        self.checked.emit()
        if result.pack is None:
            self.tried = None
            self.tried_out.emit()
        else:
            self._try(result, result.pack)

    def _try(self, result: LoadResult, after: Pack) -> None:
        before, known = self.good, self._around.incidents()
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
