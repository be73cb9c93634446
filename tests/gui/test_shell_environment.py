"""The Qt binding itself: a version that miscounts references ends the program after some minutes of work."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject


def test_qt_calls_leave_the_references_to_none_alone() -> None:
    something = QObject()
    before = sys.getrefcount(None)
    for _call in range(500):
        something.setObjectName("x")
    assert abs(sys.getrefcount(None) - before) < 100
