from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from advisor.rulebook.source import read
from advisor.services.catalogue import SOURCE_LANGUAGE, languages
from advisor.services.help_pages import HelpPage, HelpPages
from advisor.services.paths import find_paths
from advisor.services.typography import typeset

SHIPPED = HelpPages(find_paths().help_pages)
LANGUAGES = languages(find_paths().translations)
OTHERS = [language for language in LANGUAGES if language != SOURCE_LANGUAGE]

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ .*$", re.MULTILINE)
KEY = re.compile(r"([\w<.-]+)\s?:(?=\s|$)")
BESIDE_KEYS = re.compile(r"\"[^\"]*\"|\s#.*")
ROW = re.compile(r"[\w-]+,\S")
CODE = re.compile(r"`[^`]+`")


@pytest.fixture
def pages(tmp_path: Path) -> HelpPages:
    (tmp_path / "fr").mkdir()
    (tmp_path / "no-end.md").write_text("# no-end\n\nPermissions\nexpire. Always.\n\n## Avoid\n", encoding="utf-8")
    (tmp_path / "alias.md").write_text("# alias\n\nNo repeats\n", encoding="utf-8")
    (tmp_path / "fr" / "no-end.md").write_text("# no-end\n\nUne autorisation expire.\n", encoding="utf-8")
    (tmp_path / "spoilt.md").write_bytes(b"\xff")
    return HelpPages(tmp_path)


def test_the_title_is_the_first_sentence(pages: HelpPages) -> None:
    assert [(one.code, one.title) for one in pages.all("en")] == [
        ("alias", "No repeats"),
        ("no-end", "Permissions expire"),
    ]
    assert (
        HelpPage("tag", "# tag\n\nUn type\N{NO-BREAK SPACE}: à\npart. Ici.\n").title
        == "Un type\N{NO-BREAK SPACE}: à part"
    )


def test_a_page_in_the_readers_language_comes_first(pages: HelpPages) -> None:
    assert pages.page("no-end", "fr") == HelpPage("no-end", "# no-end\n\nUne autorisation expire.\n")
    english = pages.page("alias", "fr")
    assert english is not None
    assert english.text.startswith("# alias")


def test_only_codes_have_pages(pages: HelpPages, tmp_path: Path) -> None:
    for name in ("fr/no-end", "../no-end", "", "spoilt", "unheard-of"):
        assert pages.page(name, "en") is None
    assert HelpPages(tmp_path / "nowhere").codes() == ()


def test_the_nearest_code_is_found(pages: HelpPages) -> None:
    assert pages.nearest("No-Ends") == "no-end"
    assert pages.nearest("zzz") is None


# -- the pages that ship


def shipped(code: str, language: str) -> str:
    """The page in that very language, not the English one that would stand in for it."""
    folder = find_paths().help_pages
    here = folder if language == SOURCE_LANGUAGE else folder / language
    return (here / f"{code}.md").read_text(encoding="utf-8")


def prose(page: str) -> list[str]:
    """Its paragraphs, without headings and examples."""
    kept = HEADING.sub("", FENCE.sub("", page))
    return [paragraph.strip().replace("\n", " ") for paragraph in re.split(r"\n{2,}", kept) if paragraph.strip()]


def keys(example: str) -> list[str]:
    """What stands before a colon; which of the shipped languages a text is in makes no difference."""
    found = KEY.findall(BESIDE_KEYS.sub("", example))
    return sorted("(language)" if key in LANGUAGES else key for key in found)


def commas(example: str) -> list[int]:
    """How many fields each row of a table has, faults of quoting among them."""
    return [line.count(",") for line in example.split("\n")]


def wrongs(example: str) -> list[str]:
    """What is wrong with it as YAML already, by code."""
    return [fault.code for fault in read(example.encode(), "example.yaml").diagnostics]


@pytest.mark.parametrize("language", OTHERS)
def test_every_code_has_a_page_in_every_language(language: str) -> None:
    there = {file.stem for file in (find_paths().help_pages / language).glob("*.md")}
    assert there == {*SHIPPED.codes()}
    assert len(there) > 120


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_title_of_its_own(language: str) -> None:
    pages = list(SHIPPED.all(language))
    titles = Counter(one.title for one in pages)
    assert [title for title, count in titles.items() if count > 1] == []
    for page in pages:
        first = prose(page.text)[0]
        assert re.match(r"[A-Z\N{LATIN CAPITAL LETTER A WITH GRAVE}`]", page.title), page.code
        assert first.startswith(f"{page.title}."), page.code
        assert first.endswith("."), page.code
        assert re.search(r"[\w»”`)]$", page.title), page.code
        assert page.title.count("`") % 2 == 0, page.code
        assert page.title.count("(") == page.title.count(")"), page.code


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_headings_are_the_same_on_all_pages_of_a_language(language: str) -> None:
    headings = {tuple(HEADING.findall(FENCE.sub("", page.text))[1:]) for page in SHIPPED.all(language)}
    assert len(headings) == 1


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("code", SHIPPED.codes())
def test_a_translated_page_is_built_as_the_english_one(code: str, language: str) -> None:
    page, english = shipped(code, language), shipped(code, SOURCE_LANGUAGE)
    headings, english_headings = HEADING.findall(FENCE.sub("", page)), HEADING.findall(FENCE.sub("", english))
    assert headings[0] == english_headings[0] == f"# {code}"
    assert len(headings) == len(english_headings)
    assert {*headings[1:]}.isdisjoint(english_headings)
    assert len(prose(page)) == len(prose(english))
    assert {*prose(page)}.isdisjoint(prose(english))


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("code", SHIPPED.codes())
def test_a_translated_example_shows_the_same(code: str, language: str) -> None:
    examples = FENCE.findall(shipped(code, language))
    originals = FENCE.findall(shipped(code, SOURCE_LANGUAGE))
    assert [kind for kind, _ in examples] == [kind for kind, _ in originals]
    for (kind, example), (_, original) in zip(examples, originals, strict=True):
        assert example.count("\n") == original.count("\n")
        if kind == "yaml":
            assert keys(example) == keys(original)
            assert wrongs(example) == wrongs(original)
        if ROW.match(original):
            assert commas(example) == commas(original)


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("code", SHIPPED.codes())
def test_code_in_a_sentence_is_not_translated(code: str, language: str) -> None:
    """Keys, effects and file names stand as they are written in files; a translation may add some, never drop one."""
    said, english = (
        {found for paragraph in prose(shipped(code, one)) for found in CODE.findall(paragraph)}
        for one in (language, SOURCE_LANGUAGE)
    )
    assert english - said == set()


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("code", SHIPPED.codes())
def test_a_translated_page_is_set_as_its_language_asks(code: str, language: str) -> None:
    text = CODE.sub("x", "\n\n".join(prose(shipped(code, language))))
    assert "'" not in text
    assert typeset(text, language) == text
