"""A small JSON file that describes others beside it: which file is which part of a page, and its day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from advisor.advisories.advisory import LARGEST_FILE
from advisor.advisories.dates import find_day
from advisor.advisories.faults import RefusedError
from advisor.advisories.reading import decode, parse_json
from advisor.advisories.wanted import Given

_DAYS: Final = ("update_date", "last_updated", "update_date_details", "update_date_advisory")
_LEVELS: Final = ("risk_level", "advisory_level")


def companion_of(data: bytes, given: Given) -> Mapping[str, Given] | None:
    """What it says of each file, by the file's own name; None if it is no such description. Never raises.

    It lists `pages` with `title`, `file` and perhaps `url` and `update_date`, or `sections` by name.
    """
    if len(data) > LARGEST_FILE or data.lstrip()[:1] != b"{":
        return None
    try:
        told = parse_json(decode(data)[0])
    except RefusedError:
        return None
    if not isinstance(told, dict):
        return None
    entries = list(_entries(told))
    if not entries:
        return None
    whole = _text(told, "url")
    published = next((day for key in _DAYS if (day := find_day(_text(told, key))) is not None), None)
    level = next((_text(told, key) for key in _LEVELS if _text(told, key)), "")
    described: dict[str, Given] = {}
    for number, (title, file, url, told_day) in enumerate(entries):
        own = url or (whole if number == 0 else "")
        address = own or whole or given.url
        described[re.split(r"[\\/]", file)[-1]] = replace(
            given,
            url=address,
            part="" if own else title,
            published=find_day(told_day) or published,
            level=level if number == 0 else "",
        )
    return described


def _entries(told: Mapping[str, Any]) -> list[tuple[str, str, str, str]]:
    entries: list[tuple[str, str, str, str]] = []
    if _text(told, "overview"):
        entries.append(("overview", _text(told, "overview"), "", ""))
    pages = told.get("pages")
    entries.extend(
        (_text(page, "title"), _text(page, "file"), _text(page, "url"), _text(page, "update_date"))
        for page in (pages if isinstance(pages, list) else ())
        if isinstance(page, dict) and _text(page, "file")
    )
    sections = told.get("sections")
    if isinstance(sections, dict):
        entries.extend((name, file, "", "") for name, file in sections.items() if isinstance(file, str) and file)
    return entries


def _text(told: Mapping[str, Any], key: str) -> str:
    value = told.get(key)
    return value if isinstance(value, str) else ""
