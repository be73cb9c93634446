"""Names that an officer types for new rule files: which file is meant, and why it can't be begun."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from advisor.model.message import Message, message
from advisor.rulebook.folder import RULES
from advisor.scaffold.names import slug
from advisor.services.pack_zip import DEVICE

LONGEST: Final = 60
"""Letters of a name; longer ones are refused somewhere between a stick and a deep folder."""

_ENDING: Final = re.compile(r"(?i)\.ya?ml$")
_SIGNS: Final = re.compile(r"[A-Za-z0-9-]+")


def file_named(typed: str) -> str:
    """The file meant, relative to the pack; its folder and ending may be typed too."""
    return f"{RULES}{_stem(typed)}.yaml"


def fault_of(typed: str, taken: Collection[str]) -> Message | None:
    """Why no file of that name can be begun beside those `taken`; None where it can.

    What one system takes for two names may be one file on another, so the case of letters tells no files apart.
    """
    stem, file = _stem(typed), file_named(typed)
    there = next((name for name in sorted(taken) if name.casefold() == file.casefold()), None)
    if not stem:
        return message("rules.file.empty")
    if not _SIGNS.fullmatch(stem):
        near = slug(stem)
        fits = bool(near) and fault_of(near, taken) is None
        return message("rules.file.signs-near", name=near) if fits else message("rules.file.signs")
    if stem.startswith("-"):
        return message("rules.file.start")
    if len(stem) > LONGEST:
        return message("rules.file.long", most=LONGEST)
    if DEVICE.fullmatch(stem):
        return message("rules.file.device", name=stem)
    return message("rules.file.taken", file=there) if there is not None else None


def _stem(typed: str) -> str:
    return _ENDING.sub("", typed.strip().removeprefix(RULES))
