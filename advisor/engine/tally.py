"""The bounds of one site, traveller by traveller and cell by cell, and how cells make a range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.engine.cells import Cell
from advisor.engine.truth import Truth
from advisor.model.verdict import CLEAR, Range


@dataclass(slots=True)
class Tally:
    """The bounds at one site: for each traveller what bites in each cell, and whether it is allowed there.

    `everywhere` is what bites one traveller in every cell alike. `throughout` is true in every cell.
    """

    cells: Sequence[Cell | None]
    throughout: Sequence[Truth]
    ranges: list[list[Range]]
    everywhere: list[Range]
    allowed: list[list[Truth]]

    @classmethod
    def of(cls, cells: Sequence[Cell | None], travellers: int) -> Tally:
        """Nothing found yet: no restriction, nothing allowed."""
        size = len(cells)
        return cls(
            cells,
            [True] * size,
            [[CLEAR] * size for _ in range(travellers)],
            [CLEAR] * travellers,
            [[False] * size for _ in range(travellers)],
        )

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
