"""A part of a rule in few words, with its fields called as the form calls them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advisor.gui.language import in_turn, labelled
from advisor.gui.rules.form_fields import name_of
from advisor.rulebook.completion import Kind, wanted


def told(written: Any, *keys: str) -> str:  # noqa: ANN401 - whatever an author wrote
    """What stands at `keys` of a rule: `region: north, centre; but not at: gao`. Names stay those of the file."""
    if isinstance(written, Mapping):
        return in_turn(_entry(inner, (*keys, str(key))) for key, inner in written.items())
    if isinstance(written, list):
        joint = " / " if any(isinstance(one, Mapping) for one in written) else ", "
        return joint.join(told(one, *keys) for one in written)
    return "" if written is None else str(written)


def _entry(inner: Any, path: tuple[str, ...]) -> str:  # noqa: ANN401
    if isinstance(inner, Mapping) and wanted(path).kind is Kind.GROUP:
        return told(inner, *path)  # the names of what is in it say where it belongs
    name = name_of(path, None)
    name = f"{name[:1].lower()}{name[1:]}"
    return name if inner is True else labelled(name, told(inner, *path))
