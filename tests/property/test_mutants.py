"""The tests are tested: each fault put into the engine must be noticed."""

from __future__ import annotations

import pytest

from tests.property.mutants import ROOT, Mutant, listed, tried

MUTANTS = listed()


@pytest.mark.campaign
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: f"{mutant.module}: {mutant.what}")
def test_mutant_is_noticed(mutant: Mutant) -> None:
    trial = tried(mutant)
    assert trial.law is not None or trial.example is not None, f"nothing noticed that {mutant.what}"


@pytest.mark.campaign
def test_every_mutant_still_has_its_line() -> None:
    sources = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "advisor" / "engine").glob("*.py")}
    stale = [f"{one.module}: {one.old}" for one in MUTANTS if sources[one.module].count(one.old) != 1]
    assert stale == []


def test_there_are_mutants_in_every_part_of_the_decision() -> None:
    parts = {
        "cells",
        "match",
        "judge",
        "decide",
        "scales",
        "standing",
        "running",
        "expose",
        "itinerary",
        "journey",
        "ways",
        "index",
    }
    assert {one.module for one in MUTANTS} >= parts
    assert len({(one.module, one.old, one.new) for one in MUTANTS}) == len(MUTANTS)
