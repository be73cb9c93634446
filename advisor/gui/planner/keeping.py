"""What a page that is built anew takes over from the one before: opened cards, half-typed text, keyboard, scrolling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget

from advisor.gui.planner.trip_pane import TripPane
from advisor.gui.widgets.fields import Field
from advisor.gui.widgets.rows import in_order

_Where: TypeAlias = tuple[str, int]
_PLAN: _Where = ("plan", 0)


@dataclass(frozen=True, slots=True)
class Kept:
    """Where things were: cards by kind and number, fields by their number in their card."""

    opened: tuple[_Where, ...]
    typed: dict[tuple[_Where, int], str]
    focused: tuple[_Where, int, int] | None
    scrolled: tuple[int, ...]


def keep(pane: TripPane, areas: tuple[QScrollArea, ...]) -> Kept:
    """Note what is to be taken over."""
    opened: list[_Where] = []
    typed: dict[tuple[_Where, int], str] = {}
    focused: tuple[_Where, int, int] | None = None
    holder = QApplication.focusWidget()
    for where, part, is_open in _parts(pane):
        if is_open:
            opened.append(where)
        reachable = in_order(part)
        for number, field in enumerate(reachable):
            if isinstance(field, Field) and field.pending:
                typed[where, number] = field.pending
            if field is holder:
                cursor = field.cursorPosition() if isinstance(field, QLineEdit) else 0
                focused = (where, number, cursor)
    return Kept(tuple(opened), typed, focused, tuple(area.verticalScrollBar().value() for area in areas))


def restore(pane: TripPane, areas: tuple[QScrollArea, ...], kept: Kept) -> None:
    """Put it all back, as far as there still is a place for it."""
    for number, card in enumerate(pane.party.cards.rows):
        card.summary.setChecked(("traveller", number) in kept.opened)
    for number, step in enumerate(pane.itinerary.step_cards):
        step.summary.setChecked(("step", number) in kept.opened)
    pane.plan.fold.line.setChecked(_PLAN in kept.opened)
    for where, part, _is_open in _parts(pane):
        for number, field in enumerate(in_order(part)):
            text = kept.typed.get((where, number))
            if text is not None and isinstance(field, Field):
                field.type_anew(text)
            if kept.focused is not None and kept.focused[:2] == (where, number):
                field.setFocus()
                if isinstance(field, QLineEdit):
                    field.setCursorPosition(kept.focused[2])
    for area, value in zip(areas, kept.scrolled, strict=False):
        area.verticalScrollBar().setValue(value)


def _parts(pane: TripPane) -> Iterator[tuple[_Where, QWidget, bool]]:
    """The parts of the pane, each with whether it is open."""
    for number, card in enumerate(pane.party.cards.rows):
        yield ("traveller", number), card, card.opened
    for number, step in enumerate(pane.itinerary.step_cards):
        yield ("step", number), step, step.opened
    yield _PLAN, pane.plan, pane.plan.opened
    for number, field in enumerate((pane.title, pane.purpose, pane.as_of)):
        yield ("trip", number), field, False
