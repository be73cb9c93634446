"""Text on the page: wraps at any width, mixes weights and tones, and takes its colours when it is painted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from advisor.gui.theme import font, heading_font, look, tokens
from advisor.model.verdict import Verdict


class Tone(Enum):
    """What a text is for, and so its colour."""

    TEXT = auto()
    MUTED = auto()
    FAULT = auto()


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one weight and tone. The colour of a verdict, or `colour`, outranks the tone."""

    text: str
    bold: bool = False
    tone: Tone = Tone.TEXT
    verdict: Verdict | None = None
    colour: QColor | None = None

    def ink(self) -> QColor:
        """Its colour, as of now."""
        if self.colour is not None:
            return self.colour
        return look(self.verdict).colour if self.verdict is not None else tone_colour(self.tone)


def muted(text: str) -> Run:
    """A stretch in the quieter tone."""
    return Run(text, tone=Tone.MUTED)


def bold(text: str) -> Run:
    """A stretch in bold."""
    return Run(text, bold=True)


def tone_colour(tone: Tone) -> QColor:
    """The colour of a tone, as of now."""
    colours = tokens()
    return {Tone.TEXT: colours.text, Tone.MUTED: colours.muted, Tone.FAULT: colours.fault}[tone]


_NEW_LINE = "\N{LINE SEPARATOR}"
"""What QTextLayout takes for a new line."""

_NARROWEST_EMS = 6
"""A text may be squeezed to so many widths of an `m`; then words break anywhere."""


class Label(QLabel):
    """A text of one or more runs. Plain text always: what an author wrote is never read as markup.

    A QLabel for assistive technology's sake; it lays its text out by itself, because QLabel clips words that are
    longer than the line.
    """

    def __init__(
        self, text: str = "", *, size: float = 1.0, tone: Tone = Tone.TEXT, bold: bool = False, wrap: bool = True
    ) -> None:
        """Show `text`, `size` times as large as the window's font. Without `wrap` it keeps to one line."""
        super().__init__()
        self._size = size
        self._runs: tuple[Run, ...] = ()
        self._tone, self._bold, self._wrap = tone, bold, wrap
        self._layout: QTextLayout | None = None
        self._laid_for = -1.0
        self._height = 0.0
        self._natural = -1.0
        self.setTextFormat(Qt.TextFormat.PlainText)
        sideways = QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(sideways, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.say(text)

    def say(self, *runs: Run | str) -> None:
        """Show these runs one after the other; nothing happens where they are the same as before."""
        said = tuple(Run(one, bold=self._bold, tone=self._tone) if isinstance(one, str) else one for one in runs)
        said = tuple(one for one in said if one.text)
        if said == self._runs:
            return
        self._runs = said
        super().setText("".join(one.text for one in said))
        self._forget()

    def text_font(self) -> QFont:
        """The font of its plain runs."""
        return font(self._size)

    def set_size(self, size: float) -> None:
        """Show it so many times as large as the window's font."""
        if size != self._size:
            self._size = size
            self._forget()

    # -- layout

    def _forget(self) -> None:
        self._layout = None
        self._laid_for = self._natural = -1.0
        self.updateGeometry()
        self.update()

    def _laid(self, width: float) -> QTextLayout:
        if self._layout is None:
            self._layout = QTextLayout(self.text().replace("\n", _NEW_LINE), self.text_font())
            option = QTextOption()
            option.setWrapMode(
                QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if self._wrap else QTextOption.WrapMode.ManualWrap
            )
            self._layout.setTextOption(option)
            self._layout.setFormats(self._formats())
            self._laid_for = -1.0
        if width != self._laid_for:
            self._laid_for = width
            self._layout.beginLayout()
            top = 0.0
            while (line := self._layout.createLine()).isValid():
                line.setLineWidth(width)
                line.setPosition(QPointF(0, top))
                top += line.height() * _LEADING
            self._layout.endLayout()
            self._height = top
        return self._layout

    def _formats(self) -> list[QTextLayout.FormatRange]:
        formats, start = [], 0
        for run in self._runs:
            # Qt counts in UTF-16 units
            length = len(run.text.encode("utf-16-le")) // 2
            style = QTextCharFormat()
            if run.bold:
                style.setFontWeight(QFont.Weight.Bold)
            style.setForeground(run.ink())
            one = QTextLayout.FormatRange()
            one.start, one.length, one.format = start, length, style
            formats.append(one)
            start += length
        return formats

    def _natural_width(self) -> float:
        if self._natural < 0:
            laid = self._laid(100_000)
            self._natural = max((laid.lineAt(row).naturalTextWidth() for row in range(laid.lineCount())), default=0) + 1
        return self._natural

    def hasHeightForWidth(self) -> bool:
        """Wrapped text is higher where there is less room."""
        return self._wrap

    def heightForWidth(self, width: int) -> int:
        """The height of the text wrapped to that width."""
        self._laid(max(1.0, float(width)))
        return -int(-self._height // 1)

    def sizeHint(self) -> QSize:
        """All in one line if possible."""
        width = -int(-self._natural_width() // 1)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Wrapped text can be squeezed far; other text not at all."""
        whole = self.sizeHint()
        if not self._wrap:
            return whole
        narrowest = self.fontMetrics().horizontalAdvance("m") * _NARROWEST_EMS
        return QSize(min(whole.width(), narrowest), self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the runs."""
        del event
        if not self._runs:
            return
        painter = QPainter(self)
        painter.setPen(tone_colour(self._tone))
        self._laid(float(self.width())).draw(painter, QPointF(0, 0))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Take up another font or other colours."""
        super().changeEvent(event)
        changed = QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.ApplicationFontChange
        if event.type() in changed and hasattr(self, "_runs"):
            self._forget()


_LEADING = 1.12
"""Lines stand a little further apart than the font asks, for calmer reading."""


class Heading(Label):
    """The small capitals above a section."""

    def __init__(self, text: str) -> None:
        """Show `text` as a heading."""
        super().__init__(text, tone=Tone.MUTED, bold=True)

    def text_font(self) -> QFont:
        """The heading font."""
        return heading_font()


def caption(text: str, buddy: QWidget | None = None) -> Label:
    """The small name above a field."""
    label = Label(text, size=0.82, tone=Tone.MUTED)
    if buddy is not None:
        label.setBuddy(buddy)
    return label
