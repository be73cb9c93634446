"""`advisor check`: all faults of a pack."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from advisor.cli import choose_pack, colours, faults, output
from advisor.cli.exit_codes import DONE, ExitCode
from advisor.cli.options import Common, ListFormat
from advisor.report.pack_issue import issue_lines
from advisor.report.pack_settings import setting_line
from advisor.services.pack_library import read_folder


def check(
    pack: Annotated[str, Parameter(help="The pack's folder or ZIP, or its id.")],
    /,
    *,
    format: Annotated[ListFormat, Parameter(name=["--format", "-f"], help="How to write them.")] = ListFormat.TEXT,  # noqa: A002 -- the option's name
    common: Common | None = None,
) -> int:
    """List the faults of a pack. Exit codes: 0 it can be used, 3 it has errors."""
    services = (common or Common()).services()
    folder = choose_pack.named(pack, services.packs).folder
    loaded = services.packs.load(folder)
    if format is ListFormat.JSON:
        from advisor.report.json import written

        output.put_bytes(written(faults.as_data(loaded.diagnostics, services.catalogue)))
    else:
        texts, _ = read_folder(folder)
        told = faults.as_text(
            loaded.diagnostics, texts, services.catalogue, shown_as=lambda name: (folder / name).as_posix()
        )
        if loaded.pack is not None and loaded.pack.issued is not None:
            lines = (services.catalogue.say(line) for line in issue_lines(loaded.pack))
            told += "".join(f"{faults.printable(line)}\n" for line in lines)
        for setting in () if loaded.pack is None else loaded.pack.settings.values():
            told += f"{faults.printable(services.catalogue.say(setting_line(setting)))}\n"
        colours.put(told + f"{folder.as_posix()}: {faults.summary(loaded.diagnostics, services.catalogue)}")
    return ExitCode.PACK_FAULTY if loaded.faulty else DONE
