"""An officer's day on the rules page: two faces of one text, trips tried, saving, history, reviews."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from advisor.gui.actions import Act
from advisor.gui.desk import Desk
from advisor.gui.dialogs import Unsure
from advisor.gui.faults import FaultTable
from advisor.gui.rules.controller import RulesController
from advisor.gui.rules.dialogs import Clash, RuleDialogs
from advisor.gui.rules.form_rows import LineRow, NamesRow, TextRow
from advisor.gui.rules.help_dialog import HelpDialog
from advisor.gui.rules.lines import changed_part, shown, written
from advisor.gui.rules.page import RulesPage
from advisor.gui.rules.source_view import SourceView
from advisor.model.diagnostic import Diagnostic, Severity
from advisor.model.message import Message
from advisor.model.rule import Effect
from advisor.model.span import Position, Span
from advisor.model.verdict import Verdict
from advisor.services.tryout import VerdictChange
from tests.gui.conftest import settle, write_pack
from tests.gui.doubles import Answers

# popups, on a platform without a window system
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the (keyboard|mouse)")

SOUTH = "rules/south.yaml"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class RuleAnswers(RuleDialogs):
    """Answers in the officer's place."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.why: str | None = "the road was cleared"
        self.which = Clash.CANCEL

    def failed(self, what: str, why: str) -> None:
        self.asked.append(f"failed: {what} {why}")

    def internal_error(self, error: BaseException) -> None:
        raise error

    def clash(self, names: tuple[str, ...]) -> Clash:
        self.asked.append(f"clash: {names}")
        return self.which

    def reason(self, told: tuple[Message, ...], looser: tuple[VerdictChange, ...]) -> str | None:
        self.asked.append(f"reason: {len(looser)} looser")
        return self.why

    def sure_to_remove(self, rule: str) -> bool:
        self.asked.append(f"remove: {rule}")
        return True


class Office:
    """The desk with the rules page in front, and what an officer does with it."""

    def __init__(self, desk: Desk, qtbot: QtBot, answers: RuleAnswers) -> None:
        self.desk, self.qtbot, self.answers = desk, qtbot, answers
        QTest.keyClick(desk.window, Qt.Key.Key_2, CONTROL)
        self.wait()

    @property
    def page(self) -> RulesPage:
        assert self.desk.pages.page is not None
        return self.desk.pages.page

    @property
    def rules(self) -> RulesController:
        assert self.desk.pages.rules is not None
        return self.desk.pages.rules

    def wait(self) -> None:
        """Until everything that was typed is checked and tried."""

        def quiet() -> None:
            assert not self.page.form._pending
            assert not self.page._soon.isActive()
            assert not self.rules.checking
            assert self.rules.result is not None

        self.qtbot.waitUntil(quiet, timeout=20_000)

    def text(self, file: str = SOUTH) -> str:
        assert self.rules.editor is not None
        text = self.rules.editor.text(file)
        assert text is not None
        return text

    def on_disk(self, file: str = SOUTH) -> str:
        assert self.rules.editor is not None
        return (self.rules.editor.folder / file).read_bytes().decode()

    def line(self, *path: str) -> LineRow:
        row = self.page.form.rows[path]
        assert isinstance(row, LineRow)
        return row

    def type_over(self, field: QWidget, words: str) -> None:
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, CONTROL)
        QTest.keyClicks(field, words)

    def save(self) -> None:
        """Ctrl+S, in the window itself."""
        self.desk.window.activateWindow()
        self.qtbot.waitUntil(self.desk.window.isActiveWindow, timeout=5000)
        QTest.keyClick(self.desk.window, Qt.Key.Key_S, CONTROL)

    def go(self, line: int, column: int) -> None:
        """To the source of the south, at that place."""
        self.page.faces.setCurrentWidget(self.page.source)
        self.page.source.open(SOUTH)
        self.page.source.view.go_to(Position(line, column))
        self.page.source.view.setFocus()


@pytest.fixture
def answers() -> RuleAnswers:
    return RuleAnswers()


@pytest.fixture
def office(
    make_desk: Callable[..., Desk], services: object, tmp_path: Path, qtbot: QtBot, answers: RuleAnswers
) -> Iterator[Office]:
    """On a pack of the officer's own."""
    write_pack(tmp_path / "data" / "packs" / "land")
    dialogs = Answers()
    dialogs.rules = answers  # type: ignore[attr-defined]
    desk = make_desk(dialogs=dialogs)
    yield Office(desk, qtbot, answers)
    for editor in desk.pages.rules.dirty if desk.pages.rules is not None else ():
        editor.discard()


def test_the_page_lists_every_rule_and_finds_by_words(office: Office) -> None:
    table = office.page.table
    assert table.rules.rowCount() == len(office.rules.rules()) > 5
    office.type_over(office.page.search, "SOUTH road")
    found = {table.shown.index(row, 0).data() for row in range(table.shown.rowCount())}
    assert "The south by road" in found
    assert len(found) < table.rules.rowCount()
    row = next(row for row in range(table.shown.rowCount()) if table.shown.index(row, 0).data() == "The south by road")
    cells = [table.shown.index(row, column).data() for column in range(10)]
    assert cells[1:9] == ["permits", "region: south", "", "mode: own-vehicle", "", "31 Dec 2023", "B2", cells[8]]
    assert int(cells[8]) >= 1  # hits among the test trips


def test_the_model_of_the_table_is_sound(office: Office, qtmodeltester: object) -> None:
    qtmodeltester.check(office.page.table.rules)  # type: ignore[attr-defined]
    qtmodeltester.check(office.page.table.shown)  # type: ignore[attr-defined]


def test_an_officers_day(office: Office) -> None:  # noqa: PLR0915 - a day is long
    before = office.text()
    assert office.page.show_rule("south-road")
    # A review date is moved in the form; only its line changes.
    office.type_over(office.line("review_by").field, "2023-11-30")
    office.wait()
    assert office.text() == before.replace("review_by: 2023-12-31", "review_by: 2023-11-30", 1)
    assert office.on_disk() == before
    # A road is forbidden from a date on: begun as a prohibition, filled in.
    office.page.begin_rule(Effect.PROHIBIT)
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
    office.qtbot.waitUntil(lambda: "1 trip changes verdict" in dialog.words.text(), timeout=10_000)
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


def test_a_loosening_without_a_reason_is_not_saved(office: Office) -> None:
    before = office.on_disk()
    office.answers.why = None
    office.page.show_rule("south-road")
    office.type_over(office.line("review_by").field, "2024-12-31")
    office.wait()
    office.save()
    assert len(office.answers.asked) == 1
    assert office.on_disk() == before
    assert "2024-12-31" in office.text()


def test_undo_goes_over_both_faces(office: Office) -> None:
    before = office.text()
    office.page.show_rule("south-road")
    office.type_over(office.line("review_by").field, "2023-11-30")
    office.wait()
    in_form = office.text()
    office.go(1, 1)
    QTest.keyClicks(office.page.source.view, "# mine")
    QTest.keyClick(office.page.source.view, Qt.Key.Key_Return)
    assert office.text() == f"# mine\n{in_form}"
    QTest.keyClick(office.page.source.view, Qt.Key.Key_Z, CONTROL)
    assert office.text() == in_form
    QTest.keyClick(office.page.source.view, Qt.Key.Key_Z, CONTROL)
    assert office.text() == before
    assert shown(before) == office.page.source.view.text()
    office.wait()
    assert office.line("review_by").field.text() == "2023-12-31"
    QTest.keyClick(office.page.source.view, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert office.text() == in_form
    office.wait()
    assert office.line("review_by").field.text() == "2023-11-30"


def test_a_fault_is_marked_at_its_column_and_mended_by_key(office: Office) -> None:
    lines = office.text().split("\n")
    line = next(number for number, words in enumerate(lines, start=1) if "region: south" in words)
    column = lines[line - 1].index("south") + 1
    office.go(line, column)
    QTest.keyClick(office.page.source.view, Qt.Key.Key_Delete)
    office.page.source.view.popup.hide()
    office.wait()
    view = office.page.source.view
    fault = view.fault_at(Position(line, column))
    assert fault is not None
    assert fault.code == "undeclared-name"
    assert str(fault.span) == f"{SOUTH}:{line}:{column}"
    marks = [mark.cursor.selectedText() for mark in view.extraSelections()]
    assert "outh" in marks
    assert line in view.faulty_lines
    assert "south" in office.page.source.fix.text()
    QTest.keyClick(view, Qt.Key.Key_Period, CONTROL)
    assert office.text().split("\n") == lines
    office.wait()
    assert Severity.ERROR not in view.faulty_lines.values()


def test_checks_are_shown_where_they_stand_and_go_when_they_are_mended(office: Office) -> None:
    line = next(number for number, words in enumerate(office.text().split("\n"), start=1) if "Office report" in words)
    office.go(line, 1)
    view = office.page.source.view
    year = office.text().split("\n")[line - 1].index("2023-06")
    view.go_to(Position(line, year + 4))
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    QTest.keyClicks(view, "1")  # 2013
    view.popup.hide()
    office.wait()
    view.go_to(Position(line, year + 1))
    assert view.faulty_lines[line] is Severity.NOTE
    told = office.page.source.message.text()
    assert f"{SOUTH}:{line}:{year + 1}: note: the source of `south-road` is dated 2013-06" in told
    row = next(row for row in range(office.page.trying.faults.rowCount()) if "2013-06" in cell(office, row, 1))
    assert cell(office, row, 1).startswith("○ note: ")
    office.page.show_rule("south-road")
    assert "2013-06" in office.page.form.trouble.text()
    office.rules.undo()
    office.wait()
    assert line not in view.faulty_lines
    assert not office.page.form.trouble.isVisibleTo(office.page.form)


def test_a_rule_that_no_trip_touches_is_told_once_the_trips_were_tried(office: Office) -> None:
    untried = [one for one in office.rules.faults if one.code == "rule-not-tried"]
    assert {str(one.what.args["rule"]) for one in untried} == {"air-north", "cash-runs", "flight-desk"}
    hits = office.rules.tried.hits if office.rules.tried is not None else {}
    assert not {str(one.what.args["rule"]) for one in untried} & hits.keys()


def test_errors_outweigh_notes_on_their_line_and_checks_wait_for_a_pack_that_loads(office: Office) -> None:
    assert any(one.severity is Severity.NOTE for one in office.rules.faults)
    lines = office.text().split("\n")
    line = next(number for number, words in enumerate(lines, start=1) if "- id: no-night-driving" in words)
    office.go(line, lines[line - 1].index("no-night") + 1)
    assert office.page.source.view.faulty_lines[line] is Severity.NOTE  # nobody is asked to review it
    QTest.keyClick(office.page.source.view, Qt.Key.Key_Period)  # no id begins with one
    office.page.source.view.popup.hide()
    office.wait()
    assert office.page.source.view.faulty_lines[line] is Severity.ERROR
    assert {one.severity for one in office.rules.faults} == {Severity.ERROR}


def test_the_meaning_of_a_fault_is_a_button_away(office: Office) -> None:
    line = next(n for n, words in enumerate(office.text().split("\n"), start=1) if "- id: no-night-driving" in words)
    office.go(line, 7)
    button = office.page.source.explain
    assert button.isVisible()
    QTest.keyClick(button, Qt.Key.Key_Space)
    dialog = office.page.findChild(HelpDialog)
    assert isinstance(dialog, HelpDialog)
    assert dialog.windowTitle() == "rule-without-review"
    assert "Avoid" in dialog.text.toPlainText()
    dialog.close()
    office.go(1, 1)
    assert not button.isVisible()
    office.page.trying.faults.setCurrentCell(0, 0)
    first = office.rules.faults[0]
    asked: list[object] = []
    office.page.trying.explanation_asked.connect(asked.append)
    QTest.mouseClick(office.page.trying.explain, Qt.MouseButton.LeftButton)
    assert asked == [first]


def test_marks_come_with_the_lines_that_come_into_view(qtbot: QtBot) -> None:
    view = SourceView(lambda _text, _offset: ("", ()))
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show()
    view.show_text("".join(f"- id: rule-{number}\n" for number in range(1, 401)), anew=True)
    spans = (Span("a.yaml", Position(line, 7), Position(line, 7 + len(f"rule-{line}"))) for line in range(1, 401))
    view.show_faults(tuple(Diagnostic("no-end", Message("no-end"), span, Severity.NOTE) for span in spans))

    def marked() -> list[str]:
        return [mark.cursor.selectedText() for mark in view.extraSelections()]

    assert "rule-1" in marked()
    assert len(marked()) < 60
    view.verticalScrollBar().setValue(300)
    assert "rule-301" in marked()
    assert "rule-1" not in marked()
    view.resize(500, 600)
    qtbot.waitUntil(lambda: "rule-325" in marked())


def test_the_chosen_fault_stays_chosen_when_the_list_changes(qtbot: QtBot) -> None:
    table = FaultTable()
    qtbot.addWidget(table)
    faults = tuple(Diagnostic(code, Message(code)) for code in ("alias", "no-end", "tag"))
    table.show_faults(faults)
    table.setCurrentCell(1, 0)
    table.show_faults((Diagnostic("anchor", Message("anchor")), *faults))
    assert table.current == faults[1]
    table.show_faults(faults[:1])
    assert table.current == faults[0]
    table.show_faults(())
    assert table.current is None


def cell(office: Office, row: int, column: int) -> str:
    item = office.page.trying.faults.item(row, column)
    assert item is not None
    return item.text()


def test_words_are_completed_from_the_schema_and_the_pack(office: Office) -> None:
    lines = office.text().split("\n")
    line = next(number for number, words in enumerate(lines, start=1) if "mode: own-vehicle" in words)
    start = lines[line - 1].index("own-vehicle") + 1
    view = office.page.source.view
    office.go(line, start)
    view.go_to(Position(line, start), until=Position(line, start + len("own-vehicle")))
    QTest.keyClicks(view, "bu")
    office.qtbot.waitUntil(view.popup.isVisible, timeout=5000)
    assert view.words.stringList()[0] == "bus"
    QTest.keyClick(view.popup, Qt.Key.Key_Return)
    assert office.text().split("\n")[line - 1] == lines[line - 1].replace("own-vehicle", "bus")


def test_f12_goes_where_a_measure_is_declared_and_ctrl_f_finds(office: Office) -> None:
    names = sorted({rule.file for rule in office.rules.rules()})
    file = next(name for name in names if "briefing" in office.text(name))
    lines = office.text(file).split("\n")
    line = next(number for number, words in enumerate(lines, start=1) if "briefing" in words)
    office.page.faces.setCurrentWidget(office.page.source)
    office.page.source.open(file)
    office.page.source.view.go_to(Position(line, lines[line - 1].index("briefing") + 2))
    QTest.keyClick(office.page.source.view, Qt.Key.Key_F12)
    assert office.page.source.file == "measures.yaml"
    assert office.page.source.view.position().line == 1
    QTest.keyClick(office.page.source.view, Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(office.page.source.search, "medevac-plan")
    assert office.page.source.view.textCursor().selectedText() == "medevac-plan"


def test_line_ends_marks_and_no_break_spaces_of_a_file_are_kept(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "data" / "packs" / "land" / SOUTH
    odd = "\ufeff" + file.read_text("utf-8").replace("\n", "\r\n").replace("Office report", "Office\u00a0report")
    file.write_bytes(odd.encode())
    office.rules.refresh()
    assert office.text() == odd
    office.go(1, 1)
    QTest.keyClicks(office.page.source.view, "# x")
    QTest.keyClick(office.page.source.view, Qt.Key.Key_Return)
    assert office.text() == "\ufeff# x\r\n" + odd.removeprefix("\ufeff")


def test_a_missing_french_text_is_marked(office: Office) -> None:
    office.page.show_rule("south-road")
    title = office.page.form.rows["title",]
    assert isinstance(title, TextRow)
    office.type_over(title.fields["fr"], " ")
    assert "missing" in title._captions["fr"].message.text()
    office.wait()
    assert 'title: {en: "The south by road"}' in office.text()


def test_a_pack_that_came_with_the_program_is_copied_before_it_is_edited(
    make_desk: Callable[..., Desk], qtbot: QtBot, answers: RuleAnswers, shelf: Path, tmp_path: Path
) -> None:
    dialogs = Answers()
    dialogs.rules = answers  # type: ignore[attr-defined]
    office = Office(make_desk(dialogs=dialogs), qtbot, answers)
    assert office.rules.read_only
    assert office.page.copy_bar.isVisible()
    assert office.page.source.view.isReadOnly()
    assert not office.page.form._content.isEnabled()
    QTest.mouseClick(office.page.copy_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not office.rules.read_only, timeout=10_000)
    office.wait()
    assert office.rules.editor is not None
    assert office.rules.editor.folder == tmp_path / "data" / "packs" / "land"
    assert not office.page.copy_bar.isVisible()
    assert not office.page.source.view.isReadOnly()


def test_a_file_changed_by_another_program_is_shown_at_once_and_never_overwritten(office: Office) -> None:
    file = office.rules.editor.folder / SOUTH  # type: ignore[union-attr]
    file.write_text("# theirs\n" + office.text(), "utf-8")
    office.qtbot.waitUntil(lambda: office.text().startswith("# theirs"), timeout=10_000)
    assert office.page.source.view.text().startswith("# theirs") or office.page.source.file != SOUTH
    office.page.show_rule("south-road")
    office.type_over(office.line("review_by").field, "2023-11-30")
    office.wait()
    file.write_text("# again\n" + office.on_disk(), "utf-8")
    office.qtbot.waitUntil(office.page.clash_bar.isVisible, timeout=10_000)
    office.save()
    assert office.answers.asked == [f"clash: ('{SOUTH}',)"]
    assert office.on_disk().startswith("# again")
    assert "2023-11-30" in office.text()


def test_saving_assesses_the_open_trip_again(office: Office) -> None:
    assessment = office.desk.verdict.assessment
    office.page.show_rule("south-road")
    office.type_over(office.line("review_by").field, "2023-11-30")
    office.wait()
    office.save()
    office.qtbot.waitUntil(lambda: office.desk.verdict.assessment is not assessment, timeout=10_000)
    assert office.desk.window.writing_rules  # the page stays in front meanwhile
    QTest.keyClick(office.desk.window, Qt.Key.Key_1, CONTROL)
    assert office.desk.window.pages.currentWidget() is office.desk.window.page
    assert office.desk.window.actions_[Act.PLAN].isChecked()


def test_a_review_round_decides_with_one_key_each_and_is_summed_up(office: Office) -> None:
    from datetime import timedelta

    import advisor.gui.rules.review_dialog as module

    office.page._today = lambda: date(2023, 12, 20)  # type: ignore[method-assign]
    assert timedelta(days=module.DAYS_AHEAD) > timedelta(days=11)
    dialog = office.page.open_review()
    dialog.activateWindow()
    office.qtbot.waitUntil(dialog.isActiveWindow, timeout=5000)
    first, number = dialog.rule, dialog.count.text()
    assert first is not None
    assert dialog.source.text()
    QTest.keyClick(dialog, Qt.Key.Key_C)
    second = dialog.rule
    assert second is not None
    assert (second.id, dialog.count.text()) != (first.id, number)
    QTest.keyClick(dialog, Qt.Key.Key_W)
    dialog.reject()
    rules = {rule.id: rule for rule in office.rules.rules()}
    assert rules[first.id].get("review_by") == "2024-03-21"
    assert rules[second.id].get("when", "valid", "until") == "2023-12-19"
    log = office.text("CHANGELOG.md")
    assert "1 rule confirmed and 1 rule withdrawn" in log
    assert f"Confirmed: {first.id}" in log


def test_the_planned_trip_becomes_a_test_that_agrees(office: Office) -> None:
    trips = len(office.rules.pack.trips)  # type: ignore[union-attr]
    QTest.mouseClick(office.page.trying.test, Qt.MouseButton.LeftButton)
    office.wait()
    assert office.page.source.file.startswith("trips/")
    pack = office.rules.pack
    assert pack is not None
    assert len(pack.trips) == trips + 1
    made = next(one for one in pack.trips if one.file == office.page.source.file)
    assessment = office.desk.verdict.assessment
    assert assessment is not None
    assert made.expect.verdict is assessment.verdict
    assert not any(traveller.name for traveller in made.trip.travellers)


def test_leaving_asks_about_rules_that_are_not_saved(office: Office) -> None:
    office.page.show_rule("south-road")
    office.type_over(office.line("review_by").field, "2023-11-30")
    dialogs = office.desk.dialogs
    assert isinstance(dialogs, Answers)
    dialogs.unsure = Unsure.CANCEL
    assert not office.desk.window.close()
    assert dialogs.kinds()[-1] == "unsaved"
    assert "2023-11-30" in office.text()
    dialogs.unsure = Unsure.SAVE
    assert office.desk.window.close()
    assert "2023-11-30" in office.on_disk()


def test_a_file_that_is_no_text_is_told_and_left_alone(office: Office) -> None:
    file = office.rules.editor.folder / "rules" / "odd.yaml"  # type: ignore[union-attr]
    file.write_bytes(b"\xff\xfe- id: x\n")
    office.qtbot.waitUntil(lambda: office.rules.result is not None and office.rules.result.pack is None, timeout=10_000)
    office.wait()
    office.page.source.open("rules/odd.yaml")
    assert office.page.source.view.isReadOnly()
    assert "UTF-8" in office.page.source.message.text()
    office.page.show_rule("south-road")
    office.type_over(office.line("review_by").field, "2023-11-30")
    office.wait()
    office.save()
    assert file.read_bytes() == b"\xff\xfe- id: x\n"
    assert "2023-11-30" in office.on_disk()


ODD = (
    b"",
    b"a: 1\n",
    b"- 5\n- [x]\n",
    b"- {id: [], title: 5, effect: {}, where: x, how: [1], who: 3, when: [], review_by: {}, because: []}\n",
    b"- id: a\n  title: {en: 5, fr: [x]}\n  where: [{region: {}}, 7]\n  source: {title: [], url: 3}\n",
    b"- id: b\n\tx: 1\n",
    b"- id: '\xe2\x80\xa9'\r- id: c\x00\r\n",
    b"[" * 500,
    b"\xef\xbb\xbf- {id: d, effect: prohibit, where: {anywhere: true}}",
)


def test_no_bytes_of_a_rule_file_stop_the_page_or_lose_an_edit(office: Office) -> None:
    assert office.rules.editor is not None
    for number, data in enumerate(ODD):
        name = f"rules/odd-{number}.yaml"
        office.rules.editor.apply({**office.rules.editor.files, name: data}, "odd")
        office.page.source.open(name)
        for rule in [one for one in office.rules.rules() if one.file == name]:
            office.page.table.choose(name, rule.number)
            office.page._choose(rule)
            office.page.form.flush()
    office.wait()
    assert office.rules.result is not None
    assert office.rules.result.pack is None
    office.page.show_rule("south-road")
    office.type_over(office.line("review_by").field, "2023-11-30")
    office.save()
    for number, data in enumerate(ODD):
        assert (office.rules.editor.folder / f"rules/odd-{number}.yaml").read_bytes() == data
    assert "2023-11-30" in office.on_disk()
    settle(office.qtbot, office.desk)
    office.qtbot.waitUntil(office.desk.window.notice.isVisible, timeout=10_000)
    assert office.desk.verdict.assessment is not None
    assert office.desk.verdict.assessment.verdict >= Verdict.REFER


def test_every_control_has_a_name_in_both_languages(office: Office) -> None:
    for act in (Act.FRENCH, Act.ENGLISH):
        office.desk.window.actions_[act].trigger()
        QApplication.processEvents()
        for widget in office.page.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                named = widget.accessibleName() or getattr(widget, "text", str)() or widget.toolTip()
                assert named or (widget.parent() is not None and "Tab" in type(widget).__name__), widget


@pytest.mark.parametrize(
    ("text", "edited", "result"),
    [
        ("a\r\nb\r\n", "a\nX\nb\n", "a\r\nX\r\nb\r\n"),
        ("a\nb\r\nc\rd", "a\nb\nX\nd", "a\nb\r\nX\nd"),
        ("\ufeffa", "b", "\ufeffb"),
        ("a\n", "a", "a"),
        ("a", "a\n", "a\n"),
        ("", "x\ny", "x\ny"),
        ("a\r\n\r\n", "a\n\n", "a\r\n\r\n"),
    ],
)
def test_lines_keep_their_ends(text: str, edited: str, result: str) -> None:
    assert written(text, edited) == result
    assert shown(result) == edited


def test_the_part_that_changed_is_found() -> None:
    assert changed_part("abcd", "abXd") == (2, 3, "X")
    assert changed_part("aaa", "aa") == (2, 3, "")
    assert changed_part("ab", "ab") == (2, 2, "")
