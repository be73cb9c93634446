"""Statements about all trips, as an officer writes them into a pack; `proof` says whether the rules keep them."""

from __future__ import annotations

from dataclasses import dataclass, field

from advisor.model.rule import How, Selector, TimeTest, Who
from advisor.model.span import Span
from advisor.model.text import Text
from advisor.model.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Invariant:
    """No movement or stay that this speaks of is ever better than `at_best`.

    `where`, `how`, `who` and `when` say of which, as in a rule. `without`: measures none of which is confirmed (a
    conduct: accepted). `span` is where it stands, None for a question that the program itself asks.
    """

    id: str
    title: Text
    at_best: Verdict
    where: tuple[Selector, ...]
    how: tuple[How, ...] = (How(),)
    who: tuple[Who, ...] = ((),)
    when: TimeTest = field(default_factory=TimeTest)
    without: frozenset[str] = frozenset()
    because: Text = field(default_factory=Text)
    span: Span | None = None
