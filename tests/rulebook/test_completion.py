"""Where a cursor stands in half a rule, and what the schema lets stand there."""

from __future__ import annotations

import pytest
from hypothesis import given

from advisor.rulebook.completion import cursor, wanted
from advisor.rulebook.outline import rules_in
from tests.rulebook.strategies import texts

RULE = """\
- id: a
  title: {en: "A: b", fr: "B"}
  where: {region: north}
- id: b
"""


@pytest.mark.parametrize(
    ("behind", "keys", "begun", "for_key"),
    [
        ("- i", (), "i", True),
        ("  eff", (), "eff", True),
        ("  effect: pro", ("effect",), "pro", False),
        ("  where: {reg", ("where",), "reg", True),
        ("  where: {region: no", ("where", "region"), "no", False),
        ("  where: {region: [north, so", ("where", "region"), "so", False),
        ("  where: {region: [north], exc", ("where",), "exc", True),
        ('  title: {en: "a: b, {c", f', ("title",), "f", True),
        ("  how:\n    mod", ("how",), "mod", True),
        ("  how:\n    mode: ro", ("how", "mode"), "ro", False),
        ("  when:\n    valid:\n      fr", ("when", "valid"), "fr", True),
        ("  where:\n    - {pla", ("where",), "pla", True),
        ("  where:\n    - place: ba", ("where", "place"), "ba", False),
        ("  where:\n  - place: x\n    exc", ("where",), "exc", True),
        ("  when:\n    hours: night\n  rev", (), "rev", True),
        ("  measures: [brief", ("measures",), "brief", False),
    ],
)
def test_the_cursor_knows_its_keys(behind: str, keys: tuple[str, ...], begun: str, for_key: bool) -> None:
    text = RULE + behind
    found = cursor(text + "\n# more\n", len(text))
    assert (found.keys, found.begun, found.for_key) == (keys, begun, for_key)


def test_the_schema_tells_keys_words_and_kinds_of_name() -> None:
    assert {"id", "title", "effect", "where", "review_by"} <= wanted(()).keys.keys()
    assert wanted(("effect",)).words == ("allow", "inform", "caution", "require", "refer", "prohibit")
    assert wanted(("where", "region")).vocabularies == ("region",)
    assert wanted(("where", "region")).many
    assert not wanted(("review_by",)).many
    assert wanted(("how", "mode")).vocabularies == ("mode", "mode-group")
    assert wanted(("unless", "any_of", "measures")).vocabularies == ("measure",)
    assert wanted(("because",)).by_language
    assert wanted(("where", "anywhere")).words == ("true",)
    assert "must be looked at again" in wanted(("review_by",)).description
    assert not wanted(("nothing", "here")).keys


def test_statements_have_keys_and_words_of_their_own() -> None:
    keys = wanted((), statement=True).keys
    assert {"at_best", "without", "where"} <= set(keys)
    assert "effect" not in keys
    assert wanted(("at_best",), statement=True).words == ("conditions", "refer", "no-go")
    assert not wanted(("at_best",)).words


def test_rules_are_found_in_faulty_files_too() -> None:
    found = rules_in(b"- id: a\n  effect: alow\n- 5\n- {title: x}\n", "rules/x.yaml")
    assert [(one.id, one.number, one.span.start.line) for one in found] == [("a", 0, 1), ("", 2, 4)]
    assert found[0].get("effect") == "alow"
    assert found[0].get("where", "region") is None
    assert rules_in(b"a: 1", "f") == rules_in(b"\xff", "f") == ()


@given(texts())
def test_no_text_is_too_odd_to_complete_in(text: str) -> None:
    found = cursor(text, len(text))
    assert text.endswith(found.begun)
    wanted(found.keys)
