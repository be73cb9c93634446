"""Where a statement comes from and how far it may be trusted."""

from __future__ import annotations

from dataclasses import dataclass, field

from advisor.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source with its Admiralty grade (NATO AJP-2.1): reliability A to F, credibility 1 to 6.

    `date` is written as precisely as it is known: `2023`, `2023-06` or `2023-06-14`.
    `anonymous` keeps a person's name off every sheet.
    """

    title: Text
    url: str = ""
    date: str = ""
    reliability: str = "F"
    credibility: int = 6
    anonymous: bool = False
    note: Text = field(default_factory=Text)

    @property
    def grade(self) -> str:
        """`B2`."""
        return f"{self.reliability}{self.credibility}"

    def at_least(self, reliability: str, credibility: int) -> bool:
        """Whether both letters are as good or better."""
        return self.reliability <= reliability and self.credibility <= credibility
