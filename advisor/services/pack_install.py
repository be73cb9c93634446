"""Installing a pack that came from elsewhere: what it would replace, what to be warned of, and doing it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from advisor.model.diagnostic import Diagnostic, has_errors
from advisor.model.message import Message, message
from advisor.model.pack import Pack
from advisor.report.pack_changes import summary
from advisor.rulebook.difference import PackDifference, difference
from advisor.services.atomic import TEMPORARY_SUFFIX
from advisor.services.clock import Clock
from advisor.services.file_lock import FileLock
from advisor.services.last_good import LastGood
from advisor.services.pack_carry import carried_by
from advisor.services.pack_editor import CHANGE_LOG, PackBusyError
from advisor.services.pack_library import LoadedPack, Origin, PackLibrary, load_pack, read_folder
from advisor.services.pack_memory import PackMemory
from advisor.services.pack_swap import swap, sweep_folders, write_folder
from advisor.services.pack_zip import Carried
from advisor.services.paths import Paths

_PATIENCE_SECONDS: Final = 2.0
_DATED: Final = re.compile(r"\d{4}(-\d{2}){0,2}")
"""Editions that tell their order by themselves, if both are written with the same parts."""


class NotInstallableError(Exception):
    """The pack can't be installed; `why` tells the user."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.id)
        self.why = why


class Age(StrEnum):
    """How a pack stands to the one it would replace."""

    FIRST = "first"
    SAME = "same"
    NEWER = "newer"
    OLDER = "older"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Offer:
    """A pack that may be installed into `target`.

    `pack` is None where it has faults: then it is not. `before` is the pack that it would take the place of, with
    `shipped` where that one came with the program and stays. `warnings` are reasons to think twice.
    """

    path: Path
    carried: Carried
    pack: Pack | None
    faults: tuple[Diagnostic, ...]
    target: Path | None = None
    before: LoadedPack | None = None
    shipped: bool = False
    age: Age = Age.FIRST
    differs: PackDifference | None = None
    warnings: tuple[Message, ...] = field(default=())

    @property
    def loses(self) -> tuple[Message, ...]:
        """What differs from the pack it would replace, in numbers."""
        return summary(self.differs) if self.differs else ()


def look_at(path: Path, library: PackLibrary, paths: Paths, clock: Clock) -> Offer:
    """What the ZIP or folder at `path` offers. Nothing is written; whatever is wrong is among the faults."""
    carried = carried_by(path)
    if carried.faults and not carried.files:
        return Offer(path, carried, None, carried.faults)
    result = load_pack(carried.files)
    faults = (*carried.faults, *result.diagnostics)
    pack = result.pack
    if pack is None or has_errors(faults):
        return Offer(path, carried, None, faults)
    target = paths.packs / pack.id
    before, shipped = _standing(pack.id, target, library)
    if before is not None and not shipped:
        target = before.folder
    age, differs, warnings = _compared(pack, before, shipped=shipped)
    if pack.issued is not None and pack.issued.on > clock():
        warnings += (message("carry.to-come", day=pack.issued.on),)
    if before is not None and not shipped:
        warnings += _edited_here(PackMemory(paths.editing, target), target)
    return Offer(path, carried, pack, faults, target, before, shipped, age, differs, warnings)


def told_about(offer: Offer) -> tuple[Message, ...]:
    """What it would replace, what would differ, and what of it is left behind."""
    told = []
    if offer.pack is not None:
        told.append(message("carry.rules", count=len(offer.pack.rules)))
    if offer.before is None:
        told.append(message("carry.first"))
    elif offer.shipped:
        told.append(message("carry.shipped"))
    else:
        told.append(message("carry.replaces", folder=str(offer.target)))
    if offer.age is Age.SAME:
        told.append(message("carry.same"))
    if offer.differs is not None:
        told.append(message("carry.differs", what=offer.loses))
        told.append(message("carry.looser" if offer.differs.may_loosen else "carry.not-looser"))
    if offer.carried.others:
        told.append(message("carry.others", files=offer.carried.others))
    return tuple(told)


def _standing(identifier: str, target: Path, library: PackLibrary) -> tuple[LoadedPack | None, bool]:
    """The pack of that id that is used now, and whether it came with the program."""
    known = library.folders()
    own = [one.folder for one in known if one.origin is Origin.USER]
    for folder in sorted(own, key=lambda one: one != target):
        loaded = library.load(folder)
        if folder == target or (loaded.pack is not None and loaded.pack.id == identifier):
            return loaded, False
    for one in known:
        if one.origin is Origin.SHIPPED:
            loaded = library.load(one.folder)
            if loaded.pack is not None and loaded.pack.id == identifier:
                return loaded, True
    return None, False


def _compared(
    pack: Pack, before: LoadedPack | None, *, shipped: bool
) -> tuple[Age, PackDifference | None, tuple[Message, ...]]:
    if before is None:
        return Age.FIRST, None, ()
    old = before.pack
    if old is None:
        return Age.UNKNOWN, None, (message("carry.faulty-there", folder=str(before.folder)),)
    if old.fingerprint == pack.fingerprint:
        return Age.SAME, None, ()
    age, told = age_of(pack, old), []
    if age is Age.OLDER:
        told.append(message("carry.older", new=_named(pack), old=_named(old)))
    if age is Age.UNKNOWN:
        told.append(message("carry.unknown-age", new=_named(pack), old=_named(old)))
    if pack.edition == old.edition and not (shipped and age is Age.NEWER):
        told.append(message("carry.same-edition", edition=pack.edition))
    found = difference(old, pack)
    return age, found, tuple(told)


def age_of(pack: Pack, old: Pack) -> Age:
    """Which of two packs is the newer: by the day each was issued; else by its edition, where that is a date."""
    if pack.fingerprint == old.fingerprint:
        return Age.SAME
    orders: set[Age] = set()
    if pack.issued is not None and old.issued is not None and pack.issued.on != old.issued.on:
        orders.add(Age.NEWER if pack.issued.on > old.issued.on else Age.OLDER)
    if pack.edition != old.edition and _dated_alike(pack.edition, old.edition):
        orders.add(Age.NEWER if pack.edition > old.edition else Age.OLDER)
    if Age.OLDER in orders:  # also where the other sign says newer: better asked once too often
        return Age.OLDER
    return Age.NEWER if orders else Age.UNKNOWN


def _dated_alike(one: str, other: str) -> bool:
    return len(one) == len(other) and all(_DATED.fullmatch(edition) for edition in (one, other))


def _named(pack: Pack) -> Message:
    if pack.issued is None:
        return message("carry.edition", edition=pack.edition)
    return message("carry.edition-of", edition=pack.edition, day=pack.issued.on)


def _edited_here(memory: PackMemory, folder: Path) -> tuple[Message, ...]:
    """Whether somebody worked on the pack that would be replaced, saved or not."""
    told = []
    if memory.draft() is not None:
        told.append(message("carry.draft"))
    installed = next((one for one in memory.editions() if one.installed), None)
    there = None
    if installed is not None:
        with suppress(*_UNREADABLE):
            there = {name: data for name, data in memory.files_of(installed).items() if name != CHANGE_LOG}
    if there != dict(read_folder(folder)[0]):
        told.append(message("carry.edited"))
    return tuple(told)


_UNREADABLE: Final = (OSError, ValueError, EOFError, RuntimeError)


def install(offer: Offer, paths: Paths, reason: str) -> Path:
    """Put the pack where packs are looked for, whole or not at all, and give its folder.

    What it replaces is kept as an edition, what belongs to no pack stays, and edits that were never saved stay
    remembered. `reason` stands beside the new edition. NotInstallableError if the pack has faults or another one has
    its folder; PackBusyError; OSError or ValueError if something can't be written: the old pack then still stands.
    """
    pack, target = offer.pack, offer.target
    if pack is None or target is None:
        raise NotInstallableError(message("carry.faulty", count=len(offer.faults)))
    if target.is_symlink():
        raise NotInstallableError(message("carry.link", folder=str(target)))
    if offer.before is not None and not offer.shipped and offer.before.pack is not None:
        there = offer.before.pack.id
        if there != pack.id:
            raise NotInstallableError(message("carry.other-pack", folder=str(target), there=there, pack=pack.id))
    files = {**offer.carried.pages, **offer.carried.files}
    memory = PackMemory(paths.editing, target)
    lock = FileLock.wait(memory.lock, _PATIENCE_SECONDS)
    if lock is None:
        raise PackBusyError
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        new = write_folder(target, files)
        try:
            if target.is_dir():
                _keep_old(target, new, files, memory)
            swap(new, target)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
        sweep_folders(target)
        with suppress(OSError, ValueError):  # the pack is installed; its edition is found at the next save
            memory.keep(_of_the_pack(offer.carried), reason, installed=True)
            LastGood(paths.last_good).remember(target, offer.carried.files, answered=True)
    finally:
        lock.release()
    return target


def _of_the_pack(carried: Carried) -> Mapping[str, bytes]:
    """The files as the editor reads them: those that count, and the change log."""
    log = {CHANGE_LOG: carried.pages[CHANGE_LOG]} if CHANGE_LOG in carried.pages else {}
    return {**carried.files, **log}


def _keep_old(target: Path, new: Path, files: Mapping[str, bytes], memory: PackMemory) -> None:
    """Keep what stands there as an edition, and what the new pack has no word about where it is."""
    old = carried_by(target)
    if any(fault.code == "unreadable-file" for fault in old.faults):
        raise OSError(f"{target}: {old.faults[0].code}")
    gone = {name: data for name, data in old.pages.items() if name in files and files[name] != data}
    memory.keep({**_of_the_pack(old), **gone}, "", found=True)
    for file in sorted(target.rglob("*")):
        name = file.relative_to(target).as_posix()
        if name in old.files or name in files or file.name.endswith(TEMPORARY_SUFFIX):
            continue
        if file.is_symlink() or not file.is_dir():
            place = new / name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, place, follow_symlinks=False)
