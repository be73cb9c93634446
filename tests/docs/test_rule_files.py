"""The examples of the file reference are one pack: it loads, uses every field there is, and its trips come out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
from pydantic import BaseModel

from advisor.engine.assess import assess
from advisor.model.pack import Pack
from advisor.rulebook import authored_invariant, authored_pack, authored_rule, authored_trip
from advisor.rulebook.faults import At, Faults
from advisor.rulebook.loader import load_pack
from advisor.rulebook.schema import KINDS
from advisor.rulebook.shape import Entry, read_list, read_one
from advisor.rulebook.source import plain, read
from tests.docs.fields import fields_used, models, written_as

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("rule-files.md", "trip-files.md")
BLOCK = re.compile(r"^```(?:yaml\n# (\S+)|csv)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""A file of the pack. The first line of the others says which; only one has rows."""

ONE: Mapping[str, type[BaseModel]] = {
    "pack.yaml": authored_pack.AuthoredPack,
    "network.yaml": authored_pack.AuthoredNetwork,
}
LISTS: Mapping[str, type[BaseModel]] = {
    "places.yaml": authored_pack.AuthoredPlace,
    "measures.yaml": authored_pack.AuthoredMeasure,
    "contacts.yaml": authored_pack.AuthoredContact,
    "invariants.yaml": authored_invariant.AuthoredInvariant,
}


@cache
def files() -> dict[str, bytes]:
    """The files on the pages, by name."""
    found: dict[str, bytes] = {}
    for page in PAGES:
        for name, text in BLOCK.findall((DOCS / page).read_text(encoding="utf-8")):
            file = name or "incidents.csv"
            assert file not in found
            found[file] = text.encode()
    return found


@cache
def pack() -> Pack:
    loaded = load_pack(files())
    assert loaded.diagnostics == ()
    assert loaded.pack is not None
    return loaded.pack


def test_every_example_is_a_file_of_the_pack() -> None:
    fences = sum((DOCS / page).read_text(encoding="utf-8").count("\n```yaml\n") for page in PAGES)
    assert fences == len([name for name in files() if name.endswith(".yaml")])


def test_the_examples_are_a_pack_without_faults() -> None:
    written = b"".join(text for name, text in files().items() if name.startswith("rules/"))
    assert len(pack().rules) == written.count(b"- id: ")


@pytest.mark.parametrize("file", [name for name in files() if name.startswith("trips/")])
def test_the_trips_come_out_as_the_page_says(file: str) -> None:
    one = next(trip for trip in pack().trips if trip.file == file)
    as_of = one.expect.as_of or pack().as_of
    assert as_of is not None
    answer = assess(one.trip, pack(), as_of)
    named = {finding.rule for finding in answer.findings}
    assert answer.verdict is one.expect.verdict
    assert named >= set(one.expect.because)
    assert named.isdisjoint(one.expect.absent)


def authored() -> Iterator[BaseModel]:
    """What the files of the pages say, as the models read it."""
    for name, data in files().items():
        if not name.endswith(".yaml"):
            continue
        faults = Faults()
        tree = read(data, name).value
        assert tree is not None
        value, at = plain(tree), At(name, tree)
        entries: Sequence[Entry[BaseModel] | None]
        if name.startswith("trips/"):
            entries = [read_one(authored_trip.AuthoredTrip, value, at, faults)]
        elif name in ONE:
            entries = [read_one(ONE[name], value, at, faults)]
        else:
            entries = read_list(LISTS.get(name, authored_rule.AuthoredRule), value, at, faults)
        assert faults.in_order() == ()
        yield from (entry.value for entry in entries if entry is not None)


def test_every_field_stands_in_an_example() -> None:
    there = {f"{model.__name__}.{written_as(model, name)}" for model in models() for name in model.model_fields}
    assert there == fields_used(authored())


@pytest.mark.parametrize("model", [model for model in models() if model.model_fields], ids=lambda model: model.__name__)
def test_every_field_is_described(model: type[BaseModel]) -> None:
    text = "".join((DOCS / page).read_text(encoding="utf-8") for page in PAGES)
    described = set(re.findall(r"`([a-z_]+)`", text))
    assert {written_as(model, name) for name in model.model_fields} <= described


def test_every_kind_of_file_is_on_the_pages() -> None:
    described = {name.partition("/")[0].removesuffix(".yaml").removesuffix("s") for name in files()}
    assert {kind.removesuffix("s") for kind in KINDS} <= described
