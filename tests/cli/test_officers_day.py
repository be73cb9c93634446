"""An officer's day with a text editor and the command line: files edited by hand, four commands told apart by code."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.cli.conftest import Cli

CLOSED = """
- id: south-closed
  title: {en: "The road is closed", fr: "La route est close"}
  effect: prohibit
  where: {regoin: south}
  when: {valid: {from: 2023-01-01}}
  because: {en: "Floods.", fr: "Crues."}
  source: {title: Office, date: 2023-06, reliability: B, credibility: 2}
"""
STATEMENT = """\
- id: no-foreigner-south
  title: {en: "No foreigner gets GO in the south", fr: "Aucun étranger n'est GO dans le sud"}
  at_best: refer
  where: {region: south}
  how: {mode: own-vehicle}
  who: {nationality: foreign}
  when: {valid: {from: 2023-01-01}}
"""
EXPECTED = "expect: {as_of: 2023-06-15, verdict: no-go}\n"


def change(file: Path, old: str, new: str) -> None:
    """As an editor does: replace one passage."""
    text = file.read_text("utf-8")
    assert text.count(old) >= 1
    file.write_text(text.replace(old, new, 1), "utf-8")


def trip_shown(out: str) -> str:
    """The trip that `prove` prints, without its indentation."""
    _, _, shown = out.partition("The trip, for a file under trips/:\n")
    return "".join(line.removeprefix("        ") for line in shown.splitlines(keepends=True)[:-1])


def test_an_officers_day_with_a_text_editor(cli: Cli, here: Path) -> None:
    south, trips = here / "land" / "rules" / "south.yaml", here / "land" / "trips"
    shutil.copytree(here / "land", here / "before")
    before = south.read_text("utf-8")
    assert cli("check", "land").code == 0
    assert cli("test", "land").code == 0
    # A review date is moved, and what must hold of all trips is written down: it does not hold yet.
    change(south, "review_by: 2023-12-31", "review_by: 2023-11-30")
    (here / "land" / "invariants.yaml").write_text(STATEMENT, "utf-8")
    proved = cli("prove", "land")
    assert proved.code == 6
    assert proved.out.startswith("REFUTED  No foreigner gets GO in the south (no-foreigner-south)\n")
    # The trip that refutes it becomes a test, which fails until the rules are mended.
    (trips / "foreigner.yaml").write_text(trip_shown(proved.out) + EXPECTED, "utf-8")
    tested = cli("test", "land")
    assert tested.code == 5
    assert "trips/foreigner.yaml" in tested.out
    # The road is forbidden; a slip of the pen is found at its place, and the pack is refused until it is mended.
    south.write_text(south.read_text("utf-8") + CLOSED, "utf-8")
    checked = cli("check", "land")
    assert checked.code == 3
    line = south.read_text("utf-8").split("\n").index("  where: {regoin: south}") + 1
    assert f"rules/south.yaml:{line}:11" in checked.out + checked.err
    assert cli("prove", "land").code == 3
    change(south, "regoin", "region")
    assert cli("check", "land").code == 0
    # Now it is proved, by that rule, and the trip comes out as demanded; the pack's own trip is stricter now.
    proved = cli("prove", "land")
    assert proved.code == 0
    assert proved.out.startswith("PROVED  No foreigner gets GO in the south (no-foreigner-south)\n")
    assert "It rests on south-closed." in proved.out
    tested = cli("test", "land")
    assert tested.code == 5
    assert "trips/day-visit.yaml" in tested.out
    change(trips / "day-visit.yaml", "verdict: go, because: [south-road, south-stay]", "verdict: no-go")
    assert cli("test", "land").code == 0
    # What the new edition changes: nothing is looser, one rule stricter.
    compared = cli("compare", "before", "land")
    assert compared.code == 0
    assert "south-closed (new): " in compared.out
    # The old text is put back: looser than what was published, and the statement no longer holds.
    shutil.copytree(here / "land", here / "published")
    south.write_text(before, "utf-8")
    looser = cli("compare", "published", "land")
    assert looser.code == 7
    assert "south-closed (gone): " in looser.out
    assert cli("prove", "land").code == 6
    assert cli("test", "land").code == 5
