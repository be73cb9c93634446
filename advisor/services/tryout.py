"""Trips assessed with the rules as they were and as they are being edited: which verdicts change, and by which rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from advisor.model.assessment import Assessment, Finding
from advisor.model.message import Message, message
from advisor.model.pack import Pack
from advisor.model.trip import Trip
from advisor.model.verdict import Verdict
from advisor.planning.ending import ending
from advisor.services.advice import advise, usual_as_of
from advisor.services.clock import Clock
from advisor.services.incident_library import NOTHING_IMPORTED, Known
from advisor.services.pack_library import LoadedPack
from advisor.services.saved_trips import NotReviewed, read_saved

PLANNED: Final = "*"
"""The name of the trip that is being planned: it is in no file of the pack and counts for no hits."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trip to try. `name` is its file, or PLANNED; `as_of` None: the day the pack is usually asked on.

    `saved`: it is a file of this computer, outside the pack, and counts for no hits.
    """

    name: str
    trip: Trip
    as_of: date | None = None
    saved: bool = False


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A trip whose verdict is another one, and which rules are behind it."""

    candidate: Candidate
    title: str
    before: Verdict
    after: Verdict
    reasons: tuple[Message, ...]

    @property
    def name(self) -> str:
        """Its file, or PLANNED."""
        return self.candidate.name

    @property
    def looser(self) -> bool:
        """Whether the trip comes off better."""
        return self.after < self.before


@dataclass(frozen=True, slots=True)
class TryOut:
    """What trying came to: how many trips, which of them change, and how often each rule spoke of one.

    `saved`: how many of the trips are saved on this computer; `unread`: those that could not be tried.
    """

    tried: int
    changes: tuple[VerdictChange, ...]
    hits: Mapping[str, int]
    saved: int = 0
    unread: tuple[NotReviewed, ...] = ()

    @property
    def looser(self) -> tuple[VerdictChange, ...]:
        """Trips that come off better."""
        return tuple(one for one in self.changes if one.looser)

    @property
    def stricter(self) -> tuple[VerdictChange, ...]:
        """Trips that come off worse."""
        return tuple(one for one in self.changes if not one.looser)

    def told(self) -> tuple[Message, ...]:
        """`3 trips stricter, 1 looser`."""
        counts = (("rules.stricter", len(self.stricter)), ("rules.looser", len(self.looser)))
        told = tuple(message(name, count=count) for name, count in counts if count)
        return told or (message("rules.same", count=self.tried),)


def nothing_to_check() -> None:
    """Nobody may want the answer no longer."""


@dataclass(frozen=True, slots=True)
class SavedCandidates:
    """Saved trips to try, and those that cannot be, with why."""

    trips: tuple[Candidate, ...]
    unread: tuple[NotReviewed, ...]


def saved_candidates(
    files: Iterable[Path], pack: Pack, today: date, check: Callable[[], None] = nothing_to_check
) -> SavedCandidates:
    """The trips of these files that are still to come and made for this pack, or for whatever is in use.

    `check` is called before each file is read and may raise.
    """
    trips: list[Candidate] = []
    unread: list[NotReviewed] = []
    for path in files:
        check()
        found = read_saved(path)
        if isinstance(found, NotReviewed):
            unread.append(found)
        elif found[0].pack in {None, pack.id} and not ending(found[0], pack).over(today):
            trips.append(Candidate(str(path), found[0], saved=True))
    return SavedCandidates(tuple(trips), tuple(unread))


def candidates(before: Pack | None, after: Pack | None) -> tuple[Candidate, ...]:
    """The test trips of both, those of `after` where a file is in both."""
    trips = {one.file: one for pack in (before, after) if pack is not None for one in pack.trips}
    return tuple(Candidate(file, one.trip, one.expect.as_of) for file, one in sorted(trips.items()))


class Trying:
    """Tries trips with the rules as they were, whose answers are remembered, and as they are now."""

    def __init__(self, before: Pack | None, clock: Clock, incidents: Known = NOTHING_IMPORTED) -> None:
        """Nothing is assessed yet."""
        self.before = before
        self.incidents = incidents
        self._clock = clock
        self._answers: dict[str, tuple[Candidate, Assessment | None]] = {}

    def with_rules(
        self, after: Pack | None, trips: Iterable[Candidate], check: Callable[[], None] = nothing_to_check
    ) -> TryOut:
        """Assess all trips; `check` is called before each and may raise."""
        same = self.before is not None and after is not None and self.before.fingerprint == after.fingerprint

        def answers() -> Iterator[tuple[Candidate, Assessment | None, Assessment | None]]:
            for one in trips:
                check()
                old = self._old(one)
                yield one, old, old if same else _assessed(one, after, self._clock, self.incidents)

        return _compared(answers())

    def _old(self, one: Candidate) -> Assessment | None:
        remembered = self._answers.get(one.name)
        if remembered is None or remembered[0] != one:
            remembered = one, _assessed(one, self.before, self._clock, self.incidents)
            self._answers[one.name] = remembered
        return remembered[1]


def try_out(
    before: Pack | None,
    after: Pack | None,
    trips: Iterable[Candidate],
    clock: Clock,
    *,
    incidents: Known = NOTHING_IMPORTED,
    check: Callable[[], None] = nothing_to_check,
) -> TryOut:
    """Assess all trips with both; `check` is called before each and may raise.

    Without a pack before or after there is nothing to compare, and only hits are counted.
    """
    return Trying(before, clock, incidents).with_rules(after, trips, check)


def _compared(answers: Iterable[tuple[Candidate, Assessment | None, Assessment | None]]) -> TryOut:
    changes: list[VerdictChange] = []
    hits: dict[str, int] = {}
    tried = saved = 0
    for one, old, new in answers:
        tried += 1
        saved += one.saved
        last = None if one.name == PLANNED or one.saved else new if new is not None else old
        for rule in {finding.rule for finding in last.findings if finding.rule is not None} if last is not None else ():
            hits[rule] = hits.get(rule, 0) + 1
        if old is not None and new is not None and old.verdict is not new.verdict:
            title = one.trip.title or (Path(one.name).name if one.saved else one.name)
            changes.append(VerdictChange(one, title, old.verdict, new.verdict, _reasons(old, new)))
    return TryOut(tried, tuple(changes), hits, saved)


def _assessed(one: Candidate, pack: Pack | None, clock: Clock, incidents: Known) -> Assessment | None:
    if pack is None:
        return None
    as_of = one.as_of if one.as_of is not None else usual_as_of(pack, clock)
    return advise(one.trip, LoadedPack(Path(), pack, ()), as_of, incidents)


def _reasons(before: Assessment, after: Assessment) -> tuple[Message, ...]:
    """The rules that speak in one of both alone; where there is none, those that speak otherwise."""
    old, new = _by_rule(before), _by_rule(after)
    told = [
        *(message("rules.reason-new", rule=new[name].title) for name in new if name not in old),
        *(message("rules.reason-gone", rule=old[name].title) for name in old if name not in new),
    ]
    other = (
        message("rules.reason-other", rule=new[name].title)
        for name in new
        if name in old and _bare(old[name]) != _bare(new[name])
    )
    return tuple(told) or tuple(other)


def _by_rule(assessment: Assessment) -> dict[str, Finding]:
    """The findings that do not merely permit, and the silence, by rule."""
    return {finding.rule or finding.kind.value: finding for finding in assessment.findings}


def _bare(finding: Finding) -> Finding:
    return replace(finding, span=None, exposures=(), source=None)
