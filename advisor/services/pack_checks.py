"""All that there is to say about a pack: the faults of its files and, once it loads, what the checks find."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from advisor.checks.check import Subject
from advisor.checks.registry import look, nothing_to_check
from advisor.model.diagnostic import Diagnostic, in_order
from advisor.model.pack import Pack
from advisor.rulebook.loader import LoadResult
from advisor.services.advice import usual_as_of
from advisor.services.clock import Clock
from advisor.services.pack_library import read_pack
from advisor.services.tryout import candidates, try_out

Findings: TypeAlias = tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A folder looked at. `texts` are its files; `pack` is None where an error keeps it from being used."""

    pack: Pack | None
    diagnostics: Findings
    texts: Mapping[str, bytes]


def check_folder(folder: Path, clock: Clock, as_of: date | None = None) -> Checked:
    """Everything about the pack in a folder, as of a day: else its own if it is historical, else today.

    Where there are errors the checks wait: much of what they would say would be a consequence.
    """
    files, result, faults = read_pack(folder)
    if result is None or result.pack is None:
        return Checked(None, faults, files)
    pack = result.pack
    day = as_of if as_of is not None else usual_as_of(pack, clock)
    hits = try_out(None, pack, candidates(None, pack), lambda: day).hits
    return Checked(pack, in_order((*faults, *findings(result, day, hits))), files)


def findings(
    result: LoadResult, as_of: date, hits: Mapping[str, int] | None, check: Callable[[], None] = nothing_to_check
) -> Findings:
    """What the checks find in a pack; nothing where it did not load. `check` is called now and then and may raise."""
    if result.pack is None:
        return ()
    return look(Subject(result.pack, result.folder, as_of, hits), check)
