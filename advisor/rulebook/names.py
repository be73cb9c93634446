"""The closed vocabularies of a pack: which names its files declare, and what to say of one they don't."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from advisor.model.message import message
from advisor.model.place import PlaceKind
from advisor.model.span import Span
from advisor.rulebook.faults import At, Faults
from advisor.rulebook.suggest import nearest

SORTS: Final[Mapping[str, tuple[str, ...]]] = {
    "place": ("place",),
    "place-or-outside": ("place", "outside"),
    "region": ("region",),
    "link": ("link",),
    "route": ("route",),
    "area": ("place", "link", "route"),
    "mode": ("mode",),
    "mode-or-group": ("mode", "mode-group"),
    "service": ("service",),
    "provider": ("provider",),
    "runner": ("provider", "service"),
    "measure": ("measure",),
    "role": ("role",),
    "threat": ("threat",),
    "fact": ("fact", "built-in-fact"),
    "likelihood": ("likelihood",),
    "impact": ("impact",),
    "level": ("level",),
    "rule": ("rule",),
    "setting": ("setting",),
    "trip-file": ("trip-file",),
}
"""What a field may name: each sort of name, and the vocabularies it is looked up in."""

SHARED: Final[Mapping[str, str]] = {
    "link": "area",
    "route": "area",
    "place": "area",
    "provider": "runner",
    "service": "runner",
    "mode": "mode-or-group",
    "mode-group": "mode-or-group",
}
"""Vocabularies that some field looks up together, where an id may therefore stand only once."""

BUILT_IN_FACTS: Final = ("nationality", "roles", "staff", "gender")


class Names:
    """What the pack declares, by vocabulary."""

    def __init__(self) -> None:
        """Start with the words that exist in every pack."""
        self._known: dict[str, set[str]] = {kind: set() for kinds in SORTS.values() for kind in kinds}
        self._known["outside"].add("outside")
        self._known["built-in-fact"].update(BUILT_IN_FACTS)
        self._open: set[str] = set()
        self._first: dict[tuple[str, str], tuple[At, tuple[str | int, ...]]] = {}

    def declare(self, kind: str, items: object, at: At, faults: Faults) -> None:
        """Take the ids of a list as it stands in a file, even where its items have faults. Report ids used twice."""
        if not isinstance(items, list):
            return
        for index, item in enumerate(items):
            name = item.get("id") if isinstance(item, dict) else None
            if isinstance(name, str):
                self.add(kind, name, at, (index, "id"), faults)

    def add(self, kind: str, name: str, at: At, path: tuple[str | int, ...], faults: Faults) -> None:
        """Take one name, which stands at `path`."""
        known = self._known[kind]
        shared = SHARED.get(kind, kind), name
        if shared in self._first:
            first, first_path = self._first[shared]
            faults.add("duplicate-id", at.span(*path), name=name, first=str(first.span(*first_path)))
        else:
            self._first[shared] = at, path
        known.add(name)

    def add_regions(self, places: object) -> None:
        """Note which places, as they stand in the file, are large enough to be a region."""
        for item in places if isinstance(places, list) else ():
            if isinstance(item, dict) and item.get("kind") in (PlaceKind.REGION.value, PlaceKind.COUNTRY.value):
                name = item.get("id")
                if isinstance(name, str):
                    self._known["region"].add(name)

    def leave_open(self, *kinds: str) -> None:
        """The file that declares these could not be read: nothing can be said to be missing."""
        self._open.update(kinds)

    def of(self, sort: str) -> Iterable[str]:
        """All names of a sort."""
        return (name for kind in SORTS[sort] for name in self._known[kind])

    def knows(self, sort: str, name: str) -> bool:
        """Whether the pack declares the name."""
        return any(name in self._known[kind] for kind in SORTS[sort])

    def of_vocabulary(self, kind: str) -> tuple[str, ...]:
        """All names of one vocabulary, in order; none where no pack can list it."""
        return tuple(sorted(self._known.get(kind, ())))

    def declared_at(self, kind: str, name: str) -> Span | None:
        """Where a name of that vocabulary is declared; None if it is not, or is a word of every pack."""
        first = self._first.get((SHARED.get(kind, kind), name))
        return first[0].span(*first[1]) if first is not None and name in self._known.get(kind, ()) else None

    def check(self, sort: str, name: str, at: At, path: tuple[str | int, ...], faults: Faults) -> bool:
        """Whether the pack declares the name; if it does not, report it where it stands."""
        if self.knows(sort, name):
            return True
        if not any(kind in self._open for kind in SORTS[sort]):
            self.report(sort, name, at.span(*path), faults)
        return False

    def check_key(self, sort: str, name: str, at: At, path: tuple[str | int, ...], faults: Faults) -> bool:
        """The same for a name that is a key."""
        if self.knows(sort, name):
            return True
        if not any(kind in self._open for kind in SORTS[sort]):
            self.report(sort, name, at.key_span(*path), faults)
        return False

    def report(self, sort: str, name: str, span: Span, faults: Faults) -> None:
        """Say that a name is not declared, with the nearest that is."""
        if sort == "region" and name in self._known["place"]:
            faults.add("not-a-region", span, name=name)
            return
        faults.add(
            "undeclared-name",
            span,
            expected=message(f"expected.declared-{sort}"),
            suggestion=nearest(name, self.of(sort)),
            kind=message(f"kind.{sort}"),
            name=name[:80],
        )
