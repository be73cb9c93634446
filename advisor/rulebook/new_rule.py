"""What a new rule begins with: what its effect usually has, and gaps where only its author can know.

A gap is a fault until it is filled, so that a rule begun and forgotten never permits anything.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from advisor.model.rule import RESTRICTIONS, Effect
from advisor.rulebook.emit import Emittable

_GRADES: Final = {Effect.ALLOW: ("B", 2), Effect.PROHIBIT: ("B", 2), Effect.REQUIRE: ("C", 3)}
_USUAL_GRADE: Final = ("C", 3)


def begun(effect: Effect, known: Collection[str], review_by: date, today: date) -> dict[str, Emittable]:
    """A rule of that effect with an id that none of `known` has: where it holds, its texts and source are missing."""
    reliability, credibility = _GRADES.get(effect, _USUAL_GRADE)
    rule: dict[str, Emittable] = {"id": free_name(f"new-{effect.value}", known), "effect": effect.value}
    if effect is Effect.ALLOW:
        rule["how"] = {"activity": "moving"}
    if effect in RESTRICTIONS:
        rule["when"] = {"valid": {"from": today.isoformat()}}
    rule["review_by"] = review_by.isoformat()
    rule["source"] = {"date": today.isoformat(), "reliability": reliability, "credibility": credibility}
    return rule


def free_name(name: str, known: Collection[str]) -> str:
    """The name, with a number behind it where it is taken."""
    number, free = 1, name
    while free in known:
        number += 1
        free = f"{name}-{number}"
    return free
