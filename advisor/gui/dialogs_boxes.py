"""What dialogs are made of: a box with a message, and one with details that can be copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from advisor.gui.icons import icon
from advisor.gui.language import _
from advisor.gui.theme import em


def message_box(parent: QWidget, kind: QMessageBox.Icon, what: str, more: str) -> QMessageBox:
    """A box over `parent` that says what is the matter, and more of it beneath; plain text, whatever is in it."""
    box = QMessageBox(parent)
    box.setIcon(kind)
    box.setWindowTitle(_("Travel-security advisor"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(what)
    box.setInformativeText(more)
    return box


class DetailsDialog(QDialog):
    """A message with technical details that can be copied."""

    def __init__(self, title: str, message: str, details: str, parent: QWidget | None) -> None:
        """Show them."""
        super().__init__(parent)
        self.setWindowTitle(title)
        head = QLabel(message, self)
        head.setWordWrap(True)
        self.text = QPlainTextEdit(details, self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Technical details"))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.copy = QPushButton(icon("copy"), _("&Copy details"), self)
        self.copy.clicked.connect(lambda: to_clipboard(details))
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.addWidget(head)
        rows.addWidget(self.text, 1)
        rows.addWidget(buttons)
        self.resize(em(44), em(22))


def resize_on_screen(dialog: QDialog, width: int, height: int) -> None:
    """Make a dialog so large, in pixels, but never larger than its screen shows: in large letters it might be."""
    room = dialog.screen().availableSize()
    dialog.resize(min(width, round(room.width() * 0.94)), min(height, round(room.height() * 0.9)))


def to_clipboard(words: str) -> None:
    """Put words where the user can paste them from."""
    QGuiApplication.clipboard().setText(words)
