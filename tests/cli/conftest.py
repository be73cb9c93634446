from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from advisor.cli.application import run
from advisor.services.wiring import Services
from tests.packs import small_pack_texts


@dataclass(frozen=True)
class Outcome:
    """What a command came to."""

    code: int
    out: str
    err: str


Cli: TypeAlias = Callable[..., Outcome]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with the small pack in `land`, where commands are run."""
    for name, text in small_pack_texts().items():
        file = tmp_path / "land" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def cli(here: Path, capfd: pytest.CaptureFixture[str]) -> Cli:
    """Runs a command in this process."""

    def command(*arguments: str, opens: Callable[[Services, Path | None], int] | None = None) -> Outcome:
        capfd.readouterr()
        code = run(arguments, opens or no_window)
        captured = capfd.readouterr()
        return Outcome(code, captured.out, captured.err)

    return command


def no_window(services: Services, file: Path | None) -> int:
    raise AssertionError("no window was asked for")


@pytest.fixture
def script(here: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs the console script as a user does."""

    def command(*arguments: str, **more: object) -> subprocess.CompletedProcess[bytes]:
        environment = {key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY"}}
        environment.update(more.pop("environment", {}))  # type: ignore[call-overload]  # a test's own dict
        program = Path(sys.executable).with_name("advisor")
        options: dict[str, object] = {"capture_output": True, "timeout": 60, "cwd": here, **more}
        return subprocess.run([str(program), *arguments], check=False, env=environment, **options)  # type: ignore[call-overload,no-any-return]  # as given

    return command
