"""The page that stands where the planner would, when there are no rules to plan with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from advisor.gui.faults import FaultsPanel
from advisor.gui.language import _
from advisor.gui.theme import em, font
from advisor.gui.widgets.buttons import Button
from advisor.model.diagnostic import Diagnostic


class NoRulesPage(QWidget):
    """Says why nothing can be assessed, and what to do."""

    def __init__(self, reload: Callable[[], None], packs_folder: Path) -> None:
        """`reload` looks for rules again; `packs_folder` is where the user's own go."""
        super().__init__()
        self._packs_folder = packs_folder
        self._faulty: Path | None = None
        self._trouble = False
        self.head = QLabel(self)
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self._open = Button("")
        self._open.clicked.connect(self._open_folder)
        self._again = Button("")
        self._again.clicked.connect(reload)
        self.panel = FaultsPanel(reload, closable=False, parent=self)
        self.panel.hide()
        buttons = QHBoxLayout()
        buttons.addWidget(self._open)
        buttons.addWidget(self._again)
        buttons.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(em(2), em(1.5), em(2), em(1))
        rows.setSpacing(em(0.7))
        rows.addWidget(self.head)
        rows.addWidget(self.text)
        rows.addLayout(buttons)
        rows.addWidget(self.panel, 1)
        rows.addStretch(0)
        self.word()

    def show_faults(self, faults: tuple[Diagnostic, ...], folder: Path | None) -> None:
        """The faults of the only rules there are; none: this computer has no rules at all."""
        self._faulty, self._trouble = folder, False
        self.panel.show_faults(faults, folder)
        self.panel.setVisible(bool(faults))
        self.word()

    def show_trouble(self) -> None:
        """The program failed while it read the rules; a bar above has the details."""
        self._trouble = True
        self.panel.hide()
        self.word()

    def word(self) -> None:
        """Say everything again, in the language in force."""
        self.head.setFont(font(1.6, bold=True))
        self.head.setText(
            _("Not assessed: internal error") if self._trouble else _("Not assessed: no rules to assess with")
        )
        if self._trouble:
            text = _("An internal error keeps the program from assessing. Your trip is kept: you can still save it.")
        elif self._faulty is not None:
            text = _(
                "The rule files in {folder} have faults, and no earlier good edition is known. "
                "Mend the faults below: the files are read again as soon as they are saved."
            ).format(folder=self._faulty)
        else:
            text = _("This computer has no rule pack. Put one, as a folder of its own, into {folder}").format(
                folder=self._packs_folder
            )
        self.text.setText(text)
        self._open.setText(_("Open the folder"))
        self._again.setText(_("Look again"))
        self._again.setVisible(not self.panel.isVisibleTo(self))

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and text size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.LanguageChange, QEvent.Type.FontChange}:
            self.word()

    def _open_folder(self) -> None:
        folder = self._faulty or self._packs_folder
        if self._faulty is None:
            folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
