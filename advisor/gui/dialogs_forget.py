"""What is to be forgotten: everything that goes is named, and what was typed and never saved is asked about apart."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from advisor.gui.language import _, ngettext
from advisor.gui.theme import em
from advisor.gui.widgets.text import Label


@dataclass(frozen=True, slots=True)
class Forget:
    """What to forget beside the trips and the editions of rules."""

    incidents: bool = False
    drafts: bool = False


class ForgetDialog(QDialog):
    """Names what goes and what stays."""

    def __init__(self, *, incidents: bool, drafts: int, parent: QWidget | None = None) -> None:
        """`incidents`: there are imported ones. `drafts`: packs with changes that were never saved."""
        super().__init__(parent)
        self.setWindowTitle(_("Forget recent files and unsaved work?"))
        head = Label(_("This is removed from this computer:"), bold=True)
        goes = (
            _("the list of recent files, and what saved trips came to"),
            _("all templates"),
            _("every copy of unsaved work on trips"),
            _("every earlier edition of rules kept here, so that none can be restored, and their last good copies"),
        )
        what = [Label(f"•  {line}") for line in goes]
        stays = Label(_("Trip files that you saved and the rule packs themselves stay where they are."))
        words = ngettext(
            "Also what was typed into {count} rule &pack and never saved",
            "Also what was typed into {count} rule &packs and never saved",
            drafts,
        )
        self.drafts = QCheckBox(words.format(count=drafts), self)
        self.drafts.setVisible(drafts > 0)
        self.incidents = QCheckBox(_("Also the imported &incidents, which files must bring again"), self)
        self.incidents.setVisible(incidents)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.sure = buttons.addButton(_("Forget"), QDialogButtonBox.ButtonRole.DestructiveRole)
        self.sure.clicked.connect(self.accept)
        cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setDefault(True)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setSpacing(em(0.7))
        for widget in (head, *what, stays, self.drafts, self.incidents):
            rows.addWidget(widget)
        rows.addStretch(1)
        rows.addWidget(buttons)
        width = min(em(38), round(self.screen().availableSize().width() * 0.94))
        self.resize(width, rows.totalHeightForWidth(width))

    def answer(self) -> Forget:
        """What was ticked."""
        return Forget(
            incidents=self.incidents.isVisibleTo(self) and self.incidents.isChecked(),
            drafts=self.drafts.isVisibleTo(self) and self.drafts.isChecked(),
        )

    @classmethod
    def ask(cls, *, incidents: bool, drafts: int, parent: QWidget | None) -> Forget | None:
        """Ask; None if the user thought better of it."""
        dialog = cls(incidents=incidents, drafts=drafts, parent=parent)
        sure = dialog.exec() == QDialog.DialogCode.Accepted
        answer = dialog.answer()
        dialog.deleteLater()
        return answer if sure else None
