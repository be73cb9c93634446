"""Rules that another program changed: a loosening is not taken without a word, and its reason can be written down."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from advisor.gui.controller_packs import PackController
from advisor.gui.jobs import Jobs, Ticket
from advisor.gui.language import _, say
from advisor.gui.notices import NoticeBar
from advisor.gui.rules.around import Around
from advisor.gui.rules.dialogs import RuleDialogs
from advisor.gui.rules.fixed import why_read_only
from advisor.model.message import message
from advisor.model.pack import Pack
from advisor.services.wiring import Services

if TYPE_CHECKING:  # read on first use: the window is painted before
    from advisor.rulebook.difference import PackDifference
    from advisor.services.tryout import TryOut

_TRY = "rules-outside"
_MOST_LINES = 40


@dataclass(frozen=True, slots=True)
class Change:
    """What another program did to the pack in a folder, and what trips come to."""

    folder: Path
    pack: Pack
    found: PackDifference
    tried: TryOut


class OutsideController(QObject):
    """Compares the rules in use with what they were whenever their files have changed."""

    told = Signal(str)
    """Something was done that deserves a word in the status bar."""

    def __init__(
        self,
        bar: NoticeBar,
        services: Services,
        jobs: Jobs,
        packs: PackController,
        around: Around,
        dialogs: RuleDialogs,
    ) -> None:
        """Tell on `bar`."""
        super().__init__()
        self._bar, self._services, self._jobs, self._packs = bar, services, jobs, packs
        self._around, self._dialogs = around, dialogs
        self._known: dict[Path, Pack] = {}
        self.change: Change | None = None
        self.reason_button = bar.offer("", self._ask)
        self.close_button = bar.offer("", self._drop)
        packs.loaded.connect(self._look)

    def _look(self) -> None:
        rules = self._packs.rules
        if rules is None or rules.pack is None or rules.caveat is not None or self._packs.looking is not None:
            return
        self._jobs.withdraw(_TRY)
        folder, after = rules.folder, rules.pack
        before = self._known.setdefault(folder, after)
        if before.fingerprint == after.fingerprint:
            if self.change is not None and self.change.folder == folder:
                self._drop()  # taken back
            self.word()
            return
        from advisor.rulebook.difference import difference
        from advisor.services.pack_memory import PackMemory
        from advisor.services.reasons import has_reason
        from advisor.services.tryout import candidates, try_out

        found = difference(before, after)
        clock, incidents = self._services.clock, self._around.incidents()
        memory = PackMemory(self._services.paths.editing, folder)

        def work(ticket: Ticket) -> TryOut | None:
            if not found.may_loosen or has_reason(folder, memory):
                return None
            return try_out(before, after, candidates(before, after), clock, incidents=incidents, check=ticket.check)

        def come(tried: TryOut | None) -> None:
            if tried is None:
                self._known[folder] = after
            else:
                self.change = Change(folder, after, found, tried)
            self.word()

        self._jobs.start(_TRY, work, come, self._dialogs.internal_error)

    def word(self) -> None:
        """Say it again, in the language in force."""
        self.reason_button.setText(_("Write the reason…"))
        self.close_button.setText(_("Close"))
        change, rules = self.change, self._packs.rules
        if change is None or rules is None or rules.folder != change.folder:
            self._bar.hide()
            return
        from advisor.report.pack_changes import summary

        looser = len(change.tried.looser)
        trips = message("rules.outside.looser", count=looser) if looser else message("rules.no-verdicts")
        self.reason_button.setVisible(self._writable(change.folder))
        self._bar.say(_("Rules changed outside."), say(message("rules.outside", what=(*summary(change.found), trips))))

    def _writable(self, folder: Path) -> bool:
        return why_read_only(folder, self._services.paths) is None

    def _drop(self) -> None:
        rules = self._packs.rules
        if rules is not None and rules.pack is not None:
            self._known[rules.folder] = rules.pack
        self.change = None
        self._bar.hide()

    def _ask(self) -> None:
        change = self.change
        if change is None:
            return
        from advisor.report.pack_changes import details
        from advisor.services.pack_memory import PackMemory
        from advisor.services.reasons import write_reason

        told = details(change.found)
        reason = self._dialogs.reason(told, change.tried.looser)
        if reason is None:
            return
        lines = tuple(say(one) for one in (*told[:_MOST_LINES], message("rules.log.reason", reason=reason)))
        memory = PackMemory(self._services.paths.editing, change.folder)
        title = _("Changes of the pack {pack}").format(pack=change.pack.id)
        try:
            write_reason(change.folder, memory, self._services.clock, lines, title)
        except OSError as error:
            why = error.strerror or str(error)
            self._dialogs.failed(_("The reason was not written."), why)
            return
        self._drop()
        self.told.emit(_("The reason stands in the change log."))
