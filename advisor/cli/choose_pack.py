"""Which pack a command works with."""

from __future__ import annotations

import difflib
from pathlib import Path

from advisor.cli.exit_codes import ExitCode
from advisor.cli.output import CommandError
from advisor.model.message import message
from advisor.services.pack_library import LoadedPack, Origin, PackFolder, PackLibrary


def named(name: str, library: PackLibrary) -> PackFolder:
    """The pack with that id or in that folder; CommandError if there is none, or if it may be either of two."""
    found = library.find(name)
    if found is not None:
        _be_sure(name, found)
        return found
    known = sorted({one.folder.name for one in library.folders()})
    near = difflib.get_close_matches(name, known, 1)
    if near:
        raise CommandError(message("cli.no-such-pack-but", pack=name, near=near[0]), ExitCode.USAGE)
    raise CommandError(message("cli.no-such-pack", pack=name), ExitCode.USAGE)


def _be_sure(name: str, found: PackFolder) -> None:
    # Whoever stands beside the pack just edited must not be told that another of its name is without fault.
    here = Path(name)
    if found.origin is not Origin.GIVEN and (here / "pack.yaml").is_file() and not here.samefile(found.folder):
        raise CommandError(message("cli.two-packs", pack=name, folder=str(found.folder)), ExitCode.USAGE)


def for_trip(asked: str | None, wanted: str | None, file: Path | None, library: PackLibrary) -> PackFolder:
    """The pack asked for; else the one whose `trips/` the file lies in, the one the trip wants, the only one there is.

    CommandError if none of these says which.
    """
    if asked is not None:
        return named(asked, library)
    if file is not None and file.absolute().parent.name == "trips":
        around = file.absolute().parent.parent
        if (around / "pack.yaml").is_file():
            return PackFolder(around, Origin.GIVEN)
    if wanted is not None:
        found = library.with_id(wanted)
        if found is None:
            raise CommandError(message("cli.trip-wants-pack", pack=wanted), ExitCode.USAGE)
        return found
    known = library.folders()
    if len(known) != 1:
        names = tuple(one.folder.name for one in known)
        what = message("cli.which-pack", packs=names) if names else message("cli.no-packs")
        raise CommandError(what, ExitCode.USAGE)
    return known[0]


def usable(loaded: LoadedPack) -> bool:
    """Whether a command may assess with it: only with what stands in the folder, never with an older edition."""
    return loaded.pack is not None and not loaded.faulty
