"""All checks together. A module of this package that has a `CHECK` is one of them."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module

import advisor.checks as package
from advisor.checks.check import Check, Subject
from advisor.model.diagnostic import Diagnostic
from advisor.rulebook.faults import Faults


@cache
def checks() -> tuple[Check, ...]:
    """Every check, by the name of its module."""
    names = sorted(one.name for one in pkgutil.iter_modules(package.__path__, f"{package.__name__}."))
    modules = (import_module(name) for name in names if name != __name__)
    return tuple(check for module in modules if isinstance(check := getattr(module, "CHECK", None), Check))


def nothing_to_check() -> None:
    """Nobody may want the answer no longer."""


def look(subject: Subject, check: Callable[[], None] = nothing_to_check) -> tuple[Diagnostic, ...]:
    """What all checks find, by file and place. `check` is called before each and may raise."""
    faults = Faults()
    for one in checks():
        check()
        for hit in one.find(subject):
            faults.add(
                one.code,
                hit.span,
                severity=one.severity,
                expected=hit.expected,
                suggestion=hit.suggestion,
                **hit.args,
            )
    return faults.in_order()
