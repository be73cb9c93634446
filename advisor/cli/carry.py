"""`advisor pack` and `advisor install`: a pack that leaves as one file, and one that comes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from advisor.cli import choose_pack, faults, output
from advisor.cli.assess import refuse_pack
from advisor.cli.exit_codes import DONE, ExitCode
from advisor.cli.options import Common
from advisor.model.message import message
from advisor.model.pack import Pack
from advisor.report.pack_issue import issue_lines
from advisor.services.catalogue import Catalogue
from advisor.services.pack_carry import as_one_file, carried_by, name_of
from advisor.services.pack_editor import PackBusyError
from advisor.services.pack_install import NotInstallableError, look_at, told_about
from advisor.services.pack_install import install as put


def _about(pack: Pack, catalogue: Catalogue) -> str:
    """Which pack it is, who put it out, and what to compare by telephone."""
    say = catalogue.say
    head = f"{pack.id}  {say(pack.title)}, {say(message('cli.packs.edition', edition=pack.edition))}"
    return faults.printable("\n".join((head, *(say(line) for line in issue_lines(pack)))))


def pack_up(
    pack: Annotated[str, Parameter(help="The pack's folder or ZIP, or its id.")],
    /,
    *,
    output_file: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="The file; else it is called after pack and edition.")
    ] = None,
    force: Annotated[bool, Parameter(help="Write over a file that is there already.", negative="")] = False,
    common: Common | None = None,
) -> int:
    """Make one ZIP of a pack, to be sent or carried. Exit codes: 0 it is written, 3 the pack has errors."""
    services = (common or Common()).services()
    loaded = services.packs.load(choose_pack.named(pack, services.packs).folder)
    if loaded.pack is None:
        return refuse_pack(loaded, services.catalogue)
    carried = carried_by(loaded.folder)
    if carried.faults:
        return refuse_pack(loaded, services.catalogue)
    file = output_file if output_file is not None else Path(name_of(loaded.pack))
    if file.exists() and not force:
        raise output.CommandError(message("carry.file-there", file=str(file)), ExitCode.USAGE)
    try:
        data = as_one_file(carried, loaded.pack)
    except ValueError as error:
        what = message("cli.cannot-write", file=str(file), reason=str(error))
        raise output.CommandError(what, ExitCode.USAGE) from error
    output.deliver(data, file)
    output.put(_about(loaded.pack, services.catalogue))
    if carried.others:
        output.put(faults.printable(services.catalogue.say(message("carry.others", files=carried.others))))
    output.put(services.catalogue.say(message("carry.written", file=file.as_posix())))
    return DONE


def install(
    file: Annotated[str, Parameter(help="The ZIP, or a folder.")],
    /,
    *,
    force: Annotated[bool, Parameter(help="Install it whatever the warnings are.", negative="")] = False,
    common: Common | None = None,
) -> int:
    """Install a pack that came in one file. Exit codes: 0 installed, 3 it has errors, 9 only warned."""
    services = (common or Common()).services()
    found = services.packs.find(str(Path(file).absolute()))  # never an id: what has come is meant
    if found is None:
        raise output.CommandError(message("carry.no-such-pack", file=file), ExitCode.USAGE)
    offer = look_at(found.folder, services.packs, services.paths, services.clock)
    if offer.pack is None:
        return refuse_pack(services.packs.load(found.folder), services.catalogue)
    say = services.catalogue.say
    output.put(_about(offer.pack, services.catalogue))
    for line in told_about(offer):
        output.put(faults.printable(say(line)))
    for warning in offer.warnings:
        output.complain(faults.printable(say(message("cli.warning", what=warning))))
    if offer.warnings and not force:
        output.complain(say(message("carry.not-installed")))
        return ExitCode.NOT_REPLACED
    try:
        folder = put(offer, services.paths, say(message("carry.installed-from", file=found.folder.name)))
    except NotInstallableError as error:
        raise output.CommandError(error.why, ExitCode.USAGE) from error
    except PackBusyError as error:
        raise output.CommandError(message("rules.busy"), ExitCode.USAGE) from error
    except (OSError, ValueError) as error:
        why = output.reason(error) if isinstance(error, OSError) else str(error)
        what = message("cli.cannot-write", file=str(offer.target), reason=why)
        raise output.CommandError(what, ExitCode.USAGE) from error
    output.put(say(message("carry.installed", folder=folder.as_posix())))
    return DONE
