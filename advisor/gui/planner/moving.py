"""What can be done to one of a list: moved, copied, removed; by menu and by keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from advisor.gui.language import _, labelled
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import MenuButton

_MENU = "moves"


def moves() -> tuple[tuple[str, str, str], ...]:
    """What can be done to a card: its name, the words, and the keys."""
    return (
        ("up", _("Move up"), "Alt+Up"),
        ("down", _("Move down"), "Alt+Down"),
        ("duplicate", _("&Duplicate"), "Ctrl+D"),
        ("remove", _("Remove"), "Ctrl+Backspace"),
    )


def with_moves(card: QWidget, summary: QWidget, ask: Callable[[str], None]) -> QHBoxLayout:
    """The summary with a menu beside it. The keys work wherever in `card` the keyboard is."""
    menu = QMenu(card)
    for what, text, keys in moves():
        action = menu.addAction(text)
        action.setObjectName(what)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False, what=what: ask(what))
        card.addAction(action)
    button = MenuButton(_("Move, duplicate or remove"), menu)
    button.setObjectName(_MENU)
    row = QHBoxLayout()
    row.setSpacing(em(0.1))
    row.addWidget(summary, 1)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return row


def called(card: QWidget, name: str) -> None:
    """Let assistive technology tell the card, its menu and all its fields from those of its neighbours."""
    if name == card.accessibleName():
        return
    card.setAccessibleName(name)
    button = card.findChild(MenuButton, _MENU)
    if button is not None:
        button.setAccessibleName(labelled(_("Move, duplicate or remove"), name))
