"""Long work that tells how far it is and can be told to stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias


class StoppedError(Exception):
    """Somebody said not to go on. Never leaves this layer."""


GoOn: TypeAlias = Callable[[float], bool]
"""Told how much is done, from 0 to 1; answers whether to go on."""


def always(_done: float) -> bool:
    """Nobody stops it."""
    return True
