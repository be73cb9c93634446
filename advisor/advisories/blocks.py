"""A text as headings and paragraphs in order, before it becomes sections."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from advisor.advisories.advisory import Section
from advisor.advisories.dates import find_day
from advisor.advisories.words import flat, plain

ABOVE: Final = " \u203a "
"""Between a heading and the one it stands under."""

_FIRST_LINES: Final = 40
_LONGEST_VALUE: Final = 400
_URL: Final = "url"
_PUBLISHED: Final = "published"
_SEEN: Final = "seen"
_CHANGE: Final = "change"
_LABELS: Final = {
    **dict.fromkeys(("url", "address", "source", "page", "canonical", "adresse", "lien"), _URL),
    **dict.fromkeys(
        (
            *("updated", "last updated", "last update", "date", "published", "last modified", "date modified"),
            *("mis à jour", "mise à jour", "dernière mise à jour", "date de modification", "stand", "zuletzt geändert"),
        ),
        _PUBLISHED,
    ),
    **dict.fromkeys(
        ("still current at", "still valid", "retrieved", "accessed", "saved", "consulté le", "unverändert gültig seit"),
        _SEEN,
    ),
    **dict.fromkeys(("latest update", "update", "what changed"), _CHANGE),
}
_LABELLED: Final = re.compile(r"(?P<label>[^:]{3,30}?)\s*:\s*(?P<value>.+)", re.DOTALL)
_ISSUED: Final = re.compile(r"(travel advisory|updated|last updated|issued|date)\s*:?\s", re.IGNORECASE)
_LONGEST_DATED: Final = 60


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or, with a `level` from 1, a heading."""

    text: str
    level: int = 0


@dataclass(slots=True)
class Front:
    """What a text says about itself in its first lines."""

    url: str = ""
    published: date | None = None
    seen: date | None = None
    change: str = ""


def title_of(blocks: Iterable[Block]) -> str:
    """The first heading of the highest level."""
    headings = [block for block in blocks if block.level]
    return min(headings, key=lambda one: one.level).text if headings else ""


def take_front(blocks: list[Block]) -> tuple[Front, list[Block]]:
    """What the first lines say of the text itself, and the blocks without them: they change when nothing else does."""
    front = Front()
    kept: list[Block] = []
    waiting = list(reversed(blocks[:_FIRST_LINES]))
    while waiting:
        block = waiting.pop()
        if waiting and _is_label(block) and _is_front(Block(f"{block.text} {waiting[-1].text}"), front):
            waiting.pop()
        elif not _is_front(block, front):
            kept.append(block)
    return front, kept + blocks[_FIRST_LINES:]


def sections_of(blocks: Iterable[Block]) -> tuple[Section, ...]:
    """Sections under their headings; one without a paragraph of its own is kept, as its heading may be the message."""
    sections: list[Section] = []
    above: list[Block] = []
    paragraphs: list[str] = []

    def end() -> None:
        if paragraphs or above:
            sections.append(Section(ABOVE.join(block.text for block in above), tuple(paragraphs)))
        paragraphs.clear()

    for block in blocks:
        if not block.level:
            paragraphs.append(block.text)
            continue
        end()
        while above and above[-1].level >= block.level:
            above.pop()
        # A heading that only says again what stands above it is none.
        if not above or plain(above[-1].text) != plain(block.text):
            above.append(block)
    end()
    return tuple(one for number, one in enumerate(sections) if one.paragraphs or not _opens(one, sections, number))


def _opens(section: Section, sections: list[Section], number: int) -> bool:
    """Whether an empty section is named again by the one that follows under it."""
    return number + 1 < len(sections) and (
        sections[number + 1].heading == section.heading
        or sections[number + 1].heading.startswith(section.heading + ABOVE)
    )


def _is_label(block: Block) -> bool:
    """Whether it is a label alone; what it labels then is the next block."""
    return not block.level and block.text.endswith(":") and block.text.rstrip(" :").casefold() in _LABELS


def _is_front(block: Block, front: Front) -> bool:
    """Take what a line says of the text, if it does; the first that says it counts."""
    if block.level:
        if front.published is None and _ISSUED.match(block.text) and len(block.text) <= _LONGEST_DATED:
            front.published = find_day(block.text)
            return front.published is not None
        return False
    hit = _LABELLED.fullmatch(block.text)
    kind = _LABELS.get(hit["label"].strip("• ").casefold()) if hit is not None else None
    if hit is None or kind is None or len(hit["value"]) > _LONGEST_VALUE:
        return False
    value = flat(hit["value"])
    if getattr(front, kind):
        return False
    told: str | date | None = value
    if kind == _URL:
        told = value if re.match(r"https?://\S+$", value) else None
    elif kind != _CHANGE:
        # A date with more words around it is a sentence of the advice.
        told = find_day(value) if len(value) <= _LONGEST_DATED else None
    if told is not None:
        setattr(front, kind, told)
    return told is not None
