from __future__ import annotations

from tests.checks.around import places

CODE = "dates-apart"
FROM = "review_by: 2023-12-31\n  when: {valid: {from: %s}}"


def test_a_rule_reviewed_before_it_begins_is_found() -> None:
    changes = {"rules/south.yaml": (("review_by: 2023-12-31", FROM % "2024-01-01"),)}
    assert places(CODE, changes) == ["rules/south.yaml: 2023-12-31"]


def test_a_window_reviewed_before_it_begins_is_found() -> None:
    changes = {"network.yaml": (("{review_by: 2023-12-31}", "{from: 2024-06-01, review_by: 2023-12-31}"),)}
    assert places(CODE, changes) == ["network.yaml: 2023-12-31"]


def test_the_first_day_itself_will_do() -> None:
    assert places(CODE) == []
    assert places(CODE, {"rules/south.yaml": (("review_by: 2023-12-31", FROM % "2023-12-31"),)}) == []
