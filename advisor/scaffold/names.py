"""Names as ids, and names compared as people type them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Final

_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "ı": "i", "ß": "ss", "đ": "d", "œ": "oe", "æ": "ae", "þ": "th", "ð": "d", "ɓ": "b", "ɗ": "d"}
)
_NOT_IN_IDS: Final = re.compile(r"[^a-z0-9]+")
_CLOSE_ENOUGH: Final = 0.7
_MOST_GUESSES: Final = 3
_SHORTEST_PART: Final = 4
_LONGEST_NAME: Final = 80


def slug(name: str) -> str:
    """The name as an id: lower-case letters, digits and hyphens. Empty if it has no Latin letter or digit."""
    plain = "".join(one for one in _bare(name) if one not in "'\N{RIGHT SINGLE QUOTATION MARK}")
    return _NOT_IN_IDS.sub("-", plain).strip("-")


def folded(name: str) -> str:
    """The name without accents, case, spaces and signs, to compare with others. Other scripts keep their letters."""
    return "".join(one for one in _bare(name) if one.isalnum())


def _bare(name: str) -> str:
    parts = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return "".join(one for one in parts if not unicodedata.combining(one))


class CountryNames:
    """Finds the country somebody means."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        """Take the names of every country by its code, the usual ones of all languages before the others."""
        self._shown = {code: next(iter(called)) for code, called in names.items()}
        self._by_form: dict[str, list[str]] = {}
        for code, called in names.items():
            for name in (code, *called):
                known = self._by_form.setdefault(folded(name), [])
                if code not in known:
                    known.append(code)

    def find(self, written: str) -> str | None:
        """The code of the one country of that code or name, None if there is none or more than one."""
        found = self._by_form.get(folded(written[:_LONGEST_NAME]), [])
        return found[0] if len(found) == 1 else None

    def near(self, written: str) -> tuple[str, ...]:
        """Names of countries that may be meant, the likeliest first; at most three."""
        form = folded(written[:_LONGEST_NAME])
        forms = (
            [form] if form in self._by_form else get_close_matches(form, self._by_form, _MOST_GUESSES, _CLOSE_ENOUGH)
        )
        if len(form) >= _SHORTEST_PART:
            forms += [name for name in sorted(self._by_form) if form in name]
        codes = dict.fromkeys(code for one in forms for code in self._by_form[one])
        return tuple(self._shown[code] for code in codes)[:_MOST_GUESSES]
