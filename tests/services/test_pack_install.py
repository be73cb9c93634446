from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from advisor.services import pack_install, pack_library
from advisor.services.clock import stopped_at
from advisor.services.file_lock import FileLock
from advisor.services.pack_carry import as_one_file, carried_by, name_of
from advisor.services.pack_editor import PackBusyError, PackEditor
from advisor.services.pack_install import Age, NotInstallableError, Offer, age_of, install
from advisor.services.pack_library import PackLibrary, read_folder
from advisor.services.pack_memory import PackMemory
from advisor.services.paths import Paths
from tests.services.test_pack_library import write_pack

TODAY = date(2026, 11, 27)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    data = tmp_path / "data"
    return Paths(data, data / "settings.json", tmp_path / "rules", tmp_path / "assets")


@pytest.fixture
def library(paths: Paths) -> PackLibrary:
    return PackLibrary(paths)


def issued(day: str) -> str:
    return f"2023-06\nissued: {{by: Security office, on: {day}}}"


def packed_up(folder: Path, **changed: str) -> Path:
    """The small pack, changed, in one file."""
    write_pack(folder, **changed)
    carried, pack = carried_by(folder), PackLibrary(_no_paths(folder)).load(folder).pack
    assert pack is not None
    file = folder.with_suffix(".zip")
    file.write_bytes(as_one_file(carried, pack))
    return file


def _no_paths(folder: Path) -> Paths:
    none = folder.parent / "none"
    return Paths(none, none, none, none)


def look(file: Path, library: PackLibrary, paths: Paths) -> Offer:
    return pack_install.look_at(file, library, paths, stopped_at(TODAY))


def told(offer: Offer) -> list[str]:
    return [one.id.removeprefix("carry.") for one in offer.warnings]


def rename_rule(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


# -- carrying


def test_the_same_contents_are_the_same_bytes_and_come_out_as_they_went_in(tmp_path: Path) -> None:
    one, other = packed_up(tmp_path / "one"), packed_up(tmp_path / "other")
    assert one.read_bytes() == other.read_bytes()
    there, back = carried_by(tmp_path / "one"), carried_by(one)
    assert (dict(back.files), dict(back.pages)) == (dict(there.files), dict(there.pages))
    assert "README.md" in back.pages


def test_what_belongs_to_no_pack_stays_behind_and_is_named(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "land")
    (folder / "notes.docx").write_bytes(b"PK")
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("[core]")
    (folder / "away.md").symlink_to("/etc/hostname")
    carried = carried_by(folder)
    assert carried.others == ("away.md", "notes.docx")
    assert not {name for name in carried.pages if ".git" in name}


def test_the_file_is_called_after_pack_and_edition(tmp_path: Path, library: PackLibrary) -> None:
    pack = library.load(write_pack(tmp_path / "land")).pack
    assert pack is not None
    assert name_of(pack) == "land-2023-06.zip"
    assert name_of(replace(pack, edition="../ 7/A")) == "land-7-A.zip" or "/" not in name_of(
        replace(pack, edition="../ 7/A")
    )


# -- looking


def test_a_first_pack_comes_without_warnings(tmp_path: Path, library: PackLibrary, paths: Paths) -> None:
    offer = look(packed_up(tmp_path / "land", edition=issued("2026-01-02")), library, paths)
    assert (offer.age, told(offer), offer.target) == (Age.FIRST, [], paths.packs / "land")
    assert offer.pack is not None
    assert offer.pack.issued is not None
    assert offer.pack.issued.by.in_language("fr") == "Security office"


@pytest.mark.parametrize(
    ("new", "old", "age", "warnings"),
    [
        (issued("2026-02-01"), issued("2026-01-01"), Age.NEWER, ["same-edition"]),
        (issued("2026-01-01"), issued("2026-02-01"), Age.OLDER, ["older", "same-edition"]),
        ("2023-07", "2023-06", Age.NEWER, []),
        ("2023-05", "2023-06", Age.OLDER, ["older"]),
        ("7", "2023-06", Age.UNKNOWN, ["unknown-age"]),
        ("2023", "2023-06", Age.UNKNOWN, ["unknown-age"]),
        (issued("2026-12-24"), "2023-05", Age.NEWER, ["to-come"]),
        (issued("2026-02-01"), issued("2026-01-01").replace("2023-06", "2023-07"), Age.OLDER, ["older"]),
        (issued("2026-01-01"), issued("2026-01-01"), Age.SAME, []),
    ],
)
def test_an_older_edition_and_one_of_the_same_name_are_warned_about(
    new: str, old: str, age: Age, warnings: list[str], tmp_path: Path, library: PackLibrary, paths: Paths
) -> None:
    install(look(packed_up(tmp_path / "old", edition=old), library, paths), paths, "")
    offer = look(packed_up(tmp_path / "new", edition=new), library, paths)
    assert offer.age is age
    assert told(offer) == warnings


def test_of_two_packs_one_is_older_or_nobody_can_tell(tmp_path: Path, library: PackLibrary) -> None:
    one = library.load(write_pack(tmp_path / "one", edition="2023-06")).pack
    other = library.load(write_pack(tmp_path / "other", edition="2023-07")).pack
    assert one is not None
    assert other is not None
    assert (age_of(one, other), age_of(other, one), age_of(one, one)) == (Age.OLDER, Age.NEWER, Age.SAME)


def test_what_one_would_lose_is_told(tmp_path: Path, library: PackLibrary, paths: Paths) -> None:
    install(look(packed_up(tmp_path / "old"), library, paths), paths, "")
    folder = write_pack(tmp_path / "new", edition="2023-07")
    rename_rule(folder / "rules" / "south.yaml", "id: south-road", "id: southern-road")
    for trip in (folder / "trips").glob("*.yaml"):
        trip.unlink()
    rename_rule(folder / "pack.yaml", "example_trip: day-visit.yaml\n", "")
    offer = look(folder, library, paths)
    assert [one.id for one in offer.loses][:2] == ["rules.added", "rules.removed"]
    assert offer.differs is not None
    assert offer.differs.may_loosen


def test_a_pack_that_came_with_the_program_stays(tmp_path: Path, library: PackLibrary, paths: Paths) -> None:
    write_pack(paths.rules / "land", edition="2023-08")
    offer = look(packed_up(tmp_path / "new"), library, paths)
    assert (offer.shipped, offer.age, told(offer)) == (True, Age.OLDER, ["older"])
    install(offer, paths, "")
    found = library.with_id("land")
    assert found is not None
    assert found.folder == paths.packs / "land"
    assert (paths.rules / "land" / "pack.yaml").exists()


# -- installing


def test_what_is_replaced_can_be_restored_and_what_is_no_pack_stays(
    tmp_path: Path, library: PackLibrary, paths: Paths
) -> None:
    folder = install(look(packed_up(tmp_path / "old"), library, paths), paths, "first")
    before = dict(read_folder(folder)[0])
    (folder / "notes.docx").write_bytes(b"PK")
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("[core]", encoding="utf-8")
    (folder / "rules" / "mine.yaml").write_text("[]\n", encoding="utf-8")
    offer = look(packed_up(tmp_path / "new", edition="2023-07"), library, paths)
    assert told(offer) == ["edited"]
    assert install(offer, paths, "second") == folder
    assert not (folder / "rules" / "mine.yaml").exists()
    assert (folder / "notes.docx").read_bytes() == b"PK"
    assert (folder / ".git" / "config").read_text(encoding="utf-8") == "[core]"
    memory = PackMemory(paths.editing, folder)
    kept = memory.editions()
    assert [(one.reason, one.installed, one.found) for one in kept] == [
        ("second", True, False), ("", False, True), ("first", True, False),
    ]  # fmt: skip
    assert memory.files_of(kept[1])["rules/mine.yaml"] == b"[]\n"
    assert {name: memory.files_of(kept[2])[name] for name in before} == before
    assert [one.name for one in paths.packs.iterdir()] == ["land"]


def test_edits_never_saved_outlive_it(tmp_path: Path, library: PackLibrary, paths: Paths) -> None:
    folder = install(look(packed_up(tmp_path / "old"), library, paths), paths, "")
    editor = PackEditor(folder, PackMemory(paths.editing, folder))
    editor.open()
    editor.set_text("rules/mine.yaml", "[]\n", "")
    editor.keep_draft()
    offer = look(packed_up(tmp_path / "new", edition="2023-07"), library, paths)
    assert told(offer) == ["draft"]
    install(offer, paths, "")
    again = PackEditor(folder, PackMemory(paths.editing, folder))
    again.open()
    assert again.recovered
    assert again.text("rules/mine.yaml") == "[]\n"
    assert "2023-07" in (again.text("pack.yaml") or "")


def test_a_faulty_pack_is_never_installed(tmp_path: Path, library: PackLibrary, paths: Paths) -> None:
    folder = install(look(packed_up(tmp_path / "old"), library, paths), paths, "")
    bad = write_pack(tmp_path / "bad", edition="2023-07")
    rename_rule(bad / "rules" / "south.yaml", "effect: allow", "effect: alow")
    offer = look(bad, library, paths)
    assert offer.pack is None
    assert offer.faults
    with pytest.raises(NotInstallableError):
        install(offer, paths, "")
    cut = tmp_path / "cut.zip"
    cut.write_bytes(packed_up(tmp_path / "new").read_bytes()[:-9])
    with pytest.raises(NotInstallableError):
        install(look(cut, library, paths), paths, "")
    pack = library.load(folder).pack
    assert pack is not None
    assert pack.edition == "2023-06"


def test_another_packs_folder_and_a_link_are_not_taken(tmp_path: Path, library: PackLibrary, paths: Paths) -> None:
    write_pack(paths.packs / "land", id="other")
    with pytest.raises(NotInstallableError) as caught:
        install(look(packed_up(tmp_path / "new"), library, paths), paths, "")
    assert caught.value.why.id == "carry.other-pack"
    (paths.packs / "land").rename(tmp_path / "elsewhere")
    (paths.packs / "land").symlink_to(write_pack(tmp_path / "shared"))
    with pytest.raises(NotInstallableError) as caught:
        install(look(packed_up(tmp_path / "newer", edition="2023-07"), library, paths), paths, "")
    assert caught.value.why.id == "carry.link"


def test_a_pack_in_a_folder_of_another_name_is_replaced_there(
    tmp_path: Path, library: PackLibrary, paths: Paths
) -> None:
    write_pack(paths.packs / "ours")
    folder = install(look(packed_up(tmp_path / "new", edition="2023-07"), library, paths), paths, "")
    assert folder == paths.packs / "ours"
    assert [one.name for one in paths.packs.iterdir()] == ["ours"]


def test_it_waits_for_a_save_under_way_and_gives_up(
    tmp_path: Path, library: PackLibrary, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = install(look(packed_up(tmp_path / "old"), library, paths), paths, "")
    monkeypatch.setattr(pack_install, "_PATIENCE_SECONDS", 0.0)
    held = FileLock.take(PackMemory(paths.editing, folder).lock)
    assert held is not None
    with pytest.raises(PackBusyError):
        install(look(packed_up(tmp_path / "new", edition="2023-07"), library, paths), paths, "")
    held.release()


def test_a_folder_replaced_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: PackLibrary, paths: Paths
) -> None:
    folder = install(look(packed_up(tmp_path / "old"), library, paths), paths, "")
    new = packed_up(tmp_path / "new", edition="2023-07")
    offer = look(new, library, paths)
    reading = pack_library._read_folder
    times = []

    def slow(place: Path) -> object:
        times.append(place)
        found = reading(place)
        if len(times) == 1:
            monkeypatch.setattr(pack_library, "_read_folder", reading)
            install(offer, paths, "")
            monkeypatch.setattr(pack_library, "_read_folder", slow)
        return found

    monkeypatch.setattr(pack_library, "_read_folder", slow)
    assert dict(read_folder(folder)[0]) == dict(carried_by(new).files)
    assert len(times) == 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be ended in the middle")
def test_a_crash_at_any_moment_leaves_the_old_pack_or_the_new_one_whole(tmp_path: Path) -> None:
    old, new = packed_up(tmp_path / "old"), packed_up(tmp_path / "new", edition="2023-07")
    rename_rule(tmp_path / "new" / "rules" / "south.yaml", "id: south-stay", "id: southern-stay")
    whole = [dict(carried_by(file).files) for file in (old, new)]
    seen = set()
    steps = written = 0
    while True:
        data = tmp_path / f"data-{steps}"
        paths = Paths(data, data / "settings.json", tmp_path / "none", tmp_path / "none")
        library = PackLibrary(paths)
        install(look(old, library, paths), paths, "")
        offer = look(new, library, paths)
        ended = _dies_after(steps, lambda offer=offer, paths=paths: install(offer, paths, ""))  # type: ignore[misc]
        found = library.with_id("land")
        assert found is not None, steps
        there = dict(read_folder(found.folder)[0])
        assert there in whole, steps
        seen.add(whole.index(there))
        hidden = [file for file in paths.packs.glob(".land.*/**/*") if file.is_file()]
        written = max(written, len(hidden))
        if ended:
            break
        if not steps % 4:  # it can be done again, and then nothing is left lying about
            install(look(new, library, paths), paths, "")
            assert dict(read_folder(paths.packs / "land")[0]) == whole[1]
            assert [one.name for one in paths.packs.iterdir()] == ["land"]
        steps += 1 if written >= len(whole[1]) - 1 else 5  # until then, only the folder beside it is being written
    assert steps > len(whole[1])
    assert seen == {0, 1}


_WRITES = frozenset({"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "shutil.rmtree", "shutil.copyfile"})


def _dies_after(steps: int, act: Callable[[], object]) -> bool:
    """Do it in a process of its own that ends, cleaning up nothing, before its write number `steps`; or it did it."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    left = steps

    def count(event: str, args: tuple[object, ...]) -> None:
        nonlocal left
        writes = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
        if event in _WRITES or writes:
            left -= 1
            if left < 0:
                os._exit(7)

    try:
        sys.addaudithook(count)
        act()
        os._exit(0)
    finally:
        os._exit(9)
