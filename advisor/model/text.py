"""Texts that exist in several languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """One text in the languages an author wrote it in, by ISO 639-1 code; the first is the fallback."""

    by_language: Mapping[str, str] = field(default_factory=dict)

    def in_language(self, language: str) -> str:
        """The text in that language, or in the author's first language, or empty."""
        found = self.by_language.get(language)
        if found is not None:
            return found
        return next(iter(self.by_language.values()), "")

    def __bool__(self) -> bool:
        """Whether anything was written."""
        return bool(self.by_language)
