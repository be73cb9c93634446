"""A file of official advice, whatever its format: recognised by what stands in it, never by its name."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from advisor.advisories.addresses import issuer_at, page_of, part_of
from advisor.advisories.advisory import LARGEST_FILE, Advisory
from advisor.advisories.blocks import Block, sections_of, take_front, title_of
from advisor.advisories.faults import RefusedError, fault
from advisor.advisories.feeds import FEEDS
from advisor.advisories.html import read_html
from advisor.advisories.levels import levels_in
from advisor.advisories.markdown import markdown_blocks
from advisor.advisories.wanted import Given
from advisor.advisories.words import clean, flat, plain
from advisor.model.diagnostic import Diagnostic, Severity

_IS_HTML: Final = re.compile(
    r"\s*<(?:!doctype\s+html|html\b|!--|\?xml|head\b|body\b|main\b|article\b|div\b|h\d\b|p\b)", re.IGNORECASE
)
_LONGEST_TITLE: Final = 300


@dataclass(frozen=True, slots=True)
class Read:
    """What a file gave: a text for each page it holds, or why it was refused."""

    advisories: tuple[Advisory, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def read_advisories(data: bytes, file: str, given: Given | None = None) -> Read:
    """Read the bytes of a file; `file` is what spans will call it. Never raises.

    `given` is what the user says where the file does not: address, day, issuer, country.
    """
    notes: list[Diagnostic] = []
    try:
        found = _read(data, given or Given(), file, notes)
    except RefusedError as refused:
        return Read(diagnostics=(*notes, refused.told(file)))
    return Read(found, tuple(notes))


def _read(data: bytes, given: Given, file: str, notes: list[Diagnostic]) -> tuple[Advisory, ...]:
    if len(data) > LARGEST_FILE:
        raise RefusedError("advisory-too-large", size=len(data), limit=LARGEST_FILE)
    text, certain = decode(data)
    if not certain:
        notes.append(fault("advisory-encoding", file, severity=Severity.NOTE))
    if text.lstrip()[:1] in {"{", "["}:
        found = _read_json(text, given)
        if found is not None:
            return tuple(_completed(one, given) for one in found)
    return (_completed(_read_page(text, given), given),)


def decode(data: bytes) -> tuple[str, bool]:
    """The text, and whether its encoding is certain. RefusedError for what is no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), True
    if b"\0" in data or data.startswith(b"%PDF"):
        raise RefusedError("advisory-unknown-format")
    try:
        return data.decode("utf-8-sig"), True
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), False


def parse_json(text: str) -> Any:  # noqa: ANN401 -- JSON may hold anything
    """What a JSON text holds; None where it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _read_json(text: str, given: Given) -> tuple[Advisory, ...] | None:
    """What one of the known feeds gives; None where the text only looks like JSON, as `[a link](…)` does."""
    told = parse_json(text)
    if told is None:
        if text.lstrip().startswith("{") or re.match(r"\s*\[\s*[{\[\"]", text):
            raise RefusedError("advisory-unreadable")
        return None
    for is_it, read in FEEDS:
        if is_it(told):
            try:
                return read(told, given)
            except ValueError as error:
                raise RefusedError("advisory-unreadable") from error
    raise RefusedError("advisory-unknown-format")


def _read_page(text: str, given: Given) -> Advisory:
    """One saved page, or one text."""
    url = title = ""
    published: date | None = None
    if _IS_HTML.match(text):
        try:
            page = read_html(text)
        except ValueError as error:
            raise RefusedError("advisory-unreadable") from error
        blocks, url, published = page.content, page.url, page.published
        title = title_of(blocks) or page.title
    else:
        blocks = markdown_blocks(clean(text))
        title = title_of(blocks)
    front, blocks = take_front(blocks)
    sections = sections_of(_from_title(blocks))
    if not any(re.search(r"\w{2}", paragraph) for section in sections for paragraph in section.paragraphs):
        raise RefusedError("advisory-empty")
    address = given.url or front.url or url
    return Advisory(
        issuer="",
        page="",
        url=address,
        title=title[:_LONGEST_TITLE],
        country=given.country_code,
        # Its own line is what a page shows its readers; the head may tell of a new layout only.
        published=front.published or published or given.published,
        retrieved=front.seen,
        levels=(given.level,) if given.level else levels_in(address, blocks),
        change=front.change,
        sections=sections,
    )


def _from_title(blocks: list[Block]) -> list[Block]:
    """Without the page's title, which is none of its headings."""
    title = title_of(blocks)
    return [block for block in blocks if not (block.level == 1 and plain(block.text) == plain(title))]


def _completed(advisory: Advisory, given: Given) -> Advisory:
    """With page, issuer and days. RefusedError where nothing says which page it is or which day it is of."""
    if not advisory.sections and not advisory.levels:
        raise RefusedError("advisory-empty")
    page = page_of(advisory.url)
    if page is None:
        if not advisory.url:
            raise RefusedError("advisory-no-address")
        raise RefusedError("advisory-bad-address", url=advisory.url)
    if given.part:
        page = part_of(page, given.part)
    retrieved = given.day or advisory.retrieved
    if advisory.published is None and retrieved is None:
        raise RefusedError("advisory-no-date", title=advisory.title)
    return replace(
        advisory,
        page=page.key,
        issuer=flat(given.issuer) or advisory.issuer or issuer_at(page),
        title=advisory.title or page.key,
        retrieved=retrieved,
    )
