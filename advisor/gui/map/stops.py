"""Where the Tab key stops on the map, told apart by what they are and not by where they are drawn."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.report.map.drawing import Dot, Drawing, Kind, Pill, StepLine, Target


@dataclass(frozen=True, slots=True)
class Stop:
    """A step (an index into the assessment), or a place (its id)."""

    step: int | None = None
    place: str = ""


def stops(drawing: Drawing) -> list[Stop]:
    """The steps in view in their order, then the places of the trip; without a trip, all places that have a name.

    Other places are a letter away: through all of them the way across the map would be long.
    """
    steps = sorted({pill.steps[0] for pill in drawing.pills} | {line.step for line in drawing.steps})
    places = [dot.places[0] for dot in drawing.dots if dot.on_trip]
    if not steps and not places:
        places = sorted(label.place for label in drawing.labels if label.kind in {Kind.TOWN, Kind.ZONE})
    return [*(Stop(step=step) for step in steps), *(Stop(place=place) for place in places)]


def stop_of(target: Target) -> Stop | None:
    """The stop of what was clicked; None for what is none."""
    match target:
        case Dot():
            return Stop(place=target.places[0])
        case Pill():
            return Stop(step=target.steps[0])
        case StepLine():
            return Stop(step=target.step)
    return None


def target_of(stop: Stop, drawing: Drawing) -> Target | None:
    """What of the drawing a stop is; None where it is out of view."""
    if stop.step is not None:
        pill = next((one for one in drawing.pills if stop.step in one.steps), None)
        return pill or next((one for one in drawing.steps if one.step == stop.step), None)
    return next((one for one in drawing.dots if stop.place in one.places), None)
