"""Which statements of a pack cite a page of which a newer text has been imported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from advisor.advisories.addresses import Page, page_of
from advisor.advisories.advisory import Advisory, in_order
from advisor.advisories.compare import Comparison, compare
from advisor.advisories.dates import period_start
from advisor.advisories.feeds import SUMMARY
from advisor.model.network import Window
from advisor.model.pack import Pack
from advisor.model.source import Source
from advisor.model.span import Span
from advisor.model.text import Text


class Citing(StrEnum):
    """What cites a source."""

    RULE = "rule"
    SERVICE = "service"
    PROVIDER = "provider"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A statement of a pack with a source on the web. `span` is where it stands, for rules."""

    kind: Citing
    id: str
    title: Text
    source: Source
    page: Page
    span: Span | None = None


class Standing(StrEnum):
    """How a statement stands to what was imported.

    DUE: a newer text says something else, or nobody can tell whether it does. CURRENT: no newer text, or one with the
    same words. BEHIND: what was imported is older than the text cited. MISSING: nothing of that page was imported.
    """

    DUE = "due"
    CURRENT = "current"
    BEHIND = "behind"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A citation against the texts of one page. `base` is the text in force on the source's date, None if not imported.

    `comparison` tells what changed from `base` to `newest`.
    """

    citation: Citation
    standing: Standing
    page: str = ""
    base: Advisory | None = None
    newest: Advisory | None = None
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """Everything a pack cites, by standing."""

    reviewed: tuple[Reviewed, ...] = ()
    due: Mapping[tuple[str, str], date] = field(default_factory=dict)
    """By address and date of a source: the day of the newest text, for what needs review."""

    def of(self, standing: Standing) -> tuple[Reviewed, ...]:
        """Those that stand so."""
        return tuple(one for one in self.reviewed if one.standing is standing)

    def citing(self, page: str) -> tuple[Reviewed, ...]:
        """Those judged by the texts of that page."""
        return tuple(one for one in self.reviewed if one.page == page)


def statements(reviewed: Iterable[Reviewed]) -> int:
    """How many rules, services, providers and contacts these are."""
    return len({(one.citation.kind, one.citation.id) for one in reviewed})


def review(pack: Pack, texts: Mapping[str, Sequence[Advisory]]) -> Review:
    """Hold everything the pack cites against the texts imported, by key of their page."""
    ordered = {key: in_order(of_page) for key, of_page in texts.items() if of_page}
    memory: dict[tuple[str, date | None], Reviewed] = {}
    reviewed: list[Reviewed] = []
    for citation in citations(pack):
        pages = _pages_for(citation.page, ordered)
        if not pages:
            reviewed.append(Reviewed(citation=citation, standing=Standing.MISSING))
        reviewed.extend(_judge(citation, page, ordered[page], memory) for page in pages)
    due: dict[tuple[str, str], date] = {}
    for one in reviewed:
        if one.standing is Standing.DUE and one.newest is not None:
            source = (one.citation.source.url, one.citation.source.date)
            due[source] = max(due.get(source, one.newest.day), one.newest.day)
    return Review(tuple(reviewed), due)


def citations(pack: Pack) -> Iterator[Citation]:
    """Everything in a pack that names an address on the web."""
    for rule in pack.rules:
        yield from _citation(Citing.RULE, rule.id, rule.title, rule.source, rule.span)
    for service in pack.services.values():
        yield from _windows(Citing.SERVICE, service.id, service.title, service.windows)
    for provider in pack.providers.values():
        yield from _windows(Citing.PROVIDER, provider.id, provider.title, provider.windows)
    for contact in pack.contacts:
        yield from _citation(Citing.CONTACT, contact.id, contact.title, contact.source)


def _windows(kind: Citing, identifier: str, title: Text, windows: Iterable[Window]) -> Iterator[Citation]:
    told: set[tuple[str, str]] = set()
    for window in windows:
        source = window.source
        if source is not None and (source.url, source.date) not in told:
            told.add((source.url, source.date))
            yield from _citation(kind, identifier, title, source)


def _citation(
    kind: Citing, identifier: str, title: Text, source: Source | None, span: Span | None = None
) -> Iterator[Citation]:
    page = page_of(source.url) if source is not None and source.url and not source.anonymous else None
    if source is not None and page is not None:
        yield Citation(kind=kind, id=identifier, title=title, source=source, page=page, span=span)


def _pages_for(cited: Page, texts: Mapping[str, Sequence[Advisory]]) -> list[str]:
    """The pages whose texts judge a citation.

    A part is judged by its own texts and by what a list says of the whole; where there are none, and where the whole
    is cited, by all texts of the guide.
    """
    if cited.part and cited.key in texts:
        summary = Page(cited.whole, SUMMARY).key
        return [key for key in (cited.key, summary) if key in texts]
    return [key for key in texts if (page := page_of(key)) is not None and page.whole == cited.whole]


def _judge(
    citation: Citation, page: str, texts: Sequence[Advisory], memory: dict[tuple[str, date | None], Reviewed]
) -> Reviewed:
    """Many rules cite one text: what changed since is worked out once."""
    cited = period_start(citation.source.date)
    known = memory.get((page, cited))
    if known is None:
        known = memory[page, cited] = _against(citation, page, texts, cited)
    return Reviewed(
        citation=citation,
        standing=known.standing,
        page=page,
        base=known.base,
        newest=known.newest,
        comparison=known.comparison,
    )


def _against(citation: Citation, page: str, texts: Sequence[Advisory], cited: date | None) -> Reviewed:
    newest = texts[-1]
    before = [text for text in texts if cited is not None and text.day <= cited]
    # An issuer may change the words and leave the date: the first text of that day is the one surely cited.
    base = next(text for text in before if text.day == before[-1].day) if before else None
    comparison = compare(base, newest) if base is not None else None
    standing = Standing.CURRENT
    if cited is not None and max(newest.day, newest.retrieved or newest.day) < cited:
        standing = Standing.BEHIND
    elif comparison is None or not comparison.same:
        standing = Standing.DUE
    return Reviewed(citation=citation, standing=standing, page=page, base=base, newest=newest, comparison=comparison)
