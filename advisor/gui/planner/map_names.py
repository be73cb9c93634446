"""What the things on the map are called: the words of the page, for one assessment."""

from __future__ import annotations

from advisor.gui.language import _, say
from advisor.gui.planner.words import Words, kind_text, result_text
from advisor.incidents.kinds import KINDS
from advisor.model.assessment import Assessment
from advisor.model.message import message


class MapNames:
    """Names by id."""

    def __init__(self, words: Words, assessment: Assessment | None) -> None:
        """For what `assessment` says."""
        self._words, self._assessment = words, assessment

    def place(self, identifier: str) -> str:
        """A place."""
        return self._words.place_name(identifier)

    def place_kind(self, identifier: str) -> str:
        """What kind of place, and in what."""
        places = self._words.pack.geography.places
        place = places.get(identifier)
        if place is None:
            return ""
        around = f", {self._words.place(place.within)}" if place.within in places and place.within is not None else ""
        return f"{kind_text(place.kind)}{around}"

    def step(self, index: int) -> str:
        """A step, with its number."""
        return result_text(self._words, self._assessment, index) if self._assessment is not None else ""

    def step_verdict(self, index: int) -> str:
        """Its verdict in a word, or that it is not assessed."""
        steps = self._assessment.steps if self._assessment is not None else ()
        if not 0 <= index < len(steps) or not steps[index].assessed:
            return say(message("map.not-assessed"))
        found = steps[index].range
        word = say(message(f"report.short.{found.reported.word}"))
        if found.settled:
            return word
        best = say(message(f"report.short.{found.best.word}"))
        worst = say(message(f"report.short.{found.worst.word}"))
        return _("{verdict}, between {best} and {worst} depending on open questions").format(
            verdict=word, best=best, worst=worst
        )

    def link(self, identifier: str) -> str:
        """A link."""
        return self._words.link(identifier)

    def kind(self, identifier: str) -> str:
        """A kind of incident."""
        return say(message(f"map.kind.{identifier}")) if identifier in KINDS else identifier.replace("-", " ")
