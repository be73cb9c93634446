"""Text as it is compared: the same words are the same, however they are set."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SAME: Final = str.maketrans(
    {
        **dict.fromkeys("‘’\u201a\u201b\u2032\u02bc\u00b4`", "'"),
        **dict.fromkeys("“”\u201e\u201f\u2033«»", '"'),
        **dict.fromkeys("\u2010\u2011\u2012–—\u2015−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
        "…": "...",
    }
)
_SENTENCE_END: Final = re.compile(r"""(?<=[.!?…])["'”’»)\]]*\s+(?=["'“‘«(\[]?[^\W_a-zà-öø-ÿ])""")
BULLET: Final = "• "


def clean(text: str) -> str:
    """Without what can't be written to a file or shown: lone surrogates and control characters."""
    sound = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(one if one.isprintable() or one in "\n\t " else " " for one in sound)


def flat(text: str) -> str:
    """On one line, words parted by single spaces."""
    return " ".join(clean(text).split())


def plain(text: str) -> str:
    """What two settings of the same words have in common: quotes, dashes, spaces and list marks made the same."""
    told = unicodedata.normalize("NFKC", text.removeprefix(BULLET).translate(_SAME)).translate(_SAME)
    told = " ".join(told.split())
    return re.sub(r' ?([;:!?])(?=\s|$)|(?<=") | (?=")', lambda hit: hit[1] or "", told)


def sentences(paragraph: str) -> tuple[str, ...]:
    """The sentences of a paragraph; the mark of a list stays with the first."""
    parts: list[str] = []
    start = 0
    for hit in _SENTENCE_END.finditer(paragraph):
        closing = hit.start() + len(hit[0].rstrip())
        parts.append(paragraph[start:closing].strip())
        start = hit.end()
    parts.append(paragraph[start:].strip())
    return tuple(part for part in parts if plain(part))
