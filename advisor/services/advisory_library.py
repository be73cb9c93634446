"""Imported texts of official pages: a file for each, named by what it says, written whole and never changed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor.advisories.advisory import LARGEST_FILE, Advisory, Section, in_order
from advisor.advisories.wanted import Country, Given
from advisor.advisories.words import plain
from advisor.services.atomic import private_folder, write_atomically
from advisor.services.countries import country_names
from advisor.services.paths import Paths

if TYPE_CHECKING:
    from advisor.model.diagnostic import Diagnostic

VERSION = 1
"""Of the files; one of a later version is left alone and not read."""

_NAME_LENGTH = 32


class Filing(StrEnum):
    """What became of a text: it is the newest of its page now, an older one, or it was there already."""

    NEWEST = "newest"
    OLDER = "older"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Filed:
    """A text and what became of it; `before` is the newest of the page as it was until then."""

    advisory: Advisory
    filing: Filing
    before: Advisory | None = None


@dataclass(frozen=True, slots=True)
class FileImport:
    """What a file gave. Nothing was filed where the diagnostics hold an error."""

    file: str
    filed: tuple[Filed, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class AdvisoryLibrary:
    """Texts by page. Another program may add to the folder at any time: nothing is remembered between two calls."""

    def __init__(self, paths: Paths) -> None:
        """Nothing is read yet."""
        self._folder = paths.advisories
        self._assets = paths.assets

    def country(self, code: str) -> Country | None:
        """The country of that ISO 3166-1 code and all its names; None if there is none."""
        row = country_names(self._assets).get(code.upper())
        return None if row is None else Country(code.upper(), frozenset(name.casefold() for name in row.values()))

    def texts(self) -> Mapping[str, tuple[Advisory, ...]]:
        """All texts by key of their page, the oldest first. A file that somebody has damaged is passed over."""
        by_page: dict[str, list[Advisory]] = {}
        for advisory in self._read():
            by_page.setdefault(advisory.page, []).append(advisory)
        return {page: tuple(in_order(by_page[page])) for page in sorted(by_page)}

    def bring_in(
        self, files: Mapping[str, bytes], given: Given, check: Callable[[], None] = lambda: None
    ) -> tuple[FileImport, ...]:
        """Import files given by name. A file among them that describes the others is not a text itself.

        `check` is called before each file and may raise to end it. OSError when a text can't be written. Whatever
        was filed before either is kept.
        """
        from advisor.advisories.companion import companion_of  # readers are read on first use
        from advisor.advisories.reading import read_advisories

        described: dict[str, Given] = {}
        companions: set[str] = set()
        for name, data in files.items():
            companion = companion_of(data, given)
            if companion is not None:
                companions.add(name)
                described.update(companion)
        results: list[FileImport] = []
        for name, data in files.items():
            check()
            if name in companions:
                results.append(FileImport(name))
                continue
            base = re.split(r"[\\/]", name)[-1]
            read = read_advisories(data, name, described.get(base, given))
            results.append(FileImport(name, tuple(self._file(one) for one in read.advisories), read.diagnostics))
        return tuple(results)

    def _file(self, advisory: Advisory) -> Filed:
        """Keep a text, once."""
        known = [one for one in self.texts().get(advisory.page, ()) if one.page == advisory.page]
        newest = known[-1] if known else None
        if any(_same(one, advisory) for one in known):
            return Filed(advisory, Filing.KNOWN, newest)
        data = _written(advisory)
        private_folder(self._folder)
        write_atomically(self._folder / f"{_name(advisory)}.json", data, private=True)
        last = in_order([*known, advisory])[-1]
        return Filed(advisory, Filing.NEWEST if last is advisory else Filing.OLDER, newest)

    def _read(self) -> Iterator[Advisory]:
        with suppress(OSError):
            for file in sorted(self._folder.glob("*.json")):
                with suppress(OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
                    yield _parsed(json.loads(file.read_bytes()))


def read_file(path: Path) -> bytes:
    """The bytes of a file to import, and one more than is ever imported. OSError when it can't be read."""
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def _same(one: Advisory, other: Advisory) -> bool:
    """Whether they say the same, of the same day, seen on the same day or by the page's own date."""
    seen = other.retrieved in {None, one.retrieved}
    return seen and _identity(one) == _identity(replace(other, retrieved=one.retrieved))


def _identity(advisory: Advisory) -> tuple[Any, ...]:
    sections = tuple(
        (plain(section.heading), *(plain(paragraph) for paragraph in section.paragraphs))
        for section in advisory.sections
    )
    return (advisory.page, advisory.published, advisory.retrieved, advisory.levels, sections)


def _name(advisory: Advisory) -> str:
    told = json.dumps(_identity(advisory), default=str, ensure_ascii=True)
    return hashlib.sha256(told.encode("ascii")).hexdigest()[:_NAME_LENGTH]


def _written(advisory: Advisory) -> bytes:
    fields = {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(advisory).items()}
    return json.dumps({"version": VERSION, **fields}, ensure_ascii=False, indent=1).encode() + b"\n"


def _parsed(told: dict[str, Any]) -> Advisory:
    """ValueError, TypeError or KeyError for what we did not write."""
    if told["version"] != VERSION or not isinstance(told["page"], str):
        msg = "not a text of this version"
        raise ValueError(msg)
    published, retrieved = (
        date.fromisoformat(told[name]) if told[name] else None for name in ("published", "retrieved")
    )
    if published is None and retrieved is None:
        msg = "a text without a day"
        raise ValueError(msg)
    return Advisory(
        issuer=str(told["issuer"]),
        page=told["page"],
        url=str(told["url"]),
        title=str(told["title"]),
        country=str(told["country"]),
        published=published,
        retrieved=retrieved,
        levels=tuple(map(str, told["levels"])),
        change=str(told["change"]),
        sections=tuple(Section(str(one["heading"]), tuple(map(str, one["paragraphs"]))) for one in told["sections"]),
    )
