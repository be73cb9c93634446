"""What holds of every check, whatever it looks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import advisor.checks
from advisor.checks.check import Check, Subject
from advisor.checks.registry import checks, look
from advisor.model.diagnostic import Severity
from advisor.model.pack import Pack
from advisor.model.span import Span
from advisor.rulebook.loader import load_pack
from advisor.rulebook.resolve import AuthoredFolder
from advisor.services.catalogue import Catalogue
from advisor.services.messages_checks import MESSAGES
from tests.checks.around import WELL, changed, subject
from tests.checks.most_checks import AS_OF, most_checks_files
from tests.packs import small_pack_files
from tests.property.dice import Dice
from tests.property.packs import a_pack
from tests.property.strategies import SEEDS
from tests.rulebook.strategies import RULES

DAYS = st.dates() | st.sampled_from([date.min, date.max, AS_OF])
HERE = Path(__file__).parent
CATALOGUES = [Catalogue(language, HERE.parents[1] / "assets" / "translations") for language in ("en", "fr")]


def modules() -> Iterator[str]:
    for file in Path(advisor.checks.__file__).parent.glob("*.py"):
        if "CHECK: Final" in file.read_text(encoding="utf-8"):
            yield file.stem


def test_every_module_with_a_check_is_asked_and_named_after_its_code() -> None:
    assert sorted(check.code.replace("-", "_") for check in checks()) == sorted(modules())
    assert len(checks()) == 26


@pytest.mark.parametrize("check", checks(), ids=lambda check: check.code)
def test_a_check_has_a_sentence_a_test_and_keeps_no_pack_from_use(check: Check) -> None:
    assert check.code in MESSAGES
    assert (HERE / f"test_{check.code.replace('-', '_')}.py").is_file()
    assert check.severity is not Severity.ERROR


@pytest.mark.parametrize("severity", [Severity.WARNING, Severity.NOTE])
def test_the_page_on_rule_files_lists_every_check_by_weight(severity: Severity) -> None:
    page = (HERE.parents[1] / "docs" / "rule-files.md").read_text(encoding="utf-8")
    [row] = re.findall(rf"^\| {severity.value} \| (.*) \|$", page, re.MULTILINE)
    assert re.findall(r"\[([a-z-]+)\]", row) == sorted(one.code for one in checks() if one.severity is severity)


def test_whoever_waits_no_longer_can_stop_it_before_each_check() -> None:
    asked: list[None] = []

    def withdraw() -> None:
        asked.append(None)
        if len(asked) > 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        look(subject(), withdraw)
    assert len(asked) == 4


def told(pack: Pack, folder: AuthoredFolder, as_of: date, files: dict[str, bytes]) -> None:
    """Look with and without the trips, and say everything in both languages."""
    hits: Mapping[str, int] | None
    for hits in (None, {}):
        for one in look(Subject(pack, folder, as_of, hits)):
            assert one.severity is not Severity.ERROR
            assert one.code in MESSAGES
            assert folder.pack is None or stands(one.span, files)
            for catalogue in CATALOGUES:
                assert "{" not in catalogue.say(one.what)


def stands(span: Span | None, files: dict[str, bytes]) -> bool:
    return span is not None and span.file in files and span.start <= span.end


@given(SEEDS, DAYS)
def test_any_pack_that_nobody_wrote(seed: int, as_of: date) -> None:
    told(a_pack(Dice(seed)), AuthoredFolder(), as_of, {})


@given(st.sampled_from(sorted(most_checks_files())), st.integers(0, 2**32), DAYS)
def test_a_pack_with_a_slip_anywhere(name: str, seed: int, as_of: date) -> None:
    """A line is lost or another pack's stands in its place; what still loads is looked at."""
    dice = Dice(seed)
    lines = most_checks_files()[name].splitlines(keepends=True)
    at = dice.number(0, len(lines) - 1)
    lines[at : at + 1] = dice.one([[], [lines[at].replace(b"2023", b"2031")], [lines[at].replace(b"-", b"")]])
    files = {**most_checks_files(), name: b"".join(lines)}
    result = load_pack(files)
    if result.pack is not None:
        told(result.pack, result.folder, as_of, files)


@given(st.sampled_from(RULES) | st.binary(max_size=200).map(lambda data: data.decode("latin-1")))
def test_a_file_of_anything(text: str) -> None:
    files = {**small_pack_files(), "rules/x.yaml": text.encode()}
    result = load_pack(files)
    if result.pack is not None:
        told(result.pack, result.folder, AS_OF, files)


def test_a_pack_in_which_all_is_well_is_left_in_peace() -> None:
    result = load_pack(changed(WELL))
    assert result.pack is not None
    assert look(Subject(result.pack, result.folder, date(2023, 6, 15))) == ()
