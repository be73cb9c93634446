"""A text about to be changed at one place, and the check that nothing else changed with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final, TypeAlias

from advisor.rulebook.nodes import BYTE_ORDER_MARK, Node, Scalar, SourceText, find, plain
from advisor.rulebook.source import read

Path: TypeAlias = Sequence[str | int]
"""Keys and list positions (from 0) that lead from the top of a file to a value."""

_REST_OF_LINE: Final = re.compile(r"[^\r\n]*")
_LINE_BREAK: Final = re.compile(r"\r\n|\r|\n")
_TO_NEXT_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_SPACES: Final = re.compile(r" *")


class EditError(ValueError):
    """The edit does not fit the text: nothing suitable stands at the path, or the layout there is too unusual."""


def _behind(pattern: re.Pattern[str], text: str, offset: int) -> int:
    found = pattern.match(text, offset)
    return offset if found is None else found.end()


class Edit:
    """A text about to be changed, and what it is to hold afterwards."""

    def __init__(self, text: str) -> None:
        """Read the text. EditError if it is faulty: what it means could then not be compared."""
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

    @property
    def line_break(self) -> str:
        """How the lines of the text end: as its first does."""
        found = _LINE_BREAK.search(self.text)
        return found.group() if found is not None else "\n"

    def below(self, offset: int, lines: str, indent: str) -> str:
        """Put whole lines below the line that ends the text before `offset`."""
        end_of_line = self.line_end(offset)
        line_break = self.line_break
        block = "".join(f"{indent if line else ''}{line}{line_break}" for line in lines.split("\n")[:-1])
        if self._at_line_start(end_of_line):
            return self.checked(end_of_line, end_of_line, block)
        return self.checked(end_of_line, end_of_line, line_break + block.removesuffix(line_break))

    def line_end(self, offset: int) -> int:
        """Where the line that ends the text before `offset` ends, without its line break."""
        if self._at_line_start(offset):  # A block text that keeps its empty lines ends where the next line starts.
            return offset
        return _behind(_REST_OF_LINE, self.text, offset)

    def _at_line_start(self, offset: int) -> bool:
        return offset == 0 or self.text[offset - 1] in "\r\n"

    def line_start(self, offset: int) -> int:
        """Where the line of `offset` starts."""
        return offset - self.source.position(offset).column + 1

    def line_behind(self, offset: int) -> int:
        """Where the line below the one that ends the text before `offset` starts."""
        return offset if self._at_line_start(offset) else _behind(_TO_NEXT_LINE, self.text, offset)

    def without_lines(self, start: int, end: int) -> str:
        """Cut an entry out of a mapping written line by line."""
        following = self.line_behind(end)
        line_start = self.line_start(start)
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
