"""The command line as a whole: the window or a command, and what happens when it fails."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from advisor.cli import output
from advisor.cli.exit_codes import ExitCode
from advisor.model.message import Message, message
from advisor.services.catalogue import SOURCE_LANGUAGE, Catalogue
from advisor.services.paths import find_paths
from advisor.services.wiring import Services, wire

Opener: TypeAlias = Callable[[Services, Path | None], int]
"""Opens the window, on a trip file if one is given, and returns the exit code."""


def run(arguments: Sequence[str], open_window: Opener) -> int:
    """Run one command line to its end and return the exit code. Raises nothing but what stops Python itself."""
    output.prepare()
    debug = "--debug" in arguments
    say = _speech(arguments)
    try:
        code = _run(arguments, open_window)
        output.finish()
    except output.CommandError as error:
        output.complain(say(message("cli.error", what=error.what)))
        return error.code
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 -- the last handler there is
        return _internal(error, say, debug=debug)
    return code


def _run(arguments: Sequence[str], open_window: Opener) -> int:
    if not arguments:
        return open_window(wire(), None)  # most starts: the window need not wait for the commands to load
    from advisor.cli.commands import run_command

    return run_command(arguments, open_window)


def _internal(error: Exception, say: Callable[[Message], str], *, debug: bool) -> int:
    short = " ".join(f"{type(error).__name__}: {error}".split())
    identifier = "cli.internal-error-debug" if debug else "cli.internal-error"
    output.complain(say(message("cli.error", what=message(identifier, error=short))))
    if debug:
        output.complain("".join(traceback.format_exception(error)))
    return ExitCode.INTERNAL_ERROR


def _speech(arguments: Sequence[str]) -> Callable[[Message], str]:
    """How to tell of failures before, or while, the options are read: in the language named there, if any."""
    language = SOURCE_LANGUAGE
    for index, argument in enumerate(arguments):
        name, given, value = argument.partition("=")
        if name == "--lang":
            language = value if given else "".join(arguments[index + 1 : index + 2])
    return Catalogue(language, find_paths().translations).say
