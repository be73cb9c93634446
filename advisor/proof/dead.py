"""Rules that change no verdict, and what nobody has assessed.

An allow is dead if whatever it permits is permitted or stopped anyway; a require, if whatever it asks of is stopped or
not permitted anyway (where it cannot be met it may still make a NO-GO of a REFER). A ban that others cover is defence
in depth and not looked for. A union of rules counts, not only each rule alone. Trips are meant of which all is known,
by travellers of one nationality, as of a day before all reviews.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from advisor.model.rule import Effect, Rule
from advisor.model.verdict import Verdict
from advisor.proof.moments import Kind, Moment
from advisor.proof.prove import Prover, obstacles, permitting
from advisor.proof.reading import Box, Reader
from advisor.proof.witness import MOST_NODES, Budget, GoOn, Point, SpentError, always, witness

_MOMENTS_BETWEEN_ASKING: Final = 64
"""To ask may cost more than what is done at a moment."""


@dataclass(frozen=True, slots=True)
class Dead:
    """Ids of dead rules, in order; `unknown`: rules of which it could not be found out in time."""

    allows: tuple[str, ...]
    requires: tuple[str, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """A place where, or a link on which, nothing is ever permitted by a mode; `mode` None: staying there."""

    place: str
    link: str | None
    mode: str | None


def dead_rules(prover: Prover, budget: int = MOST_NODES, go_on: GoOn = always) -> Dead:
    """The permissions and requirements that change no verdict, whatever the trip.

    `budget`: for each rule at each moment. `go_on` is asked before each rule and within a long search; once it says
    no, nothing is known of the rules not yet looked at.
    """
    candidates = [rule for rule in prover.pack.rules if rule.effect in {Effect.ALLOW, Effect.REQUIRE}]
    dead: list[Rule] = []
    unknown: list[str] = []
    for number, rule in enumerate(candidates):
        done = number / len(candidates)
        if not go_on(done):
            unknown += [one.id for one in candidates[number:]]
            break
        alive = _is_alive(rule, prover, budget, go_on, done)
        if alive is None:
            unknown.append(rule.id)
        elif not alive:
            dead.append(rule)
    return Dead(
        tuple(rule.id for rule in dead if rule.effect is Effect.ALLOW),
        tuple(rule.id for rule in dead if rule.effect is Effect.REQUIRE),
        tuple(sorted(unknown)),
    )


def _is_alive(rule: Rule, prover: Prover, budget: int, go_on: GoOn, done: float) -> bool | None:
    """Whether the rule makes a difference at any moment; None where it could not be found out."""
    reader, sure = prover.reader(), True
    for moment in prover.moments:
        try:
            if _matters(rule, moment, reader, prover, Budget(budget, go_on, done)):
                return True
        except SpentError:
            sure = False
            if not go_on(done):
                break
    return False if sure else None


def _matters(rule: Rule, moment: Moment, reader: Reader, prover: Prover, budget: Budget) -> bool:
    """Whether the rule makes a difference at some point of the moment."""
    places = permitting(moment) if rule.effect is Effect.ALLOW else list(enumerate(moment.sites))
    for number, at in places:
        if not any(here.rule is rule for here in reader.sites.here(at.site)):
            continue
        blockers, groups = obstacles(reader, moment, Verdict.REFER)
        if rule.effect is Effect.ALLOW:
            mine, others = _shared(list(reader.allows(number, at)), rule)
            rest = [boxes for (place, _at), boxes in zip(permitting(moment), groups, strict=True) if place != number]
            blockers += others
        else:
            blockers = [box for box in blockers if box.rule != rule.id]
            mine, rest = list(reader.spoken(rule, number, at, sure=False)), groups
        if mine and isinstance(witness(blockers, [*rest, mine], prover.values, budget), Point):
            return True
    return False


def _shared(boxes: list[Box], rule: Rule) -> tuple[list[Box], list[Box]]:
    return [box for box in boxes if box.rule == rule.id], [box for box in boxes if box.rule != rule.id]


def gaps(prover: Prover, go_on: GoOn = always) -> tuple[Gap, ...]:
    """Where nothing is ever permitted: each place to stay in, each link by each mode that can use it.

    `go_on` is asked now and then; once it says no: those found until then.
    """
    reader = prover.reader()
    found: set[Gap] = set()
    for number, moment in enumerate(prover.moments):
        if number % _MOMENTS_BETWEEN_ASKING == 0 and not go_on(number / len(prover.moments)):
            break
        if moment.kind is Kind.INSIDE or moment.node is not None or moment.operator is not None:
            continue
        if moment.kind is Kind.STAY and moment.overnight:
            continue
        if not all(any(True for _box in reader.allows(number, at)) for number, at in permitting(moment)):
            found.add(Gap(moment.place, moment.link, moment.mode))
    return tuple(sorted(found, key=lambda gap: (gap.link is not None, gap.link or "", gap.place, gap.mode or "")))
