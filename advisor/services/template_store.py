"""Trips kept to begin others with: ordinary trip files in a folder of ours, and forgotten with every other trace."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from advisor.model.trip import Leg, Step, Trip
from advisor.services.atomic import private_folder, write_atomically
from advisor.services.paths import Paths
from advisor.services.trip_store import load_trip, text_of

LONGEST_STEM = 60
"""Characters of a file's name."""


@dataclass(frozen=True, slots=True)
class Template:
    """One template: what it is called, and its file. `trip` is None where the file can't be read as a trip."""

    name: str
    path: Path
    trip: Trip | None


def as_template(trip: Trip, name: str, *, names: bool, times: bool) -> Trip:
    """The trip under that name; without `names` nobody in it can be told, without `times` it has no days.

    Measures and facts of the trip are left out always: what was arranged or true for one trip is not for another.
    Without `names`, contacts and notes go too.
    """
    travellers = tuple(replace(who, name=who.name if names else "", measures={}) for who in trip.travellers)
    steps = (replace(step, measures={}) for step in trip.itinerary)
    return replace(
        trip,
        title=name,
        travellers=travellers,
        itinerary=tuple(step if times else _without_times(step) for step in steps),
        facts={},
        measures={},
        contacts=trip.contacts if names else (),
        notes=trip.notes if names else "",
    )


def _without_times(step: Step) -> Step:
    if isinstance(step, Leg):
        return replace(step, depart=None, arrive=None)
    return replace(step, start=None, until=None)


class TemplateStore:
    """Lists, writes and removes templates."""

    def __init__(self, paths: Paths) -> None:
        """Nothing is read or written yet."""
        self._folder = paths.templates

    def templates(self) -> tuple[Template, ...]:
        """All templates by name. One that can't be read is among them, without its trip: it can be removed."""
        found = [self._read(path) for path in self._folder.glob("*.yaml")]
        return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.path.name)))

    def named(self, name: str) -> Template | None:
        """The template of that name."""
        return next((one for one in self.templates() if one.name == name), None)

    def save(self, trip: Trip) -> Template:
        """Keep a trip as the template that its title names, in the place of another of that name. OSError."""
        private_folder(self._folder)
        there = self.named(trip.title)
        path = there.path if there is not None else self._free_path(trip.title)
        write_atomically(path, text_of(trip).encode(), private=True)
        return Template(trip.title, path, trip)

    def remove(self, template: Template) -> None:
        """Remove a template. OSError if that fails; one that is gone already is no fault."""
        template.path.unlink(missing_ok=True)

    def _read(self, path: Path) -> Template:
        try:
            trip = load_trip(path.read_bytes(), path.name).trip
        except OSError:
            trip = None
        return Template((trip.title if trip is not None else "") or path.stem, path, trip)

    def _free_path(self, name: str) -> Path:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        stem = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST_STEM] or "template"
        number = 1
        while (path := self._folder / f"{stem}{'' if number == 1 else f'-{number}'}.yaml").exists():
            number += 1
        return path
