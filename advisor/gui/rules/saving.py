"""Saving rules: the reason of a loosening, and what happens where another hand changed the same files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from advisor.gui.language import _, say
from advisor.gui.rules.dialogs import Clash
from advisor.model.message import message
from advisor.report.pack_changes import details
from advisor.rulebook.difference import difference
from advisor.services.pack_editor import PackBusyError, PackChangedError, PackEditor

if TYPE_CHECKING:
    from advisor.gui.rules.controller import RulesController

_MOST_LOG_LINES: Final = 40


def save(rules: RulesController) -> bool:
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


def _reason(rules: RulesController, editor: PackEditor) -> str | None:
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


def _written(rules: RulesController, editor: PackEditor, reason: str) -> bool:
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
