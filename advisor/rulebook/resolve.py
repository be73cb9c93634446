"""From authored files to a Pack: names become known ids, areas become sets, and every cross-reference is checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel

from advisor.incidents.table import Table, read_table
from advisor.model.diagnostic import Severity, has_errors
from advisor.model.incident import Coverage
from advisor.model.invariant import Invariant
from advisor.model.network import Link, Route
from advisor.model.pack import Pack, TestTrip
from advisor.model.place import Geography, Place
from advisor.model.rule import Rule
from advisor.rulebook.authored import (
    AuthoredContact,
    AuthoredInvariant,
    AuthoredLink,
    AuthoredMeasure,
    AuthoredPack,
    AuthoredPlace,
    AuthoredRoute,
    AuthoredRule,
    AuthoredService,
    AuthoredTrip,
)
from advisor.rulebook.faults import At, Faults
from advisor.rulebook.fingerprint import fingerprint
from advisor.rulebook.folder import INCIDENTS, PACK, TRIPS
from advisor.rulebook.names import Names
from advisor.rulebook.resolve_common import NOTHING, Resolving
from advisor.rulebook.resolve_effects import resolve_settings, unused
from advisor.rulebook.resolve_network import (
    resolve_contacts,
    resolve_link,
    resolve_measure,
    resolve_route,
    resolve_service,
)
from advisor.rulebook.resolve_pack import (
    resolve_authority,
    resolve_driving,
    resolve_facts,
    resolve_issue,
    resolve_mode_groups,
    resolve_modes,
    resolve_named,
    resolve_providers,
    resolve_risk,
)
from advisor.rulebook.resolve_places import resolve_places
from advisor.rulebook.resolve_rules import RuleResolver
from advisor.rulebook.resolve_selectors import Map
from advisor.rulebook.shape import Entry
from advisor.rulebook.suggest import nearest
from advisor.rulebook.trips import expectation_of, trip_of

M = TypeVar("M", bound=BaseModel)
R = TypeVar("R")

NAME_FAULTS = frozenset({"undeclared-name", "not-a-region", "outside-in-rule", "unknown-value"})
"""Faults that stand even in an entry some of whose other parts were faulty."""


@dataclass(slots=True)
class AuthoredFolder:
    """Everything that the files of a pack say, as far as it could be read."""

    pack: Entry[AuthoredPack] | None = None
    places: list[Entry[AuthoredPlace]] = field(default_factory=list)
    links: list[Entry[AuthoredLink]] = field(default_factory=list)
    routes: list[Entry[AuthoredRoute]] = field(default_factory=list)
    services: list[Entry[AuthoredService]] = field(default_factory=list)
    measures: list[Entry[AuthoredMeasure]] = field(default_factory=list)
    contacts: list[Entry[AuthoredContact]] = field(default_factory=list)
    rules: list[Entry[AuthoredRule]] = field(default_factory=list)
    trips: list[Entry[AuthoredTrip]] = field(default_factory=list)
    invariants: list[Entry[AuthoredInvariant]] = field(default_factory=list)
    incidents: bytes | None = None
    places_known: bool = True


def resolve(folder: AuthoredFolder, names: Names, faults: Faults) -> Pack | None:
    """The pack, or None if anything is wrong with it; then all that is wrong is among the faults."""
    return _Resolver(folder, names, faults).pack()


class _Resolver:
    def __init__(self, folder: AuthoredFolder, names: Names, faults: Faults) -> None:
        self.folder = folder
        self.faults = faults
        whole = folder.pack is not None and folder.pack.whole
        languages = tuple(dict.fromkeys(folder.pack.value.languages)) if folder.pack is not None and whole else ()
        self.state = Resolving(languages, names, faults)
        self.head_faults = faults if whole else Faults()
        self.head = self.state.with_faults(self.head_faults)

    def each(self, entries: list[Entry[M]], resolve_entry: Callable[[Entry[M], Resolving], R]) -> list[R]:
        """Resolve every entry; of one that lacks parts only the faults that stand all the same are reported."""
        return [self.one(entry, resolve_entry) for entry in entries]

    def one(self, entry: Entry[M], resolve_entry: Callable[[Entry[M], Resolving], R]) -> R:
        if entry.whole:
            return resolve_entry(entry, self.state)
        scratch = Faults()
        resolved = resolve_entry(entry, self.state.with_faults(scratch))
        self.faults.extend(fault for fault in scratch.found if fault.code in NAME_FAULTS)
        return resolved

    def pack(self) -> Pack | None:
        folder, state = self.folder, self.state
        at = At(PACK, None) if folder.pack is None else folder.pack.at
        written = None if folder.pack is None else folder.pack.value
        modes, groups, providers, facts, settings, risk, authority = {}, {}, {}, {}, {}, None, None
        driving = None
        if written is not None:
            head = self.head
            modes, groups = resolve_modes(written, at, head), resolve_mode_groups(written, at, head)
            providers, facts = resolve_providers(written, at, head), resolve_facts(written, at, head)
            settings = resolve_settings(written, at, head)
            risk, authority = resolve_risk(written, at, head), resolve_authority(written, at, head)
            state.use_mode_groups(groups)
            head.use_mode_groups(groups)
            driving = resolve_driving(written, at, head)
        places = self._places(written, at)
        links = {link.id: link for link in self.each(folder.links, resolve_link)}
        routes = self._routes(links)
        services = self.each(folder.services, lambda entry, inner: resolve_service(entry, links, routes, inner))
        measures = self.each(folder.measures, resolve_measure)
        contacts = tuple(
            contact for entry in folder.contacts for contact in self.one(entry, lambda e, s: resolve_contacts([e], s))
        )
        table = self._incidents(places)
        kinds = None if table.diagnostics else frozenset(incident.kind for incident in table.incidents)
        ground = Map(places, links, routes)
        resolver = RuleResolver(ground, facts, settings, risk, kinds, state)
        rules, invariants = self._rules(resolver), self._invariants(resolver)
        trips = self._trips()
        if written is not None:
            self._check_pack(written, at)
        if folder.pack is None or not folder.pack.whole:
            self.faults.extend(fault for fault in self.head_faults.found if fault.code in NAME_FAULTS)
            self.faults.drop("mode-not-on-link")  # The groups of modes may be among what could not be read.
        if written is None or risk is None or authority is None or has_errors(tuple(self.faults.found)):
            return None
        for index in unused(settings, (rule.setting for rule in rules)):
            place = at.span("settings", index, "id")
            self.faults.add("unused-setting", place, severity=Severity.WARNING, name=list(settings)[index])
        coverage = written.incidents
        return Pack(
            id=written.id,
            title=state.text(written.title, at, "title"),
            edition=written.edition,
            country=written.country,
            area=written.area,
            languages=state.languages,
            fingerprint=self._fingerprint(table),
            as_of=written.as_of,
            note=state.text(written.note, at, "note") if written.note is not None else NOTHING,
            geography=Geography(places.values()),
            modes=modes,
            mode_groups=groups,
            links=links,
            routes=routes,
            services={service.id: service for service in services},
            providers=providers,
            measures={measure.id: measure for measure in measures},
            roles={role.id: role for role in resolve_named(written.roles, at.inside("roles"), state)},
            facts=facts,
            threats={threat.id: threat for threat in resolve_named(written.threats, at.inside("threats"), state)},
            risk=risk,
            authority=authority,
            night_margin_minutes=written.night_margin_minutes,
            never_suggest=frozenset(written.suggestions.never if written.suggestions is not None else ()),
            rules=rules,
            settings=settings,
            incidents=table.incidents,
            incident_coverage=None if coverage is None else Coverage(start=coverage.start, until=coverage.until),
            contacts=contacts,
            trips=trips,
            invariants=invariants,
            example_trip=written.example_trip,
            driving=driving,
            issued=resolve_issue(written, at, state),
        )

    def _places(self, written: AuthoredPack | None, at: At) -> dict[str, Place]:
        area = None
        if written is not None and self.head.check("place", written.area, at, "area"):
            area = written.area
        return resolve_places(self.folder.places, area, self.state)

    def _routes(self, links: Mapping[str, Link]) -> dict[str, Route]:
        resolved = self.each(self.folder.routes, lambda entry, inner: resolve_route(entry, links, inner))
        return {route.id: route for route in resolved}

    def _rules(self, resolver: RuleResolver) -> tuple[Rule, ...]:
        def resolve_entry(entry: Entry[AuthoredRule], state: Resolving) -> Rule:
            resolver.state = state
            return resolver.rule(entry)

        return tuple(sorted(self.each(self.folder.rules, resolve_entry), key=lambda rule: rule.id))

    def _invariants(self, resolver: RuleResolver) -> tuple[Invariant, ...]:
        def resolve_entry(entry: Entry[AuthoredInvariant], state: Resolving) -> Invariant:
            resolver.state = state
            return resolver.invariant(entry)

        return tuple(self.each(self.folder.invariants, resolve_entry))

    def _incidents(self, places: Mapping[str, Place]) -> Table:
        if self.folder.incidents is None:
            return Table()
        table = read_table(self.folder.incidents, INCIDENTS, places, nearest, places_known=self.folder.places_known)
        # A place that lost its coordinates to another fault has that fault already.
        all_placed = all(entry.whole for entry in self.folder.places)
        self.faults.extend(fault for fault in table.diagnostics if all_placed or fault.code != "no-position")
        return table

    def _trips(self) -> tuple[TestTrip, ...]:
        found: list[TestTrip] = []
        for entry in self.folder.trips:
            expect, at = expectation_of(entry.value), entry.at
            if expect is None:
                if entry.whole:
                    self.faults.add("no-expectation", at.span("title"), file=at.file)
                continue
            for key, rules in (("because", expect.because), ("absent", expect.absent)):
                self.state.check_all("rule", rules, at, "expect", key)
            if entry.whole:
                found.append(TestTrip(file=at.file, trip=trip_of(entry.value), expect=expect))
        return tuple(found)

    def _check_pack(self, written: AuthoredPack, at: At) -> None:
        if written.example_trip is not None:
            self.head.check("trip-file", written.example_trip.removeprefix(TRIPS), at, "example_trip")
        if written.incidents is not None:
            self.head.order(written.incidents.start, written.incidents.until, at, "incidents")

    def _fingerprint(self, table: Table) -> str:
        folder = self.folder
        parts = (
            ("pack", [] if folder.pack is None else [folder.pack.value]),
            ("places", [entry.value for entry in folder.places]),
            ("links", [entry.value for entry in folder.links]),
            ("routes", [entry.value for entry in folder.routes]),
            ("services", [entry.value for entry in folder.services]),
            ("measures", [entry.value for entry in folder.measures]),
            ("contacts", [entry.value for entry in folder.contacts]),
            ("rules", [entry.value for entry in folder.rules]),
        )
        return fingerprint(parts, table.incidents)
