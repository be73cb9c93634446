"""Fair timing inside one process: medians of interleaved runs, with the garbage of the set-up out of the way."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter


def medians(tasks: Mapping[str, Callable[[], object]], rounds: int = 15) -> dict[str, float]:
    """Seconds each task takes, one after the other in every round, so that a slow moment hits all alike."""
    for task in tasks.values():
        task()
    gc.collect()
    gc.freeze()
    seen: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            start = perf_counter()
            task()
            seen[name].append(perf_counter() - start)
    return {name: median(times) for name, times in seen.items()}
