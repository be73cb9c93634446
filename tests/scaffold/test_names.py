from __future__ import annotations

import pytest

from advisor.scaffold.names import CountryNames, folded, slug
from advisor.scaffold.places import as_id

NAMES = {
    "NE": ("Niger", "Niger", "Nigerien"),
    "NG": ("Nigeria", "Nigéria"),
    "CD": ("Congo - Kinshasa", "Congo-Kinshasa", "RDC"),
    "CG": ("Congo - Brazzaville", "Congo-Brazzaville"),
    "NO": ("Norway", "Norvège"),
    "DM": ("Dominica", "Dominique"),
}


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Sévaré", "sevare"),
        ("N'Djamena", "ndjamena"),
        ("N’Djaména", "ndjamena"),
        ("Birni N Konni", "birni-n-konni"),
        ("Łódź — Æ", "lodz-ae"),
        ("1770", "place-1770"),
        ("No", "place-no"),
        ("Ниамей", ""),
        ("--", ""),
    ],
)
def test_a_name_becomes_an_id_that_needs_no_quotes(name: str, identifier: str) -> None:
    assert as_id(name) == identifier


def test_names_are_the_same_whatever_their_accents_and_signs() -> None:
    assert folded("Côte d’Ivoire") == folded("cote d'ivoire") == "cotedivoire"
    assert folded("Ниамей") != folded("Дакар")
    assert slug("  ") == ""


@pytest.mark.parametrize(
    ("written", "code"),
    [("NE", "NE"), ("ne", "NE"), ("niger", "NE"), ("nigéria", "NG"), ("rdc", "CD"), ("Norvège", "NO"), ("NO", "NO")],
)
def test_a_country_is_found_by_code_or_name(written: str, code: str) -> None:
    assert CountryNames(NAMES).find(written) == code


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("Nigr", ("Niger", "Nigeria")),
        ("Congo", ("Congo - Brazzaville", "Congo - Kinshasa")),
        ("Dominic", ("Dominica",)),
        ("Atlantis", ()),
        ("", ()),
    ],
)
def test_of_any_other_word_the_nearest_names_are_told(written: str, near: tuple[str, ...]) -> None:
    names = CountryNames(NAMES)
    assert names.find(written) is None
    assert tuple(sorted(names.near(written))) == near


def test_a_word_for_two_countries_is_neither() -> None:
    names = CountryNames({"CD": ("Congo - Kinshasa", "Congo"), "CG": ("Congo - Brazzaville", "Congo")})
    assert names.find("Congo") is None
    assert names.near("Congo") == ("Congo - Kinshasa", "Congo - Brazzaville")
