"""The composition root: the only module that knows both the window and the command line."""

from __future__ import annotations

import sys

from advisor import __version__


def main() -> int:
    """Run the program and return its exit code."""
    sys.stdout.write(f"advisor {__version__}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
