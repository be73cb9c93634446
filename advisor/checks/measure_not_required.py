"""Measures that no rule requires or accepts and that lower no risk: one note for all, at the first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.model.diagnostic import Severity


def _find(subject: Subject) -> Iterator[Found]:
    pack = subject.pack
    named = {name for rule in pack.rules for option in (*rule.required, *rule.unless) for name in option}
    # What a rule would ask for under another setting is written, though it is not in force.
    for entry in subject.folder.rules:
        unless = entry.value.unless
        if unless is not None:
            named.update(unless.measures or ())
            named.update(name for option in unless.any_of or () for name in option.measures)
    for invariant in pack.invariants:
        named |= invariant.without
    left = tuple(
        measure.id
        for measure in pack.measures.values()
        if measure.id not in named and not measure.lowers_likelihood and not measure.lowers_impact
    )
    if left and pack.rules:  # A pack just begun has its measures before its rules.
        yield found(subject.at("measure", left[0], "id"), count=len(left), measures=left)


CHECK: Final = Check("measure-not-required", Severity.NOTE, _find)
