"""`advisor prove`: do the rules keep what their author says of all trips?"""

from __future__ import annotations

import difflib
from collections import Counter
from typing import Annotated, Any

from cyclopts import Parameter

from advisor.cli import choose_pack, output, progress
from advisor.cli.assess import refuse_pack
from advisor.cli.exit_codes import DONE, ExitCode
from advisor.cli.options import Common, ListFormat
from advisor.model.invariant import Invariant
from advisor.model.message import Message, message
from advisor.model.pack import Pack
from advisor.proof.dead import Dead, Gap, dead_rules
from advisor.proof.dead import gaps as gaps_of
from advisor.proof.prove import Answer, Outcome, Prover
from advisor.proof.standard import standard_questions
from advisor.proof.witness import MOST_NODES
from advisor.report.json import written
from advisor.report.proofs import dead, gap_lines, gap_value, head, lines, value
from advisor.rulebook.trips import emit_trip
from advisor.services.advice import usual_as_of
from advisor.services.catalogue import Catalogue


def prove(
    pack: Annotated[str, Parameter(help="The pack's folder or ZIP, or its id.")],
    /,
    *,
    question: Annotated[tuple[str, ...], Parameter(negative="", help="Only this statement; may be repeated.")] = (),
    standard: Annotated[
        bool, Parameter(negative="", show_default=False, help="Also ask what is worth asking of any pack.")
    ] = False,
    gaps: Annotated[
        bool, Parameter(negative="", show_default=False, help="Also tell dead rules, and where nothing is permitted.")
    ] = False,
    budget: Annotated[int, Parameter(help="Steps of search for each statement before it is given up.")] = MOST_NODES,
    format: Annotated[ListFormat, Parameter(name=["--format", "-f"], help="How to write it.")] = ListFormat.TEXT,  # noqa: A002 -- the option's name
    common: Common | None = None,
) -> int:
    """Prove the pack's statements about all trips. Exit codes: 0 none refuted, 6 refuted, 3 the pack has errors."""
    services = (common or Common()).services()
    loaded = services.packs.load(choose_pack.named(pack, services.packs).folder)
    if loaded.pack is None or loaded.faulty:
        return refuse_pack(loaded, services.catalogue)
    worth_asking = standard_questions(loaded.pack) if standard else ()
    asked = _chosen((*loaded.pack.invariants, *worth_asking), question)
    prover = Prover(loaded.pack, worth_asking, usual_as_of(loaded.pack, services.clock))
    answers: list[Answer] = []
    for one in asked:
        with progress.shown() as go_on:
            answers.append(prover.answer(one, budget, go_on))
        if format is ListFormat.TEXT:
            _show(answers[-1], loaded.pack, services.catalogue)
    say = services.catalogue.say
    unused, nowhere = _unused(prover, budget) if gaps else (Dead((), ()), ())
    if format is ListFormat.JSON:
        told: dict[str, Any] = {"statements": [value(one, say) for one in answers]}
        if gaps:
            told["dead"] = {"allows": unused.allows, "requires": unused.requires, "unknown": unused.unknown}
            told["gaps"] = [gap_value(one) for one in nowhere]
        output.put_bytes(written(told))
    else:
        output.put(say(_summary(answers)))
        for line in (*dead(unused), *gap_lines(nowhere, loaded.pack)) if gaps else ():
            output.put(say(line))
    own = set(map(id, loaded.pack.invariants))
    refuted = any(one.outcome is Outcome.REFUTED and id(one.question) in own for one in answers)
    return ExitCode.REFUTED if refuted else DONE


def _unused(prover: Prover, budget: int) -> tuple[Dead, tuple[Gap, ...]]:
    with progress.shown() as go_on:
        return dead_rules(prover, budget, go_on), gaps_of(prover, go_on)


def _chosen(every: tuple[Invariant, ...], names: tuple[str, ...]) -> tuple[Invariant, ...]:
    """Those asked for by name, or all; CommandError for a name that there is not."""
    known = {one.id: one for one in every}
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            what = (
                message("proof.no-such-but", name=name, near=near[0]) if near else message("proof.no-such", name=name)
            )
            raise output.CommandError(what, ExitCode.USAGE)
    return tuple(one for one in every if not names or one.id in names)


def _show(answer: Answer, pack: Pack, catalogue: Catalogue) -> None:
    output.put(catalogue.say(head(answer)))
    for line in lines(answer, pack):
        output.put(f"    {catalogue.say(line)}")
    if answer.example is not None:
        output.put(f"    {catalogue.say(Message('proof.trip'))}")
        for row in emit_trip(answer.example.trip).splitlines():
            output.put(f"        {row}")


def _summary(answers: list[Answer]) -> Message:
    if not answers:
        return Message("proof.none")
    counted = Counter(one.outcome for one in answers)
    return message(
        "proof.summary",
        count=len(answers),
        proved=counted[Outcome.PROVED],
        refuted=counted[Outcome.REFUTED],
        open=counted[Outcome.NOT_PROVED],
    )
