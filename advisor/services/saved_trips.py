"""The trips saved on this computer that are still to come, assessed again and compared with the last time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from advisor.model.assessment import Assessment, Finding
from advisor.model.diagnostic import has_errors
from advisor.model.message import Message, message
from advisor.model.trip import Trip
from advisor.planning.comparison import UNTOLD, Comparison, Course, compare, name_of, snapshot
from advisor.planning.ending import ending
from advisor.services.advice import advise, usual_as_of
from advisor.services.assessed_before import AssessedBefore, Remembered, key_of
from advisor.services.clock import Clock
from advisor.services.incident_library import Known
from advisor.services.pack_library import LoadedPack, PackLibrary
from advisor.services.trip_store import LARGEST_TRIP, TripStore, load_trip

_SUFFIXES = (".yaml", ".yml")


class CannotAssessError(Exception):
    """There are no rules to assess a trip with. `what` tells why."""

    def __init__(self, what: Message) -> None:
        """Tell why."""
        super().__init__(what.id)
        self.what = what


@dataclass(frozen=True, slots=True)
class Rules:
    """What one trip is assessed with."""

    loaded: LoadedPack
    as_of: date
    known: Known


FindRules: TypeAlias = Callable[[Trip, Path], Rules]
"""Which rules a trip is assessed with; CannotAssessError where there are none."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A trip still to come. `before` is what it came to the last time, None where that is not known.

    `may_be_over`: its last day has passed, but nobody says when it ends.
    """

    path: Path
    key: str
    assessment: Assessment
    before: Remembered | None
    comparison: Comparison
    may_be_over: bool = False

    @property
    def culprits(self) -> tuple[Finding, ...]:
        """The findings that made it worse, the worst first; those of one rule once."""
        found = {name_of(one): one for one in reversed(self.assessment.findings)}
        return tuple(found[name] for name in self.comparison.decisive if name in found)


@dataclass(frozen=True, slots=True)
class Over:
    """A trip that is over: the last day that it can reach has passed."""

    path: Path


@dataclass(frozen=True, slots=True)
class NotReviewed:
    """A file that could not be assessed, and why."""

    path: Path
    what: Message


Outcome: TypeAlias = Reviewed | Over | NotReviewed


def usual_rules(library: PackLibrary, clock: Clock, known: Known, in_use: LoadedPack) -> FindRules:
    """The rules in use for trips that name them or none; else those of the pack that a trip names, read once each."""
    read: dict[str, LoadedPack] = {}

    def named(identifier: str) -> LoadedPack:
        if in_use.pack is not None and in_use.pack.id == identifier:
            return in_use
        found = library.with_id(identifier)
        if found is None:
            raise CannotAssessError(message("cli.trip-wants-pack", pack=identifier))
        if identifier not in read:
            read[identifier] = library.load_or_last_good(found.folder)
        return read[identifier]

    def find(trip: Trip, _path: Path) -> Rules:
        loaded = named(trip.pack) if trip.pack is not None else in_use
        if loaded.pack is None:
            raise CannotAssessError(message("saved.pack-faulty", pack=str(loaded.folder)))
        return Rules(loaded, usual_as_of(loaded.pack, clock), known)

    return find


def known_files(store: TripStore) -> tuple[Path, ...]:
    """The trip files this computer knows: the recent ones. Unsaved work is offered at the start instead."""
    return tuple(one.path for one in store.recent())


def files_in(named: Iterable[Path]) -> tuple[Path, ...]:
    """Files as named, and the trip files of folders by name; each once. OSError for a folder that can't be read."""
    found: dict[Path, None] = {}
    for path in named:
        inside = sorted(one for one in path.iterdir() if _of_a_trip(one)) if path.is_dir() else [path]
        found.update(dict.fromkeys(one.absolute() for one in inside))
    return tuple(found)


def review(files: Iterable[Path], rules: FindRules, memory: AssessedBefore) -> Iterator[Outcome]:
    """One outcome for each file, in their order; whoever has enough stops asking. Nothing is remembered by this."""
    remembered = memory.recall()
    for path in files:
        yield _reviewed(path, rules, remembered)


def remember(reviewed: Iterable[Outcome], memory: AssessedBefore, clock: Clock) -> None:
    """Compare with these from now on: somebody has seen them. OSError if that can't be written."""
    seen: dict[str, Remembered] = {}
    for one in reviewed:
        if isinstance(one, Reviewed):
            answer = one.assessment
            pack = answer.pack
            kept = snapshot(answer)
            seen[one.key] = Remembered(clock(), pack.id, pack.edition, pack.fingerprint, answer.as_of, kept)
    memory.remember(seen)


def in_order(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Those that got worse first, by verdict; then what could not be assessed; those that are over last."""
    return sorted(outcomes, key=_severity)


def _severity(one: Outcome) -> tuple[int, int, int, str]:
    if isinstance(one, Reviewed):
        course = list(Course).index(one.comparison.course)
        rank = 0 if one.comparison.course is Course.WORSE else 1 + course
        return (rank, -one.assessment.verdict, -one.assessment.worst, str(one.path))
    return (1 if isinstance(one, NotReviewed) else len(Course) + 1, 0, 0, str(one.path))


def read_saved(path: Path) -> tuple[Trip, bytes] | NotReviewed:
    """The trip of a file and what the file holds, or why it cannot be assessed."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_TRIP + 1)
    except FileNotFoundError:
        return NotReviewed(path, message("saved.gone"))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return NotReviewed(path, message("saved.unreadable", reason=reason))
    read = load_trip(data, str(path))
    if read.trip is None or has_errors(read.diagnostics):
        return NotReviewed(path, message("saved.faulty"))
    return read.trip, data


def _reviewed(path: Path, find: FindRules, remembered: dict[str, Remembered]) -> Outcome:
    read = read_saved(path)
    if isinstance(read, NotReviewed):
        return read
    trip, data = read
    try:
        rules = find(trip, path)
    except CannotAssessError as error:
        return NotReviewed(path, error.what)
    ends = None if rules.loaded.pack is None else ending(trip, rules.loaded.pack)
    if ends is not None and ends.over(rules.as_of):
        return Over(path)
    answer = advise(trip, rules.loaded, rules.as_of, rules.known)
    key = key_of(path, data)
    before = remembered.get(key)
    if before is not None and before.pack != answer.pack.id:
        before = None  # other rules for other places: no update of these
    compared = UNTOLD if before is None else compare(before.snapshot, snapshot(answer))
    return Reviewed(path, key, answer, before, compared, may_be_over=ends is not None and ends.passed(rules.as_of))


def _of_a_trip(path: Path) -> bool:
    return path.suffix.lower() in _SUFFIXES and not path.name.startswith(".")
