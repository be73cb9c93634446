"""What `advisor` does where no window can open: say why in a line, and assess in the terminal instead."""

from __future__ import annotations

from pathlib import Path

from advisor.cli import assess, output
from advisor.cli.exit_codes import DONE, ExitCode
from advisor.model.message import Message, message
from advisor.services.advice import example_trip
from advisor.services.pack_library import FIRST_PACK
from advisor.services.wiring import Services


def answer(services: Services, file: Path | None, reason: Message) -> int:
    """Assess the file, or else the example trip, and write the answer.

    The example's exit code is 0 whatever its verdict; a file's is that of `advisor assess`.
    """
    say = services.catalogue.say
    if file is not None:
        output.complain(say(message("cli.no-window-file", reason=reason, file=str(file))))
        return assess.run(services, str(file))
    output.complain(say(message("cli.no-window", reason=reason)))
    first = services.packs.with_id(FIRST_PACK)
    for folder in (*((first,) if first is not None else ()), *services.packs.folders()):
        loaded = services.packs.load(folder.folder)
        trip = None if loaded.pack is None else example_trip(loaded.pack)
        if trip is not None:
            assess.show(trip, loaded, services)
            return DONE
    raise output.CommandError(Message("cli.no-packs"), ExitCode.PACK_FAULTY)
