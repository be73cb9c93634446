"""The window's words, in the language in force.

`_("Open…")` looks up a literal English label; `say` renders messages, the texts
of a pack, dates. Nobody keeps a rendered word over a change of language: a widget sets its words in one
method, and calls it again on `QEvent.Type.LanguageChange`, which reaches every widget.
"""

from __future__ import annotations

import gettext
from typing import TYPE_CHECKING, Protocol

from advisor.model.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from advisor.model.message import Argument
    from advisor.model.text import Text


class Speech(Protocol):
    """What the window needs of `advisor.services.catalogue.Catalogue`."""

    @property
    def language(self) -> str:
        """ISO 639-1 code."""

    def gettext(self, label: str, /) -> str:
        """A static label."""

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        """A label that depends on a number."""

    def say(self, what: Argument, /) -> str:
        """A message as a sentence, a pack's text, a date in words, a tuple as a list."""


class _English:
    """English labels, before the catalogue has been read."""

    language = "en"

    def __init__(self) -> None:
        self._labels = gettext.NullTranslations()

    def gettext(self, label: str, /) -> str:
        return self._labels.gettext(label)

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        return self._labels.ngettext(one, many, count)

    def say(self, what: Argument, /) -> str:
        return what.id if isinstance(what, Message) else str(what)


_current: Speech = _English()


def use(speech: Speech) -> None:
    """Speak like that from now on."""
    global _current  # noqa: PLW0603 - as gettext's own install(): a label has nobody to be handed a catalogue by
    _current = speech


def current() -> Speech:
    """What is spoken now, for work that must go on in one language."""
    return _current


def language() -> str:
    """The ISO 639-1 code of the language in force."""
    return _current.language


def _(label: str) -> str:
    """A static label. The argument is always a literal, else it is not gathered for translation."""
    return _current.gettext(label)


def ngettext(one: str, many: str, count: int) -> str:
    """A label that depends on a number; both are literals."""
    return _current.ngettext(one, many, count)


def say(what: Argument) -> str:
    """A message as a sentence, a pack's text in the language in force, a date in words, a tuple as a list."""
    return _current.say(what)


def written(text: Text) -> str:
    """What a pack's author wrote, in the language in force or else in the author's first."""
    return say(text)


def labelled(label: str, told: str) -> str:
    """`Proof: a letter`, with the colon the language in force wants."""
    return _("{label}: {told}").format(label=label, told=told)


def in_turn(items: Iterable[str]) -> str:
    """`one; two`, with the semicolon the language in force wants."""
    first, *others = [*items] or [""]
    for other in others:
        first = _("{first}; {other}").format(first=first, other=other)
    return first
