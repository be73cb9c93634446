"""The catalogue in its two languages, for tests of what a report says."""

from __future__ import annotations

from pathlib import Path

from advisor.report.tree import Say
from advisor.services.catalogue import Catalogue

ROOT = Path(__file__).parents[2]


def speaking(language: str) -> Say:
    return Catalogue(language, ROOT / "assets" / "translations").say
