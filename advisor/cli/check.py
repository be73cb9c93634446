"""`advisor check`: all faults of a pack, and what an experienced officer would look at again."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from advisor.cli import choose_pack, colours, faults, output
from advisor.cli.exit_codes import DONE, ExitCode
from advisor.cli.options import AsOf, Common, ListFormat
from advisor.model.diagnostic import Severity
from advisor.report.pack_issue import issue_lines
from advisor.report.pack_settings import setting_line
from advisor.services.pack_checks import check_folder


def check(
    pack: Annotated[str, Parameter(help="The pack's folder or ZIP, or its id.")],
    /,
    *,
    format: Annotated[ListFormat, Parameter(name=["--format", "-f"], help="How to write them.")] = ListFormat.TEXT,  # noqa: A002 -- the option's name
    as_of: AsOf = None,
    strict: Annotated[bool, Parameter(negative="", help="Whether warnings make the exit code 7.")] = False,
    common: Common | None = None,
) -> int:
    """List what is wrong with a pack. Exit codes: 0 it can be used, 3 it has errors, 7 warnings, with --strict."""
    services = (common or Common()).services()
    folder = choose_pack.named(pack, services.packs).folder
    checked = check_folder(folder, services.clock, as_of)
    found = checked.diagnostics
    if format is ListFormat.JSON:
        from advisor.report.json import written

        output.put_bytes(written(faults.as_data(found, services.catalogue)))
    else:
        told = faults.as_text(
            found, checked.texts, services.catalogue, shown_as=lambda name: (folder / name).as_posix()
        )
        if checked.pack is not None and checked.pack.issued is not None:
            lines = (services.catalogue.say(line) for line in issue_lines(checked.pack))
            told += "".join(f"{faults.printable(line)}\n" for line in lines)
        for setting in () if checked.pack is None else checked.pack.settings.values():
            told += f"{faults.printable(services.catalogue.say(setting_line(setting)))}\n"
        told += f"{folder.as_posix()}: {faults.summary(found, services.catalogue)}"
        colours.put(told, faults.weights(services.catalogue))
    if checked.pack is None:
        return ExitCode.PACK_FAULTY
    warned = any(fault.severity is Severity.WARNING for fault in found)
    return ExitCode.WARNINGS if strict and warned else DONE
