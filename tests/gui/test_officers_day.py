"""An officer's day in the window: a date moved, a road closed, its effect tried and proved, saved, compared, undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from advisor.gui.rules.form_rows import NamesRow, TextRow
from advisor.model.rule import Effect
from advisor.proof.prove import Outcome
from tests.gui.conftest import settle
from tests.gui.rules_driver import CONTROL, NO_GRABBING, Office

pytestmark = pytest.mark.qt_log_ignore(NO_GRABBING)


def test_an_officers_day(office: Office) -> None:  # noqa: PLR0915 - a day is long
    before = office.text()
    assert office.page.show_rule("south-road")
    # A review date is moved in the form; only its line changes.
    office.type_over(office.line("review_by").field, "2023-11-30")
    office.wait()
    assert office.text() == before.replace("review_by: 2023-12-31", "review_by: 2023-11-30", 1)
    assert office.on_disk() == before
    # May a foreigner take that road? The statement is prefilled from the rule; its days are typed in the source.
    office.pick(office.page.list.prove, 2)
    view = office.page.source.view
    assert office.page.source.file == "invariants.yaml"
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_End, CONTROL)
    QTest.keyClicks(view, "  when: {valid: {from: 2023-01-01}}")
    QTest.keyClick(view, Qt.Key.Key_Escape)
    office.wait()
    assert "when: {valid: {from: 2023-01-01}}" in office.text("invariants.yaml")
    answer = office.answer()
    assert answer.current
    assert answer.answer is not None
    assert answer.answer.outcome is Outcome.REFUTED
    assert "GO: Own vehicle, " in office.page.proofs.details.words.text()
    # The trip that refutes it becomes a test, which demands what the statement does.
    QTest.mouseClick(office.page.proofs.details.test, Qt.MouseButton.LeftButton)
    office.wait()
    made = office.page.source.file
    assert "verdict: refer" in office.text(made)
    # A road is forbidden from a date on: begun as a prohibition, filled in.
    office.pick(office.page.list.new, list(Effect).index(Effect.PROHIBIT) + 1)
    office.wait()
    assert office.rules.result is not None
    assert office.rules.result.pack is None  # a rule begun is a fault, never a permission
    title = office.page.form.rows["title",]
    assert isinstance(title, TextRow)
    office.type_over(title.fields["en"], "The road is closed")
    office.type_over(title.fields["fr"], "La route est close")
    region = office.page.form.rows["where", "region"]
    assert isinstance(region, NamesRow)
    region.tokens.search.setFocus()
    QTest.keyClicks(region.tokens.search, "South")
    QTest.keyClick(region.tokens.search, Qt.Key.Key_Return)
    for field, words in zip(office.page.form.rows["because",].fields.values(), ("Floods.", "Crues."), strict=True):  # type: ignore[attr-defined]
        office.type_over(field, words)
    source = office.page.form.rows["source", "title"]
    assert isinstance(source, TextRow)
    office.type_over(source.fields["en"], "Office")
    office.type_over(source.fields["fr"], "Bureau")
    office.type_over(office.line("when", "valid", "from").field, "2023-01-01")
    office.wait()
    assert office.rules.result.diagnostics == ()
    # Its effect on trips is seen before it is saved.
    tried = office.rules.tried
    assert tried is not None
    assert tried.stricter
    assert "stricter" in office.page.trying.line.text()
    item = office.page.trying.trips.topLevelItem(0)
    assert item is not None
    assert "The road is closed" in item.text(3)
    titles = {office.page.trying.trips.topLevelItem(number).text(0) for number in range(len(tried.changes))}  # type: ignore[union-attr]
    assert "Day visit to Middleton" in titles
    # And no foreigner gets GO on it any more: proved again by itself, by the new rule, which is a click away.
    answer = office.answer()
    assert answer.answer is not None
    assert (answer.current, answer.answer.outcome) == (True, Outcome.PROVED)
    assert answer.answer.rules == ("new-prohibit",)
    assert "PROVED" in office.page.proofs.details.words.text()
    office.page.show_rule("south-road")
    QTest.mouseClick(office.page.proofs.details.links[0], Qt.MouseButton.LeftButton)
    rule = office.page.chosen.rule
    assert rule is not None
    assert rule.id == "new-prohibit"
    # Saved without a question: nothing was loosened.
    office.save()
    assert office.answers.asked == []
    assert office.on_disk() == office.text()
    settle(office.qtbot, office.desk)
    # The difference in plain words.
    dialog = office.page.open_history()
    assert dialog is not None
    with office.qtbot.waitSignal(dialog.shown, timeout=10_000):
        dialog.list.setCurrentRow(1)
        dialog.list.setCurrentRow(0)
    words = dialog.words.text()
    assert "1 rule added; 1 review date moved" in words
    office.qtbot.waitUntil(lambda: "trips change verdict" in dialog.words.text(), timeout=10_000)
    assert "review date from 31 December 2023 to 30 November 2023" in words
    # The old edition is restored: a loosening, which asks for its reason.
    dialog.list.setCurrentRow(1)
    QTest.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    office.wait()
    assert office.text() == before
    assert office.rules.tried is not None
    assert office.rules.tried.looser
    office.save()
    assert office.answers.asked == [f"reason: {len(office.rules.tried.looser)} looser"]
    assert office.on_disk() == before
    assert "Reason: the road was cleared" in office.on_disk("CHANGELOG.md")
