"""The address of a source that no browser can open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.model.diagnostic import Severity
from advisor.model.message import Message

_ADDRESS: Final = re.compile(r"https?://[^\s/.]+\.\S+", re.ASCII | re.IGNORECASE)

_PLAIN: Final = re.compile(r"[\w.:/?=+~-]+", re.ASCII)
"""What can be written without quotes, wherever it stands."""


def _find(subject: Subject) -> Iterator[Found]:
    for source, at in subject.sources():
        if source.url is not None and not _ADDRESS.fullmatch(source.url):
            whole = f"https://{source.url}"
            suggestion = whole if _ADDRESS.fullmatch(whole) and _PLAIN.fullmatch(whole) else None
            expected = Message("expected.address")
            yield found(at.span("url"), expected=expected, suggestion=suggestion, address=source.url[:80])


CHECK: Final = Check("source-address", Severity.NOTE, _find)
