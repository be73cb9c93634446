"""Whether a window can open here, found out without starting Qt: it ends the process when it can't draw."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from advisor.model.message import Message, message

_PROBE = "from PySide6.QtWidgets import QApplication; QApplication([])"
_PROBE_SECONDS = 20
_PLUGIN = "Qt/plugins/platforms/libqxcb.so"
_WIDGETS = "Qt/lib/libQt6Widgets.so.6"
_LOG_PREFIX = re.compile(r"qt\.[\w.]+: ")
_NO_DISPLAY_NEEDED = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")


def why_no_window(environment: Mapping[str, str] | None = None) -> Message | None:
    """Why no window can open; None if it can. Takes milliseconds where all is well under X."""
    env = os.environ if environment is None else environment
    qt = _qt_folder()
    if qt is None:
        return message("cli.qt-missing", reason="PySide6")
    return _why_not_on_linux(qt, env) if sys.platform.startswith("linux") else _why_not_by_trying()


def _why_not_on_linux(qt: Path, env: Mapping[str, str]) -> Message | None:
    platform = env.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if not platform and not env.get("DISPLAY") and not env.get("WAYLAND_DISPLAY"):
        return message("cli.no-display")
    missing = _cannot_load(qt / _WIDGETS)
    if missing is not None or platform.startswith(_NO_DISPLAY_NEEDED):
        return missing
    if platform in {"", "xcb"} and env.get("DISPLAY") and not env.get("WAYLAND_DISPLAY"):
        return _cannot_load(qt / _PLUGIN) or _display_refuses(env["DISPLAY"])
    return _why_not_by_trying()


def _qt_folder() -> Path | None:
    spec = importlib.util.find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations)))


def _cannot_load(library: Path) -> Message | None:
    """Which library is missing; None if it loads, with all it depends on, or is not where we look for it."""
    if not library.exists():
        return None
    try:
        ctypes.CDLL(str(library))
    except OSError as error:
        # The system's sentence starts with the name of the missing file and a colon.
        return message("cli.qt-library", library=str(error).partition(":")[0])
    return None


def _display_refuses(display: str) -> Message | None:
    """Whether the X server named answers."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return message("cli.qt-library", library="libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(os.fsencode(display), None)
    refused = xcb.xcb_connection_has_error(connection) != 0
    xcb.xcb_disconnect(connection)
    return message("cli.display-refused", display=display) if refused else None


def _why_not_by_trying() -> Message | None:
    """Let a child process make a QApplication: slower, but right on every platform."""
    try:
        done = subprocess.run(  # noqa: S603 - our own Python and our own words
            [sys.executable, "-c", _PROBE],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_PROBE_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError) as error:
        return message("cli.qt-missing", reason=type(error).__name__)
    if done.returncode == 0:
        return None
    lines = [_LOG_PREFIX.sub("", line.strip()) for line in done.stderr.splitlines() if line.strip()]
    return message("cli.qt-missing", reason=lines[0] if lines else str(done.returncode))
