"""Which rule is chosen: the same one in the table, in the form and, by its cursor, in the source."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTabWidget

from advisor.gui.rules.controller import RulesController
from advisor.gui.rules.form_face import FormFace
from advisor.gui.rules.list_pane import ListPane
from advisor.gui.rules.source_face import SourceFace
from advisor.model.span import Span
from advisor.rulebook.outline import RuleAt


class Chosen(QObject):
    """Brings the three of them into step, and the wanted face to the front."""

    def __init__(
        self,
        controller: RulesController,
        pane: ListPane,
        faces: QTabWidget,
        form: FormFace,
        source: SourceFace,
        settling: Callable[[], bool],
    ) -> None:
        """No rule. `settling`: the source was just typed in, and the rules are still to be read out of it."""
        super().__init__()
        self._controller, self._pane = controller, pane
        self._faces, self._form, self._source = faces, form, source
        self._settling = settling
        self._at: tuple[str, int] | None = None
        self._follow_cursor = True
        pane.table.chosen.connect(self._choose)
        faces.currentChanged.connect(self._other_face)
        source.moved.connect(self._cursor_moved)

    @property
    def rule(self) -> RuleAt | None:
        """The chosen rule as it is written now, None where there is none any more."""
        if self._at is None:
            return None
        rules = self._controller.rules()
        return next((one for one in rules if (one.file, one.number) == self._at), None)

    def forget(self) -> None:
        """Another pack is on the page: nothing is chosen."""
        self._at = None

    def choose_first(self) -> None:
        """Choose what the table shows on top."""
        first = self._pane.table.shown.index(0, 0)
        if first.isValid():
            self._pane.table.setCurrentIndex(first)

    def choose_again(self) -> None:
        """The table was filled anew."""
        if self._at is not None:
            self._pane.table.choose(*self._at)

    def show(self, identifier: str) -> bool:
        """Choose the rule of that id; False where there is none."""
        rule = next((one for one in self._controller.rules() if one.id == identifier), None)
        if rule is None:
            return False
        if not self._pane.table.shows(rule):
            self._pane.show_all()
        self._pane.table.choose(rule.file, rule.number)
        self._choose(rule)
        return True

    def go_to(self, span: Span) -> None:
        """Bring a place in the source to the front."""
        self._form.flush()
        self._faces.setCurrentWidget(self._source)
        self._source.go_to(span)

    def go_to_file(self, name: str) -> None:
        """Bring a file's source to the front."""
        self._form.flush()
        self._faces.setCurrentWidget(self._source)
        self._source.open(name)

    def _choose(self, rule: RuleAt | None) -> None:
        if rule is None:
            return
        self._at = (rule.file, rule.number)
        self._form.show_rule(self.rule)
        self._stand_at(rule)

    def _stand_at(self, rule: RuleAt) -> None:
        """Put the cursor where a rule begins; that is no choice of its own."""
        self._follow_cursor = False
        self._source.open(rule.file)
        self._source.view.go_to(rule.span.start)
        self._follow_cursor = True

    def _cursor_moved(self, file: str, line: int) -> None:
        """The rule the cursor stands in is the chosen one."""
        if not self._follow_cursor or not self._source.isVisible() or self._settling():
            return
        for rule in self._controller.rules():
            if rule.file == file and rule.span.start.line <= line <= rule.span.end.line:
                if (rule.file, rule.number) != self._at:
                    self._at = (rule.file, rule.number)
                    self._pane.table.choose(*self._at)
                    self._form.show_rule(rule)
                return

    def _other_face(self, _index: int) -> None:
        self._form.flush()
        if self._faces.currentWidget() is self._source:
            rule = self.rule
            if rule is not None:
                self._stand_at(rule)
            self._source.view.setFocus()
