"""What the pages point to is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"])
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)#]+)[^)]*\)")
MODULE = re.compile(r"`((?:advisor|model|incidents|rulebook|engine|report|services|cli|gui)/[\w/]+\.py)`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    targets = [target for target in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in target]
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_modules_named_in_the_architecture_exist() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for name in MODULE.findall(text):
        assert (ROOT / "advisor" / name.removeprefix("advisor/")).is_file()
    table = text.partition("| module | does |")[2].partition("\n\n")[0]
    named = {
        name for cell in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", cell)
    }
    there = {file.stem for file in (ROOT / "advisor" / "engine").glob("*.py")} - {"__init__", "assess"}
    assert named == there


def test_every_layer_is_on_the_page() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    layers = {folder.parent.name for folder in (ROOT / "advisor").glob("*/__init__.py")}
    assert layers <= set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))


def test_decisions_are_numbered_without_gaps() -> None:
    files = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    for file in files:
        headings = re.findall(r"^#+ .*$", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert headings[0].startswith(f"# {int(file.name[:4])}. ")
        assert headings[1:] == ["## Context", "## Decision", "## Consequences"]
