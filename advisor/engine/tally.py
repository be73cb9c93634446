"""The bounds of one site, traveller by traveller and cell by cell, and how cells make a range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.engine.cells import Cell
from advisor.engine.truth import Truth
from advisor.model.verdict import Range, Verdict


@dataclass(slots=True)
class Tally:
    """The bounds at one site, traveller by traveller and cell by cell."""

    cells: Sequence[Cell | None]
    best: list[list[Verdict]]
    worst: list[list[Verdict]]
    allowed: list[list[Truth]]

    @classmethod
    def of(cls, cells: Sequence[Cell | None], travellers: int) -> Tally:
        """Nothing found yet: no restriction, nothing allowed."""
        size = len(cells)
        return cls(
            cells,
            [[Verdict.GO] * size for _ in range(travellers)],
            [[Verdict.GO] * size for _ in range(travellers)],
            [[False] * size for _ in range(travellers)],
        )

    def raise_to(self, traveller: int, cell: int, found: Range) -> None:
        """Count what bites one traveller in one cell; the worst remains."""
        self.best[traveller][cell] = max(self.best[traveller][cell], found.best)
        self.worst[traveller][cell] = max(self.worst[traveller][cell], found.worst)

    def range(self, traveller: int) -> Range:
        """Over the cells: those surely touched count in the best case; if none is, the mildest of all."""
        cases = zip(self.best[traveller], self.worst[traveller], strict=True)
        return over_cells(self.cells, [Range(best, worst) for best, worst in cases])


def over_cells(cells: Sequence[Cell | None], ranges: Sequence[Range]) -> Range:
    """The range of an exposure from those of its cells."""
    sure = [found.best for cell, found in zip(cells, ranges, strict=True) if cell is None or cell.sure]
    best = max(sure) if sure else min(found.best for found in ranges)
    return Range(best, max(found.worst for found in ranges))


def surely(cells: Sequence[Cell | None], truths: list[Truth]) -> bool:
    """Whether the match can't be avoided: at a cell surely touched, or at every cell there is."""
    sure = [truth for cell, truth in zip(cells, truths, strict=True) if cell is None or cell.sure]
    return any(truth is True for truth in sure) or (not sure and all(truth is True for truth in truths))
