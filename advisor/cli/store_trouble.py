"""Trouble with the store of incidents, told as any other trouble with a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from advisor.cli import output
from advisor.cli.exit_codes import ExitCode
from advisor.model.message import message
from advisor.services.incident_store_file import StoreUnusableError


@contextmanager
def telling() -> Iterator[None]:
    """CommandError for what the store can't do: it is the user's to mend."""
    try:
        yield
    except StoreUnusableError as error:
        raise output.CommandError(error.what, ExitCode.USAGE) from error
    except OSError as error:
        what = message("cli.cannot-write", file=error.filename or "", reason=output.reason(error))
        raise output.CommandError(what, ExitCode.USAGE) from error
