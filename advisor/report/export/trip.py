"""What every export tells of a trip, in the reader's language: the verdict before all else, then leg by leg."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from advisor.model.assessment import Assessment, StepKind, StepResult
from advisor.model.message import message
from advisor.model.pack import Pack
from advisor.model.trip import Leg, Stay, When
from advisor.model.verdict import Verdict
from advisor.report.dates import full_day
from advisor.report.export.when import Stated, stated
from advisor.report.naming import Naming
from advisor.report.reasons import deciding
from advisor.report.safe import one_line
from advisor.report.tree import Say, Words

_MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """A finding that decides: the rule's id, None where no rule but silence or a service does, and its title."""

    rule: str | None
    title: str


@dataclass(frozen=True, slots=True)
class ToldStep:
    """A leg or stay. `verdict` None: it lies outside the pack's area. Times that nobody stated are None."""

    result: StepResult
    course: str
    origin: str
    destination: str
    mode: str
    start: Stated | None
    until: Stated | None
    verdict: Verdict | None
    verdict_word: str
    reasons: tuple[Reason, ...]


class ToldTrip:
    """An assessed trip in words that are safe to write anywhere: visible, each on one line."""

    def __init__(self, assessment: Assessment, pack: Pack, say: Say, *, names: bool) -> None:
        """With `names` off, travellers are called by letters and names taken out of free words, as on the sheet."""
        self.assessment, self.pack = assessment, pack
        self._naming = Naming(assessment, pack, names=names, countries=MappingProxyType({}))
        self._say = say
        self.verdict = self.words(message(f"report.verdict.{assessment.verdict.word}"))
        self.name = self.words(self._naming.free_text(assessment.trip.title) or message("report.untitled"))
        self.steps = tuple(map(self._step, assessment.steps))

    def words(self, what: Words) -> str:
        """Words on one line."""
        return one_line(self._say(what))

    def labelled(self, label: Words, told: Words) -> str:
        """`Departure: 6 May 2023`."""
        return self.words(message("report.labelled", label=label, told=told))

    def headed(self, what: str) -> str:
        """`NO-GO: what`, and HISTORICAL before it where the rules are: no name of a trip stands alone."""
        headed = self.labelled(self.verdict, what)
        return f"{self.words(message('report.historical'))} · {headed}" if self.assessment.historical else headed

    @property
    def title(self) -> str:
        """The trip's name with its verdict."""
        return self.headed(self.name)

    def lines(self) -> tuple[str, ...]:
        """The trip and what its verdict means, what decides it, of which rules and day it speaks, what it is not."""
        assessment = self.assessment
        conditions = assessment.verdict is Verdict.CONDITIONS  # which do not stand below here
        meaning = "export.conditions-on-sheet" if conditions else f"report.meaning.{assessment.verdict.word}"
        lines = [self.title, self.words(message(meaning))]
        if assessment.historical:
            lines.append(self.words(message("report.historical-detail", day=full_day(assessment.as_of))))
        reasons = self._reasons(None)
        if reasons:
            lines.append(self.words(message("report.introduced", label=message("report.label.because"))))
            lines += [f"- {one.title}" for one in reasons]
        about = message(
            "map.about",
            verdict=self.verdict,
            pack=assessment.pack.title,
            edition=assessment.pack.edition,
            day=full_day(assessment.as_of),
        )
        fingerprint = message("report.fingerprint", pack=assessment.pack.id, fingerprint=assessment.pack.fingerprint)
        disclaimer = message("export.not-an-emergency-service")
        return (*lines, self.words(about), self.words(fingerprint), self.words(disclaimer))

    def about(self, step: ToldStep) -> Iterator[str]:
        """A leg's own verdict, what decides it, how and when it goes."""
        yield self.labelled(message("export.this-leg"), step.verdict_word)
        for one in step.reasons:
            yield self.labelled(message("report.column.decided-by"), one.title)
        yield self.labelled(message("export.mode"), step.mode)
        yield from self._when(step)

    def _when(self, step: ToldStep) -> Iterator[str]:
        """Departure and arrival in words, as far as they were stated."""
        for label, at in (("export.departs", step.start), ("export.arrives", step.until)):
            if at is not None:
                told = message("report.date", day=at.when)
                zoned = message("export.zoned", when=told, zone=at.zone) if at.zone and at.timed else told
                yield self.labelled(message(label), zoned)

    def _step(self, result: StepResult) -> ToldStep:
        naming, geography = self._naming, self.pack.geography
        origin = geography.places.get(result.origin)
        destination = geography.places.get(result.destination or "")
        end = origin if result.kind is StepKind.STAY else destination
        start, until = self._times(result)
        verdict = result.range.reported if result.assessed else None
        word = f"report.verdict.{verdict.word}" if verdict is not None else "report.outside-area"
        return ToldStep(
            result=result,
            course=self.words(naming.course(result)),
            origin=self.words(naming.place(result.origin)),
            destination=self.words(naming.place(result.destination)) if result.destination else "",
            mode=self.words(naming.mode(result.mode)) if result.kind is StepKind.LEG else "",
            start=stated(start, origin.time_zone if origin is not None else None),
            until=stated(until, end.time_zone if end is not None else None),
            verdict=verdict,
            verdict_word=self.words(message(word)),
            reasons=self._reasons(result.index) if result.assessed else (),
        )

    def _times(self, result: StepResult) -> tuple[When | None, When | None]:
        """From when until when, as stated of the step or of the legs that lead there and away."""
        written = self._naming.written(result)
        if isinstance(written, Leg):
            return written.depart, written.arrive
        start, until = (written.start, written.until) if isinstance(written, Stay) else (None, None)
        before, after = self._leg(result.index - 1), self._leg(result.index + 1)
        if start is None and before is not None and before.destination == result.origin:
            start = before.arrive
        if until is None and after is not None and after.origin == result.origin:
            until = after.depart
        return start, until

    def _leg(self, index: int) -> Leg | None:
        step = self._naming.step(index)
        written = self._naming.written(step) if step is not None else None
        return written if isinstance(written, Leg) else None

    def _reasons(self, step: int | None) -> tuple[Reason, ...]:
        found: dict[str, Reason] = {}
        for finding in deciding(self._naming, step):
            title = self.words(self._naming.shown(finding.title))
            found.setdefault(title, Reason(finding.rule, title))
        return tuple(found.values())[:_MOST_REASONS]
