"""What pydantic finds wrong with a value, as a fault of ours: with a place in the file, a code and a suggestion."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Final

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from advisor.model.countries import COUNTRIES
from advisor.model.diagnostic import Diagnostic
from advisor.model.message import Argument, Message, message
from advisor.model.span import Span
from advisor.rulebook.authored_fields import ID_PATTERN, LANGUAGE_PATTERN, LANGUAGE_PATTERN_OR_ALL, MAPPING, WORD
from advisor.rulebook.faults import At, Path
from advisor.rulebook.suggest import nearest

LONGEST_QUOTE: Final = 80
"""Characters of what was written that a fault repeats."""

_TYPES: Final[Mapping[type, str]] = {
    str: "type.text",
    int: "type.number",
    float: "type.number",
    bool: "type.boolean",
    list: "type.list",
    dict: "type.mapping",
}

_EXPECTED_TYPES: Final[Mapping[str, str]] = {
    "string_type": "expected.text",
    "int_type": "expected.whole-number",
    "int_from_float": "expected.whole-number",
    "float_type": "expected.number",
    "bool_type": "expected.true-false",
    "dict_type": "expected.mapping",
    "model_type": "expected.mapping",
    "tuple_type": "expected.list",
}

_EXPECTED_BY_CODE: Final[Mapping[str, str]] = {
    "bad-date": "expected.day",
    "bad-time": "expected.moment",
    "bad-source-date": "expected.source-date",
    "bad-hours": "expected.hours",
    "bad-hour": "expected.hour",
    "unknown-country": "expected.country",
}

_TEXT_KEYS: Final = frozenset({"title", "name", "note", "because", "advice", "question", "reason", "proof", "refer"})
_CHOICES: Final = re.compile(r"'([^']*)'|\b(\d+)\b")
_KEY_MARK: Final = "[key]"
"""How pydantic ends the location of a fault in a key, not in its value."""
_FORMS: Final = frozenset({WORD, MAPPING})
_NO_KEYS: Final = frozenset({_KEY_MARK, *_FORMS})


def type_of(value: object) -> Message:
    """What kind of value a file holds, to say in a fault."""
    return message(_TYPES.get(type(value), "type.null"))


def real_path(whole: object, loc: tuple[str | int, ...]) -> Path:
    """The steps of a location that the file really has: a list of one may be written without its brackets."""
    path: list[str | int] = []
    value = whole
    for step in loc:
        in_list = isinstance(value, list) and isinstance(step, int) and step < len(value)
        if in_list or (isinstance(value, dict) and step in value):
            value = value_at(value, (step,))
            path.append(step)
    return tuple(path)


def value_at(whole: object, path: Path) -> object:
    """The value that a real path leads to."""
    value: Any = whole
    for step in path:
        value = value[step]
    return value


class ShapeFault:
    """One finding of pydantic's in a value, and how it becomes a diagnostic."""

    def __init__(self, detail: ErrorDetails, whole: object, at: At, model: type[BaseModel]) -> None:
        """`whole` is what the file holds at `at`, and what `model` refused."""
        self.kind = detail["type"]
        self.loc = detail["loc"]
        self.given: object = detail["input"]
        self.limits: Mapping[str, Any] = detail.get("ctx", {})
        self.whole = whole
        self.at = at
        self.model = model

    def diagnostic(self) -> Diagnostic:
        """The fault with its place, code, expectation and suggestion."""
        by_kind: Mapping[str, Callable[[], Diagnostic]] = {
            "missing": self._missing,
            "extra_forbidden": self._unknown_key,
            "enum": self._unknown_value,
            "literal_error": self._unknown_value,
            "string_pattern_mismatch": self._bad_pattern,
            "greater_than": self._out_of_range,
            "greater_than_equal": self._out_of_range,
            "less_than": self._out_of_range,
            "less_than_equal": self._out_of_range,
            "empty-value": self._empty,
            "empty-list": self._empty,
            "empty-text": self._empty,
            **dict.fromkeys(_EXPECTED_BY_CODE, self._unreadable_value),
        }
        return by_kind.get(self.kind, self._wrong_type)()

    def _fault(
        self,
        code: str,
        span: Span,
        *,
        expected: Message | None = None,
        suggestion: str | None = None,
        args: Mapping[str, Argument],
    ) -> Diagnostic:
        return Diagnostic(code, Message(code, args), span, expected=expected, suggestion=suggestion)

    @property
    def _span(self) -> Span:
        return self.at.span(*self.loc)

    @property
    def _key_span(self) -> Span:
        return self.at.key_span(*self.loc)

    @property
    def _key(self) -> str:
        """The innermost key that the finding is about."""
        return next((step for step in reversed(self.loc) if isinstance(step, str) and step not in _NO_KEYS), "")

    def _missing(self) -> Diagnostic:
        path = real_path(self.whole, self.loc)
        holder = value_at(self.whole, path)
        span = self._span
        if isinstance(holder, dict) and holder:
            span = self.at.key_span(*path, next(iter(holder)))
        return self._fault("missing-key", span, args={"key": str(self.loc[-1])})

    @cached_property
    def _known_keys(self) -> list[str]:
        return _keys_at(self.model, self.loc[:-1])

    @cached_property
    def misspelt_key(self) -> str | None:
        """For a key nobody knows: the one that was probably meant."""
        if self.kind != "extra_forbidden":
            return None
        holder = value_at(self.whole, real_path(self.whole, self.loc[:-1]))
        free = [name for name in self._known_keys if not isinstance(holder, dict) or name not in holder]
        return nearest(str(self.loc[-1]), free)

    def _unknown_key(self) -> Diagnostic:
        return self._fault(
            "unknown-key",
            self._key_span,
            expected=message("expected.keys", names=tuple(self._known_keys)),
            suggestion=self.misspelt_key,
            args={"key": str(self.loc[-1])[:LONGEST_QUOTE]},
        )

    def _unknown_value(self) -> Diagnostic:
        choices = tuple(word or number for word, number in _CHOICES.findall(str(self.limits["expected"])))
        suggestion = nearest(str(self.given), choices) if isinstance(self.given, (str, int)) else None
        return self._fault(
            "unknown-value",
            self._span,
            expected=message("expected.one-of", names=choices),
            suggestion=suggestion,
            args={"value": self._shown()},
        )

    def _wrong_type(self) -> Diagnostic:
        suggestion: str | None = None
        if self.kind == "string_type" and isinstance(self.given, bool):
            suggestion = "yes" if self.given else "no"
        elif self.kind == "string_type" and isinstance(self.given, (int, float)):
            suggestion = f'"{self.given}"'
        expected = self._expected_type()
        return self._fault(
            "wrong-type",
            self._span,
            expected=message(expected) if expected is not None else None,
            suggestion=suggestion,
            args={"found": type_of(self.given)},
        )

    def _expected_type(self) -> str | None:
        """For a mapping that is not there: whether a text in several languages or something else was wanted."""
        if self.kind == "dict_type" and self._key in _TEXT_KEYS and _model_at(self.model, self.loc) is None:
            return "expected.text-by-language"
        return _EXPECTED_TYPES.get(self.kind)

    def _bad_pattern(self) -> Diagnostic:
        pattern, given = self.limits["pattern"], str(self.given)
        span = self.at.key_span(*self.loc[:-1]) if self.loc and self.loc[-1] == _KEY_MARK else self._span
        if pattern == ID_PATTERN:
            code, expected, suggestion = "bad-id", message("expected.id"), _as_id(given)
        elif pattern in {LANGUAGE_PATTERN, LANGUAGE_PATTERN_OR_ALL}:
            code, expected, suggestion = "bad-language", message("expected.language"), None
        else:
            return self._fault("empty-text", span, args={"key": self._key})
        return self._fault(code, span, expected=expected, suggestion=suggestion, args={"value": given[:LONGEST_QUOTE]})

    def _out_of_range(self) -> Diagnostic:
        sign, limit = next(iter(self.limits.items()), ("ge", 0))
        expected = message(f"expected.{sign}", limit=limit)
        return self._fault("out-of-range", self._span, expected=expected, args={"value": self._shown()})

    def _empty(self) -> Diagnostic:
        return self._fault(self.kind, self._key_span, args={"key": self._key})

    def _unreadable_value(self) -> Diagnostic:
        suggestion = None
        if self.kind == "unknown-country" and isinstance(self.given, str):
            suggestion = nearest(self.given, COUNTRIES)
        return self._fault(
            self.kind,
            self._span,
            expected=message(_EXPECTED_BY_CODE[self.kind]),
            suggestion=suggestion,
            args={"value": self._shown()},
        )

    def _shown(self) -> Argument:
        """The value as the fault quotes it."""
        value = self.given
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, (int, float)):
            return value
        return value[:LONGEST_QUOTE] if isinstance(value, str) else type_of(value)


def _as_id(written: str) -> str | None:
    made = re.sub(r"[^a-z0-9]+", "-", written[:LONGEST_QUOTE].lower()).strip("-")
    return made or None


def _keys_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """The keys that the mapping at a location may have."""
    inner = _model_at(model, loc)
    return [field.alias or name for name, field in inner.model_fields.items()] if inner is not None else []


def _model_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> type[BaseModel] | None:
    current: type[BaseModel] | None = model
    for step in loc:
        if isinstance(step, int) or step in _FORMS or current is None:
            continue
        field = next((f for name, f in current.model_fields.items() if (f.alias or name) == step), None)
        current = _model_in(field.annotation) if field is not None else None
    return current


def _model_in(annotation: object) -> type[BaseModel] | None:
    """The model that an annotation such as `tuple[AuthoredLink, ...] | None` is about."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if (inner := _model_in(part)) is not None:
            return inner
    return None
