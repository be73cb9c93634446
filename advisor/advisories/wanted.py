"""What the user says about a file, and which country is wanted of one that holds many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166-1 code, two letters, and what it is called in any language."""

    code: str
    names: frozenset[str]

    def called(self, name: str) -> bool:
        """Whether that is a name of it."""
        return name.strip().casefold() in self.names


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is known beside the file.

    `day`: when its text was seen to stand there; it does not replace the day the text itself gives. `part`: of the
    page at `url`, where a page is kept in several files. `published` and `level` were told by a file beside it.
    """

    url: str = ""
    day: date | None = None
    issuer: str = ""
    country: Country | None = None
    part: str = ""
    published: date | None = None
    level: str = ""

    @property
    def country_code(self) -> str:
        """The code, or nothing."""
        return self.country.code if self.country is not None else ""
