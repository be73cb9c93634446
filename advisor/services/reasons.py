"""Whether a change of rules has its reason, and a reason given afterwards."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from advisor.services.archives import SPOILT
from advisor.services.atomic import write_atomically
from advisor.services.change_log import with_entry
from advisor.services.clock import Clock
from advisor.services.pack_editor import CHANGE_LOG
from advisor.services.pack_library import read_folder
from advisor.services.pack_memory import PackMemory


def has_reason(folder: Path, memory: PackMemory) -> bool:
    """Whether the pack as it stands in `folder` was saved or installed by this program with a reason."""
    latest = memory.editions()[:1]
    if not latest or not latest[0].reason:
        return False
    with suppress(*SPOILT):
        kept = {name: data for name, data in memory.files_of(latest[0]).items() if name != CHANGE_LOG}
        return kept == dict(read_folder(folder)[0])
    return False


def write_reason(folder: Path, memory: PackMemory, clock: Clock, lines: tuple[str, ...], title: str) -> None:
    """Add lines to the change log of the pack in `folder`, and keep the edition they are about. OSError.

    `title` heads a log that is empty. The last of the lines is the reason, and stands beside the edition.
    """
    log = folder / CHANGE_LOG
    before = b""
    with suppress(FileNotFoundError):
        before = log.read_bytes()
    text = with_entry(before.decode(errors="surrogateescape"), clock(), lines, title=title)
    after = text.encode(errors="surrogateescape")
    write_atomically(log, after)
    files, _unreadable = read_folder(folder)
    with suppress(OSError, ValueError):  # the log has it
        memory.keep({**files, CHANGE_LOG: after}, lines[-1], found=True)
