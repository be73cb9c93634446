"""The days on which something that a judgement reads may change: rules, reviews, what runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from advisor.model.network import Service, Window
from advisor.model.pack import Pack
from advisor.model.rule import Effect, Rule
from advisor.model.text import Text

_NEXT_DAY = timedelta(days=1)


class TurnKind(StrEnum):
    """What changes on a day.

    BEGINS, ENDS: a rule's first day, the day after its last. REVIEW: the day after a rule's review date.
    STARTS, STOPS, DOUBTFUL: the same for a service or provider. NIGHT: the sun sets or rises on the other side of an
    hour that matters to a rule. INCIDENTS: other events are recent enough. CLOCK: the clocks are put forward or back.
    """

    BEGINS = "begins"
    ENDS = "ends"
    REVIEW = "review"
    STARTS = "starts"
    STOPS = "stops"
    DOUBTFUL = "doubtful"
    NIGHT = "night"
    INCIDENTS = "incidents"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Why a verdict may change from one day to the next.

    `rule`: the rule that begins, ends, is due for review or has hours; `runner`: the service or provider that starts,
    stops or becomes doubtful; `place`: where the night falls. `reason`: the pack's own words for it, where it has any.
    """

    kind: TurnKind
    rule: str | None = None
    runner: str | None = None
    place: str | None = None
    reason: Text = field(default_factory=Text)


def of_rule(rule: Rule, pack: Pack) -> Iterator[tuple[date, Turn, bool]]:
    """The first days on which a rule counts otherwise than the day before.

    The last value: whether the day is that of the rule's window, which may have begun the evening before.
    """
    if rule.when.start is not None:
        yield rule.when.start, Turn(kind=TurnKind.BEGINS, rule=rule.id), True
    if rule.when.until is not None:
        yield rule.when.until + _NEXT_DAY, Turn(kind=TurnKind.ENDS, rule=rule.id), True
    if rule.review_by is not None and (rule.effect is Effect.ALLOW or rule.unless):  # other restrictions keep biting
        yield rule.review_by + _NEXT_DAY, Turn(kind=TurnKind.REVIEW, rule=rule.id), False
    runners = set(rule.depends_on)
    for option in (*rule.required, *rule.unless):
        runners.update(provider for one in option if (provider := pack.measures[one].provider) is not None)
    for day, turn in of_runners(runners, pack):
        yield day, turn, False


def of_runners(identifiers: Iterable[str], pack: Pack) -> Iterator[tuple[date, Turn]]:
    """The first days on which services or providers run otherwise than the day before."""
    for identifier in sorted(identifiers):
        service = pack.services.get(identifier)
        declared = service or pack.providers.get(identifier)
        for window in declared.windows if declared is not None else ():
            yield from _of_window(identifier, window)
        if isinstance(service, Service) and service.provider is not None:
            yield from of_runners((service.provider,), pack)


def _of_window(runner: str, window: Window) -> Iterator[tuple[date, Turn]]:
    if window.start is not None:
        yield window.start, Turn(kind=TurnKind.STARTS, runner=runner)
    if window.until is not None:
        yield window.until + _NEXT_DAY, Turn(kind=TurnKind.STOPS, runner=runner, reason=window.reason)
    if window.review_by is not None:
        yield window.review_by + _NEXT_DAY, Turn(kind=TurnKind.DOUBTFUL, runner=runner)
