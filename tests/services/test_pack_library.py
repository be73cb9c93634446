from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from advisor.model.verdict import Verdict
from advisor.services.advice import advise, example_trip, usual_as_of
from advisor.services.clock import stopped_at
from advisor.services.pack_library import Origin, PackLibrary, read_folder
from advisor.services.paths import Paths, find_paths
from tests.packs import small_pack_texts

GO_DAY = date(2023, 6, 15)


def write_pack(folder: Path, **changed: str) -> Path:
    """The small pack in a folder, its pack.yaml with parts of it replaced."""
    for name, text in small_pack_texts().items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    head = folder / "pack.yaml"
    text = head.read_text(encoding="utf-8")
    for old, new in changed.items():
        assert f"{old}:" in text
        text = "".join(f"{old}: {new}\n" if line.startswith(f"{old}:") else line for line in text.splitlines(True))
    head.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    data = tmp_path / "data"
    return Paths(data=data, settings=data / "settings.json", rules=tmp_path / "rules", assets=tmp_path / "assets")


@pytest.fixture
def library(paths: Paths) -> PackLibrary:
    return PackLibrary(paths)


def test_packs_are_found_on_both_shelves_the_users_own_first(library: PackLibrary, paths: Paths) -> None:
    write_pack(paths.rules / "land")
    write_pack(paths.packs / "ours")
    (paths.rules / "no-pack").mkdir()
    found = [(one.folder.name, one.origin) for one in library.folders()]
    assert found == [("ours", Origin.USER), ("land", Origin.SHIPPED)]


def test_without_shelves_there_are_no_packs(library: PackLibrary) -> None:
    assert library.folders() == ()
    assert library.find("land") is None


def test_a_name_is_an_id_before_it_is_a_folder(
    library: PackLibrary, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = write_pack(paths.rules / "folder-of-any-name")
    monkeypatch.chdir(tmp_path)
    here = write_pack(tmp_path / "land")
    by_id = library.find("land")
    assert by_id is not None
    assert by_id.folder == shipped
    for name in ("./land", str(here), str(here / "pack.yaml")):
        by_path = library.find(name)
        assert by_path is not None
        assert by_path.folder.resolve() == here.resolve()
        assert by_path.origin is Origin.GIVEN


@pytest.mark.parametrize("name", ["", "\0", "nowhere", "/nowhere", "~", "..."])
def test_what_names_nothing_is_found_nowhere(library: PackLibrary, name: str) -> None:
    assert library.find(name) is None


def test_a_good_pack_loads_without_a_caveat(library: PackLibrary, tmp_path: Path) -> None:
    loaded = library.load(write_pack(tmp_path / "land"))
    assert loaded.pack is not None
    assert loaded.pack.id == "land"
    assert not loaded.faulty
    assert loaded.caveat is None


def test_a_faulty_pack_is_answered_by_its_last_good_edition_and_never_better_than_refer(
    library: PackLibrary, tmp_path: Path
) -> None:
    folder = write_pack(tmp_path / "land")
    good = library.load_or_last_good(folder)
    assert good.pack is not None
    trip = example_trip(good.pack)
    assert trip is not None
    assert advise(trip, good, GO_DAY).verdict is Verdict.GO

    write_pack(folder, edition="[faulty]")
    assert library.load(folder).pack is None
    older = library.load_or_last_good(folder)
    assert older.pack is not None
    assert older.faulty
    assert older.diagnostics
    assert older.pack.fingerprint == good.pack.fingerprint
    assert older.caveat is not None
    assert older.caveat.args["edition"] == "2023-06"
    assert advise(trip, older, GO_DAY).verdict is Verdict.REFER

    write_pack(folder)
    assert not library.load_or_last_good(folder).faulty


def test_without_a_good_edition_there_is_nothing_to_assess_with(library: PackLibrary, tmp_path: Path) -> None:
    loaded = library.load_or_last_good(write_pack(tmp_path / "land", edition="[faulty]"))
    assert loaded.pack is None
    assert loaded.faulty
    good = library.load(write_pack(tmp_path / "good"))
    assert good.pack is not None
    trip = example_trip(good.pack)
    assert trip is not None
    with pytest.raises(ValueError, match="no pack"):
        advise(trip, loaded, GO_DAY)


def test_packs_of_the_same_name_elsewhere_have_memories_of_their_own(library: PackLibrary, tmp_path: Path) -> None:
    library.load_or_last_good(write_pack(tmp_path / "one" / "land"))
    assert library.load_or_last_good(write_pack(tmp_path / "two" / "land", edition="[faulty]")).pack is None


@pytest.mark.parametrize("junk", [b"", b"PK\x03\x04 no archive"])
def test_a_broken_memory_is_no_memory(library: PackLibrary, paths: Paths, tmp_path: Path, junk: bytes) -> None:
    folder = write_pack(tmp_path / "land")
    library.load_or_last_good(folder)
    [memory] = paths.last_good.iterdir()
    memory.write_bytes(junk)
    write_pack(folder, edition="[faulty]")
    assert library.load_or_last_good(folder).pack is None


def test_a_disk_that_takes_nothing_does_not_spoil_a_good_pack(
    library: PackLibrary, paths: Paths, tmp_path: Path
) -> None:
    paths.data.write_text("a file where the folder should be", encoding="utf-8")
    assert not library.load_or_last_good(write_pack(tmp_path / "land")).faulty


def test_a_file_that_can_t_be_read_is_an_error_not_an_absence(library: PackLibrary, tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "land")
    (folder / "rules" / "south.yaml").unlink()
    (folder / "rules" / "south.yaml").symlink_to("nowhere.yaml")
    loaded = library.load(folder)
    assert loaded.pack is None
    assert "unreadable-file" in [fault.code for fault in loaded.diagnostics]


def test_a_folder_that_is_not_there_is_an_error(library: PackLibrary, tmp_path: Path) -> None:
    loaded = library.load(tmp_path / "none")
    assert loaded.pack is None
    assert "unreadable-file" in [fault.code for fault in loaded.diagnostics]


def test_only_what_may_belong_to_a_pack_is_read(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "land")
    for name in (".git/config.yaml", "rules/.south.yaml.swp", "rules/#south.yaml", "map.png", "rules/south.yaml~"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"junk")
    (folder / "rules" / "extra.yml").write_bytes(b"")
    files, faults = read_folder(folder)
    assert faults == ()
    assert set(files) == (set(small_pack_texts()) - {"README.md"}) | {"rules/extra.yml"}


def test_a_huge_file_is_not_read_whole(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "land")
    with (folder / "rules" / "huge.yaml").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    files, _ = read_folder(folder)
    assert len(files["rules/huge.yaml"]) == 5 * 1024 * 1024 + 1


@pytest.mark.skipif(os.name != "posix", reason="symbolic links need no rights there")
def test_links_that_run_in_circles_are_not_followed(library: PackLibrary, tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "land")
    (folder / "rules" / "round").symlink_to(folder, target_is_directory=True)
    assert library.load(folder).pack is not None


def test_a_historical_pack_is_asked_as_of_its_own_day(library: PackLibrary, tmp_path: Path) -> None:
    current = library.load(write_pack(tmp_path / "land")).pack
    historical = library.load(write_pack(tmp_path / "past", edition='"2023-06"\nas_of: 2023-06-15')).pack
    assert current is not None
    assert historical is not None
    clock = stopped_at(date(2026, 1, 1))
    assert usual_as_of(current, clock) == date(2026, 1, 1)
    assert usual_as_of(historical, clock) == date(2023, 6, 15)


def test_the_program_finds_what_it_came_with(tmp_path: Path) -> None:
    found = find_paths(tmp_path)
    assert (found.assets / "countries.json").is_file()
    assert found.rules.is_dir()
    assert found.settings.parent == found.data == tmp_path
    assert tmp_path not in find_paths().data.parents


@pytest.mark.skipif(os.name != "posix", reason="symbolic links need no rights there")
def test_a_linked_folder_is_a_fault_since_its_rules_are_not_read(library: PackLibrary, tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "land")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / "rules" / "shared").symlink_to(elsewhere, target_is_directory=True)
    loaded = library.load(folder)
    assert loaded.faulty
    assert [fault.span and fault.span.file for fault in loaded.diagnostics] == ["rules/shared"]


@pytest.mark.skipif(os.name != "posix", reason="named pipes")
def test_a_pipe_named_like_a_rule_file_is_a_fault_and_not_waited_for(library: PackLibrary, tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "land")
    os.mkfifo(folder / "rules" / "more.yaml")
    assert library.load(folder).faulty


def test_a_folder_nobody_may_look_into_is_a_fault(
    library: PackLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_pack(tmp_path / "land")
    look = Path.stat

    def refused(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if self.name == "rules":
            raise PermissionError(13, "Permission denied")
        return look(self, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", refused)
    loaded = library.load(folder)
    assert loaded.faulty
    assert any(fault.code == "unreadable-file" for fault in loaded.diagnostics)


@pytest.mark.skipif(os.name != "posix", reason="names of any bytes")
def test_a_name_no_archive_can_hold_does_not_keep_a_pack_from_loading(library: PackLibrary, tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "land")
    try:
        (folder / "rules" / os.fsdecode(b"more\xff.yaml")).write_text("[]\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such names")
    assert library.load_or_last_good(folder).pack is not None


def test_a_spoilt_memory_is_no_memory(library: PackLibrary, paths: Paths, tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "land")
    library.load_or_last_good(folder)
    (memory,) = paths.last_good.iterdir()
    good = memory.read_bytes()
    (folder / "pack.yaml").write_text("{", encoding="utf-8")
    for position in range(0, len(good), 97):
        memory.write_bytes(good[:position] + bytes([good[position] ^ 0xFF]) + good[position + 1 :])
        loaded = library.load_or_last_good(folder)
        assert loaded.faulty
        assert loaded.pack is None or loaded.caveat is not None
