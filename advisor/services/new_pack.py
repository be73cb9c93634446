"""A new pack for another country, written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from advisor.model.diagnostic import has_errors
from advisor.model.message import Message, message
from advisor.rulebook.folder import PACK
from advisor.rulebook.schema import schema_files
from advisor.scaffold.draft import Draft, Order, draft
from advisor.scaffold.names import CountryNames, folded
from advisor.scaffold.places import Limit, as_id, spelt
from advisor.scaffold.templates import LANGUAGES
from advisor.services.atomic import TEMPORARY_SUFFIX, write_atomically
from advisor.services.countries import country_names
from advisor.services.gazetteers import NoPlacesError, from_file, from_package, region_names
from advisor.services.pack_library import PackLibrary, load_pack
from advisor.services.paths import Paths

USUAL_PLACES: Final = 40
"""Towns of a new pack where nobody says how many."""
MOST_PLACES: Final = 5000
"""Towns that a file of 5 MB surely holds."""
_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_LONGEST_TITLE: Final = 200


class RefusedError(Exception):
    """The pack can't be made as asked; nothing was written."""

    def __init__(self, what: Message) -> None:
        super().__init__(what.id)
        self.what = what


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user said; None where the usual will do.

    `folder` is the pack's own folder, which must not be there or be empty. `places_from` is a GeoNames file.
    """

    country: str
    id: str | None = None
    folder: Path | None = None
    edition: str | None = None
    titles: Mapping[str, str] | None = None
    languages: tuple[str, ...] = LANGUAGES
    limit: Limit = field(default_factory=lambda: limit(None, None))
    places_from: Path | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """The new pack and where it stands."""

    id: str
    folder: Path
    draft: Draft


def limit(places: int | None, population: int | None, also: tuple[str, ...] = ()) -> Limit:
    """How many towns: so many, or all with so many people; the usual number if nothing is said. And those of a name."""
    if population is not None:
        return Limit(population=population, also=also)
    return Limit(places=places if places is not None else USUAL_PLACES, also=also)


def make_pack(wish: Wish, paths: Paths, library: PackLibrary, today: date) -> Made:
    """Make the pack. RefusedError says why it was not made; OSError if the program's own files are missing."""
    names = country_names(paths.assets)
    order = _order(wish, names, today)
    folder = wish.folder if wish.folder is not None else paths.packs / order.id
    if wish.folder is None:
        taken = library.with_id(order.id)
        if taken is not None and taken.folder != folder:
            raise RefusedError(message("new-pack.id-taken", id=order.id, folder=str(taken.folder)))
    _check_empty(folder)
    regions = region_names(paths.assets, order.country)
    try:
        if wish.places_from is not None:
            gazetteer = from_file(wish.places_from, order.country, regions)
        else:
            gazetteer = from_package(order.country, regions, wish.limit)
    except NoPlacesError as error:
        raise RefusedError(error.what) from error
    spellings = {form for town in gazetteer.towns for form in spelt(town)}
    for name in order.limit.also:
        if folded(name) not in spellings:
            raise RefusedError(message("new-pack.no-such-town", name=_shown(name)))
    drafted = draft(order, gazetteer, _templates(paths.assets))
    if drafted is None:
        raise RefusedError(message("new-pack.no-towns-so-large", count=order.limit.population or 0))
    if drafted.towns > MOST_PLACES:
        raise RefusedError(message("new-pack.too-many", count=drafted.towns, most=MOST_PLACES))
    _write(folder, _checked(drafted))
    return Made(order.id, folder, drafted)


def _order(wish: Wish, names: Mapping[str, Mapping[str, str]], today: date) -> Order:
    country = _country(wish.country, names)
    usual = {language: names[country][language] for language in LANGUAGES}
    edition = wish.edition if wish.edition is not None else f"{today:%Y-%m}"
    identifier = wish.id if wish.id is not None else as_id(usual["en"])
    if not _ID.fullmatch(identifier):
        raise RefusedError(message("new-pack.bad-id", id=_shown(identifier)))
    if not wish.languages or not {*wish.languages} <= {*LANGUAGES} or len({*wish.languages}) < len(wish.languages):
        raise RefusedError(message("new-pack.bad-languages", languages=LANGUAGES))
    titles = {language: f"{usual[language]}, {edition}" for language in LANGUAGES} | dict(wish.titles or {})
    for text in (edition, *titles.values()):
        if not text.strip() or not text.isprintable() or len(text) > _LONGEST_TITLE:
            raise RefusedError(message("new-pack.bad-text", text=_shown(text), most=_LONGEST_TITLE))
    return Order(identifier, country, usual, titles, edition, wish.languages, today, wish.limit)


def _country(written: str, names: Mapping[str, Mapping[str, str]]) -> str:
    known = CountryNames({code: called.values() for code, called in names.items()})
    code = known.find(written)
    if code is not None:
        return code
    near = known.near(written)
    if near:
        raise RefusedError(message("new-pack.no-such-country-but", country=_shown(written), near=near))
    raise RefusedError(message("new-pack.no-such-country", country=_shown(written)))


def _templates(assets: Path) -> Mapping[str, str]:
    folder = assets / "new-pack"
    files = sorted(file for file in folder.rglob("*") if file.suffix in {".yaml", ".csv", ".md"})
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in files}


def _checked(drafted: Draft) -> Mapping[str, bytes]:
    """The bytes of the files, which the loader itself has found without error, and their schemas for editors."""
    files = {name: text.encode() for name, text in drafted.files.items()}
    result = load_pack(files)
    if result.pack is None or has_errors(result.diagnostics):
        raise RuntimeError("the new pack has errors: " + ", ".join(sorted({one.code for one in result.diagnostics})))
    return {**files, **schema_files(result.pack)}


def _check_empty(folder: Path) -> None:
    try:
        if folder.is_dir() and not any(folder.iterdir()):
            return
        there = os.path.lexists(folder)
    except (OSError, ValueError) as error:
        raise RefusedError(_cannot_write(folder, error)) from error
    if there:
        raise RefusedError(message("new-pack.not-empty", folder=str(folder)))


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files into a hidden folder, and put that, or what is in it, in its place."""
    there = folder.is_dir()
    name = f"{secrets.token_hex(4)}{TEMPORARY_SUFFIX}"
    temporary = folder / f".{name}" if there else folder.parent / f".{folder.name}.{name}"
    try:
        temporary.mkdir(parents=True)
        for relative, data in files.items():
            file = temporary / relative
            file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(file, data)
        if there:
            _move(temporary, folder)
        else:
            temporary.rename(folder)
    except BaseException as error:
        _remove(temporary)
        if isinstance(error, (OSError, ValueError)):
            raise RefusedError(_cannot_write(folder, error)) from error
        raise


def _move(temporary: Path, folder: Path) -> None:
    """Move what is in `temporary` into the folder around it, pack.yaml last: until then it is no pack."""
    if any(entry != temporary for entry in folder.iterdir()):
        raise FileExistsError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY))
    entries = sorted(temporary.iterdir(), key=lambda entry: entry.name == PACK)
    try:
        for entry in entries:
            entry.rename(folder / entry.name)
        temporary.rmdir()
    except BaseException:
        for entry in entries:
            _remove(folder / entry.name)
        raise


def _remove(path: Path) -> None:
    """Take away what this program has just written, as far as the system lets it."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def _cannot_write(folder: Path, error: OSError | ValueError) -> Message:
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return message("cli.cannot-write", file=str(folder), reason=why)


def _shown(text: str) -> str:
    """What was typed, short and harmless to a terminal."""
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text[:80])
