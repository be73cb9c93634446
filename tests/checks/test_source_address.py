from __future__ import annotations

from tests.checks.around import found

CODE = "source-address"


def address(url: str) -> tuple[str | None, ...]:
    changes = {"rules/south.yaml": (('title: "Press",', f'title: "Press", url: "{url}",'),)}
    return tuple(one.suggestion for one in found(CODE, changes))


def test_what_no_browser_opens_is_found_and_mended() -> None:
    assert address("www.example.org/mali") == ("https://www.example.org/mali",)
    assert address("www.example.org/{mali}") == (None,)  # could not be written without quotes
    assert address("see the folder") == (None,)
    assert address("file:///home/report.pdf") == (None,)


def test_whole_addresses_and_none_are_right() -> None:
    assert address("https://www.example.org/mali?page=1") == ()
    assert found(CODE) == ()
