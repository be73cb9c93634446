from __future__ import annotations

from datetime import date

from tests.checks.around import places

CODE = "rule-ended"


def test_a_rule_in_the_past_is_found() -> None:
    assert places(CODE, as_of=date(2023, 7, 1)) == ["rules/north.yaml: 2023-06-30"]


def test_on_its_last_day_it_still_holds() -> None:
    assert places(CODE, as_of=date(2023, 6, 30)) == []
