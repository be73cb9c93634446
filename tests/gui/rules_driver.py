"""The desk with the rules page in front, and what an officer does with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from advisor.gui.desk import Desk
from advisor.gui.rules.controller import RulesController
from advisor.gui.rules.dialogs import Clash, RuleDialogs
from advisor.gui.rules.form_rows import LineRow, NamesRow
from advisor.gui.rules.form_rows import Row as FormRow
from advisor.gui.rules.page import RulesPage
from advisor.gui.rules.proving import Row
from advisor.model.message import Message
from advisor.model.span import Position
from advisor.services.tryout import VerdictChange

NO_GRABBING = "This plugin does not support grabbing the (keyboard|mouse)"
"""What Qt says of popups on a platform without a window system."""

SOUTH = "rules/south.yaml"
MUCH = """\
- id: much
  title: {en: "Much in one", fr: "Beaucoup"}
  effect: prohibit
  where:
    # the town
    - {region: south, except: farpost}   # but not there
    - near: {place: gate, km: 25}
  how: {mode: [bus, own-vehicle]}  # both
  unless: {any_of: [{measures: briefing}, {measures: [escort, medevac-plan]}]}
  because: {en: "So.", fr: "Ainsi."}
  source: {title: Office, date: 2023-06, reliability: B, credibility: 2}
"""
MUCH_FILE = "rules/much.yaml"
"""A file with one rule that has much in it."""
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def take(row: FormRow, *words: str) -> None:
    """Type names into a row, each ended by Return."""
    assert isinstance(row, NamesRow)
    row.take_focus()
    for word in words:
        row.tokens.search.setFocus()
        QTest.keyClicks(row.tokens.search, word)
        QTest.keyClick(row.tokens.search, Qt.Key.Key_Return)


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

    def sure_to_take_away(self, file: str) -> bool:
        self.asked.append(f"take away: {file}")
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
            assert not self.rules.proving.waiting

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

    def pick(self, button: QPushButton, number: int) -> None:
        """Open the menu of a button with the mouse and choose an entry by keys; the first is 1."""
        menu = button.menu()

        def choose() -> None:
            if not menu.isVisible():
                QTimer.singleShot(5, choose)
                return
            for _ in range(number):
                QTest.keyClick(menu, Qt.Key.Key_Down)
            QTest.keyClick(menu, Qt.Key.Key_Return)

        chosen: list[object] = []
        menu.triggered.connect(chosen.append)
        QTimer.singleShot(0, choose)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.qtbot.waitUntil(lambda: bool(chosen), timeout=5000)

    def answer(self) -> Row:
        """The chosen statement with its answer."""
        row = self.page.proofs.row()
        assert row is not None
        return row

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
