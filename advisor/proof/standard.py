"""What is worth asking of any pack: people do not know what to ask, and a wrong GO hides where nobody looked."""

from __future__ import annotations

from datetime import date, timedelta

from advisor.model.invariant import Invariant
from advisor.model.pack import Pack
from advisor.model.place import OUTSIDE, PlaceKind
from advisor.model.rule import FOREIGN, Activity, Effect, FactTest, How, Selector, TimeTest
from advisor.model.text import Text
from advisor.model.verdict import Verdict

_ANYWHERE = (Selector(),)
_FOREIGN = ((FactTest(fact="nationality", values=frozenset({FOREIGN})),),)
_NIGHT = TimeTest(night=True)
_DAY = timedelta(days=1)


def standard_questions(pack: Pack) -> tuple[Invariant, ...]:
    """The questions, for the words of this pack. That one is refuted is no fault: it is worth knowing by what."""
    surface = frozenset(mode.id for mode in pack.modes.values() if not mode.needs_service)
    moving = How(activities=frozenset({Activity.MOVING}))
    overnight = How(activities=frozenset({Activity.OVERNIGHT}))
    found = [
        _question(
            "standard-night",
            {"en": "Nobody moves at night without a referral", "fr": "Personne ne se déplace de nuit sans renvoi"},
            how=(moving,),
            when=_NIGHT,
        ),
        _question(
            "standard-border",
            {
                "en": "Nobody crosses the border over land without a referral",
                "fr": "Personne ne passe la frontière par terre sans renvoi",
            },
            where=tuple(
                Selector(links=frozenset((link.id,)))
                for link in pack.links.values()
                if OUTSIDE in {link.start, link.end} and link.modes & surface
            ),
            how=(How(modes=surface),),
        ),
        _question(
            "standard-foreign-night",
            {
                "en": "No foreign national stays overnight without a condition",
                "fr": "Aucun étranger ne passe la nuit sans condition",
            },
            how=(overnight,),
            who=_FOREIGN,
            at_best=Verdict.CONDITIONS,
        ),
        *(_region(pack, place.id) for place in pack.geography.places.values() if place.kind is PlaceKind.REGION),
    ]
    last = _last_permission(pack)
    if last is not None:
        words = {
            "en": "After the last permission has lapsed, nothing is permitted",
            "fr": "Après la dernière autorisation échue, rien n'est permis",
        }
        found.append(_question("standard-lapsed", words, when=TimeTest(start=last + 2 * _DAY)))
    return tuple(one for one in found if one.where)


def _question(  # noqa: PLR0913 -- a question has as many parts
    name: str,
    words: dict[str, str],
    *,
    where: tuple[Selector, ...] = _ANYWHERE,
    how: tuple[How, ...] = (How(),),
    who: tuple[tuple[FactTest, ...], ...] = ((),),
    when: TimeTest | None = None,
    at_best: Verdict = Verdict.REFER,
) -> Invariant:
    return Invariant(
        id=name, title=Text(words), at_best=at_best, where=where, how=how, who=who, when=when or TimeTest()
    )


def _region(pack: Pack, region: str) -> Invariant:
    name = pack.geography.places[region].name
    words = {
        "en": f"Nobody stays overnight in {name.in_language('en')} without a referral",
        "fr": f"Personne ne passe la nuit dans {name.in_language('fr')} sans renvoi",
    }
    where = (Selector(regions=frozenset((region,))),)
    return _question(
        f"standard-overnight-{region}", words, where=where, how=(How(activities=frozenset({Activity.OVERNIGHT})),)
    )


def _last_permission(pack: Pack) -> date | None:
    """The last day on which any permission can be in force; None if some has no end, or there is none."""
    ends = [
        min((day for day in (rule.when.until, rule.review_by) if day is not None), default=None)
        for rule in pack.rules
        if rule.effect is Effect.ALLOW
    ]
    known = [day for day in ends if day is not None]
    return max(known) if known and len(known) == len(ends) else None
