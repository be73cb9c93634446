"""A permission without any bound: everybody may do everything everywhere, and no silence refers any longer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.model.diagnostic import Severity
from advisor.model.rule import Effect, How, Rule, Selector


def _find(subject: Subject) -> Iterator[Found]:
    area = subject.pack.area
    for rule in subject.pack.rules:
        if rule.effect is Effect.ALLOW and any(_whole(one, area) for one in rule.where) and _unbound(rule):
            yield found(subject.at("rule", rule.id, "where"), rule=rule.id)


def _whole(selector: Selector, area: str) -> bool:
    named = (selector.places or frozenset()) | (selector.regions or frozenset())
    without = selector.except_places or selector.except_links or selector.roles is not None
    bounded = selector.links is not None or selector.near_places is not None or without
    return not bounded and (selector.anywhere or area in named)


def _unbound(rule: Rule) -> bool:
    return How() in rule.how and () in rule.who and rule.when.all_day and not rule.depends_on


CHECK: Final = Check("allow-everything", Severity.WARNING, _find)
