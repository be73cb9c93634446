"""The issuers' own scales. Their words and codes are kept as told; there is no common scale."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from advisor.advisories.addresses import page_of
from advisor.advisories.blocks import Block
from advisor.model.message import Argument, message

NO_ALERT_STATUS: Final = "no-alert-status"
NO_FLAG: Final = "no-flag"

CODES: Final = frozenset(
    {
        "avoid_all_travel_to_whole_country",
        "avoid_all_travel_to_parts",
        "avoid_all_but_essential_travel_to_whole_country",
        "avoid_all_but_essential_travel_to_parts",
        NO_ALERT_STATUS,
        "warning",
        "partialWarning",
        "situationWarning",
        "situationPartWarning",
        NO_FLAG,
        "advisory-state-0",
        "advisory-state-1",
        "advisory-state-2",
        "advisory-state-3",
    }
)
"""What feeds write instead of words, each with a sentence `advisory.level.…` of the catalogue."""

_IN_HEADINGS: Final = {
    "gov.uk": re.compile(r"((?:FCDO|FCO) advises? against all .*)"),
    "travel.state.gov": re.compile(r".*\b(Level [1-4]: .*)"),
    "travel.gc.ca": re.compile(r".*?\s[-–—]\s((?:AVOID|EXERCISE|TAKE) .*)", re.IGNORECASE),
    "voyage.gc.ca": re.compile(r".*?\s[-–—]\s((?:ÉVITEZ|FAITES|PRENEZ) .*)", re.IGNORECASE),
}
_MOST: Final = 6


def level_words(level: str) -> Argument:
    """What a level is called: a code in words, anything else as the issuer wrote it."""
    return message(f"advisory.level.{level}") if level in CODES else level


def levels_in(url: str, blocks: Iterable[Block]) -> tuple[str, ...]:
    """The levels that a page of a known issuer names in its headings."""
    page = page_of(url)
    pattern = _IN_HEADINGS.get(page.whole.partition("/")[0]) if page is not None else None
    if pattern is None:
        return ()
    found = (hit[1].strip() for block in blocks if block.level and (hit := pattern.fullmatch(block.text)))
    return tuple(dict.fromkeys(found))[:_MOST]
