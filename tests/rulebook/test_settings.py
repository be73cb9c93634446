"""Settings: a rule has the effect that the organisation has set, and nothing can be set that would permit."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from advisor.model.pack import Pack
from advisor.model.rule import Effect, Rule
from advisor.rulebook.authored_pack import SettingEffect
from advisor.rulebook.edit import replace_scalar
from advisor.rulebook.loader import LoadResult, load_pack
from tests.packs import small_pack_texts

SETTING_EFFECTS = tuple(Effect(word) for word in get_args(SettingEffect))

SETTING = """\
settings:
  - id: demonstrations
    title: {en: "Demonstrations", fr: "Manifestations"}
    choices: [inform, caution, refer, prohibit]
    value: caution
    decided: {by: {en: "Head of mission", fr: "Chef de mission"}, on: 2023-06-02}
    note: {en: "prohibit: nobody goes there then.", fr: "prohibit : personne n'y va alors."}
incidents:"""


def texts(setting: str = SETTING, rule: str = "  effect: {setting: demonstrations}\n") -> dict[str, str]:
    """The small pack, with a setting that its rule about demonstrations names."""
    found = small_pack_texts()
    found["pack.yaml"] = found["pack.yaml"].replace("incidents:", setting)
    found["rules/south.yaml"] = found["rules/south.yaml"].replace("  effect: caution\n", rule)
    return found


def loaded(files: dict[str, str]) -> LoadResult:
    return load_pack({name: text.encode() for name, text in files.items()})


def pack(files: dict[str, str]) -> Pack:
    result = loaded(files)
    assert result.diagnostics == ()
    assert result.pack is not None
    return result.pack


def rule(of: Pack) -> Rule:
    return next(one for one in of.rules if one.id == "capital-demonstrations")


def codes(files: dict[str, str]) -> list[str]:
    return [fault.code for fault in loaded(files).diagnostics]


def set_to(value: str, files: dict[str, str]) -> dict[str, str]:
    """As the officer does it: one word in pack.yaml."""
    changed = replace_scalar(files["pack.yaml"], ("settings", 0, "value"), value)
    return {**files, "pack.yaml": changed}


def test_a_setting_says_who_decided_what_and_when() -> None:
    setting = pack(texts()).settings["demonstrations"]
    assert setting.value is Effect.CAUTION
    assert setting.choices == (Effect.INFORM, Effect.CAUTION, Effect.REFER, Effect.PROHIBIT)
    assert setting.decided_by.in_language("fr") == "Chef de mission"
    assert setting.decided_on == date(2023, 6, 2)
    assert setting.note


@pytest.mark.parametrize("value", SETTING_EFFECTS)
def test_the_rule_is_the_rule_that_the_word_would_make(value: Effect) -> None:
    unless = "  unless: {measures: escort}\n"
    taken = rule(pack(set_to(value.value, texts(rule="  effect: {setting: demonstrations}\n" + unless))))
    lifted = unless if value in (Effect.REFER, Effect.PROHIBIT) else ""
    bare = small_pack_texts()
    bare["rules/south.yaml"] = bare["rules/south.yaml"].replace("effect: caution\n", f"effect: {value.value}\n{lifted}")
    written = rule(pack(bare))
    assert taken.setting == "demonstrations"
    assert (taken.effect, taken.unless, taken.where, taken.when) == (
        written.effect, written.unless, written.where, written.when,
    )  # fmt: skip


def test_a_setting_is_part_of_the_fingerprint() -> None:
    prints = {pack(set_to(value.value, texts())).fingerprint for value in SETTING_EFFECTS}
    prints.add(pack(texts(SETTING.replace("2023-06-02", "2023-06-03"))).fingerprint)
    assert len(prints) == len(SETTING_EFFECTS) + 1


@pytest.mark.parametrize("word", ["allow", "require"])
def test_nothing_can_be_set_that_permits_or_asks_for_measures(word: str) -> None:
    assert codes(texts(SETTING.replace("[inform,", f"[{word},"))) == ["unknown-value"]
    assert codes(set_to(word, texts())) == ["unknown-value"]


def test_the_source_must_do_for_every_choice() -> None:
    weak = texts()
    old = "reliability: C, credibility: 3"
    assert weak["rules/south.yaml"].count(old) == 1
    weak["rules/south.yaml"] = weak["rules/south.yaml"].replace(old, "reliability: D, credibility: 3")
    assert codes(weak) == ["weak-source"]
    weak["pack.yaml"] = weak["pack.yaml"].replace("[inform, caution, refer, prohibit]", "[inform, caution, refer]")
    assert codes(weak) == []


def test_an_exemption_needs_a_choice_that_it_can_lift() -> None:
    files = texts(rule="  effect: {setting: demonstrations}\n  unless: {measures: escort}\n")
    assert codes(files) == []
    files["pack.yaml"] = files["pack.yaml"].replace("[inform, caution, refer, prohibit]", "[inform, caution]")
    assert codes(files) == ["not-with-effect"]


@pytest.mark.parametrize("key", ["measures: escort", "while: mission"])
def test_any_other_key_must_go_with_every_choice(key: str) -> None:
    assert "not-with-effect" in codes(texts(rule=f"  effect: {{setting: demonstrations}}\n  {key}\n"))


def test_a_setting_without_a_rule_would_decide_nothing() -> None:
    result = loaded(texts(rule="  effect: caution\n"))
    assert [(fault.code, fault.severity.value) for fault in result.diagnostics] == [("unused-setting", "warning")]
    assert result.pack is not None
