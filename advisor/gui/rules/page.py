"""The rules page: the table of rules, the two faces of the one that is chosen, and what trips come to with them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from advisor.gui.jobs import Jobs
from advisor.gui.language import _, say
from advisor.gui.rules.adding import Adding
from advisor.gui.rules.bars import Bars
from advisor.gui.rules.chosen import Chosen
from advisor.gui.rules.controller import RulesController
from advisor.gui.rules.form_face import SETTLING_MILLISECONDS, FormFace
from advisor.gui.rules.help_dialog import HelpDialog
from advisor.gui.rules.history_dialog import HistoryDialog
from advisor.gui.rules.list_pane import ListPane
from advisor.gui.rules.review_dialog import ReviewDialog
from advisor.gui.rules.source_face import SourceFace
from advisor.gui.rules.statements import Statements
from advisor.gui.rules.try_panel import TryPanel
from advisor.gui.theme import em
from advisor.gui.widgets.scroll_bar import scroll_area
from advisor.gui.widgets.text import bold, muted
from advisor.model.diagnostic import Diagnostic
from advisor.rulebook.folder import is_rule_file
from advisor.services.clock import Clock
from advisor.services.tryout import Candidate


class RulesPage(QWidget):
    """Where a security officer writes rules."""

    def __init__(self, controller: RulesController, jobs: Jobs, clock: Clock) -> None:
        """Show what `controller` holds, and follow it."""
        super().__init__()
        self._controller, self._jobs, self._clock = controller, jobs, clock
        self.bars = Bars(controller)
        self.list = ListPane()
        self.search, self.table = self.list.search, self.list.table
        self.form = FormFace(controller)
        self.source = SourceFace(controller)
        self.faces = QTabWidget()
        self.faces.setDocumentMode(True)
        self.faces.addTab(self.form, "")
        self.faces.addTab(self.source, "")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLING_MILLISECONDS)
        self._soon.timeout.connect(self._show_change)
        self.chosen = Chosen(controller, self.list, self.faces, self.form, self.source, self._soon.isActive)
        self.adding = Adding(controller, self.list, lambda: self.chosen.rule, self._today, self.flush)
        self.trying = TryPanel(controller)
        self.statements = Statements(controller, self.list.prove, lambda: self.chosen.rule)
        self.proofs = self.statements.panel
        self.trying.tabs.addTab(self.proofs, "")
        self._lay_out()
        self._wire()
        self.word()

    def _lay_out(self) -> None:
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.list)
        self.split.addWidget(self.faces)
        self.split.setSizes([em(40), em(46)])
        self.split.setChildrenCollapsible(False)
        self.down = QSplitter(Qt.Orientation.Vertical)
        self.down.addWidget(self.split)
        self.down.addWidget(self.trying)
        self.down.setStretchFactor(0, 4)
        self.down.setStretchFactor(1, 1)
        self.down.setSizes([em(34), em(12)])
        self.down.setChildrenCollapsible(False)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.bars)
        # In large letters the page may be higher than the window: then it scrolls as a whole.
        self._area = scroll_area("", self.down)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        rows.addWidget(self._area, 1)

    def _wire(self) -> None:
        controller = self._controller
        controller.opened.connect(self._opened)
        controller.changed.connect(self._changed)
        controller.checked.connect(self._checked)
        controller.tried_out.connect(self._tried)
        self.adding.rule_begun.connect(self._fill_in)
        self.adding.file_begun.connect(self._keep_to)
        self.table.doubleClicked.connect(lambda _index: self.faces.setCurrentWidget(self.source))
        self.list.review.clicked.connect(self.open_review)
        self.list.history.clicked.connect(self.open_history)
        self.trying.test.clicked.connect(self._make_test)
        self.trying.fault_opened.connect(self._go_to_fault)
        self.trying.explanation_asked.connect(self.explain)
        self.source.explanation_asked.connect(self.explain)
        self.trying.trip_opened.connect(self._open_trip)
        self.statements.opened.connect(self.chosen.go_to)
        self.statements.file_opened.connect(self.chosen.go_to_file)
        self.statements.began.connect(lambda: self.trying.tabs.setCurrentWidget(self.proofs))
        self.proofs.details.rule_opened.connect(self.show_rule)

    def showEvent(self, event: QShowEvent) -> None:
        """The pack is read when it is first looked at."""
        super().showEvent(event)
        self._controller.show()

    # -- following the controller

    def _opened(self) -> None:
        self.chosen.forget()
        self._show_rules()
        self.source.show_pack()
        self.chosen.choose_first()
        self.trying.show_state()
        self.word()

    def _changed(self) -> None:
        self.source.refresh()
        if self.source.view.hasFocus():
            self._soon.start()  # typing never waits for the rules to be read out of the text
        else:
            self._show_change()

    def _show_change(self) -> None:
        self._soon.stop()
        self._show_rules()
        self.form.show_rule(self.chosen.rule)
        self._show_title()

    def _checked(self) -> None:
        self.source.show_faults()
        self.form.show_rule(self.chosen.rule)
        self.trying.show_state()
        self._show_title()

    def _tried(self) -> None:
        tried = self._controller.tried
        self.table.rules.show_hits(tried.hits if tried is not None else None)
        self.trying.show_state()
        self.source.show_faults()
        self.form.show_faults()

    def _show_rules(self) -> None:
        self.table.rules.show_rules(self._controller.rules(), self._today(), self._controller.pack)
        editor = self._controller.editor
        self.list.show_files(sorted(filter(is_rule_file, editor.files)) if editor is not None else [])
        self.chosen.choose_again()

    def _today(self) -> date:
        pack = self._controller.pack
        return pack.as_of if pack is not None and pack.as_of is not None else self._clock()

    def _show_title(self) -> None:
        pack, editor = self._controller.pack, self._controller.editor
        if editor is None:
            return
        name = say(pack.title) if pack is not None else editor.folder.name
        count = len(editor.edited)
        state = _("not saved") if count else _("saved")
        self.list.title.say(bold(name), muted(f"   {state}"))

    # -- acting

    def show_rule(self, identifier: str) -> bool:
        """Choose the rule of that id; False where there is none."""
        return self.chosen.show(identifier)

    def _go_to_fault(self, fault: Diagnostic) -> None:
        if fault.span is not None:
            self.chosen.go_to(fault.span)

    def explain(self, fault: Diagnostic) -> HelpDialog | None:
        """Show what a fault means; None where nobody has written that."""
        page = self._controller.help_page(fault.code)
        if page is None:
            return None
        dialog = HelpDialog(page, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def flush(self) -> None:
        """Nothing that was typed waits any longer."""
        self.form.flush()

    def _fill_in(self, rule: str) -> None:
        """A rule was begun."""
        self.show_rule(rule)
        self.faces.setCurrentWidget(self.form)
        self.form.go_to(("title",))

    def _keep_to(self, file: str) -> None:
        """A file was begun: rules begun now go into it."""
        self.chosen.forget()
        self._show_change()
        self.list.keep_to(file)
        self.source.open(file)
        self.list.new.setFocus()

    def _open_trip(self, trip: Candidate) -> None:
        if trip.saved:
            self._controller.open_trip(Path(trip.name))
        else:
            self.chosen.go_to_file(trip.name)

    def _make_test(self) -> None:
        chosen, pack = self.trying.chosen, self._controller.pack
        if chosen is not None and chosen.saved and pack is not None:
            name = self._controller.tests.keep(chosen.trip, chosen.as_of, pack)
        else:
            name = self._controller.tests.keep_planned()
        if name is None:
            told = _("There is no up-to-date answer for the planned trip yet.")
            self._controller.dialogs.failed(_("No test was made."), told)
            return
        self.chosen.go_to_file(name)

    def open_review(self) -> ReviewDialog:
        """Go through the rules due."""
        self.form.flush()
        dialog = ReviewDialog(self._controller, self._today(), self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def open_history(self) -> HistoryDialog | None:
        """Show the saved editions."""
        editor = self._controller.editor
        if editor is None:
            return None
        self.form.flush()
        known = self._controller.known()
        dialog = HistoryDialog(self._controller, self._jobs, editor.memory, self._clock, known, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    # -- Qt

    def sizeHint(self) -> QSize:
        """As the planner's page."""
        return QSize(em(80), em(48))

    def minimumSizeHint(self) -> QSize:
        """Pages never make the window larger than the screen."""
        return QSize(em(16), em(8))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.word()
            self._show_rules()

    def word(self) -> None:
        """Say everything again, in the language in force."""
        read_only = self._controller.read_only
        self.bars.word()
        self.list.word()
        self.statements.word()
        self.statements.allow(allowed=not read_only)
        self.trying.tabs.setTabText(self.trying.tabs.indexOf(self.proofs), _("All trips"))
        self._area.setAccessibleName(_("Rules"))
        self.faces.setAccessibleName(_("The rule"))
        self.faces.setTabText(0, _("Form"))
        self.faces.setTabText(1, _("Source"))
        for button in (self.list.new, self.list.remove, self.trying.test):
            button.setEnabled(not read_only)
        self._show_title()
