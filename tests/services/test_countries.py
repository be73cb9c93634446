from __future__ import annotations

import json
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from advisor.model.countries import COUNTRIES
from advisor.services.countries import country_names
from advisor.services.paths import find_paths

ROOT = Path(__file__).resolve().parents[2]
ASSETS = find_paths().assets


def test_every_country_has_a_name_in_both_languages() -> None:
    names = country_names(ASSETS)
    assert tuple(names) == COUNTRIES
    assert all(row["en"] and row["fr"] for row in names.values())
    assert names["DE"]["fr"] == "Allemagne"
    assert "Ivory Coast" in names["CI"].values()


def test_no_further_spelling_names_two_countries() -> None:
    table = json.loads((ASSETS / "countries.json").read_bytes())
    spelt: dict[str, str] = {}
    for code, row in table.items():
        for name in {row["en"], row["fr"], *row["aliases"]}:
            assert spelt.setdefault(name.casefold(), code) == code, name


def test_the_file_is_what_the_script_makes() -> None:
    spec = spec_from_file_location("make_countries", ROOT / "scripts" / "make_countries.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["make_countries"] = module
    spec.loader.exec_module(module)
    assert module.countries() == (ASSETS / "countries.json").read_text(encoding="utf-8")
