"""What the pack declares and nothing names, a leftover or a rule that was forgotten: one note for all of a kind.

Not roles: they say who travels, whether or not a rule asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.model.diagnostic import Severity
from advisor.model.message import Message
from advisor.model.pack import Pack
from advisor.model.rule import FactTest


def _find(subject: Subject) -> Iterator[Found]:
    pack = subject.pack
    declared = (
        ("threat", pack.threats, _threats(pack)),
        ("fact", pack.facts, {test.fact for test in _tests(pack)}),
        ("provider", pack.providers, _providers(pack)),
        ("mode", pack.modes, _modes(pack)),
    )
    for kind, names, used in declared if pack.rules else ():  # A pack just begun has its words before its rules.
        left = tuple(name for name in names if name not in used)
        if left:
            yield found(subject.at(kind, left[0], "id"), count=len(left), kind=Message(f"kinds.{kind}"), names=left)


def _tests(pack: Pack) -> Iterator[FactTest]:
    for who in chain(*(one.who for one in pack.rules), *(one.who for one in pack.invariants)):
        yield from who


def _modes(pack: Pack) -> set[str]:
    """On links and in rules, those of a group named in one included: inside a place one moves without a link."""
    hows = chain(*(one.how for one in pack.rules), *(one.how for one in pack.invariants))
    return set().union(*(how.modes or () for how in hows), *(link.modes for link in pack.links.values()))


def _threats(pack: Pack) -> set[str]:
    lowered = {threat for measure in pack.measures.values() for threat in measure.threats}
    return lowered | {rule.risk.threat for rule in pack.rules if rule.risk is not None}


def _providers(pack: Pack) -> set[str | None]:
    named = {service.provider for service in pack.services.values()}
    named |= {measure.provider for measure in pack.measures.values()}
    return named.union(*(rule.depends_on for rule in pack.rules))


CHECK: Final = Check("unused-name", Severity.NOTE, _find)
