"""The mark for translatable texts, under the name some modules know it by."""

from __future__ import annotations

from advisor.services.marks import N_

__all__ = ["N_"]
