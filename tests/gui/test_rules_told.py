"""Parts of a rule in few words, in the language of the window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from advisor.gui import language
from advisor.gui.rules.told import told
from advisor.rulebook.loader import load_pack
from advisor.services.catalogue import Catalogue
from advisor.services.paths import find_paths
from tests.packs import small_pack_texts

NEAR = {"near": {"place": "gate", "km": 5}}
PARTS: list[tuple[str, Any, str]] = [
    ("where", {"region": ["north", "centre"], "except": "gao"}, "region: north, centre; but not at: gao"),
    ("where", {"anywhere": True}, "anywhere"),
    ("where", [{"place": "gao"}, NEAR], "place: gao / near the place: gate; within km of it: 5"),
    ("who", {"not": {"nationality": ["ML"]}}, "not of nationality: ML"),
    ("when", {"valid": {"from": "2023-01-01"}, "hours": "night"}, "from: 2023-01-01; hours: night"),
    ("any_of", [{"measures": ["escort", "briefing"]}], "measures of the set: escort, briefing"),
    ("how", {"mode": "bus", "unheard_of": 3}, "mode: bus; unheard of: 3"),
    ("effect", {"setting": "x"}, "or as a setting says: x"),
    ("review_by", None, ""),
]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The window's language, which other tests may have left alone."""
    language.use(Catalogue("en", find_paths().translations))
    yield
    language.use(Catalogue("en", find_paths().translations))


@pytest.mark.parametrize(("key", "written", "said"), PARTS)
def test_fields_are_called_as_in_the_form(key: str, written: Any, said: str) -> None:  # noqa: ANN401
    assert told(written, key) == said


def test_they_are_called_so_in_french_too() -> None:
    language.use(Catalogue("fr", find_paths().translations))
    assert told({"region": "south", "except": "gao"}, "where") == "région\u00a0: south\u202f; sauf\u00a0: gao"


@pytest.mark.parametrize(
    ("key", "written", "said"),
    [
        ("where", {"region": ["north", "nowhere"], "except": "gate"}, "region: North, nowhere; but not at: Gate"),
        ("where", {"route": "main-road"}, "route: The main road"),
        ("where", {"link": "road-gate-farpost"}, "link: Gate – Farpost"),
        ("where", {"link": "road-capital-border"}, "link: Capital – outside the area (Own vehicle)"),
        ("how", {"mode": ["bus", "road"]}, "mode: Bus, road"),
        ("measures", ["escort"], "Escort"),
        ("who", {"staff": "visitor", "cargo": "cash"}, "staff: visitor; cargo: Cash"),
        ("who", {"not": {"speaks-local": "yes"}}, "not: Speaks the local language: yes"),
        ("when", {"valid": {"from": "2023-01-01"}}, "from: 2023-01-01"),
    ],
)
def test_names_are_those_that_people_use_where_there_is_a_pack(key: str, written: Any, said: str) -> None:  # noqa: ANN401
    pack = load_pack({name: text.encode() for name, text in small_pack_texts().items()}).pack
    assert pack is not None
    assert told(written, key, pack=pack) == said
