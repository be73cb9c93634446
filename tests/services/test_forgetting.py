from __future__ import annotations

from pathlib import Path

import pytest

from advisor.services.file_lock import FileLock
from advisor.services.forgetting import forget_rules, unsaved_rules
from advisor.services.pack_editor import PackEditor
from advisor.services.pack_library import PackLibrary
from advisor.services.pack_memory import PackMemory
from advisor.services.paths import Paths
from tests.services.test_pack_library import write_pack


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    data = tmp_path / "data"
    return Paths(data, data / "settings.json", tmp_path / "rules", tmp_path / "assets")


def edited(paths: Paths, name: str, *, saved: bool) -> PackEditor:
    folder = write_pack(paths.packs / name)
    PackLibrary(paths).load_or_last_good(folder)
    editor = PackEditor(folder, PackMemory(paths.editing, folder))
    editor.open()
    editor.set_text("rules/mine.yaml", "[]\n", "")
    if saved:
        editor.save("why")
        editor.set_text("rules/mine.yaml", "[]\n# more\n", "")
    editor.keep_draft()
    return editor


def kept(paths: Paths) -> list[str]:
    shelves = (paths.editing, paths.last_good)
    return sorted(file.name for shelf in shelves for file in shelf.rglob("*") if file.is_file())


def test_editions_and_last_good_copies_go_and_what_was_never_saved_stays(paths: Paths) -> None:
    edited(paths, "one", saved=True)
    edited(paths, "other", saved=False)
    assert "edition-000001.zip" in kept(paths)
    assert unsaved_rules(paths) == 2
    forget_rules(paths, unsaved=False)
    assert kept(paths) == ["unsaved.zip", "unsaved.zip"]
    again = PackEditor(paths.packs / "one", PackMemory(paths.editing, paths.packs / "one"))
    again.open()
    assert again.text("rules/mine.yaml") == "[]\n# more\n"
    assert again.memory.editions() == ()


def test_what_was_never_saved_goes_when_that_is_wanted(paths: Paths) -> None:
    edited(paths, "one", saved=True)
    forget_rules(paths, unsaved=True)
    assert kept(paths) == []
    assert not paths.editing.exists()
    assert unsaved_rules(paths) == 0
    assert (paths.packs / "one" / "rules" / "mine.yaml").read_text() == "[]\n"


def test_forgetting_nothing_is_no_error(paths: Paths) -> None:
    forget_rules(paths, unsaved=True)


def test_what_another_window_is_saving_is_told_and_all_else_is_gone(paths: Paths) -> None:
    lock = FileLock.take(edited(paths, "one", saved=True).memory.lock)
    assert lock is not None
    edited(paths, "other", saved=True)
    with pytest.raises(OSError, match="in use"):
        forget_rules(paths, unsaved=True)
    lock.release()
    assert {file.parent.name.partition("-")[0] for file in paths.editing.rglob("*.zip")} == {"one"}
    forget_rules(paths, unsaved=True)
    assert kept(paths) == []
