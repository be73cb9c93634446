"""How one can move: modes, links, routes, and who runs what when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from advisor.model.source import Source
from advisor.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """A way to move. One that `needs_service` goes only where and when somebody runs it."""

    id: str
    title: Text
    needs_service: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Days, both inclusive, in which a service or provider runs. None: no bound that anybody wrote.

    A window without `until` has a `review_by`: after that day nobody may rely on it.
    """

    start: date | None = None
    until: date | None = None
    review_by: date | None = None
    reason: Text = field(default_factory=Text)
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Somebody on whom measures or services depend (a mission, an operator, an insurer)."""

    id: str
    title: Text
    windows: tuple[Window, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Runs a mode on links, in windows; with a `provider`, only while that runs too."""

    id: str
    title: Text
    mode: str
    links: frozenset[str]
    windows: tuple[Window, ...] = ()
    provider: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A stretch between two places that one or more modes can use.

    It lies in the regions of both ends and in those it passes `through`. `hours` is the usual duration by
    mode, used to propose times, never to decide. Usable in both directions unless `one_way`.
    """

    id: str
    start: str
    end: str
    modes: frozenset[str]
    title: Text = field(default_factory=Text)
    through: tuple[str, ...] = ()
    one_way: bool = False
    km: float | None = None
    hours: dict[str, float] = field(default_factory=dict)
    imprecision_km: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A named chain of links, in order (RN6 from Bamako to Sévaré); usable backwards where its links are."""

    id: str
    title: Text
    links: tuple[str, ...]
