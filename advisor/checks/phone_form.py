"""A number that a satellite phone or a foreign mobile can't dial: without the country's code, or no number at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.model.diagnostic import Severity
from advisor.model.message import Message

_INTERNATIONAL: Final = re.compile(r"\+[1-9](?:[ .()/-]*\d){6,14}(?:\s*[(A-Za-z].*)?", re.ASCII)
"""What follows in words, such as an extension or that it is on a messenger, is for whoever dials."""
_SHORT: Final = re.compile(r"\d{2,6}", re.ASCII)
"""Emergency numbers, dialled as they are."""
_BETWEEN: Final = re.compile(r"\s*(?:[;,]|/(?=\s*\+)|\bor\b|\bou\b)\s*")


def _find(subject: Subject) -> Iterator[Found]:
    for contact in subject.pack.contacts:
        for number in _BETWEEN.split(contact.phone.strip()):
            if number and not _INTERNATIONAL.fullmatch(number) and not _SHORT.fullmatch(number):
                span = subject.at("contact", contact.id, "phone")
                yield found(span, expected=Message("expected.phone"), phone=number[:40])


CHECK: Final = Check("phone-form", Severity.WARNING, _find)
