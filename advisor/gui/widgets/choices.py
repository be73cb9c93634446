"""Finding one of many by what a person types: names in any language, other spellings, codes. No Qt."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache


@cache
def folded(text: str) -> str:
    """The text without accents, case, hyphens or apostrophes, so that `Segou` finds `Ségou`."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in plain.casefold()).split())


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose. `detail` tells it from its like; `others` are further spellings that find it."""

    id: str
    label: str
    detail: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    choice: Choice
    keys: tuple[str, ...]
    words: tuple[str, ...]


class ChoiceIndex:
    """All choices of one kind, searchable. Built once for a pack and a language."""

    def __init__(self, choices: Iterable[Choice]) -> None:
        """Take the choices in the order in which equally good ones shall be offered."""
        self._by_id: dict[str, Choice] = {}
        self._by_key: dict[str, list[str]] = {}
        self._entries: list[_Entry] = []
        for choice in choices:
            self._by_id[choice.id] = choice
            keys = tuple(dict.fromkeys(folded(text) for text in (choice.label, *choice.others, choice.id) if text))
            for key in keys:
                self._by_key.setdefault(key, []).append(choice.id)
            words = tuple(word for key in keys for word in key.split())
            self._entries.append(_Entry(choice, keys, words))

    def __contains__(self, identifier: object) -> bool:
        """Whether there is a choice with that id."""
        return identifier in self._by_id

    def __iter__(self) -> Iterator[Choice]:
        """All choices in order."""
        return iter(self._by_id.values())

    def label(self, identifier: str) -> str | None:
        """What the choice with that id is called; None when there is none."""
        found = self._by_id.get(identifier)
        return found.label if found is not None else None

    def resolve(self, text: str) -> str | None:
        """The id that the text names exactly, case and accents aside; None when none or several do.

        An id or a label outranks another choice's further spellings.
        """
        text = text.strip()
        if text in self._by_id:
            return text
        key = folded(text)
        named = self._by_key.get(key, []) if key else []
        if len(named) > 1:
            own = [one for one in named if folded(self._by_id[one].label) == key]
            return own[0] if len(own) == 1 else None
        return named[0] if named else None

    def matching(self, text: str, limit: int = 12) -> tuple[Choice, ...]:
        """The choices the text may mean, best first; for an empty text the first of all."""
        key = folded(text)
        if not key:
            return tuple(self._by_id.values())[:limit]
        ranks = ((_rank(entry, key), number) for number, entry in enumerate(self._entries))
        ranked = sorted((rank, number) for rank, number in ranks if rank is not None)
        return tuple(self._entries[number].choice for _, number in ranked[:limit])


def _rank(entry: _Entry, key: str) -> int | None:
    """How well an entry answers to what was typed, 0 best; None when not at all."""
    return next((rank for rank, answers in enumerate(_answers(entry, key)) if answers), None)


def _answers(entry: _Entry, key: str) -> Iterator[bool]:
    """The ways in which an entry can answer, the best first."""
    yield key in entry.keys
    yield entry.keys[:1] != () and entry.keys[0].startswith(key)
    yield any(one.startswith(key) for one in entry.keys)
    yield any(word.startswith(key) for word in entry.words)
    yield len(key) > 1 and any(key in one for one in entry.keys)
    parts = key.split()
    yield len(parts) > 1 and all(any(word.startswith(part) for word in entry.words) for part in parts)
