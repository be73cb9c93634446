"""Which characters a font can draw, read from its `cmap` table."""

from __future__ import annotations

import struct
from collections.abc import Iterable

_SEGMENTS = 4
_GROUPS = 12


def characters(font: bytes) -> frozenset[int]:
    """The code points a TrueType or OpenType font has a glyph for; none for bytes that are no such font."""
    found: set[int] = set()
    try:
        (count,) = struct.unpack_from(">H", font, 4)
        for number in range(count):
            tag, _, start, _ = struct.unpack_from(">4sIII", font, 12 + 16 * number)
            if tag == b"cmap":
                for subtable in _subtables(font, start):
                    found.update(_mapped(font, subtable))
    except struct.error:
        return frozenset()
    return frozenset(found)


def _subtables(font: bytes, start: int) -> Iterable[int]:
    (count,) = struct.unpack_from(">H", font, start + 2)
    for number in range(count):
        _, _, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * number)
        yield start + offset


def _mapped(font: bytes, at: int) -> Iterable[int]:
    (kind,) = struct.unpack_from(">H", font, at)
    if kind == _GROUPS:
        (count,) = struct.unpack_from(">I", font, at + 12)
        for number in range(count):
            first, last, glyph = struct.unpack_from(">III", font, at + 16 + 12 * number)
            yield from range(first + (glyph == 0), last + 1)
    elif kind == _SEGMENTS:
        yield from _segments(font, at)


def _segments(font: bytes, at: int) -> Iterable[int]:
    """Format 4: parallel arrays of ends, starts, deltas and offsets; glyph 0 means there is none."""
    (double,) = struct.unpack_from(">H", font, at + 6)
    ends, starts, deltas, offsets = (at + 14 + part * double + (2 if part else 0) for part in range(4))
    for step in range(0, double, 2):
        (last,) = struct.unpack_from(">H", font, ends + step)
        (first,) = struct.unpack_from(">H", font, starts + step)
        (delta,) = struct.unpack_from(">H", font, deltas + step)
        (offset,) = struct.unpack_from(">H", font, offsets + step)
        for code in range(first, last + 1):
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(">H", font, offsets + step + offset + 2 * (code - first))
            if glyph + delta & 0xFFFF and (glyph or not offset):
                yield code
