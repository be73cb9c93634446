"""Writing what a command has to say, where it was asked to."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from advisor.cli.exit_codes import ExitCode
from advisor.model.message import Message, message
from advisor.services.atomic import write_atomically


class CommandError(Exception):
    """The command can't do what was asked: a message for the user and the exit code that goes with it."""

    def __init__(self, what: Message, code: int) -> None:
        super().__init__(what.id)
        self.what = what
        self.code = code


def prepare() -> None:
    """Let no character a terminal can't show end the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def put(text: str) -> None:
    """Write text to the standard output, with a line break at its end. CommandError when it can't be written."""
    with _telling():
        _standard_output().write(text if text.endswith("\n") else text + "\n")


def put_bytes(data: bytes) -> None:
    """Write bytes to the standard output as they are. CommandError when they can't be written."""
    with _telling():
        stream = _standard_output()
        stream.flush()
        stream.buffer.write(data)


def finish() -> None:
    """Flush while failures can still be told. CommandError when what was written can't be delivered."""
    if sys.stdout is not None:
        with _telling():
            sys.stdout.flush()


@contextmanager
def _telling() -> Iterator[None]:
    """Turn a failed write into a message; a reader that has seen enough is no failure."""
    try:
        yield
    except BrokenPipeError:
        _give_up_output()
    except OSError as error:
        _give_up_output()
        raise CommandError(message("cli.output-failed", reason=reason(error)), ExitCode.INTERNAL_ERROR) from error


def _give_up_output() -> None:
    """Let whatever is still to be written, by the interpreter's own last flush too, go nowhere."""
    if sys.stdout is not None:
        with suppress(OSError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            os.close(nowhere)


def complain(text: str) -> None:
    """Write a line to the standard error; when even that fails there is nobody left to tell."""
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            sys.stderr.write(f"{text}\n")
            sys.stderr.flush()


def deliver(data: bytes, file: Path | None) -> None:
    """Write to a file, whole or not at all, or to the standard output. CommandError when that fails."""
    if file is None:
        put_bytes(data)
        return
    try:
        write_atomically(file, data)
    except OSError as error:
        what = message("cli.cannot-write", file=str(file), reason=reason(error))
        raise CommandError(what, ExitCode.USAGE) from error


def is_terminal() -> bool:
    """Whether the standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def reason(error: OSError) -> str:
    """Why the system refused, in its own words."""
    return error.strerror or type(error).__name__


def _standard_output() -> TextIO:
    if sys.stdout is None:
        raise OSError("there is no standard output")
    return sys.stdout
