"""The files of a pack in, a Pack or all that is wrong with them out."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from advisor.model.diagnostic import Diagnostic, has_errors
from advisor.model.pack import Pack
from advisor.rulebook.authored import (
    AuthoredContact,
    AuthoredInvariant,
    AuthoredLink,
    AuthoredMeasure,
    AuthoredNetwork,
    AuthoredPack,
    AuthoredPlace,
    AuthoredRoute,
    AuthoredRule,
    AuthoredService,
)
from advisor.rulebook.faults import At, Faults
from advisor.rulebook.folder import (
    CONTACTS,
    INCIDENTS,
    INVARIANTS,
    MEASURES,
    NETWORK,
    PACK,
    PLACES,
    TRIPS,
    Part,
    check_file_names,
    is_rule_file,
    is_trip_file,
    read_part,
)
from advisor.rulebook.names import Names
from advisor.rulebook.resolve import AuthoredFolder, resolve
from advisor.rulebook.shape import read_list, read_one
from advisor.rulebook.trips import TripResult, emit_trip, load_trip, read_trip

__all__ = ["LoadResult", "TripResult", "emit_trip", "load_pack", "load_trip"]


@dataclass(frozen=True, slots=True)
class LoadResult:
    """A pack, or None with at least one error among the diagnostics. Warnings come with a pack too.

    `names`: what the files declare and where, `folder`: what they say and where; faulty or not.
    """

    pack: Pack | None
    diagnostics: tuple[Diagnostic, ...] = ()
    names: Names = field(default_factory=Names)
    folder: AuthoredFolder = field(default_factory=AuthoredFolder)


def load_pack(files: Mapping[str, bytes]) -> LoadResult:
    """Load a pack from its files, whose names are relative to the pack's folder, with forward slashes.

    Never raises, whatever the bytes: everything wrong with any file is reported together, in the order of the files.
    """
    with _collector_paused():
        return _Loading(files).result()


@contextmanager
def _collector_paused() -> Iterator[None]:
    # Half a million new objects and no garbage: each pass would look at all of them in vain.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


_LISTS_OF_PACK: Final = (
    ("modes", "mode"),
    ("roles", "role"),
    ("threats", "threat"),
    ("facts", "fact"),
    ("providers", "provider"),
    ("settings", "setting"),
)
_SCALES: Final = (("likelihood", "likelihood"), ("impact", "impact"), ("levels", "level"))
_LISTS_OF_NETWORK: Final = (("links", "link"), ("routes", "route"), ("services", "service"))


_STAND_IN: Final = {"id": "x", "title": {"en": "x"}}
STAND_INS: Final[Mapping[str, object]] = {
    **_STAND_IN,
    "edition": "x",
    "country": "AQ",
    "languages": ["en"],
    "modes": [_STAND_IN],
    "risk": {"likelihood": [_STAND_IN], "impact": [_STAND_IN], "levels": [_STAND_IN], "matrix": {}},
    "authority": {"levels": {}, "refer": [{"en": "x"}]},
}
"""What takes the place of the faulty parts of pack.yaml while the rest of the pack is searched for faults."""


class _Loading:
    """One load: reads every file, gathers the names they declare, then lets everything be resolved."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.faults = Faults()
        self.names = Names()
        self.folder = AuthoredFolder(incidents=files.get(INCIDENTS))

    def result(self) -> LoadResult:
        check_file_names(self.files, self.faults)
        self._read_pack()
        self._read_places()
        self._read_network()
        self._read_measures_and_contacts()
        self._read_rules()
        self._read_trips()
        self._read_invariants()
        pack = resolve(self.folder, self.names, self.faults)
        diagnostics = self.faults.in_order()
        return LoadResult(None if has_errors(diagnostics) else pack, diagnostics, self.names, self.folder)

    def _part(self, name: str, *vocabularies: str) -> Part:
        part = read_part(self.files, name, self.faults)
        if not part.readable:
            self.names.leave_open(*vocabularies)
        return part

    def _declare_inside(self, holder: object, at: At, lists: tuple[tuple[str, str], ...]) -> None:
        if isinstance(holder, dict):
            for key, vocabulary in lists:
                self.names.declare(vocabulary, holder.get(key), at.inside(key), self.faults)

    def _read_pack(self) -> None:
        words = ("mode", "mode-group", "role", "threat", "fact", "provider", "setting", "likelihood", "impact", "level")
        part = self._part(PACK, *words)
        if part.value is None:
            if part.readable and PACK in self.files:
                self.faults.add("empty-file", part.at.span(), file=PACK)
            self.names.leave_open(*words)
            return
        value = part.value
        if not isinstance(value, dict):
            self.names.leave_open(*words)
        else:
            self._declare_inside(value, part.at, _LISTS_OF_PACK)
            self._declare_inside(value.get("risk"), part.at.inside("risk"), _SCALES)
            self._declare_values(value.get("facts"), part.at.inside("facts"))
            groups = value.get("mode_groups")
            for name in groups if isinstance(groups, dict) else ():
                self.names.add("mode-group", name, part.at, ("mode_groups", name), self.faults)
        self.folder.pack = read_one(AuthoredPack, value, part.at, self.faults, STAND_INS)

    def _declare_values(self, facts: object, at: At) -> None:
        """Report answers of one fact that share an id."""
        for index, fact in enumerate(facts if isinstance(facts, list) else ()):
            if isinstance(fact, dict):
                apart = Names()
                apart.declare("role", fact.get("values"), at.inside(index, "values"), self.faults)

    def _read_places(self) -> None:
        part = self._part(PLACES, "place", "region")
        self.folder.places_known = part.readable
        self.names.declare("place", part.value, part.at, self.faults)
        self.names.add_regions(part.value)
        self.folder.places = read_list(AuthoredPlace, part.value, part.at, self.faults)

    def _read_network(self) -> None:
        part = self._part(NETWORK, "link", "route", "service")
        value, at, faults = part.value, part.at, self.faults
        if value is None:
            return
        self._declare_inside(value, at, _LISTS_OF_NETWORK)
        if not isinstance(value, dict):
            read_one(AuthoredNetwork, value, at, faults)
            self.names.leave_open("link", "route", "service")
            return
        keys = {key for key, _ in _LISTS_OF_NETWORK}
        # The three lists are read one by one, so that a fault in one entry does not hide those of the others.
        read_one(AuthoredNetwork, {key: [] if key in keys else inner for key, inner in value.items()}, at, faults)
        self.folder.links = read_list(AuthoredLink, value.get("links"), at.inside("links"), faults)
        self.folder.routes = read_list(AuthoredRoute, value.get("routes"), at.inside("routes"), faults)
        self.folder.services = read_list(AuthoredService, value.get("services"), at.inside("services"), faults)

    def _read_measures_and_contacts(self) -> None:
        measures = self._part(MEASURES, "measure")
        self.names.declare("measure", measures.value, measures.at, self.faults)
        self.folder.measures = read_list(AuthoredMeasure, measures.value, measures.at, self.faults)
        contacts = self._part(CONTACTS)
        Names().declare("role", contacts.value, contacts.at, self.faults)
        self.folder.contacts = read_list(AuthoredContact, contacts.value, contacts.at, self.faults)

    def _read_rules(self) -> None:
        for name in sorted(filter(is_rule_file, self.files)):
            part = self._part(name, "rule")
            self.names.declare("rule", part.value, part.at, self.faults)
            self.folder.rules += read_list(AuthoredRule, part.value, part.at, self.faults)

    def _read_invariants(self) -> None:
        part = self._part(INVARIANTS)
        # Nothing names a statement: their ids need only differ from one another.
        Names().declare("rule", part.value, part.at, self.faults)
        self.folder.invariants = read_list(AuthoredInvariant, part.value, part.at, self.faults)

    def _read_trips(self) -> None:
        for name in sorted(filter(is_trip_file, self.files)):
            self.names.add("trip-file", name.removeprefix(TRIPS), At(name, None), (), self.faults)
            entry = read_trip(self.files[name], name, self.faults)
            if entry is not None:
                self.folder.trips.append(entry)
