"""Answers remembered for as long as nothing they hang on changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")

MOST_REMEMBERED = 1024


class Memory(Generic[_Key, _Value]):
    """Answers by all they hang on; emptied when it is full, so that it can't grow without end."""

    __slots__ = ("_known", "_most")

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        """Empty, with room for so many."""
        self._known: dict[_Key, _Value] = {}
        self._most = most

    def get(self, key: _Key, make: Callable[[], _Value]) -> _Value:
        """As remembered under that key, or made now."""
        found = self._known.get(key)
        return found if found is not None else self.keep(key, make())

    def known(self, key: _Key) -> _Value | None:
        """As remembered under that key."""
        return self._known.get(key)

    def keep(self, key: _Key, value: _Value) -> _Value:
        """Remember, and hand back, a value (never None)."""
        if len(self._known) >= self._most:
            self._known = {}  # another one: a second thread may still be reading the first
        self._known[key] = value
        return value
