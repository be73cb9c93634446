from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from advisor.model.diagnostic import Diagnostic
from advisor.model.message import message
from advisor.model.trip import Trip
from advisor.services.session import SessionEvent, TripFile, TripSession, Unsaved


class MemoryStore:
    """A store that keeps everything in dictionaries."""

    def __init__(self) -> None:
        self.files: dict[Path, Trip] = {}
        self.unsaved: Trip | None = None
        self.kept = 0
        self.recent: list[Path] = []
        self.discarded: list[str] = []
        self.faulty: set[Path] = set()

    def load(self, path: Path) -> TripFile:
        if path in self.faulty:
            return TripFile(path, None, (Diagnostic("broken", message("broken")),), "")
        if path not in self.files:
            raise FileNotFoundError(path)
        return TripFile(path, self.files[path], (), str(hash(self.files[path].title)))

    def save(self, trip: Trip, path: Path, *, stamp: str | None, overwrite: bool) -> str:
        self.files[path] = trip
        return str(hash(trip.title))

    def keep_unsaved(self, trip: Trip, path: Path | None, stamp: str | None) -> None:
        self.unsaved = trip
        self.kept += 1

    def drop_unsaved(self) -> None:
        self.unsaved = None

    def discard(self, unsaved: Unsaved) -> None:
        self.discarded.append(unsaved.key)

    def remember(self, path: Path) -> None:
        self.recent.append(path)


def titled(title: str) -> Trip:
    return Trip(title=title)


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def session(store: MemoryStore) -> TripSession:
    return TripSession(store, titled("start"))


def test_a_new_session_has_nothing_to_undo_or_save(session: TripSession) -> None:
    assert not session.can_undo
    assert not session.can_redo
    assert not session.dirty
    assert (session.undo_label, session.redo_label, session.path) == ("", "", None)


def test_undo_and_redo_walk_the_steps_with_their_labels(session: TripSession) -> None:
    session.apply(titled("one"), "first")
    session.apply(titled("two"), "second")
    assert session.undo_label == "second"
    session.undo()
    assert (session.trip.title, session.undo_label, session.redo_label) == ("one", "first", "second")
    session.undo()
    assert (session.trip.title, session.can_undo) == ("start", False)
    session.redo()
    session.redo()
    assert (session.trip.title, session.can_redo) == ("two", False)


def test_undo_and_redo_without_steps_do_nothing(session: TripSession) -> None:
    session.undo()
    session.redo()
    assert session.trip.title == "start"


def test_a_new_step_forgets_what_was_undone(session: TripSession) -> None:
    session.apply(titled("one"), "first")
    session.undo()
    session.apply(titled("other"), "another")
    assert not session.can_redo


def test_letters_typed_into_one_field_are_one_step(session: TripSession) -> None:
    for title in ("G", "Ga", "Gao"):
        session.apply(titled(title), "title", merge="title")
    session.undo()
    assert session.trip.title == "start"
    assert not session.can_undo


def test_another_field_a_pause_or_an_undo_ends_a_run_of_letters(session: TripSession) -> None:
    session.apply(titled("a"), "title", merge="title")
    session.end_merge()
    session.apply(titled("ab"), "title", merge="title")
    session.apply(replace(session.trip, purpose="p"), "purpose", merge="purpose")
    session.apply(replace(session.trip, title="abc"), "title", merge="title")
    session.undo()
    session.redo()
    session.apply(replace(session.trip, title="abcd"), "title", merge="title")
    titles = []
    while session.can_undo:
        session.undo()
        titles.append((session.trip.title, session.trip.purpose))
    assert titles == [("abc", "p"), ("ab", "p"), ("ab", ""), ("a", ""), ("start", "")]


def test_letters_taken_back_by_hand_leave_no_step(session: TripSession) -> None:
    session.apply(titled("startx"), "title", merge="title")
    session.apply(titled("start"), "title", merge="title")
    assert not session.can_undo
    assert not session.dirty


def test_an_equal_trip_is_no_step(session: TripSession) -> None:
    session.apply(titled("start"), "nothing")
    assert not session.can_undo


def test_dirty_is_about_content_not_about_steps(session: TripSession) -> None:
    session.apply(titled("one"), "first")
    assert session.dirty
    session.undo()
    assert not session.dirty


def test_saving_makes_clean_and_undoing_past_it_dirty(session: TripSession, store: MemoryStore) -> None:
    session.apply(titled("one"), "first")
    session.save_as(Path("trip.yaml"))
    assert not session.dirty
    assert store.files[Path("trip.yaml")].title == "one"
    assert store.recent == [Path("trip.yaml")]
    session.undo()
    assert session.dirty
    session.save()
    assert store.files[Path("trip.yaml")].title == "start"


def test_saving_without_a_file_is_a_mistake_of_the_caller(session: TripSession) -> None:
    with pytest.raises(ValueError, match="no file"):
        session.save()


def test_opening_replaces_all_and_a_faulty_file_nothing(session: TripSession, store: MemoryStore) -> None:
    store.files[Path("good.yaml")] = titled("good")
    store.faulty.add(Path("bad.yaml"))
    session.apply(titled("one"), "first")
    assert [fault.code for fault in session.open(Path("bad.yaml"))] == ["broken"]
    assert session.trip.title == "one"
    assert session.dirty
    assert session.open(Path("good.yaml")) == ()
    assert (session.trip.title, session.path, session.dirty, session.can_undo) == (
        "good",
        Path("good.yaml"),
        False,
        False,
    )


def test_a_missing_file_leaves_all_as_it_was(session: TripSession) -> None:
    session.apply(titled("one"), "first")
    with pytest.raises(FileNotFoundError):
        session.open(Path("none.yaml"))
    assert session.trip.title == "one"


def test_new_starts_over(session: TripSession) -> None:
    session.apply(titled("one"), "first")
    session.new()
    assert (session.trip, session.dirty, session.can_undo) == (Trip(), False, False)


def test_autosave_writes_unsaved_work_once_and_drops_it_when_there_is_none(
    session: TripSession, store: MemoryStore
) -> None:
    session.autosave()
    assert store.kept == 0
    session.apply(titled("one"), "first")
    session.autosave()
    session.autosave()
    assert (store.kept, store.unsaved) == (1, titled("one"))
    session.undo()
    session.autosave()
    assert store.unsaved is None


def test_saving_drops_the_autosave(session: TripSession, store: MemoryStore) -> None:
    session.apply(titled("one"), "first")
    session.autosave()
    session.save_as(Path("trip.yaml"))
    assert store.unsaved is None


def test_recovered_work_is_unsaved_and_kept_again(session: TripSession, store: MemoryStore) -> None:
    store.files[Path("trip.yaml")] = titled("saved")
    session.recover(Unsaved("key", titled("lost"), Path("trip.yaml"), "stamp"))
    assert (session.trip.title, session.path, session.dirty) == ("lost", Path("trip.yaml"), True)
    assert store.unsaved == titled("lost")
    assert store.discarded == ["key"]


def test_recovered_work_whose_file_is_gone_asks_for_a_new_name(session: TripSession) -> None:
    session.recover(Unsaved("key", titled("lost"), Path("gone.yaml"), "stamp"))
    assert (session.path, session.dirty) == (None, True)


def test_listeners_hear_what_happened_until_they_stop(session: TripSession) -> None:
    heard: list[SessionEvent] = []
    stop = session.listen(heard.append)
    session.apply(titled("one"), "first")
    assert heard == [SessionEvent.TRIP_CHANGED, SessionEvent.FILE_CHANGED]
    session.apply(titled("two"), "second")
    assert heard[2:] == [SessionEvent.TRIP_CHANGED]
    session.save_as(Path("trip.yaml"))
    assert heard[3:] == [SessionEvent.FILE_CHANGED]
    stop()
    stop()
    session.undo()
    assert len(heard) == 4


class History(RuleBasedStateMachine):
    """The session against a plain list of snapshots."""

    def __init__(self) -> None:
        super().__init__()
        self.session = TripSession(MemoryStore())
        self.states = [Trip()]
        self.at = 0

    @rule(title=st.text("ab", max_size=3))
    def apply(self, title: str) -> None:
        if titled(title) != self.states[self.at]:
            self.states[self.at + 1 :] = [titled(title)]
            self.at += 1
        self.session.apply(titled(title), title)

    @rule()
    def undo(self) -> None:
        self.at = max(0, self.at - 1)
        self.session.undo()

    @rule()
    def redo(self) -> None:
        self.at = min(len(self.states) - 1, self.at + 1)
        self.session.redo()

    @invariant()
    def same(self) -> None:
        assert self.session.trip == self.states[self.at]
        assert self.session.can_undo is (self.at > 0)
        assert self.session.can_redo is (self.at < len(self.states) - 1)


TestHistory = History.TestCase
