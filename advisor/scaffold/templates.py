"""The templates' own small language: lines and texts for some languages only, and names to fill in.

- `en| line` is kept, without its mark, if English is the first language of the pack;
- of `{en: "…", fr: "…"}`, and of lines that begin with `en:` or `fr:`, only the pack's languages are kept;
- `$name` is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from string import Template
from typing import Final

LANGUAGES: Final = ("en", "fr")
"""The languages that templates are written in."""

_MARKED: Final = re.compile(r"(en|fr)\| ?(.*)")
_TEXT_LINE: Final = re.compile(r"[# ]*(en|fr): ")
_STRING: Final = r'"(?:[^"\\]|\\.)*"'
_TEXT: Final = re.compile(rf"\{{en: ({_STRING}), fr: ({_STRING})\}}")


def fill(template: str, languages: Sequence[str], values: Mapping[str, str]) -> str:
    """The text of a file. KeyError for a name that is not among the values, ValueError for a `$` that begins none."""
    lines = (_kept(line, languages) for line in template.splitlines())
    chosen = "".join(f"{line}\n" for line in lines if line is not None)
    return Template(_TEXT.sub(lambda found: _text(found, languages), chosen)).substitute(values)


def _kept(line: str, languages: Sequence[str]) -> str | None:
    marked = _MARKED.fullmatch(line)
    if marked:
        return marked[2] if marked[1] == languages[0] else None
    text = _TEXT_LINE.match(line)
    return None if text and text[1] not in languages else line


def _text(found: re.Match[str], languages: Sequence[str]) -> str:
    said = dict(zip(LANGUAGES, found.groups(), strict=True))
    return f"{{{', '.join(f'{language}: {said[language]}' for language in languages)}}}"
