"""`advisor compare`: what one edition permits that another does not."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from advisor.cli import choose_pack, output, progress
from advisor.cli.assess import refuse_pack
from advisor.cli.exit_codes import DONE, ExitCode
from advisor.cli.options import Common, ListFormat
from advisor.model.message import Message, message
from advisor.proof.compare import Difference
from advisor.proof.compare import compare as compared
from advisor.proof.witness import MOST_NODES
from advisor.report.json import written
from advisor.report.proofs import comparison_value, difference, told
from advisor.services.wiring import Services


def compare(
    old: Annotated[str, Parameter(help="The earlier edition: a folder or ZIP, or a pack's id.")],
    new: Annotated[str, Parameter(help="The later edition.")],
    /,
    *,
    budget: Annotated[int, Parameter(help="Steps of search before it is cut short.")] = 10 * MOST_NODES,
    format: Annotated[ListFormat, Parameter(name=["--format", "-f"], help="How to write it.")] = ListFormat.TEXT,  # noqa: A002 -- the option's name
    common: Common | None = None,
) -> int:
    """In what is the new edition looser or stricter? Exit codes: 0 nowhere looser, 7 looser or not known."""
    services = (common or Common()).services()
    packs = []
    for name in (old, new):
        loaded = services.packs.load(choose_pack.named(name, services.packs).folder)
        if loaded.pack is None or loaded.faulty:
            return refuse_pack(loaded, services.catalogue)
        packs.append(loaded.pack)
    with progress.shown() as go_on:
        found = compared(packs[0], packs[1], services.clock(), budget=budget, go_on=go_on)
    if format is ListFormat.JSON:
        output.put_bytes(written(comparison_value(found)))
    else:
        if not found.looser and not found.stricter and found.complete:
            output.put(services.catalogue.say(Message("proof.same")))
        _show("proof.looser", found.looser, services, looser=True)
        _show("proof.stricter", found.stricter, services, looser=False)
        if found.unshown:
            output.put(services.catalogue.say(message("proof.unshown", rules=found.unshown)))
        if not found.complete:
            output.put(services.catalogue.say(Message("proof.incomplete")))
    sure = found.complete and not found.unshown
    return ExitCode.LOOSER if found.looser or not sure else DONE


def _show(title: str, differences: tuple[Difference, ...], services: Services, *, looser: bool) -> None:
    say = services.catalogue.say
    if differences:
        output.put(say(message(title, count=len(differences))))
    for one in differences:
        output.put(f"    {say(difference(one, looser=looser))}")
        for line in told(one.example, one.edition):
            output.put(f"        {say(line)}")
