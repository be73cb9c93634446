"""Markdown or plain text as blocks: only what a saved page of advice needs."""

from __future__ import annotations

import re
from typing import Final

from advisor.advisories.blocks import Block
from advisor.advisories.words import BULLET, flat

_TARGET: Final = r"\((?:[^()\n]|\([^()\n]*\))*\)?"
_IMAGE: Final = re.compile(rf"!\[[^\]\n]*\]{_TARGET}")
_EMPTY_LINK: Final = re.compile(rf"\[\s*\]{_TARGET}")
_SCRIPT_LINK: Final = re.compile(r"\[[^\]\n]*\]\(javascript:[^\n]*?\);?[^\n)]*\)", re.IGNORECASE)
_LINK: Final = re.compile(rf"\[([^\]\n]*)\]{_TARGET}")
_EMPHASIS: Final = re.compile(r"(?<![\w*\\])(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=[^\s\\])\1(?![\w*])")
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_HEADING: Final = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_ITEM: Final = re.compile(r"\s{0,12}(?:[*+-]|\d{1,3}[.)])\s+(.*)")
_RULER: Final = re.compile(r"\s*([-*_=])(\s*\1){2,}\s*")
_STEP: Final = re.compile(r"\s*\[(?:Next|Previous)\s*:[^\]]*\].*", re.IGNORECASE)
_TERM: Final = re.compile(r":\s+(.*)")


def markdown_blocks(text: str) -> list[Block]:
    """Headings, paragraphs and items in order; links keep their words, images go."""
    blocks: list[Block] = []
    lines: list[str] = []

    def end() -> None:
        told = _words(" ".join(lines))
        lines.clear()
        if told.strip(BULLET):
            blocks.append(Block(told))

    for line in text.splitlines():
        if not line.strip() or _RULER.fullmatch(line) or _STEP.fullmatch(line):
            end()
        elif heading := _HEADING.fullmatch(line.strip()):
            end()
            if told := _words(heading[2]):
                blocks.append(Block(told, len(heading[1])))
        elif item := _ITEM.fullmatch(line):
            end()
            lines.append(f"{BULLET}{item[1]}")
        elif value := _TERM.fullmatch(line):
            # `Term:` and under it `: what it means`, as one line.
            lines.append(value[1])
        else:
            if lines and lines[-1].endswith("  "):
                end()
            lines.append(line.lstrip() if not line.endswith("  ") else line.strip() + "  ")
    end()
    return blocks


def _words(marked: str) -> str:
    told = _SCRIPT_LINK.sub(" ", marked)
    told = _EMPTY_LINK.sub(" ", _IMAGE.sub(" ", told))
    told = _LINK.sub(r"\1", told)
    for _nested in range(2):
        told = _EMPHASIS.sub(r"\2", told)
    return flat(_ESCAPE.sub(r"\1", told))
