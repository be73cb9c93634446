"""From starting the process to the first painted window: the program against a bare QMainWindow, both offscreen."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

ROUNDS = 7

_BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1200, 800)
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""
_PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from advisor.gui import application
show = application.QTimer if hasattr(application, "QTimer") else QTimer
exec_ = QApplication.exec
def quit_after_paint(*_):
    QTimer.singleShot(0, QApplication.quit)
    return exec_()
QApplication.exec = quit_after_paint
from advisor.__main__ import main
sys.argv = ["advisor", "--data-dir", sys.argv[1]]
sys.exit(main())
"""


def main() -> None:
    """Print seconds for both and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        tasks = {"bare window": [sys.executable, "-c", _BARE], "program": [sys.executable, "-c", _PROGRAM, folder]}
        times: dict[str, list[float]] = {name: [] for name in tasks}
        for turn in range(ROUNDS + 1):
            for name, command in tasks.items():
                start = perf_counter()
                subprocess.run(command, check=True, capture_output=True, env=_environment(), cwd=Path.cwd())
                if turn:  # the first run only warms the disk
                    times[name].append(perf_counter() - start)
    bare, program = median(times["bare window"]), median(times["program"])
    print(f"bare window {bare * 1000:.0f} ms, program {program * 1000:.0f} ms, ratio {program / bare:.2f}")


def _environment() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
