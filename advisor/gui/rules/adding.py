"""Rules and rule files that are begun and taken out on the rules page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from advisor.gui.language import _
from advisor.gui.rules.controller import RulesController
from advisor.gui.rules.list_pane import ListPane
from advisor.gui.rules.new_file_dialog import NewFileDialog
from advisor.gui.rules.review_dialog import USUAL_DAYS
from advisor.model.rule import Effect
from advisor.rulebook.folder import RULES, is_rule_file
from advisor.rulebook.new_rule import begun
from advisor.rulebook.outline import RuleAt


class Adding(QObject):
    """Does what the buttons under the table of rules ask for."""

    rule_begun = Signal(str)
    """A rule of that id was begun: it is to be filled in."""
    file_begun = Signal(str)
    """A rule file of that name was begun: rules are to be added."""

    def __init__(
        self,
        controller: RulesController,
        pane: ListPane,
        rule: Callable[[], RuleAt | None],
        today: Callable[[], date],
        flush: Callable[[], None],
    ) -> None:
        """`rule` is the chosen one; `flush` lets nothing that was typed wait any longer."""
        super().__init__(pane)
        self._controller, self._pane, self._rule, self._today, self._flush = controller, pane, rule, today, flush
        pane.begun.connect(self.begin_rule)
        pane.file_begun.connect(self.begin_file)
        pane.remove.clicked.connect(self._take_out)

    def begin_rule(self, effect: Effect) -> None:
        """A new rule of that effect, in the file that the table keeps to or else in that of the chosen rule."""
        controller, editor = self._controller, self._controller.editor
        if editor is None:
            return
        self._flush()
        rule = self._rule()
        names = sorted(filter(is_rule_file, editor.files))
        first = names[0] if names else f"{RULES}rules.yaml"
        file = self._pane.file.value or (rule.file if rule is not None else first)
        today = self._today()
        made = begun(effect, {one.id for one in controller.rules()}, today + timedelta(days=USUAL_DAYS), today)
        if controller.edits.add_rule(file, made):
            self.rule_begun.emit(str(made["id"]))
        else:
            told = _("The file {file} is laid out too unusually: add the rule in its source.").format(file=file)
            controller.dialogs.failed(_("No rule was added."), told)

    def begin_file(self) -> NewFileDialog | None:
        """Ask for the name of a new rule file, then begin it."""
        editor, controller = self._controller.editor, self._controller
        if editor is None:
            return None
        self._flush()
        dialog = NewFileDialog(lambda: editor.taken, self._pane)
        controller.changed.connect(dialog.look)
        controller.opened.connect(dialog.reject)
        dialog.accepted.connect(lambda: self._begin_file(dialog.file))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _begin_file(self, name: str) -> None:
        if self._controller.edits.begin_file(name):
            self.file_begun.emit(name)

    def _take_out(self) -> None:
        """The chosen rule, or the file that the table keeps to if there is no rule in it."""
        self._flush()
        edits, dialogs = self._controller.edits, self._controller.dialogs
        rule, file = self._rule(), self._pane.file.value
        if file is not None and edits.holds_no_rule(file):
            if dialogs.sure_to_take_away(file):
                edits.take_away(file)
        elif rule is not None and dialogs.sure_to_remove(rule.id) and not edits.remove_rule(rule):
            told = _("This rule is laid out too unusually: change it in the source.")
            dialogs.failed(_("Nothing was changed."), told)
