"""A pack made for another country opens in the window, and refers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from advisor.gui.desk import Desk
from advisor.model.verdict import Verdict
from advisor.services.new_pack import Wish, make_pack
from advisor.services.wiring import Services
from tests.gui.conftest import settle
from tests.scaffold.gazetteers import DUMP


def test_a_new_pack_opens_with_its_trip(
    qtbot: QtBot, services: Services, make_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    (tmp_path / "NE.txt").write_text(DUMP, encoding="utf-8")
    wish = Wish("Niger", places_from=tmp_path / "NE.txt")
    made = make_pack(wish, services.paths, services.packs, services.clock())
    desk = make_desk(real_page=True, trip_file=made.folder / "trips" / "road.yaml")
    settle(qtbot, desk)
    rules = desk.packs.rules
    assert rules is not None
    assert rules.pack is not None
    assert (rules.pack.id, rules.folder, rules.faulty) == ("niger", made.folder, False)
    assert desk.verdict.assessment is not None
    assert desk.verdict.assessment.verdict is Verdict.REFER
    qtbot.waitUntil(lambda: "niger" in dict(desk.packs.titles), timeout=20_000)
