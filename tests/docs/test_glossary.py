"""The glossary gives each word once, and the catalogues use its French."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.messages.pofile import read_po

from advisor.services.catalogue import Catalogue, templates

ROOT = Path(__file__).parents[2]
OTHERWISE_MEANT = {
    "accident", "action", "alert", "alternative", "attack", "attribute", "block", "category", "company",
    "connection", "control", "default", "demand", "extent", "final", "form", "gap", "grant", "hazard", "hit",
    "interval", "journey", "line", "outcome", "package", "permit", "preparation", "problem", "prompt", "property",
    "reference", "release", "result", "season", "segment", "situation", "slot", "stage", "state", "status",
    "street", "transport", "trigger", "user", "visit", "warn",
}  # fmt: skip
"""Words avoided in one sense that have others: `the text form`."""

PLACEHOLDER = re.compile(r"\{[^}]*\}")
"""What is filled in: nobody reads its name."""

AS_IS = re.compile(r"```.*?```|`[^`]*`|\]\([^)]*\)", re.DOTALL)
"""In a page: examples, what is to be typed, addresses."""

COMMAND = re.compile(r"`[^`]*`|--pack\b|advisor \w+")

ROWS = re.compile(r"^\| (?!word|---)(.+?) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)


class Entry(NamedTuple):
    word: str
    meaning: str
    french: str
    avoided: tuple[str, ...]


def entries() -> list[Entry]:
    page = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    return [Entry(word, meaning, french, tuple(no.split(", "))) for word, meaning, french, no in ROWS.findall(page)]


def test_each_word_stands_once() -> None:
    words = [word for entry in entries() for word in entry.word.split(", ")]
    assert [word for word, count in Counter(words).items() if count > 1] == []
    assert len(words) > 60


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.word)
def test_the_catalogue_uses_the_same_french(entry: Entry) -> None:
    """Where a word is a text by itself, its French is that of the glossary."""
    french = Catalogue("fr", ROOT / "assets" / "translations")
    for label in (entry.word, entry.word.capitalize()):
        said = french.gettext(label)
        if said != label:
            assert said.casefold() == entry.french.casefold()


def test_the_four_verdicts_are_as_the_catalogue_has_them() -> None:
    page = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    french = Catalogue("fr", ROOT / "assets" / "translations")
    words = [french.gettext(word) for word in ("GO", "GO WITH CONDITIONS", "REFER", "NO-GO")]
    assert f"The four verdicts in French: {', '.join(words)}." in page


def english() -> Iterator[tuple[str, str]]:
    """Every text of the program in English, by id where it has one."""
    for name, template in templates().items():
        yield name, str(template)
    catalogue = ROOT / "assets" / "translations" / "fr" / "LC_MESSAGES" / "advisor.po"
    with catalogue.open("rb") as file:
        for entry in read_po(file):
            for text in [entry.id] if isinstance(entry.id, str) else entry.id:
                yield text, text


def french() -> Iterator[tuple[str, str]]:
    """Every text of the program in French, and the pages in French, by where they stand."""
    catalogue = ROOT / "assets" / "translations" / "fr" / "LC_MESSAGES" / "advisor.po"
    with catalogue.open("rb") as file:
        for entry in read_po(file):
            for text in [entry.string] if isinstance(entry.string, str) else entry.string or ():
                yield str(entry.id), text
    for page in sorted((ROOT / "docs").rglob("fr/*.md")):
        yield page.name, AS_IS.sub("", page.read_text(encoding="utf-8"))


def test_no_french_text_uses_another_word_than_the_glossary_s() -> None:
    pattern = re.compile(r"(?<![\w/-])(packs?|fiches?|responsables? (de )?(la )?sûreté)(?![\w-]|\.\w)", re.IGNORECASE)
    found = {
        name: hit.group()
        for name, text in french()
        if (hit := pattern.search(COMMAND.sub("", PLACEHOLDER.sub("", text))))
    }
    assert found == {}


def test_no_text_uses_a_word_to_be_avoided() -> None:
    words = {word for entry in entries() for word in entry.word.split(", ")}
    avoided = {word for entry in entries() for word in entry.avoided} - words - OTHERWISE_MEANT
    pattern = re.compile(rf"\b({'|'.join(sorted(map(re.escape, avoided)))})s?\b", re.IGNORECASE)
    found = {name: hit.group() for name, text in english() if (hit := pattern.search(PLACEHOLDER.sub("", text)))}
    assert found == {}
