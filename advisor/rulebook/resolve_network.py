"""network.yaml, measures.yaml and contacts.yaml resolved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from advisor.model.measure import Measure
from advisor.model.message import message
from advisor.model.network import Link, Route, Service
from advisor.model.pack import Contact
from advisor.model.place import OUTSIDE
from advisor.rulebook.authored_fields import FOR_ALL
from advisor.rulebook.authored_pack import (
    AuthoredContact,
    AuthoredLink,
    AuthoredMeasure,
    AuthoredRoute,
    AuthoredService,
)
from advisor.rulebook.resolve_common import Resolving
from advisor.rulebook.shape import Entry


def resolve_link(entry: Entry[AuthoredLink], state: Resolving) -> Link:
    """A link between places that exist, with its modes spelled out."""
    written, at = entry.value, entry.at
    state.check("place-or-outside", written.start, at, "from")
    state.check("place-or-outside", written.end, at, "to")
    if written.start == written.end == OUTSIDE:
        state.faults.add("link-outside", at.span("to"), link=written.id)
    modes = state.modes(written.modes, at, "modes")
    for index, region in enumerate(written.through):
        state.check("region", region, at, "through", index)
    hours: dict[str, float] = {}
    for name, value in (written.hours or {}).items():
        if name == FOR_ALL:
            hours.update(dict.fromkeys(sorted(modes), float(value)))
        elif state.names.check_key("mode-or-group", name, at, ("hours", name), state.faults):
            meant = state.modes((name,), at, "hours", name)
            if not meant & modes:
                state.faults.add("mode-not-on-link", at.key_span("hours", name), mode=name, link=written.id)
            hours.update(dict.fromkeys(sorted(meant & modes), float(value)))
    return Link(
        id=written.id,
        start=written.start,
        end=written.end,
        modes=modes,
        title=state.text(written.title, at, "title"),
        through=written.through,
        one_way=written.one_way,
        km=None if written.km is None else float(written.km),
        hours=hours,
        imprecision_km=float(written.imprecision_km),
    )


def resolve_route(entry: Entry[AuthoredRoute], links: Mapping[str, Link], state: Resolving) -> Route:
    """A route whose links hang together."""
    written, at = entry.value, entry.at
    ends: frozenset[str] | None = None
    for index, name in enumerate(written.links):
        if not state.check("link", name, at, "links", index) or name not in links:
            break
        link = links[name]
        if not all(state.names.knows("place-or-outside", end) for end in (link.start, link.end)):
            break
        reached = _reached(link, ends)
        if not reached:
            state.faults.add(
                "route-broken",
                at.span("links", index),
                expected=message("expected.link-from", places=tuple(sorted(ends or ()))),
                link=name,
                before=written.links[index - 1],
            )
            break
        ends = reached
    for index, name in enumerate(written.links):
        state.check("link", name, at, "links", index)
    return Route(id=written.id, title=state.title(written, at), links=written.links)


def _reached(link: Link, ends: frozenset[str] | None) -> frozenset[str]:
    """Where one can be after the link, having been at one of `ends` before it (None: anywhere)."""
    reached = {link.end} if ends is None or link.start in ends else set()
    if not link.one_way and (ends is None or link.end in ends):
        reached.add(link.start)
    return frozenset(reached)


def resolve_service(
    entry: Entry[AuthoredService], links: Mapping[str, Link], routes: Mapping[str, Route], state: Resolving
) -> Service:
    """A service with the links of its routes."""
    written, at = entry.value, entry.at
    mode_known = state.check("mode", written.mode, at, "mode")
    served: set[str] = set()
    for index, name in enumerate(written.links):
        if state.check("link", name, at, "links", index):
            served.add(name)
            if mode_known and name in links and written.mode not in links[name].modes:
                state.faults.add("mode-not-on-link", at.span("links", index), mode=written.mode, link=name)
    for index, name in enumerate(written.routes):
        if state.check("route", name, at, "routes", index) and name in routes:
            served.update(routes[name].links)
            unfit = [link for link in routes[name].links if link in links and written.mode not in links[link].modes]
            if mode_known and unfit:
                state.faults.add("mode-not-on-link", at.span("routes", index), mode=written.mode, link=unfit[0])
    if entry.whole and not written.links and not written.routes:
        state.faults.add("no-links", at.span("id"), service=written.id)
    if written.provider is not None:
        state.check("provider", written.provider, at, "provider")
    return Service(
        id=written.id,
        title=state.title(written, at),
        mode=written.mode,
        links=frozenset(served),
        windows=state.windows(written.windows, at),
        provider=written.provider,
    )


def resolve_measure(entry: Entry[AuthoredMeasure], state: Resolving) -> Measure:
    """A measure whose provider and threats exist."""
    written, at = entry.value, entry.at
    if written.provider is not None:
        state.check("provider", written.provider, at, "provider")
    lowers = written.lowers
    threats = state.check_all("threat", lowers.threats, at, "lowers", "threats") if lowers is not None else frozenset()
    return Measure(
        id=written.id,
        title=state.title(written, at),
        kind=written.kind,
        scope=written.scope,
        provider=written.provider,
        proof=state.text(written.proof, at, "proof"),
        note=state.text(written.note, at, "note"),
        lowers_likelihood=lowers.likelihood if lowers is not None else 0,
        lowers_impact=lowers.impact if lowers is not None else 0,
        suggest=written.suggest,
        threats=threats,
    )


def resolve_contacts(entries: Sequence[Entry[AuthoredContact]], state: Resolving) -> tuple[Contact, ...]:
    """The contacts, in the order of the file."""
    return tuple(_contact(entry, state) for entry in entries)


def _contact(entry: Entry[AuthoredContact], state: Resolving) -> Contact:
    written, at = entry.value, entry.at
    state.check_all("place", written.places, at, "places")
    return Contact(
        id=written.id,
        title=state.title(written, at),
        phone=written.phone or "",
        note=state.text(written.note, at, "note"),
        places=written.places,
        source=state.source(written.source, at, "source"),
    )
