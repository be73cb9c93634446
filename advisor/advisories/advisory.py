"""What an official page said on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

LARGEST_FILE: Final = 20_000_000
"""Bytes of a file that are read; a list of all countries has less than five million."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, under those above it (`Crime`, under it `Kidnapping`), and its paragraphs.

    A paragraph that was an item of a list begins with `• `.
    """

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advisory:
    """One text of one page. At least one of the two days is known.

    `page` is the key under which texts count as texts of the same page, `url` the address as it was told.
    `published`: the day on which the issuer says that it last changed the text. `retrieved`: the day on which the text
    was seen to stand there. `levels` are the issuer's own words or codes, on the issuer's own scale; none if the text
    names none. `change` is what the issuer says it changed. `country` is a code of ISO 3166-1, empty if not told.
    """

    issuer: str
    page: str
    url: str
    title: str
    country: str = ""
    published: date | None = None
    retrieved: date | None = None
    levels: tuple[str, ...] = ()
    change: str = ""
    sections: tuple[Section, ...] = ()

    @property
    def day(self) -> date:
        """The day the text is of: when it was published, else when it was seen."""
        return self.published or self.retrieved or date.min


def in_order(texts: Iterable[Advisory]) -> list[Advisory]:
    """The oldest first: by the day of the text, then by the day it was seen."""
    return sorted(texts, key=lambda one: (one.day, one.retrieved or one.day))
