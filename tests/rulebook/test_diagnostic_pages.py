"""Every code has its sentence, its page and its test; nothing is reported under a code that has none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from advisor.checks.registry import checks
from advisor.rulebook.names import SORTS
from advisor.rulebook.source import CODES, EXPECTED, PROBLEMS
from advisor.services.catalogue import templates
from advisor.services.messages_advisories import MESSAGES as ADVISORIES
from advisor.services.messages_carrying import MESSAGES as CARRYING
from advisor.services.messages_diagnostics import MESSAGES
from advisor.services.messages_incidents import MESSAGES as IMPORTING

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "diagnostics"
IMPORTED = {
    code for code in (*IMPORTING, *ADVISORIES, *CARRYING) if code.startswith(("import-", "advisory-", "archive-"))
}
CHECKED = {check.code for check in checks()}
ELSEWHERE = frozenset({"unreadable-file"}) | IMPORTED | CHECKED
"""Codes that are not reported by the rulebook; their sentences stand with those who report them."""

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


def test_no_page_is_left_over() -> None:
    pages = {page.stem for page in PAGES.glob("*.md")}
    assert pages - MESSAGES.keys() - ELSEWHERE == set()


def test_every_code_has_a_test() -> None:
    texts = [file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("*.py") if file != Path(__file__)]
    untested = {code for code in MESSAGES if not any(f'"{code}"' in text for text in texts)}
    assert untested == set()


def test_no_sentence_about_a_fault_ends_in_a_full_stop() -> None:
    assert [code for code, text in MESSAGES.items() if str(text).endswith(".")] == []
