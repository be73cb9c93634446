"""An assessment as JSON: its own structure, field by field, in the same bytes for the same assessment and pack."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from enum import Enum
from typing import Any, TypeAlias

from advisor.model.assessment import Assessment
from advisor.model.message import Message
from advisor.model.pack import Pack
from advisor.model.text import Text
from advisor.model.verdict import Verdict
from advisor.planning.journey import journey_plan

Say: TypeAlias = Callable[[Message], str]
"""Turns a message into a sentence of some language."""


JOURNEY_PLAN = "journey_plan"
"""The key, beside the fields of an assessment, of the journey plan: null for a trip that does not take place."""


def render(assessment: Assessment, pack: Pack, say: Say | None = None) -> bytes:
    """The assessment and what follows for the journey, in UTF-8, indented, with a line break at the end.

    Verdicts are their words (`no-go`), a pack's texts are objects by language, days and times are ISO 8601. What the
    program says by itself is an object with `id` and `args`; with `say` also `text`, the sentence.
    """
    return written({**plain(assessment, say), JOURNEY_PLAN: plain(journey_plan(assessment, pack), say)})


def written(value: object) -> bytes:
    """Any plain value in the same form."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False).encode("utf-8", "replace") + b"\n"


def plain(value: object, say: Say | None = None) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """A model value as dicts, lists and scalars. TypeError for what no model value holds."""
    if isinstance(value, Enum):
        return value.word if isinstance(value, Verdict) else value.value
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, date | time):  # a datetime too
        return value.isoformat()
    return _plain_compound(value, say)


def _plain_compound(value: object, say: Say | None) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, Text):
        return dict(value.by_language)
    if isinstance(value, Message):
        return _message(value, say)
    if isinstance(value, tuple | list):
        return [plain(one, say) for one in value]
    if isinstance(value, frozenset):
        return sorted(plain(one, say) for one in value)
    if isinstance(value, Mapping):
        return {str(key): plain(one, say) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name), say) for field in fields(value)}
    msg = f"no JSON form for {type(value).__name__}"
    raise TypeError(msg)


def _message(what: Message, say: Say | None) -> dict[str, Any]:
    form: dict[str, Any] = {"id": what.id, "args": {name: plain(what.args[name], say) for name in sorted(what.args)}}
    if say is not None:
        form["text"] = say(what)
    return form
