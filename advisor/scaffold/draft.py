"""The files of a new pack, as text: templates filled in with a country's places, and nothing that permits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from advisor.incidents.distance import point_to_point_km
from advisor.model.place import OUTSIDE, Point
from advisor.rulebook.emit import emit_inline, emit_quoted
from advisor.rulebook.folder import PLACES, headed
from advisor.scaffold.gazetteer import Gazetteer, Town
from advisor.scaffold.places import (
    Area,
    Limit,
    Named,
    as_id,
    capital_first,
    choose,
    lay_out,
    placed_lines,
    unplaced_lines,
)
from advisor.scaffold.templates import fill

PAGES: Final = ("README", "CHANGELOG")
"""What is written once in each language, `README.en.md`, and put together."""

_REVIEW: Final = timedelta(days=30)
_LEAVE, _BACK = timedelta(days=7), timedelta(days=9)
_KM_TO_A_BORDER: Final = 50
_KM_AN_HOUR: Final = 60
_SHARE_OFF: Final = 0.2
_WORDS_FOR_OUTSIDE: Final = {"en": "the border", "fr": "la frontière"}


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody asked for. `names` are the country's, `titles` the pack's, both by language."""

    id: str
    country: str
    names: Mapping[str, str]
    titles: Mapping[str, str]
    edition: str
    languages: tuple[str, ...]
    today: date
    limit: Limit


@dataclass(frozen=True, slots=True)
class Draft:
    """The files by name, and what they hold."""

    files: Mapping[str, str]
    towns: int
    regions: int
    unplaced: int
    """Towns whose region is not known."""


def draft(order: Order, gazetteer: Gazetteer, templates: Mapping[str, str]) -> Draft | None:
    """The new pack, None if the gazetteer has no town for it. `templates` are by the name of their file."""
    towns = choose(gazetteer, order.limit)
    if not towns:
        return None
    area = lay_out(as_id(order.names["en"]), gazetteer, towns)
    placed = {
        "places": placed_lines(area, gazetteer, {language: order.names[language] for language in order.languages}),
        "unplaced": unplaced_lines(area),
    }
    values = _for_yaml(order, area)
    files = {
        name: headed(name, fill(text, order.languages, {**values, **placed} if name == PLACES else values))
        for name, text in templates.items()
        if not name.endswith(".md")
    }
    plain = _for_pages(order)
    for page in PAGES:
        said = (fill(templates[f"{page}.{one}.md"], order.languages, plain) for one in order.languages)
        files[f"{page}.md"] = "\n".join(said)
    unplaced = sum(one.town.region not in area.regions for one in area.towns)
    return Draft(files, len(area.towns), len(area.regions), unplaced)


def _for_yaml(order: Order, area: Area) -> dict[str, str]:
    """The values by name. Those whose name ends in `_name`, `_en` or `_fr` go between double quotes."""
    ranked = capital_first(area.towns)
    first, other = ranked[0], ranked[min(1, len(ranked) - 1)]
    km = _KM_TO_A_BORDER if other is first else max(1, round(_km(first.town, other.town)))
    names = {"first_name": first.town.name, "other_name": other.town.name, **_far_names(first, other)}
    return {
        "id": emit_inline(order.id),
        "title": emit_inline({one: order.titles[one] for one in order.languages}),
        "edition": emit_inline(order.edition),
        "country": emit_inline(order.country),
        "area": area.id,
        "languages": emit_inline(list(order.languages)),
        "around": area.regions.get(first.town.region or "", area.id),
        "first": first.id,
        "other": other.id,
        "far": OUTSIDE if other is first else other.id,
        "lat": emit_inline(round(first.town.latitude, 3)),
        "lon": emit_inline(round(first.town.longitude, 3)),
        "km": str(km),
        "hours": str(max(1, round(km / _KM_AN_HOUR))),
        "off": str(max(1, round(km * _SHARE_OFF))),
        **_days(order.today),
        **{name: emit_quoted(text)[1:-1] for name, text in names.items()},
    }


def _for_pages(order: Order) -> dict[str, str]:
    return {
        "id": order.id,
        "edition_plain": _one_line(order.edition),
        **{f"title_{language}": _one_line(title) for language, title in order.titles.items()},
        **{f"country_{language}": name for language, name in order.names.items()},
        **_days(order.today),
    }


def _far_names(first: Named, other: Named) -> dict[str, str]:
    return {
        f"far_{language}": outside if other is first else other.town.name
        for language, outside in _WORDS_FOR_OUTSIDE.items()
    }


def _days(today: date) -> dict[str, str]:
    days = {"today": today, "review": today + _REVIEW, "leave": today + _LEAVE, "back": today + _BACK}
    return {name: day.isoformat() for name, day in days.items()}


def _km(one: Town, other: Town) -> float:
    return point_to_point_km(Point(one.latitude, one.longitude), Point(other.latitude, other.longitude))


def _one_line(text: str) -> str:
    return " ".join(text.split())
