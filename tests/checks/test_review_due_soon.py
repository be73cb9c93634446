from __future__ import annotations

from datetime import date

from tests.checks.around import found, places, said

CODE = "review-due-soon"


def test_one_note_a_file_from_two_weeks_before() -> None:
    day = date(2023, 12, 17)
    assert places(CODE, as_of=day) == [
        "network.yaml: 2023-12-31",
        "rules/north.yaml: 2023-12-31",
        "rules/south.yaml: 2023-12-31",
    ]
    assert [said(one) for one in found(CODE, as_of=day)][2] == (
        "2 reviews in this file fall due within two weeks, the first by 31 December 2023"
    )


def test_not_a_day_earlier_and_not_when_it_is_too_late() -> None:
    assert places(CODE, as_of=date(2023, 12, 16)) == []
    assert len(places(CODE, as_of=date(2023, 12, 31))) == 3
    assert places(CODE, as_of=date(2024, 1, 1)) == []


def test_the_note_stands_at_the_first_that_is_due() -> None:
    changes = {
        "rules/south.yaml": (
            (
                "where: {place: [capital, middleton], as: [origin, stay]}\n  review_by: 2023-12-31",
                "where: {place: [capital, middleton], as: [origin, stay]}\n  review_by: 2023-12-20",
            ),
        )
    }
    assert places(CODE, changes, as_of=date(2023, 12, 18))[-1] == "rules/south.yaml: 2023-12-20"
