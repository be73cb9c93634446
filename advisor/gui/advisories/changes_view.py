"""What changed between two texts, or one text, to read on: by sign, underline and stroke, never by colour alone."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QTextBrowser

from advisor.advisories.advisory import Advisory
from advisor.advisories.compare import Change, compare
from advisor.advisories.telling import Line, lines, summed_up
from advisor.advisories.words import BULLET
from advisor.gui.language import _, say
from advisor.gui.theme import em, font, look, tokens
from advisor.gui.widgets.scroll_bar import ScrollBar
from advisor.model.verdict import Verdict

_SIGNS = {
    Change.KEPT: "",
    Change.ADDED: "+",
    Change.REMOVED: "−",
    Change.REWORDED: "~",
    Change.MOVED_AWAY: "←",
    Change.MOVED_HERE: "→",
}
_STYLES = {Change.ADDED: "text-decoration: underline", Change.REMOVED: "text-decoration: line-through"}


class ChangesView(QTextBrowser):
    """Read only; the keyboard scrolls it and its words can be copied."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.setAccessibleName(_("What changed"))
        self.setOpenLinks(False)
        self.setVerticalScrollBar(ScrollBar())
        self._shown: tuple[Advisory | None, Advisory] | None = None

    def show_changes(self, old: Advisory | None, new: Advisory) -> None:
        """Show what changed from `old` to `new`; without `old`, the text itself."""
        self._shown = (old, new)
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow colours and text size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange} and getattr(self, "_shown", None):
            self._fill()

    def _fill(self) -> None:
        if self._shown is None:
            return
        old, new = self._shown
        place = self.verticalScrollBar().value()
        self.document().setDefaultFont(font(0.98))
        self.document().setDocumentMargin(em(0.6))
        self.setHtml("".join(_text(new) if old is None else _changes(old, new)))
        self.verticalScrollBar().setValue(place)


def _changes(old: Advisory, new: Advisory) -> Iterable[str]:
    comparison = compare(old, new)
    yield _paragraph(f"<b>{escape(say(summed_up(comparison)))}</b>", 0)
    if new.change and new.change != old.change:
        yield _paragraph(escape(_("The issuer says: {change}").format(change=new.change)), 0, muted=True)
    for line in lines(comparison):
        yield _heading(say(line.note)) if line.heading and line.note is not None else _line(line)


def _text(advisory: Advisory) -> Iterable[str]:
    if not advisory.sections:
        yield _paragraph(escape(_("Only the level and the day were told, no text.")), 0, muted=True)
    for section in advisory.sections:
        if section.heading:
            yield _heading(section.heading)
        for paragraph in section.paragraphs:
            yield _paragraph(escape(paragraph), em(1) if paragraph.startswith(BULLET) else 0)


def _line(line: Line) -> str:
    note = f"<i>{escape(say(line.note))}</i> " if line.note is not None else ""
    words = " ".join(_stretch(change, told, line.change) for change, told in line.words)
    colour = _colour(line.change)
    sign = f'<span style="color: {colour}"><b>{_SIGNS[line.change]}</b>&nbsp;</span>'
    return _paragraph(f"{sign} {note}{words}", em(1.1), hang=em(1.1))


def _stretch(change: Change, told: str, whole: Change) -> str:
    """A word that came or went inside a sentence is marked; a whole sentence has its sign."""
    words = escape(told.removeprefix(BULLET))
    if change is Change.KEPT:
        return words
    style = _STYLES.get(change, "") if whole is Change.REWORDED else ""
    return f'<span style="color: {_colour(change)}; {style}">{words}</span>'


def _colour(change: Change) -> str:
    if change is Change.ADDED:
        return look(Verdict.GO).colour.name()
    return tokens().fault.name() if change is Change.REMOVED else tokens().link.name()


def _heading(words: str) -> str:
    return f'<p style="margin: {em(0.9)}px 0 {em(0.2)}px 0"><b>{escape(words)}</b></p>'


def _paragraph(html: str, indent: int, *, hang: int = 0, muted: bool = False) -> str:
    colour = f"; color: {tokens().muted.name()}" if muted else ""
    return f'<p style="margin: {em(0.2)}px 0 {em(0.2)}px {indent}px; text-indent: -{hang}px{colour}">{html}</p>'
