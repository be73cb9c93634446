"""Cards and forms that are not whole can't be made."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from advisor.gui.planner.step_card import StepCard
from advisor.gui.planner.step_form import StepForm
from advisor.gui.planner.words import Words
from tests.gui.planner_driver import small_pack


@pytest.mark.parametrize(("kind", "missing"), [(StepCard, "make_form, summarise"), (StepForm, "field_of")])
def test_what_the_kinds_differ_in_must_be_there(kind: type[StepCard | StepForm], missing: str, qtbot: QtBot) -> None:
    with pytest.raises(TypeError, match=missing):
        kind(Words(small_pack(), {}))
