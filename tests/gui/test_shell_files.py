"""The trip and its file: nothing is lost without being asked about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtGui import QCloseEvent
from pytestqt.qtbot import QtBot

from advisor.gui.actions import Act
from advisor.gui.controller_disk import SETTLING_MILLISECONDS
from advisor.gui.desk import Desk
from advisor.gui.dialogs import Clash, Unsure
from advisor.gui.dialogs_recover import Recovery
from advisor.gui.planner.page import PlannerPage
from advisor.gui.widgets.buttons import Button
from advisor.services.wiring import Services
from tests.gui.conftest import services_on, settle
from tests.gui.doubles import Answers

TRIP = "title: From a file\ntravellers: [{name: A, nationality: ML}]\n"


def answers(desk: Desk) -> Answers:
    return cast("Answers", desk.dialogs)


def retitle(desk: Desk, title: str) -> None:
    desk.session.apply(replace(desk.session.trip, title=title), "change of title")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "visit.yaml"
    path.write_text(TRIP, encoding="utf-8")
    return path


def test_open_save_and_what_the_title_says(desk: Desk, file: Path, qtbot: QtBot) -> None:
    answers(desk).to_open = file
    desk.window.actions_[Act.OPEN].trigger()
    settle(qtbot, desk)
    assert desk.session.trip.title == "From a file"
    assert desk.window.windowTitle().startswith("From a file[*] – visit.yaml – ")
    assert desk.window.document.words() == "From a file — saved"
    retitle(desk, "Renamed")
    assert desk.window.document.words() == "Renamed — not saved"
    desk.window.actions_[Act.SAVE].trigger()
    assert "title: Renamed" in file.read_text(encoding="utf-8")
    assert not desk.window.isWindowModified()
    assert [action.text() for action in desk.window.recent_menu.actions()] == ["&1 visit.yaml"]


def test_a_trip_without_a_file_asks_where_to_save(desk: Desk, tmp_path: Path) -> None:
    answers(desk).to_save = tmp_path / "chosen.yaml"
    desk.window.actions_[Act.SAVE].trigger()
    assert answers(desk).asked[-1] == ("save", Path("day-visit-to-middleton.yaml"))
    assert (tmp_path / "chosen.yaml").exists()
    assert desk.session.path == tmp_path / "chosen.yaml"


def test_saving_called_off_saves_nothing(desk: Desk) -> None:
    retitle(desk, "Unsaved")
    desk.window.actions_[Act.SAVE_AS].trigger()
    assert desk.session.path is None
    assert desk.session.dirty


@pytest.mark.parametrize("act", [Act.NEW, Act.OPEN])
def test_unsaved_work_is_not_left_without_being_asked(desk: Desk, file: Path, act: Act) -> None:
    answers(desk).to_open = file
    retitle(desk, "Mine")
    answers(desk).unsure = Unsure.CANCEL
    desk.window.actions_[act].trigger()
    assert desk.session.trip.title == "Mine"
    answers(desk).unsure = Unsure.SAVE  # and then calls the saving off
    desk.window.actions_[act].trigger()
    assert desk.session.trip.title == "Mine"
    answers(desk).unsure = Unsure.DISCARD
    desk.window.actions_[act].trigger()
    assert desk.session.trip.title != "Mine"


def test_the_window_does_not_close_over_unsaved_work(desk: Desk, tmp_path: Path) -> None:
    retitle(desk, "Mine")
    asking = QCloseEvent()
    desk.window.closeEvent(asking)
    assert not asking.isAccepted()
    answers(desk).unsure, answers(desk).to_save = Unsure.SAVE, tmp_path / "mine.yaml"
    leaving = QCloseEvent()
    desk.window.closeEvent(leaving)
    assert leaving.isAccepted()
    assert "title: Mine" in (tmp_path / "mine.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["title: [unclosed", "title: 1\nwho: nobody\n", "travellers: 5\n"])
def test_a_faulty_trip_is_not_opened_and_says_where(desk: Desk, file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    answers(desk).to_open = file
    before = desk.session.trip
    desk.window.actions_[Act.OPEN].trigger()
    kind, path, faults, opened = answers(desk).asked[-1]
    assert (kind, path, opened) == ("faulty", file, False)
    assert faults
    assert faults[0].span is not None
    assert desk.session.trip is before
    assert desk.session.path is None


def test_a_file_that_is_not_there_is_one_clear_message(desk: Desk, tmp_path: Path) -> None:
    assert not desk.files.open(tmp_path / "gone.yaml")
    assert answers(desk).asked[-1] == ("failed", "“gone.yaml” can't be opened", "No such file or directory")


def test_a_file_somebody_else_changed_is_not_written_over(desk: Desk, file: Path, tmp_path: Path) -> None:
    desk.files.open(file)
    retitle(desk, "Mine")
    file.write_text("title: Theirs\n", encoding="utf-8")
    assert not desk.files.save()
    assert answers(desk).kinds()[-1] == "changed"
    assert file.read_text(encoding="utf-8") == "title: Theirs\n"
    answers(desk).clash, answers(desk).to_save = Clash.SAVE_AS, tmp_path / "other.yaml"
    assert desk.files.save()
    assert "Mine" in (tmp_path / "other.yaml").read_text(encoding="utf-8")
    assert file.read_text(encoding="utf-8") == "title: Theirs\n"


def test_the_user_may_save_over_what_somebody_else_wrote(desk: Desk, file: Path) -> None:
    desk.files.open(file)
    retitle(desk, "Mine")
    file.write_text("title: Theirs\n", encoding="utf-8")
    answers(desk).clash = Clash.OVERWRITE
    assert desk.files.save()
    assert "Mine" in file.read_text(encoding="utf-8")


def test_a_folder_that_can_t_be_written_loses_nothing(desk: Desk, tmp_path: Path) -> None:
    answers(desk).to_save = tmp_path / "nowhere" / "deep" / "trip.yaml"
    (tmp_path / "nowhere").write_text("a file, not a folder", encoding="utf-8")
    retitle(desk, "Mine")
    assert not desk.files.save()
    assert answers(desk).kinds()[-1] == "failed"
    assert desk.session.dirty


def test_recent_files_open_with_a_click(desk: Desk, file: Path, qtbot: QtBot) -> None:
    desk.files.open(file)
    desk.files.new()
    assert desk.session.trip.title == ""
    desk.window.recent_menu.actions()[0].trigger()
    assert desk.session.trip.title == "From a file"


def test_forgetting_leaves_no_recent_file_and_no_autosave(desk: Desk, file: Path, services: Services) -> None:
    desk.files.open(file)
    retitle(desk, "Secret")
    desk.files.autosave()
    assert list(services.paths.unsaved.glob("*.json"))
    desk.window.actions_[Act.FORGET].trigger()
    assert not list(services.paths.unsaved.glob("*.json"))
    assert not desk.window.recent_menu.actions()
    assert not desk.window.recent_menu.isEnabled()
    assert not any("Secret" in path.read_text(errors="ignore") for path in services.paths.data.rglob("*.json"))


def test_unsaved_work_is_written_down_soon_and_offered_after_a_crash(
    make_desk: Callable[..., Desk], tmp_path: Path, shelf: Path, services: Services, qtbot: QtBot
) -> None:
    crashed = make_desk()
    retitle(crashed, "Never saved")
    qtbot.waitUntil(lambda: bool(list(services.paths.unsaved.glob("*.json"))), timeout=5000)
    release_lock(services)
    ask = Answers()
    ask.recovery = Recovery.RESTORE
    second = make_desk(services=services_on(tmp_path, shelf), dialogs=ask)
    qtbot.waitUntil(lambda: second.session.trip.title == "Never saved", timeout=5000)
    assert second.session.dirty
    assert second.window.document.words() == "Never saved — not saved"


def test_work_left_by_a_crash_can_be_forgotten(
    make_desk: Callable[..., Desk], tmp_path: Path, shelf: Path, services: Services, qtbot: QtBot
) -> None:
    crashed = make_desk()
    retitle(crashed, "Never saved")
    crashed.files.autosave()
    release_lock(services)
    ask = Answers()
    ask.recovery = Recovery.FORGET
    second = make_desk(services=services_on(tmp_path, shelf), dialogs=ask)
    qtbot.waitUntil(lambda: "recover" in ask.kinds(), timeout=5000)
    settle(qtbot, second)
    assert second.session.trip.title == "Day visit to Middleton"
    assert not list(services.paths.unsaved.glob("*.json"))


def release_lock(services: Services) -> None:
    """What the system does when a program dies: its locks are gone, its files stay."""
    lock = services.trips._lock
    assert lock is not None
    lock.release(remove=False)
    services.trips._lock = None


def test_the_last_file_is_opened_at_the_next_start(
    make_desk: Callable[..., Desk], file: Path, tmp_path: Path, shelf: Path
) -> None:
    make_desk().files.open(file)
    assert make_desk(services=services_on(tmp_path, shelf)).session.path == file


def test_a_file_named_at_the_start_is_opened(make_desk: Callable[..., Desk], file: Path) -> None:
    assert make_desk(trip_file=file).session.trip.title == "From a file"


def test_autosave_that_fails_says_so_once(desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    def fail() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(desk.session, "autosave", fail)
    told: list[str] = []
    desk.files.told.connect(told.append)
    desk.files.autosave()
    desk.files.autosave()
    assert told == ["Unsaved work can't be kept for a crash: No space left on device"]


def test_a_file_that_another_program_writes_to_is_offered_again(desk: Desk, file: Path, qtbot: QtBot) -> None:
    desk.files.open(file)
    settle(qtbot, desk)
    bar = desk.window.disk
    assert bar.isHidden()
    file.write_text(TRIP.replace("From a file", "From elsewhere"), encoding="utf-8")
    qtbot.waitUntil(lambda: not bar.isHidden())
    assert "visit.yaml" in bar.text()
    assert desk.session.trip.title == "From a file", "nothing is read unasked"
    retitle(desk, "Mine")
    answers(desk).unsure = Unsure.CANCEL
    again, keep = bar.findChildren(Button)
    again.click()
    assert desk.session.trip.title == "Mine"
    answers(desk).unsure = Unsure.DISCARD
    again.click()
    assert desk.session.trip.title == "From elsewhere"
    assert bar.isHidden()
    other = file.with_suffix(".new")
    other.write_text(TRIP, encoding="utf-8")
    other.replace(file)
    qtbot.waitUntil(lambda: not bar.isHidden())
    keep.click()
    assert bar.isHidden()
    assert desk.session.trip.title == "From elsewhere"


def test_saving_oneself_is_no_other_hand(desk: Desk, file: Path, qtbot: QtBot) -> None:
    desk.files.open(file)
    retitle(desk, "Mine")
    assert desk.files.save()
    qtbot.wait(SETTLING_MILLISECONDS + 200)
    assert desk.window.disk.isHidden()


def test_a_new_trip_begins_at_its_title(make_desk: Callable[..., Desk], qtbot: QtBot) -> None:
    desk = make_desk(real_page=True)
    settle(qtbot, desk)
    desk.window.actions_[Act.NEW].trigger()
    page = desk.window.page
    assert isinstance(page, PlannerPage)
    assert desk.window.focusWidget() is page.trip_pane.title
