"""A reason given afterwards, for rules that were changed by another program."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from advisor.services.atomic import write_atomically
from advisor.services.change_log import with_entry
from advisor.services.clock import Clock
from advisor.services.pack_editor import CHANGE_LOG
from advisor.services.pack_library import read_folder
from advisor.services.pack_memory import PackMemory


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
