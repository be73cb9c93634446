"""Python's search for unused objects that refer to each other, kept on the main thread and outside Qt's own work.

Left to itself the search runs in whichever thread makes the next object, and in the middle of whatever Qt calls. An
unused widget is then destroyed by a job's thread, or while Qt walks through the window it belongs to, and the program
ends. See ADR 50.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer

_INTERVAL_MS = 500
_YOUNG, _MIDDLE, _ALL = 0, 1, 2
_FEW = 100_000
"""So many objects are looked through in less than a tenth of a second."""


class Collector(QObject):
    """Takes over the search for unused objects until it is closed; made on the main thread before any job starts."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Search from a timer. What lives now, modules and classes before all, is never looked through again."""
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._kept = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Search where Python would, but among all objects only once they have doubled: that is felt while typing."""
        enough = gc.get_threshold()
        made = gc.get_count()
        if made[_YOUNG] <= enough[_YOUNG]:
            return
        if made[_ALL] > enough[_ALL] and len(gc.get_objects(_ALL)) > self._kept + max(self._kept, _FEW):
            self._collect_all()
        else:
            gc.collect(_MIDDLE if made[_MIDDLE] > enough[_MIDDLE] else _YOUNG)

    def follow(self, state: Qt.ApplicationState) -> None:
        """Search among all objects while the user is in another program."""
        if state is Qt.ApplicationState.ApplicationInactive:
            self._collect_all()

    def _collect_all(self) -> None:
        gc.collect()
        self._kept = len(gc.get_objects(_ALL))

    def close(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
