"""Saving rules: the reason of a loosening, and what happens where another hand changed the same files."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Final

from PySide6.QtCore import QObject, Signal

from advisor.gui.language import _, say
from advisor.gui.rules.checks import Checks
from advisor.gui.rules.dialogs import Clash, RuleDialogs
from advisor.gui.rules.edits import Edits
from advisor.model.message import message
from advisor.report.pack_changes import details
from advisor.rulebook.difference import difference
from advisor.services.last_good import LastGood
from advisor.services.pack_editor import CHANGE_LOG, PackBusyError, PackChangedError, PackEditor

_MOST_LOG_LINES: Final = 40


class Saving(QObject):
    """Saves a pack that is being edited, once its officer has said why what is looser is."""

    told = Signal(str)
    """Something to say in the status line."""

    def __init__(self, checks: Checks, edits: Edits, last_good: LastGood, dialogs: Callable[[], RuleDialogs]) -> None:
        """`checks` know what the edits come to, `edits` enter the reason, `dialogs` ask for it."""
        super().__init__()
        self._checks, self._edits, self._last_good, self._dialogs = checks, edits, last_good, dialogs

    def save(self, editor: PackEditor) -> bool:
        """Save what was edited; False if the user thought better of it or it could not be done."""
        if not editor.dirty:
            return True
        reason = self._reason(editor)
        compared = editor.files
        if reason is None or not self._written(editor, reason):
            return False
        result = self._checks.up_to_date()
        if result.pack is not None:
            self._checks.good = result.pack
            if editor.files is compared:  # another program's changes may have been taken up while it was written
                self._remember(editor)
            self.told.emit(_("Rules saved."))
        else:
            self.told.emit(_("Saved with faults: until they are mended, no trip comes off better than REFER."))
        return True

    def _remember(self, editor: PackEditor) -> None:
        """It is the last good edition from now on, also if the program is closed before it is read again."""
        if not editor.unreadable:
            files = {name: data for name, data in editor.files.items() if name != CHANGE_LOG}
            with suppress(OSError, ValueError):  # it is saved, and will be remembered when it is next read
                self._last_good.remember(editor.folder, files, answered=True)

    def _reason(self, editor: PackEditor) -> str | None:
        """Why rules are loosened, written into the change log; empty where they are not, None: do not save.

        Compared is the last edition without faults: to save a faulty one in between hides nothing.
        """
        result = self._checks.up_to_date()
        if result.pack is None or self._checks.good is None:
            return ""
        found = difference(self._checks.good, result.pack)
        looser = self._checks.looser
        if not found.may_loosen and not looser:
            return ""
        told = details(found)
        reason = self._dialogs().reason(told, looser)
        if reason is None:
            return None
        lines = (*told[:_MOST_LOG_LINES], message("rules.log.reason", reason=reason))
        editor.apply(self._edits.logged(editor.files, lines), _("entry in the change log"))
        return reason

    def _written(self, editor: PackEditor, reason: str) -> bool:
        overwrite = False
        while True:
            try:
                editor.save(reason, overwrite=overwrite)
            except PackChangedError as error:
                answer = self._dialogs().clash(error.names)
                if answer is Clash.CANCEL:
                    return False
                if answer is Clash.THEIRS:
                    editor.take_theirs(error.names)
                overwrite = answer is Clash.OURS
            except PackBusyError:
                self._dialogs().failed(_("Not saved."), say(message("rules.busy")))
                return False
            except (OSError, ValueError) as error:
                why = getattr(error, "strerror", None) or str(error)
                self._dialogs().failed(_("Not saved."), say(message("rules.cannot-save", reason=why)))
                return False
            else:
                return True
