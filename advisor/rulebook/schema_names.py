"""The names a pack declares, with what people call them, for the schemas made for that pack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeAlias

from advisor.incidents.kinds import KINDS as KINDS_IMPORTED
from advisor.model.pack import Pack
from advisor.model.place import OUTSIDE, PlaceKind
from advisor.model.text import Text

Titles: TypeAlias = Mapping[str, str]
"""What people call each name, in all languages of the pack."""


def titles(text: Text) -> str:
    """A text in all its languages, each once."""
    return " · ".join(dict.fromkeys(text.by_language.values()))


def vocabularies(pack: Pack) -> dict[str, Titles]:
    """The names of each kind in the order of the alphabet; scales in their own."""
    places = pack.geography.places
    large = {PlaceKind.REGION, PlaceKind.COUNTRY}
    named = {name: titles(place.name) for name, place in sorted(places.items())}
    return {
        "place": named,
        "outside": {OUTSIDE: "Beyond the pack's area."},
        "region": {name: title for name, title in named.items() if places[name].kind in large},
        "link": {
            name: titles(link.title) if link.title.by_language else f"{link.start} – {link.end}"
            for name, link in sorted(pack.links.items())
        },
        "route": _sorted(pack.routes.values()),
        "service": _sorted(pack.services.values()),
        "provider": _sorted(pack.providers.values()),
        "mode": _sorted(pack.modes.values()),
        "mode-group": {name: ", ".join(sorted(modes)) for name, modes in sorted(pack.mode_groups.items())},
        "measure": _sorted(pack.measures.values()),
        "role": _sorted(pack.roles.values()),
        "threat": _sorted(pack.threats.values()),
        "fact": _sorted(pack.facts.values()),
        "rule": _sorted(pack.rules),
        "incident-kind": dict.fromkeys(sorted({*KINDS_IMPORTED, *(one.kind for one in pack.incidents)}), ""),
        "setting": _sorted(pack.settings.values()),
        "likelihood": _in_order(pack.risk.likelihood),
        "impact": _in_order(pack.risk.impact),
        "level": _in_order(pack.risk.levels),
    }


class _Called(Protocol):
    """Anything of a pack that has a name in its files and one in words."""

    @property
    def id(self) -> str:
        """As it is written."""

    @property
    def title(self) -> Text:
        """As people call it."""


def _sorted(named: Iterable[_Called]) -> Titles:
    return dict(sorted(_in_order(named).items()))


def _in_order(named: Iterable[_Called]) -> Titles:
    return {entry.id: titles(entry.title) for entry in named}
