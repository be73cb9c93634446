"""The sheet of one assessment, as page images or as PDF. Pure functions, made for threads."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from advisor.gui.language import Speech
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack

if TYPE_CHECKING:
    from advisor.report.typst import Resources


@dataclass(frozen=True, slots=True)
class Sheet:
    """What goes on paper: an assessment with its pack, in one language, with or without names."""

    assessment: Assessment
    pack: Pack
    speech: Speech
    names: bool


class Renderer(Protocol):
    """What makes pages of a sheet; replaced in tests."""

    def pages(self, sheet: Sheet, ppi: float) -> tuple[bytes, ...]:
        """A PNG a page, at so many pixels per inch."""

    def pdf(self, sheet: Sheet) -> bytes:
        """The PDF, the same bytes for the same sheet."""


class TypstRenderer:
    """Renders with typst, which is read on first use, as are the template and the fonts."""

    def __init__(self, assets: Path) -> None:
        """`assets` holds the template and the fonts."""
        self._assets = assets

    def pages(self, sheet: Sheet, ppi: float) -> tuple[bytes, ...]:
        """A PNG a page, at so many pixels per inch."""
        from advisor.report.document import build
        from advisor.report.typst import render_pages

        document = build(sheet.assessment, sheet.pack, names=sheet.names)
        return tuple(render_pages(document, sheet.speech.say, sheet.speech.language, _resources(self._assets), ppi))

    def pdf(self, sheet: Sheet) -> bytes:
        """The PDF, the same bytes for the same sheet."""
        from advisor.report.document import build
        from advisor.report.typst import render_pdf

        document = build(sheet.assessment, sheet.pack, names=sheet.names)
        return render_pdf(document, sheet.speech.say, sheet.speech.language, _resources(self._assets))


@functools.cache
def _resources(assets: Path) -> Resources:
    from advisor.report.typst import Resources, drawable

    fonts = sorted((assets / "fonts").glob("*.ttf"))
    return Resources(
        template=(assets / "sheet" / "sheet.typ").read_bytes(),
        font_folders=(str(assets / "fonts"),),
        drawable=drawable(font.read_bytes() for font in fonts),
    )
