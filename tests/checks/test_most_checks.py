"""What an officer reads about a pack in which every check finds something."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.checks.registry import checks
from advisor.cli.application import run
from tests.checks.most_checks import AS_OF, most_checks_files

GOLDEN = Path(__file__).parents[1] / "golden" / "most_checks"

Check = Callable[..., str]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Check:
    """Checks the pack in the folder `land`, and gives what was written."""
    for name, data in most_checks_files().items():
        file = tmp_path / "land" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    monkeypatch.chdir(tmp_path)

    def checked(*options: str) -> str:
        run(["check", "./land", "--as-of", AS_OF.isoformat(), "--data-dir", "data", *options], lambda *_: 1)
        return capfd.readouterr().out

    return checked


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("form", "ending"), [("text", "txt"), ("json", "json")])
def test_everything_is_told_in_order(check: Check, form: str, ending: str, language: str) -> None:
    golden = GOLDEN / f"checks.{language}.{ending}"
    written = check("--format", form, "--lang", language)
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


def test_every_other_check_finds_something(check: Check) -> None:
    found = json.loads(check("--format", "json"))
    places = [(one["file"], one["line"], one["column"]) for one in found]
    assert places == sorted(places)
    # With no trips at all no rule would be said to be tried by none.
    assert {one["code"] for one in found} == {one.code for one in checks()} - {"no-test-trips"}
