"""The form of a rule: every field of the schema, alternatives by key, nothing lost, and how it is heard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from advisor.gui.rules.form_face import MOST_ALTERNATIVES, FormFace
from advisor.gui.rules.form_fields import help_of, name_of, place_of
from advisor.gui.rules.form_rows import ChoiceRow, LineRow, NamesRow
from advisor.model.diagnostic import Severity
from advisor.model.rule import Effect
from advisor.model.span import Position
from advisor.rulebook.completion import Kind, wanted
from tests.gui.accessible import complaints
from tests.gui.rules_driver import CONTROL, MUCH_FILE, NO_GRABBING, Office, take

pytestmark = pytest.mark.qt_log_ignore(NO_GRABBING)

FILE = MUCH_FILE


@pytest.fixture
def office(much: Office) -> Office:
    """On the rule that has much in it."""
    return much


def form_of(office: Office) -> FormFace:
    return office.page.form


def fields(keys: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key in wanted(keys).keys:
        path = (*keys, key)
        if wanted(path).kind in {Kind.GROUP, Kind.GROUPS}:
            yield from fields(path)
        else:
            yield path


def test_every_field_of_the_schema_has_a_row_with_a_name_and_help(office: Office) -> None:
    form = form_of(office)
    assert {*fields()} <= form.rows.keys()
    assert ("effect",) in form.rows  # a word, or the mapping beside it
    assert ("who", "cargo") in form.rows  # what this pack asks
    for path, row in form.rows.items():
        assert row.name == name_of(path, office.rules.pack)
        assert help_of(path) or "cargo" in path or "speaks-local" in path, path


def test_alternatives_are_shown_each_in_its_block(office: Office) -> None:
    rows = form_of(office).rows
    near, km = rows["where", 1, "near", "place"], rows["where", 1, "near", "km"]
    assert isinstance(near, NamesRow)
    assert isinstance(km, LineRow)
    assert near.tokens.value == ("gate",)
    assert km.field.text() == "25"
    option = rows["unless", "any_of", 1, "measures"]
    assert isinstance(option, NamesRow)
    assert option.tokens.value == ("escort", "medevac-plan")


def test_a_number_in_the_second_alternative_changes_its_own_line(office: Office) -> None:
    km = form_of(office).rows["where", 1, "near", "km"]
    assert isinstance(km, LineRow)
    before = office.text(FILE)
    office.type_over(km.field, "12,5")
    office.wait()
    assert office.text(FILE) == before.replace("km: 25", "km: 12.5")
    office.rules.undo()
    assert office.text(FILE) == before
    office.wait()
    assert km.field.text() == "25"


def test_an_alternative_is_added_filled_and_taken_out_by_key(office: Office) -> None:
    form, before = form_of(office), office.text(FILE)
    form.adders["where",].setFocus()
    QTest.keyClick(form.adders["where",], Qt.Key.Key_Return)
    assert office.text(FILE) == before  # nothing stands in it yet
    row = form.rows["where", 2, "place"]
    assert row.isAncestorOf(QApplication.focusWidget() or QWidget())
    take(row, "gate")
    office.wait()
    assert office.text(FILE) == before.replace("km: 25}\n", "km: 25}\n    - {place: gate}\n")
    QTest.keyClick(form.blocks["where",][2].remove, Qt.Key.Key_Return)
    office.wait()
    assert office.text(FILE) == before
    assert form.blocks["where",][2].isHidden()


def test_names_are_added_and_taken_out_by_key(office: Office) -> None:
    form, before = form_of(office), office.text(FILE)
    row = form.rows["how", "mode"]
    take(row, "flight")
    office.wait()
    assert "how: {mode: [bus, own-vehicle, flight]}  # both" in office.text(FILE)
    assert isinstance(row, NamesRow)
    token = row.tokens._tokens[2]
    token.setFocus()
    QTest.keyClick(token, Qt.Key.Key_Delete)
    office.wait()
    assert office.text(FILE) == before


def test_incidents_and_risk_are_filled_in(office: Office) -> None:
    form = form_of(office)
    for key, number in (("at_least", "2"), ("within_km", "30"), ("days", "60")):
        office.type_over(office.line("incidents", key).field, number)
    take(form.rows["incidents", "kinds"], "ambush")
    for key, word in (("threat", "kidnapping"), ("likelihood", "likely"), ("impact", "severe")):
        take(form.rows["risk", key], word)
    office.wait()
    rule = next(one for one in office.rules.rules() if one.id == "much")
    assert rule.get("incidents") == {"at_least": 2, "within_km": 30, "days": 60, "kinds": "ambush"}
    assert rule.get("risk") == {"threat": "kidnapping", "likelihood": "likely", "impact": "severe"}
    assert office.rules.result is not None
    assert office.rules.result.pack is not None


def test_another_name_takes_the_place_of_the_only_one(office: Office) -> None:
    form = form_of(office)
    take(form.rows["where", 1, "near", "place"], "farpost")
    office.wait()
    assert "near: {place: farpost, km: 25}" in office.text(FILE)


def test_what_the_effect_does_not_take_is_not_offered_but_shown_where_it_stands(office: Office) -> None:
    form = form_of(office)
    effect = form.rows["effect",]
    assert isinstance(effect, ChoiceRow)
    assert form.rows["measures",].isHidden()
    assert not form.rows["incidents", "days"].isHidden()
    effect.combo.setFocus()
    QTest.keyClicks(effect.combo, "permits")
    office.wait()
    assert "effect: allow" in office.text(FILE)
    assert form.rows["incidents", "days"].isHidden()
    assert not form.rows["unless", "any_of", "measures"].isHidden()
    assert form.blocks["unless", "any_of"][0].isVisibleTo(form)
    assert "unless" in form.trouble.text()
    assert not form.rows["where", 1, "near", "km"].isHidden()
    assert form.rows["where", "near", "km"].isHidden()


def test_the_effect_may_be_taken_from_a_setting_and_back(office: Office) -> None:
    form, before = form_of(office), office.text(FILE)
    assert office.rules.edits.set_field(
        next(one for one in office.rules.rules() if one.id == "much"), ("effect",), {"setting": "x"}
    )
    office.wait()
    row, effect = form.rows["effect", "setting"], form.rows["effect",]
    assert isinstance(row, NamesRow)
    assert isinstance(effect, ChoiceRow)
    assert row.tokens.value == ("x",)
    assert effect.combo.value is None
    QTest.keyClicks(effect.combo, "forbids")
    office.wait()
    assert office.text(FILE) == before


def test_what_was_typed_is_kept_when_another_rule_is_chosen_at_once(office: Office) -> None:
    office.type_over(office.line("review_by").field, "2024-01-31")
    assert office.page.show_rule("south-road")
    office.wait()
    assert "review_by: 2024-01-31" in office.text(FILE)
    assert form_of(office).rule is not None
    assert form_of(office).rule.id == "south-road"  # type: ignore[union-attr]


def test_a_layout_too_unusual_is_refused_in_words(office: Office) -> None:
    before = office.text(FILE).replace(
        "how: {mode: [bus, own-vehicle]}  # both", "how:\n    mode: bus\n    # c\n    activity: moving"
    )
    office.rules.edits.set_text(FILE, before)
    office.wait()
    form = form_of(office)
    QTest.keyClick(form.adders["how",], Qt.Key.Key_Return)
    take(form.rows["how", 1, "mode"], "flight")
    form.flush()
    assert office.text(FILE) == before
    assert "change it in the source" in form.trouble.text()


def test_more_alternatives_than_the_form_shows_are_told(office: Office) -> None:
    many = "\n".join("    - place: gate" for _ in range(MOST_ALTERNATIVES + 3))
    before = office.text(FILE).replace("    - near: {place: gate, km: 25}", many)
    office.rules.edits.set_text(FILE, before)
    office.wait()
    form = form_of(office)
    assert len(form.blocks["where",]) == MOST_ALTERNATIVES
    assert form.adders["where",].isHidden()


@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_form_is_heard_in_full(office: Office, code: str) -> None:
    office.desk.view.speak(code)
    office.page.show_rule("much")
    office.wait()
    assert complaints(office.desk.window) == []
    office.page.faces.setCurrentWidget(office.page.source)
    assert complaints(office.desk.window) == []
    assert all(
        row.toolTip() != place_of(path).description
        for path, row in form_of(office).rows.items()
        if code == "fr" and row.toolTip()
    )


def test_the_tab_key_goes_down_the_form(office: Office) -> None:
    form = form_of(office)
    row = form.rows["where", "place"]
    row.take_focus()
    passed = []
    for _ in range(200):
        widget = QApplication.focusWidget()
        assert widget is not None
        if not form.isAncestorOf(widget):
            break
        at = next((path for path, one in form.rows.items() if one.isAncestorOf(widget)), None)
        if at is not None and at not in passed:
            passed.append(at)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    shown = [path for path, one in form.rows.items() if one.isVisible()]
    assert passed == shown[shown.index(("where", "place")) :]


def test_a_new_rule_begins_with_the_fields_of_its_effect(office: Office) -> None:
    office.page.adding.begin_rule(Effect.REQUIRE)
    office.wait()
    form = form_of(office)
    assert not form.rows["measures",].isHidden()
    assert not form.rows["any_of", "measures"].isHidden()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert form.rows["title",].isAncestorOf(focused)


def test_several_faults_are_mended_in_the_source_by_key(office: Office) -> None:
    before = office.text(FILE)
    faulty = (
        before.replace("region: south", "region: suth")
        .replace("place: gate", "place: gaet")
        .replace("[escort", "[escrot")
    )
    office.rules.edits.set_text(FILE, faulty)
    office.wait()
    view = office.page.source.view
    office.page.faces.setCurrentWidget(office.page.source)
    office.page.source.open(FILE)
    for word in ("suth", "gaet", "escrot"):
        lines = view.text().split("\n")
        line = next(number for number, words in enumerate(lines, start=1) if word in words)
        view.go_to(Position(line, lines[line - 1].index(word) + 1))
        QTest.keyClick(view, Qt.Key.Key_Period, CONTROL)
        office.wait()
    assert office.text(FILE) == before
    assert Severity.ERROR not in view.faulty_lines.values()


def test_find_goes_on_and_back_round_the_ends_and_escape_returns_to_the_text(office: Office) -> None:
    office.page.faces.setCurrentWidget(office.page.source)
    source = office.page.source
    source.open(FILE)
    QTest.keyClick(source.view, Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(source.search, "measures")
    first = source.view.textCursor().selectionStart()
    QTest.keyClick(source.search, Qt.Key.Key_F3)
    second = source.view.textCursor().selectionStart()
    assert second > first
    QTest.keyClick(source.search, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert source.view.textCursor().selectionStart() == first
    QTest.keyClick(source.search, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert source.view.textCursor().selectionStart() > first
    QTest.keyClick(source.search, Qt.Key.Key_Escape)
    assert source.view.hasFocus()


def test_sentences_leave_undo_to_the_window(office: Office) -> None:
    reason = form_of(office).rows["because",].findChild(QPlainTextEdit)
    assert reason is not None
    before = office.text(FILE)
    office.type_over(reason, "Floods.")
    office.wait()
    assert 'because: {en: Floods., fr: "Ainsi."}' in office.text(FILE)
    QTest.keyClick(reason, Qt.Key.Key_Z, CONTROL)
    office.wait()
    assert office.text(FILE) == before
