"""Colours for the text of a rule file. They only help reading: nothing depends on them."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from advisor.gui.theme import look, tokens
from advisor.model.rule import Effect
from advisor.model.verdict import Verdict

_TOKEN: Final = re.compile(
    r"(?P<comment>(?:^|(?<=\s))#.*)"
    r"|(?P<key>(?<![\w\"'])[\w-]+(?= *:(?:\s|$)))"
    r"|(?P<text>\"(?:[^\"\\]|\\.)*\"?|'(?:[^']|'')*'?)"
    r"|(?P<day>\b\d{4}-\d{2}(?:-\d{2})?\b)"
)
_EFFECT: Final = re.compile(r"^\s*(?:- +)?effect: *([a-z]+)")
_EFFECTS: Final = {
    Effect.ALLOW: Verdict.GO,
    Effect.CAUTION: Verdict.CONDITIONS,
    Effect.REQUIRE: Verdict.CONDITIONS,
    Effect.REFER: Verdict.REFER,
    Effect.PROHIBIT: Verdict.NO_GO,
}


def effect_colour(effect: Effect) -> QColor:
    """The colour of the verdict that an effect leads to; plain text where it leads to none."""
    verdict = _EFFECTS.get(effect)
    return look(verdict).colour if verdict is not None else tokens().text


class Highlighter(QSyntaxHighlighter):
    """Keys, texts, days, comments and the word of an effect."""

    def __init__(self, document: QTextDocument) -> None:
        """Colour that document."""
        super().__init__(document)
        self._formats: dict[str, QTextCharFormat] = {}
        self._recolour()

    def recolour(self) -> None:
        """Take the colours in force."""
        self._recolour()
        self.rehighlight()

    def _recolour(self) -> None:
        colours = tokens()
        self._formats = {
            "comment": _format(colours.muted, italic=True),
            "key": _format(colours.link),
            "text": _format(colours.text),
            "day": _format(colours.text, bold=True),
        }

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        for token in _TOKEN.finditer(text):
            self.setFormat(token.start(), token.end() - token.start(), self._formats[token.lastgroup or "text"])
        effect = _EFFECT.match(text)
        if effect is not None and effect.group(1) in {one.value for one in Effect}:
            marked = _format(effect_colour(Effect(effect.group(1))), bold=True)
            self.setFormat(effect.start(1), len(effect.group(1)), marked)


def _format(colour: QColor, *, bold: bool = False, italic: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(colour)
    made.setFontItalic(italic)
    if bold:
        made.setFontWeight(QFont.Weight.Bold)
    return made
