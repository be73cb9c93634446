"""The nearest valid name to one that nobody declared."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

CLOSE_ENOUGH = 0.6


def nearest(written: str, valid: Iterable[str], cutoff: float = CLOSE_ENOUGH) -> str | None:
    """The valid name most like what was written, or None if none is like it. Case and spaces don't count."""
    by_form: dict[str, str] = {}
    for name in sorted(valid):
        by_form.setdefault(_form(name), name)
    # Beyond this length it is no misspelling, and comparing takes quadratic time.
    found = get_close_matches(_form(written[:80]), by_form, n=1, cutoff=cutoff)
    return by_form[found[0]] if found else None


def _form(name: str) -> str:
    return name.casefold().replace(" ", "-").replace("_", "-")
