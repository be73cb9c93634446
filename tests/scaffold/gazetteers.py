"""Invented countries: a GeoNames dump of a few lines, and gazetteers made by chance."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from hypothesis import strategies as st

from advisor.rulebook.folder import schema_line
from advisor.scaffold.draft import Order
from advisor.scaffold.gazetteer import Gazetteer, Seat, Town
from advisor.scaffold.places import Limit

TODAY: Final = date(2026, 12, 1)
TEMPLATES: Final = Path(__file__).parents[2] / "assets" / "new-pack"


def row(number: int, name: str, **given: str) -> str:
    """A line of a dump. What is not given is that of a town in the region 01."""
    fields = {
        "ascii": name, "others": "", "lat": "13.5", "lon": "2.1", "class": "P", "code": "PPL", "country": "NE",
        "cc2": "", "admin1": "01", "admin2": "", "admin3": "", "admin4": "", "population": "1000",
        "elevation": "", "dem": "", "tz": "Africa/Niamey", "changed": "2026-01-01",
    }  # fmt: skip
    return "\t".join((str(number), name, *{**fields, **given}.values()))


DUMP: Final = "\n".join(
    (
        row(1, "Niamey", code="PPLC", population="1300000", admin1="08", others="NIM,Niame,Niamey,Ниамей,niamej"),
        row(2, "Dosso", code="PPLA", lat="13.049", lon="3.1937", admin1="03", population="79000"),
        row(3, "Zinder", lat="13.807", lon="8.988", admin1="07", population="320000"),
        row(4, "Old Place", code="PPLH", population="900000"),
        row(5, "Nowhere", admin1="00", population="12"),
        row(6, "Lagos", country="NG", population="15000000"),
        row(7, "Dosso", **{"class": "A"}, code="ADM1", admin1="03"),
        row(8, "Niamey", **{"class": "A"}, code="ADM1", admin1="08"),
        row(9, "Zinder Region", **{"class": "A"}, code="ADM1", admin1="07"),
    )
)
"""Niger, shortened."""


@cache
def templates() -> Mapping[str, str]:
    files = (file for file in TEMPLATES.rglob("*") if file.is_file())
    return {file.relative_to(TEMPLATES).as_posix(): file.read_text(encoding="utf-8") for file in files}


def order(**given: object) -> Order:
    usual: dict[str, object] = {
        "id": "niger", "country": "NE", "names": {"en": "Niger", "fr": "Niger"},
        "titles": {"en": "Niger", "fr": "Niger"}, "edition": "2026-12",
        "languages": ("en", "fr"), "today": TODAY, "limit": Limit(places=40),
    }  # fmt: skip
    return Order(**{**usual, **given})  # type: ignore[arg-type]  # a test's own dict


def uncommented(name: str, text: str) -> str:
    """The file after somebody has selected all below its first line, which is for editors, and taken one # away."""
    if not name.startswith(("rules/", "network", "contacts", "places")):
        return text
    head, _, examples = text.partition("\n")
    assert head == schema_line(name)
    return f"{head}\n" + "".join(
        f"{line[2:] if line.startswith('# ') else line[1:] if line.startswith('##') else line}\n"
        for line in examples.splitlines()
    )


WORDS: Final = st.text(min_size=1, max_size=20).filter(lambda text: bool(text.strip()))


@st.composite
def gazetteers(draw: st.DrawFn) -> Gazetteer:
    """A country with up to six towns of any name, in regions of any name, some of which nobody can name."""
    codes = ("01", "02", "X")
    regions = draw(st.dictionaries(st.sampled_from(codes), WORDS))
    towns = draw(
        st.lists(
            st.builds(
                Town,
                number=st.integers(1, 10**7),
                name=WORDS,
                latitude=st.floats(-90, 90),
                longitude=st.floats(-180, 180),
                time_zone=st.sampled_from(("Africa/Niamey", "Africa/Lubumbashi")),
                region=st.sampled_from((*codes, None)),
                population=st.integers(0, 10**7),
                seat=st.sampled_from(Seat),
                aliases=st.lists(WORDS, max_size=3).map(tuple),
            ),
            min_size=1,
            max_size=6,
            unique_by=lambda town: town.number,
        )
    )
    return Gazetteer("NE", regions, tuple(towns))
