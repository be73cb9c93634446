"""Run every benchmark, or those named: ``python -m benchmarks [NAME ...]``.

A benchmark is a module of this folder with a ``main()`` that measures and prints. Times differ from machine to machine,
so each prints ratios between things measured in the same run.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path


def names() -> list[str]:
    """Return the names of the benchmarks, in the order they are run."""
    files = Path(__file__).parent.glob("[a-z]*.py")
    return sorted(file.stem for file in files if "\ndef main(" in file.read_text(encoding="utf-8"))


def main(wanted: list[str]) -> int:
    """Run the benchmarks and return the exit code: 2 when one is named that does not exist."""
    unknown = sorted(set(wanted) - set(names()))
    if unknown:
        sys.stderr.write(f"no such benchmark: {', '.join(unknown)}; there are: {', '.join(names())}\n")
        return 2
    for name in wanted or names():
        print(f"== {name}", flush=True)
        importlib.import_module(f"benchmarks.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
