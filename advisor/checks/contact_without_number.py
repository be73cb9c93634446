"""Contacts that the office has still to fill in: one note for all, at the first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.model.diagnostic import Severity


def _find(subject: Subject) -> Iterator[Found]:
    names = tuple(contact.id for contact in subject.pack.contacts if not contact.phone.strip())
    if names:
        yield found(subject.at("contact", names[0], "id"), count=len(names), contacts=names)


CHECK: Final = Check("contact-without-number", Severity.NOTE, _find)
