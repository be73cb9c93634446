"""Makes any string fit to stand on paper or in a terminal: what it holds is shown, never obeyed."""

from __future__ import annotations

import re
import unicodedata

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""Stands for a character that cannot or must not be shown."""

ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"
"""Where an endless word may break."""

_PIECE = 4
_ENDLESS = re.compile(r"[^\s\u200b]+")
_INVISIBLE = frozenset(" \N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}")
_BREAKS = frozenset("\n\r\t\v\f\x1c\x1d\x1e\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}")
_JOINERS = frozenset("\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def shown(words: str) -> str:
    """The same words, visible and on one line.

    Control characters, surrogates, and marks that turn the direction of what follows (they can make a name
    read as another) become a replacement character; line breaks and tabs become spaces.
    """
    return "".join(map(_shown, words))


def one_line(words: str) -> str:
    """Visible words without spaces at the ends, and never more than one space in between."""
    return " ".join(part for part in shown(words).split(" ") if part)


def covered(words: str, characters: frozenset[int], longest: int) -> str:
    """Words of which every character is among `characters` (by code point), and that break after `longest` at most.

    What the fonts cannot draw becomes a replacement character. An endless word gets many places to break.
    """
    known = "".join(one if ord(one) in characters or one in _INVISIBLE else REPLACEMENT for one in shown(words))
    return _ENDLESS.sub(lambda found: _breakable(found.group(), longest), known) if len(known) > longest else known


def _breakable(word: str, longest: int) -> str:
    if len(word) <= longest:
        return word
    return ZERO_WIDTH_SPACE.join(word[at : at + _PIECE] for at in range(0, len(word), _PIECE))


def _shown(character: str) -> str:
    if character in _BREAKS:
        return " "
    if character.isprintable() or character in _JOINERS or unicodedata.category(character) == "Zs":
        return character
    return REPLACEMENT if unicodedata.category(character) in _HIDDEN else character
