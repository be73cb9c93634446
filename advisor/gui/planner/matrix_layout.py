"""Where the cells of the matrix stand for a width, and whether they have room for words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFont, QFontMetricsF

from advisor.gui.language import say
from advisor.gui.planner.matrix_table import Table
from advisor.gui.theme import em, font
from advisor.model.message import message

Spot = tuple[int, int]
"""Row and column of a cell."""

WORD, HEAD = 0.8, 0.84
"""Sizes of the words in cells and of the words beside and above them."""
NAMES_SHARE = 0.3
"""The names of travellers take so much of the width at most."""
NARROWEST_WORDED = 4.6
"""Cells with words have so many heights of a line at least, so that the places above them can be told."""
NARROWEST_SHAPE = 1.5
MOST_BANDS = 2
"""Columns that do not fit go into so many bands one below the other before cells keep to their shapes."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands for a width: columns in bands one below the other."""

    names: int
    cell: int
    height: int
    head: int
    gap: int
    a_band: int
    words: bool
    rows: int
    columns: int

    @property
    def bands(self) -> int:
        """How many there are."""
        return -(-self.columns // self.a_band)

    @property
    def band_height(self) -> int:
        """From the top of one band to that of the next."""
        return self.head + self.rows * (self.height + self.gap) + 2 * self.gap

    def rect(self, spot: Spot) -> QRect:
        """A cell."""
        row, column = spot
        band, place = divmod(column, self.a_band)
        top = band * self.band_height + self.head + row * (self.height + self.gap)
        return QRect(self.names + place * (self.cell + self.gap), top, self.cell, self.height)

    def above(self, column: int) -> QRect:
        """The head of a column."""
        first = self.rect((0, column))
        return QRect(first.left(), first.top() - self.head, first.width(), self.head - self.gap)

    def beside(self, row: int, band: int) -> QRect:
        """The name of a row."""
        first = self.rect((row, band * self.a_band))
        return QRect(0, first.top(), self.names - self.gap, first.height())

    def at(self, point: QPoint) -> Spot | None:
        """The cell at a point."""
        spots = ((row, column) for row in range(self.rows) for column in range(self.columns))
        return next((spot for spot in spots if self.rect(spot).contains(point)), None)


def word_font() -> QFont:
    """Of the words in cells."""
    return font(WORD, bold=True)


def laid_out(table: Table, width: int) -> Layout:
    """As many columns a band as have room for their words; where that makes too many bands, shapes alone."""
    gap = em(0.22)
    heads = QFontMetricsF(font(HEAD, bold=True))
    longest = max(heads.horizontalAdvance(line.title) for line in table.rows)
    names = min(round(longest) + em(0.5), round(width * NAMES_SHARE))
    metrics = QFontMetricsF(word_font())
    shown = {found for row in table.cells for found in row if found is not None}
    words = [say(message(f"report.short.{verdict.word}")) for verdict in {found.reported for found in shown}]
    with_word = round(max((metrics.horizontalAdvance(word) for word in words), default=0)) + em(1.5)
    if any(found.best is not found.reported for found in shown):
        with_word += em(0.75)
    with_word = max(with_word, em(NARROWEST_WORDED))
    room, columns = width - names, len(table.columns)
    a_band = max(1, (room + gap) // (with_word + gap))
    worded = a_band * MOST_BANDS >= columns
    if not worded:
        a_band = max(1, (room + gap) // (em(NARROWEST_SHAPE) + gap))
    bands = -(-columns // a_band)
    a_band = -(-columns // bands)  # bands of one width
    cell = (room + gap) // a_band - gap
    return Layout(
        names=names,
        cell=min(cell, em(11)),
        height=em(1.45),
        head=em(1.95) if worded else em(1.2),
        gap=gap,
        a_band=a_band,
        words=worded,
        rows=len(table.rows),
        columns=columns,
    )
