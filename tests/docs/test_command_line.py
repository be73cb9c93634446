"""The page on the command line names what there is, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from cyclopts import App

from advisor.cli.assess import Format
from advisor.cli.commands import COMMANDS, make
from advisor.cli.exit_codes import ExitCode
from advisor.cli.options import Language, ListFormat
from advisor.cli.plan import Plan
from advisor.cli.schema import Kind
from advisor.model.assessment import Assessment, Finding, PackRef
from advisor.model.diagnostic import Severity

PAGE = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text(encoding="utf-8")
HEADINGS = re.split(r"^## ", PAGE, flags=re.MULTILINE)


def part(title: str) -> str:
    return next(one for one in HEADINGS if one.startswith(f"{title}\n"))


def no_window(*_: object) -> int:
    raise AssertionError("no window was asked for")


def options(app: App) -> Iterator[str]:
    for name in app:
        if not name.startswith("-"):
            yield from options(app[name])
    if app.default_command is None:
        return
    for argument in app.assemble_argument_collection(parse_docstring=False):
        yield from (name for name in argument.names if name.startswith("-"))


def test_every_command_has_its_part_and_its_line() -> None:
    titles = [one.partition("\n")[0] for one in HEADINGS]
    assert [title for title in titles if title in COMMANDS] == list(COMMANDS)
    named = re.findall(r"^\| `advisor ([\w-]+)", PAGE, re.MULTILINE)
    assert [*dict.fromkeys(named)] == list(COMMANDS)


def test_every_second_word_has_its_line() -> None:
    there = [name for name in make(no_window)["incidents"] if not name.startswith("-")]
    assert re.findall(r"^\| `advisor incidents (\w+)", PAGE, re.MULTILINE) == there


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_described(command: str) -> None:
    described = set(re.findall(r"`(--?[a-z-]+)", part(command) + part("Options everywhere")))
    there = set(options(make(no_window)[command]))
    assert there <= described
    assert set(re.findall(r"^\| `(--?[a-z-]+)", part(command), re.MULTILINE)) <= there


def test_every_exit_code_stands_with_its_number() -> None:
    rows = re.findall(r"^\| (\d+) \| ([A-Z_]+) \|", PAGE, re.MULTILINE)
    assert [(int(number), name) for number, name in rows] == [(code.value, code.name) for code in sorted(ExitCode)]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("assess", list(Format)),
        ("check", [*ListFormat, *Severity]),
        ("packs", list(ListFormat)),
        ("plan", [*ListFormat, *Plan]),
        ("schema", list(Kind.__args__)),  # type: ignore[attr-defined]  # a Literal has them
    ],
)
def test_every_choice_is_named(title: str, words: list[str]) -> None:
    assert set(map(str, words)) <= set(re.findall(r"`([a-z-]+)`", part(title)))


def test_every_language_can_be_asked_for() -> None:
    assert re.findall(r"`--lang (\w+)`", PAGE) == list(Language)


def test_every_field_of_an_assessment_is_described() -> None:
    json = part("The JSON form of an assessment")
    first = [cell for row in re.findall(r"^\| (`.*?) \|", json, re.MULTILINE) for cell in re.findall(r"`(\w+)`", row)]
    assert first == [field.name for field in fields(Assessment) if field.name != "schema_version"]
    named = set(re.findall(r"`(\w+)`", json))
    assert named >= {field.name for field in fields(PackRef)}
    assert named <= {field.name for kind in (Assessment, Finding, PackRef) for field in fields(kind)} | {
        "conditions", "go", "refer", "args", "text",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("title", "keys"),
    [("check", "code severity file line column end_line end_column message expected suggestion"),
     ("packs", "id title edition fingerprint issued as_of settings origin folder errors")],
)  # fmt: skip
def test_lists_in_json_have_the_keys_named(title: str, keys: str, json_keys: Callable[[str], list[str]]) -> None:
    assert json_keys(title) == keys.split()
    assert set(keys.split()) <= set(re.findall(r"`(\w+)`", part(title)))
