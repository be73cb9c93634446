"""What a form offers for the names of a pack: by title where there is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from advisor.gui.language import _, say
from advisor.gui.rules.source_face import known
from advisor.gui.widgets.choices import Choice, ChoiceIndex
from advisor.model.message import message
from advisor.model.pack import Pack
from advisor.model.text import Text
from advisor.model.trip import StaffKind
from advisor.rulebook.completion import Wanted
from advisor.rulebook.names import Names

_WORDS = {"allow", "inform", "caution", "require", "refer", "prohibit"}


def index_of(place: Wanted, names: Names | None, pack: Pack | None) -> ChoiceIndex:
    """All that may stand at a place of the schema: fixed words, then what the pack declares."""
    titles = dict(_titles(pack)) if pack is not None else {}
    words = (Choice(word, told, word if told != word else "") for word in place.words for told in (word_told(word),))
    declared = dict.fromkeys(name for kind in place.vocabularies for name in known(names, kind))
    if "incident-kind" in place.vocabularies and pack is not None:
        declared.update(dict.fromkeys(sorted({incident.kind for incident in pack.incidents})))
    named = (Choice(name, titles.get(name) or name, name if name in titles else "") for name in declared)
    return ChoiceIndex((*words, *named))


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


def _titles(pack: Pack) -> Iterator[tuple[str, str]]:
    for name, place in pack.geography.places.items():
        yield name, say(place.name)
    tables: tuple[Mapping[str, object], ...] = (
        *(pack.links, pack.routes, pack.services, pack.providers, pack.measures),
        *(pack.modes, pack.roles, pack.threats, pack.settings),
    )
    for table in tables:
        for name, thing in table.items():
            title = getattr(thing, "title", None)
            if isinstance(title, Text) and title:
                yield name, say(title)
    for scale in (pack.risk.likelihood, pack.risk.impact):
        for named in scale:
            yield named.id, say(named.title)
