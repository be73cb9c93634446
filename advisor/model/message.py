"""Something to tell the user: an id and arguments, never a sentence.

Sentences exist only in the catalogue (`advisor.services.catalogue`), which knows the languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias, Union

from advisor.model.text import Text

Argument: TypeAlias = Union[str, int, float, date, datetime, Text, "Message", tuple["Argument", ...]]
"""What a message may carry. A Text or a Message is rendered in the reader's language; a tuple is listed."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message id of the catalogue and the arguments its sentence needs."""

    id: str
    args: Mapping[str, Argument] = field(default_factory=dict)


def message(message_id: str, /, **args: Argument) -> Message:
    """Shorthand: `message("silence.place", place=text)`."""
    return Message(message_id, args)
