"""The fingerprint tells packs apart by what assess reads, and by nothing else."""

from __future__ import annotations

import pytest

from advisor.rulebook.folder import headed
from advisor.rulebook.loader import load_pack
from advisor.rulebook.source import plain, read
from tests.packs import small_pack_texts


def fingerprint(texts: dict[str, str]) -> str:
    pack = load_pack({name: text.encode() for name, text in texts.items()}).pack
    assert pack is not None
    return pack.fingerprint


def test_it_is_a_sha_256() -> None:
    assert len(fingerprint(small_pack_texts())) == 64
    assert set(fingerprint(small_pack_texts())) <= set("0123456789abcdef")


def rules_in_reverse(texts: dict[str, str]) -> dict[str, str]:
    for name in ("rules/south.yaml", "rules/north.yaml", "measures.yaml", "contacts.yaml"):
        document = read(texts[name].encode(), name)
        starts = texts[name].split("\n- ")
        assert len(plain(document.value)) == len(starts)
        turned = [starts[0].removeprefix("- "), *starts[1:]][::-1]
        texts[name] = "\n".join("- " + part.rstrip("\n") for part in turned) + "\n"
    return texts


def rules_in_other_files(texts: dict[str, str]) -> dict[str, str]:
    texts["rules/all.yaml"] = texts.pop("rules/south.yaml") + texts.pop("rules/north.yaml")
    return texts


def comments(texts: dict[str, str]) -> dict[str, str]:
    return {name: f"# A comment\n{text}\n" if name.endswith("yaml") else text for name, text in texts.items()}


def lines_for_editors(texts: dict[str, str]) -> dict[str, str]:
    return {name: headed(name, text) for name, text in texts.items()}


def without_trips(texts: dict[str, str]) -> dict[str, str]:
    texts["pack.yaml"] = texts["pack.yaml"].replace("example_trip: day-visit.yaml\n", "")
    return {name: text for name, text in texts.items() if not name.startswith(("trips/", "README"))}


def lists_of_one(texts: dict[str, str]) -> dict[str, str]:
    texts["rules/south.yaml"] = texts["rules/south.yaml"].replace("{place: capital}", "[{place: [capital]}]")
    return texts


@pytest.mark.parametrize(
    "change", [rules_in_reverse, rules_in_other_files, comments, lines_for_editors, without_trips, lists_of_one]
)
def test_what_makes_no_difference(change: object) -> None:
    assert callable(change)
    assert fingerprint(change(small_pack_texts())) == fingerprint(small_pack_texts())


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("pack.yaml", "edition: 2023-06", "edition: 2023-07"),
        ("pack.yaml", "[low, medium]", "[medium, medium]"),
        ("places.yaml", "lat: 12.65", "lat: 12.66"),
        ("network.yaml", "km: 240", "km: 241"),
        ("measures.yaml", "lowers: {impact: 1}", "lowers: {impact: 2}"),
        ("contacts.yaml", "+000 1234", "+000 1235"),
        ("incidents.csv", "2023-05-02", "2023-05-01"),
        ("rules/south.yaml", '"12:00-18:00"', '"12:00-18:30"'),
        ("rules/north.yaml", "km: 50", "km: 51"),
        ("rules/north.yaml", "Armed groups stop cars.", "Armed groups stop buses."),
    ],
)
def test_what_makes_one(file: str, old: str, new: str) -> None:
    texts = small_pack_texts()
    assert old in texts[file]
    texts[file] = texts[file].replace(old, new)
    assert fingerprint(texts) != fingerprint(small_pack_texts())
