"""The page as a whole: keyboard, names for assistive technology, room, languages, colours."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QMainWindow, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from advisor.gui import language
from advisor.gui.appearance import Appearance
from advisor.gui.planner.page import PlannerPage
from advisor.gui.theme import em
from advisor.gui.widgets.rows import in_order
from advisor.gui.widgets.text import Label
from advisor.model.measure import MeasureState
from advisor.model.trip import Trip
from advisor.services.catalogue import Catalogue
from advisor.services.paths import find_paths
from advisor.services.settings import ColourScheme
from tests.gui.planner_driver import AS_OF, Planner, click, keys, make_planner, press, trip_of
from tests.gui.test_planner_verdict import FLIGHT
from tests.packs import NORTH_BUS

# popups, on a platform without a window system
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the (keyboard|mouse)")

UNSTATED = NORTH_BUS.replace("nationality: [DE], ", "").replace("T08:00", "")


@pytest.fixture
def planner(qtbot: QtBot, appearance: Appearance) -> Planner:
    """A trip with questions, conditions and reasons, everything opened."""
    del appearance
    planner = make_planner(qtbot, trip_of(UNSTATED))
    open_everything(planner)
    return planner


def open_everything(planner: Planner) -> None:
    """Open every card and fold."""
    page = planner.page
    for number in range(len(planner.trip.travellers)):
        planner.traveller(number)
    for card in page.trip_pane.itinerary.step_cards:
        card.summary.setChecked(True)
    why = page.verdict_pane.why
    for fold in (why.more, why.cautions, why.settled, page.trip_pane.measures.fold):
        fold.line.setChecked(True)
    for finding in (*why.deciding.cards, *why.others.cards):
        finding.summary.setChecked(True)
    QApplication.processEvents()


def shown(page: PlannerPage) -> Iterator[QWidget]:
    """All widgets that can be seen."""
    for widget in page.findChildren(QWidget):
        if widget.isVisibleTo(page):
            yield widget


def test_every_control_has_a_name_for_assistive_technology(planner: Planner) -> None:
    nameless, met = [], 0
    for widget in shown(planner.page):
        if not isinstance(widget, QAbstractButton | QLineEdit | QComboBox) or widget.window() is not planner.page:
            continue
        spoken = QAccessible.queryAccessibleInterface(widget)
        assert isinstance(spoken, QAccessibleInterface)
        met += 1
        if not spoken.text(QAccessible.Text.Name).strip():
            nameless.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    assert met > 40
    assert nameless == []


def test_the_verdict_has_a_name_and_a_shape(planner: Planner) -> None:
    spoken = QAccessible.queryAccessibleInterface(planner.page.banner)
    assert isinstance(spoken, QAccessibleInterface)
    assert "REFER" in spoken.text(QAccessible.Text.Name)


def test_the_tab_key_goes_down_the_page_and_reaches_everything(planner: Planner) -> None:
    page = planner.page
    order = [widget for widget in in_order(page) if widget.isVisible() and widget.isEnabled()]
    assert len(order) > 40
    order[0].setFocus()
    met = [order[0]]
    while met[-1] is not order[-1]:
        focused = QApplication.focusWidget()
        assert focused is not None
        press(focused, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        if now is not page.map.panel.view or now is not met[-1]:  # the map has stops of its own
            met.append(now)
        assert len(met) <= len(order)
    assert met == order


def test_what_has_the_keyboard_is_in_view(planner: Planner) -> None:
    page = planner.page
    page.resize(1000, 500)
    for widget in in_order(page):
        if not widget.isVisible() or not widget.isEnabled():
            continue
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        focused = QApplication.focusWidget()
        assert focused is not None
        press(focused, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        assert not now.visibleRegion().isEmpty(), type(now).__name__


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [360, 700, 1000, 1500, 2200])
@pytest.mark.parametrize("spoken", ["en", "fr"])
def test_nothing_is_clipped(qtbot: QtBot, appearance: Appearance, width: int, scale: float, spoken: str) -> None:
    """No text is taller than its place, and nothing reaches over the right edge."""
    language.use(Catalogue(spoken, find_paths().translations))
    appearance.apply(ColourScheme.LIGHT, scale)
    planner = make_planner(qtbot, trip_of(FLIGHT), width=round(width * scale), height=round(800 * scale))
    open_everything(planner)
    for _round in range(4):  # layouts settle from the inside out
        QApplication.processEvents()
    for widget in shown(planner.page):
        parent = widget.parentWidget()
        if widget.window() is not planner.page or parent is None:
            continue
        if isinstance(widget, Label) and widget.text():
            assert widget.height() >= widget.heightForWidth(widget.width()) - 1, widget.text()
        if isinstance(widget, QAbstractButton | QLineEdit | QComboBox | Label):
            what = type(widget).__name__, widget.accessibleName()
            assert widget.geometry().right() <= parent.width(), what
            assert widget.width() >= widget.minimumSizeHint().width() - 1, what


def test_a_narrow_page_stacks_and_keeps_the_keyboard(planner: Planner, qtbot: QtBot) -> None:
    page = planner.page
    title = page.trip_pane.title
    keys(title, "x")
    page.resize(em(30), 700)
    qtbot.waitUntil(page.splitter.isHidden)
    assert title.hasFocus()
    assert page.banner.isVisible()
    page.resize(em(90), 700)
    qtbot.waitUntil(page.splitter.isVisible)
    assert title.hasFocus()
    assert page.trip_pane.isVisible()


def test_a_low_page_moves_lines_out_of_the_banner(planner: Planner, qtbot: QtBot) -> None:
    page = planner.page
    assert page.banner.range.isVisible()
    page.resize(1300, em(20))
    qtbot.waitUntil(page.banner.range.isHidden)
    qtbot.waitUntil(lambda: page.verdict_pane.lead.text() == page.banner.range.text())


def test_another_language_says_everything_anew(planner: Planner) -> None:
    page = planner.page
    language.use(Catalogue("fr", find_paths().translations))
    QApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))
    assert page.banner.word.text() == "AVIS REQUIS"
    card = page.trip_pane.itinerary.step_cards[0]
    click(card.summary)
    assert "Car" in card.summary.title.text()


def test_dark_and_light(planner: Planner, appearance: Appearance) -> None:
    def ground() -> int:
        image = planner.page.grab().toImage()
        return image.pixelColor(3, image.height() - 3).lightness()

    light = ground()
    appearance.apply(ColourScheme.DARK, 1.0)
    QApplication.processEvents()
    assert ground() < 80 < light


def test_scroll_and_cursor_survive_an_edit(planner: Planner) -> None:
    page = planner.page
    page.resize(1000, 400)
    QApplication.processEvents()
    areas = page.scroll_areas
    for area in areas:
        area.verticalScrollBar().setValue(60)
    page.show_trip(planner.trip, planner.pack, planner.as_of)
    page.show_assessment(planner.assessment)
    QApplication.processEvents()
    assert [area.verticalScrollBar().value() for area in areas] == [60, 60, 60]


@pytest.mark.parametrize("why", ["language", "pack"])
def test_what_is_half_typed_outlives_another_language_and_other_rules(planner: Planner, why: str) -> None:
    page = planner.page
    form, leg = planner.traveller(0), planner.leg(0)
    keys(form.nationality.search, "Atlan")
    leg.depart.day.selectAll()
    keys(leg.depart.day, "2 may")
    page.trip_pane.as_of.selectAll()
    keys(page.trip_pane.as_of, "1 ju")
    leg.depart.day.setFocus()
    leg.depart.day.setCursorPosition(2)
    if why == "language":
        language.use(Catalogue("fr", find_paths().translations))
        QApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))
    else:
        planner.pack = copy.copy(planner.pack)
        planner.show(planner.trip)
    new = planner.leg(0)
    assert new is not leg
    assert new.depart.day.text() == "2 may"
    assert new.depart.message
    assert planner.traveller(0).nationality.search.text() == "Atlan"
    assert page.trip_pane.as_of.text() == "1 ju"
    assert new.depart.day.hasFocus()
    assert new.depart.day.cursorPosition() == 2


def test_larger_text_is_laid_out_anew(planner: Planner, appearance: Appearance, qtbot: QtBot) -> None:
    before = planner.page.trip_pane
    small = before.layout()
    assert small is not None
    margin = small.contentsMargins().left()
    appearance.apply(ColourScheme.LIGHT, 2.0)
    qtbot.waitUntil(lambda: planner.page.trip_pane is not before)
    layout = planner.page.trip_pane.layout()
    assert layout is not None
    assert layout.contentsMargins().left() > 1.7 * margin
    assert planner.page.trip_pane.party.cards.rows[0].opened


def test_a_small_window_stays_small(planner: Planner, qtbot: QtBot) -> None:
    """The page is made while its window is on screen; a passing wish for height must not stretch the window."""
    window, pages = QMainWindow(), QStackedWidget()
    qtbot.addWidget(window)
    window.setCentralWidget(pages)
    window.resize(683, 384)
    window.show()
    page = PlannerPage()
    page.show_trip(planner.trip, planner.pack, planner.as_of)
    page.show_assessment(planner.assessment)
    pages.addWidget(page)
    pages.setCurrentWidget(page)
    for _round in range(6):
        QApplication.processEvents()
    assert window.size() == QSize(683, 384)
    assert page.banner.height() < 130
    assert page.minimumSizeHint().height() < 384


def test_a_page_without_a_trip_shows_nothing(qtbot: QtBot, appearance: Appearance) -> None:
    del appearance
    page = PlannerPage()
    qtbot.addWidget(page)
    page.set_packs([("land", "Land")])
    page.show_assessment(None)
    page.resize(500, 500)
    page.show()
    assert page.findChildren(QLineEdit) == []


def test_the_same_trip_again_is_no_other_trip(planner: Planner) -> None:
    before = planner.page.trip_pane
    planner.show(planner.trip, fresh=True)
    assert planner.page.trip_pane is before
    planner.show(Trip(), fresh=True)
    assert planner.page.trip_pane is not before


def test_a_strange_trip_can_be_shown(qtbot: QtBot, appearance: Appearance) -> None:
    """Words that no pack knows are kept as they are."""
    del appearance
    text = UNSTATED.replace("mode: bus", "mode: camel, route: silk-road, operator: nobody, via: [Xanadu]")
    text = text.replace("roles: []", "roles: [khan], staff: vassal, gender: unknown")
    text = text.replace("staff: visitor, ", "")
    trip = trip_of(text)
    planner = make_planner(qtbot, trip)
    open_everything(planner)
    assert planner.trip == trip
    assert planner.edits == []
    leg = planner.leg(0)
    assert (leg.mode.value, leg.route.value, leg.operator.value) == ("camel", "silk-road", "nobody")
    assert leg.via.value == ("Xanadu",)
    who = planner.traveller(0)
    assert who.staff.value == "vassal"
    assert who.roles.toggle("khan").isChecked()


def test_no_key_loses_anything(planner: Planner) -> None:
    """Any button may be pressed: the page only ever tells, and shows what it is told."""
    stated = planner.trip
    planner.page.trip_pane.measures.row("medevac-plan").segments.chosen.emit(MeasureState.PLANNED.value)
    assert planner.trip.measures != stated.measures
    planner.show(stated)
    assert planner.page.trip_pane.measures.row("medevac-plan").segments.value is None


def test_the_way_back_to_the_usual_day(planner: Planner) -> None:
    pane = planner.page.trip_pane
    assert pane.usual_day.isHidden()
    pane.as_of.setFocus()
    pane.as_of.selectAll()
    keys(pane.as_of, "1 ju")
    assert not pane.usual_day.isHidden(), "also while the day can't be read"
    pane.as_of.selectAll()
    keys(pane.as_of, "1/2/2022")
    assert planner.as_of == date(2022, 2, 1)
    assert "15 Jun 2023" in pane.usual_day.text()
    pane.usual_day.setFocus()
    press(pane.usual_day, Qt.Key.Key_Return)
    assert planner.as_of == AS_OF
    assert pane.as_of.value == AS_OF
    assert pane.usual_day.isHidden()
    assert pane.as_of.hasFocus()
