from __future__ import annotations

from tests.checks.around import places

CODE = "allow-everything"
ALLOW = """
- id: all-is-well
  title: {en: "All is well", fr: "Tout va bien"}
  effect: allow
  where: %s
  review_by: 2023-12-31
  because: {en: "Nothing ever happens.", fr: "Il ne se passe rien."}
  source: {title: "Office report", date: 2023-06, reliability: B, credibility: 2}
"""


def allowing(where: str) -> dict[str, tuple[tuple[str, str], ...]]:
    return {"rules/south.yaml": (("", ALLOW % where),)}


def test_a_permission_without_bound_is_found() -> None:
    assert places(CODE, allowing("{anywhere: true}")) == ["rules/south.yaml: {anywhere: true}"]
    assert places(CODE, allowing("{region: land}")) == ["rules/south.yaml: {region: land}"]


def test_one_of_several_areas_is_enough() -> None:
    assert places(CODE, allowing("[{place: gate}, {anywhere: true}]"))


def test_a_bound_of_any_kind_will_do() -> None:
    assert places(CODE) == []
    bounds = ("{region: south}", "{anywhere: true, except: north}", "{anywhere: true, as: stay}")
    assert [places(CODE, allowing(where)) for where in bounds] == [[], [], []]
    assert places(CODE, allowing("{anywhere: true}\n  how: {mode: bus}")) == []
    assert places(CODE, allowing("{anywhere: true}\n  who: {roles: driver}")) == []
