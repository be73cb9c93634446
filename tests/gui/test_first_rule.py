"""The guide to a first rule, done in the window on the pack that came with the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from advisor.gui.desk import Desk
from advisor.gui.rules.form_rows import NamesRow, TextRow
from advisor.model.rule import Effect
from advisor.model.verdict import Verdict
from advisor.rulebook.loader import load_pack
from advisor.services.paths import find_paths
from tests.docs.first_rule import edited
from tests.gui.conftest import settle
from tests.gui.doubles import Answers
from tests.gui.rules_driver import NO_GRABBING, Office, RuleAnswers

pytestmark = pytest.mark.qt_log_ignore(NO_GRABBING)
TRIP, RULE = "trips/koulikoro-closed.yaml", "new-prohibit"


@pytest.fixture
def shelf() -> Path:
    return find_paths().rules


def test_the_guide_in_the_window(  # noqa: PLR0915 - it has many steps
    make_desk: Callable[..., Desk], qtbot: QtBot, answers: RuleAnswers, tmp_path: Path
) -> None:
    dialogs = Answers()
    dialogs.rules = answers  # type: ignore[attr-defined]
    desk = make_desk(dialogs=dialogs)
    guided = load_pack(edited("en")).pack
    assert guided is not None
    trip = next(one.trip for one in guided.trips if one.file == TRIP)
    desk.session.new(replace(trip, pack="mali-2023"))
    settle(qtbot, desk)
    # 1. Nobody has said anything of that road.
    assert desk.verdict.assessment is not None
    assert desk.verdict.assessment.verdict is Verdict.REFER
    # The pack that came with the program is left as it is.
    office = Office(desk, qtbot, answers)
    office.page.show()
    assert not office.page.bars.copy.isHidden()
    QTest.mouseClick(office.page.bars.copy, Qt.MouseButton.LeftButton)
    own = tmp_path / "data" / "packs" / "mali-2023"
    qtbot.waitUntil(lambda: office.rules.editor is not None and office.rules.editor.folder == own, timeout=20_000)
    office.wait()
    settle(qtbot, desk)
    # 2. A prohibition, begun with gaps, filled in.
    office.pick(office.page.list.new, list(Effect).index(Effect.PROHIBIT) + 1)
    office.wait()
    assert office.rules.result is not None
    assert office.rules.result.pack is None
    form = office.page.form.rows
    for row, words in (
        (form["title",], ("The road to Koulikoro is closed", "La route de Koulikoro est close")),
        (form["because",], ("Two cars were held up.", "Deux braquages.")),
        (form["source", "title"], ("Office log", "Main courante")),
    ):
        assert isinstance(row, TextRow)
        for field, typed in zip(row.fields.values(), words, strict=True):
            office.type_over(field, typed)
    office.type_over(office.line("when", "valid", "from").field, "2023-06-16")
    link = form["where", "link"]
    assert isinstance(link, NamesRow)
    link.tokens.search.setFocus()
    QTest.keyClicks(link.tokens.search, "koulikoro")
    QTest.keyClick(link.tokens.search, Qt.Key.Key_Return)
    office.wait()
    rule = office.page.chosen.rule
    assert rule is not None
    assert "where: {link: koulikoro-bamako-koulikoro}" in office.text(rule.file)
    assert office.rules.result.pack is not None
    # What it does to the planned trip is seen before it is saved.
    assert office.rules.tried is not None
    (change,) = office.rules.tried.changes
    assert (change.before, change.after) == (Verdict.REFER, Verdict.NO_GO)
    assert not (own / rule.file).read_text("utf-8").count(RULE)
    # 6. and 7. The trip is kept as a test; closing a road needs no reason.
    QTest.mouseClick(office.page.trying.test, Qt.MouseButton.LeftButton)
    office.wait()
    office.save()
    assert answers.asked == []
    assert (own / rule.file).read_text("utf-8").count(f"id: {RULE}") == 1
    settle(qtbot, desk)
    dialog = office.page.open_history()
    assert dialog is not None
    with qtbot.waitSignal(dialog.shown, timeout=10_000):
        dialog.list.setCurrentRow(1)
        dialog.list.setCurrentRow(0)
    assert "1 rule added" in dialog.words.text()
    dialog.close()
