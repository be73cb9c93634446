"""Values out as text that `read` gives back exactly, laid out as a person would write a trip or a rule.

Text goes unquoted only where every reader of YAML, of 1.1 as well as 1.2, would take it for text: an officer's editor
or a colleague's script must not see a truth value in `NO` or a number of minutes in `18:30`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias, Union

from advisor.rulebook.scalars import LONGEST_NUMBER, Value

Emittable: TypeAlias = Union[Value, "list[Emittable]", "dict[str, Emittable]"]
"""What can be written."""


class Day(str):
    """A day such as 2023-06-30, written without quotes as people write it; `read` takes it for text all the same."""

    __slots__ = ()


WIDEST_FLOW: Final = 100
"""Columns, indentation not counted, up to which a list or mapping without inner structure stays on one line."""
LONGEST_KEY: Final = 500
"""Characters as written. libyaml takes nothing behind 1024 characters for a key."""

_DATE_TIME: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")
_WORD_START: Final = re.compile(r"[^\W\d]|/(?=\w)")
# Characters that can stand as they are, a space and the quotes apart: printable, and no break anywhere.
_VISIBLE: Final = r"\xa1-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
_NOT_PLAIN: Final = re.compile(rf"[,\[\]{{}}?\"]|: | #|[: ]\Z|[^\x20-\x7e{_VISIBLE}]")
_TAKEN_WORDS: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_ESCAPED: Final = re.compile(rf"[^ !#-\[\]-~{_VISIBLE}]")
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
# No line of a block text ends with a space, and the first neither starts with one nor is empty.
_BLOCK: Final = re.compile(rf"(?! )(?:[\x21-\x7e{_VISIBLE}]| (?!\n|\Z)|(?<!\A)\n)+")


def emit(value: Emittable) -> str:
    """Write the value as a YAML file, keys in the order given: `plain(read(...).value)` of it equals the value.

    Short lists and mappings without inner structure are bracketed, long texts of several lines become block texts.
    Raises ValueError for what no rule file can hold: lone surrogates, infinities, whole numbers of more than
    18 digits.
    """
    return "".join(f"{line}\n" for line in _lines(value))


def emit_inline(value: Emittable) -> str:
    """Write the value on one line, so that it can stand anywhere in a file, between brackets too.

    Raises ValueError as `emit` does.
    """
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_scalar(name)}: {emit_inline(inner)}' for name, inner in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(emit_inline(item) for item in value)}]"
    return _scalar(value)


def _scalar(value: Value) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        if len(str(abs(value))) > LONGEST_NUMBER:
            raise ValueError(value)
        return str(value)
    if isinstance(value, float):
        return _fraction(value)
    return str(value) if isinstance(value, Day) or _is_plain(value) else emit_quoted(value)


def _fraction(number: float) -> str:
    if not math.isfinite(number):
        raise ValueError(number)
    digits, exponent, power = repr(number).partition("e")
    return f"{digits if '.' in digits else digits + '.0'}{exponent}{power}"


def _is_plain(text: str) -> bool:
    if _DATE_TIME.fullmatch(text):
        return True
    return bool(_WORD_START.match(text)) and not _NOT_PLAIN.search(text) and text.lower() not in _TAKEN_WORDS


def emit_quoted(text: str) -> str:
    """Write text between double quotes, whether it needs them or not.

    Raises ValueError for lone surrogates.
    """
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    character.encode()  # A lone surrogate is no text: this raises a ValueError.
    known = _ESCAPES.get(character)
    return known if known is not None else f"\\u{ord(character):04x}"


def _lines(value: Emittable) -> Iterable[str]:
    """Write the value as lines that do not know how far they will be indented."""
    if isinstance(value, str) and _is_block(value):
        header, *lines = ("|" if value.endswith("\n") else "|-"), *value.removesuffix("\n").split("\n")
        return [header, *_indented(lines)]
    if isinstance(value, dict) and value:
        return _mapping_lines(value)
    if isinstance(value, list) and value:
        return _list_lines(value)
    return [emit_inline(value)]


def _is_block(text: str) -> bool:
    return "\n" in text.removesuffix("\n") and not text.endswith("\n\n") and bool(_BLOCK.fullmatch(text))


def _mapping_lines(value: dict[str, Emittable]) -> Iterator[str]:
    for name, inner in value.items():
        key = _scalar(name)
        if len(key) > LONGEST_KEY:
            yield f"? {key}"
            key = ""
        lines = _short(inner) or list(_lines(inner))
        if not isinstance(inner, (dict, list)) or not inner or lines[0][0] in "[{":
            yield f"{key}: {lines[0]}"
            yield from lines[1:]
        else:
            yield f"{key}:"
            yield from _indented(lines)


def _list_lines(value: list[Emittable]) -> Iterator[str]:
    for item in value:
        first, *rest = _short(item) or _lines(item)
        yield f"- {first}"
        yield from rest if isinstance(item, str) else _indented(rest)


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" if line else line for line in lines)


def _short(value: Emittable) -> list[str]:
    """Write a list of single values, or a mapping to these, on one line if it fits; otherwise give nothing."""
    if not isinstance(value, (dict, list)) or not _is_flat(value):
        return []
    line = emit_inline(value)
    return [line] if len(line) <= WIDEST_FLOW else []


def _is_flat(value: dict[str, Emittable] | list[Emittable]) -> bool:
    if isinstance(value, list):
        return all(_is_one_line(item) for item in value)
    return all(_is_flat(inner) if isinstance(inner, list) else _is_one_line(inner) for inner in value.values())


def _is_one_line(value: Emittable) -> bool:
    return not isinstance(value, (dict, list)) and not (isinstance(value, str) and _is_block(value))
