"""`advisor schema`: JSON Schemas, for editors that complete and check."""

from __future__ import annotations

import json
from typing import Annotated, Literal

from cyclopts import Parameter

from advisor.cli import choose_pack, output
from advisor.cli.assess import refuse_pack
from advisor.cli.exit_codes import DONE
from advisor.cli.options import Common

Kind = Literal["pack", "places", "network", "measures", "contacts", "rule", "trip", "invariants", "assessment"]


def schema(
    kind: Annotated[Kind, Parameter(help="What the schema describes.")],
    /,
    *,
    pack: Annotated[
        str | None, Parameter(help="Let the schema know the names of this pack, by id, folder or ZIP.")
    ] = None,
    common: Common | None = None,
) -> int:
    """Write a JSON Schema: of a pack's files, of a trip, or of what `assess --format json` writes."""
    services = (common or Common()).services()
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
        described = file_schema(kind, known)
    output.put_bytes(json.dumps(described, ensure_ascii=False, indent=2).encode() + b"\n")
    return DONE
