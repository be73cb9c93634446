"""The line that names missing system packages, and the places that name the same packages ahead of time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import system_libraries

ROOT = Path(__file__).resolve().parents[1]


def test_this_machine_has_what_the_tests_need(capsys: pytest.CaptureFixture[str]) -> None:
    assert system_libraries.main(["offscreen"]) == 0
    assert capsys.readouterr().err == ""


def test_one_line_names_every_package_and_a_few_of_the_missing_things(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = ["libEGL.so.1", "libGL.so.1", "libdbus-1.so.3", "libglib-2.0.so.0", "libgthread-2.0.so.0"]
    monkeypatch.setattr(system_libraries, "missing_libraries", lambda kind: gone)
    assert system_libraries.main(["offscreen"]) == 1
    assert capsys.readouterr().err == (
        "make test: missing here: libEGL.so.1, libGL.so.1, libdbus-1.so.3, libglib-2.0.so.0 and 1 more. "
        "On Debian or Ubuntu: apt install libdbus-1-3 libegl1 libgl1 libglib2.0-0\n"
    )


def test_a_library_that_nobody_foresaw_is_named_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "missing_libraries", lambda kind: ["libnew.so.7"])
    monkeypatch.setattr(system_libraries, "missing_programs", lambda kind: ["Xvfb"])
    assert system_libraries.complaint("window") == (
        "make test-window: missing here: Xvfb, libnew.so.7. On Debian or Ubuntu: apt install libnew.so.7 xvfb"
    )


def test_only_windows_need_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert system_libraries.missing_programs("offscreen") == []
    assert system_libraries.missing_programs("window") == ["Xvfb", "openbox", "xauth", "xvfb-run"]


@pytest.mark.parametrize("arguments", [[], ["wayland"], ["offscreen", "window"]])
def test_a_wrong_call_says_how(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert system_libraries.main(arguments) == 2
    assert capsys.readouterr().err.startswith("usage: ")


def test_readme_names_what_ci_installs() -> None:
    ci = (ROOT / ".ci/run").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    installed = {word for group in re.findall(r"packages\+?=\(([^)]*)\)", ci) for word in group.split()}
    assert "libegl1" in installed
    assert [name for name in sorted(installed) if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", readme)] == []
