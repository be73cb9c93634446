# ruff: noqa: INP001  (run by hand, never imported)
"""Write assets/countries.json: what every country is called, and what else people type for it.

Names come from the Unicode CLDR, by way of Babel; the further spellings below are ours. Run after an update of Babel:

    python scripts/make_countries.py
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from babel import Locale

from advisor.model.countries import COUNTRIES

TARGET = Path(__file__).resolve().parents[1] / "assets" / "countries.json"
LANGUAGES = ("en", "fr")

# Older and shorter names, and words for the people where they do not begin like the country's name.
ALIASES: Mapping[str, tuple[str, ...]] = {
    "AE": ("UAE", "EAU", "Emirati"),
    "AR": ("Argentine",),
    "BA": ("Bosnia", "Bosnie"),
    "BF": ("Burkinabe", "Burkinabè"),
    "CD": ("DRC", "RDC", "DR Congo", "Zaire", "Kinshasa"),
    "CF": ("CAR", "RCA"),
    "CG": ("Republic of the Congo", "République du Congo", "Brazzaville"),
    "CH": ("Swiss",),
    "CI": ("Ivory Coast", "Ivorian", "Ivoirien"),
    "CV": ("Cabo Verde",),
    "CY": ("Cypriot", "Chypriote"),
    "CZ": ("Czech Republic", "République tchèque"),
    "DE": ("German", "Allemand"),
    "DK": ("Danish", "Danois"),
    "ES": ("Spanish", "Espagnol"),
    "FI": ("Finnish", "Finlandais"),
    "FR": ("French", "Français"),
    "GB": ("UK", "Great Britain", "England", "Scotland", "Wales", "British", "Grande-Bretagne", "Angleterre",
           "Britannique"),
    "GR": ("Greek", "Grec"),
    "HU": ("Magyar", "Hongrois"),
    "IE": ("Irish", "Eire"),
    "IS": ("Icelandic",),
    "KP": ("DPRK",),
    "KR": ("Korea", "Corée"),
    "LB": ("Lebanese",),
    "LU": ("Luxemburg",),
    "ML": ("Malian", "Malien"),
    "MK": ("Macedonia", "Macédoine"),
    "MM": ("Burma", "Birmanie"),
    "NE": ("Nigerien", "Nigérien"),
    "NG": ("Nigerian", "Nigérian"),
    "NL": ("Holland", "Hollande", "Dutch", "Néerlandais"),
    "NO": ("Norwegian",),
    "PH": ("Filipino", "Philippine"),
    "PL": ("Polish", "Polonais"),
    "PS": ("Palestine",),
    "RU": ("Russian Federation",),
    "SE": ("Swedish", "Suédois"),
    "SY": ("Syrian", "Syrien"),
    "SZ": ("Swaziland",),
    "TD": ("Chadian",),
    "TL": ("East Timor",),
    "TR": ("Turkey", "Türkiye", "Turkish", "Turc"),
    "TW": ("Formosa",),
    "TZ": ("Tanzanian",),
    "US": ("USA", "America", "American", "Américain"),
    "VA": ("Holy See", "Saint-Siège"),
    "WS": ("Western Samoa",),
    "YE": ("Yemeni",),
}  # fmt: skip


def countries() -> str:
    """The text of the file."""
    names = {language: Locale(language).territories for language in LANGUAGES}
    table = {
        code: {
            **{language: names[language][code] for language in LANGUAGES},
            "aliases": sorted(ALIASES.get(code, ())),
        }
        for code in COUNTRIES
    }
    rows = ",\n".join(f"{json.dumps(code)}: {json.dumps(row, ensure_ascii=False)}" for code, row in table.items())
    return f"{{\n{rows}\n}}\n"


if __name__ == "__main__":
    TARGET.write_text(countries(), encoding="utf-8")
    sys.stdout.write(f"{TARGET}\n")
