"""The rules page in letters twice as large: nothing is out of reach."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from advisor.gui.appearance import Appearance
from advisor.gui.rules.dialogs import ReasonDialog
from advisor.gui.theme import em
from advisor.model.message import message
from advisor.model.rule import Effect
from advisor.services.settings import ColourScheme
from tests.gui.rules_driver import CONTROL, NO_GRABBING, Office

pytestmark = pytest.mark.qt_log_ignore(NO_GRABBING)


@pytest.fixture
def large(office: Office, appearance: Appearance) -> Office:
    office.desk.window.resize(1000, 700)
    appearance.apply(ColourScheme.LIGHT, 2.0)
    office.wait()
    QApplication.processEvents()
    return office


def inside(area: QScrollArea, widget: QWidget) -> bool:
    """Whether all of it is in view."""
    place = QRect(widget.mapTo(area.viewport(), widget.rect().topLeft()), widget.size())
    return area.viewport().rect().contains(place)


def test_the_page_scrolls_as_a_whole_where_the_window_is_too_low(large: Office) -> None:
    page = large.page
    assert page.down.height() > page._area.viewport().height()
    assert page.trying.height() >= em(9)
    assert page.list.table.height() > em(4)
    for button in (page.list.new, page.list.history, page.list.prove):
        assert page.list.rect().contains(button.geometry())
    page.trying.tabs.setCurrentWidget(page.proofs)
    page.proofs.ask.setFocus()
    page._area.ensureWidgetVisible(page.proofs.ask)
    assert inside(page._area, page.proofs.ask)
    large.desk.window.resize(1000, 2000)
    QApplication.processEvents()
    assert page._area.verticalScrollBar().maximum() == 0


def test_no_box_is_larger_than_the_screen(large: Office) -> None:
    history = large.page.open_history()
    assert history is not None
    large.qtbot.waitUntil(history.isVisible)
    history.words.setText("Aucun déplacement ne change de verdict")
    QApplication.processEvents()
    assert history._area.viewport().width() >= history.words.width()  # what it tells is not cut
    assert history._area.width() > em(9)
    for box in (large.page.open_review(), history, ReasonDialog((), (), large.desk.window)):
        room = box.screen().availableSize()
        assert box.width() <= room.width()
        assert box.height() <= room.height()
        box.close()


def test_a_rule_begun_is_shown_from_its_title_on(office: Office) -> None:
    form = office.page.form
    bar = form._area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert not inside(form._area, form.rows["title",])
    office.page.adding.begin_rule(Effect.PROHIBIT)
    office.wait()
    assert inside(form._area, form.rows["title",])
    assert form.rows["title",].isAncestorOf(office.desk.window.focusWidget())


def test_the_reason_of_a_loosening_has_an_undo_of_its_own(qtbot: QtBot) -> None:
    dialog = ReasonDialog((message("rules.busy"),), (), None)
    qtbot.addWidget(dialog)
    QTest.keyClicks(dialog.text, "cleared")
    assert dialog.save.isEnabled()
    QTest.keyClick(dialog.text, Qt.Key.Key_Z, CONTROL)
    assert dialog.text.toPlainText() == ""
    assert not dialog.save.isEnabled()


@pytest.mark.parametrize("lines", [1, 4])
def test_a_bar_is_as_high_as_its_sentence_and_no_higher(large: Office, lines: int) -> None:
    """Regression: bars were no higher than Qt's guess of the sentence's height, which cut its first and last line."""
    large.desk.window.resize(1000, 1200)
    bar = large.desk.outside._bar
    bar.say("Rules changed.", "Some trips may come off better. " * lines if lines > 1 else "Some.")
    QApplication.processEvents()
    sentence = bar._sentence
    assert sentence.height() >= sentence.heightForWidth(sentence.width())
    assert bar.height() <= max(sentence.heightForWidth(sentence.width()), bar._row.minimumSize().height()) + em(1)
