"""Statements about all trips on the rules page: asked, stopped, outdated by typing, written and completed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from advisor.gui.actions import Act
from advisor.gui.rules.proofs_panel import UNUSED
from advisor.gui.rules.proving import Row
from advisor.model.invariant import Invariant
from advisor.model.span import Position
from advisor.proof.dead import Gap, gaps
from advisor.proof.prove import Answer, Outcome, Prover
from advisor.proof.witness import GoOn, always
from advisor.rulebook.new_statement import FILE
from tests.gui.rules_driver import CONTROL, NO_GRABBING, SOUTH, Office

pytestmark = pytest.mark.qt_log_ignore(NO_GRABBING)

STATEMENTS = """\
- id: no-bus-for-foreigners
  title: {en: "No bus for foreigners", fr: "Pas de car pour les étrangers"}
  at_best: no-go
  where: {route: main-road}
  how: {mode: bus}
  who: {nationality: foreign}
- id: south-closed
  title: {en: "Nothing in the south", fr: "Rien dans le sud"}
  at_best: refer
  where: {region: south}
- id: south-by-night-bus
  title: {en: "Nothing by night in the bus", fr: "Rien de nuit dans le car"}
  at_best: no-go
  where: {anywhere: true}
  how: {mode: bus}
  when: {hours: night}
"""


@pytest.fixture
def stated(office: Office) -> Office:
    """The officer's pack with three statements, one of them broken, nothing asked yet."""
    assert office.rules.editor is not None
    office.rules.editor.apply({**office.rules.editor.files, FILE: STATEMENTS.encode()}, "statements")
    office.wait()
    office.page.trying.tabs.setCurrentWidget(office.page.proofs)
    return office


def ask(office: Office) -> None:
    QTest.mouseClick(office.page.proofs.ask, Qt.MouseButton.LeftButton)
    office.wait()


def outcomes(office: Office) -> dict[str, Outcome | None]:
    return {row.question.id: row.answer.outcome if row.answer else None for row in office.rules.proving.rows()}


def words(office: Office) -> list[str]:
    answers = office.page.proofs.list
    items = [answers.topLevelItem(number) for number in range(answers.topLevelItemCount())]
    return [one.text(0) for one in items if one is not None]


def test_nothing_is_proved_before_somebody_asks_then_everything(stated: Office) -> None:
    assert set(words(stated)) == {"not asked"}
    ask(stated)
    assert list(outcomes(stated).values()) == [Outcome.PROVED, Outcome.REFUTED, Outcome.PROVED]
    assert [word.partition(",")[0] for word in words(stated)] == ["PROVED", "REFUTED", "PROVED"]
    # What is refuted is chosen, for that is what has to be looked at.
    assert stated.page.proofs.chosen == "south-closed"
    told = stated.page.proofs.details.words.text()
    assert "Step 1 of this trip is GO" in told
    assert "As of " in told


def test_another_language_says_the_answers_again_and_the_trip_still_becomes_a_test(stated: Office) -> None:
    ask(stated)
    stated.desk.window.actions_[Act.FRENCH].trigger()
    QApplication.processEvents()
    told = stated.page.proofs.details.words.text()
    assert told.startswith("Rien dans le sud")
    assert "RÉFUTÉ" in told
    assert words(stated)[1] == "RÉFUTÉ"
    QTest.mouseClick(stated.page.proofs.details.test, Qt.MouseButton.LeftButton)
    stated.wait()
    assert stated.page.source.file == "trips/riendanslesud.yaml"
    assert "expect: {as_of: " in stated.text(stated.page.source.file)
    assert ", verdict: refer}" in stated.text(stated.page.source.file)


def test_a_rule_that_a_proof_rests_on_is_a_click_away_and_enter_goes_to_the_statement(stated: Office) -> None:
    ask(stated)
    stated.page.proofs.choose("no-bus-for-foreigners")
    link = next(one for one in stated.page.proofs.details.links if one.text() == "The bus carries no foreigners")
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    rule = stated.page.chosen.rule
    assert rule is not None
    assert rule.id == "bus-no-foreigners"
    answers = stated.page.proofs.list
    answers.setFocus()
    stated.page.proofs.choose("south-closed")
    QTest.keyClick(answers, Qt.Key.Key_Return)
    assert (stated.page.source.file, stated.page.source.view.position().line) == (FILE, 7)


def test_answers_are_of_the_older_text_while_somebody_types_and_come_again_when_typing_rests(stated: Office) -> None:
    ask(stated)
    stated.go(1, 1)
    QTest.keyClicks(stated.page.source.view, "# x")
    QTest.keyClick(stated.page.source.view, Qt.Key.Key_Return)
    assert not any(row.current for row in stated.rules.proving.rows())
    assert all("(older text)" in word for word in words(stated))
    before = {row.question.id: row.answer for row in stated.rules.proving.rows()}
    stated.wait()
    # A comment changes no rule: the answers stand, and nothing was proved again.
    assert all(row.current and row.answer is before[row.question.id] for row in stated.rules.proving.rows())
    line = next(n for n, text in enumerate(stated.text().split("\n"), start=1) if "effect: allow" in text)
    stated.page.source.view.go_to(Position(line, 11), until=Position(line, 16))
    QTest.keyClicks(stated.page.source.view, "prohibit")
    stated.page.source.view.completion.popup.hide()
    stated.wait()
    assert all(row.current for row in stated.rules.proving.rows())
    assert stated.rules.proving.rows()[1].answer is not before["south-closed"]


def test_faults_leave_the_older_answers_and_say_that_nothing_can_be_proved(stated: Office) -> None:
    ask(stated)
    stated.go(1, 1)
    QTest.keyClicks(stated.page.source.view, "? ")
    stated.wait()
    assert "until the faults are mended" in stated.page.proofs.state.text()
    assert list(outcomes(stated).values()) == [Outcome.PROVED, Outcome.REFUTED, Outcome.PROVED]
    assert all("(older text)" in word for word in words(stated))
    # Once they are mended the officer is where they were.
    assert stated.page.trying.tabs.currentWidget() is stated.page.trying.faults
    QTest.keyClick(stated.page.source.view, Qt.Key.Key_Z, CONTROL)
    stated.wait()
    assert stated.page.trying.tabs.currentWidget() is stated.page.proofs
    assert all(row.current for row in stated.rules.proving.rows())


def test_stop_keeps_what_was_answered_and_asking_again_goes_on(stated: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Prover.answer

    def endless(
        self: Prover, question: Invariant, budget: int = 10**6, go_on: Callable[[float], bool] = bool
    ) -> Answer:
        while question.id == "south-closed" and go_on(0.5):
            pass
        return real(self, question, budget, go_on)

    monkeypatch.setattr(Prover, "answer", endless)
    proving, panel = stated.rules.proving, stated.page.proofs
    QTest.mouseClick(panel.ask, Qt.MouseButton.LeftButton)
    # The first answer is shown while the second is still being looked for.
    stated.qtbot.waitUntil(lambda: words(stated)[0].startswith("PROVED"), timeout=10_000)
    assert proving.running
    assert panel.bar.isVisible()
    assert words(stated)[1:] == ["being asked", "being asked"]
    QTest.mouseClick(panel.cancel, Qt.MouseButton.LeftButton)
    stated.wait()
    stated.qtbot.waitUntil(lambda: not proving.running, timeout=10_000)
    assert list(outcomes(stated).values()) == [Outcome.PROVED, None, None]
    assert not panel.cancel.isVisible()
    # An edit does not start what was stopped; a click does.
    stated.type_over(stated.page.search, "")
    stated.go(1, 1)
    QTest.keyClick(stated.page.source.view, Qt.Key.Key_Return)
    stated.wait()
    assert not proving.running
    monkeypatch.setattr(Prover, "answer", real)
    ask(stated)
    assert list(outcomes(stated).values()) == [Outcome.PROVED, Outcome.REFUTED, Outcome.PROVED]


def test_what_changes_nothing_can_be_stopped_in_its_last_part(stated: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(stated)

    def endless(prover: Prover, go_on: GoOn = always) -> tuple[Gap, ...]:
        while go_on(0.5):
            if go_on is always:
                raise AssertionError("nobody can stop it")
        return gaps(prover)

    monkeypatch.setattr("advisor.proof.dead.gaps", endless)
    proving, panel = stated.rules.proving, stated.page.proofs
    QTest.mouseClick(panel.unused, Qt.MouseButton.LeftButton)
    stated.qtbot.waitUntil(lambda: proving.done == 0.75, timeout=10_000)  # half of the second of two parts
    QTest.mouseClick(panel.cancel, Qt.MouseButton.LeftButton)
    stated.qtbot.waitUntil(lambda: not proving.running, timeout=10_000)
    assert proving.found_unused is None
    assert all(row.current for row in proving.rows())
    monkeypatch.undo()
    QTest.mouseClick(panel.unused, Qt.MouseButton.LeftButton)
    stated.wait()
    assert proving.found_unused is not None


def test_standard_questions_and_what_changes_nothing_are_asked_on_demand(stated: Office) -> None:
    QTest.mouseClick(stated.page.proofs.standard, Qt.MouseButton.LeftButton)
    stated.wait()
    rows: tuple[Row, ...] = stated.rules.proving.rows()
    assert {"south-closed", "standard-night"} <= {row.question.id for row in rows}
    assert all(row.current for row in rows)
    QTest.mouseClick(stated.page.proofs.unused, Qt.MouseButton.LeftButton)
    stated.wait()
    stated.page.proofs.choose(UNUSED)
    assert "Never permitted" in stated.page.proofs.details.words.text()


def test_a_new_statement_is_an_example_in_the_source_that_loads_and_is_answered(office: Office) -> None:
    office.page.trying.tabs.setCurrentWidget(office.page.proofs)
    for number in (1, 2, 3, 1):
        office.pick(office.page.proofs.new, number)
        office.wait()
        assert office.rules.result is not None
        assert office.rules.result.diagnostics == ()
        assert office.page.source.file == FILE
        assert office.answer().current
    pack = office.rules.pack
    assert pack is not None
    assert len(pack.invariants) == 4
    assert FILE in {office.page.source.files.itemText(n) for n in range(office.page.source.files.count())}


def test_statements_are_completed_and_their_faults_marked(stated: Office) -> None:
    stated.page.faces.setCurrentWidget(stated.page.source)
    stated.page.source.open(FILE)
    view = stated.page.source.view
    line = next(n for n, text in enumerate(STATEMENTS.split("\n"), start=1) if "at_best: refer" in text)
    view.go_to(Position(line, 12), until=Position(line, 17))
    view.setFocus()
    QTest.keyClicks(view, "cond")
    stated.qtbot.waitUntil(view.completion.popup.isVisible, timeout=5000)
    QTest.keyClick(view.completion.popup, Qt.Key.Key_Return)
    assert stated.text(FILE).split("\n")[line - 1] == "  at_best: conditions"
    view.go_to(Position(line, 22))
    QTest.keyClicks(view, "x")
    view.completion.popup.hide()
    stated.wait()
    assert line in view.faulty_lines


def test_the_prefilled_statement_takes_days_from_a_restriction_alone(office: Office) -> None:
    office.page.show_rule("south-road")
    office.pick(office.page.list.prove, 1)
    office.wait()
    assert "  where: {region: south}\n  how: {mode: own-vehicle}\n" in office.text(FILE)
    assert office.page.source.file != SOUTH
    office.page.show_rule("bus-no-foreigners")
    office.pick(office.page.list.prove, 2)
    office.wait()
    assert "    - {nationality: foreign}\n    - {roles: soldier, nationality: foreign}\n" in office.text(FILE)
    office.page.show_rule("no-night-driving")
    office.pick(office.page.list.prove, 1)
    office.wait()
    assert office.text(FILE).rstrip().endswith("when: {hours: night}")
    answer = office.answer().answer
    assert answer is not None
    assert (answer.outcome, answer.rules) == (Outcome.PROVED, ("no-night-driving",))
