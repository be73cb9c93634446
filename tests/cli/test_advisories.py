"""`advisor advisories` from import to review."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli

URL = "https://www.gov.uk/foreign-travel-advice/land"
OLD = "# Warnings\n\nUpdated:\n:   10 June 2026\n\n## Crime\n\nLock your doors at night. Theft is rare.\n"
NEW = OLD.replace("June", "July").replace("at night", "at all times") + "\n## Roads\n\nDo not drive.\n"


@pytest.fixture
def data(here: Path) -> tuple[str, str]:
    """Two texts beside the pack, whose road rule cites the page; and the option for a data folder of its own."""
    (here / "old.md").write_text(OLD, encoding="utf-8")
    (here / "new.md").write_text(NEW, encoding="utf-8")
    rules = here / "land" / "rules" / "south.yaml"
    cited = '{title: "Office report", date: 2023-06, reliability: B, credibility: 2}'
    text = rules.read_text(encoding="utf-8")
    assert cited in text
    rules.write_text(
        text.replace(cited, cited.replace("date: 2023-06", f"date: 2026-06-10, url: {URL}")), encoding="utf-8"
    )
    return ("--data-dir", str(here / "data"))


def test_from_import_to_review(cli: Cli, data: tuple[str, str]) -> None:
    assert cli("advisories", "review", "land", *data).code == 0
    done = cli("advisories", "import", "old.md", "--url", URL, *data)
    assert (done.code, done.out) == (
        0,
        "old.md: Warnings, 10 June 2026: the newest text of gov.uk/foreign-travel-advice/land\n",
    )
    assert cli("advisories", "review", "land", *data).code == 0
    done = cli("advisories", "import", "new.md", "--url", URL, *data)
    assert "What changed: 1 section added, 1 sentence added and 1 sentence reworded." in done.out
    found = cli("advisories", "review", "land", *data)
    assert found.code == 7
    assert found.out.startswith("1 statement needs review because of a newer text.\n")
    assert "    - rule south-road, source of 2026-06-10\n" in found.out
    assert "A verdict is never changed by this" in found.out
    rows = json.loads(cli(*data, "advisories", "review", "land", "--format", "json").out)
    due = [row for row in rows if row["standing"] == "due"]
    assert [(row["id"], row["base"], row["newest"]) for row in due] == [("south-road", "2026-06-10", "2026-07-10")]


def test_an_older_text_asks_for_nothing(cli: Cli, data: tuple[str, str]) -> None:
    cli("advisories", "import", "new.md", "--url", URL, *data)
    assert "filed as an older text" in cli("advisories", "import", "old.md", "--url", URL, *data).out
    assert "was imported before" in cli("advisories", "import", "old.md", "--url", URL, *data).out
    listed = json.loads(cli("advisories", "list", "-f", "json", *data).out)
    assert listed[0]["days"] == ["2026-06-10", "2026-07-10"]


def test_changes_and_show(cli: Cli, data: tuple[str, str]) -> None:
    cli("advisories", "import", "old.md", "new.md", "--url", URL, *data)
    assert cli("advisories", "changes", "land", *data).out == (
        "10 June 2026 → 10 July 2026\n"
        "What changed: 1 section added, 1 sentence added and 1 sentence reworded.\n"
        "\nCrime\n  ~ Lock your doors at [-night.-] {+all times.+}\n"
        "\nNew section: Roads\n  + Do not drive.\n"
    )
    assert cli("advisories", "changes", URL, "--since", "2026-07-10", *data).out.endswith("Both say the same.\n")
    shown = cli("advisories", "show", URL, "--date", "2026-06-30", *data).out
    assert "## Crime\nLock your doors at night. Theft is rare.\n" in shown
    assert "published 10 June 2026" in shown
    assert cli("advisories", "show", URL, "--date", "2020-01-01", *data).code == 2


def test_what_is_refused_is_told_and_the_rest_kept(cli: Cli, data: tuple[str, str], here: Path) -> None:
    (here / "broken.json").write_text("{", encoding="utf-8")
    done = cli("advisories", "import", "broken.json", "new.md", "--url", URL, *data)
    assert done.code == 6
    assert "broken.json:1:1: error[advisory-unreadable]" in done.err
    assert "1 file was not imported" in done.err
    assert "the newest text" in done.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("import",), "name the files to import"),
        (("import", "nowhere.md"), "can't be read"),
        (("import", "old.md", "--country", "XX"), "not the code of a country"),
        (("show", "nowhere"), "nothing was imported of `nowhere`"),
        (("import", "old.md", "--date", "2026-7-1"), "YYYY-MM-DD"),
    ],
)
def test_what_can_not_be_done(cli: Cli, data: tuple[str, str], words: tuple[str, ...], told: str) -> None:
    done = cli("advisories", *words, *data)
    assert (done.code, told in done.err) == (2, True), done.err


def test_list_says_when_there_is_nothing(cli: Cli, data: tuple[str, str]) -> None:
    assert cli(*data, "advisories", "list").out == "No advice has been imported yet.\n"
