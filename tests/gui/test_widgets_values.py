"""What fields read, find and keep in order: no window needed."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from advisor.gui.widgets.choices import Choice, ChoiceIndex, folded
from advisor.gui.widgets.combo import Combo
from advisor.gui.widgets.rows import Serials
from advisor.gui.widgets.when import Unread, read_day, read_hour
from advisor.gui.widgets.when_field import day_text, hour_text


@pytest.mark.parametrize(
    "text",
    [
        "2023-05-20",
        "20230520",
        "2023/05/20",
        "20.5.2023",
        "20/05/2023",
        "20 May 2023",
        "Sat 20 May 2023",
        "saturday, 20th may 2023",
        "20 mai 2023",
        "sam. 20 mai 2023",
        " 20-5-2023 ",
    ],
)
def test_a_day_is_read(text: str) -> None:
    assert read_day(text) == date(2023, 5, 20)


@pytest.mark.parametrize(("month", "text"), [(2, "févr."), (8, "août"), (12, "déc."), (9, "sept."), (1, "janvier")])
def test_french_months_are_read(month: int, text: str) -> None:
    assert read_day(f"3 {text} 2023") == date(2023, month, 3)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("20 May", Unread.YEAR_MISSING),
        ("20/5", Unread.YEAR_MISSING),
        ("20/5/23", Unread.YEAR_MISSING),
        ("5/20/2023", Unread.NO_SUCH_DAY),
        ("31.2.2023", Unread.NO_SUCH_DAY),
        ("2023", Unread.NOT_A_DAY),
        ("soon", Unread.NOT_A_DAY),
        ("Sat", Unread.NOT_A_DAY),
        ("1 2 3 2023", Unread.NOT_A_DAY),
        ("1.1.0023", Unread.NOT_A_DAY),
        ("-", Unread.NOT_A_DAY),
        ("20 mois 2023", Unread.NOT_A_DAY),
    ],
)
def test_what_is_no_day_says_why(text: str, wrong: Unread) -> None:
    assert read_day(text) is wrong


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("9", time(9)),
        ("9:05", time(9, 5)),
        ("0905", time(9, 5)),
        ("905", time(9, 5)),
        ("9h30", time(9, 30)),
        ("18h", time(18)),
        ("18.45", time(18, 45)),
        ("9 pm", time(21)),
        ("12 am", time(0)),
        ("12:30 pm", time(12, 30)),
        ("23:59", time(23, 59)),
    ],
)
def test_an_hour_is_read(text: str, hour: time) -> None:
    assert read_hour(text) == hour


@pytest.mark.parametrize("text", ["24:00", "9:60", "noon", "13 pm", "0 am", "12345", "9:", ":30", "-1"])
def test_what_is_no_hour_says_so(text: str) -> None:
    assert read_hour(text) in {Unread.NOT_AN_HOUR, time(9)}


def test_nothing_is_nothing() -> None:
    assert read_day("  ") is None
    assert read_hour("") is None


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_a_day_reads_back_as_it_is_written(day: date) -> None:
    assert read_day(day_text(day)) == day
    assert read_day(day.isoformat()) == day


@given(st.times())
def test_an_hour_reads_back_as_it_is_written(hour: time) -> None:
    assert read_hour(hour_text(hour)) == hour.replace(second=0, microsecond=0)


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    assert read_day(text) is None or isinstance(read_day(text), date | Unread)
    assert read_hour(text) is None or isinstance(read_hour(text), time | Unread)


INDEX = ChoiceIndex(
    [
        Choice("gao", "Gao", "town", ("Gawgaw",)),
        Choice("gao-airport", "Gao airport"),
        Choice("gao-region", "Gao (region)", "", ("Gao",)),
        Choice("segou", "Ségou"),
        Choice("CI", "Côte d'Ivoire", "CI", ("Ivory Coast",)),
        Choice("one", "Twin"),
        Choice("two", "Twin"),
    ]
)


def test_folding_forgets_accents_case_and_marks() -> None:
    assert folded("  SÉGOU-Koro, d'Ivoire ") == "segou koro d ivoire"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("gao", "gao"),
        ("GAO", "gao"),
        ("gawgaw", "gao"),
        ("Segou", "segou"),
        ("gao-region", "gao-region"),
        ("cote d ivoire", "CI"),
        ("ci", "CI"),
        ("twin", None),
        ("ga", None),
        ("", None),
    ],
)
def test_a_text_that_names_one_is_resolved(text: str, found: str | None) -> None:
    assert INDEX.resolve(text) == found


def test_the_best_offers_come_first() -> None:
    assert [one.id for one in INDEX.matching("gao")] == ["gao", "gao-region", "gao-airport"]
    assert [one.id for one in INDEX.matching("coast")] == ["CI"]
    assert [one.id for one in INDEX.matching("iv co")] == ["CI"]
    assert [one.id for one in INDEX.matching("wgaw")] == ["gao"]
    assert INDEX.matching("xyz") == ()
    assert len(INDEX.matching("", limit=3)) == 3
    assert "gao" in INDEX
    assert [one.id for one in INDEX][:2] == ["gao", "gao-airport"]


def test_numbers_stay_with_their_values() -> None:
    serials = Serials()
    a, b, c = object(), object(), object()
    assert serials.of([a, b]) == [0, 1]
    assert serials.of([b, a]) == [1, 0]
    assert serials.of([b, c, a]) == [1, 2, 0]
    assert serials.of([b, a]) == [1, 0]
    assert serials.of([b, object()]) == [1, 0]
    assert serials.of([(1,), (1,)]) == [1, 0]
    assert serials.of([]) == []
    assert serials.of([a]) == [3]


def test_a_combo_finds_what_is_typed_however_slowly_it_answers(qtbot: QtBot) -> None:
    combo = Combo("By")
    qtbot.addWidget(combo)
    combo.set_choices(((None, "not stated"), ("car", "Véhicule"), ("un", "Vol de l’ONU"), ("aid", "Vol humanitaire")))
    chosen: list[str | None] = []
    combo.chosen.connect(chosen.append)

    def typed(letter: str, at: int) -> None:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        event.setTimestamp(at)
        combo.keyPressEvent(event)

    for number, letter in enumerate("vol h"):
        typed(letter, 5000 + 200 * number)
    assert chosen == ["car", "un", "aid"]
    for number, letter in enumerate("vehi"):
        typed(letter, 9000 + 200 * number)
    assert combo.value == "car", "accents aside, and a pause begins another word"
    typed("v", 20_000)
    assert combo.value == "un", "the same letter again asks for the next"
