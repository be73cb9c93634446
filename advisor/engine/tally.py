"""The bounds of one site, traveller by traveller and cell by cell, and how cells make a range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from operator import attrgetter

from advisor.engine.cells import Cell, Kinds
from advisor.engine.truth import Truth
from advisor.model.verdict import CLEAR, Range


@dataclass(slots=True)
class Tally:
    """The bounds at one site: for each traveller what bites in each cell, and whether it is allowed there.

    A cell may stand for several that nothing here can tell apart: it is then the first of them, and that of the same
    number in `lasts` the last. `everywhere` is what bites one traveller in every cell alike. `throughout` is true in
    every cell.
    """

    cells: Sequence[Cell | None]
    lasts: Sequence[Cell | None]
    throughout: Sequence[Truth]
    ranges: list[list[Range]]
    everywhere: list[Range]
    allowed: list[list[Truth]]

    @classmethod
    def of(cls, cells: Kinds, travellers: int) -> Tally:
        """Nothing found yet: no restriction, nothing allowed."""
        size = len(cells.firsts)
        return cls(
            *cells,
            [True] * size,
            [[CLEAR] * size for _ in range(travellers)],
            [CLEAR] * travellers,
            [[False] * size for _ in range(travellers)],
        )

    @property
    def first(self) -> Cell | None:
        """The first of all cells; None where the time is not known."""
        return self.cells[0]

    @property
    def last(self) -> Cell | None:
        """The last of all cells; None where the time is not known."""
        return _latest(self.lasts)

    def ends(self, chosen: Sequence[bool]) -> tuple[Cell | None, Cell | None]:
        """The first and the last of some cells, at least one."""
        return next(compress(self.cells, chosen)), _latest(tuple(compress(self.lasts, chosen)))

    def raise_to(self, traveller: int, line: Sequence[Range]) -> None:
        """Count what bites one traveller, cell by cell; the worst remains."""
        mine = self.ranges[traveller]
        for number, found in enumerate(line):
            mine[number] = mine[number].joined(found)

    def raise_everywhere(self, traveller: int, found: Range) -> None:
        """Count what bites one traveller alike in every cell."""
        self.everywhere[traveller] = self.everywhere[traveller].joined(found)

    def line(self, traveller: int) -> list[Range]:
        """What bites one traveller, cell by cell."""
        everywhere = self.everywhere[traveller]
        return [found.joined(everywhere) for found in self.ranges[traveller]]

    def range(self, traveller: int) -> Range:
        """Over the cells: those surely touched count in the best case; if none is, the mildest of all."""
        return over_cells(self.cells, self.ranges[traveller]).joined(self.everywhere[traveller])


def _latest(lasts: Sequence[Cell | None]) -> Cell | None:
    """The last of some cells, each the last of its kind."""
    last = lasts[-1]
    if last is None or len(lasts) == 1:
        return last
    return max((cell for cell in lasts if cell is not None), key=attrgetter("start"))


def over_cells(cells: Sequence[Cell | None], ranges: Sequence[Range]) -> Range:
    """The range of an exposure from those of its cells."""
    if len(ranges) == 1:
        return ranges[0]
    sure = [found.best for cell, found in zip(cells, ranges, strict=True) if cell is None or cell.sure]
    best = max(sure) if sure else min(found.best for found in ranges)
    return Range(best, max(found.worst for found in ranges))


def surely(cells: Sequence[Cell | None], truths: Sequence[Truth]) -> bool:
    """Whether the match can't be avoided: at a cell surely touched, or at every cell there is."""
    sure = [truth for cell, truth in zip(cells, truths, strict=True) if cell is None or cell.sure]
    return any(truth is True for truth in sure) or (not sure and all(truth is True for truth in truths))
