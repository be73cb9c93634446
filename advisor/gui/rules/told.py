"""A part of a rule in few words, with its fields called as the form calls them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advisor.gui.language import in_turn, labelled, say
from advisor.gui.rules.choices import name_told, word_told
from advisor.gui.rules.form_fields import is_fact, name_of
from advisor.model.pack import Pack
from advisor.rulebook.completion import Kind, wanted


def told(written: Any, *keys: str, pack: Pack | None = None) -> str:  # noqa: ANN401 - whatever an author wrote
    """What stands at `keys` of a rule: `region: North, Centre; but not at: Gao`.

    Names are those of the file where there is no pack, or where it has no other.
    """
    if isinstance(written, Mapping):
        return in_turn(_entry(inner, (*keys, str(key)), pack) for key, inner in written.items())
    if isinstance(written, list):
        joint = " / " if any(isinstance(one, Mapping) for one in written) else ", "
        return joint.join(told(one, *keys, pack=pack) for one in written)
    if written is None:
        return ""
    return _named(str(written), keys, pack) if isinstance(written, str) and pack is not None else str(written)


def _named(name: str, keys: tuple[str, ...], pack: Pack) -> str:
    if is_fact(keys):
        values = pack.facts[keys[-1]].values if keys[-1] in pack.facts else ()
        return next((say(value.title) for value in values if value.id == name), "") or name
    place = wanted(keys)
    return word_told(name) if name in place.words else name_told(name, place.vocabularies, pack)


def _entry(inner: Any, path: tuple[str, ...], pack: Pack | None) -> str:  # noqa: ANN401
    if isinstance(inner, Mapping) and wanted(path).kind is Kind.GROUP:
        return told(inner, *path, pack=pack)  # the names of what is in it say where it belongs
    name = name_of(path, pack)
    name = f"{name[:1].lower()}{name[1:]}"
    return name if inner is True else labelled(name, told(inner, *path, pack=pack))
