"""What the rules page asks and tells in boxes of its own. One object, so that a test can answer in the user's place."""

from __future__ import annotations

import traceback
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from advisor.gui.dialogs_boxes import DetailsDialog, message_box, resize_on_screen
from advisor.gui.language import _, say
from advisor.gui.theme import em
from advisor.gui.widgets.scroll_bar import scroll_area
from advisor.gui.widgets.sentences import Sentences
from advisor.model.message import Message, message
from advisor.services.tryout import VerdictChange

_MOST_LINES = 12


class Clash(Enum):
    """Which of two versions of a file stays."""

    OURS = "ours"
    THEIRS = "theirs"
    CANCEL = "cancel"


class RuleDialogs:
    """Every question of the rules page."""

    def __init__(self, parent: QWidget) -> None:
        """Boxes stand over `parent`."""
        self._parent = parent

    def failed(self, what: str, why: str) -> None:
        """Something could not be done."""
        box = self._box(QMessageBox.Icon.Warning, what, why)
        box.exec()

    def internal_error(self, error: BaseException) -> None:
        """We failed; what was typed is still there."""
        words = _("The program could not check the rules. What you typed is still there.")
        DetailsDialog(_("Internal error"), words, "".join(traceback.format_exception(error)), self._parent).exec()

    def clash(self, names: tuple[str, ...]) -> Clash:
        """Another hand wrote to files edited here."""
        box = self._box(
            QMessageBox.Icon.Warning,
            _("Rule files were changed by somebody else"),
            say(message("rules.changed-on-disk", files=names)),
        )
        theirs = box.addButton(_("Take theirs, drop mine"), QMessageBox.ButtonRole.DestructiveRole)
        ours = box.addButton(_("Save mine over theirs"), QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        box.exec()
        if box.clickedButton() is theirs:
            return Clash.THEIRS
        return Clash.OURS if box.clickedButton() is ours else Clash.CANCEL

    def reason(self, told: tuple[Message, ...], looser: tuple[VerdictChange, ...]) -> str | None:
        """Why the rules are loosened; None if the user thinks better of it."""
        dialog = ReasonDialog(told, looser, self._parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        words = dialog.text.toPlainText().strip()
        dialog.deleteLater()
        return words if accepted and words else None

    def sure_to_remove(self, rule: str) -> bool:
        """Whether really to take a rule out of its file."""
        box = self._box(
            QMessageBox.Icon.Question,
            _("Take out the rule “{rule}”?").format(rule=rule),
            _("A rule that has ended is better given a last day: then the file still tells what was in force."),
        )
        return self._sure(box, _("Take it out"))

    def sure_to_take_away(self, file: str) -> bool:
        """Whether really to take a file without rules away."""
        box = self._box(
            QMessageBox.Icon.Question,
            _("Take away the file {file}?").format(file=file),
            _("It holds no rule. Earlier editions of the pack keep it as it was."),
        )
        return self._sure(box, _("Take it away"))

    @staticmethod
    def _sure(box: QMessageBox, act: str) -> bool:
        """Whether the user chose to act; Cancel is the button that Enter presses."""
        yes = box.addButton(act, QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        return box.clickedButton() is yes

    def _box(self, kind: QMessageBox.Icon, what: str, more: str) -> QMessageBox:
        return message_box(self._parent, kind, what, more)


class ReasonDialog(QDialog):
    """Rules are about to be loosened: what is looser, and a field for the reason."""

    def __init__(self, told: tuple[Message, ...], looser: tuple[VerdictChange, ...], parent: QWidget | None) -> None:
        """Show both."""
        super().__init__(parent)
        self.setWindowTitle(_("Why are these rules loosened?"))
        lines = [say(one) for one in told[:_MOST_LINES]]
        for one in looser[:_MOST_LINES]:
            before, after = (say(message(f"report.verdict.{verdict.word}")) for verdict in (one.before, one.after))
            line = _("{trip}: {before}, now {after}").format(trip=one.title, before=before, after=after)
            lines.append(line)
        head = QLabel(
            _("After these changes some trips may come off better than before. The reason goes into the change log."),
            self,
        )
        head.setWordWrap(True)
        what = QLabel("\n".join(lines), self)
        what.setTextFormat(Qt.TextFormat.PlainText)
        what.setWordWrap(True)
        what.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._area = scroll_area(_("What changes"), what)  # a dozen trips in large letters are higher than a screen
        self.text = Sentences(_("Reason"), own_undo=True)
        self.text.setPlaceholderText(_("For instance: the route was cleared and two convoys passed this week"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.save = buttons.addButton(_("Save with this reason"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setEnabled(False)
        self.text.textChanged.connect(lambda: self.save.setEnabled(bool(self.text.toPlainText().strip())))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        for widget, share in ((head, 0), (self._area, 1), (self.text, 0), (buttons, 0)):
            rows.addWidget(widget, share)
        resize_on_screen(self, em(36), em(22))
        self.text.setFocus()
