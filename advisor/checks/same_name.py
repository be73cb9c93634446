"""Two places of a kind that share a name: who types it can't know which of them is meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.model.diagnostic import Severity
from advisor.model.place import Place


def _find(subject: Subject) -> Iterator[Found]:
    first: dict[tuple[str, str], Place] = {}
    for place in subject.pack.geography.places.values():
        for name in dict.fromkeys((*place.name.by_language.values(), *place.aliases)):
            other = first.setdefault((place.kind, name.casefold().strip()), place)
            if other is not place:
                yield found(subject.at("place", place.id, "name"), name=name, other=other.id)
                break


CHECK: Final = Check("same-name", Severity.WARNING, _find)
