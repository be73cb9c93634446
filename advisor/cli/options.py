"""Options that several commands share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeAlias

from cyclopts import Parameter, Token

from advisor.services.wiring import Services, wire

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Language(StrEnum):
    """The languages the program speaks."""

    EN = "en"
    FR = "fr"


class ListFormat(StrEnum):
    """How a command that lists things writes them."""

    TEXT = "text"
    JSON = "json"


@Parameter(name="*", group="Everywhere")
@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What every command understands."""

    lang: Annotated[Language | None, Parameter(help="Language to answer in; else the environment's.")] = None
    data_dir: Annotated[Path | None, Parameter(help="Keep settings and unsaved work in this folder instead.")] = None
    debug: Annotated[bool, Parameter(negative="", help="After an internal error, show where it happened.")] = False

    def services(self) -> Services:
        """The parts of the program, as these options want them."""
        return wire(self.data_dir, None if self.lang is None else self.lang.value)


def day(_type: Any, tokens: tuple[Token, ...]) -> date:  # noqa: ANN401 -- as cyclopts hands it over
    """A day written YYYY-MM-DD and nothing else."""
    written = tokens[0].value
    if not _DAY.fullmatch(written):
        raise ValueError("a day is written YYYY-MM-DD")
    return date.fromisoformat(written)


TripFile: TypeAlias = Annotated[
    str, Parameter(allow_leading_hyphen=True, help="Trip file (YAML), or - for the standard input.")
]
PackName: TypeAlias = Annotated[str | None, Parameter(help="Pack to assess with: its id, folder or ZIP.")]
AsOf: TypeAlias = Annotated[
    date | None,
    Parameter(converter=day, help="Day as of which to answer; else today, or the pack's own if it is historical."),
]
OutputFile: TypeAlias = Annotated[Path | None, Parameter(name=["--output", "-o"], help="Write to this file.")]
CountIncidents: TypeAlias = Annotated[
    bool, Parameter(negative="--no-incidents", show_default=False, help="Whether imported incidents count.")
]
