"""The sheet of one assessment, as page images or as PDF. Pure functions, made for threads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from advisor.gui.language import Speech
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.services import maps, sheets

if TYPE_CHECKING:
    from advisor.report.tree import Document
    from advisor.report.typst import Picture


@dataclass(frozen=True, slots=True)
class Sheet:
    """What goes on paper: an assessment with its pack, in one language, with or without names and the map."""

    assessment: Assessment
    pack: Pack
    speech: Speech
    names: bool
    with_map: bool = False


class Renderer(Protocol):
    """What makes pages of a sheet; replaced in tests."""

    def pages(self, sheet: Sheet, ppi: float) -> tuple[bytes, ...]:
        """A PNG a page, at so many pixels per inch."""

    def pdf(self, sheet: Sheet) -> bytes:
        """The PDF, the same bytes for the same sheet."""


class TypstRenderer:
    """Renders with typst, which is loaded on first use, as are the template and the fonts."""

    def __init__(self, assets: Path) -> None:
        """`assets` holds the template and the fonts."""
        self._assets = assets

    def pages(self, sheet: Sheet, ppi: float) -> tuple[bytes, ...]:
        """A PNG a page, at so many pixels per inch."""
        return tuple(sheets.pages(self._document(sheet), sheet.speech, self._assets, ppi, self._map(sheet)))

    def pdf(self, sheet: Sheet) -> bytes:
        """The PDF, the same bytes for the same sheet."""
        return sheets.pdf(self._document(sheet), sheet.speech, self._assets, self._map(sheet))

    def _document(self, sheet: Sheet) -> Document:
        return sheets.lay_out(sheet.assessment, sheet.pack, self._assets, names=sheet.names)

    def _map(self, sheet: Sheet) -> Picture | None:
        if not sheet.with_map:
            return None
        return maps.page(sheet.assessment, sheet.pack, sheet.speech, self._assets, names=sheet.names)
