"""What the organisation has set is said on the sheet, in the reader's language, with who answers for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from advisor.model.pack import Setting
from advisor.model.rule import Effect
from advisor.report import text
from advisor.report.document import build
from advisor.report.json import plain
from advisor.report.pack_settings import setting_line
from advisor.rulebook.authored_pack import SettingEffect
from tests.report import samples
from tests.report.sample_pack import PACK, both
from tests.report.speaking import speaking

SETTING_EFFECTS = tuple(Effect(word) for word in get_args(SettingEffect))

CAME = Setting(
    id="visitors", title=both("Visitors", "Visiteurs"), choices=(Effect.CAUTION, Effect.REFER), value=Effect.REFER
)
DECIDED = replace(
    CAME, value=Effect.CAUTION, decided_by=both("Head of mission", "Chef de mission"), decided_on=date(2023, 6, 2)
)


def test_it_says_that_nobody_has_decided_yet() -> None:
    assert speaking("en")(setting_line(CAME)) == (
        "Setting “Visitors”: referred to the security officer, as the pack came; nobody has decided it yet."
    )


def test_it_says_who_decided_what_and_when() -> None:
    assert speaking("en")(setting_line(DECIDED)) == (
        "Setting “Visitors”: a caution that stops nobody, decided by Head of mission on 2 June 2023."
    )
    french = speaking("fr")(setting_line(DECIDED))
    assert "Chef de mission" in french
    assert "2 juin 2023" in french


@pytest.mark.parametrize("value", SETTING_EFFECTS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_value_has_its_words(value: Effect, language: str) -> None:
    told = speaking(language)(setting_line(replace(CAME, value=value)))
    assert "setting." not in told


def test_the_sheet_and_the_json_carry_it() -> None:
    answer = samples.ALL["go"]
    answer = replace(answer, pack=replace(answer.pack, settings=(DECIDED,)))
    told = text.render(build(answer, PACK), speaking("en"), 300)
    assert "a caution that stops nobody, decided by Head of mission on 2 June 2023." in told
    assert plain(answer)["pack"]["settings"][0]["value"] == "caution"
