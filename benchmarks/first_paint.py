"""From starting the process to the end of its first paint: the program against a bare QMainWindow, both offscreen.

Both processes end right after they painted; the program waits for the thread that reads its rules.
"""

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
from advisor import __main__ as program
from advisor.gui import application


def stop_after_paint(make):
    def made():
        from PySide6.QtCore import QTimer
        app = make()
        QTimer.singleShot(0, app.quit)
        return app
    return made


application.make_application = stop_after_paint(application.make_application)
sys.argv = ["advisor"]
sys.exit(program.main())
"""


def main() -> None:
    """Print seconds for both and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        tasks = {"bare window": [sys.executable, "-c", _BARE], "program": [sys.executable, "-c", _PROGRAM]}
        times: dict[str, list[float]] = {name: [] for name in tasks}
        for turn in range(ROUNDS + 1):
            for name, command in tasks.items():
                start = perf_counter()
                subprocess.run(command, check=True, capture_output=True, env=_environment(folder), cwd=Path.cwd())
                if turn:  # the first run only warms the disk
                    times[name].append(perf_counter() - start)
    bare, program = median(times["bare window"]), median(times["program"])
    print(f"bare window {bare * 1000:.0f} ms, program {program * 1000:.0f} ms, ratio {program / bare:.2f}")


def _environment(home: str) -> dict[str, str]:
    """A first start: nothing kept from before."""
    kept = dict.fromkeys(("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"), home)
    return {**os.environ, **kept, "QT_QPA_PLATFORM": "offscreen"}
