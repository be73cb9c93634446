"""What an unquoted word of a rule file means: YAML 1.2 core values, and of those only the unmistakable ones.

`NO`, `yes`, `18:30`, `0123`, `+223 20 22 23 24`, `0x1F` and `2023-05-20` are text, exactly as a reader sees them.
Whoever needs a date or a time types it later, where the fault can name the field.
"""

from __future__ import annotations

import math
import re
from typing import Final, TypeAlias

Value: TypeAlias = str | int | float | bool | None
"""What a scalar can hold."""

LONGEST_NUMBER: Final = 18
"""Digits a whole number may have: every such number fits a 64-bit column, and no phone number is longer."""

WORDS: Final[dict[str, bool | None]] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
"""The plain words that are not text."""

_NUMBER_STARTS: Final = frozenset("-+.0123456789")
_WHOLE: Final = re.compile(r"-?(?:0|[1-9][0-9]*)")
_FRACTION: Final = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE: Final = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


class BadNumberError(ValueError):
    """A plain scalar that can only be meant as a number, but none that a rule can use."""


def resolve(text: str) -> Value:
    """Give the value of the plain (unquoted) scalar `text`.

    Raises BadNumberError for infinities, for what is not a number, and for numbers no rule can mean.
    """
    if text in WORDS:
        return WORDS[text]
    if text[0] not in _NUMBER_STARTS:
        return text
    if _WHOLE.fullmatch(text):
        if len(text.lstrip("-")) > LONGEST_NUMBER:
            raise BadNumberError(text)
        return int(text)
    if _FRACTION.fullmatch(text):
        number = float(text)
        # A longer exponent overflows to infinity, which no comparison in a rule survives.
        if not math.isfinite(number):
            raise BadNumberError(text)
        return number
    if _NOT_FINITE.fullmatch(text):
        raise BadNumberError(text)
    return text
