"""All laws on many cases, quickly and without being made small: `python -m tests.property.sweep CASES [FIRST]`."""

from __future__ import annotations

import sys

from tests.property.asserting import Held
from tests.property.dice import Dice
from tests.property.laws import LAWS
from tests.property.strategies import a_case

OTHERS = 8
"""Every eighth case is tried on the laws after the first, which alone sees most faults."""


def broken(held: Held, seed: int) -> bool:
    """Whether the law fails on the case of that number, by assertion or by any other error."""
    try:
        held.law(a_case(seed, held.tastes), Dice(seed))
    except Exception:  # noqa: BLE001 - a mutant may raise anything
        return True
    return False


def main(cases: int, first: int = 0) -> str | None:
    """Which law broke on which case, if any did."""
    for seed in range(first, first + cases):
        for held in LAWS if seed % OTHERS == 0 else LAWS[:1]:
            if broken(held, seed):
                return f"{held.law.__name__}, case {seed - first + 1}"
    return None


if __name__ == "__main__":
    found = main(*map(int, sys.argv[1:]))
    if found is not None:
        print(found)
        sys.exit(1)
