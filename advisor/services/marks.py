"""Marks for texts that `pybabel extract` must find. English is the source language; templates are `str.format` ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Plural:
    """A template that depends on the message's argument `count`."""

    one: str
    many: str


Template: TypeAlias = str | Plural
Templates: TypeAlias = Mapping[str, Template]
"""English templates by message id. Every module `messages_*` beside this one has such a table, `MESSAGES`."""


def N_(text: str) -> str:  # noqa: N802 -- the name gettext tools know
    """Mark a template for translation and leave it as it is."""
    return text


def N_many(one: str, many: str) -> Plural:  # noqa: N802 -- kin to N_
    """Mark a template that depends on `count`."""
    return Plural(one, many)
