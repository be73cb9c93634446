"""The `where` of a rule resolved: names become sets of places and links."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.model.message import message
from advisor.model.network import Link, Route
from advisor.model.place import OUTSIDE, Place
from advisor.model.rule import Effect, Selector
from advisor.rulebook.authored_rule import AuthoredSelector
from advisor.rulebook.faults import At
from advisor.rulebook.resolve_common import Resolving
from advisor.rulebook.resolve_effects import Effects
from advisor.rulebook.resolve_near import POINTS, Nearby


class Map:
    """The resolved places, links and routes of a pack, and what lies near what."""

    def __init__(self, places: Mapping[str, Place], links: Mapping[str, Link], routes: Mapping[str, Route]) -> None:
        """Take what resolving has made of them, faulty ones left out."""
        self.places = places
        self.links = links
        self.routes = routes
        self._nearby = Nearby(places, links)
        self._near: dict[tuple[str, float], tuple[frozenset[str], frozenset[str]]] = {}

    def near(self, center: str, km: float) -> tuple[frozenset[str], frozenset[str]]:
        """The places and the links within a distance. Rules often repeat one: each is worked out once."""
        key = center, km
        if key not in self._near:
            self._near[key] = self._nearby.places(center, km), self._nearby.links(center, km)
        return self._near[key]


def resolve_selector(
    written: AuthoredSelector, effects: Effects, at: At, index: int, ground: Map, state: Resolving
) -> Selector:
    """One entry of `where`; names nobody declared and combinations that mean nothing are reported."""
    path = ("where", index)
    area_given = written.place or written.region or written.anywhere
    if not (area_given or written.near or written.route or written.link):
        state.faults.add("where-empty", at.span(*path), expected=message("expected.where"))
    elif written.roles is not None and not area_given:
        state.faults.add("area-needed", at.key_span(*path, "as"), expected=message("expected.area"), key="as")
    near_places = near_links = None
    if written.near is not None:
        if effects.effect is Effect.ALLOW:
            state.faults.add("not-with-effect", at.key_span(*path, "near"), key="near", effect=effects.effect.value)
        near_places, near_links = _near(written, at, path, ground, state)
    except_places, except_links = _exceptions(written, at, path, ground, state)
    return Selector(
        places=_areas("place", written.place, at, path, state),
        regions=_areas("region", written.region, at, path, state),
        links=_links(written, at, path, ground, state),
        near_places=near_places,
        near_links=near_links,
        except_places=except_places,
        except_links=except_links,
        roles=None if written.roles is None else frozenset(written.roles),
    )


def _areas(
    key: str, names: tuple[str, ...] | None, at: At, path: tuple[str | int, ...], state: Resolving
) -> frozenset[str] | None:
    if names is None:
        return None
    found: set[str] = set()
    for index, name in enumerate(names):
        if name == OUTSIDE:
            state.faults.add("outside-in-rule", at.span(*path, key, index))
        elif state.check(key, name, at, *path, key, index):
            found.add(name)
    return frozenset(found)


def _links(
    written: AuthoredSelector, at: At, path: tuple[str | int, ...], ground: Map, state: Resolving
) -> frozenset[str] | None:
    sets: list[frozenset[str]] = []
    if written.route is not None:
        on_routes: set[str] = set()
        for name in state.check_all("route", written.route, at, *path, "route"):
            if name in ground.routes:
                on_routes.update(ground.routes[name].links)
        sets.append(frozenset(on_routes))
    if written.link is not None:
        sets.append(state.check_all("link", written.link, at, *path, "link"))
    return frozenset.intersection(*sets) if sets else None


def _near(
    written: AuthoredSelector, at: At, path: tuple[str | int, ...], ground: Map, state: Resolving
) -> tuple[frozenset[str], frozenset[str]]:
    nothing: frozenset[str] = frozenset()
    near = written.near
    if near is None or not state.check("place", near.place, at, *path, "near", "place"):
        return nothing, nothing
    center = ground.places.get(near.place)
    if center is None:
        return nothing, nothing
    if center.kind not in POINTS:
        state.faults.add(
            "near-too-large", at.span(*path, "near", "place"), expected=message("expected.point"), place=near.place
        )
        return nothing, nothing
    return ground.near(near.place, float(near.km))


def _exceptions(
    written: AuthoredSelector, at: At, path: tuple[str | int, ...], ground: Map, state: Resolving
) -> tuple[frozenset[str], frozenset[str]]:
    places: set[str] = set()
    links: set[str] = set()
    for index, name in enumerate(written.exempt or ()):
        if name in ground.places:
            places.add(name)
        elif name in ground.routes:
            links.update(ground.routes[name].links)
        elif name in ground.links:
            links.add(name)
        elif name == OUTSIDE:
            state.faults.add("outside-in-rule", at.span(*path, "except", index))
        else:
            state.check("area", name, at, *path, "except", index)
    return frozenset(places), frozenset(links)
