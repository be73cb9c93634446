"""An assessment as a document, and the document on paper, with the program's own template, fonts and country names."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from advisor.model.assessment import Assessment
from advisor.model.message import Argument
from advisor.model.pack import Pack
from advisor.services.countries import country_names

if TYPE_CHECKING:
    from advisor.report.tree import Document
    from advisor.report.typst import Picture, Resources


class Voice(Protocol):
    """What a document needs of a `Catalogue`: its language and its sentences."""

    @property
    def language(self) -> str:
        """ISO 639-1 code."""

    def say(self, what: Argument, /) -> str:
        """A message as a sentence, a pack's text, a date in words, a tuple as a list."""


def lay_out(assessment: Assessment, pack: Pack, assets: Path, *, names: bool = True) -> Document:
    """The document of an assessment. OSError when the program's own files are missing."""
    from advisor.report.document import build

    return build(assessment, pack, names=names, countries=country_names(assets))


def pdf(document: Document, voice: Voice, assets: Path, picture: Picture | None = None) -> bytes:
    """The sheet as a PDF, in the voice's language, with a picture at its end. OSError: own files are missing."""
    from advisor.report.typst import render_pdf

    return render_pdf(document, voice.say, voice.language, resources(assets), picture)


def pages(document: Document, voice: Voice, assets: Path, ppi: float, picture: Picture | None = None) -> list[bytes]:
    """The very same pages as PNG pictures, `ppi` pixels an inch, for preview and printer. OSError as for `pdf`."""
    from advisor.report.typst import render_pages

    return render_pages(document, voice.say, voice.language, resources(assets), ppi, picture)


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
