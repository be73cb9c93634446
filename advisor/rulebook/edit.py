"""Small edits to the text of a rule file that leave every other byte as its author wrote it.

Each edit reads its result again and compares it with what was asked for. Where a layout is too unusual to be edited
safely, that shows there, and the text stays as it was.
"""

from __future__ import annotations

from advisor.model.span import Span
from advisor.rulebook.edit_text import Edit, EditError, Path
from advisor.rulebook.emit import Emittable, emit, emit_inline
from advisor.rulebook.nodes import BYTE_ORDER_MARK, Mapping, Scalar, Sequence, SourceText, plain
from advisor.rulebook.scalars import Value

__all__ = [
    "EditError",
    "Path",
    "insert_entry",
    "insert_item",
    "remove_entry",
    "remove_item",
    "replace_scalar",
    "splice",
]


def splice(text: str, span: Span, replacement: str) -> str:
    """Put `replacement` where `span` is. A byte order mark at the start of the text is kept and not counted."""
    bare = text.removeprefix(BYTE_ORDER_MARK)
    source = SourceText(bare, span.file)
    mark = text[: len(text) - len(bare)]
    return f"{mark}{bare[: source.offset(span.start)]}{replacement}{bare[source.offset(span.end) :]}"


def replace_scalar(text: str, path: Path, value: Value) -> str:
    """Write another single value at `path`, where a single value stands now.

    Raises EditError; ValueError if no file can hold the value.
    """
    edit = Edit(text)
    node = edit.node(path)
    if not isinstance(node, Scalar):
        raise EditError(path)
    edit.hold(path, value)
    return edit.replaced(node, emit_inline(value))


def insert_entry(text: str, path: Path, key: str, value: Emittable, *, after: str | None = None) -> str:
    """Add an entry to the mapping at `path`, behind the entry `after` or at the end.

    Nothing, as in an empty file, becomes a mapping.
    Raises EditError, also when the key is there already; ValueError if no file can hold the value.
    """
    edit = Edit(text)
    node = edit.node(path)
    if node is None:
        edit.hold(path, {key: value})
        return edit.below(len(edit.text), emit({key: value}), "")
    if isinstance(node, Scalar) and node.value is None:
        edit.hold(path, {key: value})
        return edit.replaced(node, emit_inline({key: value}))
    if not isinstance(node, Mapping) or node.get(key) is not None:
        raise EditError(path)
    at = _behind_entry(node, after)
    edit.hold(path, _with_entry(plain(node), at, key, value))
    if not node.flow:
        indent = " " * (edit.source.position(node.start).column - 1)
        return edit.below(node.entries[at - 1][1].end, emit({key: value}), indent)
    entry = emit_inline({key: value})[1:-1]
    if not node.entries:
        return edit.checked(node.start + 1, node.start + 1, entry)
    last = node.entries[at - 1][1].end
    return edit.checked(last, last, f", {entry}")


def _behind_entry(mapping: Mapping, after: str | None) -> int:
    """How many entries of the mapping stand before a new one."""
    names = [name.value for name, _ in mapping.entries]
    return names.index(after) + 1 if after in names else len(names)


def _with_entry(mapping: dict[str, object], at: int, key: str, value: object) -> dict[str, object]:
    entries = [*mapping.items()]
    return dict([*entries[:at], (key, value), *entries[at:]])


def remove_entry(text: str, path: Path) -> str:
    """Take out the mapping entry at `path` with its lines and what comments these carry.

    Raises EditError.
    """
    if not path:
        raise EditError(path)
    edit = Edit(text)
    mapping = edit.node(path[:-1])
    names = [key.value for key, _ in mapping.entries] if isinstance(mapping, Mapping) else []
    if not isinstance(mapping, Mapping) or path[-1] not in names:
        raise EditError(path)
    edit.drop(path)
    if len(names) == 1:
        return edit.checked(mapping.start, mapping.end, "{}")
    at = names.index(str(path[-1]))
    key, value = mapping.entries[at]
    if not mapping.flow:
        return edit.without_lines(key.start, value.end)
    if at == 0:
        return edit.checked(key.start, mapping.entries[1][0].start, "")
    return edit.checked(mapping.entries[at - 1][1].end, value.end, "")


def insert_item(text: str, path: Path, at: int, value: Emittable) -> str:
    """Put another item into the list at `path`, before the one that stands at `at` now, or at the end.

    Raises EditError; ValueError if no file can hold the value.
    """
    edit = Edit(text)
    node = edit.node(path)
    if not isinstance(node, Sequence) or not node.items or not 0 <= at <= len(node.items):
        raise EditError(path)
    held = plain(node)
    edit.hold(path, [*held[:at], value, *held[at:]])
    if node.flow:
        item = emit_inline(value)
        start = node.items[at - 1].end if at else node.items[0].start
        return edit.checked(start, start, f", {item}" if at else f"{item}, ")
    indent = " " * (edit.source.position(node.start).column - 1)
    if at:
        return edit.below(node.items[at - 1].end, emit([value]), indent)
    start = edit.line_start(node.start)
    if edit.text[start : node.start] != indent or indent.strip(" "):
        raise EditError(path)
    lines = "".join(f"{indent}{line}{edit.line_break}" for line in emit([value]).split("\n")[:-1])
    return edit.checked(start, start, lines)


def remove_item(text: str, path: Path, at: int) -> str:
    """Take one of several items out of the list at `path`, with its lines and what comments these carry.

    Raises EditError.
    """
    edit = Edit(text)
    node = edit.node(path)
    if not isinstance(node, Sequence) or not 0 <= at < len(node.items) or len(node.items) == 1:
        raise EditError(path)
    edit.drop((*path, at))
    item = node.items[at]
    if node.flow:
        start, end = (node.items[at - 1].end, item.end) if at else (item.start, node.items[1].start)
        return edit.checked(start, end, "")
    dash = f"{' ' * (edit.source.position(node.start).column - 1)}-"
    start = edit.line_start(item.start)
    if not edit.text.startswith(dash, start):  # its dash stands on another line, or beside the dash of what is around
        raise EditError(path)
    return edit.checked(start, edit.line_behind(item.end), "")
