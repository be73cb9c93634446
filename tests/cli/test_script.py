"""The console script itself, as a user or a script starts it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

import advisor
from tests.system_libraries import missing_libraries

Script: TypeAlias = Callable[..., "subprocess.CompletedProcess[bytes]"]

DAY = ("--as-of", "2023-06-15")
VISIT = "land/trips/day-visit.yaml"
BUS = "land/trips/bus-north.yaml"

pytestmark = pytest.mark.slow


def test_it_says_its_version(script: Script) -> None:
    done = script("--version")
    assert (done.returncode, done.stdout) == (0, f"advisor {advisor.__version__}\n".encode())


@pytest.mark.parametrize(("trip", "code"), [(VISIT, 0), (BUS, 20)])
def test_it_answers_with_an_exit_code(script: Script, trip: str, code: int) -> None:
    done = script("assess", trip, *DAY, "--format", "json")
    assert (done.returncode, done.stderr) == (code, b"")
    assert json.loads(done.stdout)["schema_version"] == 1


def test_it_reads_a_trip_from_a_pipe_and_writes_a_pdf_to_one(script: Script, here: Path) -> None:
    done = script("assess", "-", "--pack", "land", *DAY, "-f", "pdf", input=(here / VISIT).read_bytes())
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"%PDF")
    assert done.stdout.rstrip().endswith(b"%%EOF")


def test_bytes_do_not_depend_on_hash_seeds_or_locale(script: Script) -> None:
    outputs = {
        script(
            "assess", BUS, *DAY, "-f", "json", "--lang", "fr",
            environment={"PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONUTF8": "0"},
        ).stdout
        for seed, locale in (("1", "C"), ("2", "fr_FR.UTF-8"), ("3", "en_US.ISO-8859-1"))
    }  # fmt: skip
    assert len(outputs) == 1


def test_characters_a_terminal_lacks_do_not_end_it(script: Script) -> None:
    done = script("assess", BUS, *DAY, environment={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (20, b"")
    assert b"NO-GO" in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="pipes break otherwise there")
def test_a_reader_that_leaves_early_is_no_failure(script: Script, here: Path) -> None:
    for arguments in (["assess", BUS, *DAY, "-f", "json"], ["check", "land"], ["schema", "rule"]):
        reading, writing = os.pipe()
        os.close(reading)
        program = str(Path(sys.executable).with_name("advisor"))
        done = subprocess.run([program, *arguments], stdout=writing, stderr=subprocess.PIPE, cwd=here, check=False)
        os.close(writing)
        assert done.stderr == b""
        assert done.returncode == (20 if arguments[0] == "assess" else 0)


@pytest.mark.usefixtures("here")
def test_no_standard_output_is_said_not_survived_as_go() -> None:
    """Without what is preloaded into the tests: a library that opens a file takes the place of what was closed."""
    code = "import os, sys, subprocess; os.close(1); sys.exit(subprocess.call(sys.argv[1:]))"
    program = str(Path(sys.executable).with_name("advisor"))
    done = subprocess.run(
        [sys.executable, "-c", code, program, "assess", VISIT, *DAY],
        stderr=subprocess.PIPE,
        check=False,
        env={name: value for name, value in os.environ.items() if name != "LD_PRELOAD"},
    )
    assert done.returncode == 1


def test_without_a_display_it_assesses_the_example_in_the_terminal(script: Script) -> None:
    environment = dict.fromkeys(("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"), "")
    done = script(environment=environment)
    assert done.returncode == 0
    assert done.stderr.count(b"\n") == 1
    assert b"there is no display" in done.stderr
    assert b"HISTORICAL" in done.stdout
    given = script(BUS, environment=environment)
    assert given.returncode == 20
    assert BUS.encode() in given.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11")
def test_a_display_that_does_not_answer_is_no_abort(script: Script) -> None:
    done = script(environment={"QT_QPA_PLATFORM": "", "DISPLAY": ":98", "WAYLAND_DISPLAY": ""})
    assert done.returncode == 0
    # Where Qt's X libraries are missing, that is the first thing to say.
    assert (b"libxcb" if missing_libraries("window") else b":98") in done.stderr


def test_without_qt_it_answers_all_the_same(script: Script, here: Path) -> None:
    hidden = "import sys; sys.modules['PySide6'] = None; from advisor.__main__ import main; sys.exit(main())"
    done = subprocess.run([sys.executable, "-c", hidden], capture_output=True, cwd=here, check=False)
    assert done.returncode == 0
    assert b"Qt can't be loaded" in done.stderr
    assert b"HISTORICAL" in done.stdout


@pytest.mark.parametrize("arguments", [["assess", BUS, "-f", "pdf", "-o", "x"], ["check", "land"], ["packs"], []])
def test_the_command_line_never_loads_qt(here: Path, arguments: list[str]) -> None:
    probe = (
        "import sys; sys.argv = ['advisor', *sys.argv[1:]]; from advisor.__main__ import main; main(); "
        "sys.exit(any(name.startswith(('PySide6', 'shiboken6')) for name in sys.modules))"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    command = [sys.executable, "-c", probe, *arguments]
    assert subprocess.run(command, cwd=here, env=environment, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_ends_it_quietly(script: Script, here: Path) -> None:
    program = str(Path(sys.executable).with_name("advisor"))
    with subprocess.Popen(
        [program, "assess", "-", "--pack", "land"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=here,
        # a shell starts what runs in its background, perhaps these tests, with interrupts ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    ) as running:
        assert running.stdin is not None
        running.stdin.write(b" " * 200_000)  # more than a pipe holds: once it is written, the program is reading
        running.stdin.flush()
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=30)
    assert (running.returncode, err) == (130, b"")


@pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals")
@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_a_terminal_gets_colour_unless_it_wants_none(here: Path, no_color: str, coloured: bool) -> None:
    import pty

    ours, theirs = pty.openpty()
    program = str(Path(sys.executable).with_name("advisor"))
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"}
    environment.pop("NO_COLOR", None)
    if no_color:
        environment["NO_COLOR"] = no_color
    with subprocess.Popen([program, "assess", BUS, *DAY], cwd=here, stdout=theirs, env=environment) as running:
        os.close(theirs)
        shown = b""
        while True:
            try:
                more = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not more:
                break
            shown += more
    os.close(ours)
    assert running.returncode == 20
    assert "⬣ NO-GO".encode() in shown
    assert (b"\x1b[1;31m" in shown) is coloured
