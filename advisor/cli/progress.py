"""How far long work has come, shown on a terminal: never in what is written to a file or a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from advisor.proof.witness import GoOn, always


@contextmanager
def shown() -> Iterator[GoOn]:
    """What long work is given as `go_on`: a bar on the standard error stream while it lasts, if that is a terminal.

    Nothing is left of the bar afterwards, nor when Ctrl-C ends the work.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield always
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeElapsedColumn

    columns = (BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=1.0)

        def go_on(done: float) -> bool:
            bar.update(task, completed=done)
            return True

        yield go_on
