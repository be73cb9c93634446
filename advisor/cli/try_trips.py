"""`advisor test`: does a pack answer its own trips as its author expects?"""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from advisor.cli import choose_pack, output
from advisor.cli.assess import refuse_pack
from advisor.cli.exit_codes import DONE, ExitCode
from advisor.cli.options import Common
from advisor.model.message import Message, message
from advisor.model.pack import TestTrip
from advisor.services.advice import advise, usual_as_of
from advisor.services.pack_library import LoadedPack
from advisor.services.wiring import Services


def try_trips(
    pack: Annotated[str, Parameter(help="The pack's folder or ZIP, or its id.")], /, *, common: Common | None = None
) -> int:
    """Assess the trips of a pack and compare. Exit codes: 0 all as expected, 5 not, 3 the pack has errors."""
    services = (common or Common()).services()
    loaded = services.packs.load(choose_pack.named(pack, services.packs).folder)
    if loaded.pack is None or loaded.faulty:
        return refuse_pack(loaded, services.catalogue)
    say = services.catalogue.say
    failed = 0
    for one in loaded.pack.trips:
        differences = compare(one, loaded, services)
        failed += bool(differences)
        state = Message("cli.test.differs" if differences else "cli.test.agrees")
        output.put(say(message("cli.test.trip", file=one.file, state=state)))
        for difference in differences:
            output.put(f"    {say(difference)}")
    output.put(say(message("cli.test.summary", count=len(loaded.pack.trips), failed=failed)))
    return ExitCode.NOT_AS_EXPECTED if failed else DONE


def compare(one: TestTrip, loaded: LoadedPack, services: Services) -> tuple[Message, ...]:
    """In what the answer differs from what is expected; nothing where it does not."""
    if loaded.pack is None:
        raise ValueError("no pack to assess with")
    as_of = one.expect.as_of if one.expect.as_of is not None else usual_as_of(loaded.pack, services.clock)
    answer = advise(one.trip, loaded, as_of)
    named = {finding.rule for finding in answer.findings}
    missing = tuple(rule for rule in one.expect.because if rule not in named)
    unwanted = tuple(rule for rule in one.expect.absent if rule in named)
    differences: list[Message] = []
    if answer.verdict is not one.expect.verdict:
        differences.append(message("cli.test.verdict", expected=one.expect.verdict.word, found=answer.verdict.word))
    if missing:
        differences.append(message("cli.test.missing", rules=missing))
    if unwanted:
        differences.append(message("cli.test.unwanted", rules=unwanted))
    return tuple(differences)
