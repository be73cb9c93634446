from __future__ import annotations

from datetime import date

from tests.checks.around import places

CODE = "window-overdue"


def test_a_service_whose_day_has_passed_is_found() -> None:
    assert places(CODE, as_of=date(2024, 1, 1)) == ["network.yaml: 2023-12-31"]


def test_the_day_itself_is_in_time() -> None:
    assert places(CODE, as_of=date(2023, 12, 31)) == []


def test_a_provider_is_looked_at_too_but_not_once_it_has_ended() -> None:
    changes = {"pack.yaml": (("until: 2023-06-30,", "until: 2023-06-30, review_by: 2023-03-01,"),)}
    assert places(CODE, changes) == ["pack.yaml: 2023-03-01"]
    assert places(CODE, changes, as_of=date(2023, 7, 1)) == []
