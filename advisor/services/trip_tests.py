"""An assessed trip as a test of its pack: the trip, and what it came to as what is expected."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from advisor.model.assessment import Assessment, Finding
from advisor.model.verdict import Verdict
from advisor.rulebook.edit import insert_entry
from advisor.rulebook.edit_rules import unquoted
from advisor.rulebook.emit import Emittable
from advisor.rulebook.folder import TRIPS
from advisor.rulebook.trips import emit_trip
from advisor.scaffold.names import folded

_LONGEST_NAME = 60


def as_test(assessment: Assessment, worst: Verdict = Verdict.GO) -> str:
    """The text of a file under `trips/`. ValueError for a text that no file can hold.

    Named are the rules that bring about the verdict; who travels is not: names are left out. A trip that came out
    better than it may, than `worst`, is expected to come to that: the test fails until the rules are mended.
    """
    wrong = assessment.verdict < worst
    people = tuple(replace(one, name="") for one in assessment.trip.travellers)
    trip = replace(assessment.trip, travellers=people, contacts=(), notes="")
    expect: dict[str, Emittable] = {
        "as_of": assessment.as_of.isoformat(),
        "verdict": max(assessment.verdict, worst).word,
    }
    rules = dict.fromkeys(one.rule for one in assessment.findings if one.rule and _decides(one, assessment.verdict))
    if rules and not wrong:
        expect["because"] = [*rules]
    return insert_entry(emit_trip(trip), [], "expect", unquoted(expect))


def _decides(finding: Finding, verdict: Verdict) -> bool:
    return finding.range.worst >= verdict if verdict is not Verdict.GO else finding.state.value == "covers"


def file_for(title: str, taken: Collection[str]) -> str:
    """A name under `trips/` that no other file has, made of the trip's title."""
    stem = re.sub(r"[^a-z0-9]+", "-", folded(title))[:_LONGEST_NAME].strip("-") or "trip"
    number, name = 1, f"{TRIPS}{stem}.yaml"
    while name in taken:
        number += 1
        name = f"{TRIPS}{stem}-{number}.yaml"
    return name
