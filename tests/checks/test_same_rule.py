from __future__ import annotations

from tests.checks.around import places

CODE = "same-rule"
TWIN = """
- id: night-again
  title: {en: "By day only", fr: "De jour seulement"}
  effect: %s
  where: {anywhere: true}
  how: {mode: [bus, own-vehicle], activity: moving}
  when: {hours: night}
  review_by: 2023-12-31
  because: {en: "Nobody sees the road.", fr: "On ne voit pas la route."}
  risk: {threat: road-accident, likelihood: %s, impact: minor}
  source: {title: "Police", date: 2023, reliability: B, credibility: 2}
"""


def test_the_same_in_other_words_is_found() -> None:
    changes = {"rules/south.yaml": (("", TWIN % ("prohibit", "likely")),)}
    assert places(CODE, changes) == ["rules/south.yaml: no-night-driving"]


def test_any_difference_that_bears_on_trips_will_do() -> None:
    assert places(CODE) == []
    for effect, likelihood in (("refer", "likely"), ("prohibit", "unlikely")):
        assert places(CODE, {"rules/south.yaml": (("", TWIN % (effect, likelihood)),)}) == []


def test_rules_that_only_tell_may_tell_different_things() -> None:
    twins = (TWIN % ("caution", "likely")) + (TWIN % ("caution", "likely")).replace("night-again", "night-too")
    assert places(CODE, {"rules/south.yaml": (("", twins),)}) == []
