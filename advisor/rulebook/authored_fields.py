"""What the fields of the files are made of: texts, names, days, lists that may be a single item.

Every type here knows three things: what it accepts, under which code it refuses, and what an editor is told about it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Annotated, Any, ClassVar, Final, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler, PlainValidator, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError

from advisor.model.countries import COUNTRIES, COUNTRY_SET
from advisor.model.rule import FOREIGN

T = TypeVar("T")

ID_PATTERN: Final = r"^[a-z0-9][a-z0-9-]*$"
LANGUAGE_PATTERN: Final = r"^[a-z]{2,3}$"
LANGUAGE_PATTERN_OR_ALL: Final = r"^([a-z]{2,3})?$"
FOR_ALL: Final = ""
"""The key under which a single value is kept that is the same in all languages, or for all modes."""

WORD: Final = "<word>"
MAPPING: Final = "<mapping>"
"""Which form a value has that may be a word or a mapping; they stand in the locations of pydantic's faults."""


def N_(text: str) -> str:  # noqa: N802 - the name gettext tools know
    """Mark the description of a field that the form shows, so that it is gathered for translation."""
    return text


class Authored(BaseModel):
    """A mapping in a file, exactly as its author wrote it. Keys it does not know are faults."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Vocabulary:
    """Marks a name that the pack must declare, so that a schema made for one pack can list the choices."""

    KEY: Final = "x-vocabulary"

    def __init__(self, *kinds: str) -> None:
        """Name the kinds of thing that the name may be."""
        self.kinds = kinds

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Add the marker to the schema of the name."""
        return {**handler(core), self.KEY: list(self.kinds)}


class _OneOrMany:
    """Tells the schema that a list of one may be written without brackets."""

    def __init__(self, least: int) -> None:
        self.least = least

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        array = handler(core)
        if self.least:
            array = {**array, "minItems": self.least}
        return {"anyOf": [array.get("items", {}), array]}


class _Given:
    """Tells the schema that an optional key is left out, never written without a value."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        schema = handler(core)
        choices = [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]
        if not choices:
            return schema
        rest = {key: value for key, value in schema.items() if key != "anyOf"}
        return {**rest, **choices[0]} if len(choices) == 1 else {**rest, "anyOf": choices}


def _listed(value: object) -> object:
    return value if isinstance(value, (list, tuple)) else (value,)


def _filled(value: object) -> object:
    if isinstance(value, (list, tuple)):
        if not value:
            raise PydanticCustomError("empty-list", "empty")
        return value
    return (value,)


def _worded(value: object) -> object:
    if value == {}:
        raise PydanticCustomError("empty-text", "empty")
    return value


def _present(value: object) -> object:
    # `who:` with nothing behind it would otherwise read as `everybody`.
    if value is None:
        raise PydanticCustomError("empty-value", "empty")
    return value


Maybe = Annotated[T | None, BeforeValidator(_present), _Given()]
"""A key that may be left out."""

Many = Annotated[tuple[T, ...], BeforeValidator(_filled), _OneOrMany(1)]
"""One or more; a single one needs no list."""

Several = Annotated[tuple[T, ...], BeforeValidator(_listed), _OneOrMany(0)]
"""Any number, none included; a single one needs no list."""

Id = Annotated[str, Field(pattern=ID_PATTERN)]
Words = Annotated[str, Field(pattern=r"\S")]
"""Text that is not empty."""
Language = Annotated[str, Field(pattern=LANGUAGE_PATTERN)]

TextByLanguage = Annotated[dict[Language, Words], BeforeValidator(_worded)]
"""One text in every language of the pack."""


def _for_all_text(value: object) -> object:
    if isinstance(value, str):
        return {FOR_ALL: value}
    return _worded(value)


def _for_all_number(value: object) -> object:
    return {FOR_ALL: value} if isinstance(value, (int, float)) else value


class _PlainToo:
    """Tells the schema that a single value, the same for all, will do."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [{"type": self.kind}, handler(core)]}


TextOrPlain = Annotated[
    dict[Annotated[str, Field(pattern=LANGUAGE_PATTERN_OR_ALL)], Words],
    BeforeValidator(_for_all_text),
    _PlainToo("string"),
]
"""A text, or a plain string that is the same in all languages."""

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?", re.ASCII)
_CLOCK_HOUR: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d", re.ASCII)
_VAGUE_DAY: Final = re.compile(r"(\d{4})(-\d{2})?(-\d{2})?", re.ASCII)


def parse_day(value: object) -> date:
    """The day a file names in full, as `2023-06-30`."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("bad-date", "not a day")


def _moment(value: object) -> datetime | date:
    """A local date and time, or a day alone."""
    if isinstance(value, str):
        try:
            if _DAY.fullmatch(value):
                return date.fromisoformat(value)
            if _MOMENT.fullmatch(value):
                return datetime.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("bad-time", "not a moment")


def _exact_moment(value: object) -> datetime:
    """A local date and time, never a day alone."""
    if isinstance(found := _moment(value), datetime):
        return found
    raise PydanticCustomError("bad-time", "not a moment")


def _clock_hour(value: object) -> time:
    """`18:30`: an hour of any day."""
    if isinstance(value, str) and _CLOCK_HOUR.fullmatch(value):
        return time.fromisoformat(value)
    raise PydanticCustomError("bad-hour", "not an hour")


def _vague_day(value: object) -> str:
    """A year, a month or a day, as precisely as the source gives it."""
    written = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if isinstance(written, str) and (found := _VAGUE_DAY.fullmatch(written)):
        year, month, day = found.groups()
        try:
            date.fromisoformat(year + (month or "-01") + (day or "-01"))
        except ValueError:
            pass
        else:
            return written
    raise PydanticCustomError("bad-source-date", "not a date")


def _edition(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str) and value.strip():
        return value
    raise PydanticCustomError("string_type", "text")


Day = Annotated[date, PlainValidator(parse_day), WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[
    datetime | date,
    PlainValidator(_moment),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?$"}),
]
ExactMoment = Annotated[
    datetime,
    PlainValidator(_exact_moment),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?$"}),
]
ClockHour = Annotated[
    time, PlainValidator(_clock_hour), WithJsonSchema({"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"})
]
VAGUE_DAY_PATTERN: Final = r"^\d{4}(-\d{2}){0,2}$"
VagueDay = Annotated[
    str,
    PlainValidator(_vague_day),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": VAGUE_DAY_PATTERN}, {"type": "integer"}]}),
]
Edition = Annotated[str, PlainValidator(_edition), WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "integer"}]})]


def _country(value: object) -> str:
    if isinstance(value, str) and value in COUNTRY_SET:
        return value
    raise PydanticCustomError("unknown-country", "no country")


def _nationality(value: object) -> str:
    if isinstance(value, str) and (value == FOREIGN or value in COUNTRY_SET):
        return value
    raise PydanticCustomError("unknown-country", "no country")


Country = Annotated[str, PlainValidator(_country), WithJsonSchema({"type": "string", "enum": list(COUNTRIES)})]
Nationality = Annotated[
    str, PlainValidator(_nationality), WithJsonSchema({"type": "string", "enum": [FOREIGN, *COUNTRIES]})
]

Yes = Annotated[bool, Field(strict=True)]
Count = Annotated[int, Field(strict=True, ge=0)]
AtLeastOne = Annotated[int, Field(strict=True, ge=1)]
Distance = Annotated[float, Field(strict=True, ge=0, le=20_100, allow_inf_nan=False)]
"""Kilometres; no two places are further apart than half the way round the earth."""
Radius = Annotated[float, Field(strict=True, gt=0, le=20_100, allow_inf_nan=False)]
Hours = Annotated[float, Field(strict=True, gt=0, le=1_000, allow_inf_nan=False)]
HoursByMode = Annotated[
    dict[Annotated[str, Vocabulary("mode", "mode-group")], Hours], BeforeValidator(_for_all_number), _PlainToo("number")
]
"""Hours for all modes, or by mode or group."""
Latitude = Annotated[float, Field(strict=True, ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(strict=True, ge=-180, le=180, allow_inf_nan=False)]

PlaceName = Annotated[str, Vocabulary("place")]
PlaceOrOutside = Annotated[str, Vocabulary("place", "outside")]
RegionName = Annotated[str, Vocabulary("region")]
LinkName = Annotated[str, Vocabulary("link")]
RouteName = Annotated[str, Vocabulary("route")]
AreaName = Annotated[str, Vocabulary("place", "route", "link")]
ModeName = Annotated[str, Vocabulary("mode")]
ModeOrGroup = Annotated[str, Vocabulary("mode", "mode-group")]
ServiceName = Annotated[str, Vocabulary("service")]
ProviderName = Annotated[str, Vocabulary("provider")]
RunnerName = Annotated[str, Vocabulary("provider", "service")]
MeasureName = Annotated[str, Vocabulary("measure")]
RoleName = Annotated[str, Vocabulary("role")]
ThreatName = Annotated[str, Vocabulary("threat")]
LikelihoodName = Annotated[str, Vocabulary("likelihood")]
ImpactName = Annotated[str, Vocabulary("impact")]
LevelName = Annotated[str, Vocabulary("level")]
RuleName = Annotated[str, Vocabulary("rule")]
IncidentKind = Annotated[str, Vocabulary("incident-kind")]
SettingName = Annotated[str, Vocabulary("setting")]
