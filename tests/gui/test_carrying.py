"""Packs that come as one file and go as one: told, looked at, installed, sent; with real files and a real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from advisor.gui.actions import Act
from advisor.gui.carrying.dialog import OfferDialog
from advisor.gui.desk import Desk
from advisor.model.verdict import Verdict
from advisor.services.pack_carry import as_one_file, carried_by
from advisor.services.pack_library import PackLibrary, load_pack
from advisor.services.pack_memory import PackMemory
from advisor.services.wiring import Services
from tests.gui.conftest import settle, write_pack
from tests.gui.doubles import Answers
from tests.gui.rules_driver import RuleAnswers

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def packed_up(folder: Path, edition: str = "2023-06", day: str = "2023-06-01", note: str = "Sent.") -> Path:
    """The small pack in one file, issued on that day."""
    head = write_pack(folder) / "pack.yaml"
    text = head.read_text(encoding="utf-8").replace("edition: 2023-06\n", f"edition: {edition}\n")
    text = text.replace("country: ML\n", f"issued: {{by: The office, on: {day}}}\ncountry: ML\n", 1)
    head.write_text(text.replace("An invented pack for tests.", note), encoding="utf-8")
    carried = carried_by(folder)
    pack = load_pack(carried.files).pack
    assert pack is not None
    file = folder.with_suffix(".zip")
    file.write_bytes(as_one_file(carried, pack))
    return file


def drop(desk: Desk, path: Path) -> None:
    """As a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none, button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(20, 20), Qt.DropAction.CopyAction, data, button, none)
    QApplication.sendEvent(desk.window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(desk.window, QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, data, button, none))


def offered(desk: Desk, qtbot: QtBot) -> OfferDialog:
    qtbot.waitUntil(lambda: desk.carry.dialog is not None, timeout=10_000)
    assert desk.carry.dialog is not None
    return desk.carry.dialog


def press(dialog: OfferDialog, name: str) -> None:
    QTest.mouseClick(getattr(dialog, name), Qt.MouseButton.LeftButton)


def answers(desk: Desk) -> Answers:
    assert isinstance(desk.dialogs, Answers)
    return desk.dialogs


def folder_in_use(desk: Desk) -> Path:
    assert desk.packs.rules is not None
    return desk.packs.rules.folder


def edition(desk: Desk) -> str:
    assert desk.packs.rules is not None
    assert desk.packs.rules.pack is not None
    return desk.packs.rules.pack.edition


def test_a_pack_dropped_on_the_window_is_told_and_installed(
    desk: Desk, services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    drop(desk, packed_up(tmp_path / "sent", "2023-07", "2023-06-10"))
    dialog = offered(desk, qtbot)
    assert dialog.warnings == ()
    assert dict(dialog.facts)["Issued by, as it says"] == "The office"
    assert dict(dialog.facts)["Issued on"] == "10 June 2023"
    assert not services.paths.packs.exists()
    press(dialog, "install")
    qtbot.waitUntil(lambda: edition(desk) == "2023-07", timeout=10_000)
    settle(qtbot, desk)
    assert folder_in_use(desk) == services.paths.packs / "land"
    assert desk.session.trip.pack == "land"
    assert desk.verdict.assessment is not None
    assert desk.verdict.assessment.pack.edition == "2023-07"


def test_an_older_edition_is_not_installed_unasked(
    desk: Desk, services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    answers(desk).to_open = packed_up(tmp_path / "new", "2023-07", "2023-06-10")
    QTest.keyClick(desk.window, Qt.Key.Key_K, CONTROL | SHIFT)
    press(offered(desk, qtbot), "install")
    qtbot.waitUntil(lambda: edition(desk) == "2023-07", timeout=10_000)
    drop(desk, packed_up(tmp_path / "old", "2023-06", "2023-06-01"))
    dialog = offered(desk, qtbot)
    assert "older edition" in dialog.warnings[0]
    assert dialog.install.text() == "&Install all the same"
    QTest.keyClick(dialog, Qt.Key.Key_Return)  # whoever only presses Return keeps what there is
    qtbot.waitUntil(lambda: desk.carry.dialog is None)
    settle(qtbot, desk)
    assert edition(desk) == "2023-07"
    drop(desk, tmp_path / "old.zip")
    press(offered(desk, qtbot), "install")
    qtbot.waitUntil(lambda: edition(desk) == "2023-06", timeout=10_000)
    kept = PackMemory(services.paths.editing, services.paths.packs / "land").editions()
    assert [one.reason for one in kept] == ["installed from old.zip", "installed from new.zip"]


def test_the_same_edition_with_other_contents_is_warned_about(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    drop(desk, packed_up(tmp_path / "one", day="2023-06-01"))
    press(offered(desk, qtbot), "install")
    qtbot.waitUntil(lambda: desk.packs.rules is not None and "packs" in str(desk.packs.rules.folder), timeout=10_000)
    settle(qtbot, desk)
    drop(desk, packed_up(tmp_path / "two", day="2023-06-02", note="Other words."))
    dialog = offered(desk, qtbot)
    assert [words[:12] for words in dialog.warnings] == ["Same edition"]
    dialog.reject()


def test_a_faulty_file_can_neither_be_installed_nor_looked_at(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    file = packed_up(tmp_path / "sent")
    file.write_bytes(file.read_bytes()[:-20])
    before = desk.verdict.assessment
    drop(desk, file)
    dialog = offered(desk, qtbot)
    assert not dialog.install.isEnabled()
    assert not dialog.look.isEnabled()
    item = dialog.table.item(0, 1)
    assert item is not None
    assert "no whole ZIP" in item.text()
    dialog.reject()
    settle(qtbot, desk)
    assert desk.verdict.assessment is before


def test_only_looking_installs_nothing_and_changes_nothing(
    desk: Desk, services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    file = packed_up(tmp_path / "sent", "2023-07", "2023-06-10")
    stood = file.read_bytes()
    drop(desk, file)
    press(offered(desk, qtbot), "look")
    qtbot.waitUntil(lambda: edition(desk) == "2023-07", timeout=10_000)
    settle(qtbot, desk)
    assert desk.verdict.assessment is not None
    assert desk.verdict.assessment.verdict is Verdict.GO
    assert desk.verdict.assessment.pack.edition == "2023-07"
    assert desk.window.carried.isVisible()
    assert "sent.zip are in use, but not installed" in desk.window.carried.text()
    assert not services.paths.packs.exists()
    desk.pages.write()
    assert desk.pages.page is not None
    assert desk.pages.rules is not None
    rules, page = desk.pages.rules, desk.pages.page
    qtbot.waitUntil(lambda: rules.editor is not None and not rules.checking, timeout=20_000)
    assert rules.read_only
    assert "only looked at, in sent.zip" in page.bars.fixed.text()
    rules.edits.set_text("rules/south.yaml", "[]\n")
    assert rules.editor is not None
    assert not rules.editor.dirty
    page.bars.copy.click()  # to have a copy of one's own is to install it
    press(offered(desk, qtbot), "install")
    qtbot.waitUntil(lambda: folder_in_use(desk) == services.paths.packs / "land", timeout=10_000)
    qtbot.waitUntil(lambda: not rules.read_only, timeout=10_000)
    assert not desk.window.carried.isVisible()
    assert file.read_bytes() == stood


def test_looking_ends_when_told_to(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    before = folder_in_use(desk)
    drop(desk, packed_up(tmp_path / "sent", "2023-07", "2023-06-10"))
    press(offered(desk, qtbot), "look")
    qtbot.waitUntil(lambda: edition(desk) == "2023-07", timeout=10_000)
    desk.carry._stop_button.click()
    qtbot.waitUntil(lambda: edition(desk) == "2023-06", timeout=10_000)
    assert folder_in_use(desk) == before


def test_a_stick_pulled_out_while_looking_permits_nothing(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    file = packed_up(tmp_path / "sent", "2023-07", "2023-06-10")
    drop(desk, file)
    press(offered(desk, qtbot), "look")
    qtbot.waitUntil(lambda: edition(desk) == "2023-07", timeout=10_000)
    file.unlink()
    desk.packs.reload()
    qtbot.waitUntil(lambda: desk.packs.rules is not None and desk.packs.rules.pack is None, timeout=10_000)
    assert desk.window.pages.currentWidget() is desk.window.no_rules


def test_the_pack_in_use_is_sent_as_one_file(desk: Desk, shelf: Path, tmp_path: Path, qtbot: QtBot) -> None:
    answers(desk).to_save = tmp_path / "out.zip"
    (shelf / "land" / "notes.docx").write_bytes(b"PK")
    QTest.keyClick(desk.window, Qt.Key.Key_E, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: "told" in answers(desk).kinds(), timeout=10_000)
    assert ("pack-to-write", Path("land-2023-06.zip")) in answers(desk).asked
    assert dict(carried_by(tmp_path / "out.zip").files) == dict(carried_by(shelf / "land").files)
    assert "notes.docx" in answers(desk).asked[-1][2]


@pytest.fixture
def own(make_desk: Callable[..., Desk], services: Services, qtbot: QtBot) -> Desk:
    """A desk with a pack of one's own in front and a change to it that is not saved."""
    write_pack(services.paths.packs / "land")
    desk = make_desk()
    desk.pages.write()
    assert desk.pages.rules is not None
    rules = desk.pages.rules
    qtbot.waitUntil(lambda: rules.editor is not None and not rules.checking, timeout=20_000)
    rules.edits.set_text("rules/mine.yaml", "[]\n")
    assert rules.editor is not None
    assert rules.editor.dirty
    return desk


def test_what_is_not_saved_is_not_sent_and_a_faulty_pack_neither(own: Desk) -> None:
    own.window.actions_[Act.SEND_PACK].trigger()
    assert answers(own).asked[-1][0] == "failed"
    assert "not saved" in answers(own).asked[-1][2]
    assert own.pages.rules is not None
    own.pages.rules.discard()


def test_what_was_typed_outlives_an_installation(own: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    rules = own.pages.rules
    assert rules is not None
    assert rules.editor is not None
    text = rules.editor.text("pack.yaml")
    assert text is not None
    rules.edits.set_text("pack.yaml", text.replace("An invented pack for tests.", "Typed here."))
    drop(own, packed_up(tmp_path / "sent", "2023-07"))
    dialog = offered(own, qtbot)
    assert any("never saved" in words for words in dialog.warnings)
    press(dialog, "install")
    page = own.pages.page
    assert page is not None
    qtbot.waitUntil(page.bars.clash.isVisible, timeout=10_000)  # pack.yaml is another one now
    assert "Typed here." in (rules.editor.text("pack.yaml") or "")
    assert rules.editor.text("rules/mine.yaml") == "[]\n"
    assert "2023-07" in (rules.editor.folder / "pack.yaml").read_text(encoding="utf-8")
    rules.discard()


def test_forgetting_leaves_no_rules_and_asks_about_what_was_typed(own: Desk, services: Services) -> None:
    rules = own.pages.rules
    assert rules is not None
    assert rules.editor is not None
    rules.editor.memory.keep({"pack.yaml": b"secret"}, "secret")
    own.files.forget()
    assert ("forget", 1) in answers(own).asked
    left = [file.name for file in services.paths.data.rglob("*.zip")]
    assert left == ["unsaved.zip"]
    assert rules.editor.dirty
    answers(own).drafts_too = True
    own.files.forget()
    assert [file.name for file in services.paths.data.rglob("*.zip")] == []
    assert not rules.editor.dirty
    rules.keep_drafts()
    assert [file.name for file in services.paths.data.rglob("*.zip")] == []


def test_a_folder_that_can_t_be_written_says_so(own: Desk, services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    rules, page = own.pages.rules, own.pages.page
    assert rules is not None
    assert page is not None
    rules.discard()
    monkeypatch.setattr("advisor.gui.rules.fixed.why_fixed", lambda _folder: "Read-only file system")
    page.word()
    assert page.bars.fixed.isVisible()
    assert "can't be written: Read-only file system" in page.bars.fixed.text()
    assert "came with the program" not in page.bars.fixed.text()
    assert not page.bars.copy.isVisible()  # it lies where a copy would go
    assert PackLibrary(services.paths).with_id("land") is not None


# -- rules changed by another program


def loosen(folder: Path) -> None:
    file = folder / "rules" / "south.yaml"
    text = file.read_text(encoding="utf-8")
    changed = text.replace("review_by: 2023-12-31", "review_by: 2024-12-31")
    assert changed != text
    file.write_text(changed, encoding="utf-8")


def test_a_loosening_by_another_program_is_told_and_its_reason_written(
    make_desk: Callable[..., Desk], services: Services, qtbot: QtBot
) -> None:
    folder = write_pack(services.paths.packs / "land")
    dialogs = Answers()
    dialogs.rules = RuleAnswers()  # type: ignore[attr-defined]
    desk = make_desk(dialogs=dialogs)
    loosen(folder)
    desk.packs.reload()
    qtbot.waitUntil(desk.window.outside.isVisible, timeout=10_000)
    assert "review date" in desk.window.outside.text()
    desk.outside.reason_button.click()
    qtbot.waitUntil(lambda: not desk.window.outside.isVisible())
    log = (folder / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "- Reason: the road was cleared" in log
    assert PackMemory(services.paths.editing, folder).editions()[0].reason.endswith("the road was cleared")
    desk.packs.reload()
    settle(qtbot, desk)
    assert not desk.window.outside.isVisible()


def test_what_is_taken_back_or_tightened_is_not_asked_about(
    make_desk: Callable[..., Desk], services: Services, qtbot: QtBot
) -> None:
    folder = write_pack(services.paths.packs / "land")
    stood = (folder / "rules" / "south.yaml").read_bytes()
    desk = make_desk()
    loosen(folder)
    desk.packs.reload()
    qtbot.waitUntil(desk.window.outside.isVisible, timeout=10_000)
    (folder / "rules" / "south.yaml").write_bytes(stood)
    desk.packs.reload()
    qtbot.waitUntil(lambda: not desk.window.outside.isVisible(), timeout=10_000)
    (folder / "rules" / "south.yaml").write_bytes(stood.replace(b"review_by: 2023-12-31", b"review_by: 2023-11-30"))
    desk.packs.reload()
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: not desk.jobs.running("rules-outside"), timeout=10_000)
    assert desk.outside.change is None


def test_what_is_saved_or_installed_here_is_no_surprise(
    own: Desk, services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    rules = own.pages.rules
    assert rules is not None
    assert rules.editor is not None
    rules.discard()
    text = rules.editor.text("rules/south.yaml")
    assert text is not None
    rules.edits.set_text("rules/south.yaml", text.replace("review_by: 2023-12-31", "review_by: 2024-12-31"))
    rules.dialogs = RuleAnswers()
    assert rules.save()
    own.packs.reload()
    settle(qtbot, own)
    qtbot.waitUntil(lambda: not own.jobs.running("rules-outside"), timeout=10_000)
    assert own.outside.change is None
    drop(own, packed_up(tmp_path / "sent", "2023-07"))
    press(offered(own, qtbot), "install")
    qtbot.waitUntil(lambda: edition(own) == "2023-07", timeout=10_000)
    settle(qtbot, own)
    qtbot.waitUntil(lambda: not own.jobs.running("rules-outside"), timeout=10_000)
    assert own.outside.change is None
