"""The difference of two editions of a pack in plain words."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from advisor.model.message import Argument, Message, message
from advisor.model.rule import Rule
from advisor.rulebook.difference import PackDifference, RuleChange
from advisor.rulebook.folder import is_rule_file

_TOLD: Final = frozenset({"effect", "review_by"})
"""Fields whose old and new values are short enough to be said."""
_PARTS: Final = {
    "geography": "places",
    "links": "network",
    "routes": "network",
    "services": "network",
    "providers": "providers",
    "measures": "measures",
    "settings": "settings",
    "contacts": "contacts",
    "incidents": "incidents",
    "trips": "trips",
    "invariants": "statements",
}


def summary(found: PackDifference) -> tuple[Message, ...]:
    """How many rules were added, taken out, changed, how many review dates moved, and what else is different."""
    moved, changed = len(found.moved), len(found.changed) - len(found.moved)
    counts = (
        ("rules.added", len(found.added)),
        ("rules.removed", len(found.removed)),
        ("rules.changed", changed),
        ("rules.moved", moved),
    )
    told = [message(name, count=count) for name, count in counts if count]
    parts = dict.fromkeys(_PARTS.get(part, "head") for part in found.parts)
    return (*told, *(message(f"rules.part.{part}") for part in parts))


def details(found: PackDifference) -> tuple[Message, ...]:
    """Each rule that was added, taken out or changed, and how."""
    return (
        *(message("rules.rule-added", rule=rule.id, title=rule.title, effect=effect(rule)) for rule in found.added),
        *(message("rules.rule-removed", rule=rule.id, title=rule.title, effect=effect(rule)) for rule in found.removed),
        *(_change(one) for one in found.changed),
    )


def other_rule_files(before: Collection[str], after: Collection[str]) -> tuple[Message, ...]:
    """Each rule file that came or went, of the names of all files; to rules it is the same in which file they stand."""
    begun, gone = (sorted(filter(is_rule_file, {*one} - {*other})) for one, other in ((after, before), (before, after)))
    return (
        *(message("rules.file-begun", file=name) for name in begun),
        *(message("rules.file-gone", file=name) for name in gone),
    )


def effect(rule: Rule) -> Message:
    """What a rule does, as a word."""
    return message(f"rules.effect.{rule.effect.value}")


def _change(one: RuleChange) -> Message:
    return message("rules.rule-changed", rule=one.after.id, what=tuple(_field(one, key) for key in one.keys))


def _field(one: RuleChange, key: str) -> Message:
    name = message(f"rules.key.{key}")
    if key not in _TOLD:
        return name
    before, after = (_value(rule, key) for rule in (one.before, one.after))
    return message("rules.from-to", key=name, before=before, after=after)


def _value(rule: Rule, key: str) -> Argument:
    if key == "effect":
        return effect(rule)
    day: date | None = rule.review_by
    return day if day is not None else message("rules.no-day")
