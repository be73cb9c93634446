"""The files that describe an area: pack, places, network, measures and contacts, as their authors write them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from advisor.model.change import ChangeKind
from advisor.model.measure import MeasureKind, Scope
from advisor.model.pack import FactScope
from advisor.model.place import PlaceKind
from advisor.rulebook.authored_fields import (
    N_,
    Authored,
    Count,
    Country,
    Day,
    Distance,
    Edition,
    HoursByMode,
    Id,
    Language,
    Latitude,
    LevelName,
    LikelihoodName,
    LinkName,
    Longitude,
    Many,
    Maybe,
    ModeName,
    ModeOrGroup,
    PlaceName,
    PlaceOrOutside,
    ProviderName,
    RegionName,
    RouteName,
    Several,
    TextByLanguage,
    TextOrPlain,
    ThreatName,
    VagueDay,
    Words,
    Yes,
)


class AuthoredSource(Authored):
    """Where a statement comes from, and its Admiralty grade."""

    title: TextOrPlain = Field(
        description=N_("What the source is called; a plain string if it is the same everywhere.")
    )
    url: Maybe[Words] = Field(None, description=N_("Where it can be read."))
    date: VagueDay = Field(description=N_("When it was published: 2023, 2023-06 or 2023-06-14."))
    reliability: Literal["A", "B", "C", "D", "E", "F"] = Field(
        description=N_(
            "How reliable the source is: A completely, B usually, C fairly, D not usually, E not, F unknown."
        )
    )
    credibility: Literal[1, 2, 3, 4, 5, 6] = Field(
        description=N_(
            "How credible this statement is: 1 confirmed by others, 2 probably true, 3 possibly true, "
            "4 doubtful, 5 improbable, 6 cannot be judged."
        )
    )
    anonymous: Yes = Field(default=False, description=N_("True keeps the person's name off every sheet."))
    note: Maybe[TextByLanguage] = Field(None, description=N_("What else a reader should know about the source."))


class AuthoredWindow(Authored):
    """Days in which something runs, both inclusive."""

    start: Maybe[Day] = Field(None, alias="from", description="First day; left out: it ran before anybody wrote this.")
    until: Maybe[Day] = Field(None, description="Last day, if the end is decided or has happened.")
    review_by: Maybe[Day] = Field(None, description="Day after which nobody may rely on it unreviewed.")
    reason: Maybe[TextByLanguage] = Field(None, description="Why it ends, as the traveller reads it.")
    source: Maybe[AuthoredSource] = Field(None, description="Where the dates come from.")


class AuthoredNamed(Authored):
    """An id and its title."""

    id: Id = Field(description="Lower-case letters, digits and hyphens; other entries refer to it by this.")
    title: TextByLanguage = Field(description="What people call it, in every language of the pack.")


class AuthoredMode(AuthoredNamed):
    """A way to move."""

    needs_service: Yes = Field(default=False, description="True: one can go by it only where and when a service runs.")


class AuthoredFact(AuthoredNamed):
    """Something that rules may ask about a traveller or a trip."""

    question: TextByLanguage = Field(description="What the planner is asked while the fact is not known.")
    of: FactScope = Field(description="Whether it is true of one traveller or of the whole trip.")
    values: Maybe[Many[AuthoredNamed]] = Field(None, description="Possible answers; left out: yes or no.")


class AuthoredProvider(AuthoredNamed):
    """Somebody on whom measures and services depend."""

    windows: Many[AuthoredWindow] = Field(description="When it works. Each window has `until` or `review_by`.")


SettingEffect = Literal["inform", "caution", "refer", "prohibit"]
"""Never `allow`: a switch must not permit. Not `require`: what is required would be written for one choice only."""


class AuthoredDecision(Authored):
    """Who set a setting, and when."""

    by: TextOrPlain = Field(description="Who decided; a plain string if it is the same in all languages.")
    on: Day = Field(description="When.")


class AuthoredSetting(AuthoredNamed):
    """What the organisation decides, not a source: the effect of the rules that name this setting."""

    choices: Many[SettingEffect] = Field(description="What it may be set to: inform, caution, refer, prohibit.")
    value: SettingEffect = Field(description="What it is set to: one of the choices.")
    decided: Maybe[AuthoredDecision] = Field(None, description="Who set it, and when; left out: as the pack came.")
    note: Maybe[TextByLanguage] = Field(None, description="What each choice means, for whoever decides.")


class AuthoredCoverage(Authored):
    """The days for which incidents.csv claims to be complete."""

    start: Day = Field(alias="from", description="First day.")
    until: Day = Field(description="Last day.")


class AuthoredRiskTable(Authored):
    """The risk matrix; all scales rise."""

    likelihood: Many[AuthoredNamed] = Field(description="From least to most likely.")
    impact: Many[AuthoredNamed] = Field(description="From least to most harmful.")
    levels: Many[AuthoredNamed] = Field(description="Risk levels, from lowest to highest.")
    matrix: dict[LikelihoodName, Several[LevelName]] = Field(
        description="For each likelihood the level of each impact, in the order of `impact`."
    )


class AuthoredAuthority(Authored):
    """Who signs."""

    levels: dict[LevelName, Many[TextByLanguage]] = Field(
        description="For each risk level the titles that sign, in signing order."
    )
    refer: Many[TextByLanguage] = Field(description="Who decides on a trip that the rules refer.")


class AuthoredSuggestions(Authored):
    """What may be suggested to make a trip possible."""

    never: Many[ChangeKind] = Field(description="Kinds of change that are never suggested, such as traveller or date.")


class AuthoredDriving(Authored):
    """How long one person may drive in a day: told with the journey plan, never a verdict."""

    modes: Many[ModeOrGroup] = Field(description="Modes in which the party drives itself.")
    hours_a_day: Annotated[float, Field(strict=True, gt=0, le=24)] = Field(description="Hours at most.")
    source: AuthoredSource = Field(description="Where the limit comes from.")


class AuthoredIssue(Authored):
    """Who put this edition out, and when."""

    by: TextOrPlain = Field(description="Who answers for it; a plain string if it is the same in all languages.")
    on: Day = Field(description="When. The later of two editions is the newer one.")


class AuthoredPack(Authored):
    """pack.yaml: what the pack is, and the words its rules use."""

    id: Id = Field(description="Name of the pack, as the folder is called.")
    title: TextByLanguage = Field(description="What people call the pack.")
    edition: Edition = Field(description="Which edition this is, for example 2023-06.")
    issued: Maybe[AuthoredIssue] = Field(None, description="Who put this edition out, and when.")
    country: Country = Field(description="Country of the area; a traveller of any other nationality is `foreign`.")
    area: PlaceName = Field(description="The place in which all other places lie.")
    languages: Many[Language] = Field(description="Languages of all texts; the first is used where one is missing.")
    as_of: Maybe[Day] = Field(None, description="Historical packs only: the day on which trips are assessed.")
    note: Maybe[TextByLanguage] = Field(None, description="What this pack is and how old, shown to everybody.")
    night_margin_minutes: Annotated[int, Field(strict=True, ge=0, le=180)] = Field(
        30, description="Night begins so many minutes before sunset and ends so many after sunrise."
    )
    example_trip: Maybe[Words] = Field(None, description="File under trips/ that a first start opens.")
    modes: Many[AuthoredMode] = Field(description="Ways to move.")
    mode_groups: dict[Id, Many[ModeName]] = Field(
        default_factory=dict, description="Names for several modes, such as road: [own-vehicle, bus]."
    )
    roles: Several[AuthoredNamed] = Field((), description="What travellers can be: programme, driver, journalist.")
    threats: Several[AuthoredNamed] = Field((), description="What can happen: kidnapping, road-accident.")
    facts: Several[AuthoredFact] = Field((), description="What rules ask beyond nationality, roles, staff and gender.")
    providers: Several[AuthoredProvider] = Field((), description="On whom measures and services depend.")
    settings: Several[AuthoredSetting] = Field((), description="What the organisation decides about its rules.")
    incidents: Maybe[AuthoredCoverage] = Field(None, description="The days that incidents.csv covers.")
    risk: AuthoredRiskTable = Field(description="Risk matrix.")
    authority: AuthoredAuthority = Field(description="Who signs at which risk level.")
    suggestions: Maybe[AuthoredSuggestions] = Field(
        None, description="What may be suggested to make a trip possible; left out: every kind of change."
    )
    driving: Maybe[AuthoredDriving] = Field(None, description="How long one person may drive in a day.")


class AuthoredPlace(Authored):
    """A place: a country, region, town or zone."""

    id: Id = Field(description="Lower-case letters, digits and hyphens.")
    name: TextOrPlain = Field(description="What people call it; a plain string if it is the same in all languages.")
    kind: PlaceKind = Field(description="country, region, town, or zone (airport zone, camp, stretch of road).")
    within: Maybe[PlaceName] = Field(None, description="The place it lies in; only the pack's area has none.")
    lat: Maybe[Latitude] = Field(None, description="Latitude in degrees, north positive (WGS 84).")
    lon: Maybe[Longitude] = Field(None, description="Longitude in degrees, east positive (WGS 84).")
    tz: Maybe[Words] = Field(None, description="Time zone, such as Africa/Bamako; inherited from the place around it.")
    aliases: Several[Words] = Field((), description="Other spellings.")
    imprecision_km: Distance = Field(0, description="How far off the coordinates may be.")
    note: Maybe[TextByLanguage] = Field(None, description="What else a reader should know.")


class AuthoredLink(Authored):
    """A stretch between two places."""

    id: Id = Field(description="Lower-case letters, digits and hyphens.")
    start: PlaceOrOutside = Field(alias="from", description="One end: a place, or `outside` the pack's area.")
    end: PlaceOrOutside = Field(alias="to", description="The other end.")
    modes: Many[ModeOrGroup] = Field(description="How one can move on it.")
    title: Maybe[TextByLanguage] = Field(None, description="What people call it.")
    through: Several[RegionName] = Field((), description="Regions it passes besides those of its ends.")
    one_way: Yes = Field(default=False, description="True: only in the direction written.")
    km: Maybe[Distance] = Field(None, description="Length on the ground.")
    hours: Maybe[HoursByMode] = Field(
        None, description="Usual duration, for all modes or by mode; used to propose times, never to decide."
    )
    imprecision_km: Distance = Field(0, description="How far the real course may lie from the straight line.")


class AuthoredRoute(AuthoredNamed):
    """A named chain of links."""

    links: Many[LinkName] = Field(description="Its links, in order; each starts where the one before it ends.")


class AuthoredService(AuthoredNamed):
    """Who runs a mode on links, and when."""

    mode: ModeName = Field(description="What it runs.")
    links: Several[LinkName] = Field((), description="On which links.")
    routes: Several[RouteName] = Field((), description="On all links of which routes.")
    provider: Maybe[ProviderName] = Field(None, description="Without whom it does not run.")
    windows: Many[AuthoredWindow] = Field(description="When it runs. Each window has `until` or `review_by`.")


class AuthoredNetwork(Authored):
    """network.yaml: how one can move."""

    links: Several[AuthoredLink] = Field((), description="Stretches between two places.")
    routes: Several[AuthoredRoute] = Field((), description="Named chains of links.")
    services: Several[AuthoredService] = Field((), description="Who runs what on which links, and when.")


class AuthoredLowering(Authored):
    """By how much a confirmed measure lowers a risk."""

    likelihood: Count = Field(0, description="Whole steps down the likelihood scale.")
    impact: Count = Field(0, description="Whole steps down the impact scale.")
    threats: Several[ThreatName] = Field((), description="For these threats only; left out: for all.")


class AuthoredMeasure(AuthoredNamed):
    """Something the planner arranges, or the party obeys."""

    kind: MeasureKind = Field(description="arrangement: made before departure; conduct: obeyed on the way.")
    scope: Scope = Field(description="Where it is stated and counts: the whole trip, one leg or stay, one traveller.")
    provider: Maybe[ProviderName] = Field(None, description="Without whom it is not available.")
    proof: Maybe[TextByLanguage] = Field(None, description="What shows that it is in place.")
    note: Maybe[TextByLanguage] = Field(None, description="What else the planner should know.")
    lowers: Maybe[AuthoredLowering] = Field(None, description="By how much it lowers the risk once confirmed.")
    suggest: Yes = Field(default=True, description="False: never suggested as a way to make a trip possible.")


class AuthoredContact(AuthoredNamed):
    """Somebody the sheet names."""

    phone: Maybe[Words] = Field(None, description="Number, in quotes; left out: the office fills it in before use.")
    note: Maybe[TextByLanguage] = Field(None, description="When to call, what to say.")
    places: Several[PlaceName] = Field((), description="Only for trips that touch these places; left out: all.")
    source: Maybe[AuthoredSource] = Field(None, description="Where the number comes from.")
