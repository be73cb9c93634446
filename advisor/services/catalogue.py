"""From message ids to sentences, in English and in every language with a catalogue in assets/translations."""

from __future__ import annotations

import gettext
import pkgutil
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from importlib import import_module
from pathlib import Path

from advisor.model.message import Argument, Message, message
from advisor.model.text import Text
from advisor.services.marks import Plural, Template
from advisor.services.typography import typeset

DOMAIN = "advisor"
SOURCE_LANGUAGE = "en"
"""The language of the templates themselves."""


@cache
def templates() -> Mapping[str, Template]:
    """All English templates by message id, gathered from the `messages_*` modules of this package."""
    gathered: dict[str, Template] = {}
    package = import_module(__package__ or "advisor.services")
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        if module.name.rpartition(".")[2].startswith("messages_"):
            gathered.update(import_module(module.name).MESSAGES)
    return gathered


def languages(translations: Path) -> tuple[str, ...]:
    """The languages there is a catalogue for, English first."""
    found = sorted(file.parts[-3] for file in translations.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return (SOURCE_LANGUAGE, *(language for language in found if language != SOURCE_LANGUAGE))


class Catalogue:
    """Speaks one language. It never raises: a verdict must not be lost for want of a sentence."""

    def __init__(self, language: str, translations: Path) -> None:
        """Speak `language` (ISO 639-1), or English where there is no catalogue for it."""
        self.language = language
        self._translations: gettext.NullTranslations = gettext.NullTranslations()
        if language != SOURCE_LANGUAGE:
            try:
                self._translations = gettext.translation(DOMAIN, translations, [language])
            except (OSError, ValueError, UnicodeError):
                self.language = SOURCE_LANGUAGE

    def gettext(self, label: str, /) -> str:
        """A static label."""
        return self._translations.gettext(label)

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        """A label that depends on a number."""
        return self._translations.ngettext(one, many, count)

    def say(self, what: Argument, /) -> str:
        """A message as a sentence, a pack's text in this language, a date in words, a tuple as a list."""
        if isinstance(what, Message):
            return self._sentence(what)
        if isinstance(what, Text):
            written = what.by_language.get(self.language)
            return typeset(written, self.language) if written is not None else what.in_language(self.language)
        if isinstance(what, tuple):
            return self._listed(self.say(one) for one in what)
        if isinstance(what, date):
            return self._date(what)
        return f"{what:g}".replace(".", self._decimal_mark()) if isinstance(what, float) else str(what)

    def _decimal_mark(self) -> str:
        return self.say(Message("number.decimal-mark"))

    def _sentence(self, what: Message) -> str:
        template = templates().get(what.id)
        words = _Words({name: self.say(value) for name, value in what.args.items()})
        if template is None:
            return _bare(what.id, words)
        if isinstance(template, Plural):
            count = what.args.get("count")
            number = count if isinstance(count, int) else 0
            english = template.one if number == 1 else template.many
            translated = self.ngettext(template.one, template.many, number)
        else:
            english, translated = template, self.gettext(template)
        for candidate in (translated, english):
            try:
                return candidate.format_map(words)
            except (ValueError, LookupError, AttributeError, TypeError):
                continue
        return _bare(what.id, words)

    def _date(self, day: date) -> str:
        if isinstance(day, datetime):
            return self.say(message("date.with-time", date=day.date(), time=f"{day:%H:%M}"))
        identifier = "date.long-first" if day.day == 1 else "date.long"
        month = message(f"date.month.{day.month}")
        return self.say(message(identifier, day=str(day.day), month=month, year=str(day.year)))

    def _listed(self, items: Iterable[str]) -> str:
        *head, last = list(items) or [""]
        if not head:
            return last
        first, *rest = head
        for one in rest:
            first = self.say(message("list.comma", first=first, next=one))
        return self.say(message("list.and", first=first, last=last))


class _Words(dict[str, str]):
    """Arguments already rendered; one that is missing shows its name instead of costing the whole sentence."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def _bare(identifier: str, words: Mapping[str, str]) -> str:
    """A message nobody wrote a template for: ugly, but nothing is hidden."""
    if not words:
        return identifier
    return f"{identifier} ({', '.join(f'{name}: {value}' for name, value in words.items())})"
