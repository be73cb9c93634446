"""The map on the page: moved and read by mouse and keyboard, and a way to plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from advisor.gui import language
from advisor.gui.actions import Act
from advisor.gui.appearance import Appearance
from advisor.gui.desk import Desk
from advisor.gui.map.colours import DARK, LIGHT, map_colours
from advisor.gui.map.panel import MapPanel
from advisor.gui.map.view import MapView
from advisor.gui.planner import map_editing
from advisor.gui.planner.page import PlannerPage
from advisor.gui.theme import contrast, em
from advisor.model.incident import Incident
from advisor.model.trip import Leg, Stay, Trip
from advisor.report.map.drawing import Dot, Layer, Pill
from advisor.report.map.lines import at_share
from advisor.report.map.projection import to_spot
from advisor.services.base_map import base_map
from advisor.services.catalogue import Catalogue
from advisor.services.paths import find_paths
from advisor.services.settings import ColourScheme
from advisor.services.wiring import Services
from tests.gui.conftest import services_on, settle
from tests.gui.planner_driver import Planner, make_planner, trip_of
from tests.packs import DAY_VISIT, NORTH_BUS

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the (keyboard|mouse)")


@pytest.fixture
def planner(qtbot: QtBot, appearance: Appearance) -> Planner:
    del appearance
    return on_map(qtbot, trip_of(NORTH_BUS))


def on_map(qtbot: QtBot, trip: Trip) -> Planner:
    """A wide page with that trip drawn."""
    planner = make_planner(qtbot, trip)
    planner.page.resize(em(90), em(46))
    planner.page.show_base(base_map(find_paths().assets))
    drawn(planner)
    return planner


def drawn(planner: Planner) -> MapView:
    """The map, up to date."""
    QApplication.processEvents()
    planner.page.map.draw()
    QApplication.processEvents()
    return planner.page.map.panel.view


def dot(view: MapView, place: str) -> Dot:
    assert view.drawing is not None
    return next(one for one in view.drawing.dots if place in one.places)


def pill(view: MapView, step: int) -> Pill:
    assert view.drawing is not None
    return next(one for one in view.drawing.pills if step in one.steps)


def point(at: tuple[float, float]) -> QPoint:
    return QPointF(*at).toPoint()


def click(view: MapView, at: tuple[float, float]) -> None:
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point(at))


def wheel(view: MapView, at: QPointF, notches: int) -> None:
    event = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def menu_of(planner: Planner) -> QMenu:
    menu = planner.page.map._menu
    assert menu is not None
    return menu


def choose(planner: Planner, what: str) -> None:
    """What a user takes from the menu of a place."""
    menu = menu_of(planner)
    next(action for action in menu.actions() if action.objectName() == what).trigger()
    menu.close()
    drawn(planner)


# -- moving


def test_the_wheel_zooms_where_the_mouse_is(planner: Planner) -> None:
    view = drawn(planner)
    at = QPointF(120, 90)
    before, held = view.camera.scale, view.camera.spot(120, 90)
    wheel(view, at, 2)
    assert view.camera.scale == pytest.approx(before * 2.25)
    assert view.camera.pixel(held).x == pytest.approx(120, abs=0.5)
    wheel(view, at, -2)
    assert view.camera.scale == pytest.approx(before)


def test_dragging_moves_the_map_and_chooses_nothing(planner: Planner) -> None:
    view = drawn(planner)
    start = point(pill(view, 0).box.centre)
    before = view.camera.centre
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(view, start + QPoint(60, 25))
    QTest.mouseMove(view, start + QPoint(90, 40))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start + QPoint(90, 40))
    assert view.camera.pixel(before).x == pytest.approx(view.camera.width / 2 + 90, abs=1)
    assert planner.page.verdict_pane.why.only.isHidden()


def test_keys_move_zoom_and_come_home(planner: Planner) -> None:
    view = drawn(planner)
    home = view.camera
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.camera.scale == pytest.approx(home.scale * 1.5)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.camera.centre.x < home.centre.x
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.camera.centre.y < home.centre.y
    QTest.keyClick(view, Qt.Key.Key_Minus)
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.camera == home
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.camera != home


def test_the_view_follows_the_trip_until_the_user_moves_it(planner: Planner) -> None:
    view = drawn(planner)
    first = view.camera
    planner.show(trip_of(DAY_VISIT))
    drawn(planner)
    assert view.camera != first
    view.zoom_in()
    held = view.camera
    planner.show(trip_of(NORTH_BUS))
    drawn(planner)
    assert (view.camera.centre, view.camera.scale) == (held.centre, held.scale)


def test_the_buttons_do_as_the_keys(planner: Planner) -> None:
    panel, view = planner.page.map.panel, drawn(planner)
    home = view.camera
    QTest.mouseClick(panel.nearer, Qt.MouseButton.LeftButton)
    assert view.camera.scale > home.scale
    QTest.mouseClick(panel.further, Qt.MouseButton.LeftButton)
    QTest.mouseClick(panel.home, Qt.MouseButton.LeftButton)
    assert view.camera == home
    for button in (panel.nearer, panel.further, panel.home, panel.layers):
        assert button.accessibleName()
        assert view.rect().contains(button.geometry())


# -- reading


def test_a_click_on_a_leg_keeps_the_reasons_to_it(planner: Planner) -> None:
    view, why = drawn(planner), planner.page.verdict_pane.why
    assert planner.assessment is not None
    click(view, pill(view, 0).box.centre)
    assert why.only.isVisible()
    assert "Farpost" in why.only_text.text()
    steps = {one.step for finding in planner.assessment.findings for one in finding.exposures}
    assert len(steps) > 1
    before = len(why.deciding.cards) + len(why.others.cards)
    click(view, pill(view, 1).box.centre)
    assert len(why.deciding.cards) + len(why.others.cards) < before or "Stay" in why.only_text.text()
    why.show_all.click()
    assert why.only.isHidden()


def test_the_line_of_a_leg_can_be_clicked_too(planner: Planner) -> None:
    view = drawn(planner)
    assert view.drawing is not None
    line = view.drawing.steps[0]
    spots = [at_share(line.line, share / 40)[0] for share in range(41)]
    at = next(spot for spot in spots if view.drawing.at(*spot) is line)
    click(view, at)
    assert planner.page.verdict_pane.why.only.isVisible()


def test_tooltips_tell_what_the_map_knows(planner: Planner) -> None:
    view = drawn(planner)
    assert view.drawing is not None
    told = view.caption(pill(view, 0))
    assert "Capital → Farpost" in told
    assert "NO-GO" in told
    assert "Farpost (town, North) ± 1 km" in view.caption(dot(view, "farpost"))
    event = view.drawing.events[0]
    assert event.counted
    assert "ambush" in view.caption(event)
    assert "May 2023" in view.caption(event)
    assert "Counted by" in view.caption(event)
    closed = view.drawing.closed[0]
    assert "closed to this trip" in view.caption(closed)


def test_tab_goes_through_steps_and_places_and_says_them(planner: Planner) -> None:
    view = drawn(planner)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    spoken = QAccessible.queryAccessibleInterface(view)
    assert isinstance(spoken, QAccessibleInterface)
    heard = []
    for _press in range(8):
        if not view.hasFocus():
            break
        heard.append(spoken.text(QAccessible.Text.Name))
        QTest.keyClick(view, Qt.Key.Key_Tab)
    assert not view.hasFocus(), "the keyboard gets out again"
    assert "NO-GO" in heard[0]
    assert any("Capital" in words for words in heard)
    assert len(heard) == len(set(heard))
    following = QApplication.focusWidget()
    assert following is not None
    QTest.keyClick(following, Qt.Key.Key_Backtab)
    assert view.hasFocus()


def test_enter_on_a_step_does_as_a_click(planner: Planner) -> None:
    view = drawn(planner)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert planner.page.verdict_pane.why.only.isVisible()


# -- planning


def test_a_trip_is_planned_on_the_map_alone(qtbot: QtBot, appearance: Appearance) -> None:
    del appearance
    planner = on_map(qtbot, Trip())
    view = drawn(planner)
    assert not planner.page.map.panel.missing.isHidden(), "what to do stands there"
    click(view, dot(view, "capital").at)
    choose(planner, "start")
    assert planner.leg_written(0).origin == "capital"
    click(view, dot(view, "middleton").at)
    choose(planner, "go")
    assert planner.leg_written(0).destination == "middleton"
    click(view, dot(view, "middleton").at)
    choose(planner, "stay")
    assert planner.trip.itinerary[1] == Stay(place="middleton")
    assert [edit.label for edit in planner.edits] == ["choice of the start", "adding a leg", "adding a stay"]
    assert pill(view, 0).number == "1"
    planner.undo()
    assert len(planner.trip.itinerary) == 1


def test_places_can_be_chosen_by_letter_and_enter(qtbot: QtBot, appearance: Appearance) -> None:
    del appearance
    planner = on_map(qtbot, Trip())
    view = drawn(planner)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_G)
    assert "Gate" in view.accessibleName()
    QTest.keyClick(view, Qt.Key.Key_Return)
    choose(planner, "start")
    assert planner.leg_written(0).origin == "gate"
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert "Gate" not in view.accessibleName()


def test_places_that_are_one_dot_are_offered_each(planner: Planner) -> None:
    view = drawn(planner)
    both = dot(view, "farpost-airport")
    assert both.places == ("farpost", "farpost-airport")
    click(view, both.at)
    menus = [action.menu() for action in menu_of(planner).actions()]
    airport = menus[1]
    assert isinstance(airport, QMenu)
    next(action for action in airport.actions() if action.objectName() == "start").trigger()
    menu_of(planner).close()
    assert planner.leg_written(0).origin == "farpost-airport"


def test_closer_they_are_two(planner: Planner) -> None:
    view = drawn(planner)
    near = to_spot(16.26, -0.02)
    view.look_at(replace(view.camera, centre=near, scale=view.camera.scale * 60))
    assert dot(view, "farpost").places == ("farpost",)
    assert dot(view, "farpost-airport").places == ("farpost-airport",)


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        ((), map_editing.with_start, (Leg(origin="x", destination=""),)),
        ((Leg(origin="a", destination="b"),), map_editing.with_start, (Leg(origin="x", destination="b"),)),
        ((Stay(place="a"),), map_editing.with_start, (Stay(place="x"),)),
        ((), map_editing.with_destination, (Leg(origin="", destination="x"),)),
        ((Leg(origin="a", destination=""),), map_editing.with_destination, (Leg(origin="a", destination="x"),)),
        (
            (Leg(origin="a", destination="b"),),
            map_editing.with_destination,
            (Leg(origin="a", destination="b"), Leg(origin="b", destination="x")),
        ),
        ((), map_editing.with_stay_there, (Stay(place="x"),)),
        (
            (Leg(origin="a", destination="x"), Leg(origin="x", destination="a")),
            map_editing.with_stay_there,
            (Leg(origin="a", destination="x"), Stay(place="x"), Leg(origin="x", destination="a")),
        ),
        ((Stay(place="x"),), map_editing.with_stay_there, (Stay(place="x"),)),
    ],
)
def test_what_choosing_a_place_makes_of_a_trip(
    before: tuple[Leg | Stay, ...], change: Callable[[Trip, str], Trip], after: tuple[Leg | Stay, ...]
) -> None:
    assert change(Trip(itinerary=before), "x").itinerary == after


# -- room, colours, language


def test_layers_come_and_go_by_menu(planner: Planner) -> None:
    panel, view = planner.page.map.panel, drawn(planner)
    assert view.drawing is not None
    assert view.drawing.closed
    action(panel, Layer.CLOSED).trigger()
    assert not drawn(planner).drawing.closed  # type: ignore[union-attr]
    counted = len(view.drawing.events)
    action(panel, Layer.OTHER_INCIDENTS).trigger()
    assert len(drawn(planner).drawing.events) > counted  # type: ignore[union-attr]


def test_incidents_from_beyond_the_pack_are_asked_for_what_is_in_view(planner: Planner, qtbot: QtBot) -> None:
    asked: list[tuple[float, ...]] = []

    def incidents(*box: float) -> tuple[Incident, ...]:
        asked.append(box)
        return (Incident(id="far", day=date(2023, 4, 1), kind="attack", latitude=14.0, longitude=-5.0),)

    planner.page.map.other_incidents = incidents
    view = drawn(planner)
    assert not asked, "nobody wants them yet"
    action(planner.page.map.panel, Layer.OTHER_INCIDENTS).trigger()
    assert view.drawing is not None
    assert any(mark.incident.id == "far" for event in view.drawing.events for mark in event.marks)
    south, west, north, east = asked[-1]
    assert south < 12.6
    assert north > 16.3
    assert west < -8
    assert east > 0
    view.zoom_in()
    qtbot.waitUntil(lambda: asked[-1] != (south, west, north, east))
    assert asked[-1][0] > south


def action(panel: MapPanel, layer: Layer) -> QAction:
    return next(one for one in panel.layer_menu.actions() if one.objectName() == layer.value)


def test_a_narrow_page_has_the_map_instead_of_the_rest(planner: Planner, qtbot: QtBot) -> None:
    page = planner.page
    assert page.map.panel.isVisible()
    page.resize(em(40), em(40))
    qtbot.waitUntil(page.map.panel.isHidden)
    frame = page._frame
    QTest.mouseClick(frame.swap, Qt.MouseButton.LeftButton)
    assert page.map.panel.isVisible()
    assert not frame.scroll_areas[0].isVisible()
    view = drawn(planner)
    click(view, pill(view, 0).box.centre)
    assert page.map.panel.isHidden(), "the reasons are wanted"
    assert frame.scroll_areas[0].isVisible()
    page.resize(em(90), em(46))
    qtbot.waitUntil(page.map.panel.isVisible)


def test_the_map_keeps_its_view_when_the_language_changes(planner: Planner) -> None:
    planner.page.resize(em(90), em(90))
    view = drawn(planner)
    view.zoom_in()
    held = view.camera
    language.use(Catalogue("fr", find_paths().translations))
    planner.page.changeEvent(QEvent(QEvent.Type.LanguageChange))
    drawn(planner)
    assert planner.page.map.panel.view is view
    assert view.camera.scale == held.scale
    assert view.drawing is not None
    names = {line for label in view.drawing.labels for line in label.lines}
    assert names & {"Nord", "Sud"}


def test_dark_colours_are_dark_and_readable(planner: Planner, appearance: Appearance) -> None:
    view = drawn(planner)
    light = view.grab().toImage()
    appearance.apply(ColourScheme.DARK, 1.0)
    assert map_colours() is DARK
    dark = drawn(planner).grab().toImage()
    middle = QPoint(light.width() // 2, light.height() // 3)
    assert light.pixelColor(middle).lightness() > dark.pixelColor(middle).lightness() + 60
    for colours in (LIGHT, DARK):
        for ground in (colours.home, colours.land):
            assert contrast(colours.ink, ground) > 4.5
            assert contrast(colours.quiet, ground) > 4.5
            assert contrast(colours.event, ground) > 3


def test_whether_the_map_is_shown_is_remembered(
    make_desk: Callable[..., Desk], services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = make_desk(real_page=True)
    desk.window.resize(em(90), em(50))
    page = desk.plan.page
    assert isinstance(page, PlannerPage)
    qtbot.waitUntil(page.map.panel.isVisible)
    desk.window.actions_[Act.MAP].trigger()
    assert page.map.panel.isHidden()
    assert not desk.window.actions_[Act.MAP].isChecked()
    again = services_on(tmp_path, services.paths.rules)
    assert not again.settings.current.show_map


def test_an_edit_on_the_map_is_undone_with_the_rest(make_desk: Callable[..., Desk], qtbot: QtBot) -> None:
    desk = make_desk(real_page=True)
    desk.window.resize(em(90), em(50))
    page = desk.plan.page
    assert isinstance(page, PlannerPage)
    qtbot.waitUntil(page.map.panel.isVisible)
    before = desk.session.trip
    page.map.edited.emit(map_editing.with_destination(before, "gate"), "adding a leg", "")
    settle(qtbot, desk)
    assert desk.session.trip != before
    desk.window.actions_[Act.UNDO].trigger()
    assert desk.session.trip == before


def test_a_stale_map_is_faded(planner: Planner) -> None:
    view = drawn(planner)
    fresh = view.grab().toImage()
    planner.page.show_assessment(planner.assessment, stale=True)
    at = point(pill(view, 0).box.centre)
    faded = view.grab().toImage()
    assert fresh.pixelColor(at - QPoint(0, em(0.45))) != faded.pixelColor(at - QPoint(0, em(0.45)))


def test_no_verdict_is_drawn_where_there_is_none(planner: Planner) -> None:
    planner.page.show_assessment(None)
    view = drawn(planner)
    assert view.drawing is not None
    assert not view.drawing.pills
    assert not view.drawing.steps
