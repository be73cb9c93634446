"""`advisor new-pack`, as it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.cli.exit_codes import ExitCode
from tests.cli.conftest import Cli
from tests.scaffold.gazetteers import DUMP


@pytest.fixture
def dump(here: Path) -> str:
    (here / "NE.txt").write_text(DUMP, encoding="utf-8")
    return "NE.txt"


def test_a_new_pack_is_checked_tried_and_asked(cli: Cli, here: Path, dump: str) -> None:
    made = cli("new-pack", "Niger", "--places-from", dump, "--dir", "niger")
    assert (made.code, made.err) == (0, "")
    assert made.out == (
        "Made the pack `niger` in niger: 4 towns (1 without a known region, see places.yaml), 3 regions. Every trip is "
        "REFER until rules say more.\n"
        "1. Read README.md there, and write down the network and the rules.\n"
        "2. After each change: advisor check niger, and advisor test niger\n"
        "3. See what it answers: advisor assess niger/trips/stay.yaml\n"
    )
    assert cli("check", "./niger").code == 0
    assert cli("test", "./niger").code == 0
    assert cli("assess", "niger/trips/stay.yaml").code == ExitCode.REFER
    assert cli("assess", "niger/trips/road.yaml", "--lang", "fr").code == ExitCode.REFER


def test_a_pack_among_the_office_s_own_is_called_by_its_id(cli: Cli, dump: str) -> None:
    made = cli("new-pack", "NE", "--places-from", dump, "--data-dir", "data", "--id", "niger-2")
    assert "advisor check niger-2, and advisor test niger-2" in made.out
    assert cli("check", "niger-2", "--data-dir", "data").code == 0
    assert cli("test", "niger-2", "--data-dir", "data").code == 0


def test_every_wish_is_heard(cli: Cli, here: Path, dump: str) -> None:
    given = {
        "--dir": "p", "--id": "x", "--edition": "2027", "--title-en": 'A: "B"', "--title-fr": "É", "--places": "2",
        "--languages": "fr, en", "--places-from": dump,
    }  # fmt: skip
    words = [word for option in given.items() for word in option]
    assert cli("new-pack", "Niger", "--also", "nowhere", *words, "--also", "Niame").code == 0
    text = (here / "p" / "pack.yaml").read_text(encoding="utf-8")
    assert 'id: x\ntitle: {fr: É, en: "A: \\"B\\""}\nedition: "2027"\n' in text
    assert "languages: [fr, en]" in text
    places = (here / "p" / "places.yaml").read_text(encoding="utf-8")
    assert [name in places for name in ("{id: niamey,", "{id: dosso,", "{id: nowhere,", "{id: zinder,")] == [
        True
    ] * 3 + [False]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("Nigr",), "there is no country `Nigr`; names like it: Niger"),
        (("Niger", "--places", "3", "--min-population", "5"), "give --places or --min-population, not both"),
        (("Niger", "--places", "0"), "--places"),
        (("Niger", "--min-population", "-1"), "--min-population"),
        (("Niger", "--dir", "land"), "land is there already and not empty; nothing was written"),
        (("Niger", "--places-from", "none.txt"), "`none.txt` can't be read"),
        ((), "Command"),
    ],
)
def test_what_can_t_be_done_is_told_and_nothing_is_written(
    cli: Cli, here: Path, words: tuple[str, ...], told: str
) -> None:
    before = sorted(here.rglob("*"))
    done = cli("new-pack", *words, "--data-dir", "data")
    assert done.code == ExitCode.USAGE
    assert told in done.err
    assert done.out == ""
    assert sorted(here.rglob("*")) == before
