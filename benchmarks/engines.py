"""The same rules and trips given to general rule engines: zen-engine, cedarpy, CEL, and a plain loop in Python.

The packs are two-valued (where, mode, who, date), so that the others can say the same; all must find exactly the same
restrictions at the same exposures for the same travellers. `ours` is a whole assessment with nothing remembered of its
steps, findings, conditions and questions included; `typing` is one after a leg was moved by a minute. The others only
match, and are given the exposures for nothing.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from statistics import median
from time import perf_counter
from typing import TypeAlias, TypeVar

import cedarpy
import cel
import zen

from advisor.engine.assess import assess
from advisor.engine.expose import expose
from advisor.engine.index import Index, index_of
from advisor.model.pack import Pack
from advisor.model.rule import Effect, Rule
from advisor.model.trip import Leg, Trip
from benchmarks import generated
from benchmarks.assess import NoMemory

SIZES = (100, 1_000, 10_000, 100_000)
TRIPS = 12
"""At the smaller sizes; a quarter of them where a single one takes seconds."""

PATIENCE = 60
"""Seconds a trip; an engine that would take longer, by what one exposure takes it, is given up."""

ROUNDS = 9

_Item = TypeVar("_Item")
Found: TypeAlias = frozenset[tuple[str, int, str, str | None, str | None, int]]
"""Rule, step, place, link, mode, traveller."""


@dataclass(frozen=True)
class Asked:
    """One traveller at one exposure on one day: what a general engine is asked about."""

    step: int
    place: str
    link: str | None
    mode: str | None
    traveller: int
    places: tuple[str, ...]
    """What it lies in, and the place itself unless the party only passes by on a link."""
    nationality: str
    day: int
    """Counted from 1 January of the year 1."""

    def facts(self) -> dict[str, object]:
        """As an engine reads them."""
        return {
            "places": list(self.places),
            "link": self.link or "",
            "mode": self.mode or "",
            "nationality": self.nationality,
            "day": self.day,
        }

    def with_rule(self, rule: str) -> tuple[str, int, str, str | None, str | None, int]:
        """That it was found here."""
        return rule, self.step, self.place, self.link, self.mode, self.traveller


@dataclass(frozen=True)
class Plain:
    """A rule as a general engine can hold it; an empty set stands for any."""

    id: str
    links: tuple[str, ...]
    places: tuple[str, ...]
    modes: tuple[str, ...]
    nations: tuple[str, ...]
    first: int
    last: int

    @classmethod
    def of(cls, rule: Rule) -> Plain:
        """A generated rule, which has one selector and at most one test."""
        (where,), when = rule.where, rule.when
        return cls(
            rule.id,
            tuple(sorted(where.links or ())),
            tuple(sorted(where.places or where.regions or ())),
            tuple(sorted(mode for how in rule.how for mode in how.modes or ())),
            tuple(sorted(nation for who in rule.who for test in who for nation in test.values or ())),
            when.start.toordinal() if when.start else 0,
            when.until.toordinal() if when.until else 9_999_999,
        )


def asked(trip: Trip, pack: Pack, index: Index) -> list[Asked]:
    """All exposures of a trip, day by day and traveller by traveller."""
    found: list[Asked] = []
    for number, step in enumerate(expose(trip, pack, index.network).steps):
        for site in (site for way in step.ways for site in way):
            if site.extent is None:
                raise AssertionError(trip)
            days = sorted({cell.day.toordinal() for cell in index.cells(site.extent, site.place)})
            for traveller, person in enumerate(trip.travellers):
                (nation,) = person.nationality or ("",)
                chain = tuple(pack.geography.chain(site.place))[0 if site.link is None else 1 :]
                found += [
                    Asked(number, site.place, site.link, site.mode, traveller, chain, nation, day) for day in days
                ]
    return found


Engine: TypeAlias = Callable[[list[Asked]], Found]


def main() -> None:
    """Print milliseconds a trip, and how many times as long as ours the others take."""
    names = ("ours", "typing", "loop", "CEL", "cedarpy", "zen")
    heads = " ".join(f"{name + ' ms':>11}" for name in names)
    print(f"{'rules':>7} {'findings':>9} {heads}   times ours, from CEL; > {PATIENCE} s: given up")
    for size in SIZES:
        pack = generated.pack(size, nights=False)
        trips = generated.trips(TRIPS if size <= 10_000 else TRIPS // 4)
        index, fresh = index_of(pack), NoMemory(pack)
        questions = [asked(trip, pack, index) for trip in trips]
        rules = [Plain.of(rule) for rule in index.rules if rule.effect is not Effect.ALLOW]
        expected = [_ours(trip, pack, index) for trip in trips]
        makers = {"loop": _loop, "CEL": _cel, "cedarpy": _cedar, "zen": _zen}
        others = {name: engine for name, make in makers.items() if not _too_slow(engine := make(rules), questions)}
        for name, engine in others.items():
            for question, found in zip(questions, expected, strict=True):
                if engine(question) != found:
                    raise AssertionError(f"{name} finds something else")
        moved = [_moved(trip, minutes) for minutes in range(1, ROUNDS + 1) for trip in trips]
        seconds = {
            "ours": _each(trips, partial(assess, pack=pack, as_of=generated.AS_OF, index=fresh)),
            "typing": _each(moved, partial(assess, pack=pack, as_of=generated.AS_OF, index=index), rounds=1),
        }
        seconds |= {name: _each(questions, engine, rounds=1) for name, engine in others.items()}
        ratios = " ".join(
            f"{seconds[name] / seconds['ours']:.0f}x" if name in seconds else "–" for name in ("CEL", "cedarpy", "zen")
        )
        given_up = f"{f'> {PATIENCE} s':>11}"
        row = " ".join(f"{seconds[name] * 1000:>11.2f}" if name in seconds else given_up for name in names)
        print(f"{size:>7} {sum(map(len, expected)) / len(trips):>9.1f} {row}   {ratios}", flush=True)


def _too_slow(engine: Engine, questions: Sequence[list[Asked]]) -> bool:
    """Whether the longest trip would take too long; what is made on first use is made before."""
    longest = max(questions, key=len)
    engine(longest[:1])
    start = perf_counter()
    engine(longest[:1])
    return (perf_counter() - start) * len(longest) > PATIENCE


def _each(items: Sequence[_Item], task: Callable[[_Item], object], rounds: int = ROUNDS) -> float:
    """The median of the seconds that one takes, of so many rounds over all."""
    gc.collect()
    gc.freeze()
    seen = []
    for _ in range(rounds):
        for item in items:
            start = perf_counter()
            task(item)
            seen.append(perf_counter() - start)
    return median(seen)


def _moved(trip: Trip, minutes: int) -> Trip:
    *before, last = trip.itinerary
    if not isinstance(last, Leg) or not isinstance(last.depart, datetime):
        raise TypeError(last)
    return replace(trip, itinerary=(*before, replace(last, depart=last.depart + timedelta(minutes=minutes))))


def _ours(trip: Trip, pack: Pack, index: Index) -> Found:
    findings = assess(trip, pack, generated.AS_OF, index=index).findings
    return frozenset(
        (finding.rule, at.step, at.place, at.link, at.mode, traveller)
        for finding in findings
        if finding.rule is not None and finding.effect is not Effect.ALLOW
        for at in finding.exposures
        for traveller in at.travellers
    )


def _loop(rules: list[Plain]) -> Engine:
    def matches(rule: Plain, one: Asked) -> bool:
        return (
            rule.first <= one.day <= rule.last
            and (not rule.links or one.link in rule.links)
            and (not rule.places or any(place in rule.places for place in one.places))
            and (not rule.modes or one.mode in rule.modes)
            and (not rule.nations or one.nationality in rule.nations)
        )

    return lambda questions: frozenset(
        one.with_rule(rule.id) for one in questions for rule in rules if matches(rule, one)
    )


def _cel(rules: list[Plain]) -> Engine:
    programs = [(rule.id, cel.compile(" && ".join(_tests(rule)))) for rule in rules]

    def found(questions: list[Asked]) -> Iterator[tuple[str, int, str, str | None, str | None, int]]:
        for one in questions:
            context = cel.Context(one.facts())
            for rule, program in programs:
                if program.execute(context):
                    yield one.with_rule(rule)

    return lambda questions: frozenset(found(questions))


def _tests(rule: Plain) -> Iterator[str]:
    for name, values in (("link", rule.links), ("mode", rule.modes), ("nationality", rule.nations)):
        if values:
            yield f"{name} in {json.dumps(values)}"
    if rule.places:
        yield f"places.exists(place, place in {json.dumps(rule.places)})"
    yield f"day >= {rule.first} && day <= {rule.last}"


def _cedar(rules: list[Plain]) -> Engine:
    policies = cedarpy.PolicySet.from_str("\n".join(map(_policy, rules)))

    def found(questions: list[Asked]) -> Iterator[tuple[str, int, str, str | None, str | None, int]]:
        requests = [
            {"principal": 'P::"p"', "action": 'Action::"a"', "resource": 'R::"r"', "context": one.facts()}
            for one in questions
        ]
        for one, answer in zip(questions, cedarpy.is_authorized_batch(requests, policies, []), strict=True):
            for reason in answer.diagnostics.reasons:
                yield one.with_rule(rules[int(reason.removeprefix("policy"))].id)

    return lambda questions: frozenset(found(questions))


def _policy(rule: Plain) -> str:
    tests = [
        f"{json.dumps(values)}.contains(context.{name})"
        for name, values in (("link", rule.links), ("mode", rule.modes), ("nationality", rule.nations))
        if values
    ]
    if rule.places:
        tests.append(f"context.places.containsAny({json.dumps(rule.places)})")
    tests.append(f"context.day >= {rule.first} && context.day <= {rule.last}")
    return f"permit(principal, action, resource) when {{ {' && '.join(tests)} }};"


def _zen(rules: list[Plain]) -> Engine:
    columns = ("link", "mode", "nationality", "places", "day")

    def cells(rule: Plain) -> dict[str, str]:
        found = {
            name: ", ".join(map(json.dumps, values))
            for name, values in (("link", rule.links), ("mode", rule.modes), ("nationality", rule.nations))
        }
        found["places"] = f"some($, # in {json.dumps(rule.places)})" if rule.places else ""
        found["day"] = f"[{rule.first}..{rule.last}]"
        return {"_id": rule.id, **found, "out": json.dumps(rule.id)}

    table = {
        "hitPolicy": "collect",
        "inputs": [{"id": name, "name": name, "field": name} for name in columns],
        "outputs": [{"id": "out", "name": "rule", "field": "rule"}],
        "rules": [cells(rule) for rule in rules],
    }
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "table", "name": "table", "type": "decisionTableNode", "content": table},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": f"{one}-{other}", "type": "edge", "sourceId": one, "targetId": other}
        for one, other in (("in", "table"), ("table", "out"))
    ]
    decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))

    def found(questions: list[Asked]) -> Iterator[tuple[str, int, str, str | None, str | None, int]]:
        for one in questions:
            for row in decision.evaluate(one.facts())["result"] or ():
                yield one.with_rule(row["rule"])

    return lambda questions: frozenset(found(questions))
