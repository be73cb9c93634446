"""Widgets that are not whole yet: what is missing is known to the checkers, and refused when the program runs."""

from __future__ import annotations

from abc import ABCMeta
from typing import Any

from PySide6.QtWidgets import QWidget


class AbstractWidget(ABCMeta, type(QWidget)):  # type: ignore[misc]  # Qt's metaclass has no name of its own
    """The metaclass of widgets with abstract methods."""

    def __call__(cls, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the widget is made from
        """Make a widget. TypeError while a method is missing: Qt's classes never ask by themselves."""
        if cls.__abstractmethods__:
            missing = ", ".join(sorted(cls.__abstractmethods__))
            raise TypeError(f"{cls.__name__} is abstract: {missing}")
        return super().__call__(*arguments, **named)
