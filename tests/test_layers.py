"""The layers hold when the program runs, not only in the imports that import-linter can see."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROBE = "import sys, {module}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"


def loaded_by(module: str) -> set[str]:
    """Import one module in a fresh process and return the top-level names of everything that came with it."""
    command = [sys.executable, "-c", PROBE.format(module=module)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module", ["advisor.cli", "advisor.services", "advisor.report", "advisor.planning", "advisor.engine"]
)
def test_qt_is_loaded_by_the_window_alone(module: str) -> None:
    assert not {name for name in loaded_by(module) if name.startswith(("PySide6", "shiboken6"))}


def test_starting_the_program_loads_neither_face_before_it_knows_which_one_is_wanted() -> None:
    assert not {"PySide6", "cyclopts", "rich", "typst", "yaml", "pydantic"} & loaded_by("advisor.__main__")


@pytest.mark.parametrize("module", ["advisor.engine", "advisor.rulebook", "advisor.report"])
def test_heavy_parts_wait_for_their_first_use(module: str) -> None:
    assert not {"typst", "rich", "cyclopts"} & loaded_by(module)


def test_the_window_does_not_load_the_command_line() -> None:
    assert not {"cyclopts", "rich", "typst"} & loaded_by("advisor.gui")
