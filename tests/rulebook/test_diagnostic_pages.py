"""Every code has its sentence, its page and its test; nothing is reported under a code that has none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from advisor.checks.registry import checks
from advisor.rulebook.loader import load_pack
from advisor.rulebook.names import SORTS
from advisor.rulebook.source import CODES, EXPECTED, PROBLEMS
from advisor.rulebook.trips import load_trip
from advisor.services.catalogue import languages, templates
from advisor.services.help_pages import HelpPages
from advisor.services.messages_advisories import MESSAGES as ADVISORIES
from advisor.services.messages_carrying import MESSAGES as CARRYING
from advisor.services.messages_diagnostics import MESSAGES
from advisor.services.messages_incidents import MESSAGES as IMPORTING
from advisor.services.paths import find_paths
from tests.packs import small_pack_texts
from tests.rulebook.fault_cases import NORTH, SOUTH, VISIT

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "diagnostics"
IMPORTED = {
    code for code in (*IMPORTING, *ADVISORIES, *CARRYING) if code.startswith(("import-", "advisory-", "archive-"))
}
CHECKED = {check.code for check in checks()}
ELSEWHERE = frozenset({"unreadable-file"}) | IMPORTED | CHECKED
"""Codes that are not reported by the rulebook; their sentences stand with those who report them."""

LANGUAGES = languages(find_paths().translations)

WRITTEN = {
    "bad-date": (NORTH, "until: 2023-06-30", "{line}"),
    "bad-hours": (SOUTH, 'hours: "12:00-18:00"', "{line}"),
    "bad-id": (SOUTH, "id: capital-demonstrations", "{line}"),
    "bad-source-date": (SOUTH, "date: 2023-06-01", "{line}"),
    "bad-time": (VISIT, "depart: 2023-06-20T08:00", "{line}"),
    "unknown-country": (NORTH, "who: {nationality: foreign}", "who: {{{line}}}"),
    "unknown-value": (SOUTH, "effect: caution", "{line}"),
}
"""Codes whose examples are single lines, with words that a translation may change, and where such a line stands."""

SOURCES = [*sorted((ROOT / "advisor" / "rulebook").glob("*.py")), ROOT / "advisor" / "incidents" / "table.py"]
REPORTED = re.compile(r"""(?:faults|state\.faults|self|_refused)(?:\.add)?\(\s*"([a-z0-9-]+)",""")
MENTIONED = re.compile(r"""["]((?:expected|type|kind|place-kind|syntax)\.[a-z-]+)["]""")


def reported() -> set[str]:
    """Codes that stand as such in the code, and those that pydantic is given."""
    found = {code for file in SOURCES for code in REPORTED.findall(file.read_text(encoding="utf-8"))}
    return found | set(CODES)


def test_every_code_that_is_reported_has_a_sentence() -> None:
    assert reported() - MESSAGES.keys() == set()


def test_every_part_of_a_sentence_exists() -> None:
    used = {part for file in SOURCES for part in MENTIONED.findall(file.read_text(encoding="utf-8"))}
    used |= {*EXPECTED.values(), *PROBLEMS.values()}
    used |= {f"kind.{sort}" for sort in SORTS} | {f"expected.declared-{sort}" for sort in SORTS}
    used |= {f"expected.{sign}" for sign in ("ge", "gt", "le", "lt")}
    assert used - templates().keys() == set()


@pytest.mark.parametrize("code", sorted(MESSAGES.keys() | ELSEWHERE))
def test_every_code_has_a_page(code: str) -> None:
    page = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    headings = re.findall(r"^#+ .*$", page, re.MULTILINE)
    assert headings == [f"# {code}", "## Avoid", "## Prefer"]


def examples(code: str, language: str) -> tuple[list[str], list[str]]:
    """The lines to avoid and those to prefer."""
    page = HelpPages(PAGES).page(code, language)
    assert page is not None
    avoid, prefer = re.findall(r"^```yaml\n(.*?)^```$", page.text, re.MULTILINE | re.DOTALL)
    return avoid.splitlines(), prefer.splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", WRITTEN)
def test_what_a_page_says_to_avoid_is_the_fault_and_what_to_prefer_is_not(code: str, language: str) -> None:
    file, old, new = WRITTEN[code]
    texts = small_pack_texts()
    assert old in texts[file]

    def codes(line: str) -> set[str]:
        edited = texts | {file: texts[file].replace(old, new.format(line=line), 1)}
        return {one.code for one in load_pack({name: text.encode() for name, text in edited.items()}).diagnostics}

    avoid, prefer = examples(code, language)
    assert [line for line in avoid if code not in codes(line)] == []
    assert [line for line in prefer if code in codes(line)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_so_it_is_with_the_hours_of_a_check_in(language: str) -> None:
    (avoid,), (prefer,) = examples("bad-hour", language)
    assert {one.code for one in load_trip(avoid.encode(), "trip.yaml").diagnostics} == {"bad-hour"}
    assert load_trip(prefer.encode(), "trip.yaml").diagnostics == ()


def test_no_page_is_left_over() -> None:
    pages = {page.stem for page in PAGES.glob("*.md")}
    assert pages - MESSAGES.keys() - ELSEWHERE == set()


def test_every_code_has_a_test() -> None:
    texts = [file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("*.py") if file != Path(__file__)]
    untested = {code for code in MESSAGES if not any(f'"{code}"' in text for text in texts)}
    assert untested == set()


def test_no_sentence_about_a_fault_ends_in_a_full_stop() -> None:
    assert [code for code, text in MESSAGES.items() if str(text).endswith(".")] == []
