"""All commands together, and how their words are read."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

from cyclopts import App, CycloptsError, Group, Parameter

import advisor
from advisor.cli import output
from advisor.cli.advisories import app as advisories
from advisor.cli.assess import assess
from advisor.cli.carry import install, pack_up
from advisor.cli.check import check
from advisor.cli.compare import compare
from advisor.cli.draw_map import draw_map
from advisor.cli.exit_codes import ExitCode
from advisor.cli.explain import explain
from advisor.cli.export import export
from advisor.cli.incidents import make_incidents
from advisor.cli.new_pack import new_pack
from advisor.cli.options import Common
from advisor.cli.packs import packs
from advisor.cli.plan import plan
from advisor.cli.prove import prove
from advisor.cli.saved_trips import trips
from advisor.cli.schema import schema
from advisor.cli.try_trips import try_trips
from advisor.model.message import message
from advisor.services.wiring import Services

COMMANDS: Mapping[str, Callable[..., int] | App] = {
    "assess": assess,
    "map": draw_map,
    "export": export,
    "plan": plan,
    "trips": trips,
    "check": check,
    "explain": explain,
    "test": try_trips,
    "prove": prove,
    "compare": compare,
    "packs": packs,
    "pack": pack_up,
    "install": install,
    "schema": schema,
    "incidents": make_incidents(),
    "new-pack": new_pack,
    "advisories": advisories,
}

_WITH_VALUE = ("--lang", "--data-dir")
_ALONE = ("--debug",)


def run_command(arguments: Sequence[str], open_window: Callable[[Services, Path | None], int]) -> int:
    """Run what the words ask for and return the exit code. CommandError when it can't be done."""
    app = make(open_window)
    try:
        outcome = app(_command_first(arguments), exit_on_error=False, print_error=False, result_action="return_value")
    except CycloptsError as error:
        output.complain(f"advisor: {' '.join(str(error).split())}")
        return ExitCode.USAGE
    return outcome if isinstance(outcome, int) else ExitCode.GO


def make(open_window: Callable[[Services, Path | None], int]) -> App:
    """All commands. Without a command, `open_window` is called."""
    app = App(
        name="advisor",
        help="Should this trip happen? Travel-security advice from rule files. Not an emergency service.",
        help_epilogue="Exit codes of assess, map, export and plan: 0 go, 10 conditions, 11 refer, 20 no-go. "
        "Of all commands: 1 internal error, 2 usage, 3 pack faulty, 4 trip faulty, 5 trips not as expected, "
        "6 not everything was imported, or a statement is refuted, "
        "7 review due, looser, or warnings, 8 saved trips got worse, "
        "9 a pack was not installed.",
        help_format="plaintext",
        suppress_keyboard_interrupt=False,
        version=f"advisor {advisor.__version__}",
        version_format="plaintext",
        version_flags=["--version"],
        group_commands=Group("Commands", sort_key=0),
        group_arguments=Group("Arguments", sort_key=1),
        group_parameters=Group("Options", sort_key=2),
    )
    for name, command in COMMANDS.items():
        if isinstance(command, App):
            app.command(command)
        else:
            app.command(command, name=name, version_flags=[])

    @app.default
    def window(
        trip: Annotated[Path | None, Parameter(help="Trip file to open in the window.")] = None,
        /,
        *more: Annotated[str, Parameter(show=False)],
        common: Common | None = None,
    ) -> int:
        """Open the window."""
        if trip is not None and not trip.is_file():
            raise _no_such(str(trip))
        if more:
            raise output.CommandError(message("cli.one-trip", more=more), ExitCode.USAGE)
        return open_window((common or Common()).services(), trip)

    return app


def _command_first(arguments: Sequence[str]) -> list[str]:
    """`advisor --lang fr assess …` is `advisor assess … --lang fr`: what holds everywhere may stand anywhere."""
    ahead = _options_ahead(arguments)
    words = arguments[ahead : ahead + 1]
    command = COMMANDS.get(words[0]) if words else None
    if command is None:
        return list(arguments)
    rest = arguments[ahead + 1 :]
    if isinstance(command, App):  # which has a second word, and options may stand between the two
        between = _options_ahead(rest)
        rest = [*rest[between : between + 1], *rest[:between], *rest[between + 1 :]]
        words, rest = [*words, *rest[:1]], rest[1:]
    return [*words, *arguments[:ahead], *rest]


def _options_ahead(arguments: Sequence[str]) -> int:
    """How many of the first words are options that hold everywhere, and their values."""
    ahead = 0
    while ahead < len(arguments):
        name, given, _ = arguments[ahead].partition("=")
        if name in _ALONE or (name in _WITH_VALUE and given):
            ahead += 1
        elif name in _WITH_VALUE:
            ahead += 2
        else:
            break
    return ahead


def _no_such(name: str) -> output.CommandError:
    near = difflib.get_close_matches(name, COMMANDS, 1)
    what = message("cli.no-such-file-but", name=name, near=near[0]) if near else message("cli.no-such-file", name=name)
    return output.CommandError(what, ExitCode.USAGE)
