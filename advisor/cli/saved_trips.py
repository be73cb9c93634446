"""`advisor trips`: the trips saved on this computer, assessed again; those that got worse first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from advisor.cli import choose_pack, colours, faults, output
from advisor.cli.assess import known_incidents
from advisor.cli.exit_codes import DONE, ExitCode
from advisor.cli.options import AsOf, Common, CountIncidents, ListFormat, PackName
from advisor.model.message import Argument, Message, message
from advisor.model.trip import Trip
from advisor.model.verdict import Range
from advisor.planning.comparison import Course
from advisor.report.json import written
from advisor.report.text import SHAPES
from advisor.services.advice import usual_as_of
from advisor.services.incident_library import NOTHING_IMPORTED
from advisor.services.saved_trips import (
    CannotAssessError,
    FindRules,
    NotReviewed,
    Outcome,
    Over,
    Reviewed,
    Rules,
    files_in,
    in_order,
    known_files,
    remember,
    review,
)
from advisor.services.wiring import Services


def trips(
    *paths: Annotated[Path, Parameter(help="Trip files, and folders of them; else the recent files.")],
    pack: PackName = None,
    as_of: AsOf = None,
    incidents: CountIncidents = True,
    format: Annotated[ListFormat, Parameter(name=["--format", "-f"], help="How to write it.")] = ListFormat.TEXT,  # noqa: A002 -- the option's name
    keep: Annotated[
        bool | None,
        Parameter(name="--remember", negative="--no-remember", help="Whether the next time compares with this time."),
    ] = None,
    common: Common | None = None,
) -> int:
    """Assess saved trips again. Exit codes: 0 none got worse, 8 some did, 4 some file could not be assessed."""
    services = (common or Common()).services()
    if pack is not None:
        choose_pack.named(pack, services.packs)  # said once, not for every trip
    try:
        files = files_in(paths) if paths else known_files(services.trips)
    except OSError as error:
        what = message("cli.cannot-read", file=error.filename or "", reason=output.reason(error))
        raise output.CommandError(what, ExitCode.USAGE) from error
    rules = _rules(services, pack, as_of, incidents=incidents)
    outcomes = in_order(review(files, rules, services.assessed))
    if services.assessed.damaged:
        _complain(services, Message("saved.memory-damaged"))
    if format is ListFormat.JSON:
        output.put_bytes(written([_as_data(one, services.catalogue.say) for one in outcomes]))
    else:
        colours.put(_as_text(outcomes, services.catalogue.say))
    usual = pack is None and as_of is None and incidents
    if usual if keep is None else keep:
        try:
            remember(outcomes, services.assessed, services.clock)
        except OSError as error:
            _complain(services, message("saved.not-remembered", reason=output.reason(error)))
    if any(_worse(one) for one in outcomes):
        return ExitCode.GOT_WORSE
    return ExitCode.TRIP_FAULTY if any(isinstance(one, NotReviewed) for one in outcomes) else DONE


def _rules(services: Services, pack: str | None, as_of: date | None, *, incidents: bool) -> FindRules:
    """As `assess` finds them; every pack is read once."""
    loaded: dict[Path, Rules | Message] = {}

    def load(folder: Path) -> Rules | Message:
        found = services.packs.load(folder)
        if found.pack is None or found.faulty:
            return message("saved.pack-faulty", pack=str(folder))
        known = known_incidents(found.pack, services) if incidents else NOTHING_IMPORTED
        return Rules(found, as_of if as_of is not None else usual_as_of(found.pack, services.clock), known)

    def find(trip: Trip, path: Path) -> Rules:
        try:
            folder = choose_pack.for_trip(pack, trip.pack, path, services.packs).folder
        except output.CommandError as error:
            raise CannotAssessError(error.what) from error
        if folder not in loaded:
            loaded[folder] = load(folder)
        rules = loaded[folder]
        if isinstance(rules, Message):
            raise CannotAssessError(rules)
        return rules

    return find


def _worse(one: Outcome) -> bool:
    return isinstance(one, Reviewed) and one.comparison.course is Course.WORSE


def _complain(services: Services, what: Message) -> None:
    output.complain(services.catalogue.say(message("cli.error", what=what)))


def _as_text(outcomes: list[Outcome], say: Callable[[Argument], str]) -> str:
    if not outcomes:
        return say(Message("saved.no-trips")) + "\n"
    blocks = ["\n".join(map(faults.printable, _lines(one, say))) for one in outcomes if not isinstance(one, Over)]
    over = sum(isinstance(one, Over) for one in outcomes)
    last = [say(message("saved.summary", count=sum(map(_worse, outcomes))))]
    if over:
        last.append(say(message("saved.over", count=over)))
    return "\n\n".join([*blocks, "\n".join(last)]) + "\n"


def _lines(one: Outcome, say: Callable[[Argument], str]) -> list[str]:
    if isinstance(one, Over):
        return []
    if isinstance(one, NotReviewed):
        return [f"{one.path}: {say(Message('saved.not-assessed'))}", f"    {say(one.what)}"]
    answer, before = one.assessment, one.before
    told = [
        f"{SHAPES[answer.verdict]} {say(_word(answer.range))} · {say(Message(f'saved.{one.comparison.course.value}'))}",
        " ".join(f"    {answer.trip.title}".splitlines()) if answer.trip.title else "",
        f"    {one.path}",
    ]
    if one.may_be_over:
        told.append(f"    {say(Message('saved.may-be-over'))}")
    if before is not None and one.comparison.course is not Course.SAME:
        told.append(f"    {say(_at('saved.was', before.edition, before.snapshot.range))}")
        told.append(f"    {say(_at('saved.now', answer.pack.edition, answer.range))}")
    for finding in one.culprits:
        title = finding.title
        told.append(
            f"    - {say(title if finding.rule is None else message('saved.rule', title=title, rule=finding.rule))}"
        )
        told.append(f"      {say(finding.because)}")
    return [line for line in told if line]


def _at(identifier: str, edition: str, range_: Range) -> Message:
    best, worst = (Message(f"report.verdict.{one.word}") for one in (range_.best, range_.worst))
    return message(identifier, edition=edition, verdict=_word(range_), best=best, worst=worst)


def _word(range_: Range) -> Message:
    return Message(f"report.verdict.{range_.reported.word}")


def _as_data(one: Outcome, say: Callable[[Argument], str]) -> dict[str, Any]:
    file = str(one.path)
    if isinstance(one, Over):
        return {"file": file, "state": "over"}
    if isinstance(one, NotReviewed):
        return {"file": file, "state": "not-assessed", "why": say(one.what)}
    answer, before, compared = one.assessment, one.before, one.comparison
    return {
        "file": file,
        "state": compared.course.value,
        "title": answer.trip.title,
        "before": None if before is None else _verdicts(before.snapshot.range, before.edition, before.fingerprint),
        "now": _verdicts(answer.range, answer.pack.edition, answer.pack.fingerprint),
        "as_of": answer.as_of.isoformat(),
        "may_be_over": one.may_be_over,
        "decisive": list(compared.decisive),
        "lapsed": list(compared.lapsed),
        "new": list(compared.new),
        "gone": list(compared.gone),
    }


def _verdicts(range_: Range, edition: str, fingerprint: str) -> dict[str, str]:
    return {
        "verdict": range_.reported.word,
        "best": range_.best.word,
        "worst": range_.worst.word,
        "edition": edition,
        "fingerprint": fingerprint,
    }
