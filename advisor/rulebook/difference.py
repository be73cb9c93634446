"""What two editions of a pack have different: rules by id, field by field, and which other parts."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Final

from advisor.model.pack import Pack
from advisor.model.rule import RESTRICTIONS, Effect, Rule

_KEYS: Final = {"required": "measures", "depends_on": "while"}
_TEXTS: Final = frozenset({"title", "because", "advice", "source"})
"""Fields that never change a verdict."""
_REVIEW: Final = frozenset({"review_by"})
_OWN: Final = frozenset({"rules", "fingerprint", "edition"})
_WORDS: Final = frozenset({"title", "note", "edition", "issued", "example_trip", "contacts", "trips"})
"""Parts of a pack that no verdict rests on."""
_STATEMENTS: Final = "invariants"
"""What is said of all trips, which no verdict rests on either."""
PARTS: Final = tuple(part.name for part in fields(Pack) if part.name not in _OWN)
"""What else a pack is made of."""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One rule as it was and as it is; `keys` name the fields that differ, as they are written in files."""

    before: Rule
    after: Rule
    keys: tuple[str, ...]

    @property
    def only_review(self) -> bool:
        """Whether nothing but its review date has moved."""
        return frozenset(self.keys) == _REVIEW

    @property
    def may_loosen(self) -> bool:
        """Whether some trip may come off better: anything that is not sure to leave or tighten it counts."""
        before, after, keys = self.before, self.after, frozenset(self.keys) - _TEXTS
        if before.effect not in RESTRICTIONS and after.effect in RESTRICTIONS:
            return False
        if "review_by" in keys:
            counts = after.effect is Effect.ALLOW or bool(after.unless)
            earlier = after.review_by is not None and (before.review_by is None or after.review_by < before.review_by)
            if counts and not earlier:
                return True
            keys -= _REVIEW
        if keys == {"effect"} and after.effect is Effect.PROHIBIT and not after.unless:
            return False
        return bool(keys)


@dataclass(frozen=True, slots=True)
class PackDifference:
    """Everything that differs. `parts` are the parts of a pack beside its rules, as `Pack` names them."""

    added: tuple[Rule, ...]
    removed: tuple[Rule, ...]
    changed: tuple[RuleChange, ...]
    parts: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.added or self.removed or self.changed or self.parts)

    @property
    def moved(self) -> tuple[RuleChange, ...]:
        """Rules of which only the review date is another."""
        return tuple(one for one in self.changed if one.only_review)

    @property
    def may_loosen(self) -> bool:
        """Whether some trip may come off better than before, as far as can be told without trying any."""
        return (
            any(rule.effect is Effect.ALLOW for rule in self.added)
            or any(rule.effect in RESTRICTIONS for rule in self.removed)
            or any(one.may_loosen for one in self.changed)
            or any(part not in _WORDS and part != _STATEMENTS for part in self.parts)
        )


def difference(before: Pack, after: Pack) -> PackDifference:
    """Compare two packs; where a rule stands in its file, and in which order, makes none."""
    old, new = {rule.id: rule for rule in before.rules}, {rule.id: rule for rule in after.rules}
    changes = (RuleChange(old[name], rule, _keys(old[name], rule)) for name, rule in new.items() if name in old)
    return PackDifference(
        added=tuple(rule for name, rule in new.items() if name not in old),
        removed=tuple(rule for name, rule in old.items() if name not in new),
        changed=tuple(one for one in changes if one.keys),
        parts=tuple(part for part in PARTS if _held(before, part) != _held(after, part)),
    )


def _held(pack: Pack, part: str) -> Any:  # noqa: ANN401 - any part of a pack
    if part == _STATEMENTS:  # where they stand in their file makes no difference
        return tuple(replace(one, span=None) for one in pack.invariants)
    return pack.geography.places if part == "geography" else getattr(pack, part)


def _keys(before: Rule, after: Rule) -> tuple[str, ...]:
    if replace(before, span=None) == replace(after, span=None):
        return ()
    names = (one.name for one in fields(Rule) if one.name != "span")
    return tuple(_KEYS.get(name, name) for name in names if getattr(before, name) != getattr(after, name))
