"""What judging a step leaves: what bit where, and all there is to tell of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from advisor.engine.conditions import Need
from advisor.engine.expose import Site
from advisor.engine.nearby import Counted
from advisor.model.assessment import Exposure, FactRef, Finding, FindingState
from advisor.model.network import Window
from advisor.model.rule import Rule
from advisor.model.verdict import Range


@dataclass(slots=True)
class Bite:
    """One rule (or service, or silence) at one site: for whom, when, in what state, with what weight.

    `start` and `end` are the first and last instant concerned, None when the time is not known.
    """

    step: int
    way: int
    site: Site
    people: list[int]
    start: int | None
    end: int | None
    state: FindingState
    weight: Range
    certain: bool = True
    unknown: tuple[FactRef, ...] = ()
    overdue: bool = False
    counts: tuple[Counted, ...] = ()
    exposure: Exposure | None = None
    """As it is told, once it has been told."""


class Service(NamedTuple):
    """A mode whose services (those that run worst) do not run, are in doubt, or are not declared."""

    services: Sequence[str]
    weight: Range
    window: Window | None
    bite: Bite


class Silence(NamedTuple):
    """An exposure that no allow covers, and the allows that did until their end or review."""

    lapsed: Sequence[Rule]
    bite: Bite


@dataclass(slots=True)
class Judged:
    """What one step came to, apart from its faults: a range for each traveller, and what there is to tell about it.

    `needs` are the measures still to be arranged, each with the rule that asks for it; `unknown` the facts nobody has
    stated, with the rules that wait for them. `told`: findings, by rule, that concern no other step, once drafted.
    `of_party`: one traveller's finding fell on others. `counted`: incidents were; `covered_until`: the days up to which
    data cover what was found to be too few.
    """

    by_traveller: tuple[Range, ...] = ()
    bites: list[tuple[Rule, Bite]] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    silences: list[Silence] = field(default_factory=list)
    needs: list[tuple[Need, str]] = field(default_factory=list)
    unknown: Mapping[FactRef, set[str]] = field(default_factory=dict)
    told: dict[str, Finding] = field(default_factory=dict)
    of_party: bool = False
    counted: bool = False
    covered_until: set[date] = field(default_factory=set)
