from __future__ import annotations

import ctypes
import importlib.util
import subprocess
import sys
from collections.abc import Mapping

import pytest

from advisor.model.message import message
from advisor.services.display import why_no_window
from tests.system_libraries import missing_libraries

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere Qt brings everything along")


def test_offscreen_needs_no_display() -> None:
    assert why_no_window({"QT_QPA_PLATFORM": "offscreen"}) is None


@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ""}, {"DISPLAY": "", "WAYLAND_DISPLAY": ""}])
def test_without_a_display_there_is_no_window(environment: Mapping[str, str]) -> None:
    assert why_no_window(environment) == message("cli.no-display")


@pytest.mark.skipif(bool(missing_libraries("window")), reason="without Qt's X libraries no display is asked")
@pytest.mark.parametrize("platform", ["", "xcb"])
def test_a_display_that_does_not_answer_is_found_out(platform: str) -> None:
    environment = {"DISPLAY": ":98", "QT_QPA_PLATFORM": platform}
    assert why_no_window(environment) == message("cli.display-refused", display=":98")


def test_a_missing_system_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(name: str) -> None:
        raise OSError("libxcb-cursor.so.0: cannot open shared object file: No such file or directory")

    monkeypatch.setattr(ctypes, "CDLL", fails)
    for environment in ({"DISPLAY": ":0"}, {"QT_QPA_PLATFORM": "offscreen"}):
        assert why_no_window(environment) == message("cli.qt-library", library="libxcb-cursor.so.0")


def test_without_pyside_there_is_no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert why_no_window({"DISPLAY": ":0"}) == message("cli.qt-missing", reason="PySide6")


def test_other_platforms_are_tried_in_a_process_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def ends(code: int, complaint: str) -> None:
        done = subprocess.CompletedProcess([], code, "", complaint)
        monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)

    environment = {"WAYLAND_DISPLAY": "wayland-0"}
    ends(0, "")
    assert why_no_window(environment) is None
    ends(-6, "qt.qpa.wayland: Failed to create wl_display\nThis application failed to start\n")
    assert why_no_window(environment) == message("cli.qt-missing", reason="Failed to create wl_display")
    ends(-6, "")
    assert why_no_window(environment) == message("cli.qt-missing", reason="-6")

    def slow(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("python", 20)

    monkeypatch.setattr(subprocess, "run", slow)
    assert why_no_window(environment) == message("cli.qt-missing", reason="TimeoutExpired")
