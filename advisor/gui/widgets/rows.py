"""Lists of widgets that follow lists of values, keeping a widget with its value."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import pairwise
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from advisor.gui.widgets.cards import column

W = TypeVar("W", bound=QWidget)


class Serials:
    """Numbers for values without an identity of their own: a value that moves, or changes alone, keeps its number."""

    def __init__(self) -> None:
        """No values yet."""
        self._values: tuple[object, ...] = ()
        self._numbers: list[int] = []
        self._next = 0

    def of(self, values: Sequence[object]) -> list[int]:
        """The numbers of these values, given those of the call before."""
        numbers: list[int | None] = [None] * len(values)
        left = list(range(len(self._values)))
        # the same object first, then an equal one, then what is left over in order
        for same in (lambda one, other: one is other, lambda one, other: one == other, lambda _one, _other: True):
            for place, value in enumerate(values):
                if numbers[place] is not None:
                    continue
                old = next((old for old in left if same(self._values[old], value)), None)
                if old is not None:
                    left.remove(old)
                    numbers[place] = self._numbers[old]
            if len(values) != len(self._values) and len(left) <= abs(len(values) - len(self._values)):
                # rows were added or removed: what is left over is new, or gone
                break
        settled = []
        for number in numbers:
            if number is None:
                number, self._next = self._next, self._next + 1  # noqa: PLW2901 - the number it gets
            settled.append(number)
        self._values, self._numbers = tuple(values), settled
        return settled


class Rows(QWidget, Generic[W]):
    """A column of like widgets, one a key. A widget stays with its key; one whose key is gone serves a new one."""

    def __init__(
        self,
        make: Callable[[], W] | None = None,
        *,
        makes: Mapping[str, Callable[[], W]] | None = None,
        gap: float = 0.4,
    ) -> None:
        """`make` builds a widget when one more is needed than ever before.

        With `makes`, keys are tuples that begin with a kind, and each kind has widgets of its own.
        """
        super().__init__()
        self._makes: Mapping[str, Callable[[], W]] = makes or ({"": make} if make is not None else {})
        self._kinds = makes is not None
        self._column: QVBoxLayout = column(self, gap=gap)
        self._shown: dict[Hashable, W] = {}
        self._spare: dict[str, list[W]] = {}

    @property
    def rows(self) -> tuple[W, ...]:
        """The widgets from top to bottom."""
        return tuple(self._shown.values())

    def show_keys(self, keys: Sequence[Hashable], present: Callable[[W, int, bool], None]) -> None:
        """Have one widget a key, in order, and `present(widget, place, fresh)` each.

        `fresh`: the widget did not serve that key before, and must forget what it was opened to.
        """
        wanted = set(keys)
        for key in [key for key in self._shown if key not in wanted]:
            gone = self._shown.pop(key)
            gone.hide()
            self._column.removeWidget(gone)
            self._spare.setdefault(self._kind(key), []).append(gone)
        shown: dict[Hashable, W] = {}
        for place, key in enumerate(keys):
            widget = self._shown.get(key)
            fresh = widget is None
            if widget is None:
                kind = self._kind(key)
                spare = self._spare.get(kind)
                widget = spare.pop() if spare else self._makes[kind]()
            shown[key] = widget
            if self._column.indexOf(widget) != place:
                self._column.removeWidget(widget)
                self._column.insertWidget(place, widget)
            present(widget, place, fresh)
            if widget.isHidden():
                widget.show()
        self._shown = shown

    def _kind(self, key: Hashable) -> str:
        return str(key[0]) if self._kinds and isinstance(key, tuple) else ""


def in_order(root: QWidget) -> list[QWidget]:
    """What the Tab key reaches under `root`, in the order in which it stands on the page."""
    found: list[QWidget] = []
    if root.focusPolicy() & Qt.FocusPolicy.TabFocus and root.focusProxy() is None:
        found.append(root)
    if isinstance(root, QScrollArea):
        inside = root.widget()
        if inside is not None:
            found += in_order(inside)
    elif isinstance(root, QSplitter):
        for number in range(root.count()):
            part = root.widget(number)
            if part is not None:
                found += in_order(part)
    elif (layout := root.layout()) is not None:
        found += _along(layout)
    return found


def _along(layout: QLayout) -> list[QWidget]:
    found: list[QWidget] = []
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            found += in_order(widget)
        elif inner is not None:
            found += _along(inner)
    return found


class TabOrder:
    """Keeps the Tab key going down the page when widgets come, go and move."""

    def __init__(self, root: QWidget) -> None:
        """Look after everything under `root`."""
        self._root = root
        self._last: list[QWidget] = []

    def mend(self) -> None:
        """Bring the order up to date; cheap where nothing moved."""
        order = in_order(self._root)
        if order == self._last:
            return
        for one, following in pairwise(order):
            QWidget.setTabOrder(one, following)
        self._last = order
