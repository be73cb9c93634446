"""A bar for who waits at a terminal; nothing for who reads a file; Ctrl-C ends the work."""

from __future__ import annotations

import io
import sys

import pytest

from advisor.cli import progress
from tests.cli.conftest import Cli


class Terminal(io.StringIO):
    """An error stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def test_a_terminal_sees_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress.shown() as go_on:
        assert go_on(0.5)
    assert "50%" in terminal.getvalue()
    assert terminal.getvalue().endswith("\x1b[2K"), "nothing of the bar is left"


def test_a_pipe_sees_nothing(cli: Cli) -> None:
    assert cli("compare", "land", "land").err == ""
    assert cli("prove", "land", "--standard").err == ""


@pytest.mark.parametrize("command", [("prove", "land", "--standard"), ("compare", "land", "land")])
def test_ctrl_c_ends_it(cli: Cli, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]) -> None:
    def pressed(_number: float) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(progress, "always", pressed)
    done = cli(*command)
    assert (done.code, done.err) == (130, "")
