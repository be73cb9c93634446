"""A pack's folder replaced whole: after a crash at any moment the old pack or the new one stands there, no mixture."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from advisor.services.atomic import TEMPORARY_SUFFIX, flush_folder, write_atomically

ASIDE: Final = ".replaced"
"""What the old folder is called, behind a dot, while the new one takes its place."""


def write_folder(target: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into a new hidden folder beside `target` and give it. OSError, and then nothing is left behind."""
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}{TEMPORARY_SUFFIX}")
    try:
        temporary.mkdir(parents=True)
        for name, data in files.items():
            file = temporary / name
            file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(file, data)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    return temporary


def swap(new: Path, target: Path) -> None:
    """Let the folder `new` stand at `target`; what stood there is gone. OSError, and then the old one still stands."""
    if not target.exists():
        new.rename(target)
        flush_folder(target.parent)
        return
    aside = _aside(target)
    if aside.exists():  # the target stands, so this is what an earlier swap had no time to remove
        shutil.rmtree(aside)
    target.rename(aside)
    try:
        new.rename(target)
    except BaseException:
        with suppress(OSError):  # somebody who looked for packs has put it back already
            aside.rename(target)
        raise
    flush_folder(target.parent)
    shutil.rmtree(aside, ignore_errors=True)


def put_back(shelf: Path) -> None:
    """Let packs stand again whose replacing was cut short."""
    with suppress(OSError):
        for aside in shelf.glob(f".*{ASIDE}"):
            target = aside.with_name(aside.name.removeprefix(".").removesuffix(ASIDE))
            if not target.exists():
                with suppress(OSError):
                    aside.rename(target)


def sweep_folders(target: Path) -> None:
    """Remove what replacing `target` left behind when it was cut short. Nobody else may be replacing it now."""
    if target.is_dir():
        shutil.rmtree(_aside(target), ignore_errors=True)
    for leftover in target.parent.glob(f".{target.name}.*{TEMPORARY_SUFFIX}"):
        if leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.name}{ASIDE}")
