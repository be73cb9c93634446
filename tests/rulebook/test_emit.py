"""What is written reads back as it was, and looks as a person would have written it."""

from __future__ import annotations

import math

import pytest
import yaml
from hypothesis import given

from advisor.rulebook.emit import Emittable, emit, emit_inline
from advisor.rulebook.source import plain, read
from tests.rulebook.strategies import AWKWARD, texts, values


def read_back(written: str) -> object:
    document = read(written.encode(), "f.yaml")
    assert document.diagnostics == (), written
    return plain(document.value)


@given(values())
def test_what_is_written_reads_back(value: Emittable) -> None:
    assert repr(read_back(emit(value))) == repr(value)  # by repr: 1, 1.0 and True are equal


@given(values())
def test_what_is_written_inline_reads_back_on_one_line(value: Emittable) -> None:
    written = emit_inline({"a": value})
    assert "\n" not in written
    if len(written) < 1000:
        assert repr(read_back(f"[{written}]")) == repr([{"a": value}])


@given(texts())
def test_other_readers_take_text_for_text(text: str) -> None:
    """As YAML 1.1 has it, where `NO` is false and `18:30` a number of minutes."""
    written = emit([text])
    if not any(odd in text for odd in "\x85\u2028\u2029"):
        assert yaml.safe_load(written) == [text]


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts(text: str) -> None:
    value: Emittable = [text, {text: text, "x": [text, [text]]}, {"y": {"z": {"t": text}}}]
    assert read_back(emit(value)) == value
    assert read_back(emit(text)) == text


def test_a_trip_looks_as_a_person_would_write_it() -> None:
    trip: Emittable = {
        "title": "Gao field visit",
        "travellers": [
            {"name": "Traveller A", "nationality": ["ML", "NO"], "staff": "national"},
            {"name": "Traveller B", "nationality": ["DE"], "insured": True},
        ],
        "itinerary": [
            {"leg": {"from": "bamako", "to": "gao-airport", "mode": "un-flight", "depart": "2023-05-20T09:00"}},
            {"leg": {"from": "gao-airport", "to": "gao", "measures": {"armoured-vehicle": "confirmed"}}},
        ],
        "measures": {"medevac-plan": "planned"},
        "contacts": [],
        "purpose": "Supervise\nthe distribution",
        "expect": {"as_of": "2023-05-15", "at": "18:30", "route": "Ségou: RN6", "none": None},
    }
    assert (
        emit(trip)
        == """\
title: Gao field visit
travellers:
  - {name: Traveller A, nationality: [ML, "NO"], staff: national}
  - {name: Traveller B, nationality: [DE], insured: true}
itinerary:
  - leg: {from: bamako, to: gao-airport, mode: un-flight, depart: 2023-05-20T09:00}
  - leg:
      from: gao-airport
      to: gao
      measures: {armoured-vehicle: confirmed}
measures: {medevac-plan: planned}
contacts: []
purpose: |-
  Supervise
  the distribution
expect: {as_of: "2023-05-15", at: "18:30", route: "Ségou: RN6", none: null}
"""
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "null\n"),
        (True, "true\n"),
        (3, "3\n"),
        (2.0, "2.0\n"),
        (1e22, "1.0e+22\n"),
        (1e-7, "1.0e-07\n"),
        ({}, "{}\n"),
        ([], "[]\n"),
        ([1, [2, [3]]], "- 1\n- - 2\n  - [3]\n"),
        ({"a": ["x" * 60, "y" * 60]}, f"a:\n  - {'x' * 60}\n  - {'y' * 60}\n"),
        (["a\nb\n"], "- |\n  a\n  b\n"),
        ({"a": {"b": "c\n\nd", "e": {"f": 1}}}, "a:\n  b: |-\n    c\n\n    d\n  e: {f: 1}\n"),
    ],
)
def test_layout(value: Emittable, written: str) -> None:
    assert emit(value) == written


@pytest.mark.parametrize("value", [math.inf, math.nan, 10**18, -(10**18), "\ud800", {"\udfff": 1}])
def test_what_no_file_can_hold_is_refused(value: Emittable) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the kind is all that is promised
        emit(value)
