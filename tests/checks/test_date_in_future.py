from __future__ import annotations

from datetime import date

from tests.checks.around import places

CODE = "date-in-future"


def test_a_source_of_tomorrow_is_found() -> None:
    changes = {"rules/south.yaml": (("date: 2023-06-01", "date: 2023-06-16"),)}
    assert places(CODE, changes) == ["rules/south.yaml: 2023-06-16"]


def test_a_vague_date_may_already_have_been() -> None:
    assert places(CODE) == []  # 2023 and 2023-06, in the middle of June 2023
    assert places(CODE, {"rules/south.yaml": (("date: 2023-06-01", "date: 2023-06-15"),)}) == []
    assert places(CODE, {"rules/south.yaml": (("date: 2023-06-01", "date: 2023-07"),)}) == ["rules/south.yaml: 2023-07"]


def test_incidents_of_days_to_come_are_not_covered() -> None:
    changes = {"pack.yaml": (("until: 2023-06-15}", "until: 2023-06-16}"),)}
    assert places(CODE, changes) == ["pack.yaml: 2023-06-16"]


def test_a_decision_is_not_taken_tomorrow() -> None:
    setting = """
settings:
  - id: visitors
    title: {en: "Visitors", fr: "Visiteurs"}
    choices: [caution, refer]
    value: refer
    decided: {by: The director, on: 2023-07-01}
"""
    changes = {
        "pack.yaml": (("", setting),),
        "rules/south.yaml": (("effect: caution", "effect: {setting: visitors}"),),
    }
    assert places(CODE, changes) == ["pack.yaml: 2023-07-01"]
    assert places(CODE, changes, as_of=date(2023, 7, 1)) == []


def test_the_sources_of_windows_and_contacts_are_looked_at_too() -> None:
    late = "source: {title: Desk, date: 2024, reliability: B, credibility: 2}"
    changes = {
        "contacts.yaml": (("places: farpost}", f"places: farpost, {late}}}"),),
        "network.yaml": (("{review_by: 2023-12-31}", f"{{review_by: 2023-12-31, {late}}}"),),
        "pack.yaml": (("{from: 2020-01-01,", f"{{from: 2020-01-01, {late},"),),
    }
    assert places(CODE, changes) == ["contacts.yaml: 2024", "network.yaml: 2024", "pack.yaml: 2024"]
