"""Two rules that hold of the same and do the same: one of them will be changed and the other forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.model.diagnostic import Severity
from advisor.model.rule import Effect, Rule
from advisor.model.text import Text

_NOTHING: Final = Text()
_TOLD: Final = frozenset({Effect.INFORM, Effect.CAUTION})
"""What these do is to say something, and each says something else."""


def _find(subject: Subject) -> Iterator[Found]:
    first: dict[str, str] = {}
    for rule in subject.pack.rules:
        if rule.effect in _TOLD:
            continue
        other = first.setdefault(_meaning(rule), rule.id)
        if other != rule.id:
            yield found(subject.at("rule", rule.id, "id"), rule=rule.id, other=other)


def _meaning(rule: Rule) -> str:
    """All of a rule that bears on trips, as text; sets are put in order."""
    bare = replace(
        rule, id="", title=_NOTHING, because=_NOTHING, advice=_NOTHING, source=None, review_by=None, span=None
    )
    return _written(bare)


def _written(value: object) -> str:
    if isinstance(value, frozenset):
        return f"{{{','.join(sorted(map(_written, value)))}}}"
    if isinstance(value, tuple):
        return f"({','.join(map(_written, value))})"
    slots = getattr(type(value), "__dataclass_fields__", None)
    if slots is not None and not isinstance(value, Text):
        return f"<{','.join(_written(getattr(value, name)) for name in slots)}>"
    return str(value)


CHECK: Final = Check("same-rule", Severity.WARNING, _find)
