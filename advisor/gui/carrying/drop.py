"""Files dropped on the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Lets one file or folder at a time be dropped on a widget, wherever none of its parts takes it."""

    dropped = Signal(object)
    """It was dropped (a Path)."""

    def __init__(self, widget: QWidget) -> None:
        """Watch `widget`."""
        super().__init__(widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Accept what is one file, and tell once the drag is over: questions may follow."""
        if isinstance(event, QDragEnterEvent | QDropEvent) and event.type() in _DROPS:
            path = _one_file(event.mimeData())
            if path is None:
                event.ignore()
                return True
            event.acceptProposedAction()
            if event.type() is QEvent.Type.Drop:
                QTimer.singleShot(0, lambda: self.dropped.emit(path))
            return True
        return False


_DROPS = frozenset({QEvent.Type.DragEnter, QEvent.Type.Drop})


def _one_file(what: QMimeData) -> Path | None:
    urls = what.urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
