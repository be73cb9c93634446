from __future__ import annotations

from tests.checks.around import NO_RULES, places

CODE = "measure-not-required"


def test_a_measure_that_changes_nothing_is_found() -> None:
    assert places(CODE) == ["measures.yaml: keep-papers"]


def test_a_pack_just_begun_has_its_measures_before_its_rules() -> None:
    assert places(CODE, NO_RULES) == []


def test_one_that_lowers_a_risk_does_something() -> None:
    assert (
        places(
            CODE, {"measures.yaml": (("conduct, scope: traveller", "conduct, scope: traveller, lowers: {impact: 1}"),)}
        )
        == []
    )


def test_one_that_lifts_a_rule_does_something() -> None:
    assert places(CODE, {"rules/north.yaml": (("{measures: escort}", "{measures: [escort, keep-papers]}"),)}) == []


def test_one_that_would_lift_a_rule_under_another_setting_does_something() -> None:
    setting = """
settings:
  - {id: visitors, title: {en: "Visitors", fr: "Visiteurs"}, choices: [caution, refer], value: caution}
"""
    changes = {
        "pack.yaml": (("", setting),),
        "rules/south.yaml": (("effect: caution", "effect: {setting: visitors}\n  unless: {measures: keep-papers}"),),
    }
    assert places(CODE, changes) == []
