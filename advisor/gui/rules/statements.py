"""Statements on the rules page: the panel that proves them, new ones in their file, and one about a rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from advisor.gui.language import _, say
from advisor.gui.rules.controller import RulesController
from advisor.gui.rules.proofs_panel import ProofsPanel
from advisor.gui.rules.proving import Row
from advisor.gui.widgets.buttons import Button
from advisor.model.invariant import Invariant
from advisor.model.span import Span
from advisor.rulebook.emit import Emittable
from advisor.rulebook.new_statement import FILE, Example, about_rule, example
from advisor.rulebook.outline import RuleAt, rules_in


class Statements(QObject):
    """Lets the officer make and prove statements."""

    opened = Signal(object)
    """That place in a file is wanted (a Span)."""
    file_opened = Signal(str)
    """That file is wanted."""
    began = Signal()
    """A statement was begun: its answer is wanted on screen."""

    def __init__(self, controller: RulesController, about: Button, rule: Callable[[], RuleAt | None]) -> None:
        """`about` opens the menu that begins a statement about the chosen `rule`."""
        super().__init__()
        self._controller, self._rule, self._about = controller, rule, about
        self.panel = ProofsPanel(controller.proving)
        self._examples = QMenu(self.panel.new)
        self._actions = {which: self._offer(self._examples, self._new, which) for which in Example}
        self.panel.new.setMenu(self._examples)
        menu = QMenu(about)
        self.nobody = self._offer(menu, self._new_about, False)
        self.no_foreigner = self._offer(menu, self._new_about, True)
        about.setMenu(menu)
        self.panel.statement_opened.connect(self._open)
        self.panel.details.test_wanted.connect(self._make_test)
        self.word()

    @staticmethod
    def _offer(menu: QMenu, act: Callable[..., None], what: object) -> QAction:
        action = QAction(menu)
        action.triggered.connect(lambda _checked=False: act(what))
        menu.addAction(action)
        return action

    # -- acting

    def _new(self, which: Example) -> None:
        pack = self._controller.pack
        if pack is not None:
            self._add(example(which, pack, self._known()))

    def _new_about(self, foreign: bool) -> None:
        rule, pack = self._rule(), self._controller.pack
        if rule is not None and pack is not None:
            self._add(about_rule(rule.written, pack, self._known(), foreign=foreign))

    def _known(self) -> frozenset[str]:
        editor = self._controller.editor
        data = editor.files.get(FILE, b"") if editor is not None else b""
        return frozenset(one.id for one in rules_in(data, FILE))

    def _add(self, statement: dict[str, Emittable]) -> None:
        if not self._controller.edits.add_rule(FILE, statement, _("new statement")):
            told = _("The file {file} is laid out too unusually: add the statement in its source.").format(file=FILE)
            self._controller.dialogs.failed(_("No statement was added."), told)
            return
        self.panel.choose(str(statement["id"]))
        self._controller.proving.ask()
        self.began.emit()
        editor = self._controller.editor
        written = rules_in(editor.files[FILE], FILE) if editor is not None else ()
        if written:
            self.opened.emit(written[-1].span)

    def _open(self, statement: Invariant) -> None:
        span: Span | None = statement.span
        if span is not None:
            self.opened.emit(span)

    def _make_test(self, row: Row) -> None:
        answer, pack = row.answer, self._controller.pack
        if answer is None or answer.example is None or pack is None:
            return
        shown = answer.example
        trip = replace(shown.trip, title=say(row.question.title))
        name = self._controller.tests.keep(trip, shown.as_of, pack, row.question.at_best)
        if name is not None:
            self.file_opened.emit(name)

    def allow(self, *, allowed: bool) -> None:
        """Whether the pack can be changed."""
        self.panel.new.setEnabled(allowed)
        self._about.setEnabled(allowed)
        self.panel.details.allow_tests(allowed=allowed)

    def word(self) -> None:
        """Say everything again, in the language in force."""
        self._about.say(_("Prove…"))
        self._about.setToolTip(_("Write a statement about the trips that the chosen rule speaks of, and prove it"))
        self.nobody.setText(_("That &nobody gets GO on it"))
        self.no_foreigner.setText(_("That no &foreigner gets GO on it"))
        self._actions[Example.FOREIGN].setText(_("No &foreigner gets GO by a mode in a place"))
        self._actions[Example.WITHOUT].setText(_("Nobody is GO &outside a place without a measure"))
        self._actions[Example.NIGHT].setText(_("Nobody &moves at night"))
