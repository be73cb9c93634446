"""What countries are called, for choosing a nationality."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path


def country_names(assets: Path) -> Mapping[str, Mapping[str, str]]:
    """For every ISO 3166-1 alpha-2 code its name by language, and under `+1`, `+2`, … what else people type for it.

    OSError when the program's own file is missing.
    """
    table = json.loads((assets / "countries.json").read_bytes())
    return {
        code: {
            **{language: name for language, name in row.items() if language != "aliases"},
            **{f"+{number}": alias for number, alias in enumerate(row["aliases"], 1)},
        }
        for code, row in table.items()
    }
