"""Small edits to the text of a rule file that leave every other byte as its author wrote it.

Each edit reads its result again and compares it with what was asked for. Where a layout is too unusual to be edited
safely, that shows there, and the text stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final, TypeAlias

from advisor.model.span import Span
from advisor.rulebook.emit import Emittable, emit, emit_inline
from advisor.rulebook.nodes import BYTE_ORDER_MARK, Mapping, Node, Scalar, SourceText, find, plain
from advisor.rulebook.scalars import Value
from advisor.rulebook.source import read

Path: TypeAlias = Sequence[str | int]
"""Keys and list positions (from 0) that lead from the top of a file to a value."""

_REST_OF_LINE: Final = re.compile(r"[^\r\n]*")
_LINE_BREAK: Final = re.compile(r"\r\n|\r|\n")
_TO_NEXT_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_SPACES: Final = re.compile(r" *")


class EditError(ValueError):
    """The edit does not fit the text: nothing suitable stands at the path, or the layout there is too unusual."""


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
    edit = _Edit(text)
    node = edit.node(path)
    if not isinstance(node, Scalar):
        raise EditError(path)
    edit.hold(path, value)
    return edit.replaced(node, emit_inline(value))


def insert_entry(text: str, path: Path, key: str, value: Emittable) -> str:
    """Add an entry at the end of the mapping at `path`; nothing, as in an empty file, becomes a mapping.

    Raises EditError, also when the key is there already; ValueError if no file can hold the value.
    """
    edit = _Edit(text)
    node = edit.node(path)
    if node is None:
        edit.hold(path, {key: value})
        return edit.below(len(edit.text), emit({key: value}), "")
    if isinstance(node, Scalar) and node.value is None:
        edit.hold(path, {key: value})
        return edit.replaced(node, emit_inline({key: value}))
    if not isinstance(node, Mapping) or node.get(key) is not None:
        raise EditError(path)
    edit.hold((*path, key), value)
    if not node.flow:
        indent = " " * (edit.source.position(node.start).column - 1)
        return edit.below(node.end, emit({key: value}), indent)
    entry = emit_inline({key: value})[1:-1]
    if not node.entries:
        return edit.checked(node.start + 1, node.start + 1, entry)
    last = node.entries[-1][1].end
    return edit.checked(last, last, f", {entry}")


def remove_entry(text: str, path: Path) -> str:
    """Take out the mapping entry at `path` with its lines and what comments these carry.

    Raises EditError.
    """
    if not path:
        raise EditError(path)
    edit = _Edit(text)
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


def _behind(pattern: re.Pattern[str], text: str, offset: int) -> int:
    found = pattern.match(text, offset)
    return offset if found is None else found.end()


class _Edit:
    """A text about to be changed, and what it is to hold afterwards."""

    def __init__(self, text: str) -> None:
        self.text = text.removeprefix(BYTE_ORDER_MARK)
        self._mark = text[: len(text) - len(self.text)]
        self.source = SourceText(self.text, "")
        document = read(text.encode(), "")
        if document.diagnostics:
            raise EditError(document.diagnostics[0].code)
        self._tree = document.value
        self._wanted: dict[str, Any] = {"": plain(document.value)}  # Wrapped, so that the top has a place to be held.

    def node(self, path: Path) -> Node | None:
        """Find the node at the path, or None for the top of an empty file."""
        found = find(self._tree, path)
        if found is None and path:
            raise EditError(path)
        return found

    def hold(self, path: Path, value: object) -> None:
        """Note that the text is to hold this value at the path."""
        holder, step = self._holder(path)
        holder[step] = value

    def drop(self, path: Path) -> None:
        """Note that the text is to hold nothing at the path."""
        holder, step = self._holder(path)
        del holder[step]

    def _holder(self, path: Path) -> tuple[Any, str | int]:
        holder: Any = self._wanted
        *outer, step = "", *path
        for name in outer:
            holder = holder[name]
        return holder, step

    def replaced(self, node: Scalar, replacement: str) -> str:
        """Put the replacement in a value's place, with the space that an unwritten value has not yet got."""
        bare = node.start == node.end and not self.text[: node.start].endswith(" ")
        return self.checked(node.start, node.end, f" {replacement}" if bare else replacement)

    def below(self, offset: int, lines: str, indent: str) -> str:
        """Put whole lines below the line that ends the text before `offset`."""
        end_of_line = self._end_of_line(offset)
        found = _LINE_BREAK.search(self.text)
        line_break = found.group() if found is not None else "\n"
        block = "".join(f"{indent if line else ''}{line}{line_break}" for line in lines.split("\n")[:-1])
        if self._at_line_start(end_of_line):
            return self.checked(end_of_line, end_of_line, block)
        return self.checked(end_of_line, end_of_line, line_break + block.removesuffix(line_break))

    def _end_of_line(self, offset: int) -> int:
        if self._at_line_start(offset):  # A block text that keeps its empty lines ends where the next line starts.
            return offset
        return _behind(_REST_OF_LINE, self.text, offset)

    def _at_line_start(self, offset: int) -> bool:
        return offset == 0 or self.text[offset - 1] in "\r\n"

    def without_lines(self, start: int, end: int) -> str:
        """Cut an entry out of a mapping written line by line."""
        following = end if self._at_line_start(end) else _behind(_TO_NEXT_LINE, self.text, end)
        line_start = start - self.source.position(start).column + 1
        if not self.text[line_start:start].strip(" "):
            return self.checked(line_start, following, "")
        # The dash of a list item stands before the entry: the next entry moves up beside it.
        return self.checked(start, _behind(_SPACES, self.text, following), "")

    def checked(self, start: int, end: int, replacement: str) -> str:
        """Change the text, and make sure that it now holds what it should."""
        changed = f"{self._mark}{self.text[:start]}{replacement}{self.text[end:]}"
        document = read(changed.encode(), "")
        # By repr, because to Python 1, 1.0 and True are equal.
        if document.diagnostics or repr(plain(document.value)) != repr(self._wanted[""]):
            raise EditError(replacement)
        return changed
