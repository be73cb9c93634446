"""The composition root: the only module that knows both the window and the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.services.wiring import Services


def main() -> int:
    """Run the program and return its exit code."""
    try:
        from advisor.cli.application import run

        return run(sys.argv[1:], open_window)
    except KeyboardInterrupt:  # while still loading
        return 130


def open_window(services: Services, file: Path | None) -> int:
    """Open the window on a trip file, or, where there can be none, answer in the terminal."""
    from advisor.services.display import why_no_window

    reason = why_no_window()
    if reason is not None:
        from advisor.cli.without_window import answer

        return answer(services, file, reason)
    from advisor.gui.application import run as run_window

    return run_window([] if file is None else [str(file)], services)


if __name__ == "__main__":
    sys.exit(main())
