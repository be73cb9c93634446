"""Packs on disk: finding them, reading their files, and keeping the last good edition of each."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.model.diagnostic import Diagnostic, has_errors
from advisor.model.message import Message, message
from advisor.model.pack import Pack
from advisor.model.span import Position, Span
from advisor.rulebook.folder import is_schema_file
from advisor.services.archives import LARGEST_FILE
from advisor.services.last_good import LastGood
from advisor.services.pack_swap import put_back
from advisor.services.pack_zip import DATA, is_archive, read_archive
from advisor.services.paths import Paths

if TYPE_CHECKING:
    from advisor.rulebook.loader import LoadResult

_HEAD = "pack.yaml"
_ATTEMPTS = 3
"""How often a folder is read again that was replaced meanwhile."""

FIRST_PACK = "mali-2023"
"""The pack a first start opens where there is one of that id: historical, so that nobody takes what it says for today's
advice. A current pack becomes the usual one when somebody who has reviewed it chooses it.
"""


class Origin(StrEnum):
    """Where a pack comes from: with the program, from the user's packs folder, or a folder or ZIP named by hand."""

    SHIPPED = "shipped"
    USER = "user"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class PackFolder:
    """A folder that claims to be a pack: it has a pack.yaml. Or the ZIP that holds one."""

    folder: Path
    origin: Origin


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A pack to assess with, and the faults of its folder.

    `pack` is None where the folder is faulty and no good edition is remembered. `caveat` is set where `pack` is the
    last good edition instead of what stands in the folder: hand it to `assess`, which then answers REFER at best.
    """

    folder: Path
    pack: Pack | None
    diagnostics: tuple[Diagnostic, ...]
    caveat: Message | None = None

    @property
    def faulty(self) -> bool:
        """Whether what stands in the folder can't be assessed with."""
        return self.pack is None or self.caveat is not None


def load_pack(files: Mapping[str, bytes]) -> LoadResult:
    """Load a pack with a loader that is itself read on first use: the window is painted before."""
    from advisor.rulebook.loader import load_pack as load

    return load(files)


class PackLibrary:
    """The packs this computer has: the shipped ones and the user's own."""

    def __init__(self, paths: Paths) -> None:
        """Nothing is read yet."""
        self._shelves = ((paths.packs, Origin.USER), (paths.rules, Origin.SHIPPED))
        self.last_good = LastGood(paths.last_good)

    def folders(self) -> tuple[PackFolder, ...]:
        """All packs, the user's own first, each by name."""
        return tuple(found for shelf, origin in self._shelves for found in _packs_on(shelf, origin))

    def find(self, name: str) -> PackFolder | None:
        """The pack with that id, or in that folder or ZIP; None if there is none.

        Whatever looks like a path is one; a bare name is first an id (the user's own pack before a shipped one).
        """
        given = Path(name)
        if not any(mark in name for mark in "/\\.~"):
            known = self.with_id(name)
            if known is not None:
                return known
        with suppress(OSError, ValueError):
            if given.name == _HEAD:
                given = given.parent
            if name and (given.is_dir() or is_archive(given)):
                return PackFolder(given, Origin.GIVEN)
        return None

    def with_id(self, identifier: str) -> PackFolder | None:
        """The pack with that id; None if there is none. A folder's name is taken for the id of the pack in it."""
        known = self.folders()
        for one in known:
            if one.folder.name == identifier:
                return one
        for one in known:
            pack = self.load(one.folder).pack
            if pack is not None and pack.id == identifier:
                return one
        return None

    def load(self, folder: Path) -> LoadedPack:
        """Load what stands in the folder or ZIP, never anything else."""
        _files, result, diagnostics = read_pack(folder)
        return LoadedPack(folder, None if result is None else result.pack, diagnostics)

    def load_or_last_good(self, folder: Path) -> LoadedPack:
        """Load the folder and remember it if it is good; otherwise its last good edition, with a caveat."""
        files, result, diagnostics = read_pack(folder)
        if result is not None:
            with suppress(OSError, ValueError):  # the pack is good all the same, even if no archive can hold its names
                self.last_good.remember(folder, files)
            return LoadedPack(folder, result.pack, diagnostics)
        good = _loaded(self.last_good.files(folder))
        caveat = None if good is None else message("caveat.last-good-edition", pack=good.title, edition=good.edition)
        return LoadedPack(folder, good, diagnostics, caveat)

    def unanswered(self, folder: Path) -> Pack | None:
        """The last good edition before a change that nobody has answered for; None where there is no such change."""
        return _loaded(self.last_good.before(folder))


def _loaded(files: Mapping[str, bytes] | None) -> Pack | None:
    if files is None:
        return None
    result = load_pack(files)
    return None if has_errors(result.diagnostics) else result.pack


def read_pack(folder: Path) -> tuple[Mapping[str, bytes], LoadResult | None, tuple[Diagnostic, ...]]:
    """The files of a folder or ZIP, what the loader made of them if nothing is wrong with it, and what is wrong."""
    files, unreadable = read_folder(folder)
    if unreadable and not files and not folder.is_dir():  # a ZIP was refused as a whole: what it lacks is no news
        return files, None, unreadable
    result = load_pack(files)
    diagnostics = (*unreadable, *result.diagnostics)
    return files, None if result.pack is None or has_errors(diagnostics) else result, diagnostics


def read_folder(folder: Path) -> tuple[Mapping[str, bytes], tuple[Diagnostic, ...]]:
    """All files of a pack by name relative to it, and an error for each that can't be read. `folder` may be a ZIP.

    A file that is left out may be the one with the prohibition, so nothing is skipped in silence but what no editor
    shows: hidden files and folders, files of other kinds, and the schemas that were made from the pack.
    """
    if is_archive(folder):
        carried = read_archive(folder)
        return carried.files, carried.faults
    before, read = _identity(folder), _read_folder(folder)
    for _again in range(_ATTEMPTS):
        if (now := _identity(folder)) == before:
            break
        before, read = now, _read_folder(folder)
    return read


def _identity(folder: Path) -> tuple[int, int] | None:
    """Tells a folder from the one that has taken its place: files of both must not be mixed."""
    with suppress(OSError):
        found = folder.stat()
        return found.st_dev, found.st_ino
    return None


def _read_folder(folder: Path) -> tuple[Mapping[str, bytes], tuple[Diagnostic, ...]]:
    files: dict[str, bytes] = {}
    faults: list[Diagnostic] = []
    for file in sorted(_files_in(folder, faults, folder)):
        name = file.relative_to(folder).as_posix()
        if is_schema_file(name):
            continue
        try:
            with file.open("rb") as stream:
                files[name] = stream.read(LARGEST_FILE + 1)
        except OSError as error:
            faults.append(_unreadable(name, error))
    return files, tuple(faults)


def _files_in(folder: Path, faults: list[Diagnostic], root: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        faults.append(_unreadable(folder.relative_to(root).as_posix(), error))
        return
    for entry in entries:
        if entry.name.startswith((".", "#")):
            continue
        of_a_pack = entry.suffix.lower() in DATA
        try:
            kind = _kind_of(entry, root)
        except OSError as error:
            if of_a_pack or not isinstance(error, FileNotFoundError):  # a link that leads nowhere holds no rules
                faults.append(_unreadable(entry.relative_to(root).as_posix(), error))
            continue
        if stat.S_ISDIR(kind):
            if not entry.is_symlink():  # what it leads to inside the pack is read where it stands
                yield from _files_in(entry, faults, root)
        elif of_a_pack and not stat.S_ISREG(kind):  # a pipe would be waited for without end
            faults.append(
                _unreadable(entry.relative_to(root).as_posix(), OSError(errno.EINVAL, os.strerror(errno.EINVAL)))
            )
        elif of_a_pack:
            yield entry


def _kind_of(entry: Path, root: Path) -> int:
    """Mode bits of what an entry leads to. OSError where nobody may look, and for links to folders outside the pack.

    Such a folder may be the whole disk: it is not read, and as it may hold rules it is not ignored either.
    """
    kind = entry.stat().st_mode
    if stat.S_ISDIR(kind) and entry.is_symlink() and not entry.resolve().is_relative_to(root.resolve()):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return kind


def _unreadable(name: str, error: OSError) -> Diagnostic:
    start = Position(1, 1)
    what = message("unreadable-file", file=name, reason=error.strerror or type(error).__name__)
    return Diagnostic("unreadable-file", what, Span(name, start, start))


def _packs_on(shelf: Path, origin: Origin) -> Iterator[PackFolder]:
    if origin is Origin.USER:
        put_back(shelf)
    with suppress(OSError):
        for folder in sorted(shelf.iterdir()):
            if not folder.name.startswith(".") and (folder / _HEAD).is_file():
                yield PackFolder(folder, origin)
