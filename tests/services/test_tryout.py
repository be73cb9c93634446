"""Editions compared in plain words, trips tried with both, reviews decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from advisor.engine.assess import assess
from advisor.model.pack import Pack
from advisor.model.rule import Effect
from advisor.model.verdict import Verdict
from advisor.report.pack_changes import details, other_rule_files, summary
from advisor.rulebook.difference import difference
from advisor.rulebook.edit_rules import append_rule, set_field
from advisor.rulebook.emit import Emittable
from advisor.rulebook.loader import load_pack
from advisor.rulebook.new_rule import begun
from advisor.rulebook.outline import rules_in
from advisor.services.catalogue import Catalogue
from advisor.services.clock import stopped_at
from advisor.services.due_rules import Decision, decided, due, summed_up
from advisor.services.pack_copy import copy_pack
from advisor.services.paths import find_paths
from advisor.services.trip_tests import as_test
from advisor.services.tryout import candidates, saved_candidates, try_out
from tests.packs import small_pack_texts

SOUTH = "rules/south.yaml"
TODAY = date(2023, 6, 15)
SAY = Catalogue("en", Path()).say
FORBIDDEN: Final[dict[str, Emittable]] = {
    "id": "closed",
    "title": {"en": "The road is closed", "fr": "La route est fermée"},
    "effect": "prohibit",
    "where": {"region": "south"},
    "when": {"valid": {"from": "2023-01-01"}},
    "because": {"en": "Floods.", "fr": "Crues."},
    "source": {"title": "Office", "date": "2023-06", "reliability": "B", "credibility": 2},
}


def pack_with(change: Callable[[str], str] = str, name: str = SOUTH) -> Pack:
    texts = dict(small_pack_texts())
    texts[name] = change(texts[name])
    result = load_pack({file: text.encode() for file, text in texts.items()})
    assert result.pack is not None, result.diagnostics
    return result.pack


def test_nothing_differs_between_two_layouts() -> None:
    assert not difference(pack_with(), pack_with(lambda text: f"# first\n\n{text}"))


def test_a_moved_date_and_a_new_rule_are_told_in_plain_words() -> None:
    before = pack_with()
    after = pack_with(lambda text: append_rule(set_field(text, 0, ("review_by",), "2023-11-30"), FORBIDDEN))
    found = difference(before, after)
    assert [SAY(one) for one in summary(found)] == ["1 rule added", "1 review date moved"]
    assert [SAY(one) for one in details(found)] == [
        "Added: The road is closed (closed), forbids",
        "Changed: south-road: review date from 31 December 2023 to 30 November 2023",
    ]
    assert not found.may_loosen


def test_rule_files_that_came_and_went_are_told_and_no_others() -> None:
    told = other_rule_files({"rules/old.yaml", SOUTH, "pack.yaml"}, {"rules/new.yaml", SOUTH, "trips/new.yaml"})
    assert [SAY(one) for one in told] == ["New file: rules/new.yaml", "File taken away: rules/old.yaml"]


@pytest.mark.parametrize(
    ("path", "value", "loosens"),
    [
        (("title", "en"), "Another", False),
        (("because", "fr"), "Autre", False),
        (("review_by",), "2023-11-30", False),
        (("review_by",), "2024-11-30", True),
        (("effect",), "prohibit", False),
        (("where",), {"region": "north"}, True),
        (("how",), None, True),
    ],
)
def test_only_a_change_that_cannot_loosen_passes_without_a_reason(
    path: tuple[str, ...], value: str | None, loosens: bool
) -> None:
    found = difference(pack_with(), pack_with(lambda text: set_field(text, 0, path, value)))
    assert found
    assert found.may_loosen is loosens


def test_a_restriction_taken_out_or_an_allow_added_may_loosen() -> None:
    closed = pack_with(lambda text: append_rule(text, FORBIDDEN))
    assert difference(closed, pack_with()).may_loosen
    assert not difference(pack_with(), closed).may_loosen
    measures = pack_with(lambda text: text.replace("lowers: {impact: 1}", "lowers: {impact: 2}"), "measures.yaml")
    assert difference(pack_with(), measures).may_loosen


def test_trips_that_change_verdict_are_named_with_the_rule_behind_it() -> None:
    open_, closed = pack_with(), pack_with(lambda text: append_rule(text, FORBIDDEN))
    clock = stopped_at(TODAY)
    tried = try_out(open_, closed, candidates(open_, closed), clock)
    assert tried.stricter
    assert not tried.looser
    assert all(one.after is Verdict.NO_GO for one in tried.stricter)
    assert SAY(tried.stricter[0].reasons[0]) == "now: The road is closed"
    back = try_out(closed, open_, candidates(closed, open_), clock)
    assert len(back.looser) == len(tried.stricter)
    assert "no longer: The road is closed" in [SAY(one) for one in back.looser[0].reasons]
    assert tried.hits["closed"] >= len(tried.stricter)
    same = try_out(open_, open_, candidates(open_, open_), clock)
    assert [SAY(one) for one in same.told()] == [f"{same.tried} trips tried, no verdict changes"]


def test_saved_trips_are_tried_that_are_to_come_and_of_the_pack(tmp_path: Path) -> None:
    trip = small_pack_texts()["trips/day-visit.yaml"].partition("expect:")[0]
    files = {
        "mine.yaml": trip,
        "any.yaml": trip.replace("pack: land\n", "").replace("title: Day visit to Middleton\n", ""),
        "theirs.yaml": trip.replace("pack: land", "pack: sea"),
        "over.yaml": trip.replace("2023-06-20", "2023-06-14"),
        "faulty.yaml": "travellers: 5\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    open_, closed = pack_with(), pack_with(lambda text: append_rule(text, FORBIDDEN))
    paths = [tmp_path / name for name in (*files, "gone.yaml")]
    found = saved_candidates(paths, closed, TODAY)
    assert [Path(one.name).name for one in found.trips] == ["mine.yaml", "any.yaml"]
    assert [one.path.name for one in found.unread] == ["faulty.yaml", "gone.yaml"]
    tried = try_out(open_, closed, found.trips, stopped_at(TODAY))
    assert (tried.tried, tried.saved, tried.hits) == (2, 2, {})
    assert [one.title for one in tried.stricter] == ["Day visit to Middleton", "any.yaml"]


def test_a_trip_better_than_it_may_be_becomes_a_test_that_fails_until_the_rules_are_mended() -> None:
    open_, closed = pack_with(), pack_with(lambda text: append_rule(text, FORBIDDEN))
    trip = next(one.trip for one in open_.trips if one.file == "trips/day-visit.yaml")
    better, worse = assess(trip, open_, TODAY), assess(trip, closed, TODAY)
    assert "expect: {as_of: 2023-06-15, verdict: refer}" in as_test(better, Verdict.REFER)
    assert "verdict: no-go" in as_test(worse, Verdict.REFER)
    assert "because: [closed]" in as_test(worse, Verdict.REFER)


@pytest.mark.parametrize("effect", Effect)
def test_a_rule_only_begun_keeps_the_pack_from_being_used(effect: Effect) -> None:
    texts = dict(small_pack_texts())
    texts[SOUTH] = append_rule(texts[SOUTH], begun(effect, {f"new-{effect}"}, date(2023, 9, 15), TODAY))
    result = load_pack({file: text.encode() for file, text in texts.items()})
    assert result.pack is None
    assert any(f"new-{effect}-2" == rule.id for rule in rules_in(texts[SOUTH].encode(), SOUTH))


def test_the_rules_due_come_oldest_first_and_are_decided_on_their_own_lines() -> None:
    files = {name: text.encode() for name, text in small_pack_texts().items()}
    found = due(files, date(2023, 12, 31), TODAY)
    dates = [rule.get("review_by") for rule in found]
    assert dates == sorted(dates)
    assert found
    assert due(files, date(2000, 1, 1), TODAY) == ()
    rule = found[0]
    text = files[rule.file].decode()
    moved = decided(text, rule, Decision.CONFIRMED, date(2024, 6, 15), TODAY)
    assert rules_in(moved.encode(), rule.file)[rule.number].get("review_by") == "2024-06-15"
    ended = decided(text, rule, Decision.WITHDRAWN, TODAY, TODAY)
    assert rules_in(ended.encode(), rule.file)[rule.number].get("when", "valid", "until") == "2023-06-14"
    assert rule.id not in {one.id for one in due({**files, rule.file: ended.encode()}, date(2023, 12, 31), TODAY)}


def test_a_round_is_summed_up() -> None:
    lines = summed_up({"a": Decision.CONFIRMED, "b": Decision.CONFIRMED, "c": Decision.WITHDRAWN}, TODAY)
    assert [SAY(one) for one in lines] == [
        "Review round of 15 June 2023: 2 rules confirmed and 1 rule withdrawn.",
        "Confirmed: a and b",
        "Withdrawn: c",
    ]


def test_a_shipped_pack_is_copied_once_and_whole(tmp_path: Path) -> None:
    shipped = tmp_path / "shipped" / "land"
    (shipped / "rules").mkdir(parents=True)
    (shipped / "pack.yaml").write_text("id: land\n")
    (shipped / "rules" / "a.yaml").write_text("[]\n")
    (shipped / ".hidden").write_text("x")
    made = copy_pack(shipped, tmp_path / "packs")
    assert sorted(file.name for file in made.rglob("*")) == ["a.yaml", "pack.yaml", "rules"]
    (made / "pack.yaml").write_text("mine")
    assert copy_pack(shipped, tmp_path / "packs") == made
    assert (made / "pack.yaml").read_text() == "mine"
    with pytest.raises(OSError, match="nowhere"):
        copy_pack(tmp_path / "nowhere", tmp_path / "packs")
    assert [file.name for file in (tmp_path / "packs").iterdir()] == ["land"]


def test_a_copy_to_edit_is_as_ready_for_editors_as_the_pack(tmp_path: Path) -> None:
    shipped = find_paths().rules / "mali"
    made = copy_pack(shipped, tmp_path / "packs")
    schemas = sorted(file.name for file in (shipped / "schema").iterdir())
    assert schemas
    assert sorted(file.name for file in (made / "schema").iterdir()) == schemas
    for file in shipped.rglob("*.yaml"):
        head = file.read_text("utf-8").partition("\n")[0]
        copied = made / file.relative_to(shipped)
        assert head.startswith("# yaml-language-server: $schema=")
        assert copied.read_text("utf-8").partition("\n")[0] == head
        assert (copied.parent / head.partition("=")[2]).is_file()
