from __future__ import annotations

from datetime import date

from tests.checks.around import found, places, said

CODE = "old-source"


def test_a_permission_on_last_years_word_is_found() -> None:
    changes = {"rules/south.yaml": (("date: 2023-06,", "date: 2022-05,"),)}
    [one] = found(CODE, changes)
    assert said(one).endswith("dated 2022-05, more than a year ago, which is long for a permission")
    assert places(CODE, changes) == ["rules/south.yaml: 2022-05"]


def test_a_restriction_may_rest_on_it_for_five_years() -> None:
    def dated(day: str) -> list[str]:
        return places(CODE, {"rules/south.yaml": (("date: 2023-06-01", f"date: {day}"),)})

    assert dated("2019") == []
    assert dated("2018-05") == ["rules/south.yaml: 2018-05"]


def test_a_vague_date_counts_from_its_last_day() -> None:
    assert places(CODE, {"rules/south.yaml": (("date: 2023-06,", "date: 2022,"),)}) == []
    assert places(CODE) == []


def test_a_rule_that_has_ended_is_let_be() -> None:
    changes = {"rules/north.yaml": (("date: 2023-05", "date: 2020-05"),)}
    assert places(CODE, changes) == ["rules/north.yaml: 2020-05"]
    assert places(CODE, changes, as_of=date(2023, 7, 1)) == []
