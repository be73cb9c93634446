"""The packs that ship, as their officer would look at them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from advisor.model.diagnostic import Severity
from advisor.services.pack_checks import check_folder

RULES = Path(__file__).parents[2] / "rules"
PACKS = sorted(file.parent.name for file in RULES.glob("*/pack.yaml"))
WRITTEN = date(2026, 8, 25)
"""A day on which no review of the current pack was due yet."""


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_that_ships_has_no_warnings_and_few_notes(pack: str) -> None:
    checked = check_folder(RULES / pack, lambda: WRITTEN)
    assert checked.pack is not None
    assert [one for one in checked.diagnostics if one.severity is not Severity.NOTE] == []
    assert len(checked.diagnostics) <= 15
    assert "rule-not-tried" not in {one.code for one in checked.diagnostics}


def test_the_current_pack_is_overdue_once_its_reviews_are() -> None:
    late = check_folder(RULES / "mali", lambda: date(2026, 12, 1)).diagnostics
    assert sum(one.code == "review-overdue" for one in late) > 80
