"""Colours can be told apart and read, verdicts are never colour alone, and sizes follow the text."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from advisor.gui import icons, theme
from advisor.gui.appearance import Appearance
from advisor.gui.theme import DARK, LIGHT, Tokens, contrast, look_in
from advisor.model.verdict import Verdict
from advisor.services.paths import find_paths
from advisor.services.settings import ColourScheme

TEXT, EDGE = 4.5, 3.0
BOTH = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def grounds(colours: Tokens) -> tuple[QColor, ...]:
    return colours.page, colours.panel, colours.card


@BOTH
@pytest.mark.parametrize("name", ["text", "muted", "link", "fault"])
def test_words_are_readable_on_every_ground(colours: Tokens, name: str) -> None:
    assert all(contrast(getattr(colours, name), ground) >= TEXT for ground in grounds(colours))


@BOTH
@pytest.mark.parametrize("name", ["edge", "focus"])
def test_what_can_be_operated_has_a_visible_edge(colours: Tokens, name: str) -> None:
    assert all(contrast(getattr(colours, name), ground) >= EDGE for ground in grounds(colours))


@BOTH
@pytest.mark.parametrize("name", ["accent", "notice", "unassessed"])
def test_words_are_readable_on_filled_grounds(colours: Tokens, name: str) -> None:
    assert contrast(getattr(colours, f"on_{name}"), getattr(colours, name)) >= TEXT


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_is_readable_wherever_it_stands(verdict: Verdict, dark: bool) -> None:
    colours, look = (DARK if dark else LIGHT), look_in(verdict, dark=dark)
    assert all(contrast(look.colour, ground) >= TEXT for ground in (*grounds(colours), look.wash))
    assert contrast(look.on_solid, look.solid) >= TEXT
    assert contrast(colours.text, look.wash) >= TEXT
    assert contrast(colours.muted, look.wash) >= TEXT


def test_the_light_colours_are_those_of_the_sheet() -> None:
    names = [look_in(verdict, dark=False).colour.name().upper() for verdict in Verdict]
    assert names == ["#1A6B3C", "#A15C00", "#3F51A3", "#B3261E"]


def test_no_two_verdicts_share_a_word_a_shape_or_a_colour() -> None:
    for dark in (False, True):
        for one, other in combinations([look_in(verdict, dark=dark) for verdict in Verdict], 2):
            assert one.word != other.word
            assert one.shape is not other.shape
            assert one.colour != other.colour


def test_the_contrast_of_black_and_white_is_as_defined() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("verdict", Verdict)
def test_shapes_are_drawn_inside_their_place(verdict: Verdict, qapp: QApplication) -> None:
    image = QImage(60, 60, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    theme.paint_shape(painter, verdict, QRect(10, 10, 40, 40), QColor("black"))
    painter.end()
    dark = [(x, y) for x in range(60) for y in range(60) if image.pixelColor(x, y).lightness() < 128]
    assert all(10 <= x < 50 and 10 <= y < 50 for x, y in dark)
    assert 400 < len(dark) < 1600
    assert image.pixelColor(30, 30) == QColor("black")


def test_shapes_differ_also_without_colour() -> None:
    paths = [theme.shape_path(look_in(verdict, dark=False).shape, QRectF(0, 0, 40, 40)) for verdict in Verdict]
    assert all(one != other for one, other in combinations(paths, 2))


def test_a_scheme_and_a_text_size_come_into_force(appearance: Appearance) -> None:
    appearance.apply(ColourScheme.LIGHT, 1.0)
    small = theme.em()
    assert theme.tokens() is LIGHT
    appearance.apply(ColourScheme.DARK, 2.0)
    assert theme.tokens() is DARK
    assert theme.em() == pytest.approx(2 * small, abs=2)
    appearance.apply(ColourScheme.SYSTEM, 1.0)
    assert theme.em() == small


def test_icons_change_colour_with_the_scheme(appearance: Appearance, qtbot: QtBot) -> None:
    button = QPushButton(icons.icon("save"), "")
    qtbot.addWidget(button)
    appearance.apply(ColourScheme.LIGHT, 1.0)
    light = darkest(button.icon())
    appearance.apply(ColourScheme.DARK, 1.0)
    assert darkest(button.icon()) > light + 100


def darkest(icon: QIcon) -> int:
    image = icon.pixmap(QSize(48, 48)).toImage()
    drawn = [image.pixelColor(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 200]
    return min(colour.lightness() for colour in drawn)


@pytest.mark.parametrize("file", sorted(find_paths().assets.glob("icons/*.svg")), ids=lambda file: file.stem)
def test_every_icon_draws_something(file: object, qapp: QApplication) -> None:
    pixmap = icons.icon(getattr(file, "stem", "")).pixmap(QSize(32, 32))
    assert isinstance(pixmap, QPixmap)
    image = pixmap.toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(32) for y in range(32))


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_icon_has_the_verdict_s_colour(verdict: Verdict, appearance: Appearance) -> None:
    appearance.apply(ColourScheme.LIGHT, 1.0)
    image = icons.verdict_icon(verdict).pixmap(QSize(32, 32)).toImage()
    assert image.pixelColor(16, 16) == look_in(verdict, dark=False).colour
