from __future__ import annotations

from tests.checks.around import places

CODE = "rule-without-review"


def test_a_restriction_for_ever_is_found() -> None:
    assert "rules/south.yaml: no-night-driving" in places(CODE)


def test_an_end_or_a_review_will_do() -> None:
    assert "rules/north.yaml: air-north" not in places(CODE)
    assert "rules/south.yaml: south-road" not in places(CODE)


def test_historical_packs_are_not_asked() -> None:
    assert places(CODE, {"pack.yaml": (("edition: 2023-06", "edition: 2023-06\nas_of: 2023-06-15"),)}) == []
