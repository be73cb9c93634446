from __future__ import annotations

from tests.checks.around import NO_RULES, found, places, said

CODE = "unused-name"
INSURER = '  - {id: insurer, title: {en: "Insurer", fr: "Assureur"}, windows: [{review_by: 2023-12-31}]}\n'


def test_what_nothing_names_is_found() -> None:
    changes = {
        "pack.yaml": (
            ("threats:\n", 'threats:\n  - {id: flood, title: {en: "Flood", fr: "Crue"}}\n'),
            ("modes:\n", 'modes:\n  - {id: boat, title: {en: "Boat", fr: "Pinasse"}}\n'),
            (
                "  - id: mission\n",
                INSURER + "  - id: mission\n",
            ),
        ),
        "rules/north.yaml": (("who: {not: {speaks-local: yes}}\n  ", ""),),
    }
    assert places(CODE, changes) == [f"pack.yaml: {name}" for name in ("boat", "flood", "speaks-local", "insurer")]


def test_one_note_names_all_of_a_kind() -> None:
    threats = "".join(f'  - {{id: {name}, title: {{en: "{name}", fr: "{name}"}}}}\n' for name in ("flood", "storm"))
    changes = {"pack.yaml": (("threats:\n", f"threats:\n{threats}"),)}
    assert [said(one) for one in found(CODE, changes)] == ["nothing names 2 of the threats: flood and storm"]


def test_a_pack_just_begun_has_its_words_before_its_rules() -> None:
    assert places(CODE, NO_RULES) == []


def test_what_a_rule_alone_names_is_used() -> None:
    assert places(CODE) == []
    foot = {
        "pack.yaml": (("modes:\n", 'modes:\n  - {id: on-foot, title: {en: "On foot", fr: "À pied"}}\n'),),
        "rules/south.yaml": (("how: {mode: road, activity", "how: {mode: [road, on-foot], activity"),),
    }
    assert places(CODE, foot) == []


def test_roles_say_who_travels_whether_a_rule_asks_or_not() -> None:
    assert (
        places(CODE, {"pack.yaml": (("roles:\n", 'roles:\n  - {id: cook, title: {en: "Cook", fr: "Cuisinier"}}\n'),)})
        == []
    )
