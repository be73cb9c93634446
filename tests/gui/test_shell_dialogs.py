"""The real boxes: what they say, in both languages, and what their buttons mean. And the last net."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from advisor.gui import language
from advisor.gui.appearance import Appearance
from advisor.gui.application import Net
from advisor.gui.desk import Desk
from advisor.gui.dialogs import Clash, Dialogs, FaultyFileDialog, Unsure
from advisor.gui.dialogs_about import AboutDialog, age
from advisor.gui.dialogs_boxes import DetailsDialog
from advisor.gui.dialogs_forget import Forget, ForgetDialog
from advisor.gui.dialogs_recover import RecoverDialog, Recovery
from advisor.gui.printing.preview import PreviewDialog
from advisor.gui.printing.sheet import Sheet
from advisor.model.diagnostic import Diagnostic
from advisor.model.message import message
from advisor.model.pack import Setting
from advisor.model.rule import Effect
from advisor.model.span import Position, Span
from advisor.model.text import Text
from advisor.model.trip import Trip
from advisor.services.catalogue import Catalogue
from advisor.services.paths import find_paths
from advisor.services.session import Unsaved
from advisor.services.settings import ColourScheme
from tests.gui.doubles import Answers, PageDouble

FAULT = Diagnostic(
    "no-code", message("a fault"), Span("visit.yaml", Position(3, 7), Position(3, 9)), suggestion="gao-airport"
)
UNSAVED = (
    Unsaved("a", Trip(title="Field visit"), Path("/home/somebody/visit.yaml"), "x"),
    Unsaved("b", Trip(), None, None),
)


@pytest.fixture
def dialogs(qtbot: QtBot) -> Dialogs:
    parent = QWidget()
    qtbot.addWidget(parent)
    return Dialogs(parent)


@pytest.fixture(params=["en", "fr"])
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    language.use(Catalogue(request.param, find_paths().translations))
    yield request.param
    language.use(Catalogue("en", Path()))


def press(choose: Callable[[QMessageBox], QWidget | None]) -> None:
    """Press a button of the next box as soon as it is open."""

    def look_for() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            button = choose(box)
            if button is None:
                QTest.keyClick(box, Qt.Key.Key_Escape)
            else:
                QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center())
        else:
            QTimer.singleShot(10, look_for)

    QTimer.singleShot(0, look_for)


@pytest.mark.parametrize(
    ("button", "answer"),
    [
        (QMessageBox.StandardButton.Save, Unsure.SAVE),
        (QMessageBox.StandardButton.Discard, Unsure.DISCARD),
        (QMessageBox.StandardButton.Cancel, Unsure.CANCEL),
        (None, Unsure.CANCEL),
    ],
)
def test_unsaved(dialogs: Dialogs, button: QMessageBox.StandardButton | None, answer: Unsure) -> None:
    press(lambda box: box.button(button) if button is not None else None)
    assert dialogs.unsaved("Trip") is answer


@pytest.mark.parametrize(("number", "answer"), [(0, Clash.SAVE_AS), (1, Clash.OVERWRITE), (None, Clash.CANCEL)])
def test_changed_on_disk(dialogs: Dialogs, number: int | None, answer: Clash) -> None:
    roles = (QMessageBox.ButtonRole.AcceptRole, QMessageBox.ButtonRole.DestructiveRole)

    def choose(box: QMessageBox) -> QWidget | None:
        if number is None:
            return None
        return next(one for one in box.buttons() if box.buttonRole(one) is roles[number])

    press(choose)
    assert dialogs.changed_on_disk(Path("visit.yaml")) is answer


def test_forgetting_takes_a_decided_click(dialogs: Dialogs) -> None:
    answer_forget(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Return))
    assert dialogs.forget() is None
    answer_forget(lambda dialog: QTest.mouseClick(dialog.sure, Qt.MouseButton.LeftButton))
    assert dialogs.forget() == Forget()
    press(lambda box: box.defaultButton())
    assert not dialogs.forget_incidents("UCDP", 3)
    destructive = QMessageBox.ButtonRole.DestructiveRole
    press(lambda box: next(one for one in box.buttons() if box.buttonRole(one) is destructive))
    assert dialogs.forget_incidents(None, 0)


@pytest.mark.parametrize("incidents", [True, False])
@pytest.mark.parametrize("drafts", [True, False])
def test_incidents_and_rules_never_saved_are_forgotten_only_when_ticked(
    dialogs: Dialogs, incidents: bool, drafts: bool
) -> None:
    def choose(dialog: ForgetDialog) -> None:
        for box, ticked in ((dialog.incidents, incidents), (dialog.drafts, drafts)):
            assert not box.isChecked()
            if ticked:
                QTest.keyClick(box, Qt.Key.Key_Space)
        QTest.mouseClick(dialog.sure, Qt.MouseButton.LeftButton)

    answer_forget(choose)
    assert dialogs.forget(incidents=True, drafts=1) == Forget(incidents=incidents, drafts=drafts)


def test_what_is_not_there_is_not_asked_about(dialogs: Dialogs) -> None:
    def choose(dialog: ForgetDialog) -> None:
        assert not dialog.drafts.isVisible()
        assert not dialog.incidents.isVisible()
        dialog.accept()

    answer_forget(choose)
    assert dialogs.forget() == Forget()


def answer_forget(choose: Callable[[ForgetDialog], object]) -> None:
    """Answer the next question what to forget."""

    def act() -> None:
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, ForgetDialog)
        choose(shown)

    QTimer.singleShot(0, act)


def test_texts_with_markup_are_shown_as_written(dialogs: Dialogs) -> None:
    said: list[str] = []

    def choose(box: QMessageBox) -> QWidget | None:
        said.append(box.text())
        assert box.textFormat() is Qt.TextFormat.PlainText
        return None

    press(choose)
    dialogs.unsaved("<b>bold</b>")
    assert "<b>bold</b>" in said[0]


def every_dialog() -> list[QDialog]:
    return [
        FaultyFileDialog(Path("visit.yaml"), (FAULT, FAULT), opened=False, parent=None),
        FaultyFileDialog(Path("visit.yaml"), (FAULT,), opened=True, parent=None),
        DetailsDialog("Title", "Message", "Traceback\n  line", None),
        RecoverDialog(UNSAVED),
        ForgetDialog(incidents=True, drafts=2),
        AboutDialog(None, date(2026, 11, 23)),
    ]


@pytest.mark.parametrize("scheme", [ColourScheme.LIGHT, ColourScheme.DARK])
def test_every_dialog_opens_in_every_language_and_cuts_no_words(
    spoken: str, scheme: ColourScheme, appearance: Appearance, qtbot: QtBot
) -> None:
    appearance.apply(scheme, 1.3)
    for dialog in every_dialog():
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        for label in dialog.findChildren(QLabel):
            if label.isVisible() and label.text():
                needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
                assert label.height() >= needed - 2, label.text()
        for button in dialog.findChildren(QPushButton):
            if button.isVisible():
                assert button.width() >= button.minimumSizeHint().width(), button.text()
                assert dialog.rect().contains(button.mapTo(dialog, QPoint(0, 0))), button.text()
        dialog.close()


def test_everything_that_takes_the_keyboard_has_a_name(desk: Desk, qtbot: QtBot) -> None:
    desk.window.faults.show()
    preview = PreviewDialog(cast("Sheet", desk.printing._sheet()), desk.jobs, desk.printing.renderer)
    for window in (*every_dialog(), preview, desk.window):
        qtbot.addWidget(window)
        window.show()
        for widget in window.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.window() is window:
                seen = QAccessible.queryAccessibleInterface(widget)
                if not isinstance(widget, (QLabel, QLineEdit)):
                    assert seen is not None
                    assert seen.text(QAccessible.Text.Name), widget
        window.hide()


@pytest.mark.parametrize(
    ("name", "answer"), [("restore", Recovery.RESTORE), ("forget", Recovery.FORGET), ("later", Recovery.LATER)]
)
def test_recovered_work_is_chosen_from_a_list(name: str, answer: Recovery, qtbot: QtBot) -> None:
    dialog = RecoverDialog(UNSAVED)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.list.item(0).text() == "Field visit (from /home/somebody/visit.yaml)"
    assert dialog.list.item(1).text() == "Untitled trip (never saved)"
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.mouseClick(getattr(dialog, name), Qt.MouseButton.LeftButton)
    assert dialog.answer is answer
    assert dialog.chosen is UNSAVED[1]


def test_escape_leaves_recovered_work_for_later(qtbot: QtBot) -> None:
    dialog = RecoverDialog(UNSAVED)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.answer is Recovery.LATER


def test_faults_of_a_trip_are_copied_whole(qtbot: QtBot) -> None:
    dialog = FaultyFileDialog(Path("visit.yaml"), (FAULT,), opened=False, parent=None)
    qtbot.addWidget(dialog)
    copy = next(one for one in dialog.findChildren(QPushButton) if "opy" in one.text())
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == (
        "visit.yaml:3:7: error: a fault; did you mean `gao-airport`? [no-code]"
    )


def test_about_says_how_old_the_rules_are_and_what_this_is_not(desk: Desk, qtbot: QtBot) -> None:
    assert desk.verdict.rules is not None
    dialog = AboutDialog(desk.verdict.rules.pack, date(2026, 11, 23))
    qtbot.addWidget(dialog)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "not an emergency service" in words
    assert "2023-06" in words
    assert dict(dialog.facts)["Rules"] == "Land"
    assert "Decisions" not in dict(dialog.facts)


def test_about_says_what_the_organisation_has_set(desk: Desk, qtbot: QtBot) -> None:
    assert desk.verdict.rules is not None
    assert desk.verdict.rules.pack is not None
    title = Text({"en": "Visitors"})
    setting = Setting(id="visitors", title=title, choices=(Effect.CAUTION, Effect.REFER), value=Effect.CAUTION)
    dialog = AboutDialog(replace(desk.verdict.rules.pack, settings={"visitors": setting}), date(2026, 11, 23))
    qtbot.addWidget(dialog)
    assert "“Visitors”: a caution that stops nobody" in dict(dialog.facts)["Decisions"]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 22), "1 day"),
        (date(2026, 10, 1), "53 days"),
        (date(2026, 6, 1), "5 months"),
        (date(2023, 6, 15), "3 years"),
        (date(2027, 1, 1), "0 days"),
    ],
)
def test_age(day: date, words: str) -> None:
    assert age(day, date(2026, 11, 23)) == words


def test_an_unforeseen_error_keeps_the_work_and_is_told_once(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    from dataclasses import replace

    desk.session.apply(replace(desk.session.trip, title="Precious"), "x")
    net = Net(desk)
    answers = cast("Answers", desk.dialogs)
    told = answers.internal_error

    def and_another(details: str) -> None:
        told(details)
        net(ValueError, ValueError("while telling"), None)

    answers.internal_error = and_another  # type: ignore[method-assign]
    net(LookupError, LookupError("unforeseen"), None)
    assert answers.kinds().count("internal") == 1
    assert "LookupError: unforeseen" in answers.asked[-1][1]
    assert any("Precious" in file.read_text() for file in desk._services.paths.unsaved.glob("*.json"))
    assert "while telling" in capsys.readouterr().err


def test_ctrl_c_is_no_internal_error(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    Net(desk)(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert "internal" not in cast("Answers", desk.dialogs).kinds()


def test_a_page_that_fails_is_not_taken_for_an_answer(desk: Desk, qtbot: QtBot) -> None:
    from dataclasses import replace

    page = desk.window.page
    assert isinstance(page, PageDouble)

    def broken(*_arguments: object, **_named: object) -> None:
        raise RuntimeError("cannot draw")

    page.show_assessment = broken  # type: ignore[method-assign]
    desk.session.apply(replace(desk.session.trip, title="Other"), "x")
    assert desk.window.error.isVisible()
    assert desk.window.pages.currentWidget() is desk.window.no_rules
    desk.plan.see_details.click()
    assert "cannot draw" in cast("Answers", desk.dialogs).asked[-1][1]
    desk.session.apply(replace(desk.session.trip, title="Third"), "x")  # a new page, and all is well
    assert desk.window.error.isHidden()
    assert isinstance(desk.window.pages.currentWidget(), PageDouble)
