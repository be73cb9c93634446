"""HTML, a saved page or a piece of one, as blocks: the text of its main content, and what its head says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from typing import Final

from advisor.advisories.blocks import Block
from advisor.advisories.dates import find_day
from advisor.advisories.words import BULLET, flat

_VOID: Final = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link"),
        *("meta", "param", "source", "track", "wbr"),
    }
)
_SILENT: Final = frozenset(
    {
        *("script", "style", "noscript", "template", "svg", "math", "select", "option", "button"),
        *("form", "iframe", "object", "nav", "header", "footer", "aside"),
    }
)
_SILENT_ROLES: Final = frozenset(
    {
        *("navigation", "banner", "contentinfo", "search", "complementary", "dialog"),
    }
)
_SILENT_CLASSES: Final = re.compile(
    r"(?:^|[\s_-])(breadcrumbs?|cookies?|pagination|skip-?link)(?:$|[\s_-])", re.IGNORECASE
)
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_INLINE: Final = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn"),
        *("em", "font", "i", "ins", "kbd", "mark", "q", "s", "samp"),
        *("small", "span", "strong", "sub", "sup", "time", "tt", "u", "var"),
    }
)
_DATES: Final = frozenset(
    {
        *("govuk:public-updated-at", "article:modified_time", "dcterms.modified", "dc.date.modified"),
        *("datemodified", "last-modified", "og:updated_time", "dcterms.date"),
        *("dc.date", "date", "article:published_time", "dcterms.issued"),
    }
)
_SAVED_FROM: Final = re.compile(r"\s*saved from url=\(\d+\)(\S+)", re.IGNORECASE)
_LONGEST_SCRIPT: Final = 200_000


@dataclass(slots=True)
class HtmlPage:
    """The head of a page and its blocks; `main` tells whether the page marked its main content."""

    title: str = ""
    url: str = ""
    dates: list[tuple[str, str]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    main: list[Block] = field(default_factory=list)

    @property
    def content(self) -> list[Block]:
        """The main content where the page marks it, else all."""
        return self.main if any(not block.level for block in self.main) else self.blocks

    @property
    def published(self) -> date | None:
        """When the head says that the page was last changed."""
        days = [(name, day) for name, written in self.dates if (day := find_day(written)) is not None]
        for wanted in ("govuk:public-updated-at", "modified", "updated", ""):
            for name, day in days:
                if wanted in name:
                    return day
        return None


def read_html(text: str) -> HtmlPage:
    """Read it. ValueError for what no parser can make sense of."""
    reader = _Reader()
    try:
        reader.feed(text)
        reader.close()
    except (AssertionError, RecursionError) as error:  # how html.parser tells of broken declarations
        raise ValueError("not HTML") from error
    reader.end()
    return reader.page


def html_blocks(fragment: str) -> list[Block]:
    """The blocks of a piece of HTML. ValueError as `read_html`."""
    return read_html(fragment).blocks


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = HtmlPage()
        self._open: list[tuple[str, bool, bool]] = []
        self._texts: list[str] = []
        self._level = 0
        self._item = False
        self._script: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in {"meta", "link"}:
            self._head(tag, given)
        if tag not in _INLINE:
            self.end()
        if tag == "li":
            self._item = True
        self._level = _HEADINGS.get(tag, self._level)
        if tag in _VOID:
            return
        if tag == "script" and given.get("type") == "application/ld+json":
            self._script = []
        silent, main = self._state
        silent = silent or _is_silent(tag, given)
        main = main or tag == "main" or given.get("role") == "main"
        self._open.append((tag, silent, main))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self.end()
        if tag == "script" and self._script is not None:
            self.page.dates.extend(_dates_in(self._script))
            self._script = None
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth][0] == tag:
                del self._open[depth:]
                break
        if tag in _HEADINGS:
            self._level = 0
        if tag == "li":
            self._item = False

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)
        elif self._open and self._open[-1][0] == "title" and not any(tag == "svg" for tag, *_rest in self._open):
            self.page.title = self.page.title or flat(data)
        elif not self._state[0]:
            self._texts.append(data)

    def handle_comment(self, data: str) -> None:
        if (hit := _SAVED_FROM.match(data)) and not self.page.url:
            self.page.url = hit[1]

    def end(self) -> None:
        """A paragraph is over."""
        told = flat("".join(self._texts))
        self._texts.clear()
        if not told:
            return
        if self._item and not self._level:
            told, self._item = BULLET + told, False
        block = Block(told, self._level)
        self.page.blocks.append(block)
        if self._state[1]:
            self.page.main.append(block)

    @property
    def _state(self) -> tuple[bool, bool]:
        return self._open[-1][1:] if self._open else (False, False)

    def _head(self, tag: str, given: dict[str, str]) -> None:
        if tag == "link" and "canonical" in given.get("rel", "").lower().split() and given.get("href"):
            self.page.url = given["href"]
        name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
        if tag == "meta" and name == "og:url" and not self.page.url:
            self.page.url = given.get("content", "")
        if tag == "meta" and name in _DATES:
            self.page.dates.append((name, given.get("content", "")))


def _is_silent(tag: str, given: dict[str, str]) -> bool:
    """What is not the page's text. By what it is, hardly ever by what it is called: a class may hide the warning."""
    return (
        tag in _SILENT
        or given.get("role", "") in _SILENT_ROLES
        or "hidden" in given
        or given.get("aria-hidden") == "true"
        or _SILENT_CLASSES.search(given.get("class", "")) is not None
    )


def _dates_in(script: list[str]) -> Iterator[tuple[str, str]]:
    """Dates that a page tells search engines."""
    text = "".join(script)
    if len(text) > _LONGEST_SCRIPT:
        return
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return
    for one in told if isinstance(told, list) else [told]:
        if isinstance(one, dict):
            for name in ("dateModified", "datePublished"):
                if isinstance(one.get(name), str):
                    yield name.lower(), one[name]
