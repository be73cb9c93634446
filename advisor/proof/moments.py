"""Everything of which a trip consists: a stay, a way about in one place, a stretch on one link with its two ends.

Whatever is written in a trip, each of its exposures belongs to one of these moments, and the trip is never better than
any of them. So what no moment escapes, no trip escapes (docs/adr/0043).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from advisor.engine.expose import BY_ITSELF, DAY_VISIT, MOVING, OVERNIGHT, Site
from advisor.engine.index import index_of
from advisor.model.network import Link
from advisor.model.pack import Pack
from advisor.model.place import OUTSIDE
from advisor.proof.reading import SOMEWHERE, At
from advisor.proof.values import NIGHT

NOBODY = "?"
"""An operator that no pack knows."""


class Kind(StrEnum):
    """What the party does."""

    STAY = "stay"
    INSIDE = "inside"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Exposures that every trip which has the asked ones has at the same time, or at some other time (`At.own`).

    `link`, `node`, `operator`: of a stretch on a link; the node is the end at which the party is, None: in between.
    """

    kind: Kind
    place: str
    mode: str | None = None
    link: str | None = None
    node: str | None = None
    operator: str | None = None
    overnight: bool = False
    sites: tuple[At, ...]

    @property
    def key(self) -> tuple[Kind, str, str | None, str | None, str | None, bool]:
        """What it is, whatever the edition, but for who runs it."""
        return self.kind, self.place, self.mode, self.link, self.node, self.overnight


def moments(pack: Pack) -> tuple[Moment, ...]:
    """All of them, in a fixed order."""
    return tuple(_Moments(pack).all())


def in_edition(moment: Moment, pack: Pack) -> Moment | None:
    """What a moment is in another edition of its pack; None where that knows no such place, link or mode."""
    link = None if moment.link is None else pack.links.get(moment.link)
    known = link is not None and moment.mode in link.modes if moment.link is not None else True
    if not known or (moment.mode is not None and moment.mode not in pack.modes):
        return None
    if any(at.site.place not in pack.geography.places for at in moment.sites):
        return None
    return next((one for one in _Moments(pack).like(moment, link) if one.key == moment.key), None)


class _Moments:
    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._network = index_of(pack).network
        self._places = pack.geography.places

    def all(self) -> Iterator[Moment]:
        for place in sorted(self._places):
            yield from self._stays(place)
        for place in sorted(self._places):
            for mode in sorted(self._pack.modes):
                yield self._inside(place, mode)
        for link in sorted(self._pack.links.values(), key=lambda one: one.id):
            for mode in sorted(link.modes):
                for operator in self._operators(link, mode):
                    yield from self._stretches(link, mode, operator)

    def like(self, moment: Moment, link: Link | None) -> Iterator[Moment]:
        """Those that go on as a moment of another edition does, by the same operator."""
        if moment.kind is Kind.STAY:
            yield from self._stays(moment.place)
        elif link is None:
            yield self._inside(moment.place, moment.mode or "")
        else:
            yield from self._stretches(link, moment.mode or "", moment.operator)

    def _at(self, site: Site, own: str = "", *, asked: bool = True) -> At:
        place = self._places[site.place]
        night = None if place.latitude is None or place.longitude is None else NIGHT + place.id + own
        return At(site, place.time_zone or "UTC", night, own, asked)

    def _stays(self, place: str) -> Iterator[Moment]:
        for activities in (OVERNIGHT, DAY_VISIT):
            site = Site(
                place=place,
                link=None,
                mode=None,
                activities=activities,
                needs_allow=True,
                exact=False,
                extent=None,
            )
            yield Moment(kind=Kind.STAY, place=place, overnight=activities == OVERNIGHT, sites=(self._at(site),))

    def _inside(self, place: str, mode: str) -> Moment:
        site = self._moving(place, mode)._replace(
            needs_allow=True, exact=False, needs_service=self._pack.modes[mode].needs_service
        )
        return Moment(kind=Kind.INSIDE, place=place, mode=mode, sites=(self._at(site),))

    def _moving(self, place: str, mode: str) -> Site:
        return Site(
            place=place,
            link=None,
            mode=mode,
            activities=MOVING,
            needs_allow=False,
            exact=True,
            extent=None,
            movement=SOMEWHERE,
        )

    def _operators(self, link: Link, mode: str) -> tuple[str | None, ...]:
        """Nobody named, each service that runs here, and one that does not: naming it leaves no service at all.

        Where all run here that is one that the pack does not know, for a slip of the keyboard must escape no rule.
        """
        here = self._network.services(link.id, mode)
        elsewhere = min(self._pack.services.keys() - here, default=NOBODY)
        return (None, *sorted(here), *((elsewhere,) if here else ()))

    def _stretches(self, link: Link, mode: str, operator: str | None) -> Iterator[Moment]:
        """A stretch on a link: between its ends, at each of them, and at each finer stop that may be written there."""
        needs = self._pack.modes[mode].needs_service
        services = self._network.services(link.id, mode)
        if operator is not None:
            services &= {operator}
        elif services and not needs:
            services |= {BY_ITSELF}
        lies_in = [place for place in dict.fromkeys((link.start, link.end, *link.through)) if place != OUTSIDE]
        on = [
            self._moving(place, mode)._replace(link=link.id, needs_allow=True, services=services, needs_service=needs)
            for place in lies_in
        ]
        nodes = [node for node in dict.fromkeys((link.start, link.end)) if node != OUTSIDE]
        ends = {node: self._moving(node, mode) for node in nodes}
        passed = tuple(self._at(ends[node], f"@{node}", asked=False) for node in nodes)
        if not on:
            return
        yield Moment(
            kind=Kind.LINK, place=on[0].place, mode=mode, link=link.id, operator=operator,
            sites=(*map(self._at, on), *passed),
        )  # fmt: skip
        for number, node in enumerate(nodes):
            others = (*passed[:number], *passed[number + 1 :])
            roads = tuple(self._at(site, asked=False) for site in on)
            for stop in (None, *sorted(self._pack.geography.subtree(node) - {node})):
                here = self._at(ends[node], asked=stop is None)
                finer = () if stop is None else (self._at(ends[node]._replace(place=stop, exact=False)),)
                yield Moment(
                    kind=Kind.LINK, place=stop or node, mode=mode, link=link.id, node=node, operator=operator,
                    sites=(*finer, here, *roads, *others),
                )  # fmt: skip
