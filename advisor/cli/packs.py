"""`advisor packs`: the packs this computer has."""

from __future__ import annotations

from typing import Annotated, Any

from cyclopts import Parameter

from advisor.cli import faults, output
from advisor.cli.exit_codes import DONE
from advisor.cli.options import Common, ListFormat
from advisor.model.diagnostic import Severity
from advisor.model.message import Message, message
from advisor.report.pack_issue import issue_lines
from advisor.report.pack_settings import setting_line
from advisor.services.catalogue import Catalogue
from advisor.services.pack_library import LoadedPack, Origin


def packs(
    *,
    format: Annotated[ListFormat, Parameter(name=["--format", "-f"], help="How to write them.")] = ListFormat.TEXT,  # noqa: A002 -- the option's name
    common: Common | None = None,
) -> int:
    """List the packs: the office's own and those that came with the program."""
    services = (common or Common()).services()
    found = [(one.origin, services.packs.load(one.folder)) for one in services.packs.folders()]
    if format is ListFormat.JSON:
        from advisor.report.json import written

        output.put_bytes(written([_data(origin, loaded, services.catalogue) for origin, loaded in found]))
    elif found:
        output.put("\n".join(_lines(origin, loaded, services.catalogue) for origin, loaded in found))
    else:
        output.put(services.catalogue.say(Message("cli.no-packs")))
    output.complain(services.catalogue.say(message("cli.packs.folder", folder=str(services.paths.packs))))
    return DONE


def _lines(origin: Origin, loaded: LoadedPack, catalogue: Catalogue) -> str:
    """A pack as a line to read and one for each thing worth knowing."""
    say = catalogue.say
    if loaded.pack is None:
        errors = sum(fault.severity is Severity.ERROR for fault in loaded.diagnostics)
        rows = [f"{loaded.folder.name}", say(message("cli.packs.faulty", count=errors))]
    else:
        pack = loaded.pack
        rows = [
            f"{pack.id}  {faults.printable(say(pack.title))}",
            say(message("cli.packs.edition", edition=pack.edition)),
        ]
        rows += [faults.printable(say(line)) for line in issue_lines(pack)]
        if pack.as_of is not None:
            rows.append(say(message("cli.packs.historical", day=pack.as_of)))
        rows += [faults.printable(say(setting_line(setting))) for setting in pack.settings.values()]
    rows.append(say(message(f"cli.packs.{origin.value}", folder=str(loaded.folder))))
    return "\n    ".join(rows)


def _data(origin: Origin, loaded: LoadedPack, catalogue: Catalogue) -> dict[str, Any]:
    pack = loaded.pack
    return {
        "id": None if pack is None else pack.id,
        "title": None if pack is None else catalogue.say(pack.title),
        "edition": None if pack is None else pack.edition,
        "fingerprint": None if pack is None else pack.fingerprint,
        "issued": None
        if pack is None or pack.issued is None
        else {"by": catalogue.say(pack.issued.by), "on": pack.issued.on.isoformat()},
        "as_of": None if pack is None or pack.as_of is None else pack.as_of.isoformat(),
        "settings": {} if pack is None else {one.id: one.value.value for one in pack.settings.values()},
        "origin": origin.value,
        "folder": str(loaded.folder),
        "errors": sum(fault.severity is Severity.ERROR for fault in loaded.diagnostics),
    }
