"""What a new statement about all trips begins with: one about a rule's trips, or an example in the pack's own words.

Unlike a rule begun, a statement begun is whole: it changes no verdict, and is easier to change than to write.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any, Final

from advisor.model.pack import Pack
from advisor.model.rule import Effect
from advisor.model.text import Text
from advisor.rulebook.emit import Emittable
from advisor.rulebook.folder import INVARIANTS
from advisor.rulebook.new_rule import free_name

FILE: Final = INVARIANTS
"""Where statements are written."""

_ENGLISH, _FRENCH = "en", "fr"


class Example(StrEnum):
    """What officers often want to be sure of."""

    FOREIGN = "foreign"
    WITHOUT = "without"
    NIGHT = "night"


def example(which: Example, pack: Pack, known: Collection[str]) -> dict[str, Emittable]:
    """A statement with places, modes and measures of the pack, to be put right by its author.

    `known`: ids that statements have already.
    """
    place = next((one for one in pack.geography.places.values() if one.within == pack.area), None)
    mode = next(iter(pack.modes.values()), None)
    measure = next(iter(pack.measures.values()), None)
    anywhere: dict[str, Emittable] = {"anywhere": True}

    def begun(
        stem: str, at_best: str, where: Emittable, english: str, french: str, **names: Text
    ) -> dict[str, Emittable]:
        around = place.name if place is not None else pack.title
        told = _Words(pack).of({_ENGLISH: english, _FRENCH: french}, place=around, **names)
        return _begun(stem, told, at_best, where, known)

    if which is Example.FOREIGN and mode is not None:
        where: dict[str, Emittable] = {**anywhere} if place is None else {"place": place.id}
        english = "No foreigner is ever GO: {mode}, {place}"
        french = "Aucun étranger n'est jamais GO : {mode}, {place}"
        made = begun("no-foreigner", "refer", where, english, french, mode=mode.title)
        return {**made, "how": {"mode": mode.id}, "who": {"nationality": "foreign"}}
    if which is Example.WITHOUT and measure is not None:
        where = anywhere if place is None else {**anywhere, "except": place.id}
        english = "Nobody is GO outside {place} without this: {measure}"
        french = "Personne n'est GO hors de {place} sans ceci : {measure}"
        made = begun("needs-measure", "conditions", where, english, french, measure=measure.title)
        return {**made, "without": measure.id}
    english = "Nobody moves at night without a referral"
    french = "Personne ne se déplace de nuit sans renvoi"
    made = begun("no-night", "refer", anywhere, english, french)
    return {**made, "how": {"activity": "moving"}, "when": {"hours": "night"}}


def about_rule(rule: Mapping[str, Any], pack: Pack, known: Collection[str], *, foreign: bool) -> dict[str, Emittable]:
    """That nobody is better than REFER where, how and for whom the rule speaks; `foreign`: no foreigner is.

    `rule`: as it is written. Of a restriction its days and hours are taken over, for it promises nothing of others; not
    of a permission.
    """
    title = rule.get("title")
    name = Text(title if isinstance(title, dict) else {_ENGLISH: str(title or rule.get("id") or "")})
    who_said = {
        True: {
            _ENGLISH: "No GO for foreigners: {rule}",
            _FRENCH: "Aucun GO pour les étrangers : {rule}",
        },
        False: {_ENGLISH: "No GO for anybody: {rule}", _FRENCH: "Aucun GO pour personne : {rule}"},
    }[foreign]
    where = rule.get("where") or {"anywhere": True}
    stem = f"no-{'foreigner' if foreign else 'go'}-{rule.get('id') or 'rule'}"
    made = _begun(stem, _Words(pack).of(who_said, rule=name), "refer", where, known)
    if rule.get("how"):
        made["how"] = rule["how"]
    who = _foreign(rule.get("who")) if foreign else rule.get("who")
    if who:
        made["who"] = who
    if rule.get("when") and rule.get("effect") != Effect.ALLOW.value:
        made["when"] = rule["when"]
    return made


def _foreign(who: Any) -> Emittable:  # noqa: ANN401 - whatever a file holds
    if isinstance(who, list):
        return [_foreign(one) for one in who]
    kept: dict[str, Emittable] = dict(who) if isinstance(who, dict) else {}
    return kept if "nationality" in kept else {**kept, "nationality": "foreign"}


def _begun(
    stem: str, title: dict[str, Emittable], at_best: str, where: Emittable, known: Collection[str]
) -> dict[str, Emittable]:
    return {"id": free_name(stem, known), "title": title, "at_best": at_best, "where": where}


class _Words:
    """Says something in each language of a pack; in English where there are no words in one."""

    def __init__(self, pack: Pack) -> None:
        self._languages = pack.languages

    def of(self, words: Mapping[str, str], **names: Text) -> dict[str, Emittable]:
        return {
            one: words.get(one, words[_ENGLISH]).format(**{key: name.in_language(one) for key, name in names.items()})
            for one in self._languages
        }
