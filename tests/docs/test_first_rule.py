"""The guide to a first rule is done as it stands there: examples load, slips are told as shown, commands answer."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from advisor.cli.application import run
from advisor.cli.exit_codes import DONE, ExitCode
from advisor.cli.faults import heading
from advisor.engine.assess import assess
from advisor.rulebook import authored_rule
from advisor.rulebook.authored_pack import AuthoredSource
from advisor.rulebook.faults import At, Faults
from advisor.rulebook.loader import load_pack
from advisor.rulebook.shape import read_list
from advisor.rulebook.source import plain, read
from advisor.services.catalogue import Catalogue
from advisor.services.paths import find_paths
from tests.docs.fields import fields_used, models, written_as
from tests.docs.first_rule import GUIDES, SLIP, edited, fences, shipped, slips, snippets

EFFECTS = {"measures": "require", "any_of": "require", "while": "inform"}
SETTING = """
settings:
  - id: visitors
    title: {en: "Visitors", fr: "Visiteurs"}
    choices: [caution, prohibit]
    value: prohibit
"""
"""The shipped pack decides nothing by a setting."""

each_guide = pytest.mark.parametrize("language", GUIDES)


def with_snippet(number: int, snippet: str) -> str:
    """A rule in which that line stands, and else only what a rule needs."""
    key = snippet.partition(":")[0]
    lines = {
        "id": f"id: rule-{number}",
        "title": "title: {en: First, fr: Premier}",
        "effect": f"effect: {EFFECTS.get(key, 'prohibit')}",
        "where": "where: {anywhere: true}",
        "because": "because: {en: Why, fr: Pourquoi}",
        "source": "source: {title: Office, date: 2023-06, reliability: B, credibility: 2}",
        key: snippet,
    }
    return "- " + "\n  ".join(lines.values()) + "\n"


RULES = "".join(with_snippet(number, snippet) for number, snippet in enumerate(snippets("en")))


def test_both_guides_show_the_same_in_the_same_order() -> None:
    english, french = (
        [text for kind, text in fences(language) if kind != "text"] + snippets(language) for language in GUIDES
    )
    assert english == french


@each_guide
def test_what_the_guide_writes_is_a_pack(language: str) -> None:
    result = load_pack(edited(language))
    assert result.diagnostics == ()
    assert result.pack is not None
    trip = next(one for one in result.pack.trips if one.file == "trips/koulikoro-closed.yaml")
    assert result.pack.as_of is not None
    answer = assess(trip.trip, result.pack, result.pack.as_of)
    assert answer.verdict is trip.expect.verdict
    assert set(trip.expect.because) <= {finding.rule for finding in answer.findings}


@each_guide
def test_each_slip_is_told_as_the_guide_shows(language: str) -> None:
    assert len(slips(language)) == sum(text.startswith(f"# {SLIP}\n") for _, text in fences(language)) > 0
    catalogue = Catalogue(language, find_paths().translations)
    for text, message in slips(language):
        result = load_pack({**shipped(), SLIP: text.encode()})
        assert result.pack is None
        assert [heading(fault, catalogue) for fault in result.diagnostics] == [message]


def test_each_line_may_stand_in_a_rule() -> None:
    head = shipped()["pack.yaml"] + SETTING.encode()
    result = load_pack({**shipped(), "pack.yaml": head, SLIP: RULES.encode()})
    assert result.diagnostics == ()


def authored() -> Iterator[BaseModel]:
    """The lines of the tables, as the models read them."""
    tree = read(RULES.encode(), SLIP).value
    assert tree is not None
    faults = Faults()
    entries = read_list(authored_rule.AuthoredRule, plain(tree), At(SLIP, tree), faults)
    assert faults.in_order() == ()
    yield from (entry.value for entry in entries)


def test_every_field_of_a_rule_has_an_example() -> None:
    of_a_rule = {model for model in models() if model.__module__ == authored_rule.__name__} | {AuthoredSource}
    wanted = {f"{model.__name__}.{written_as(model, name)}" for model in of_a_rule for name in model.model_fields}
    assert wanted <= fields_used(authored())


def test_a_day_with_a_text_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(find_paths().rules / "mali-2023", tmp_path / "before")
    packs = tmp_path / "packs"
    for name, data in edited("en").items():
        file = packs / "mali-2023" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    monkeypatch.chdir(packs)
    commands = [line for kind, text in fences("en") if kind == "sh" for line in text.splitlines()]
    assert [line.split()[1] for line in commands] == ["check", "test", "prove", "compare", "pack"]
    codes = [run([*shlex.split(line)[1:], "--data-dir", str(tmp_path)], lambda *_: 1) for line in commands]
    # A road that is opened later is looser, and said to be.
    assert codes == [DONE, DONE, DONE, ExitCode.LOOSER, DONE]
