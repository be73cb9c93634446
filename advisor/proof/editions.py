"""How two editions are written differently: the rules that may weigh differently, and what no search can tell of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from advisor.model.network import Link, Service
from advisor.model.pack import Pack
from advisor.model.place import Place
from advisor.model.rule import DECIDING, WEIGHING, Affects, Effect, Rule
from advisor.proof.reading import SERVICE

_T = TypeVar("_T")


class Editions:
    """Two editions side by side; what is named is what could make `after` milder than `before`."""

    def __init__(self, before: Pack, after: Pack) -> None:
        """Compare what their rules say, and all that these lean on."""
        self.before, self.after = before, after
        self.here, self.there = ({rule.id: rule for rule in pack.rules} for pack in (before, after))
        here, there = self.here, self.there
        self.alike = {name for name in here.keys() & there.keys() if _said(here[name]) == _said(there[name])}
        named = {SERVICE, *here, *there}
        self.same_ground = _ground(before) == _ground(after)
        self.changed = named - self.alike - {SERVICE} if self.same_ground else named
        """Rules, and SERVICE, that may hold at other points than they did."""

    def weighs_alike(self, name: str) -> bool:
        """Whether a rule says the same in both editions, and what it leans on is the same."""
        if name not in self.alike:
            return False
        rule = self.here[name]
        return _leans_on(self.before, rule) == _leans_on(self.after, rule)

    def beyond(self) -> Iterator[str]:
        """What differs and is not searched, by the names of rules, places, links and all else."""
        yield from (name for name, rule in self.here.items() if _unsearched(rule) and not self.weighs_alike(name))
        before, after = self.before, self.after
        yield from _differing(before.geography.places, after.geography.places, _lies)
        yield from _differing(before.links, after.links, _runs)
        yield from before.links.keys() - after.links.keys()  # a leg that could lead along it now leads elsewhere
        yield from _differing(before.routes, after.routes, lambda route: route.links)
        yield from after.routes.keys() - before.routes.keys()
        yield from after.services.keys() - before.services.keys()  # a trip that named one was not understood
        yield from _differing(before.measures, after.measures, lambda measure: (measure.kind, measure.scope))
        yield from self._words()
        for setting in ("night_margin_minutes", "country", "area"):
            if getattr(before, setting) != getattr(after, setting):
                yield setting

    def _words(self) -> Iterator[str]:
        """Words for travellers that only the later edition knows: in the earlier one they may mean anything."""
        tested = {test.fact for rule in self.before.rules for tests in rule.who for test in tests}
        if "roles" in tested:
            yield from self.after.roles.keys() - self.before.roles.keys()
        before, after = self.before.facts, self.after.facts
        for fact in tested & before.keys() & after.keys():
            was, now = ({value.id for value in facts[fact].values} for facts in (before, after))
            if now - was or before[fact].scope is not after[fact].scope:
                yield fact


def _differing(before: Mapping[str, _T], after: Mapping[str, _T], said: Callable[[_T], object]) -> Iterator[str]:
    """What both know and do not say the same of."""
    return (name for name in before.keys() & after.keys() if said(before[name]) != said(after[name]))


def _unsearched(rule: Rule) -> bool:
    """Whether a restriction can hold of more than moments of one traveller show of whom one thing is true at a time.

    Of two nationalities each may meet another test, and a fact that nobody knows may meet two that no answer meets.
    """
    counts = rule.incidents is not None or rule.affects is Affects.PARTY
    double = any(len({test.fact for test in tests}) < len(tests) for tests in rule.who)
    return rule.effect in WEIGHING and (counts or double)


def _leans_on(pack: Pack, rule: Rule) -> object:
    """All that decides what a rule weighs, and by which services it holds."""
    measures = [pack.measures.get(name) for option in (*rule.required, *rule.unless) for name in sorted(option)]
    named = {*rule.depends_on, *(name for how in rule.how for name in how.services or ())}
    services = [pack.services.get(name) for name in sorted(named)]
    running = {one.provider for one in (*measures, *services) if one is not None and one.provider is not None}
    weighed = [None if one is None else (one.kind, one.scope, one.provider) for one in measures]
    served = [None if one is None else _serves(one) for one in services]
    providers = [pack.providers.get(name) for name in sorted({*named, *running})]
    return weighed, served, [None if one is None else one.windows for one in providers]


def _ground(pack: Pack) -> object:
    """All that lies under the rules: where these are equal, equal rules are alike."""
    ground = (pack.geography.places, pack.links, pack.services, pack.providers, pack.measures, pack.modes)
    return *map(dict, ground), pack.country, pack.area, dict(pack.facts), pack.roles.keys()


def _lies(place: Place) -> object:
    return place.kind, place.within, place.latitude, place.longitude, place.time_zone, place.imprecision_km


def _runs(link: Link) -> object:
    return link.start, link.end, link.modes, link.through, link.one_way, link.imprecision_km


def _serves(service: Service) -> object:
    return service.mode, service.links, service.windows, service.provider


def _said(rule: Rule) -> object:
    """What a rule says, apart from its words."""
    effect = rule.effect if rule.effect in DECIDING else Effect.INFORM
    when = (rule.when, rule.review_by, rule.depends_on, rule.incidents, rule.affects)
    return effect, rule.where, rule.how, rule.who, when, rule.unless, rule.required
