"""The printed sheet, with its template and fonts read from the program's own assets."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.report.tree import Document
from advisor.services.catalogue import Catalogue

if TYPE_CHECKING:
    from advisor.report.typst import Resources


def pdf(document: Document, catalogue: Catalogue, assets: Path) -> bytes:
    """The sheet as a PDF, in the catalogue's language. OSError when the program's own files are missing."""
    from advisor.report.typst import render_pdf

    return render_pdf(document, catalogue.say, catalogue.language, resources(assets))


def pages(document: Document, catalogue: Catalogue, assets: Path, ppi: float) -> list[bytes]:
    """The very same pages as PNG pictures, `ppi` pixels an inch, for preview and printer. OSError as for `pdf`."""
    from advisor.report.typst import render_pages

    return render_pages(document, catalogue.say, catalogue.language, resources(assets), ppi)


@cache
def resources(assets: Path) -> Resources:
    """Template and fonts, read once."""
    from advisor.report.typst import Resources, drawable

    fonts = assets / "fonts"
    files = sorted(fonts.glob("*.ttf"))
    return Resources(
        template=(assets / "sheet" / "sheet.typ").read_bytes(),
        font_folders=(str(fonts),),
        drawable=drawable(file.read_bytes() for file in files),
    )
