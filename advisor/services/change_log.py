"""The change log of a pack: a text file that an officer writes and the program adds to."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_HEADING: Final = re.compile(r"(?m)^## .*$")


def with_entry(text: str, day: date, lines: tuple[str, ...], *, title: str) -> str:
    """The log with these lines under the day's heading, the latest day first; everything written before stays.

    `title` heads a log that is empty.
    """
    line_break = "\r\n" if "\r\n" in text else "\n"
    bullets = line_break.join(f"- {' '.join(line.split())}" for line in lines)
    heading = f"## {day.isoformat()}"
    first = _HEADING.search(text)
    if first is not None and first.group().rstrip("\r") == heading:
        at = first.start() + len(heading)
        return f"{text[:at]}{line_break}{line_break}{bullets}{_rest(text[at:], line_break)}"
    entry = f"{heading}{line_break}{line_break}{bullets}{line_break}"
    if first is not None:
        return f"{text[: first.start()]}{entry}{line_break}{text[first.start() :]}"
    if not text.strip():
        return f"# {title}{line_break}{line_break}{entry}"
    gap = "" if text.endswith(("\n", "\r")) else line_break
    return f"{text}{gap}{line_break}{entry}"


def _rest(text: str, line_break: str) -> str:
    """What stood under the heading: a list goes on, anything else is parted from the new lines."""
    bare = text.lstrip("\r\n")
    if not bare:
        return line_break
    return f"{line_break if bare.startswith('- ') else line_break * 2}{bare}"
