"""`advisor schema`: JSON Schemas, for editors that complete and check."""

from __future__ import annotations

import json
from typing import Annotated, Literal

from cyclopts import Parameter

from advisor.cli import choose_pack, output
from advisor.cli.assess import refuse_pack
from advisor.cli.exit_codes import DONE, ExitCode
from advisor.cli.options import Common
from advisor.model.message import Message, message
from advisor.rulebook.folder import SCHEMAS
from advisor.services.pack_schemas import write_schemas
from advisor.services.wiring import Services

Kind = Literal["pack", "places", "network", "measures", "contacts", "rule", "trip", "invariants", "assessment"]


def schema(
    kind: Annotated[Kind | None, Parameter(help="What the schema describes.")] = None,
    /,
    *,
    write: Annotated[
        str | None,
        Parameter(help="Write the schemas of all files of this pack, by id or folder, into its folder schema."),
    ] = None,
    pack: Annotated[
        str | None, Parameter(help="Let the schema know the names of this pack, by id, folder or ZIP.")
    ] = None,
    common: Common | None = None,
) -> int:
    """Write a JSON Schema: of a pack's files, of a trip, or of what `assess --format json` writes."""
    services = (common or Common()).services()
    if (kind is None) == (write is None) or (write is not None and pack is not None):
        raise output.CommandError(Message("cli.schema.kind-or-write"), ExitCode.USAGE)
    if write is not None:
        return _write(write, services)
    if kind == "assessment":
        from advisor.report.json_schema import schema as assessment_schema

        described = assessment_schema()
    else:
        from advisor.rulebook.schema import schema as file_schema

        known = None
        if pack is not None:
            loaded = services.packs.load(choose_pack.named(pack, services.packs).folder)
            if loaded.pack is None or loaded.faulty:
                return refuse_pack(loaded, services.catalogue)
            known = loaded.pack
        described = file_schema(str(kind), known)
    output.put_bytes(json.dumps(described, ensure_ascii=False, indent=2).encode() + b"\n")
    return DONE


def _write(named: str, services: Services) -> int:
    """Write the schemas into the folder of the pack."""
    folder = choose_pack.named(named, services.packs).folder
    loaded = services.packs.load(folder)
    if loaded.pack is None or loaded.faulty:
        return refuse_pack(loaded, services.catalogue)
    try:
        changed = write_schemas(folder, loaded.pack)
    except OSError as error:
        what = message("cli.cannot-write", file=str(folder / SCHEMAS), reason=output.reason(error))
        raise output.CommandError(what, ExitCode.USAGE) from error
    name = (folder / SCHEMAS).as_posix()
    if changed:
        output.put(services.catalogue.say(message("cli.schema.written", folder=name, count=len(changed))))
    else:
        output.put(services.catalogue.say(message("cli.schema.up-to-date", folder=name)))
    return DONE
