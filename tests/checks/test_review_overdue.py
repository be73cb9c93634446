from __future__ import annotations

from datetime import date

from tests.checks.around import places

CODE = "review-overdue"


def test_rules_whose_day_has_passed_are_found() -> None:
    late = ["rules/north.yaml: 2023-12-31", "rules/south.yaml: 2023-12-31", "rules/south.yaml: 2023-12-31"]
    assert places(CODE, as_of=date(2024, 1, 1)) == late


def test_the_day_itself_is_in_time() -> None:
    assert places(CODE, as_of=date(2023, 12, 31)) == []


def test_a_rule_that_has_ended_needs_no_review() -> None:
    changes = {
        "rules/north.yaml": (
            ("when: {valid: {until: 2023-06-30}}", "when: {valid: {until: 2023-06-30}}\n  review_by: 2023-06-01"),
        )
    }
    assert places(CODE, changes) == ["rules/north.yaml: 2023-06-01"]
    assert places(CODE, changes, as_of=date(2023, 7, 1)) == []
