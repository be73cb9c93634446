"""What of a pack travels: its files and the pages that go along, in one ZIP or in a folder."""

from __future__ import annotations

from pathlib import Path

from advisor.model.diagnostic import Diagnostic
from advisor.model.message import message
from advisor.model.pack import Pack
from advisor.services.archives import packed
from advisor.services.pack_library import read_folder
from advisor.services.pack_zip import SUFFIX, Carried, is_archive, pages_in, read_archive


def carried_by(path: Path) -> Carried:
    """What the folder or ZIP at `path` holds of a pack."""
    if is_archive(path):
        return read_archive(path)
    files, faults = read_folder(path)
    try:
        pages, others = pages_in(path)
    except OSError as error:
        what = message("unreadable-file", file=path.name, reason=error.strerror or str(error))
        return Carried(files, faults=(*faults, Diagnostic(what.id, what)))
    return Carried(files, pages, others, faults)


def as_one_file(carried: Carried, pack: Pack) -> bytes:
    """The ZIP that carries a pack: the same bytes for the same contents, all in a folder named after the pack.

    ValueError where no archive can hold the names.
    """
    return packed({f"{pack.id}/{name}": data for name, data in {**carried.pages, **carried.files}.items()})


def name_of(pack: Pack) -> str:
    """What such a file is called: pack and edition, as far as file names can say it."""
    edition = "".join(one if one.isalnum() or one in "-_." else "-" for one in pack.edition).strip(".-")
    return f"{pack.id}-{edition}{SUFFIX}" if edition else f"{pack.id}{SUFFIX}"
