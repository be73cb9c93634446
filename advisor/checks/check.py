"""What a check is made of: the pack it looks at, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from pydantic import BaseModel

from advisor.model.diagnostic import Severity
from advisor.model.message import Argument, Message
from advisor.model.pack import Pack
from advisor.model.span import Span
from advisor.rulebook.authored_pack import AuthoredSource, AuthoredWindow
from advisor.rulebook.faults import At
from advisor.rulebook.resolve import AuthoredFolder
from advisor.rulebook.shape import Entry

_OF_PACK: Final = (
    ("mode", "modes"),
    ("role", "roles"),
    ("threat", "threats"),
    ("fact", "facts"),
    ("provider", "providers"),
    ("setting", "settings"),
)


@dataclass(frozen=True, eq=False)
class Subject:
    """A pack that loaded, with what its author wrote and where.

    `as_of`: the day on which it is looked at. `hits`: how many of the pack's test trips each rule speaks of, as
    assessed; None where they were not assessed.
    """

    pack: Pack
    folder: AuthoredFolder
    as_of: date
    hits: Mapping[str, int] | None = None

    @cached_property
    def _stands(self) -> dict[tuple[str, str], At]:
        folder = self.folder
        lists: tuple[tuple[str, Iterable[Entry[BaseModel]]], ...] = (
            ("place", folder.places),
            ("link", folder.links),
            ("route", folder.routes),
            ("service", folder.services),
            ("measure", folder.measures),
            ("contact", folder.contacts),
            ("rule", folder.rules),
        )  # type: ignore[assignment]  # lists are only read
        found = {(kind, str(getattr(entry.value, "id", ""))): entry.at for kind, entries in lists for entry in entries}
        found |= {("trip", entry.at.file): entry.at for entry in folder.trips}
        if folder.pack is not None:
            found["pack", ""] = folder.pack.at
            for kind, key in _OF_PACK:
                for index, item in enumerate(getattr(folder.pack.value, key)):
                    found[kind, item.id] = folder.pack.at.inside(key, index)
        return found

    def at(self, kind: str, name: str, *path: str | int) -> Span | None:
        """Where the value at `path` of the thing of that kind and id stands; None if nobody wrote it."""
        at = self._stands.get((kind, name))
        return None if at is None else at.span(*path)

    def in_pack(self, *path: str | int) -> Span | None:
        """Where a value of pack.yaml stands."""
        return self.at("pack", "", *path)

    def sources(self) -> Iterator[tuple[AuthoredSource, At]]:
        """Every source, and where it stands."""
        for source, at in self._may_have_sources():
            if source is not None:
                yield source, at.inside("source")

    def _may_have_sources(self) -> Iterator[tuple[AuthoredSource | None, At]]:
        folder = self.folder
        for rule in folder.rules:
            yield rule.value.source, rule.at
        for contact in folder.contacts:
            yield contact.value.source, contact.at
        for service in folder.services:
            yield from _of_windows(service.value.windows, service.at)
        if folder.pack is not None:
            pack, at = folder.pack.value, folder.pack.at
            for number, provider in enumerate(pack.providers):
                yield from _of_windows(provider.windows, at.inside("providers", number))
            if pack.driving is not None:
                yield pack.driving.source, at.inside("driving")


def _of_windows(windows: Iterable[AuthoredWindow], at: At) -> Iterator[tuple[AuthoredSource | None, At]]:
    for index, window in enumerate(windows):
        yield window.source, at.inside("windows", index)


@dataclass(frozen=True, slots=True)
class Found:
    """One place at which a check has something to say. `args` are those of its sentence."""

    span: Span | None
    args: Mapping[str, Argument] = field(default_factory=dict)
    expected: Message | None = None
    suggestion: str | None = None


def found(
    span: Span | None, /, *, expected: Message | None = None, suggestion: str | None = None, **args: Argument
) -> Found:
    """Shorthand: `found(span, rule="south-road")`."""
    return Found(span, args, expected, suggestion)


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `code` has a sentence and a page in docs/diagnostics/; what it finds never keeps a pack from use."""

    code: str
    severity: Severity
    find: Callable[[Subject], Iterable[Found]]
