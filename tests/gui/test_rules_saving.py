"""Saving rules: reasons of a loosening, other hands on the same files, the open trip, leaving."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from advisor.gui.actions import Act
from advisor.gui.dialogs import Unsure
from tests.gui.doubles import Answers
from tests.gui.rules_driver import CONTROL, NO_GRABBING, SOUTH, Office

pytestmark = pytest.mark.qt_log_ignore(NO_GRABBING)


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


def test_a_file_changed_by_another_program_is_shown_at_once_and_never_overwritten(office: Office) -> None:
    file = office.rules.editor.folder / SOUTH  # type: ignore[union-attr]
    file.write_text("# theirs\n" + office.text(), "utf-8")
    office.qtbot.waitUntil(lambda: office.text().startswith("# theirs"), timeout=10_000)
    assert office.page.source.view.text().startswith("# theirs") or office.page.source.file != SOUTH
    office.page.show_rule("south-road")
    office.type_over(office.line("review_by").field, "2023-11-30")
    office.wait()
    file.write_text("# again\n" + office.on_disk(), "utf-8")
    office.qtbot.waitUntil(office.page.bars.clash.isVisible, timeout=10_000)
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
