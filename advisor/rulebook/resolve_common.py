"""What every part of resolving needs: texts in the pack's languages, sources, windows, and names that must exist."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from advisor.model.diagnostic import Severity
from advisor.model.message import message
from advisor.model.network import Window
from advisor.model.source import Source
from advisor.model.text import Text
from advisor.rulebook.authored_fields import FOR_ALL
from advisor.rulebook.authored_pack import AuthoredNamed, AuthoredSource, AuthoredWindow
from advisor.rulebook.faults import At, Faults
from advisor.rulebook.names import Names
from advisor.rulebook.suggest import nearest

NOTHING: Final = Text()


class Resolving:
    """The state that resolving carries along: the languages, the names, the faults."""

    def __init__(self, languages: tuple[str, ...], names: Names, faults: Faults) -> None:
        """Take the pack's languages, in its order; none if they could not be read."""
        self.languages = languages
        self.names = names
        self.faults = faults
        self._mode_groups: Mapping[str, frozenset[str]] = {}

    def with_faults(self, faults: Faults) -> Resolving:
        """The same, reporting elsewhere."""
        other = Resolving(self.languages, self.names, faults)
        other._mode_groups = self._mode_groups
        return other

    def use_mode_groups(self, groups: Mapping[str, frozenset[str]]) -> None:
        """From now on a group stands for its modes."""
        self._mode_groups = groups

    def text(self, written: Mapping[str, str] | None, at: At, *path: str | int) -> Text:
        """The text in the order of the pack's languages; a missing or unknown language is a warning."""
        if written is None:
            return NOTHING
        if tuple(written) == self.languages:
            return Text(written)
        languages = self.languages
        if not languages:
            return Text(written)
        if FOR_ALL in written:
            return Text(dict.fromkeys(languages, written[FOR_ALL]))
        for language in languages:
            if language not in written:
                self.faults.add("missing-language", at.key_span(*path), severity=Severity.WARNING, language=language)
        for language in written:
            if language not in languages:
                self.faults.add(
                    "unknown-language",
                    at.key_span(*path, language),
                    severity=Severity.WARNING,
                    expected=message("expected.one-of", names=languages),
                    suggestion=nearest(language, languages),
                    language=language,
                )
        ordered = [language for language in languages if language in written]
        return Text({language: written[language] for language in (*ordered, *sorted(set(written) - set(languages)))})

    def source(self, written: AuthoredSource | None, at: At, *path: str | int) -> Source | None:
        """The source, if there is one."""
        if written is None:
            return None
        return Source(
            title=self.text(written.title, at, *path, "title"),
            url=written.url or "",
            date=written.date,
            reliability=written.reliability,
            credibility=written.credibility,
            anonymous=written.anonymous,
            note=self.text(written.note, at, *path, "note"),
        )

    def windows(self, written: Iterable[AuthoredWindow], at: At) -> tuple[Window, ...]:
        """The windows under `windows`, each of which must have an end or a day of review."""
        return tuple(self._window(window, at, index) for index, window in enumerate(written))

    def _window(self, window: AuthoredWindow, at: At, index: int) -> Window:
        path = ("windows", index)
        if window.until is None and window.review_by is None:
            self.faults.add("no-end", at.span(*path), expected=message("expected.window-end"), key="until")
        self.order(window.start, window.until, at, *path)
        return Window(
            start=window.start,
            until=window.until,
            review_by=window.review_by,
            reason=self.text(window.reason, at, *path, "reason"),
            source=self.source(window.source, at, *path, "source"),
        )

    def order(self, start: date | None, until: date | None, at: At, *path: str | int) -> None:
        """Report a stretch of days that ends before it begins."""
        if start is not None and until is not None and start > until:
            self.faults.add("from-after-until", at.span(*path, "until"), start=start, until=until)

    def check(self, sort: str, name: str, at: At, *path: str | int) -> bool:
        """Whether the pack declares the name, which stands at `path`; if not, it is reported."""
        return self.names.check(sort, name, at, path, self.faults)

    def check_all(self, sort: str, written: Iterable[str], at: At, *path: str | int) -> frozenset[str]:
        """Those of the names that the pack declares; the others are reported."""
        names = self.names
        return frozenset(
            name for index, name in enumerate(written) if names.check(sort, name, at, (*path, index), self.faults)
        )

    def modes(self, written: Iterable[str], at: At, *path: str | int) -> frozenset[str]:
        """The modes, with groups spelled out."""
        found: set[str] = set()
        for name in self.check_all("mode-or-group", written, at, *path):
            found |= self._mode_groups.get(name, {name})
        return frozenset(found)

    def title(self, written: AuthoredNamed, at: At) -> Text:
        """The title of anything that has one."""
        return self.text(written.title, at, "title")
