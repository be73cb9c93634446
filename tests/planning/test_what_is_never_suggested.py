"""A pack sets aside what nobody is to be nudged into."""

from __future__ import annotations

import json

from advisor.model.change import ChangeKind
from advisor.rulebook.loader import LoadResult, load_pack
from advisor.rulebook.schema import schema
from tests.packs import small_pack_texts


def loaded(suggestions: str = "", measure: str = "") -> LoadResult:
    texts = small_pack_texts()
    texts["pack.yaml"] += suggestions
    lowers = "lowers: {likelihood: 1, threats"
    texts["measures.yaml"] = texts["measures.yaml"].replace(lowers, measure + lowers)
    return load_pack({name: text.encode() for name, text in texts.items()})


def test_kinds_of_change_and_measures() -> None:
    plain = loaded().pack
    found = loaded("suggestions: {never: [traveller, date]}\n", "suggest: false, ").pack
    assert plain is not None
    assert found is not None
    assert (plain.never_suggest, plain.measures["escort"].suggest) == (frozenset(), True)
    assert found.never_suggest == {ChangeKind.TRAVELLER, ChangeKind.DATE}
    assert not found.measures["escort"].suggest
    assert found.measures["briefing"].suggest


def test_the_fingerprint_tells_them_apart() -> None:
    packs = [loaded().pack, loaded("suggestions: {never: date}\n").pack, loaded(measure="suggest: false, ").pack]
    assert len({one.fingerprint for one in packs if one is not None}) == 3


def test_an_unknown_kind_is_a_fault_at_its_place() -> None:
    (fault,) = loaded("suggestions: {never: [travellers]}\n").diagnostics
    assert fault.code == "unknown-value"
    assert fault.span is not None
    assert fault.span.file == "pack.yaml"


def test_an_empty_list_is_a_fault() -> None:
    assert [fault.code for fault in loaded("suggestions: {never: []}\n").diagnostics] == ["empty-list"]


def test_the_schema_knows_them() -> None:
    told = json.dumps(schema("pack"))
    assert all(f'"{kind.value}"' in told for kind in ChangeKind)
    assert '"suggest"' in json.dumps(schema("measures"))
