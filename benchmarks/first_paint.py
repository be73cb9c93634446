"""From starting the process to the end of its first paint: the program against a bare QMainWindow, both offscreen.

Both say when they have painted, and end; the program waits for the thread that reads its rules, which is told apart.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import time

ROUNDS = 7

_BARE = """
import sys
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, painted)


def painted():
    print(time.time(), flush=True)
    app.quit()


app = QApplication(sys.argv)
window = Window()
window.resize(1200, 800)
window.show()
app.exec()
"""
_PROGRAM = """
import sys
import time
from advisor import __main__ as program
from advisor.gui import application


def stop_after_paint(make):
    def made(*arguments):
        from PySide6.QtWidgets import QApplication
        desk = make(*arguments)
        def painted():
            print(time.time(), flush=True)
            desk.window.may_close = lambda: True
            QApplication.quit()
        desk.window.painted.connect(painted)
        return desk
    return made


application.make_desk = stop_after_paint(application.make_desk)
sys.argv = ["advisor"]
sys.exit(program.main())
"""


def main() -> None:
    """Print milliseconds for both and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        tasks = {"bare window": [sys.executable, "-c", _BARE], "program": [sys.executable, "-c", _PROGRAM]}
        painted: dict[str, list[float]] = {name: [] for name in tasks}
        ended: dict[str, list[float]] = {name: [] for name in tasks}
        for turn in range(ROUNDS + 1):
            for name, command in tasks.items():
                start = time()
                done = subprocess.run(
                    command, check=True, capture_output=True, text=True, env=_environment(folder), cwd=Path.cwd()
                )
                if turn:  # the first run only warms the disk
                    ended[name].append(time() - start)
                    painted[name].append(float(done.stdout.split()[0]) - start)
    for what, times in (("first paint", painted), ("process ended", ended)):
        bare, program = median(times["bare window"]), median(times["program"])
        told = f"bare window {bare * 1000:.0f} ms, program {program * 1000:.0f} ms, ratio {program / bare:.2f}"
        print(f"{what}: {told}")


def _environment(home: str) -> dict[str, str]:
    """A first start: nothing kept from before."""
    kept = dict.fromkeys(("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"), home)
    return {**os.environ, **kept, "QT_QPA_PLATFORM": "offscreen"}
