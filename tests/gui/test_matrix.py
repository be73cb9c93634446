"""Legs by travellers: what its cells say, and how mouse and keyboard choose the reasons of one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from advisor.engine.assess import assess
from advisor.gui import language
from advisor.gui.appearance import Appearance
from advisor.gui.planner.matrix import Matrix
from advisor.gui.planner.matrix_layout import Spot
from advisor.gui.planner.matrix_table import WHOLE_TRIP, Table, table_of
from advisor.gui.planner.why_section import WhySection
from advisor.gui.planner.words import Words
from advisor.gui.theme import em
from advisor.model.message import Message
from advisor.model.trip import Leg, Traveller, Trip
from advisor.model.verdict import Range, Verdict
from advisor.services.catalogue import Catalogue
from advisor.services.paths import find_paths
from tests.gui.planner_driver import AS_OF, Planner, make_planner, press, small_pack, trip_of

BOTH = """\
title: By road to Farpost
travellers:
  - {name: Awa, nationality: ML, staff: national, roles: [programme], facts: {speaks-local: yes}}
  - {name: Bert, nationality: [DE], staff: visitor, roles: [], facts: {speaks-local: no}}
  - {name: Chris, nationality: [DE], staff: visitor, roles: [], facts: {speaks-local: no}}
itinerary:
  - leg: {from: capital, to: middleton, mode: own-vehicle, depart: 2023-06-20T08:00, arrive: 2023-06-20T11:30}
  - leg: {from: middleton, to: farpost, mode: own-vehicle, depart: 2023-06-21T07:00, arrive: 2023-06-21T17:00}
"""


@pytest.fixture
def planner(qtbot: QtBot, appearance: Appearance) -> Planner:
    del appearance
    planner = make_planner(qtbot, trip_of(BOTH))
    planner.page.resize(em(95), em(56))
    QApplication.processEvents()
    return planner


def matrix_of(planner: Planner) -> Matrix:
    return planner.page.overview.who.matrix


def table_in(planner: Planner) -> Table:
    table = matrix_of(planner).table
    assert table is not None
    return table


def why_of(planner: Planner) -> WhySection:
    return planner.page.verdict_pane.why


def click_cell(matrix: Matrix, spot: Spot) -> None:
    QTest.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=matrix.rect_of(spot).center())


def rules_shown(planner: Planner) -> set[str]:
    why = why_of(planner)
    lists = (why.deciding, why.others, why.careful, why.good)
    cards = [card for found in lists if found.isVisible() for card in found.cards]
    return {card.finding.rule for card in cards if card.finding is not None and card.finding.rule is not None}


def words() -> Words:
    return Words(small_pack(), {})


def table_for(trip: Trip, caveat: Message | None = None) -> Table:
    table = table_of(assess(trip, small_pack(), AS_OF, caveat=caveat), words())
    assert table is not None
    return table


def test_every_cell_is_what_the_assessment_says_of_that_traveller_on_that_step(planner: Planner) -> None:
    assessment, table = planner.assessment, table_in(planner)
    assert assessment is not None
    seen = set()
    for row, who in enumerate(table.rows):
        for column, where in enumerate(table.columns):
            if where.total:
                continue
            for traveller in who.of:
                step = assessment.steps[where.of[0]]
                assert table.cells[row][column] == (step.by_traveller[traveller] if step.assessed else None)
                seen.add((traveller, step.index))
    assert len(seen) == 3 * len(assessment.steps)


def test_those_of_one_fate_share_a_row_and_one_row_for_all_is_everyone(planner: Planner) -> None:
    assert [row.title for row in table_in(planner).rows] == ["Awa", "Bert; Chris"]
    planner.show(replace(planner.trip, travellers=(*planner.trip.travellers, replace(planner.trip.travellers[2]))))
    assert [row.title for row in table_in(planner).rows] == ["Awa", "Bert +2"]
    assert "Bert; Chris; Chris" in table_in(planner).spoken(1, 0)
    alike = replace(planner.trip, travellers=planner.trip.travellers[1:3])
    planner.show(alike)
    assert [row.title for row in table_in(planner).rows] == ["Everyone"]
    planner.show(replace(alike, travellers=(Traveller(),)))
    assert [row.title for row in table_in(planner).rows] == ["Traveller A"]


def test_the_sum_of_a_row_is_never_better_than_its_worst_cell(planner: Planner) -> None:
    table = table_in(planner)
    assert table.columns[-1].total
    for row in table.cells:
        *cells, total = row
        assert total is not None
        assert total.worst is max(cell.worst for cell in cells if cell is not None)
    assert planner.assessment is not None
    assert max(row[-1].worst for row in table.cells if row[-1] is not None) is planner.assessment.worst


def test_a_pack_in_doubt_shows_no_cell_better_than_refer() -> None:
    table = table_for(trip_of(BOTH), caveat=Message("caveat.last-good"))
    cells = [cell for row in table.cells for cell in row if cell is not None]
    assert cells
    assert all(cell.reported >= Verdict.REFER for cell in cells)
    assert any(column.of == (WHOLE_TRIP,) for column in table.columns)


def test_a_step_outside_the_area_is_not_called_go() -> None:
    away = Trip(
        travellers=(Traveller(nationality=("ML",)),),
        itinerary=(
            Leg(origin="outside", destination="outside", mode="flight", depart=date(2023, 6, 20)),
            Leg(origin="outside", destination="capital", mode="flight", depart=date(2023, 6, 20)),
        ),
    )
    table = table_for(away)
    column = next(place for place, one in enumerate(table.columns) if one.of == (0,))
    assert [row[column] for row in table.cells] == [None]
    assert table.spoken(0, column).endswith("not assessed")


def test_a_trip_without_a_step_says_what_will_stand_there(planner: Planner) -> None:
    planner.show(Trip())
    assert matrix_of(planner).isHidden()
    assert "As soon as the trip has a step" in planner.page.overview.who.told.text()
    planner.show(trip_of(BOTH))
    assert matrix_of(planner).isVisible()


def test_a_click_keeps_the_reasons_to_step_and_traveller(planner: Planner) -> None:
    before = rules_shown(planner)
    assert "north-road" in before
    table, matrix = table_in(planner), matrix_of(planner)
    first = next(place for place, one in enumerate(table.columns) if one.of == (0,))
    click_cell(matrix, (0, first))
    why = why_of(planner)
    assert (why.steps, why.travellers) == (frozenset({0}), frozenset({0}))
    assert "north-road" not in rules_shown(planner)
    assert why.only.isVisible()
    assert "Awa" in why.only_text.text()
    assert "Step 1" in why.only_text.text()
    QTest.mouseClick(why.show_all, Qt.MouseButton.LeftButton)
    assert not why.narrow
    assert rules_shown(planner) == before


def test_the_reasons_of_one_traveller_leave_out_those_of_the_others(planner: Planner) -> None:
    assert planner.assessment is not None
    mine = {
        finding.rule
        for finding in planner.assessment.findings
        if not finding.exposures or any(not one.travellers or 0 in one.travellers for one in finding.exposures)
    }
    others = {finding.rule for finding in planner.assessment.findings} - mine
    assert others
    click_cell(matrix_of(planner), (0, len(table_in(planner).columns) - 1))
    assert rules_shown(planner) <= mine
    assert why_of(planner).steps == frozenset()


def test_arrows_and_enter_do_the_same_and_escape_shows_all(planner: Planner) -> None:
    matrix, why = matrix_of(planner), why_of(planner)
    matrix.setFocus()
    press(matrix, Qt.Key.Key_Down)
    press(matrix, Qt.Key.Key_Right)
    assert matrix.current == (1, 1)
    told = table_in(planner).spoken(1, 1)
    assert told in matrix.accessibleName()
    assert planner.page.overview.who.told.text() == told
    press(matrix, Qt.Key.Key_Return)
    assert (why.steps, why.travellers) == (frozenset({1}), frozenset({1, 2}))
    press(matrix, Qt.Key.Key_Escape)
    assert not why.narrow
    press(matrix, Qt.Key.Key_End)
    press(matrix, Qt.Key.Key_Space)
    assert (why.steps, why.travellers) == (frozenset(), frozenset({1, 2}))
    press(matrix, Qt.Key.Key_Home)
    assert matrix.current == (1, 0)
    press(matrix, Qt.Key.Key_Left)
    press(matrix, Qt.Key.Key_Up)
    press(matrix, Qt.Key.Key_Up)
    assert matrix.current == (0, 0)


def test_another_number_of_travellers_or_steps_ends_the_choice(planner: Planner) -> None:
    click_cell(matrix_of(planner), (1, 0))
    planner.show(replace(planner.trip, title="The same trip"))
    assert why_of(planner).narrow
    planner.show(replace(planner.trip, travellers=planner.trip.travellers[:2]))
    assert not why_of(planner).narrow
    assert not why_of(planner).only.isVisible()


def test_the_chosen_cell_is_marked_until_all_is_shown(planner: Planner) -> None:
    matrix = matrix_of(planner)
    inside = matrix.rect_of((1, 1)).topLeft() + QPoint(matrix.rect_of((1, 1)).width() // 2, 1)
    before = matrix.grab().toImage().pixelColor(inside)
    click_cell(matrix, (1, 1))
    planner.page.trip_pane.title.setFocus()
    assert matrix.grab().toImage().pixelColor(inside) != before
    why_of(planner).show_only(frozenset())
    assert matrix.grab().toImage().pixelColor(inside) == before


def test_a_cell_says_its_verdict_in_words_when_pointed_at(planner: Planner) -> None:
    matrix = matrix_of(planner)
    at = matrix.rect_of((1, 2)).center()
    QApplication.sendEvent(matrix, QHelpEvent(QEvent.Type.ToolTip, at, matrix.mapToGlobal(at)))
    assert QToolTip.text() == table_in(planner).spoken(1, 2)


def many(steps: int, travellers: int) -> Table:
    """As large as a trip gets."""
    table = table_for(trip_of(BOTH))
    columns = tuple(replace(table.columns[0], of=(number,), above=f"{number + 1} · Bus") for number in range(steps))
    rows = tuple(replace(table.rows[0], of=(number,), title=f"Person {number}") for number in range(travellers))
    cell = Range(Verdict.CONDITIONS, Verdict.REFER)
    return Table(rows, columns, ((cell,) * steps,) * travellers)


def test_what_is_not_settled_says_so(appearance: Appearance) -> None:
    language.use(Catalogue("en", find_paths().translations))
    assert many(1, 1).spoken(0, 0).endswith(": REFER, at best GO WITH CONDITIONS")


@pytest.mark.parametrize("width", [14, 25, 40, 80])
def test_twenty_steps_and_fifteen_travellers_fit_any_width(appearance: Appearance, qtbot: QtBot, width: int) -> None:
    matrix = Matrix()
    qtbot.addWidget(matrix)
    matrix.show_table(many(20, 15))
    matrix.resize(em(width), matrix.heightForWidth(em(width)))
    rects = [matrix.rect_of((row, column)) for row in range(15) for column in range(20)]
    assert all(matrix.rect().contains(rect) for rect in rects)
    assert all(rect.width() >= em(1.3) for rect in rects)
    assert not any(one.intersects(other) for number, one in enumerate(rects) for other in rects[:number][-40:])
    assert not matrix.grab().isNull()


def test_it_speaks_french(planner: Planner) -> None:
    language.use(Catalogue("fr", find_paths().translations))
    planner.page.changeEvent(QEvent(QEvent.Type.LanguageChange))
    assert "Étape 1" in table_in(planner).spoken(0, 0)
    assert planner.page.overview.who.heading.text() == "Qui, étape par étape"


def test_hiding_the_map_leaves_the_overview(planner: Planner) -> None:
    page = planner.page
    page.show_map(shown=False)
    QApplication.processEvents()
    assert not page.map.panel.isVisible()
    assert matrix_of(planner).isVisible()
    page.resize(em(60), em(50))
    QApplication.processEvents()
    assert matrix_of(planner).isVisible()


def test_a_narrow_page_lets_the_reasons_come_when_a_cell_is_chosen(planner: Planner, qtbot: QtBot) -> None:
    page = planner.page
    page.resize(em(40), em(44))
    qtbot.waitUntil(lambda: not matrix_of(planner).isVisible())
    QTest.mouseClick(page._frame.swap, Qt.MouseButton.LeftButton)
    assert matrix_of(planner).isVisible()
    QApplication.processEvents()
    click_cell(matrix_of(planner), (0, 0))
    assert not matrix_of(planner).isVisible()
    assert why_of(planner).isVisible()
    assert why_of(planner).narrow


def test_what_is_not_up_to_date_has_no_colour(planner: Planner) -> None:
    matrix = matrix_of(planner)
    inside = matrix.rect_of((1, 1)).topLeft() + QPoint(em(0.5), em(0.3))
    planner.page.trip_pane.title.setFocus()
    before = matrix.grab().toImage().pixelColor(inside)
    planner.page.show_assessment(planner.assessment, stale=True)
    assert matrix.grab().toImage().pixelColor(inside) != before
    assert matrix.grab().toImage().pixelColor(inside).saturation() < 20
    planner.page.show_assessment(planner.assessment)
    assert matrix.grab().toImage().pixelColor(inside) == before


def test_the_keyboard_counts_while_the_mouse_rests_on_another_cell(planner: Planner) -> None:
    matrix = matrix_of(planner)
    QTest.mouseMove(matrix, matrix.rect_of((0, 2)).center())
    assert matrix.pointed == (0, 2)
    matrix.setFocus()
    press(matrix, Qt.Key.Key_Down)
    assert matrix.pointed == matrix.current == (1, 0)
    assert planner.page.overview.who.told.text() == table_in(planner).spoken(1, 0)
