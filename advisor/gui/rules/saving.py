"""Saving rules: the reason of a loosening, and what happens where another hand changed the same files."""

from __future__ import annotations

from typing import Final, Protocol

from PySide6.QtCore import SignalInstance

from advisor.gui.language import _, say
from advisor.gui.rules.dialogs import Clash, RuleDialogs
from advisor.model.message import Message, message
from advisor.model.pack import Pack
from advisor.report.pack_changes import details
from advisor.rulebook.difference import difference
from advisor.rulebook.loader import LoadResult
from advisor.services.pack_editor import PackBusyError, PackChangedError, PackEditor
from advisor.services.pack_memory import Files
from advisor.services.tryout import VerdictChange

_MOST_LOG_LINES: Final = 40


class Rules(Protocol):
    """What saving needs of the rules controller."""

    editor: PackEditor | None
    good: Pack | None
    dialogs: RuleDialogs

    @property
    def told(self) -> SignalInstance:
        """Something to say in the status line."""

    @property
    def looser(self) -> tuple[VerdictChange, ...]:
        """Trips that come off better."""

    def up_to_date(self) -> LoadResult:
        """What the files say as they are this moment."""

    def logged(self, files: Files, lines: tuple[Message, ...]) -> Files:
        """The files with these lines in the change log."""


def save(rules: Rules) -> bool:
    """Save what was edited; False if the user thought better of it or it could not be done."""
    editor = rules.editor
    if editor is None or not editor.dirty:
        return True
    reason = _reason(rules, editor)
    if reason is None or not _written(rules, editor, reason):
        return False
    result = rules.up_to_date()
    if result.pack is not None:
        rules.good = result.pack
        rules.told.emit(_("Rules saved."))
    else:
        rules.told.emit(_("Saved with faults: until they are mended, no trip comes off better than REFER."))
    return True


def _reason(rules: Rules, editor: PackEditor) -> str | None:
    """Why rules are loosened, written into the change log; empty where they are not, None: do not save.

    Compared is the last edition without faults: to save a faulty one in between hides nothing.
    """
    result = rules.up_to_date()
    if result.pack is None or rules.good is None:
        return ""
    found = difference(rules.good, result.pack)
    looser = rules.looser
    if not found.may_loosen and not looser:
        return ""
    told = details(found)
    reason = rules.dialogs.reason(told, looser)
    if reason is None:
        return None
    lines = (*told[:_MOST_LOG_LINES], message("rules.log.reason", reason=reason))
    editor.apply(rules.logged(editor.files, lines), _("entry in the change log"))
    return reason


def _written(rules: Rules, editor: PackEditor, reason: str) -> bool:
    overwrite = False
    while True:
        try:
            editor.save(reason, overwrite=overwrite)
        except PackChangedError as error:
            answer = rules.dialogs.clash(error.names)
            if answer is Clash.CANCEL:
                return False
            if answer is Clash.THEIRS:
                editor.take_theirs(error.names)
            overwrite = answer is Clash.OURS
        except PackBusyError:
            rules.dialogs.failed(_("Not saved."), say(message("rules.busy")))
            return False
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            rules.dialogs.failed(_("Not saved."), say(message("rules.cannot-save", reason=why)))
            return False
        else:
            return True
