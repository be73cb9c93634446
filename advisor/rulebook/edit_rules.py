"""Changing a list of rules as a form does: field by field, each change only on its own lines.

A value is compared with what stands in the file, and only what differs is written: an unchanged French title keeps its
quotes although the English one beside it is another.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any, Final

from advisor.rulebook.authored_rule import AuthoredRule
from advisor.rulebook.edit import insert_entry, insert_item, remove_entry, remove_item, replace_scalar
from advisor.rulebook.edit_order import order_of, reorder_items
from advisor.rulebook.edit_text import Edit, EditError, Path
from advisor.rulebook.emit import WIDEST_FLOW, Day, Emittable, emit, emit_inline
from advisor.rulebook.nodes import Mapping, Node, Scalar, Sequence, plain

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COMMENT: Final = re.compile(r"(?:^|(?<=\s))#", re.MULTILINE)
FIELDS = tuple(field.alias or name for name, field in AuthoredRule.model_fields.items())
"""The keys of a rule in the order in which a new one is written."""


def set_field(text: str, rule: int, path: tuple[str | int, ...], value: Emittable) -> str:
    """Let the field of a rule at `path` hold `value`; None takes it out, with what is left empty around it.

    `rule` counts from 0. A number in the path is a place in a list that may be written as its only item alone; one
    behind the last adds to it. Raises EditError; ValueError if no file can hold the value.
    """
    whole = plain(Edit(text).node((rule,)))
    if not isinstance(whole, dict):
        raise EditError(path)
    return set_value(text, (rule,), _changed(whole, path, unquoted(value)))


def unquoted(value: Emittable) -> Emittable:
    """The value with its days as people write them."""
    if isinstance(value, dict):
        return {key: unquoted(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [unquoted(inner) for inner in value]
    return Day(value) if isinstance(value, str) and _DAY.fullmatch(value) else value


def _changed(whole: Any, path: tuple[str | int, ...], value: Emittable) -> Any:  # noqa: ANN401 - any part of a file
    """The value with another part at `path`."""
    if not path:
        return value
    step, *rest = path
    if isinstance(step, int):
        return _changed_item(whole, step, tuple(rest), value)
    if not (whole is None or isinstance(whole, dict)):
        raise EditError(path)
    held = whole or {}
    inner = _changed(held.get(step), tuple(rest), value)
    if _empty(inner):
        return {key: kept for key, kept in held.items() if key != step}
    if step in held or step not in FIELDS:
        return {**held, step: inner}
    earlier = FIELDS[: FIELDS.index(step)]
    before = {key: kept for key, kept in held.items() if key in earlier}
    last = max((number for number, key in enumerate(held) if key in before), default=-1) + 1
    entries = [*held.items()]
    return dict([*entries[:last], (step, inner), *entries[last:]])


def _changed_item(whole: Any, step: int, rest: tuple[str | int, ...], value: Emittable) -> Any:  # noqa: ANN401
    listed = whole if isinstance(whole, list) else [] if whole is None else [whole]
    if not 0 <= step <= len(listed):
        raise EditError((step, *rest))
    inner = _changed(listed[step] if step < len(listed) else None, rest, value)
    made = [*listed[:step], *([] if _empty(inner) else [inner]), *listed[step + 1 :]]
    return made[0] if len(made) == 1 and not isinstance(whole, list) else made


def _empty(value: object) -> bool:
    return value is None or value in ({}, [])


def set_value(text: str, path: Path, value: Emittable) -> str:
    """Let the file hold `value` at `path`, where something stands now, touching only the parts that differ.

    Raises EditError; ValueError if no file can hold the value.
    """
    edit = Edit(text)
    node = edit.node(path)
    if node is None:
        raise EditError(path)
    held = plain(node)
    if _same(held, value):
        return text
    if isinstance(node, Mapping) and node.entries and isinstance(value, dict) and value:
        return _set_entries(text, path, held, value)
    if isinstance(node, Scalar) and not isinstance(value, (dict, list)):
        return replace_scalar(text, path, value)
    if isinstance(node, Sequence) and node.items and isinstance(value, list) and value:
        for change in (_reordered, _set_items):
            with suppress(EditError):  # laid out too unusually for its items one by one
                return change(text, path, held, value)
    try:
        return _replaced(text, path, node, value)
    except EditError:
        return _written_anew(text, path, value)


def _set_entries(text: str, path: Path, held: dict[str, Any], value: dict[str, Emittable]) -> str:
    before: str | None = None
    for key, inner in value.items():
        if key in held:
            text = set_value(text, (*path, key), inner)
        elif before is None and held:
            text = insert_entry(text, path, key, inner)
        else:
            text = insert_entry(text, path, key, inner, after=before)
        before = key
    for key in held:
        if key not in value:
            text = remove_entry(text, (*path, key))
    return text


def _reordered(text: str, path: Path, held: list[Any], value: list[Emittable]) -> str:
    order = order_of(held, value)
    if order is None:
        raise EditError(path)
    return reorder_items(text, path, order)


def _set_items(text: str, path: Path, held: list[Any], value: list[Emittable]) -> str:
    """Leave the items at both ends that stay, and change, add or take out those between."""
    shorter = min(len(held), len(value))
    first = next((at for at in range(shorter) if not _same(held[at], value[at])), shorter)
    left = shorter - first
    last = next((at for at in range(left) if not _same(held[-1 - at], value[-1 - at])), left)
    kept = shorter - last
    for at in range(first, kept):
        text = set_value(text, (*path, at), value[at])
    for at in range(kept, len(value) - last):
        text = insert_item(text, path, at, value[at])
    for at in reversed(range(kept, len(held) - last)):
        text = remove_item(text, path, at)
    return text


def _replaced(text: str, path: Path, node: Node, value: Emittable) -> str:
    """Put the value where the node stands: on lines of its own if the node has such, else on one line."""
    edit = Edit(text)
    edit.hold(path, value)
    line = emit_inline(value)
    if not isinstance(node, Scalar) and _COMMENT.search(edit.text, node.start, node.end):
        raise EditError(path)  # a comment among what is replaced would go with it
    if isinstance(node, Scalar):
        if len(line) > WIDEST_FLOW and path and isinstance(path[-1], str):
            raise EditError(path)
        return edit.replaced(node, line)
    if node.flow or len(line) <= WIDEST_FLOW or not isinstance(value, (dict, list)) or not value:
        return edit.checked(node.start, node.end, line)
    indent = " " * (edit.source.position(node.start).column - 1)
    first, *rest = emit(value).removesuffix("\n").split("\n")
    lines = [first, *(f"{indent}{one}" if one else "" for one in rest)]
    return edit.checked(node.start, node.end, edit.line_break.join(lines))


def _written_anew(text: str, path: Path, value: Emittable) -> str:
    """Take the entry out and write it again behind the one before it."""
    *parent, key = path or ("",)
    mapping = Edit(text).node(parent)
    if not isinstance(mapping, Mapping) or not isinstance(key, str) or len(mapping.entries) == 1:
        edit = Edit(text)
        node = edit.node(path)
        if not isinstance(node, Scalar):
            raise EditError(path)
        edit.hold(path, value)
        return edit.replaced(node, emit_inline(value))
    names = [str(name.value) for name, _ in mapping.entries]
    at = names.index(key)
    name, node = mapping.entries[at]
    edit = Edit(text)
    if not isinstance(node, Scalar) and _COMMENT.search(edit.text, name.start, edit.line_behind(node.end)):
        raise EditError(path)
    without = remove_entry(text, path)
    if at == 0:
        return insert_entry(without, parent, key, value)
    return insert_entry(without, parent, key, value, after=names[at - 1])


def _same(one: object, other: object) -> bool:
    """Whether both are the same in a file. By repr, because to Python 1, 1.0 and True are equal."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return repr(one) == repr(other)


def append_rule(text: str, rule: dict[str, Emittable]) -> str:
    """Add a rule below the last one, an empty line between. Raises EditError; ValueError for what no file can hold."""
    edit = Edit(text)
    root = edit.node(())
    rule = {key: unquoted(value) for key, value in rule.items()}
    if root is None:
        edit.hold((), [rule])
        return edit.below(len(edit.text), emit([rule]), "")
    if isinstance(root, Scalar) or (isinstance(root, Sequence) and not root.items):
        if plain(root) not in (None, []):
            raise EditError(())
        edit.hold((), [rule])
        written = emit([rule]).removesuffix("\n").replace("\n", edit.line_break)
        return edit.checked(root.start, root.end, written)
    if not isinstance(root, Sequence) or root.flow:
        raise EditError(())
    edit.hold((), [*plain(root), rule])
    indent = " " * (edit.source.position(root.start).column - 1)
    return edit.below(root.end, f"\n{emit([rule])}", indent)


def holds_no_rule(text: str) -> bool:
    """Whether a file of rules has none, whatever comments there are; False where it can't be read."""
    try:
        root = Edit(text).node(())
    except EditError:
        return False
    return root is None or plain(root) in (None, [])


def remove_rule(text: str, rule: int) -> str:
    """Take a rule out with its lines; comments above it stay. `rule` counts from 0. Raises EditError."""
    edit = Edit(text)
    root = edit.node(())
    if not isinstance(root, Sequence) or root.flow or not 0 <= rule < len(root.items):
        raise EditError((rule,))
    kept = plain(root)
    del kept[rule]
    edit.hold((), kept)
    if not kept:
        return edit.checked(root.start, root.end, "[]")
    item = root.items[rule]
    column = edit.source.position(root.start).column
    start = edit.line_start(item.start)
    while edit.text[start : start + column] != f"{' ' * (column - 1)}-":
        if start <= root.start:
            raise EditError((rule,))
        start = edit.line_start(start - 1)
    return edit.checked(start, _behind_blank_lines(edit, edit.line_behind(item.end)), "")


def _behind_blank_lines(edit: Edit, start: int) -> int:
    end = start
    while end < len(edit.text):
        following = edit.line_behind(end + 1)
        if edit.text[end:following].strip(" \r\n"):
            break
        end = following
    return end
