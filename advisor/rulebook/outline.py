"""Where the rules of a file stand and what their authors wrote, faulty or not: for lists, forms and editors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from advisor.model.span import Span
from advisor.rulebook.folder import is_rule_file
from advisor.rulebook.nodes import Mapping as MappingNode
from advisor.rulebook.nodes import Sequence, plain
from advisor.rulebook.source import read


@dataclass(frozen=True, slots=True)
class RuleAt:
    """A rule as written. `number` is its place in the file, from 0; `written` whatever stands there, unchecked."""

    id: str
    file: str
    number: int
    span: Span
    written: Mapping[str, Any]

    def get(self, *path: str | int) -> Any:  # noqa: ANN401 - whatever a file may hold
        """What stands at the path; None if nothing does. A list may be written as its only item alone."""
        at: Any = self.written
        for step in path:
            if isinstance(step, int) and not isinstance(at, list):
                at = at if step == 0 else None
                continue
            try:
                at = at[step]
            except (LookupError, TypeError):  # no such key, or no mapping at all
                return None
        return at


@lru_cache(maxsize=512)  # asked after every keystroke, of many files that are the same as before
def rules_in(data: bytes, file: str) -> tuple[RuleAt, ...]:
    """The rules of a file, in its order; none where the file can't be read or is no list."""
    root = read(data, file).value
    if not isinstance(root, Sequence):
        return ()
    found = []
    for number, item in enumerate(root.items):
        if isinstance(item, MappingNode):
            written = plain(item)
            found.append(RuleAt(str(written.get("id") or ""), file, number, item.span, written))
    return tuple(found)


def rules_of(files: Mapping[str, bytes]) -> tuple[RuleAt, ...]:
    """The rules of all rule files of a pack."""
    return tuple(rule for name in sorted(filter(is_rule_file, files)) for rule in rules_in(files[name], name))
