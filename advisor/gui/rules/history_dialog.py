"""Every saved edition of a pack: what it changed, in plain words, and how to have it back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from advisor.gui.dialogs_boxes import resize_on_screen
from advisor.gui.jobs import Jobs, Ticket
from advisor.gui.language import _, in_turn, say
from advisor.gui.rules.controller import RulesController
from advisor.gui.theme import em
from advisor.gui.widgets.scroll_bar import scroll_area
from advisor.model.message import Message, message
from advisor.model.pack import Pack
from advisor.report.pack_changes import details, other_rule_files, summary
from advisor.rulebook.difference import difference
from advisor.rulebook.loader import load_pack
from advisor.services.archives import SPOILT
from advisor.services.clock import Clock
from advisor.services.incident_library import Known
from advisor.services.pack_editor import CHANGE_LOG
from advisor.services.pack_memory import Edition, PackMemory
from advisor.services.tryout import TryOut, candidates, try_out

_JOB = "rules-history"


class HistoryDialog(QDialog):
    """Choose an edition, read what it changed, restore it."""

    shown = Signal()
    """The difference of the chosen edition has been worked out."""

    def __init__(
        self, controller: RulesController, jobs: Jobs, memory: PackMemory, clock: Clock, known: Known, parent: QWidget
    ) -> None:
        """Show all editions, the latest chosen."""
        super().__init__(parent)
        self._controller, self._jobs, self._memory = controller, jobs, memory
        self._clock, self._known = clock, known
        self._editions = memory.editions()
        self.setWindowTitle(_("Saved editions"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Editions"))
        self.list.setMinimumWidth(em(8))
        self.list.setWordWrap(True)  # in large letters there is no room for a line a day beside the words
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for edition in self._editions:
            QListWidgetItem(edition_told(edition), self.list)
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.words.setMargin(em(0.6))
        self.words.setAccessibleName(_("What this edition changed"))
        self._area = scroll_area(_("What this edition changed"), self.words)
        self._area.setMinimumWidth(em(10))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.restore = buttons.addButton(_("&Restore this edition"), QDialogButtonBox.ButtonRole.ActionRole)
        self.restore.setEnabled(False)
        self.restore.clicked.connect(self._restore)
        buttons.rejected.connect(self.reject)
        columns = QHBoxLayout()
        columns.addWidget(self.list, 2)
        columns.addWidget(self._area, 3)
        rows = QVBoxLayout(self)
        rows.addLayout(columns, 1)
        rows.addWidget(buttons)
        resize_on_screen(self, em(52), em(26))
        self.list.currentRowChanged.connect(self._show)
        if self._editions:
            self.list.setCurrentRow(0)
        else:
            self.words.setText(_("Nothing was saved here yet. Each time you save, the edition is kept."))
        self.finished.connect(lambda _result: jobs.withdraw(_JOB))

    def _show(self, row: int) -> None:
        edition = self._editions[row] if 0 <= row < len(self._editions) else None
        self.restore.setEnabled(edition is not None and not self._controller.read_only)
        if edition is None:
            return
        before = self._editions[row + 1] if row + 1 < len(self._editions) else None
        self.words.setText(_("Comparing…"))
        memory, clock, known = self._memory, self._clock, self._known

        def work(ticket: Ticket) -> tuple[Pack | None, Pack | None, tuple[Message, ...]]:
            files = [memory.files_of(one) if one is not None else {} for one in (before, edition)]
            packs = []
            for one in files:
                ticket.check()
                packs.append(load_pack(one).pack if one else None)
            return packs[0], packs[1], other_rule_files(*files)

        def compare(compared: tuple[Pack | None, Pack | None, tuple[Message, ...]]) -> None:
            old, new, files = compared
            if before is None:
                self._tell(edition, (message("rules.first-edition"),))
            elif old is None or new is None:
                self._tell(edition, (message("rules.faulty-edition"),), files)
            elif found := difference(old, new):
                head, more = summary(found), (*files, *details(found))
                self._tell(edition, (*head, message("rules.trying")), more)
                self._jobs.start(
                    _JOB,
                    lambda ticket: try_out(old, new, candidates(old, new), clock, incidents=known, check=ticket.check),
                    lambda tried: self._tell(edition, (*head, _verdicts(tried)), more),
                    self._failed,
                )
            else:
                self._tell(edition, (message("rules.nothing-differs"),), files)

        self._jobs.start(_JOB, work, compare, self._failed)

    def _tell(self, edition: Edition, head: tuple[Message, ...], more: tuple[Message, ...] = ()) -> None:
        words = [in_turn(say(one) for one in head), *(f"• {say(one)}" for one in more)]
        if edition.reason:
            words.insert(1, say(message("rules.log.reason", reason=edition.reason)))
        self.words.setText("\n\n".join(words))
        self.shown.emit()

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, SPOILT):
            self.words.setText(_("This edition can't be read any more: its file is damaged."))
        else:
            self._controller.dialogs.internal_error(error)

    def _restore(self) -> None:
        row = self.list.currentRow()
        editor = self._controller.editor
        if editor is None or not 0 <= row < len(self._editions):
            return
        try:
            files = self._memory.files_of(self._editions[row])
        except SPOILT as error:
            self._failed(error)
            return
        # The change log is no part of what is restored: it goes on telling what was in force, and when.
        log = {CHANGE_LOG: editor.files[CHANGE_LOG]} if CHANGE_LOG in editor.files else {}
        kept = {name: data for name, data in files.items() if name != CHANGE_LOG}
        line = message("rules.log.restored", when=self._editions[row].saved.astimezone().replace(tzinfo=None))
        self._controller.edits.log((line,), {**kept, **log}, _("restoring an edition"))
        self.accept()


def _verdicts(tried: TryOut) -> Message:
    count = len(tried.changes)
    return message("rules.verdicts", count=count) if count else message("rules.no-verdicts")


def edition_told(edition: Edition) -> str:
    """When it was saved, and whether here."""
    when = say(edition.saved.astimezone().replace(tzinfo=None))
    return _("{when} (found on disk)").format(when=when) if edition.found else when
