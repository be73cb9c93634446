from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from advisor.model.measure import MeasureState
from advisor.model.trip import Leg, Stay, Traveller, Trip
from advisor.services.clock import stopped_at, today
from advisor.services.paths import Paths
from advisor.services.session import TripSession
from advisor.services.trip_store import ChangedOnDiskError, TripStore

TODAY = date(2026, 3, 1)

TRIP = Trip(
    title='Gao: "field visit" # 1',
    pack="mali-2023",
    travellers=(Traveller(name="Aïssata", nationality=("ML",), roles=()), Traveller()),
    itinerary=(
        Leg(origin="bamako", destination="", mode="un-flight", depart=datetime(2023, 5, 20, 9)),
        Stay(place="gao", until=date(2023, 5, 22), measures={"no-stops": MeasureState.ACCEPTED}),
    ),
    notes="first line\nsecond",
)

CRASHES = """
import os, sys
from pathlib import Path
from advisor.model.trip import Trip
from advisor.services.session import TripSession
from advisor.services.wiring import wire

session = TripSession(wire(Path(sys.argv[1])).trips)
if len(sys.argv) > 2:
    session.open(Path(sys.argv[2]))
session.apply(Trip(title="not saved"), "title")
session.autosave()
os._exit(1)
"""

WAITS = CRASHES.replace("os._exit(1)", "print('ready', flush=True); sys.stdin.read()")


def paths(folder: Path) -> Paths:
    return Paths(data=folder, settings=folder / "settings.json", rules=folder / "rules", assets=folder / "assets")


def store_at(folder: Path, day: date = TODAY, keep_days: int = 30) -> TripStore:
    return TripStore(paths(folder), stopped_at(day), keep_days)


@pytest.fixture
def store(tmp_path: Path) -> TripStore:
    return store_at(tmp_path / "data")


def crash(data: Path, *more: Path) -> None:
    done = subprocess.run([sys.executable, "-c", CRASHES, str(data), *map(str, more)], check=False)
    assert done.returncode == 1


# -- saving


def test_what_is_saved_is_read_back_half_filled_in_or_not(store: TripStore, tmp_path: Path) -> None:
    stamp = store.save(TRIP, tmp_path / "trip.yaml")
    read = store.load(tmp_path / "trip.yaml")
    assert (read.trip, read.diagnostics, read.stamp) == (TRIP, (), stamp)


def test_a_file_that_somebody_else_changed_is_not_overwritten(store: TripStore, tmp_path: Path) -> None:
    file = tmp_path / "trip.yaml"
    stamp = store.save(TRIP, file)
    theirs = store_at(tmp_path / "other")
    theirs.save(Trip(title="theirs"), file, overwrite=True)
    with pytest.raises(ChangedOnDiskError):
        store.save(Trip(title="mine"), file, stamp=stamp)
    assert store.load(file).trip == Trip(title="theirs")
    store.save(Trip(title="mine"), file, stamp=stamp, overwrite=True)
    assert store.load(file).trip == Trip(title="mine")


def test_a_file_that_appeared_meanwhile_is_not_overwritten(store: TripStore, tmp_path: Path) -> None:
    (tmp_path / "trip.yaml").write_text("title: somebody else's\n", encoding="utf-8")
    with pytest.raises(ChangedOnDiskError):
        store.save(TRIP, tmp_path / "trip.yaml", stamp=None)


def test_a_file_that_vanished_is_written_again(store: TripStore, tmp_path: Path) -> None:
    stamp = store.save(TRIP, tmp_path / "trip.yaml")
    (tmp_path / "trip.yaml").unlink()
    store.save(TRIP, tmp_path / "trip.yaml", stamp=stamp)
    assert store.load(tmp_path / "trip.yaml").trip == TRIP


def test_comments_are_kept_in_a_copy(store: TripStore, tmp_path: Path) -> None:
    file = tmp_path / "trip.yaml"
    written = "# agreed with the base\ntitle: Gao\ntravellers: []\nitinerary: []\n"
    file.write_text(written, encoding="utf-8")
    read = store.load(file)
    assert read.trip is not None
    stamp = store.save(TRIP, file, stamp=read.stamp)
    assert (tmp_path / "trip.yaml.bak").read_text(encoding="utf-8") == written
    store.save(Trip(title="again #2"), file, stamp=stamp)
    assert sorted(one.name for one in tmp_path.glob("*.bak*")) == ["trip.yaml.bak"]  # ours had a # but no comment


def test_another_copy_is_never_overwritten(store: TripStore, tmp_path: Path) -> None:
    file = tmp_path / "trip.yaml"
    for number in range(3):
        file.write_text(f"# {number % 2}\ntitle: Gao\n", encoding="utf-8")
        store.save(TRIP, file, overwrite=True)
    copies = {one.name: one.read_text(encoding="utf-8")[:3] for one in tmp_path.glob("*.bak*")}
    assert copies == {"trip.yaml.bak": "# 0", "trip.yaml.bak1": "# 1"}


def test_a_faulty_file_comes_with_its_faults_and_no_trip(store: TripStore, tmp_path: Path) -> None:
    (tmp_path / "trip.yaml").write_text("title: [\n", encoding="utf-8")
    read = store.load(tmp_path / "trip.yaml")
    assert read.trip is None
    assert read.diagnostics
    with pytest.raises(FileNotFoundError):
        store.load(tmp_path / "none.yaml")


def test_half_characters_do_not_cost_the_rest(store: TripStore, tmp_path: Path) -> None:
    odd = Trip(title="G\ud83do", travellers=(Traveller(name="\ude00", facts={"\ud83d": "yes"}),), notes="\U0001f600")
    store.save(odd, tmp_path / "trip.yaml")
    read = store.load(tmp_path / "trip.yaml").trip
    assert read is not None
    assert (read.title, read.travellers[0].name, read.notes) == ("G\ufffdo", "\ufffd", "\U0001f600")
    store.keep_unsaved(odd, None, None)


# -- recent files


def test_recent_files_are_the_latest_first_each_once(store: TripStore, tmp_path: Path) -> None:
    for name in ("a", "b", "a"):
        store.remember(tmp_path / name)
    assert [one.path.name for one in store.recent()] == ["a", "b"]


def test_recent_files_are_kept_for_a_set_time(tmp_path: Path) -> None:
    store_at(tmp_path).remember(tmp_path / "old")
    later = store_at(tmp_path, TODAY + timedelta(days=20))
    later.remember(tmp_path / "new")
    assert [one.path.name for one in later.recent()] == ["new", "old"]
    assert [one.path.name for one in store_at(tmp_path, TODAY + timedelta(days=31)).recent()] == ["new"]
    assert "old" not in (tmp_path / "recent.json").read_text(encoding="utf-8").replace(str(tmp_path), "")


def test_at_most_ten_files_are_remembered(store: TripStore, tmp_path: Path) -> None:
    for number in range(15):
        store.remember(tmp_path / str(number))
    assert [one.path.name for one in store.recent()] == [str(number) for number in range(14, 4, -1)]


@pytest.mark.parametrize("junk", [b"", b"{}", b"[1]", b"\xff", b'[{"path": 1, "day": 2}]', b"[" * 100_000])
def test_a_broken_list_of_recent_files_is_an_empty_one(junk: bytes, tmp_path: Path) -> None:
    (tmp_path / "recent.json").write_bytes(junk)
    assert store_at(tmp_path).recent() == ()


# -- unsaved work


def test_unsaved_work_survives_a_crash(tmp_path: Path) -> None:
    crash(tmp_path)
    [found] = store_at(tmp_path, today()).unsaved()
    assert (found.trip, found.path) == (Trip(title="not saved"), None)


def test_unsaved_work_knows_the_file_it_began_from(tmp_path: Path) -> None:
    file = tmp_path / "trip.yaml"
    stamp = store_at(tmp_path).save(Trip(title="saved"), file)
    crash(tmp_path, file)
    store = store_at(tmp_path, today())
    [found] = store.unsaved()
    assert (found.path, found.stamp) == (file, stamp)
    session = TripSession(store)
    session.recover(found)
    session.save()
    assert store.load(file).trip == Trip(title="not saved")
    assert store.unsaved() == ()


def test_work_of_a_program_that_still_runs_is_left_alone(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WAITS, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        store = store_at(tmp_path, today())
        assert store.unsaved() == ()
        running.kill()
        running.communicate()
    assert [found.trip.title for found in store.unsaved()] == ["not saved"]


def test_unsaved_work_is_kept_for_a_set_time(tmp_path: Path) -> None:
    crash(tmp_path)
    late = store_at(tmp_path, today() + timedelta(days=31))
    assert late.unsaved() == ()
    assert list((tmp_path / "unsaved").iterdir()) == []


def test_a_finished_session_leaves_nothing_behind(store: TripStore, tmp_path: Path) -> None:
    session = TripSession(store)
    session.apply(TRIP, "all")
    session.autosave()
    assert len(list((tmp_path / "data" / "unsaved").glob("*.json"))) == 1
    session.close()
    assert list((tmp_path / "data" / "unsaved").iterdir()) == []


def test_junk_among_the_unsaved_work_is_removed(tmp_path: Path) -> None:
    folder = tmp_path / "unsaved"
    folder.mkdir()
    for number, junk in enumerate([b"", b"[]", b'{"trip": 1}', b'{"trip": "title: [", "path": null, "day": "x"}']):
        (folder / f"{number}.json").write_bytes(junk)
    assert store_at(tmp_path).unsaved() == ()
    assert list(folder.iterdir()) == []


# -- forgetting


def test_forgetting_removes_every_trace_but_the_trips_themselves(tmp_path: Path) -> None:
    file = tmp_path / "trip.yaml"
    data = tmp_path / "data"
    crash(data)
    store = store_at(data, today())
    store.save(TRIP, file)
    session = TripSession(store)
    session.open(file)
    session.apply(Trip(title="secret"), "title")
    session.autosave()
    store.forget()
    assert [one for one in data.rglob("*") if one.is_file()] == []
    assert file.exists()
    assert store.recent() == ()
    assert store.unsaved() == ()
    assert session.trip.title == "secret"  # what is on the screen stays


def test_forgetting_nothing_is_no_error(store: TripStore) -> None:
    store.forget()
