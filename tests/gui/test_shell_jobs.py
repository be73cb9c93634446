"""Jobs: answers come on the main thread, stale ones are dropped, errors are delivered."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from advisor.gui.jobs import Jobs, Ticket, Withdrawn


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def never(_answer: object) -> None:
    pytest.fail("nobody waits for this answer")


def test_the_answer_comes_on_the_main_thread(jobs: Jobs, qtbot: QtBot) -> None:
    got: list[object] = []
    jobs.start(
        "a",
        lambda _ticket: threading.current_thread(),
        lambda worked: got.extend([worked, threading.current_thread()]),
        never,
    )
    assert jobs.running("a")
    qtbot.waitUntil(lambda: bool(got), timeout=5000)
    assert got[0] is not threading.main_thread()
    assert got[1] is threading.main_thread()
    assert not jobs.running("a")


def test_an_error_is_delivered_too(jobs: Jobs, qtbot: QtBot) -> None:
    got: list[BaseException] = []

    def work(_ticket: Ticket) -> None:
        raise KeyError("lost")

    jobs.start("a", work, never, got.append)
    qtbot.waitUntil(lambda: bool(got), timeout=5000)
    assert isinstance(got[0], KeyError)


def test_a_later_job_of_the_same_name_makes_the_earlier_one_stale(jobs: Jobs, qtbot: QtBot) -> None:
    go_on = threading.Event()
    got: list[str] = []

    def slow(_ticket: Ticket) -> str:
        go_on.wait(5)
        return "stale"

    jobs.start("a", slow, never, never)
    jobs.start("a", lambda _ticket: "fresh", got.append, never)
    go_on.set()
    qtbot.waitUntil(lambda: bool(got), timeout=5000)
    assert got == ["fresh"]


def test_a_withdrawn_job_is_told_and_tells_nobody(jobs: Jobs, qtbot: QtBot) -> None:
    started, go_on, ended = threading.Event(), threading.Event(), threading.Event()

    def work(ticket: Ticket) -> None:
        started.set()
        go_on.wait(5)
        try:
            ticket.check()
        except Withdrawn:
            ended.set()
            raise

    jobs.start("a", work, never, never)
    assert started.wait(5)
    jobs.withdraw("a")
    assert not jobs.running("a")
    go_on.set()
    assert ended.wait(5)


def test_closing_waits_for_the_threads(qtbot: QtBot) -> None:
    jobs = Jobs()
    jobs.start("a", lambda _ticket: None, never, never)
    jobs.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("job")]
