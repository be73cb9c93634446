from __future__ import annotations

from pathlib import Path

import pytest

from advisor.services.help_pages import HelpPage, HelpPages
from advisor.services.paths import find_paths


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


def test_every_page_that_ships_has_a_title() -> None:
    titles = [one.title for one in HelpPages(find_paths().help_pages).all("en")]
    assert len(titles) > 120
    assert all(titles)
