"""What was proved about all trips, line by line, and as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from advisor.model.message import Message, message
from advisor.model.pack import Pack
from advisor.model.place import OUTSIDE
from advisor.model.text import Text
from advisor.model.trip import Leg, Step, When
from advisor.model.verdict import Verdict
from advisor.proof.compare import Cause, Comparison, Difference
from advisor.proof.dead import Dead, Gap
from advisor.proof.examples import Example
from advisor.proof.prove import Answer, Outcome
from advisor.report.json import Say, plain


def head(answer: Answer) -> Message:
    """The statement with what became of it."""
    outcome = Message(f"proof.{answer.outcome.value}")
    return message("proof.answer", outcome=outcome, title=answer.question.title, id=answer.question.id)


def lines(answer: Answer, pack: Pack) -> Iterator[Message]:
    """What the answer rests on, or the trip that refutes it, or why there is none."""
    if answer.outcome is Outcome.PROVED:
        if answer.empty:
            yield Message("proof.empty")
        elif answer.vacuous:
            yield Message("proof.vacuous")
        if answer.rules:
            yield message("proof.rests-on", rules=answer.rules)
        if answer.silent:
            yield Message("proof.silence")
    elif answer.example is not None:
        yield from told(answer.example, pack)
    elif answer.why is not None:
        yield Message(f"proof.why.{answer.why.value}")


def told(example: Example, pack: Pack) -> Iterator[Message]:
    """An example: the step that shows it, who makes it, as of which day, what the whole trip comes to."""
    yield message("proof.step", step=example.step + 1, verdict=_word(example.found), what=_shown(example, pack))
    yield message("proof.as-of", day=example.as_of, nationality=", ".join(example.trip.travellers[0].nationality or ()))
    if example.whole is not example.found:
        yield message("proof.whole", verdict=_word(example.whole))


def further(example: Example, pack: Pack) -> Iterator[Message]:
    """What the trip itself tells, for those who do not see its file: roles, and the measures that help."""
    roles = tuple(pack.roles[one].title for one in example.trip.travellers[0].roles or () if one in pack.roles)
    if roles:
        yield message("proof.roles", roles=roles)
    step = _written(example)
    held = (example.trip.travellers[0].measures, step.measures, example.trip.measures)
    measures = tuple(dict.fromkeys(one for some in held for one in some if one in pack.measures))
    if measures:
        yield message("proof.measures", measures=tuple(pack.measures[one].title for one in measures))


def value(answer: Answer, say: Say) -> dict[str, Any]:
    """The answer as JSON holds it."""
    return {
        "id": answer.question.id,
        "title": plain(answer.question.title),
        "at_best": answer.question.at_best.word,
        "outcome": answer.outcome.value,
        "why": None if answer.why is None else answer.why.value,
        "rules": list(answer.rules),
        "silent": answer.silent,
        "vacuous": answer.vacuous,
        "empty": answer.empty,
        "example": None if answer.example is None else example_value(answer.example),
        "text": say(head(answer)),
    }


def example_value(example: Example) -> dict[str, Any]:
    """An example as JSON holds it: the trip, the day, and what the step and the whole trip come to."""
    return {
        "trip": plain(example.trip),
        "as_of": example.as_of.isoformat(),
        "step": example.step,
        "found": example.found.word,
        "verdict": example.whole.word,
    }


def dead(found: Dead) -> Iterator[Message]:
    """The rules that change no verdict."""
    if found.allows:
        yield message("proof.dead-allows", rules=found.allows)
    if found.requires:
        yield message("proof.dead-requires", rules=found.requires)
    if found.unknown:
        yield message("proof.dead-unknown", rules=found.unknown)
    if not (found.allows or found.requires or found.unknown):
        yield Message("proof.dead-none")


def gap_lines(found: tuple[Gap, ...], pack: Pack) -> Iterator[Message]:
    """Where nothing is ever permitted: places to stay in, then links by mode."""
    stays = tuple(_place(gap.place, pack) for gap in found if gap.link is None)
    if stays:
        yield message("proof.gap-stays", places=stays)
    by_mode: dict[str, list[str]] = {}
    for gap in found:
        if gap.link is not None and gap.mode is not None:
            by_mode.setdefault(gap.mode, []).append(gap.link)
    for mode, links in sorted(by_mode.items()):
        yield message("proof.gap-links", mode=pack.modes[mode].title, links=tuple(links))


def gap_value(gap: Gap) -> dict[str, Any]:
    """A gap as JSON holds it."""
    return {"place": gap.place, "link": gap.link, "mode": gap.mode}


def difference(one: Difference, *, looser: bool) -> Message:
    """By which rule an edition is looser or stricter, and from which verdict to which."""
    before, after = one.other, one.example.found
    if not looser:
        before, after = after, before
    cause = one.cause.value if looser else _OPPOSITE[one.cause].value
    return message(
        "proof.difference",
        rule=one.rule or Message("proof.services"),
        cause=Message(f"proof.cause.{cause}"),
        before=_word(before),
        after=_word(after),
    )


def comparison_value(found: Comparison) -> dict[str, Any]:
    """A comparison as JSON holds it."""
    return {
        "looser": [_difference_value(one, one.cause) for one in found.looser],
        "stricter": [_difference_value(one, _OPPOSITE[one.cause]) for one in found.stricter],
        "complete": found.complete,
        "unshown": list(found.unshown),
    }


def _difference_value(one: Difference, cause: Cause) -> dict[str, Any]:
    shown = example_value(one.example)
    return {"rule": one.rule, "cause": cause.value, "other": one.other.word, "example": shown}


_OPPOSITE = {Cause.ADDED: Cause.REMOVED, Cause.REMOVED: Cause.ADDED, Cause.CHANGED: Cause.CHANGED}
"""What a cause is called when looked at from the other edition."""


def _word(verdict: Verdict) -> Message:
    return Message(f"report.verdict.{verdict.word}")


def _shown(example: Example, pack: Pack) -> Message:
    step = _written(example)
    if isinstance(step, Leg):
        known = pack.modes.get(step.mode or "")
        mode = known.title if known is not None else step.mode or ""
        ends = {"origin": _place(step.origin, pack), "destination": _place(step.destination, pack)}
        return message("proof.leg", mode=mode, when=_when(step.depart), **ends)
    return message("proof.stay", place=_place(step.place, pack), start=_when(step.start), until=_when(step.until))


def _written(example: Example) -> Step:
    """The written step; those that nobody wrote come after all that were, in these trips, or between two legs."""
    return example.trip.itinerary[min(example.written, len(example.trip.itinerary) - 1)]


def _when(when: When | None) -> When | Message:
    return Message("proof.no-time") if when is None else when


def _place(place: str, pack: Pack) -> Text | str | Message:
    if place in pack.geography.places:
        return pack.geography.places[place].name
    return Message("report.outside") if place == OUTSIDE else place
