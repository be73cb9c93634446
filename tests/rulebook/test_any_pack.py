"""Loading never raises, whatever the bytes; and it never makes a pack of what it complains about."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from advisor.model.diagnostic import has_errors
from advisor.rulebook.folder import INCIDENTS
from advisor.rulebook.loader import load_pack
from advisor.rulebook.source import plain, read
from advisor.rulebook.trips import load_trip
from tests.packs import small_pack_files

FILES = small_pack_files()
NAMES = sorted(FILES)
WORDS = sorted(
    {word for data in FILES.values() for word in data.replace(b",", b" ").replace(b":", b" ").split()}
    | {b"null", b"{}", b"[]", b"- ", b": ", b"&a", b"*a", b"true", b"1e9", b"-1", b'""', b"outside", b"\xff", b"\t"}
)


def check(files: dict[str, bytes]) -> None:
    result = load_pack(files)
    assert (result.pack is None) is has_errors(result.diagnostics)
    for fault in result.diagnostics:
        assert fault.span is not None
        assert fault.span.start <= fault.span.end


@given(st.dictionaries(st.sampled_from([*NAMES, "rules/x.yaml", "x.yaml", ""]) | st.text(), st.binary(max_size=200)))
def test_random_files(files: dict[str, bytes]) -> None:
    check(files)


@given(st.sampled_from(NAMES), st.integers(0, 2**32), st.integers(1, 4))
def test_mutated_files(name: str, seed: int, cuts: int) -> None:
    rng = random.Random(seed)
    data = FILES[name]
    for _ in range(cuts):
        at = rng.randrange(len(data) + 1)
        match rng.randrange(4):
            case 0:
                data = data[:at] + data[at + rng.randrange(1, 40) :]
            case 1:
                data = data[:at] + rng.choice(WORDS) + data[at:]
            case 2:
                word = rng.choice(WORDS)
                data = data.replace(word, rng.choice(WORDS), 1)
            case _:
                start = rng.randrange(len(data) + 1)
                data = data[:at] + data[start : start + 60] + data[at:]
    check({**FILES, name: data})


YAML_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | st.sampled_from(
        ["capital", "land", "bus", "road", "foreign", "escort", "2023-01-01", "night", "main-road", "mission"]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from([
            "id", "title", "en", "fr", "place", "where", "effect", "who", "not", "how", "measures", "any_of", "risk",
            "matrix", "levels", "kind", "within", "links", "from", "to", "modes", "windows", "near", "km", "except",
            "leg", "stay", "itinerary", "travellers", "expect", "unless", "when", "valid", "hours", "source", "facts",
        ]) | st.text(max_size=5),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


def as_yaml(value: object) -> bytes:
    """JSON is YAML enough here."""
    return json.dumps(value).encode()


@given(st.sampled_from([name for name in NAMES if name != INCIDENTS]), YAML_VALUES)
def test_files_of_another_shape(name: str, value: object) -> None:
    check({**FILES, name: as_yaml(value)})


@given(st.binary(max_size=300) | YAML_VALUES.map(as_yaml))
def test_any_trip(data: bytes) -> None:
    result = load_trip(data, "a.yaml")
    assert (result.trip is None) is has_errors(result.diagnostics)


ODD_VALUES: tuple[object, ...] = (
    None,
    True,
    3,
    2.5,
    "",
    "x",
    "capital",
    "outside",
    "foreign",
    "night",
    "2023-01-01",
    [],
    {},
    [{}],
    [None],
)
PARSED = {name: plain(read(data, name).value) for name, data in FILES.items() if name.endswith(".yaml")}


def places_in(value: object) -> list[tuple[Any, Any]]:
    """Every list or mapping inside, with each of its indexes or keys."""
    found: list[tuple[Any, Any]] = []
    if isinstance(value, dict | list):
        for key, inner in list(value.items()) if isinstance(value, dict) else list(enumerate(value)):
            found += [(value, key), *places_in(inner)]
    return found


@given(st.sampled_from(sorted(PARSED)), st.integers(0, 2**32), st.integers(1, 3))
def test_files_with_values_out_of_place(name: str, seed: int, changes: int) -> None:
    rng = random.Random(seed)
    value = copy.deepcopy(PARSED[name])
    for _ in range(changes):
        spots = places_in(value)
        if not spots:
            break
        holder, key = rng.choice(spots)
        other = rng.choice(places_in(PARSED[rng.choice(sorted(PARSED))]))
        match rng.randrange(3):
            case 0:
                del holder[key]
            case 1:
                holder[key] = rng.choice(ODD_VALUES)
            case _:
                holder[key] = copy.deepcopy(other[0][other[1]])
    check({**FILES, name: as_yaml(value)})
