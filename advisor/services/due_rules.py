"""A review round: the rules due, oldest first, and what reviewing them does to their text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from advisor.model.message import Message, message
from advisor.rulebook.edit_rules import set_field
from advisor.rulebook.outline import RuleAt, rules_of


class Decision(StrEnum):
    """What a reviewer says of a rule: right as it is, to be looked at by another day, or no longer in force."""

    CONFIRMED = "confirmed"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"


def due(files: Mapping[str, bytes], until: date, as_of: date) -> tuple[RuleAt, ...]:
    """The rules whose review date is not after `until` and that have not ended before `as_of`, oldest first."""
    found = []
    for rule in rules_of(files):
        review, end = day_of(rule.get("review_by")), day_of(rule.get("when", "valid", "until"))
        if review is not None and review <= until and (end is None or end >= as_of):
            found.append((review, rule.file, rule.number, rule))
    return tuple(entry[-1] for entry in sorted(found, key=lambda entry: entry[:3]))


def decided(text: str, rule: RuleAt, decision: Decision, new_date: date, as_of: date) -> str:
    """The text of the rule's file after a decision: another review date, or an end on the day before `as_of`.

    Raises EditError where the layout is too unusual.
    """
    if decision is Decision.WITHDRAWN:
        last = as_of - timedelta(days=1)
        return set_field(text, rule.number, ("when", "valid", "until"), last.isoformat())
    return set_field(text, rule.number, ("review_by",), new_date.isoformat())


def summed_up(decisions: Mapping[str, Decision], as_of: date) -> tuple[Message, ...]:
    """The round as lines of the change log: how many of each, and which."""
    counts = Counter(decisions.values())
    told = tuple(message(f"rules.log.{one.value}", count=counts[one]) for one in Decision if counts[one])
    lines = [message("rules.log.round", day=as_of, told=told)]
    for one in Decision:
        names = tuple(name for name, decision in decisions.items() if decision is one)
        if names:
            lines.append(message(f"rules.log.which.{one.value}", rules=names))
    return tuple(lines)


def day_of(written: object) -> date | None:
    """The day that was written, if it is one."""
    if not isinstance(written, str):
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
