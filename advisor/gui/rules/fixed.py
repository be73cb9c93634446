"""Packs that can't be changed: those of the program, those that are only looked at, those out of this user's reach."""

from __future__ import annotations

from pathlib import Path

from advisor.model.message import Message, message
from advisor.services.pack_copy import why_fixed
from advisor.services.paths import Paths


def why_read_only(folder: Path, paths: Paths) -> Message | None:
    """Why the pack in a folder, or in a ZIP, can't be changed; None where it can."""
    if folder.is_relative_to(paths.rules):
        return message("rules.fixed.shipped")
    if folder.is_file():
        return message("rules.fixed.zip", file=folder.name)
    reason = why_fixed(folder)
    return None if reason is None else message("rules.fixed.unwritable", folder=str(folder), reason=reason)
