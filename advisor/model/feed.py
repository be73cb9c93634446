"""Where incidents are imported from, and on what terms."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.model.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A supplier of incidents.

    `id` begins the id of each of its incidents (`ucdp:620217`). `attribution` is what the licence asks to be shown with
    them. `exportable` is false where the terms or the user's interest forbid that rows leave the computer.
    """

    id: str
    title: str
    licence: str
    attribution: Message
    exportable: bool
    url: str = ""
