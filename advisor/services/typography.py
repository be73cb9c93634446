"""How a pack's text is set in a language: what its author typed on an ordinary keyboard, as a printer would set it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_NARROW, _WIDE = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"

# Only where the author put a space already: hours, addresses and keys (`18:30`, `https:`) have none and keep none.
_BEFORE_COLON = re.compile(r" (?=[:»](?:\s|$|[.,;)]))")
_BEFORE_HIGH = re.compile(r" (?=[;!?])")
_AFTER_OPENING = re.compile(r"(?<=«) ")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w|«)")


def _french(text: str) -> str:
    text = _BEFORE_COLON.sub(_WIDE, text)
    text = _AFTER_OPENING.sub(_WIDE, text)
    return _APOSTROPHE.sub("\N{RIGHT SINGLE QUOTATION MARK}", _BEFORE_HIGH.sub(_NARROW, text))


_SETTERS: Mapping[str, Callable[[str], str]] = {"fr": _french}


def typeset(text: str, language: str) -> str:
    """The text with that language's apostrophes, and no line broken before its signs."""
    setter = _SETTERS.get(language)
    return setter(text) if setter is not None else text
