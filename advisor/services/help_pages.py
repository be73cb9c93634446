"""The help pages of diagnostics: a page a code, as the program came with them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_LIKENESS = 0.5


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page in Markdown."""

    code: str
    text: str

    @property
    def title(self) -> str:
        """Its first sentence, without the full stop."""
        body = self.text.partition("\n")[2].strip()
        first = body.partition("\n\n")[0].replace("\n", " ")  # by `split` a no-break space would be lost
        end = first.find(". ")
        return (first if end < 0 else first[:end]).rstrip(".:")


class HelpPages:
    """The pages in a folder; those in another language stand in a folder inside it, which is looked into first."""

    def __init__(self, folder: Path) -> None:
        """Nothing is read yet."""
        self._folder = folder

    def codes(self) -> tuple[str, ...]:
        """All codes that have a page."""
        try:
            return tuple(sorted(file.stem for file in self._folder.glob("*.md")))
        except OSError:
            return ()

    def page(self, code: str, language: str) -> HelpPage | None:
        """The page of a code, in that language if there is one; None where nothing of that name is a code."""
        if code not in self.codes():
            return None
        for folder in (self._folder / language, self._folder):
            try:
                return HelpPage(code, (folder / f"{code}.md").read_text(encoding="utf-8"))
            except (OSError, UnicodeError):
                continue
        return None

    def all(self, language: str) -> Iterator[HelpPage]:
        """Every page."""
        for code in self.codes():
            page = self.page(code, language)
            if page is not None:
                yield page

    def nearest(self, code: str) -> str | None:
        """The code that was probably meant."""
        return next(iter(difflib.get_close_matches(code.strip().lower(), self.codes(), 1, _LIKENESS)), None)
