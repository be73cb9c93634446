"""What an answer rests on: rules to go to, or the trip that refutes it, which becomes a test with one click."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from advisor.gui.language import _, say
from advisor.gui.rules.outcome_icon import outcome_colour
from advisor.gui.rules.proving import Row, Unused
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button, ButtonKind
from advisor.gui.widgets.flow import Flow
from advisor.gui.widgets.text import Label, Run, bold
from advisor.model.message import Message
from advisor.model.pack import Pack

if TYPE_CHECKING:
    from advisor.proof.prove import Answer


class ProofDetails(QScrollArea):
    """One answer at a time."""

    rule_opened = Signal(str)
    """That rule is wanted."""
    test_wanted = Signal(object)
    """The trip that refutes it is to become a test (the Row)."""

    def __init__(self) -> None:
        """Nothing to tell."""
        super().__init__()
        self._row: Row | None = None
        self._enabled = True
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        self.words = Label(size=0.95)
        self.test = Button("")
        self.links: list[Button] = []
        self._links = Flow(gap=0.7, line_gap=0.1)
        column = QVBoxLayout(inner)
        column.setContentsMargins(em(0.6), em(0.2), em(0.4), em(0.2))
        column.setSpacing(em(0.3))
        column.addLayout(Flow(self.test))
        column.addWidget(self.words)
        column.addLayout(self._links)
        column.addStretch(1)
        self.setWidget(inner)
        self.test.clicked.connect(self._want_test)
        self.word()
        self.show_nothing()

    def allow_tests(self, *, allowed: bool) -> None:
        """Whether the pack can be changed."""
        self.test.setEnabled(allowed)

    def show_nothing(self) -> None:
        """Nothing is chosen."""
        self._row = None
        self.words.say("")
        self.test.hide()
        self._link((), None)

    def show_row(self, row: Row) -> None:
        """Show the answer to one statement; what is shown already keeps the focus."""
        if row == self._row:
            return
        self._row = row
        answer, pack = row.answer, row.pack
        told = [bold(say(row.question.title)), Run(f" ({row.question.id})")]
        if row.question.because:
            told.append(Run(f"\n{say(row.question.because)}"))
        if answer is not None and pack is not None:
            word = say(Message(f"proof.{answer.outcome.value}"))
            if not row.current:
                word = _("{answer} (older text)").format(answer=word)
            told.append(Run(f"\n{word}", bold=True, colour=outcome_colour(answer.outcome.value, current=row.current)))
            told += [Run(f"\n{line}") for line in _lines(answer, pack)]
            if answer.rules:
                told.append(Run("\n" + _("It rests on these rules:")))
        self.words.say(*told)
        self.test.setVisible(answer is not None and answer.example is not None)
        self._link(answer.rules if answer is not None else (), pack)

    def show_unused(self, found: Unused, pack: Pack, current: bool) -> None:
        """Show what changes no verdict."""
        from advisor.report.proofs import dead, gap_lines

        self._row = None
        told = [say(line) for line in (*dead(found.dead), *gap_lines(found.gaps, pack))]
        if not current:
            told.insert(0, _("Of an older text."))
        self.words.say(Run("\n".join(told)))
        self.test.hide()
        self._link((*found.dead.allows, *found.dead.requires), pack)

    def _link(self, rules: Iterable[str], pack: Pack | None) -> None:
        for button in self.links:
            self._links.removeWidget(button)
            button.hide()
            button.deleteLater()
        titles = {rule.id: say(rule.title) for rule in pack.rules} if pack is not None else {}
        self.links = []
        for rule in rules:
            button = Button(titles.get(rule, rule), ButtonKind.QUIET)
            button.setToolTip(_("Go to the rule {rule}").format(rule=rule))
            button.clicked.connect(lambda _checked=False, rule=rule: self.rule_opened.emit(rule))
            self.links.append(button)
            self._links.addWidget(button)
            button.show()

    def _want_test(self) -> None:
        if self._row is not None:
            self.test_wanted.emit(self._row)

    def sizeHint(self) -> QSize:
        """Beside the list."""
        return QSize(em(24), em(8))

    def word(self) -> None:
        """Say everything again; whoever shows answers calls it first, then shows the answer anew."""
        self._row = None
        self.setAccessibleName(_("What the answer rests on"))
        self.test.say(_("Make this trip a test"))
        self.test.setToolTip(
            _("Keep the trip under trips/, expecting what the statement demands: it fails until the rules are mended")
        )


def _lines(answer: Answer, pack: Pack) -> Iterator[str]:
    from advisor.report.proofs import further, lines  # the prover is read when something is asked

    for line in lines(answer, pack):
        if line.id == "proof.why.spent":
            yield _("The search was given up before it was done. Ask about fewer places, modes or days.")
        elif line.id != "proof.rests-on":  # the rules are named below, to go to
            yield say(line)
    if answer.example is not None:
        yield from map(say, further(answer.example, pack))
