"""What assistive technology is told of a window: the whole accessibility tree, and what is wrong with it.

Nothing here knows any widget of ours by name: what is new is looked at like everything else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QMenu, QScrollArea, QWidget

Role = QAccessible.Role

CONTROLS = frozenset({
    Role.Button, Role.ButtonMenu, Role.ButtonDropDown, Role.ButtonDropGrid, Role.CheckBox, Role.ComboBox,
    Role.EditableText, Role.Link, Role.List, Role.MenuItem, Role.PageTab, Role.RadioButton, Role.Slider,
    Role.SpinBox, Role.Table, Role.Tree, Role.HotkeyField, Role.Dial,
})  # fmt: skip
"""Roles of what a user acts on, whether or not it says that it takes the keyboard."""

WITHOUT_NAME = frozenset({Role.Cell, Role.ListItem, Role.TreeItem, Role.ScrollBar, Role.Document})
"""Parts of something that has one: an empty cell is empty."""


@dataclass(frozen=True)
class Heard:
    """One node. `around` are the names of what it stands in, outermost first."""

    role: QAccessible.Role
    name: str
    around: tuple[str, ...]
    focusable: bool
    checkable: bool
    checked: bool
    source: object

    @property
    def control(self) -> bool:
        """Whether a user acts on it."""
        return (self.role in CONTROLS or self.focusable) and self.role not in WITHOUT_NAME

    def __str__(self) -> str:
        """As a complaint names it."""
        return f"{type(self.source).__name__} ({self.role.name}) “{self.name}” in {' / '.join(self.around)}"


def spoken(what: object) -> QAccessibleInterface:
    """How assistive technology sees it."""
    found = QAccessible.queryAccessibleInterface(what)  # type: ignore[arg-type]  # a QObject
    assert isinstance(found, QAccessibleInterface), what
    return found


def heard(root: QWidget) -> Iterator[Heard]:
    """Everything in a window that can be seen, top down."""
    yield from _heard(spoken(root), ())


def _heard(node: QAccessibleInterface, around: tuple[str, ...]) -> Iterator[Heard]:
    state = node.state()
    if state.invisible:
        return
    source = node.object()
    name = _name(node, source)
    yield Heard(
        role=node.role(),
        name=name,
        around=around,
        focusable=bool(state.focusable),
        checkable=bool(state.checkable),
        checked=bool(state.checked),
        source=source,
    )
    inside = (*around, name) if name and node.role() not in {Role.StaticText, Role.Cell} else around
    for number in range(node.childCount()):
        child = node.child(number)
        if child is not None:
            yield from _heard(child, inside)


def _name(node: QAccessibleInterface, source: object) -> str:
    """Its name. On Unix, Qt gives a combo box the name of its choice: it is known by the label beside it."""
    if isinstance(source, QComboBox):
        labels = [label for label, flag in node.relations() if flag & QAccessible.RelationFlag.Label]
        return " ".join(label.text(QAccessible.Text.Name) for label in labels).strip()
    return node.text(QAccessible.Text.Name).strip()


def complaints(window: QWidget) -> list[str]:
    """What somebody who can't see, or has no mouse, would miss in a window that is on screen."""
    everything = list(heard(window))
    controls = [one for one in everything if one.control]
    assert controls, "nothing in it can be acted upon"
    return [
        *(f"has no name: {one}" for one in controls if not one.name),
        *(f"hides whether it is on: {one}" for one in everything if not tells_state(one)),
        *_alike(controls),
        *menu_complaints(window),
    ]


def tells_state(one: Heard) -> bool:
    """Whether what can be on or off says so, and rightly."""
    if isinstance(one.source, QAbstractButton) and one.source.isCheckable():
        return one.checkable and one.checked is one.source.isChecked()
    return True


def _alike(controls: Iterable[Heard]) -> Iterator[str]:
    """Controls of the same kind that nobody can tell apart, not even by what they stand in."""
    counted = Counter((one.role, one.name, one.around) for one in controls if one.name)
    for (role, name, around), count in counted.items():
        if count > 1:
            yield f"{count} alike: {role.name} “{name}” in {' / '.join(around)}"


def menu_complaints(window: QWidget) -> Iterator[str]:
    """Entries of menus without a name, without a key or letter of their own, or with somebody else's."""
    for menu in window.findChildren(QMenu):
        if type(menu.parent()).__module__.startswith("PySide6") and not menu.actions():
            continue
        entries = [action for action in menu.actions() if not action.isSeparator()]
        letters = Counter(letter for letter in map(letter_of, entries) if letter)
        keys = Counter(key.toString() for action in entries for key in action.shortcuts())
        for action in entries:
            if not action.text().replace("&", "").strip():
                yield f"menu entry without a name: {action.objectName()}"
            if not letter_of(action) and action.shortcut().isEmpty():
                yield f"neither key nor letter: {action.text()}"
            if letter_of(action) and letters[letter_of(action)] > 1:
                yield f"shares its letter: {action.text()}"
            if any(keys[key.toString()] > 1 for key in action.shortcuts()):
                yield f"shares its key: {action.text()}"


def letter_of(action: QAction) -> str:
    """The underlined letter that chooses an entry of an open menu."""
    return QKeySequence.mnemonic(action.text()).toString().removeprefix("Alt+")


# -- the Tab key


def reachable(window: QWidget) -> list[QWidget]:
    """Whatever of a window the Tab key should reach."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.window() is window
        and widget.focusProxy() is None
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


MOST_OWN_STOPS = 6
"""A field for a date stops at the year, the month and the day."""


def tabbed(window: QWidget, most: int) -> list[QWidget]:
    """What gets the keyboard one after another until it comes back to the first; repeats in a row are one stop.

    A widget may keep the Tab key for stops of its own.
    """
    first = window.focusWidget()
    assert first is not None
    met = [first]
    for press in range(most):
        focused = QApplication.focusWidget()
        assert focused is not None, met[-1]
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None, focused
        if now is first and (len(met) > 1 or press > MOST_OWN_STOPS):
            return met
        if now is not met[-1]:
            met.append(now)
    raise AssertionError(f"the Tab key never came back: {met[-1]}")


def out_of_order(window: QWidget, stops: list[QWidget]) -> list[str]:
    """Steps of the Tab key that go against the eye: up, or to the left on one line, without going to another column."""
    found = []
    for one, other in pairwise(stops):
        here, there = _place(window, one), _place(window, other)
        if _pane(one) is not _pane(other):
            continue  # another column, which has its own top
        up = there.bottom() <= here.top() and there.left() < here.right()
        back = there.right() <= here.left() and there.top() < here.bottom() and there.bottom() > here.top()
        if up or back:
            found.append(f"{one.accessibleName() or one} → {other.accessibleName() or other}")
    return found


def _place(window: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _pane(widget: QWidget) -> QWidget | None:
    """The scrolling column in which a widget stands."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around


def settle_layout() -> None:
    """Let layouts find their places, from the inside out."""
    for _round in range(4):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
