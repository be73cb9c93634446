"""Three-valued logic (Kleene): True, False, or None for "cannot tell"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Truth: TypeAlias = bool | None


def both(left: Truth, right: Truth) -> Truth:
    """And: False if either is, otherwise unknown if either is."""
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def either(left: Truth, right: Truth) -> Truth:
    """Or: True if either is, otherwise unknown if either is."""
    if left is True or right is True:
        return True
    return None if left is None or right is None else False


def negation(truth: Truth) -> Truth:
    """Not: the unknown stays unknown."""
    return None if truth is None else not truth


def any_true(truths: Iterable[Truth]) -> Truth:
    """Or over many; nothing at all is False."""
    result: Truth = False
    for truth in truths:
        if truth is True:
            return True
        if truth is None:
            result = None
    return result


def among(possible: frozenset[str], wanted: frozenset[str]) -> Truth:
    """Whether the one true value, known only to be among `possible`, is among `wanted`."""
    if possible <= wanted:
        return True
    return False if possible.isdisjoint(wanted) else None
