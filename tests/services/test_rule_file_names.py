"""Names typed for new rule files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.rulebook.folder import headed, is_rule_file
from advisor.rulebook.loader import load_pack
from advisor.services.archives import packed
from advisor.services.pack_zip import unpack
from advisor.services.rule_file_names import LONGEST, fault_of, file_named
from tests.packs import small_pack_texts

PACK = {name: text.encode() for name, text in small_pack_texts().items()}
NAMES = st.text(st.sampled_from('aZ09-é. /\\:*?"<>|\0\n'), max_size=LONGEST + 3)
DEVICES = st.sampled_from(("con", "PRN", "Aux", "nul", "com1", "LPT9", "com", "south", "SOUTH", "rules/north.yaml"))


@given(st.one_of(st.text(), NAMES, DEVICES), st.booleans())
def test_any_text_is_a_fault_or_names_a_file_that_loads_and_travels(typed: str, schemas: bool) -> None:
    if fault_of(typed, PACK) is not None:
        return
    file = file_named(typed)
    assert is_rule_file(file)
    assert file.casefold() not in {name.casefold() for name in PACK}
    begun = {**PACK, file: (headed(file, "") if schemas else "").encode()}
    read, before = load_pack(begun), load_pack(PACK)
    assert read.pack is not None
    assert before.pack is not None
    assert read.diagnostics == before.diagnostics
    assert read.pack.fingerprint == before.pack.fingerprint  # nothing is decided before there is a rule
    carried = unpack(packed(begun))
    assert carried.faults == ()
    assert carried.files[file] == begun[file]


@pytest.mark.parametrize("typed", ["gao", " gao ", "gao.yaml", "rules/gao.yaml", "gao.YML"])
def test_the_folder_and_the_ending_may_be_typed_too(typed: str) -> None:
    assert fault_of(typed, PACK) is None
    assert file_named(typed) == "rules/gao.yaml"


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        *(("", "empty"), ("  ", "empty"), (".yaml", "empty"), ("rules/", "empty")),
        *(("gao road", "signs-near"), ("Ségou", "signs-near"), ("a:b", "signs-near"), ("a.b", "signs-near")),
        *(("?", "signs"), ("con.", "signs"), ("south!", "signs"), ("..", "signs"), ("غاو", "signs")),
        *(("-gao", "start"), ("-", "start")),
        *(("a" * LONGEST + "b", "long"), ("con", "device"), ("Com1", "device"), ("nul.yaml", "device")),
        *(("south", "taken"), ("SOUTH", "taken"), ("South.yaml", "taken")),
    ],
)
def test_what_is_wrong_with_a_name_is_told(typed: str, fault: str) -> None:
    found = fault_of(typed, PACK)
    assert found is not None
    assert found.id == f"rules.file.{fault}"


def test_a_name_near_by_is_told_and_the_file_that_is_there_already() -> None:
    near, taken = fault_of("Ségou Nord", PACK), fault_of("SOUTH", PACK)
    assert near is not None
    assert near.args["name"] == "segou-nord"
    assert taken is not None
    assert taken.args["file"] == "rules/south.yaml"


@pytest.mark.parametrize("typed", ["a" * LONGEST, "a", "7", "rn6", "gao--road-", "CON-", "com10"])
def test_names_at_the_edge_are_good(typed: str) -> None:
    assert fault_of(typed, PACK) is None
