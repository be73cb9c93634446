"""rules/*.yaml: rules as their authors write them."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import ConfigDict, Discriminator, Field, PlainValidator, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

from advisor.model.rule import Activity, Affects, Effect, HourWindow, MovementKind, Near, PlaceRole
from advisor.model.trip import Gender, StaffKind
from advisor.rulebook.authored_fields import (
    MAPPING,
    N_,
    WORD,
    AreaName,
    AtLeastOne,
    Authored,
    Day,
    Id,
    ImpactName,
    IncidentKind,
    LikelihoodName,
    LinkName,
    Many,
    Maybe,
    MeasureName,
    ModeOrGroup,
    Nationality,
    PlaceName,
    PlaceOrOutside,
    Radius,
    RegionName,
    RoleName,
    RouteName,
    RunnerName,
    ServiceName,
    SettingName,
    TextByLanguage,
    ThreatName,
    Yes,
)
from advisor.rulebook.authored_pack import AuthoredSource

NIGHT: Final = "night"
_HOURS: Final = re.compile(r"([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)", re.ASCII)
HOURS_PATTERN: Final = r"^(night|([01]\d|2[0-4]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d)$"
_DAY_MINUTES: Final = 24 * 60


def hour_window(written: str) -> HourWindow | None:
    """The window that a text such as `18:00-06:00` names, if it does."""
    found = _HOURS.fullmatch(written)
    if found is None:
        return None
    first, first_minute, last, last_minute = (int(group) for group in found.groups())
    start, end = first * 60 + first_minute, last * 60 + last_minute
    # From 06:00 to 06:00 could be no time or a whole day: nobody may have to guess.
    if start < _DAY_MINUTES and end <= _DAY_MINUTES and start != end:
        return HourWindow(start, end)
    return None


def _hours(value: object) -> str:
    if isinstance(value, str) and (value == NIGHT or hour_window(value) is not None):
        return value
    raise PydanticCustomError("bad-hours", "no hours")


HoursOfDay = Annotated[
    str,
    PlainValidator(_hours),
    WithJsonSchema({"type": "string", "pattern": HOURS_PATTERN, "examples": [NIGHT, "18:00-06:00"]}),
]


class AuthoredNear(Authored):
    """A circle round a place."""

    place: PlaceName = Field(description=N_("A town or zone."))
    km: Radius = Field(description=N_("Radius; how far off places and links may be is added to it."))


class AuthoredSelector(Authored):
    """Where a rule holds. Several keys mean that all must be true."""

    place: Maybe[Many[PlaceName]] = Field(
        None, description=N_("At the place, inside it, or on a link wholly inside it.")
    )
    region: Maybe[Many[RegionName]] = Field(None, description=N_("The same, and on every link that touches it."))
    route: Maybe[Many[RouteName]] = Field(None, description=N_("On any link of the route."))
    link: Maybe[Many[LinkName]] = Field(None, description=N_("On the link."))
    near: Maybe[AuthoredNear] = Field(None, description=N_("Within a distance of a place. Not with `allow`."))
    anywhere: Maybe[Literal[True]] = Field(None, description=N_("Everywhere in the pack's area."))
    exempt: Maybe[Many[AreaName]] = Field(
        None, alias="except", description=N_("But not at these places, links or routes.")
    )
    roles: Maybe[Many[PlaceRole]] = Field(
        None,
        alias="as",
        description=N_("What the area is to the whole movement: origin, destination, transit, or a stay."),
    )


class AuthoredEnds(Authored):
    """Where the whole movement begins and ends. Several keys mean that all must be true."""

    origin: Maybe[Many[PlaceOrOutside]] = Field(
        None, alias="from", description=N_("The movement begins in one of these places, or `outside`.")
    )
    destination: Maybe[Many[PlaceOrOutside]] = Field(
        None, alias="to", description=N_("The movement ends in one of these places, or `outside`.")
    )


class AuthoredHow(AuthoredEnds):
    """How one must be moving or staying. Several keys mean that all must be true."""

    mode: Maybe[Many[ModeOrGroup]] = Field(None, description=N_("By one of these modes or groups of modes."))
    service: Maybe[Many[ServiceName]] = Field(None, description=N_("With one of these services."))
    activity: Maybe[Many[Activity]] = Field(None, description=N_("Moving, on a day visit, or staying overnight."))
    movement: Maybe[Many[MovementKind]] = Field(
        None, description=N_("The movement enters the area, leaves it, or stays within it.")
    )
    negated: Maybe[AuthoredEnds] = Field(
        None, alias="not", description=N_("Either `from` or `to`, where the movement must not begin or end.")
    )


_VALUES: Final[dict[str, Any]] = {
    "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]
}
_FACT_KEYS: Final[dict[str, Any]] = {"additionalProperties": _VALUES}


class AuthoredFacts(Authored):
    """Facts of a traveller or the trip; a key that is not listed here is a fact the pack declares."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="allow", json_schema_extra=_FACT_KEYS)
    __pydantic_extra__: dict[str, Many[str]] = Field(init=False)

    nationality: Maybe[Many[Nationality]] = Field(
        None, description=N_("Country codes, or `foreign`: any but the pack's country.")
    )
    roles: Maybe[Many[RoleName]] = Field(None, description=N_("Has one of these roles."))
    staff: Maybe[Many[StaffKind]] = Field(None, description=N_("Belongs to the organisation in one of these ways."))
    gender: Maybe[Many[Gender]] = Field(None, description=N_("Is of one of these genders."))


class AuthoredWho(AuthoredFacts):
    """Whom a rule concerns. Several keys mean that all must be true."""

    negated: Maybe[AuthoredFacts] = Field(None, alias="not", description=N_("One fact that must not be so."))


class AuthoredValid(Authored):
    """Days, both inclusive, on which a rule holds."""

    start: Maybe[Day] = Field(None, alias="from", description=N_("First day."))
    until: Maybe[Day] = Field(None, description=N_("Last day, if the end is decided or has happened."))


class AuthoredWhen(Authored):
    """When a rule holds."""

    valid: Maybe[AuthoredValid] = Field(None, description=N_("On which days."))
    hours: Maybe[Many[HoursOfDay]] = Field(None, description=N_("At which hours: night, or 18:00-06:00; local time."))


class AuthoredOption(Authored):
    """Measures that belong together."""

    measures: Many[MeasureName] = Field(description=N_("All of them."))


class AuthoredUnless(Authored):
    """What lifts a restriction: either measures, or several options."""

    measures: Maybe[Many[MeasureName]] = Field(None, description=N_("All of them."))
    any_of: Maybe[Many[AuthoredOption]] = Field(None, description=N_("Each set alone is enough."))


class AuthoredIncidents(Authored):
    """How many incidents, how near and how recent, make a rule apply."""

    near: Near = Field(
        Near.MOVEMENT,
        description=N_("What distances are measured from: the whole movement, this leg alone, or the place alone."),
    )
    kinds: Maybe[Many[IncidentKind]] = Field(None, description=N_("Only of these kinds; left out: of any."))
    at_least: AtLeastOne = Field(description=N_("How many."))
    within_km: Radius = Field(description=N_("How near."))
    days: AtLeastOne = Field(description=N_("How many days back."))
    fatal: Yes = Field(default=False, description=N_("True: only those in which somebody died."))


class AuthoredRisk(Authored):
    """What a rule says of a risk."""

    threat: ThreatName = Field(description=N_("What can happen."))
    likelihood: LikelihoodName = Field(description=N_("How likely, on the pack's scale."))
    impact: ImpactName = Field(description=N_("How harmful, on the pack's scale."))


class AuthoredFromSetting(Authored):
    """The effect that a setting of the pack has been set to."""

    setting: SettingName = Field(description=N_("The setting."))


def _word_or_mapping(value: object) -> str:
    return MAPPING if isinstance(value, (dict, AuthoredFromSetting)) else WORD


EffectOrSetting = Annotated[
    Annotated[Effect, Tag(WORD)] | Annotated[AuthoredFromSetting, Tag(MAPPING)], Discriminator(_word_or_mapping)
]
"""An effect, or the setting it is taken from. Told apart beforehand, so that a fault is about what was meant."""


def _nothing_extra(schema: dict[str, Any]) -> None:
    schema["allOf"] = [
        {
            "if": {"properties": {"effect": {"const": "require"}}},
            "then": {"anyOf": [{"required": ["measures"]}, {"required": ["any_of"]}]},
        }
    ]


class AuthoredRule(Authored):
    """One rule."""

    model_config: ClassVar[ConfigDict] = ConfigDict(json_schema_extra=_nothing_extra)

    id: Id = Field(
        description=N_("Name of the rule, the same in every edition: lower-case letters, digits and hyphens.")
    )
    title: TextByLanguage = Field(description=N_("The rule in a few words."))
    effect: EffectOrSetting = Field(
        description=N_(
            "allow: permits; inform: tells; caution: warns; require: asks for measures; "
            "refer: leaves it to the security officer; prohibit: forbids. Or {setting: …}: what that setting says."
        )
    )
    where: Many[AuthoredSelector] = Field(description=N_("Where it holds; in a list, any of them."))
    how: Maybe[Many[AuthoredHow]] = Field(None, description=N_("For which movements or stays; in a list, any of them."))
    who: Maybe[Many[AuthoredWho]] = Field(
        None, description=N_("For whom; in a list, any of them. Left out: everybody.")
    )
    when: Maybe[AuthoredWhen] = Field(None, description=N_("On which days and at which hours. Left out: always."))
    review_by: Maybe[Day] = Field(
        None, description=N_("Day by which it must be looked at again. After it an allow and all exemptions lapse.")
    )
    affects: Affects = Field(
        Affects.TRAVELLER, description=N_("party: one traveller who matches concerns the whole party.")
    )
    unless: Maybe[AuthoredUnless] = Field(None, description=N_("Measures that lift it. With prohibit, refer, require."))
    measures: Maybe[Many[MeasureName]] = Field(None, description=N_("With require: what is required, all of them."))
    any_of: Maybe[Many[AuthoredOption]] = Field(
        None, description=N_("With require: sets of measures, each enough alone.")
    )
    depends_on: Maybe[Many[RunnerName]] = Field(
        None,
        alias="while",
        description=N_("Holds only as long as these providers or services run. With allow, inform."),
    )
    incidents: Maybe[AuthoredIncidents] = Field(
        None, description=N_("Holds only after enough incidents. Not with allow.")
    )
    because: TextByLanguage = Field(description=N_("The reason, as the traveller reads it."))
    advice: Maybe[TextByLanguage] = Field(None, description=N_("What to do instead."))
    risk: Maybe[AuthoredRisk] = Field(None, description=N_("What the rule says of a risk."))
    source: AuthoredSource = Field(
        description=N_("Where this comes from. prohibit and require need C3 or better, allow B2 or better.")
    )
