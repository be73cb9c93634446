"""The page of help of a fault."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from advisor.gui.dialogs_boxes import resize_on_screen
from advisor.gui.language import _
from advisor.gui.theme import em
from advisor.services.help_pages import HelpPage


class HelpDialog(QDialog):
    """What a code means, what to avoid and what to write instead."""

    def __init__(self, page: HelpPage, parent: QWidget | None = None) -> None:
        """Show `page`."""
        super().__init__(parent)
        self.setWindowTitle(page.code)
        self.text = QTextBrowser()
        self.text.setAccessibleName(_("Explanation"))
        self.text.setOpenLinks(False)
        self.text.setMarkdown(page.text)
        self.text.setTabChangesFocus(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text, 1)
        layout.addWidget(buttons)
        resize_on_screen(self, em(40), em(24))
