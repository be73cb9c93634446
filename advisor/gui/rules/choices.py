"""What a form offers for the names of a pack: by title where there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from advisor.gui.language import _, say
from advisor.gui.rules.source_face import known
from advisor.gui.widgets.choices import Choice, ChoiceIndex
from advisor.model.message import message
from advisor.model.network import Link
from advisor.model.pack import Pack
from advisor.model.place import OUTSIDE, Place
from advisor.model.text import Text
from advisor.model.trip import StaffKind
from advisor.rulebook.completion import Wanted
from advisor.rulebook.names import Names

_WORDS = {"allow", "inform", "caution", "require", "refer", "prohibit"}


def index_of(place: Wanted, names: Names | None, pack: Pack | None) -> ChoiceIndex:
    """All that may stand at a place of the schema: fixed words, then what the pack declares."""
    words = (Choice(word, told, word if told != word else "") for word in place.words for told in (word_told(word),))
    declared = dict.fromkeys(name for kind in place.vocabularies for name in known(names, kind))
    if "incident-kind" in place.vocabularies and pack is not None:
        declared.update(dict.fromkeys(sorted({incident.kind for incident in pack.incidents})))
    titles = ((name, name_told(name, place.vocabularies, pack) if pack is not None else name) for name in declared)
    return ChoiceIndex((*words, *(Choice(name, title, name if title != name else "") for name, title in titles)))


def index_of_fact(name: str, pack: Pack) -> ChoiceIndex:
    """The answers to what the pack asks."""
    fact = pack.facts.get(name)
    values = fact.values if fact is not None else ()
    return ChoiceIndex(tuple(Choice(value.id, say(value.title) or value.id, value.id) for value in values))


def word_told(word: str) -> str:
    """A fixed word as the user reads it where the program has a word for it; other words are those of the file."""
    if word in {"true", "false"}:
        return _("yes") if word == "true" else _("no")
    if word in set(StaffKind):
        return say(message(f"report.staff.{word}"))
    return say(message(f"rules.effect.{word}")) if word in _WORDS else word


def name_told(name: str, kinds: Iterable[str], pack: Pack) -> str:
    """What people call what a pack declares under a name of one of these vocabularies; the name where nobody says."""
    if name == OUTSIDE:
        return _("outside the area")
    for kind in kinds:
        thing = _DECLARED.get(kind, _nothing)(pack).get(name)
        title = thing.name if isinstance(thing, Place) else getattr(thing, "title", None)
        if isinstance(title, Text) and title:
            return say(title)
        if isinstance(thing, Link):
            return _ends(thing, pack)
    return name


def _ends(link: Link, pack: Pack) -> str:
    """A link without a title: from where to where, and by what if there is only one way to use it."""
    told = " – ".join(name_told(end, ("place",), pack) for end in (link.start, link.end))
    only = next(iter(link.modes)) if len(link.modes) == 1 else None
    return told if only is None else f"{told} ({name_told(only, ('mode',), pack)})"


def _nothing(_pack: Pack) -> Mapping[str, object]:
    return {}


_DECLARED: Final[Mapping[str, Callable[[Pack], Mapping[str, object]]]] = {
    "place": lambda pack: pack.geography.places,
    "region": lambda pack: pack.geography.places,
    "link": lambda pack: pack.links,
    "route": lambda pack: pack.routes,
    "service": lambda pack: pack.services,
    "provider": lambda pack: pack.providers,
    "mode": lambda pack: pack.modes,
    "measure": lambda pack: pack.measures,
    "role": lambda pack: pack.roles,
    "threat": lambda pack: pack.threats,
    "setting": lambda pack: pack.settings,
    "likelihood": lambda pack: {step.id: step for step in pack.risk.likelihood},
    "impact": lambda pack: {step.id: step for step in pack.risk.impact},
}
"""What a pack declares, by vocabulary."""
