"""Unused objects that refer to each other are destroyed on the main thread, never by a job."""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from advisor.gui.collecting import Collector
from advisor.gui.jobs import Jobs, Ticket


class Circle:
    """Refers to itself, so that only the collector can find it unused, and says who found it."""

    def __init__(self, found: list[threading.Thread]) -> None:
        self.itself = self
        self.found = found

    def __del__(self) -> None:
        self.found.append(threading.current_thread())


def many() -> list[list[int]]:
    """More new objects than Python makes without a search."""
    return [[] for _ in range(20 * gc.get_threshold()[0])]


def test_what_a_job_makes_never_starts_a_search_in_its_thread(qtbot: QtBot) -> None:
    found: list[threading.Thread] = []
    Circle(found)

    def work(_ticket: Ticket) -> int:
        Circle(found)
        return len(many())

    jobs, answers = Jobs(), list[int]()
    jobs.start("work", work, answers.append, lambda error: answers.append(-1))
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    kept = many()
    qtbot.waitUntil(lambda: len(found) == 2, timeout=10_000)
    jobs.close()
    assert kept
    assert set(found) == {threading.main_thread()}


def test_what_was_used_for_long_is_found_when_the_user_turns_to_another_program(collector: Collector) -> None:
    found: list[threading.Thread] = []
    old = Circle(found)
    gc.collect()
    del old
    kept = many()
    collector.collect()
    collector.follow(Qt.ApplicationState.ApplicationActive)
    assert kept
    assert found == []
    collector.follow(Qt.ApplicationState.ApplicationInactive)
    assert found == [threading.main_thread()]


def test_what_was_used_for_long_is_found_once_there_is_twice_as_much(collector: Collector) -> None:
    collector.follow(Qt.ApplicationState.ApplicationInactive)
    found: list[threading.Thread] = []
    old = Circle(found)
    gc.collect()
    del old
    kept = [[number] for number in range(len(gc.get_objects(2)) + 200_000)]
    for _ in range(gc.get_threshold()[2] + 1):
        gc.collect(1)
    kept += [[number] for number in range(2 * gc.get_threshold()[0])]
    assert found == []
    collector.collect()
    assert len(found) == 1


def test_python_takes_over_again_when_it_is_closed() -> None:
    assert not gc.isenabled()
    Collector().close()
    enabled = gc.isenabled()
    gc.disable()  # the other tests' collector goes on
    assert enabled
    assert gc.get_freeze_count() == 0
