"""A sentence that says the very same in two languages: it was copied, and the translation forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from advisor.checks.check import Check, Found, Subject, found
from advisor.model.diagnostic import Severity
from advisor.rulebook.faults import At

FEWEST_WORDS: Final = 4
"""Names and single words are often the same."""


def _find(subject: Subject) -> Iterator[Found]:
    folder = subject.folder
    for rule in folder.rules:
        texts = {"title": rule.value.title, "because": rule.value.because, "advice": rule.value.advice}
        yield from _same(texts, rule.at)
    for measure in folder.measures:
        value = measure.value
        yield from _same({"title": value.title, "proof": value.proof, "note": value.note}, measure.at)
    for contact in folder.contacts:
        yield from _same({"note": contact.value.note}, contact.at)  # Its title may be the name of a hospital.
    if folder.pack is not None:
        for index, fact in enumerate(folder.pack.value.facts):
            yield from _same({"title": fact.title, "question": fact.question}, folder.pack.at.inside("facts", index))


def _same(texts: Mapping[str, Mapping[str, str] | None], at: At) -> Iterator[Found]:
    for key, text in texts.items():
        first: dict[str, str] = {}
        for language, words in (text or {}).items():
            other = first.setdefault(words.strip().casefold(), language)
            if other != language and len(words.split()) >= FEWEST_WORDS:
                yield found(at.span(key, language), language=language, other=other)


CHECK: Final = Check("untranslated", Severity.WARNING, _find)
