"""Editing a pack: undo, saving whole or not at all, history, and what other hands do meanwhile."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.rulebook.loader import load_pack
from advisor.services.atomic import write_atomically
from advisor.services.change_log import with_entry
from advisor.services.pack_editor import CHANGE_LOG, PackChangedError, PackEditor
from advisor.services.pack_memory import PackMemory
from tests.packs import small_pack_texts

WRITING = "advisor.services.pack_editor.write_atomically"
SOUTH, NORTH = "rules/south.yaml", "rules/north.yaml"


def write(folder: Path) -> Path:
    for name, text in small_pack_texts().items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


def editor_of(tmp_path: Path) -> PackEditor:
    start, steps = datetime(2023, 6, 15, 9, tzinfo=UTC), count()
    memory = PackMemory(tmp_path / "editing", tmp_path / "land", lambda: start + timedelta(minutes=next(steps)))
    opened = PackEditor(tmp_path / "land", memory)
    opened.open()
    return opened


@pytest.fixture
def editor(tmp_path: Path) -> PackEditor:
    write(tmp_path / "land")
    return editor_of(tmp_path)


def on_disk(editor: PackEditor, name: str) -> str:
    return (editor.folder / name).read_bytes().decode()


def edit(editor: PackEditor, name: str, old: str, new: str, merge: str | None = None) -> None:
    text = editor.text(name)
    assert text is not None
    assert old in text
    editor.set_text(name, text.replace(old, new), "edit", merge=merge)


def test_nothing_is_written_before_saving(editor: PackEditor) -> None:
    before = on_disk(editor, SOUTH)
    edit(editor, SOUTH, "2023-12-31", "2024-01-31")
    assert editor.dirty
    assert editor.edited == (SOUTH,)
    assert on_disk(editor, SOUTH) == before


def test_undo_goes_back_over_files_and_letters_typed_are_one_step(editor: PackEditor) -> None:
    edit(editor, SOUTH, "2023-12-31", "2023-12-3", merge="south")
    edit(editor, SOUTH, "2023-12-3", "2023-12-30", merge="south")
    edit(editor, "measures.yaml", "Escort", "Armed escort")
    editor.undo()
    assert [*editor.edited] == [SOUTH]
    editor.undo()
    assert not editor.dirty
    assert editor.undo_label is None
    editor.redo()
    editor.redo()
    assert [*editor.edited] == ["measures.yaml", SOUTH]


def test_saving_keeps_the_edition_before_and_after(editor: PackEditor) -> None:
    before = editor.files
    edit(editor, SOUTH, "2023-12-31", "2024-01-31")
    after = editor.files
    editor.save("the roads are still in use")
    assert not editor.dirty
    assert on_disk(editor, SOUTH).encode() == after[SOUTH]
    new, old = editor.memory.editions()
    assert (new.reason, new.found, old.found) == ("the roads are still in use", False, True)
    assert editor.memory.files_of(new) == after
    assert editor.memory.files_of(old) == before


def test_restoring_an_edition_is_an_edit_that_can_be_taken_back(editor: PackEditor) -> None:
    before = editor.files
    edit(editor, SOUTH, "2023-12-31", "2024-01-31")
    editor.save()
    editor.apply(editor.memory.files_of(editor.memory.editions()[-1]), "restore")
    assert editor.files == before
    assert editor.dirty
    editor.save()
    assert on_disk(editor, SOUTH).encode() == before[SOUTH]
    assert len(editor.memory.editions()) == 3
    editor.undo()
    assert editor.edited == (SOUTH,)


def test_a_file_changed_on_disk_is_never_overwritten_in_silence(editor: PackEditor) -> None:
    edit(editor, SOUTH, "2023-12-31", "2024-01-31")
    (editor.folder / SOUTH).write_text("# theirs\n[]\n", "utf-8")
    with pytest.raises(PackChangedError, match="south"):
        editor.save()
    assert on_disk(editor, SOUTH) == "# theirs\n[]\n"
    assert "2024-01-31" in (editor.text(SOUTH) or "")
    editor.save(overwrite=True)
    assert "2024-01-31" in on_disk(editor, SOUTH)
    theirs = editor.memory.editions()[1]
    assert editor.memory.files_of(theirs)[SOUTH] == b"# theirs\n[]\n"


def test_theirs_can_be_taken_and_that_taken_back(editor: PackEditor) -> None:
    edit(editor, SOUTH, "2023-12-31", "2024-01-31")
    (editor.folder / SOUTH).write_text("[]\n", "utf-8")
    assert editor.refresh() == (SOUTH,)
    editor.take_theirs((SOUTH,))
    assert editor.text(SOUTH) == "[]\n"
    assert not editor.dirty
    editor.undo()
    assert "2024-01-31" in (editor.text(SOUTH) or "")


def test_a_file_nobody_edits_here_follows_the_disk_through_undo(editor: PackEditor) -> None:
    edit(editor, SOUTH, "2023-12-31", "2024-01-31")
    (editor.folder / "measures.yaml").write_text("[]\n", "utf-8")
    assert editor.refresh() == ()
    assert editor.text("measures.yaml") == "[]\n"
    assert editor.edited == (SOUTH,)
    editor.undo()
    assert not editor.dirty
    assert editor.text("measures.yaml") == "[]\n"


@pytest.mark.parametrize("written", [0, 1, 2])
def test_a_save_cut_short_is_ended_at_the_next_start(
    tmp_path: Path, editor: PackEditor, written: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(editor, SOUTH, "2023-12-31", "2024-01-31")
    edit(editor, "measures.yaml", "Escort", "Armed escort")
    after = editor.files
    done = count()

    def killed(path: Path, data: bytes) -> None:
        if next(done) == written:
            raise KeyboardInterrupt
        write_atomically(path, data)

    monkeypatch.setattr(WRITING, killed)
    if written < 2:
        with pytest.raises(KeyboardInterrupt):
            editor.save()
    else:
        editor.save()
    monkeypatch.undo()
    again = editor_of(tmp_path)
    assert again.files == after
    assert not again.dirty
    assert not again.recovered


def test_a_process_killed_while_saving_leaves_whole_files(tmp_path: Path) -> None:
    folder = write(tmp_path / "land")
    script = (
        "import sys; from pathlib import Path; from advisor.services.pack_editor import PackEditor;"
        "from advisor.services.pack_memory import PackMemory; folder, shelf = map(Path, sys.argv[1:]);"
        "editor = PackEditor(folder, PackMemory(shelf, folder)); editor.open(); print('open', flush=True)\n"
        "for number in range(100000):\n"
        "    for name in ('rules/south.yaml', 'measures.yaml'):\n"
        "        editor.set_text(name, f'# {number}\\n[]\\n', 'edit')\n"
        "    editor.save()\n"
    )
    command = [sys.executable, "-c", script, str(folder), str(tmp_path / "editing")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.3)
        process.kill()
    again = editor_of(tmp_path)
    assert again.text(SOUTH) == again.text("measures.yaml")
    assert not again.dirty


def test_a_failed_save_keeps_every_edit(editor: PackEditor, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(editor, SOUTH, "2023-12-31", "2024-01-31")
    after = editor.files

    def full(_path: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(WRITING, full)
    with pytest.raises(OSError, match="space"):
        editor.save()
    assert editor.files == after
    assert editor.dirty


def test_edits_survive_a_crash_and_saving_them_over_anothers_change_is_refused(
    tmp_path: Path, editor: PackEditor
) -> None:
    edit(editor, SOUTH, "2023-12-31", "2024-01-31")
    editor.keep_draft()
    again = editor_of(tmp_path)
    assert again.recovered
    assert again.files == editor.files
    (editor.folder / SOUTH).write_text("[]\n", "utf-8")
    later = editor_of(tmp_path)
    assert "2024-01-31" in (later.text(SOUTH) or "")
    with pytest.raises(PackChangedError):
        later.save()
    later.discard()
    assert later.text(SOUTH) == "[]\n"
    assert not editor_of(tmp_path).recovered


def test_a_damaged_memory_is_as_if_there_were_none(tmp_path: Path, editor: PackEditor) -> None:
    edit(editor, SOUTH, "2023-12-31", "2024-01-31")
    editor.save()
    edit(editor, SOUTH, "2024-01-31", "2024-02-29")
    editor.keep_draft()
    for file in (tmp_path / "editing").rglob("*.zip"):
        file.write_bytes(file.read_bytes()[:40])
    again = editor_of(tmp_path)
    assert not again.recovered
    assert again.memory.editions() == ()
    edit(again, SOUTH, "2024-01-31", "2024-02-29")
    again.save()
    assert len(again.memory.editions()) == 2


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.one_of(
            st.tuples(st.just("type"), st.sampled_from([SOUTH, NORTH]), st.sampled_from("abc"), st.booleans()),
            st.tuples(st.sampled_from(["undo", "redo"])),
        ),
        max_size=30,
    )
)
def test_every_step_can_be_taken_back_and_done_again(editor: PackEditor, steps: list[tuple[str, ...]]) -> None:
    editor.discard()
    start = editor.files
    for step in steps:
        if step[0] == "type":
            _type, name, sign, alone = step
            editor.set_text(name, (editor.text(name) or "") + sign, "edit", merge=None if alone else name)
        elif step[0] == "undo":
            editor.undo()
        else:
            editor.redo()
        assert editor.dirty is (editor.files != start)
    while editor.redo_label is not None:
        editor.redo()
    end = editor.files
    while editor.undo_label is not None:
        editor.undo()
    assert editor.files == start
    while editor.redo_label is not None:
        editor.redo()
    assert editor.files == end


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=60))
def test_any_bytes_in_a_rule_file_are_kept_until_edited(tmp_path: Path, data: bytes) -> None:
    folder = write(tmp_path / "land")
    (folder / NORTH).write_bytes(data)
    editor = editor_of(tmp_path)
    edit(editor, SOUTH, "2023-12-31", "2024-01-31")
    result = load_pack(editor.files)
    assert result.pack is not None or result.diagnostics
    editor.save()
    assert (folder / NORTH).read_bytes() == data
    text = editor.text(NORTH)
    assert text is None or text.encode() == data


def test_the_change_log_gets_its_entry_under_the_day() -> None:
    day = date(2023, 6, 15)
    empty = with_entry("", day, ("one",), title="Changes")
    assert empty == "# Changes\n\n## 2023-06-15\n\n- one\n"
    assert with_entry(empty, day, ("two\nlines",), title="") == "# Changes\n\n## 2023-06-15\n\n- two lines\n- one\n"
    old = "# Log\r\n\r\nWords.\r\n\r\n## 2022\r\n\r\nText.\r\n"
    assert with_entry(old, day, ("x",), title="") == old.replace("## 2022", "## 2023-06-15\r\n\r\n- x\r\n\r\n## 2022")


def test_the_change_log_is_saved_with_the_rules(editor: PackEditor) -> None:
    editor.apply({**editor.files, CHANGE_LOG: b"# Log\n"}, "log")
    editor.save()
    assert on_disk(editor, CHANGE_LOG) == "# Log\n"
    assert load_pack(editor.files).pack is not None


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("rules/east.yaml", "../schema/rule.json"),
        ("rules/east/far.yaml", "../../schema/rule.json"),
        ("trips/mine.yaml", "../schema/trip.json"),
        ("invariants.yaml", "schema/invariants.json"),
    ],
)
def test_a_file_that_is_begun_names_its_schema_if_the_pack_has_any(editor: PackEditor, name: str, path: str) -> None:
    editor.begin(name, "[]\n", "new")
    assert editor.text(name) == "[]\n"
    editor.undo()
    (editor.folder / "schema").mkdir()
    editor.begin(name, "[]\n", "new")
    assert editor.text(name) == f"# yaml-language-server: $schema={path}\n[]\n"
    editor.undo()
    assert name not in editor.files


def test_the_schemas_follow_what_is_saved_if_the_pack_has_any(editor: PackEditor) -> None:
    place = "\n- {id: newtown, name: Newtown, kind: town, within: north, lat: 16.3, lon: -0.1, imprecision_km: 1}\n"
    schemas = editor.folder / "schema"
    editor.set_text("places.yaml", f"{editor.text('places.yaml')}# more\n", "edit")
    editor.save()
    assert not schemas.exists()
    schemas.mkdir()
    editor.set_text("places.yaml", f"{editor.text('places.yaml')}{place}", "edit")
    editor.save()
    made = (schemas / "network.json").read_text(encoding="utf-8")
    assert '"newtown"' in made
    assert not [name for name in editor.files if name.startswith("schema/")]
    editor.set_text("places.yaml", f"{editor.text('places.yaml')}- {{id: faulty}}\n", "edit")
    editor.save()
    assert (schemas / "network.json").read_text(encoding="utf-8") == made


GAO = "rules/gao.yaml"


def test_a_file_that_was_begun_outlives_a_crash(editor: PackEditor, tmp_path: Path) -> None:
    editor.begin(GAO, "", "new file")
    editor.keep_draft()
    again = editor_of(tmp_path)
    assert again.recovered
    assert again.edited == (GAO,)
    assert again.text(GAO) == ""
    again.save()
    assert on_disk(again, GAO) == ""


@pytest.mark.parametrize("theirs", [GAO, "rules/Gao.yaml"])
def test_a_file_found_after_a_crash_under_the_name_of_one_begun_is_kept(
    editor: PackEditor, tmp_path: Path, theirs: str
) -> None:
    editor.begin(GAO, "# mine\n", "new file")
    editor.keep_draft()
    (editor.folder / theirs).write_text("# theirs\n", "utf-8")
    again = editor_of(tmp_path)
    with pytest.raises(PackChangedError) as caught:
        again.save()
    assert caught.value.names == (GAO,)
    assert on_disk(again, theirs) == "# theirs\n"
    assert again.text(GAO) == "# mine\n"
    again.take_theirs(caught.value.names)
    again.save()
    assert on_disk(again, theirs) == "# theirs\n"


def test_a_file_begun_where_one_cannot_be_read_never_takes_its_place(editor: PackEditor) -> None:
    editor.begin(GAO, "# mine\n", "new file")
    (editor.folder / GAO).symlink_to(editor.folder / "nowhere")
    with pytest.raises(OSError, match=GAO):
        editor.save(overwrite=True)
    assert (editor.folder / GAO).is_symlink()
    assert editor.text(GAO) == "# mine\n"
    assert GAO in editor.taken


def test_names_of_files_not_edited_here_may_differ_in_case_alone(editor: PackEditor) -> None:
    for name in ("gao", "Gao"):
        (editor.folder / "rules" / f"{name}.yaml").write_text("", "utf-8")
    assert editor.refresh() == ()
    edit(editor, SOUTH, "2023-12-31", "2024-01-31")
    editor.save()
    assert not editor.dirty
