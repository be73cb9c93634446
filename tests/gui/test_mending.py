"""What would change the verdict, and other ways to travel: with real keys and clicks on a real desk."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from advisor.gui.desk import Desk
from advisor.gui.mending import controller as mending
from advisor.gui.mending.dialog import WaysDialog
from advisor.gui.mending.section import MendingSection, SuggestionCard
from advisor.gui.mending.state import Phase
from advisor.gui.planner.page import PlannerPage
from advisor.model.trip import Leg, Stay, Trip
from advisor.model.verdict import Verdict, certain
from advisor.planning.changes import Changes
from advisor.planning.work import GoOn
from advisor.services.ways import ChangesSought
from tests.gui.conftest import settle
from tests.gui.planner_driver import click, press, small_pack
from tests.gui.test_shell_rules import spoil

ENDED = (Phase.ENDED, Phase.FAILED, Phase.NOT_NEEDED)


def bus_north() -> Trip:
    """NO-GO as it is, and possible by air."""
    return next(one.trip for one in small_pack().trips if one.file == "trips/bus-north.yaml")


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Typing need not rest for long."""
    monkeypatch.setattr(mending, "REST_MILLISECONDS", 1)


@pytest.fixture
def desk(make_desk: Callable[..., Desk], at_once: None) -> Desk:
    made = make_desk(real_page=True)
    made.window.resize(1200, 900)
    return made


def page(desk: Desk) -> PlannerPage:
    assert desk.plan.page is not None
    return desk.plan.page


def section(desk: Desk) -> MendingSection:
    return page(desk).verdict_pane.mending


def plan(qtbot: QtBot, desk: Desk, trip: Trip) -> None:
    """Put another trip on the desk, and wait until the search for changes has come to an end."""
    put(qtbot, desk, trip)
    ended(qtbot, desk)


def put(qtbot: QtBot, desk: Desk, trip: Trip) -> None:
    """Put another trip on the desk, under the keyboard."""
    desk.session.new(replace(trip, pack="land"))
    settle(qtbot, desk)
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)


def ended(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: desk.mending.state.phase in ENDED, timeout=20_000)


def cards(desk: Desk) -> tuple[SuggestionCard, ...]:
    return section(desk).cards.rows


def seen(desk: Desk, widget: QWidget) -> QWidget:
    """The widget, scrolled to, so that a click meets it."""
    area: QWidget | None = widget
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    QApplication.processEvents()
    assert isinstance(area, QScrollArea)
    area.ensureWidgetVisible(widget)
    return widget


def only_card(desk: Desk) -> SuggestionCard:
    (card,) = cards(desk)
    return card


def test_one_click_applies_a_suggestion_and_one_undo_takes_it_back(desk: Desk, qtbot: QtBot) -> None:
    plan(qtbot, desk, bus_north())
    before = desk.session.trip
    card = only_card(desk)
    assert card.mark.verdict is Verdict.CONDITIONS
    assert card.mark.text()
    assert "Flight" in card.what.text()
    assert "NO-GO" in section(desk).told.text()
    click(seen(desk, card.apply))
    qtbot.waitUntil(lambda: desk.session.trip != before)
    settle(qtbot, desk)
    first = desk.session.trip.itinerary[0]
    assert isinstance(first, Leg)
    assert first.mode == "flight"
    assert desk.verdict.assessment is not None
    assert desk.verdict.assessment.verdict is Verdict.CONDITIONS  # as the card said
    assert desk.session.undo_label == "suggested change"
    press(page(desk), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.session.trip == before
    assert not desk.session.can_undo


def test_it_is_applied_with_the_keyboard_which_stays_in_the_section(desk: Desk, qtbot: QtBot) -> None:
    plan(qtbot, desk, bus_north())
    before = desk.session.trip
    reached = []
    page(desk).trip_pane.title.setFocus()
    for _ in range(200):
        press(QApplication.focusWidget() or page(desk), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
        if reached[-1] is only_card(desk).apply:
            break
    assert reached[-1] is only_card(desk).apply
    press(only_card(desk).apply, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.session.trip != before)
    assert QApplication.focusWidget() is section(desk).others


def test_a_go_needs_nothing_and_an_empty_trip_has_no_such_section(desk: Desk, qtbot: QtBot) -> None:
    ended(qtbot, desk)
    assert desk.verdict.assessment is not None
    assert desk.verdict.assessment.verdict is Verdict.GO
    assert "Nothing needs changing" in section(desk).told.text()
    assert not cards(desk)
    assert not section(desk).further.isVisible()
    desk.session.new(Trip(pack="land"))
    settle(qtbot, desk)
    assert section(desk).isHidden()


def test_nothing_helps_is_told_apart_from_a_search_cut_short(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mending, "FIRST_BUDGET", 1)
    monkeypatch.setattr(mending, "FURTHER", 1000)
    plan(qtbot, desk, bus_north())
    assert "cut short" not in section(desk).told.text()
    assert "Nothing was found" in section(desk).told.text()
    assert "cut short after 1 trip;" in section(desk).closing.text()
    further = section(desk).further
    click(seen(desk, further))
    qtbot.waitUntil(lambda: bool(cards(desk)), timeout=20_000)
    assert further.isHidden()
    assert "cut short" not in section(desk).closing.text()
    monkeypatch.setattr(mending, "FIRST_BUDGET", 600)
    alone = bus_north()
    visit = next(one.trip for one in small_pack().trips if one.file == "trips/day-visit.yaml")
    leg = visit.itinerary[0]
    assert isinstance(leg, Leg)
    plan(qtbot, desk, replace(alone, itinerary=(replace(leg, origin="capital", destination="nowhere", mode="bus"),)))
    assert not cards(desk)
    assert "Nothing that you can change" in section(desk).told.text()
    assert "certain" in section(desk).closing.text()


def test_what_was_found_can_be_applied_while_the_search_goes_on(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(qtbot, desk, bus_north())
    found, before = desk.mending.state.found, desk.session.trip
    assert found is not None
    found = replace(found, complete=False)
    desk.mending._came(found)
    hold = threading.Event()

    def go_on_for_long(_sought: ChangesSought, _budget: int, go_on: GoOn) -> Changes:
        while go_on(0.5) and not hold.is_set():
            pass
        return found

    monkeypatch.setattr(ChangesSought, "search", go_on_for_long)
    click(seen(desk, section(desk).further))
    qtbot.waitUntil(lambda: desk.mending.state.phase is Phase.SEARCHING)
    click(seen(desk, only_card(desk).apply))
    qtbot.waitUntil(lambda: desk.session.trip != before)
    assert desk.session.trip == found.suggestions[0].trip
    hold.set()


def test_a_line_beneath_the_reasons_leads_to_the_suggestions(desk: Desk, qtbot: QtBot) -> None:
    desk.window.resize(700, 500)
    plan(qtbot, desk, bus_north())
    jump = section(desk).jump
    assert "1 suggestion" in jump.text()
    jump.setFocus()
    press(jump, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is only_card(desk).apply
    QApplication.processEvents()
    assert not only_card(desk).apply.visibleRegion().isEmpty()


def test_where_there_is_room_it_stands_beneath_the_reasons_itself(desk: Desk, qtbot: QtBot) -> None:
    plan(qtbot, desk, bus_north())
    pane, shown = page(desk).verdict_pane, section(desk)
    for width, beneath in ((1000, True), (500, False), (1000, True)):
        pane.resize(width, 2000)
        assert pane.why.parentWidget() is (shown.parentWidget() if beneath else pane._main)
        assert pane.todo.isAncestorOf(shown) is not beneath
        assert shown.jump.isHidden() is beneath


class Gate:
    """A search that goes on until it is told not to."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.left = threading.Event()
        self.open = threading.Event()

    def search(self, _budget: int, go_on: GoOn) -> Changes:
        while go_on(0.25) and not self.open.is_set():
            self.asked.set()
        self.left.set()
        before = certain(Verdict.NO_GO)
        return Changes(before=before, best=before.reported, suggestions=(), complete=False, decided=7)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    made = Gate()
    monkeypatch.setattr(ChangesSought, "search", made.search)
    yield made
    made.open.set()


def searching(qtbot: QtBot, desk: Desk, gate: Gate) -> None:
    put(qtbot, desk, bus_north())
    qtbot.waitUntil(gate.asked.is_set)
    assert desk.mending.state.phase is Phase.SEARCHING


def test_a_key_withdraws_the_search_at_once_and_does_not_wait_for_it(gate: Gate, desk: Desk, qtbot: QtBot) -> None:
    searching(qtbot, desk, gate)
    desk.mending.rest.setInterval(60_000)  # it is not to begin again meanwhile
    title = page(desk).trip_pane.title
    title.setFocus()
    QTest.keyClicks(title, "x")
    assert "x" in desk.session.trip.title
    assert desk.mending.state.phase is Phase.WAITING
    assert not desk.mending.search.running
    qtbot.waitUntil(gate.left.is_set)
    assert desk.mending.state.phase is Phase.WAITING  # what it answered is dropped


def test_progress_is_shown_and_stop_leaves_what_was_found_so_far(gate: Gate, desk: Desk, qtbot: QtBot) -> None:
    searching(qtbot, desk, gate)
    shown = section(desk)
    qtbot.waitUntil(lambda: shown.bar.value() == 250)
    assert shown.stop.accessibleName()
    shown.stop.setFocus()
    press(seen(desk, shown.stop), Qt.Key.Key_Space)
    ended(qtbot, desk)
    assert "cut short after 7 trips" in shown.closing.text()
    assert shown.further.isVisible()
    assert QApplication.focusWidget() is shown.others


def test_the_window_closes_while_a_search_goes_on(gate: Gate, desk: Desk, qtbot: QtBot) -> None:
    searching(qtbot, desk, gate)
    desk.mending.close()
    assert gate.left.is_set()


def test_an_error_suggests_nothing_and_leaves_the_verdict(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> Changes:
        raise RuntimeError("broken")

    monkeypatch.setattr(ChangesSought, "search", broken)
    plan(qtbot, desk, bus_north())
    assert desk.mending.state.phase is Phase.FAILED
    assert "Internal error" in section(desk).told.text()
    assert not cards(desk)
    assert desk.verdict.assessment is not None
    assert desk.verdict.assessment.verdict is Verdict.NO_GO
    assert not desk.window.error.isVisible()


def test_faulty_rules_suggest_nothing_better_than_a_refer(desk: Desk, qtbot: QtBot, shelf: Path) -> None:
    plan(qtbot, desk, bus_north())
    assert only_card(desk).mark.verdict is Verdict.CONDITIONS
    spoil(shelf)
    qtbot.waitUntil(desk.window.notice.isVisible, timeout=10_000)
    settle(qtbot, desk)
    ended(qtbot, desk)
    assert {card.mark.verdict for card in cards(desk)} == {Verdict.REFER}


# -- other ways to travel


def compared(qtbot: QtBot, desk: Desk) -> WaysDialog:
    click(seen(desk, section(desk).others))
    qtbot.waitUntil(lambda: desk.mending.dialog is not None)
    dialog = desk.mending.dialog
    assert dialog is not None
    qtbot.waitExposed(dialog)
    qtbot.waitUntil(lambda: not dialog.search.running, timeout=20_000)
    return dialog


def test_ways_stand_side_by_side_and_one_is_taken_in_one_step(desk: Desk, qtbot: QtBot) -> None:
    plan(qtbot, desk, bus_north())
    before = desk.session.trip
    dialog = compared(qtbot, desk)
    shown = dialog.ways.cards
    ranks = [card.way.assessment.verdict for card in shown if card.way is not None]
    assert ranks == sorted(ranks)
    assert len(ranks) == len(shown) > 1
    assert [card.take.isVisible() for card in shown].count(False) == 1  # the trip as it is planned
    best = shown[0]
    assert best.mark.text()
    assert "Flight" in best.legs.text()
    assert best.way is not None
    assert best.why.text()
    best.take.setFocus()
    press(best.take, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.mending.dialog is None)
    settle(qtbot, desk)
    assert desk.session.trip == best.way.trip
    assert desk.verdict.assessment is not None
    assert desk.verdict.assessment.verdict is ranks[0]
    desk.session.undo()
    assert desk.session.trip == before
    assert not desk.session.can_undo


def test_escape_takes_nothing(desk: Desk, qtbot: QtBot) -> None:
    plan(qtbot, desk, bus_north())
    before = desk.session.trip
    dialog = compared(qtbot, desk)
    press(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk.mending.dialog is None)
    assert desk.session.trip == before


def test_enter_on_the_list_of_movements_takes_nothing(desk: Desk, qtbot: QtBot) -> None:
    plan(qtbot, desk, bus_north())
    before = desk.session.trip
    dialog = compared(qtbot, desk)
    for one in (dialog.which, dialog):
        dialog.ways.cards[0].take.setFocus()
        one.setFocus()
        press(one, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert desk.mending.dialog is dialog
    assert desk.session.trip == before


def test_only_one_movement_may_be_changed(desk: Desk, qtbot: QtBot) -> None:
    there = bus_north()
    leg = there.itinerary[0]
    assert isinstance(leg, Leg)
    stay = Stay(place=leg.destination, until=datetime(2023, 6, 23, 8))
    back = replace(leg, origin=leg.destination, destination=leg.origin, depart=stay.until)
    plan(qtbot, desk, replace(there, itinerary=(leg, stay, back)))
    dialog = compared(qtbot, desk)
    assert dialog.which.isVisible()
    assert dialog.which.count() == 3
    dialog.which.setFocus()
    press(dialog.which, Qt.Key.Key_Down)
    press(dialog.which, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: not dialog.search.running, timeout=20_000)
    assert dialog.which.currentIndex() == 2
    ways = [card.way.trip.itinerary for card in dialog.ways.cards if card.way is not None]
    assert len(ways) > 1
    assert all(steps[0] == leg for steps in ways)
    assert any(steps[-1] != back for steps in ways)


def test_ways_that_cannot_be_worked_out_are_an_error_and_no_answer(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_named: object) -> None:
        raise RuntimeError("broken")

    plan(qtbot, desk, bus_north())
    monkeypatch.setattr("advisor.services.ways.other_ways", broken)
    dialog = compared(qtbot, desk)
    assert "Internal error" in dialog.told.text()
    assert not dialog.ways.cards
