"""Rules edited in another program while this one was closed: told at the next start, until somebody answers for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from advisor.gui.desk import Desk
from advisor.gui.widgets.buttons import Button
from advisor.services.forgetting import forget_rules
from advisor.services.pack_install import install, look_at
from advisor.services.paths import Paths
from tests.gui.conftest import services_on, settle, write_pack
from tests.gui.doubles import Answers
from tests.gui.rules_driver import Office, RuleAnswers
from tests.gui.test_carrying import packed_up

SOUTH = "rules/south.yaml"
REVIEW, LATER, EARLIER = (f"review_by: 2023-{day}" for day in ("12-31", "12-30", "11-30"))
LOOSE = "review_by: 2024-12-31"


class Computer:
    """One computer on which the program is started and closed, and the pack of an office on it."""

    def __init__(self, make_desk: Callable[..., Desk], tmp_path: Path, shelf: Path, qtbot: QtBot) -> None:
        self._make, self._tmp, self._shelf, self._qtbot = make_desk, tmp_path, shelf, qtbot
        self.answers = RuleAnswers()
        self.folder = tmp_path / "data" / "packs" / "land"

    @property
    def paths(self) -> Paths:
        return services_on(self._tmp, self._shelf).paths

    def start(self) -> Desk:
        """Open the program; the rules have been compared when this comes back."""
        dialogs = Answers()
        dialogs.rules = self.answers  # type: ignore[attr-defined]
        desk = self._make(services=services_on(self._tmp, self._shelf), dialogs=dialogs)
        self.wait(desk)
        return desk

    def wait(self, desk: Desk) -> None:
        settle(self._qtbot, desk)
        self._qtbot.waitUntil(lambda: not desk.jobs.running("rules-outside"), timeout=20_000)

    def stop(self, desk: Desk) -> None:
        desk.window.hide()
        desk.session.close()
        desk.close()

    def start_and_stop(self) -> bool:
        """Whether anything was told in between."""
        desk = self.start()
        told = desk.window.outside.isVisible()
        self.stop(desk)
        return told

    def edit(self, old: str, new: str, folder: Path | None = None) -> None:
        """As a colleague does, in a text editor."""
        file = (folder or self.folder) / SOUTH
        text = file.read_bytes().decode()
        assert old in text
        file.write_bytes(text.replace(old, new).encode())

    def reload(self, desk: Desk) -> None:
        """What the watcher does once the files are quiet."""
        before = desk.packs.rules
        desk.packs.reload()
        self._qtbot.waitUntil(lambda: desk.packs.rules is not before, timeout=20_000)
        self.wait(desk)


@pytest.fixture
def computer(make_desk: Callable[..., Desk], tmp_path: Path, shelf: Path, qtbot: QtBot) -> Computer:
    made = Computer(make_desk, tmp_path, shelf, qtbot)
    write_pack(made.folder)
    return made


def press(button: Button) -> None:
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_loosening_while_closed_is_told_until_its_reason_is_given(computer: Computer) -> None:
    assert not computer.start_and_stop()  # what nobody has seen before is no change
    assert not computer.start_and_stop()
    computer.edit(REVIEW, LOOSE)
    assert computer.start_and_stop()
    desk = computer.start()  # closed without an answer: told again
    assert "review date" in desk.window.outside.text()
    press(desk.outside.reason_button)
    assert not desk.window.outside.isVisible()
    assert "- Reason: the road was cleared" in (computer.folder / "CHANGELOG.md").read_text(encoding="utf-8")
    computer.stop(desk)
    assert not computer.start_and_stop()
    assert not list(computer.paths.data.glob("*.lock"))


def test_what_was_closed_is_not_told_again_but_the_next_loosening_is(computer: Computer) -> None:
    computer.start_and_stop()
    computer.edit(REVIEW, LOOSE)
    desk = computer.start()
    press(desk.outside.close_button)
    computer.stop(desk)
    assert not (computer.folder / "CHANGELOG.md").exists()
    assert not computer.start_and_stop()
    computer.edit(LOOSE, "review_by: 2025-12-31")
    assert computer.start_and_stop()


def test_two_edits_in_two_evenings_are_told_as_one(computer: Computer) -> None:
    computer.start_and_stop()
    computer.edit(REVIEW, LOOSE)
    assert computer.start_and_stop()
    computer.edit(LOOSE, "review_by: 2024-11-30")  # stricter than yesterday, looser than what was answered for
    assert computer.start_and_stop()
    computer.edit("review_by: 2024-11-30", REVIEW)
    assert not computer.start_and_stop()
    computer.edit(REVIEW, LATER)
    assert not computer.start_and_stop()


def test_a_tightening_while_closed_is_no_news_and_is_what_the_next_edit_is_compared_with(computer: Computer) -> None:
    computer.start_and_stop()
    computer.edit(REVIEW, EARLIER)
    assert not computer.start_and_stop()
    computer.edit(EARLIER, LATER)
    assert computer.start_and_stop()


def test_rules_found_faulty_are_compared_with_the_last_good_edition_once_mended(computer: Computer) -> None:
    computer.start_and_stop()
    computer.edit("effect: allow", "effect: alow")
    computer.edit(REVIEW, LOOSE)
    assert not computer.start_and_stop()  # nothing of it is in use
    desk = computer.start()
    assert desk.packs.rules is not None
    assert desk.packs.rules.faulty
    computer.edit("effect: alow", "effect: allow")
    computer.reload(desk)
    assert not desk.packs.rules.faulty
    assert desk.window.outside.isVisible()
    computer.stop(desk)
    assert computer.start_and_stop()


def test_mended_to_what_they_were_there_is_nothing_to_tell(computer: Computer) -> None:
    computer.start_and_stop()
    computer.edit("effect: allow", "effect: alow")
    desk = computer.start()
    computer.edit("effect: alow", "effect: allow")
    computer.reload(desk)
    assert not desk.window.outside.isVisible()


def test_what_is_forgotten_can_t_be_compared(computer: Computer) -> None:
    computer.start_and_stop()
    computer.edit(REVIEW, LOOSE)
    assert computer.start_and_stop()
    forget_rules(computer.paths, unsaved=False)
    assert not computer.start_and_stop()
    computer.edit(LOOSE, "review_by: 2025-12-31")
    assert computer.start_and_stop()


def test_a_window_that_was_open_when_all_was_forgotten_still_tells(computer: Computer) -> None:
    desk = computer.start()
    forget_rules(computer.paths, unsaved=False)
    computer.edit(REVIEW, LOOSE)
    computer.reload(desk)
    assert desk.window.outside.isVisible()
    computer.stop(desk)
    assert not computer.start_and_stop()
    computer.edit(LOOSE, "review_by: 2025-12-31")
    desk = computer.start()
    forget_rules(computer.paths, unsaved=False)
    computer.edit("review_by: 2025-12-31", "review_by: 2025-12-30")
    computer.reload(desk)
    assert desk.window.outside.isVisible()


def test_what_was_installed_with_its_reason_is_not_told_twice(computer: Computer, tmp_path: Path) -> None:
    computer.start_and_stop()
    library, paths = services_on(tmp_path, tmp_path / "rules").packs, computer.paths
    sent = tmp_path / "sent"
    write_pack(sent)
    computer.edit(REVIEW, LOOSE, sent)
    offer = look_at(sent, library, paths, services_on(tmp_path, tmp_path / "rules").clock)
    assert offer.differs is not None
    assert offer.differs.may_loosen
    install(offer, paths, "installed from sent")
    assert not computer.start_and_stop()


def test_an_edit_after_an_installation_is_compared_with_what_was_installed(computer: Computer, tmp_path: Path) -> None:
    computer.start_and_stop()
    services = services_on(tmp_path, tmp_path / "rules")
    install(
        look_at(packed_up(tmp_path / "sent", "2023-07"), services.packs, services.paths, services.clock),
        services.paths,
        "installed from sent.zip",
    )
    computer.edit(REVIEW, LOOSE)
    desk = computer.start()
    assert desk.outside.change is not None
    assert desk.outside.change.before.edition == "2023-07"


def test_what_was_saved_with_its_reason_is_not_told_when_the_program_was_closed_at_once(
    computer: Computer, qtbot: QtBot
) -> None:
    office = Office(computer.start(), qtbot, computer.answers)
    office.rules.edits.set_text(SOUTH, office.text().replace(REVIEW, LOOSE))
    office.wait()
    office.save()
    assert computer.answers.asked == ["reason: 0 looser"]
    computer.stop(office.desk)  # before the files are read again
    computer.edit(LOOSE, "review_by: 2024-11-30")  # stricter than what was saved
    assert not computer.start_and_stop()


def test_a_reason_for_an_edit_of_one_s_own_does_not_answer_for_another_s(computer: Computer, qtbot: QtBot) -> None:
    computer.start_and_stop()
    computer.edit(REVIEW, LOOSE)
    office = Office(computer.start(), qtbot, computer.answers)
    office.rules.edits.set_text(SOUTH, office.text().replace(LOOSE, "review_by: 2025-12-31"))
    office.wait()
    office.save()
    assert computer.answers.asked == ["reason: 0 looser"]
    computer.reload(office.desk)
    assert office.desk.window.outside.isVisible()
    computer.stop(office.desk)
    assert computer.start_and_stop()


def test_rules_that_change_while_the_reason_is_typed_are_compared_anew(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    computer.start_and_stop()
    computer.edit(REVIEW, LOOSE)
    desk = computer.start()

    def typed_slowly(*_told: object) -> str:
        computer.edit(LOOSE, "review_by: 2025-12-31")
        computer.reload(desk)
        return "the road was cleared"

    monkeypatch.setattr(computer.answers, "reason", typed_slowly)
    press(desk.outside.reason_button)
    assert computer.answers.asked == ["failed: The reason was not written. The rules have changed again meanwhile."]
    assert not (computer.folder / "CHANGELOG.md").exists()
    assert desk.window.outside.isVisible()


def test_a_shipped_pack_that_came_anew_is_told_once_and_takes_no_reason(
    make_desk: Callable[..., Desk], tmp_path: Path, shelf: Path, qtbot: QtBot
) -> None:
    computer = Computer(make_desk, tmp_path, shelf, qtbot)
    computer.start_and_stop()
    computer.edit(REVIEW, LOOSE, shelf / "land")
    desk = computer.start()
    assert "came anew with the program" in desk.window.outside.text()
    assert not desk.outside.reason_button.isVisible()
    press(desk.outside.close_button)
    computer.stop(desk)
    assert not computer.start_and_stop()


def test_one_window_of_two_tells_and_the_other_when_it_was_closed_unanswered(computer: Computer) -> None:
    computer.start_and_stop()
    computer.edit(REVIEW, LOOSE)
    first, second = computer.start(), computer.start()
    assert first.window.outside.isVisible()
    assert not second.window.outside.isVisible()
    computer.edit(LOOSE, "review_by: 2025-12-31")
    computer.stop(first)
    computer.reload(second)
    assert second.window.outside.isVisible()


def test_what_one_window_was_told_the_other_does_not_tell_later(computer: Computer) -> None:
    first, second = computer.start(), computer.start()
    second.packs.rest()  # it sees the edit later than the first
    computer.edit(REVIEW, LOOSE)
    computer.reload(first)
    computer.reload(second)
    assert first.window.outside.isVisible()
    assert not second.window.outside.isVisible()
    press(first.outside.close_button)
    second.packs.changing = True  # as if its pack had been chosen again
    computer.reload(second)
    assert not second.window.outside.isVisible()
    computer.edit(LOOSE, "review_by: 2024-12-30")
    computer.reload(second)
    assert not second.window.outside.isVisible()


def test_a_zip_that_is_only_looked_at_is_compared_with_nothing(
    computer: Computer, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = computer.start()
    sent = write_pack(tmp_path / "sent")
    computer.edit(REVIEW, LOOSE, sent)
    desk.packs.look(sent, "land")
    qtbot.waitUntil(lambda: desk.packs.rules is not None and desk.packs.rules.folder == sent, timeout=20_000)
    computer.wait(desk)
    assert not desk.window.outside.isVisible()
