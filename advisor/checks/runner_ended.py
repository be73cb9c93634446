"""A service or provider whose last window is over: what hangs on it can't be had any more."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.checks.reviews import Runs, windows
from advisor.model.diagnostic import Severity
from advisor.model.message import Message


def _find(subject: Subject) -> Iterator[Found]:
    providers = {one.id: one.provider for one in subject.pack.services.values()}
    over: set[str | None] = set()
    for (kind, name), group in groupby(_providers_first(subject), key=lambda one: (one.kind, one.name)):
        runs = list(group)
        ends = [one.window.until for one in runs if one.window.until is not None]
        if len(ends) == len(runs) and max(ends) < subject.as_of:
            over.add(name)
            if kind == "service" and providers[name] in over:
                continue  # Said of the provider already.
            last = max(runs, key=lambda one: ends[one.number])
            where = last.at(subject, "until")
            yield found(where, kind=Message(f"kind.{kind}"), name=name, day=ends[last.number])


def _providers_first(subject: Subject) -> list[Runs]:
    return sorted(windows(subject), key=lambda one: one.kind)


CHECK: Final = Check("runner-ended", Severity.NOTE, _find)
