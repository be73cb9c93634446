"""The tests of proofs are tested: each fault put into what proves must be noticed."""

from __future__ import annotations

import pytest

from tests.property.mutants import ROOT, Mutant, listed, tried

MUTANTS = listed("proof")


@pytest.mark.campaign
@pytest.mark.timeout(0)
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: f"{mutant.module}: {mutant.what}")
def test_mutant_is_noticed(mutant: Mutant) -> None:
    assert tried(mutant).example is not None, f"nothing noticed that {mutant.what}"


def test_every_mutant_still_has_its_line() -> None:
    sources = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "advisor" / "proof").glob("*.py")}
    stale = [f"{one.module}: {one.old}" for one in MUTANTS if sources[one.module].count(one.old) != 1]
    assert stale == []
    searched = {"reading", "values", "witness", "checker", "prove", "compare", "editions"}
    assert {one.module for one in MUTANTS} >= searched
