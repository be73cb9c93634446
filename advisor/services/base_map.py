"""The outlines under the map, read from the program's own files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.report.map.base import BaseMap


@cache
def base_map(assets: Path) -> BaseMap | None:
    """The outlines, read once; None where the file is missing or broken: a map without outlines is still a map."""
    from advisor.report.map.base import FaultyBaseError, decode

    try:
        return decode((assets / "map" / "world.map").read_bytes())
    except (OSError, FaultyBaseError):
        return None
