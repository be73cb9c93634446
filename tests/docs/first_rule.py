"""What the guide to a first rule shows: files, slips with their messages, and single lines."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from advisor.services.pack_library import read_folder
from advisor.services.paths import find_paths

DOCS = Path(__file__).parents[2] / "docs"
GUIDES = {"en": DOCS / "first-rule.md", "fr": DOCS / "fr" / "first-rule.md"}
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEAD = re.compile(r"# (\S+\.yaml)\n")
SNIPPET = re.compile(r"^\| `((?:\w+): [^`]+)` \|", re.MULTILINE)
SLIP = "rules/slip.yaml"


@cache
def shipped() -> dict[str, bytes]:
    return dict(read_folder(find_paths().rules / "mali-2023")[0])


@cache
def fences(language: str) -> list[tuple[str, str]]:
    return FENCE.findall(GUIDES[language].read_text(encoding="utf-8"))


def files(language: str) -> dict[str, str]:
    """What the guide writes, by file; the slips left out."""
    found = {}
    for kind, text in fences(language):
        head = HEAD.match(text)
        if kind == "yaml" and head is not None and head[1] != SLIP:
            assert head[1] not in found
            found[head[1]] = text
    return found


def edited(language: str) -> dict[str, bytes]:
    """The shipped pack with what the guide adds."""
    pack = dict(shipped())
    for name, text in files(language).items():
        pack[name] = pack.get(name, b"") + text.encode()
    return pack


def slips(language: str) -> list[tuple[str, str]]:
    """Each slip with the message that follows it."""
    told = iter(fences(language))
    return [(text, next(told)[1].strip()) for kind, text in told if kind == "yaml" and text.startswith(f"# {SLIP}\n")]


def snippets(language: str) -> list[str]:
    return SNIPPET.findall(GUIDES[language].read_text(encoding="utf-8"))
