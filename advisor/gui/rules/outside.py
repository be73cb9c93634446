"""Rules that another program changed: a loosening is not taken without a word, and its reason can be written down.

It makes no difference whether the window was open meanwhile.
"""

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
from advisor.services.file_lock import FileLock
from advisor.services.wiring import Services

if TYPE_CHECKING:  # read on first use: the window is painted before
    from advisor.rulebook.difference import PackDifference
    from advisor.services.tryout import TryOut

_TRY = "rules-outside"
_MOST_LINES = 40


@dataclass(frozen=True, slots=True)
class Change:
    """What the pack in a folder was and is, changed while the program was open or closed, and what trips come to."""

    folder: Path
    before: Pack
    pack: Pack
    found: PackDifference
    tried: TryOut


class OutsideController(QObject):
    """Compares the rules in use with those last answered for, when they are opened and whenever they have changed."""

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
        """What was last answered for: what the disk remembers may be forgotten while the window is open."""
        self._turn: FileLock | None = None
        self.change: Change | None = None
        self.reason_button = bar.offer("", self._ask)
        self.close_button = bar.offer("", self._drop)

    def close(self) -> None:
        """The window is gone: what was not answered is told by another, or at the next start."""
        self._tell(None)

    def look(self) -> None:
        """The rules in use are others: compare them, beside the window."""
        self.word()
        rules = self._packs.rules
        if rules is None or rules.pack is None or rules.caveat is not None or self._packs.looking is not None:
            return
        self._jobs.withdraw(_TRY)
        folder, after, told = rules.folder, rules.pack, self.change
        if told is None or told.folder != folder:
            told = None
        elif told.pack.fingerprint == after.fingerprint:
            return
        else:
            self._tell(None)  # nobody shall close it before these rules are compared too
        known, library, clock = self._known.get(folder), self._services.packs, self._services.clock
        editing, incidents = self._services.paths.editing, self._around.incidents()

        def work(ticket: Ticket) -> Change | None:
            kept = library.unanswered(folder)
            before = known if kept is None else kept
            if before is None or before.fingerprint == after.fingerprint:
                return None
            from advisor.rulebook.difference import difference
            from advisor.services.pack_memory import PackMemory
            from advisor.services.reasons import has_reason
            from advisor.services.tryout import candidates, try_out

            found = difference(before, after)
            if not found.may_loosen:
                return None
            # A save or install leaves nothing unanswered but what was so already: its reason is not for that.
            if (kept is None or told is not None) and has_reason(folder, PackMemory(editing, folder)):
                return told
            trips = candidates(before, after)
            tried = try_out(before, after, trips, clock, incidents=incidents, check=ticket.check)
            return Change(folder, before, after, found, tried)

        def come(change: Change | None) -> None:
            if change is None:
                self._settle(folder, after)
            else:
                self._known[folder] = change.before
                self._tell(change)

        self._jobs.start(_TRY, work, come, self._dialogs.internal_error)

    def _settle(self, folder: Path, pack: Pack) -> None:
        self._known[folder] = pack
        self._services.packs.last_good.answered(folder)

    def _tell(self, change: Change | None) -> None:
        """Put it on the bar, unless another window of the program tells of it; take the one there was away."""
        if self._turn is not None:
            self._turn.release()
        self._turn = self.change = None
        if change is not None:
            try:
                self._turn = self._services.packs.last_good.turn(change.folder)
                mine = self._turn is not None
            except OSError:
                mine = True  # better told twice than never
            if mine:
                self.change = change
            else:
                self._known[change.folder] = change.pack
        self.word()

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
        shipped = change.folder.is_relative_to(self._services.paths.rules)
        told = "rules.outside.shipped" if shipped else "rules.outside"
        self._bar.say(_("Rules changed outside."), say(message(told, what=(*summary(change.found), trips))))

    def _writable(self, folder: Path) -> bool:
        return why_read_only(folder, self._services.paths) is None

    def _drop(self) -> None:
        if self.change is not None:
            self._settle(self.change.folder, self.change.pack)
        self._tell(None)

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
        if self.change is not change:  # while the reason was typed
            self._dialogs.failed(_("The reason was not written."), _("The rules have changed again meanwhile."))
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
