"""A document on paper: a tagged PDF, and pictures of the very same pages.

Nothing is read here but what `Resources` names: the caller (services) has read the template from
`assets/sheet/sheet.typ` and the fonts' characters from `assets/fonts/*.ttf`. Typst itself opens the fonts, which it
takes by folder only. Fonts of the computer are never used, so the same document gives the same bytes everywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

from advisor.model.message import message
from advisor.report.fonts import characters
from advisor.report.safe import covered
from advisor.report.tree import (
    Blank,
    Block,
    Cell,
    Document,
    Inline,
    Items,
    Line,
    Mark,
    Notice,
    Pair,
    Pairs,
    Paragraph,
    Run,
    Say,
    Section,
    SignBlock,
    SignOff,
    Table,
    Tick,
    Voice,
    Words,
)

if TYPE_CHECKING:
    import typst

Tree: TypeAlias = "str | int | bool | list[Tree] | dict[str, Tree] | None"

SCREEN_PPI = 144.0

ORDINARY_PAGES = 2
"""What one sheet of paper holds."""

_FITS = ((0, 1.0), (0, 0.95), (0, 0.9), (1, 0.95), (1, 0.9), (1, 0.86), (2, 0.9), (2, 0.86))
"""Which spare words are left out, and how large the rest is: tried until the document fits."""

_COUNTING_PPI = 5.0

_LONGEST_WORD = 22
"""In the narrowest column a longer run of characters would run over the edge."""


@dataclass(frozen=True, slots=True)
class Resources:
    """The template, the folders that hold the fonts, and the code points those fonts can draw."""

    template: bytes
    font_folders: tuple[str, ...]
    drawable: frozenset[int]


def drawable(fonts: Iterable[bytes]) -> frozenset[int]:
    """What several fonts can draw together: for `Resources`."""
    return frozenset().union(*map(characters, fonts))


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of its own after the text: an SVG, and what it shows in words."""

    svg: str
    description: str


def render_pdf(
    document: Document, say: Say, language: str, resources: Resources, picture: Picture | None = None
) -> bytes:
    """The document as PDF/A-2a and PDF/UA-1, dated as of its assessment. `language` is that of `say`."""
    dated = datetime(document.issued.year, document.issued.month, document.issued.day, tzinfo=UTC)
    compiler = _fitting(document, say, language, resources, picture)
    return _pages(compiler.compile(format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=dated))[0]


def render_pages(
    document: Document,
    say: Say,
    language: str,
    resources: Resources,
    ppi: float = SCREEN_PPI,
    picture: Picture | None = None,
) -> list[bytes]:
    """The same pages as PNG pictures, `ppi` pixels an inch."""
    return _pages(_fitting(document, say, language, resources, picture).compile(format="png", ppi=ppi))


def _fitting(
    document: Document, say: Say, language: str, resources: Resources, picture: Picture | None
) -> typst.Compiler:
    """Typst, given the document as fully and as large as two pages hold, or as few more as it needs."""
    import typst

    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(resources.font_folders)
    )
    trees = [
        json.dumps(_Drawing(say, resources.drawable, without).document(document, language), ensure_ascii=False)
        for without in range(3)
    ]

    drawn = {"map": picture.svg, "map-description": picture.description} if picture is not None else {}

    # a compiler made from bytes compiles once only; the picture has a page of its own, so it does not count
    def sized(without: int, scale: float, *, whole: bool = True) -> typst.Compiler:
        inputs = {"document": trees[without], "scale": str(scale), **(drawn if whole else {})}
        return typst.Compiler(resources.template, font_paths=fonts, sys_inputs=inputs)

    taken: dict[tuple[int, float], int] = {}
    for fit in _FITS:
        taken[fit] = len(_pages(sized(*fit, whole=False).compile(format="png", ppi=_COUNTING_PPI)))
        if taken[fit] <= ORDINARY_PAGES:
            return sized(*fit)
    fewest = min(taken.values())
    return sized(*next(fit for fit, pages in taken.items() if pages <= max(fewest, ORDINARY_PAGES + 1)))


def _pages(made: bytes | list[bytes] | None) -> list[bytes]:
    if made is None:  # typst writes to a file only when told to
        return []
    return made if isinstance(made, list) else [made]


class _Drawing:
    """The tree as plain data, every string said and drawable, `without` the spare words up to that number."""

    def __init__(self, say: Say, characters_drawable: frozenset[int], without: int) -> None:
        self._say = say
        self._without = without
        self._drawable = characters_drawable

    def document(self, document: Document, language: str) -> Tree:
        box = document.box
        return {
            "language": language,
            "issued": {"year": document.issued.year, "month": document.issued.month, "day": document.issued.day},
            "title": self._words(document.title),
            "kind": self._words(document.kind),
            "subtitle": self._cell(document.subtitle),
            "notices": [self._notice(one) for one in document.notices],
            "box": {
                "verdict": box.verdict.word,
                "word": self._words(box.word),
                "short": self._inline(Mark(box.verdict, box.word)),
                "meaning": self._words(box.meaning),
                "pairs": [self._pair(pair) for pair in box.pairs],
                "label": self._words(box.reasons_label),
                "reasons": [self._line(line) for line in box.reasons],
            },
            "sections": [self._section(section) for section in document.sections],
            "brief": self._without > 0,
            "shortened": self._words(document.shortened) if self._without else "",
            "footer": [self._words(words) for words in document.footer],
            "page": self._words(message("report.page", page="{page}", pages="{pages}")),
        }

    def _section(self, section: Section) -> Tree:
        return {
            "heading": self._words(section.heading),
            "blocks": [self._block(block) for block in section.blocks],
            "together": section.together,
            "half": section.half,
            "if_room": section.if_room,
        }

    def _block(self, block: Block) -> Tree:
        match block:
            case Table():
                return {
                    "kind": "table",
                    "columns": [{"head": self._words(one.head), "share": one.share} for one in block.columns],
                    "rows": [[self._cell(cell) for cell in row] for row in block.rows],
                    "roomy": block.roomy,
                }
            case Paragraph():
                return {"kind": "paragraph", "lines": self._cell(block.lines)}
            case Items():
                items = [self._cell(item) for item in block.items]
                return {"kind": "items", "items": items, "short": 0 < block.short <= self._without}
            case Notice():
                return self._notice(block)
            case Pairs():
                return {"kind": "pairs", "pairs": [self._pair(pair) for pair in block.pairs]}
            case SignOff():
                return {"kind": "sign-off", "blocks": [self._sign_block(one) for one in block.blocks]}

    def _notice(self, notice: Notice) -> Tree:
        return {"kind": "notice", "words": self._words(notice.words), "detail": self._words(notice.detail)}

    def _pair(self, pair: Pair) -> Tree:
        return {"label": self._words(pair.label), "line": self._line(pair.line)}

    def _sign_block(self, block: SignBlock) -> Tree:
        return {
            "title": self._words(block.title),
            "choices": [self._words(choice) for choice in block.choices],
            "writing": None if block.writing is None else self._words(block.writing),
            "lines": block.writing_lines,
            "fields": [self._words(one) for one in block.fields],
        }

    def _cell(self, cell: Cell) -> Tree:
        return [drawn for drawn in map(self._line, cell) if drawn]

    def _line(self, line: Line) -> Tree:
        return [self._inline(one) for one in line if not (isinstance(one, Run) and 0 < one.spare <= self._without)]

    def _inline(self, inline: Inline) -> Tree:
        match inline:
            case Run(words, voice, _):
                return {"kind": "run", "words": self._words(words), "voice": Voice(voice).value}
            case Mark(verdict, word):
                return {"kind": "mark", "verdict": verdict.word, "word": self._words(word)}
            case Tick(done):
                return {"kind": "tick", "done": done}
            case Blank():
                return {"kind": "blank"}

    def _words(self, words: Words) -> str:
        return covered(self._say(words), self._drawable, _LONGEST_WORD)
