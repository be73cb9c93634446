"""What is told of things on the map: tooltips, and names for assistive technology."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, assert_never

from advisor.gui.language import _, in_turn, labelled, ngettext, say
from advisor.model.assessment import Wording
from advisor.report.map.drawing import Cross, Dot, EventDot, Pill, StepLine, Target
from advisor.report.map.projection import km_wide
from advisor.report.map.scene import EventMark, Scene

MOST_LINES = 8
"""A tooltip tells of so many at most, and how many more there are."""


class Names(Protocol):
    """What things are called, by id; the page knows."""

    def place(self, identifier: str) -> str:
        """A place."""

    def place_kind(self, identifier: str) -> str:
        """What kind of place, and in what."""

    def step(self, index: int) -> str:
        """A step of the assessment, with its number."""

    def step_verdict(self, index: int) -> str:
        """Its verdict in a word, or that it is not assessed."""

    def link(self, identifier: str) -> str:
        """A link."""

    def kind(self, identifier: str) -> str:
        """A kind of incident."""


def caption(target: Target, names: Names, scene: Scene) -> str:
    """Everything the map knows of that, in lines."""
    match target:
        case Dot():
            lines = _of_places(target.places, names, scene)
        case StepLine():
            lines = [_of_step(target.step, names)]
            if not target.known:
                lines.append(_("Which way it takes is not known; the line only shows the direction."))
        case Pill():
            lines = [_of_step(step, names) for step in target.steps]
        case Cross():
            lines = []
            for mark in target.marks:
                state = _("{link}: closed to this trip") if mark.certain else _("{link}: may be closed to this trip")
                lines.append(state.format(link=names.link(mark.link)))
                lines += [f"  {text}" for text in _titles(mark.why)]
        case EventDot():
            newest = sorted(target.marks, key=lambda mark: mark.incident.day, reverse=True)
            lines = [line for mark in newest for line in _of_event(mark, names)]
        case _:
            assert_never(target)
    return _shortened(list(dict.fromkeys(lines)))


def spoken(target: Target, names: Names) -> str:
    """One line for assistive technology."""
    match target:
        case Dot():
            return in_turn([names.place(place) for place in target.places[:3]])
        case StepLine():
            return _of_step(target.step, names)
        case Pill():
            return in_turn([_of_step(step, names) for step in target.steps])
        case Cross():
            return labelled(_("Closed"), in_turn([names.link(mark.link) for mark in target.marks[:3]]))
        case EventDot():
            count = len(target.marks)
            return ngettext("{count} incident", "{count} incidents", count).format(count=count)


def _of_places(places: Iterable[str], names: Names, scene: Scene) -> list[str]:
    lines = []
    for place in places:
        mark = scene.ground.places[place]
        text = f"{names.place(place)} ({names.place_kind(place)})"
        km = mark.off * km_wide(mark.spot.y)
        if km >= 1:
            text += " " + _("± {km} km").format(km=round(km))
        lines.append(text)
    return lines


def _of_step(step: int, names: Names) -> str:
    return f"{names.step(step)} – {names.step_verdict(step)}"


def _of_event(mark: EventMark, names: Names) -> list[str]:
    incident = mark.incident
    off = "" if incident.imprecision_days < 1 else " " + _("± {days} d").format(days=incident.imprecision_days)
    first = f"{say(incident.day)}{off}: {names.kind(incident.kind)}"
    if incident.fatalities:
        deaths = ngettext("{count} death", "{count} deaths", incident.fatalities)
        first += f", {deaths.format(count=incident.fatalities)}"
    if incident.imprecision_km >= 1:
        first += ", " + _("± {km} km").format(km=round(incident.imprecision_km))
    lines = [first]
    if incident.title:
        lines.append(f"  {say(incident.title)}")
    lines += ["  " + labelled(_("Counted by"), title) for title in _titles(mark.why)]
    return lines


def _titles(wordings: Iterable[Wording]) -> list[str]:
    return list(dict.fromkeys(say(wording) for wording in wordings))


def _shortened(lines: list[str]) -> str:
    rest = len(lines) - MOST_LINES
    if rest > 1:
        lines = [*lines[:MOST_LINES], ngettext("and {count} more", "and {count} more", rest).format(count=rest)]
    return "\n".join(lines)
