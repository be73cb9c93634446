"""A pack in one ZIP, as it comes on a stick or by e-mail: read with distrust, written the same for the same contents.

A file that is left out may be the one with the prohibition, so an archive is taken as a whole or not at all.
"""

from __future__ import annotations

import io
import lzma
import re
import stat
import struct
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from advisor.model.diagnostic import Diagnostic
from advisor.model.message import Message, message
from advisor.model.span import Position, Span
from advisor.services.archives import LARGEST_FILE, SPOILT

SUFFIX: Final = ".zip"
DATA: Final = frozenset({".yaml", ".yml", ".csv", ".json", ".toml"})
"""Endings of the files that the loader looks at."""
PAGES: Final = frozenset({".md", ".txt"})
"""Endings of what goes along with a pack, for people to read."""
PAPERS: Final = frozenset({"LICENSE", "NOTICE"})

LARGEST_ARCHIVE: Final = 50 * 1024 * 1024
"""Bytes of a ZIP that are looked at."""
LARGEST_CONTENTS: Final = 100 * 1024 * 1024
"""Bytes that all files of a ZIP may come to."""
MOST_FILES: Final = 5000
MOST_PACKING: Final = 300
"""How many times smaller than itself a large file may be packed: rules are not, what is to fill a disk is."""
_LARGE: Final = 1024 * 1024

_HEAD: Final = "pack.yaml"
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
DEVICE: Final = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
"""Names that Windows keeps for devices, whatever the ending."""
_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
_UTF8: Final = 0x800
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_SPOILT: Final = (*SPOILT, struct.error, lzma.LZMAError, OverflowError, NotImplementedError, AssertionError)
"""What `zipfile` is known to raise on bytes that no ZIP should hold: the last two for what it does not know of ZIPs."""
_BROKEN: Final = message("archive-damaged")


@dataclass(frozen=True, slots=True)
class Carried:
    """What a ZIP holds. With `faults` it holds nothing.

    `files`: the pack's files by name; `pages`: what goes along with them to be read; `others`: names of what belongs to
    no pack and is left behind.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    pages: Mapping[str, bytes] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    faults: tuple[Diagnostic, ...] = ()


def is_archive(path: Path) -> bool:
    """Whether a path names a pack in one file."""
    return path.suffix.lower() == SUFFIX and path.is_file()


def read_archive(path: Path) -> Carried:
    """What the ZIP at `path` holds. Never raises: what is wrong with it are faults."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would be waited for without end
            return _refused([_whole(_BROKEN)])
        with path.open("rb") as stream:
            data = stream.read(LARGEST_ARCHIVE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        return _refused([_whole(message("unreadable-file", file=path.name, reason=reason))])
    return unpack(data)


def unpack(data: bytes) -> Carried:
    """What the bytes of a ZIP hold."""
    if len(data) > LARGEST_ARCHIVE:
        return _refused([_whole(message("archive-too-large", limit=LARGEST_ARCHIVE))])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            faults = list(_faults_of(members))
            if faults:
                return _refused(faults)
            base, faults = _base(members)
            if faults:
                return _refused(faults)
            return _read(archive, members, base)
    except _SPOILT:
        return _refused([_whole(_BROKEN)])


def _refused(faults: Iterable[Diagnostic]) -> Carried:
    return Carried(faults=tuple(faults))


def _whole(what: Message) -> Diagnostic:
    return Diagnostic(what.id, what)


def _member(name: str, why: str) -> Diagnostic:
    start = Position(1, 1)
    shown = name if name.isprintable() else ascii(name)[1:-1]
    what = message("archive-refused", file=shown, why=message(f"archive.why.{why}"))
    return Diagnostic(what.id, what, Span(shown, start, start))


# -- what no archive of ours has


def _faults_of(members: list[zipfile.ZipInfo]) -> Iterator[Diagnostic]:
    if len(members) > MOST_FILES:
        yield _whole(message("archive-too-many", count=len(members), limit=MOST_FILES))
        return
    if sum(member.file_size for member in members) > LARGEST_CONTENTS:
        yield _whole(message("archive-too-large", limit=LARGEST_CONTENTS))
        return
    seen: dict[str, bool] = {}
    for member in members:
        why = _name_fault(member) or _kind_fault(member)
        if why is None and _twice(member, seen):
            why = "twice"
        if why is not None:
            yield _member(member.orig_filename, why)


def _name_fault(member: zipfile.ZipInfo) -> str | None:
    name = member.orig_filename  # `filename` has been mended already
    if not name.isascii() and not member.flag_bits & _UTF8:
        return "not-utf8"
    if name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
        return "absolute"
    parts = name.removesuffix("/").split("/")
    if ".." in re.split(r"[/\\]", name):
        return "outside"
    if "\\" in name:
        return "backslash"
    if _UNSAFE.search(name) or not name or any(_unsafe(part) for part in parts):
        return "name"
    return None


def _unsafe(part: str) -> bool:
    """Whether a system would store something else under that name."""
    return part in {"", "."} or part.endswith((".", " ")) or DEVICE.fullmatch(part) is not None


def _kind_fault(member: zipfile.ZipInfo) -> str | None:
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "link"
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return "kind"
    if member.flag_bits & _ENCRYPTED:
        return "encrypted"
    if member.compress_type not in _METHODS:
        return "method"
    if member.file_size > _LARGE and member.file_size > MOST_PACKING * max(1, member.compress_size):
        return "bomb"
    return None


def _twice(member: zipfile.ZipInfo, seen: dict[str, bool]) -> bool:
    """Whether two entries come to one name where capitals make no difference; folders may be named again and again."""
    path = _alike(member.orig_filename.removesuffix("/"))
    if path in seen:
        return not (member.is_dir() and seen[path])
    seen[path] = member.is_dir()
    for around in PurePosixPath(path).parents:
        known = seen.setdefault(str(around), True)
        if not known:
            return True
    return False


def _alike(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


# -- what is in it


def hidden(name: str) -> bool:
    """Whether no editor shows it: as in a folder, it is no part of a pack."""
    return any(part.startswith((".", "#")) for part in name.split("/")) or name.startswith("__MACOSX/")


def _base(members: list[zipfile.ZipInfo]) -> tuple[str, list[Diagnostic]]:
    """The one folder in which the pack lies, with a slash; empty where it lies at the root."""
    names = [member.filename for member in members if not member.is_dir() and not hidden(member.filename)]
    if _HEAD in names:
        return "", []
    bases = sorted({name.removesuffix(_HEAD) for name in names if re.fullmatch(rf"[^/]+/{re.escape(_HEAD)}", name)})
    if len(bases) != 1:
        return "", [
            _whole(message("archive-several-packs", packs=tuple(bases)) if bases else message("archive-no-pack"))
        ]
    astray = [name for name in names if not name.startswith(bases[0]) and is_data(name)]
    return bases[0], [_member(name, "astray") for name in astray]


def is_data(name: str) -> bool:
    """Whether the loader wants to see a file of that name."""
    return PurePosixPath(name).suffix.lower() in DATA


def is_page(name: str) -> bool:
    """Whether it goes along with a pack to be read."""
    return PurePosixPath(name).suffix.lower() in PAGES or PurePosixPath(name).name in PAPERS


def _read(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], base: str) -> Carried:
    files: dict[str, bytes] = {}
    pages: dict[str, bytes] = {}
    others: list[str] = []
    left = LARGEST_CONTENTS
    for member in members:
        name = member.filename.removeprefix(base)
        if member.is_dir() or hidden(member.filename):
            continue
        if not (is_data(name) or is_page(name)) or not member.filename.startswith(base):
            others.append(member.filename)
            continue
        with archive.open(member) as stream:
            data = stream.read(LARGEST_FILE + 1)
            if len(data) <= LARGEST_FILE and stream.read(1):  # it is longer than it says
                return _refused([_whole(_BROKEN)])
        left -= len(data)
        if left < 0:
            return _refused([_whole(message("archive-too-large", limit=LARGEST_CONTENTS))])
        (files if is_data(name) else pages)[name] = data
    return Carried(files, pages, tuple(sorted(others)))


# -- writing one


def pages_in(folder: Path) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """What goes along with the pack in a folder to be read, and the names of what does not go along.

    OSError where a page can't be read: what is sent is whole.
    """
    pages: dict[str, bytes] = {}
    others: list[str] = []
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if hidden(name) or is_data(name) or not file.is_file():
            continue
        inside = False
        with suppress(OSError):
            inside = file.resolve().is_relative_to(folder.resolve())
        if is_page(name) and inside:
            with file.open("rb") as stream:
                pages[name] = stream.read(LARGEST_FILE + 1)
            if len(pages[name]) <= LARGEST_FILE:
                continue
            del pages[name]
        others.append(name)
    return pages, tuple(others)
