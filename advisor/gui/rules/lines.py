"""Text as an editor holds it, every line ended alike, and back to the line ends that its file has. No Qt."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_LINE: Final = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
MARK: Final = "\ufeff"
"""A byte order mark, which no editor shows."""
_CHANGED_BY_EDITORS: Final = re.compile("[\u2028\u2029\ufdd0\ufdd1\x00]")


def shown(text: str) -> str:
    """The text with a line feed at every line's end and without a byte order mark."""
    return re.sub(r"\r\n|\r", "\n", text.removeprefix(MARK))


def can_show(text: str) -> bool:
    """Whether an editor gives back what it is given: some signs mean something to Qt's text widgets."""
    return _CHANGED_BY_EDITORS.search(text) is None


def written(text: str, edited: str) -> str:
    """What the file is to hold when the editor shows `edited`: lines that are the same keep their own ends."""
    if edited == shown(text):
        return text
    mark = MARK if text.startswith(MARK) else ""
    before = _lines(text.removeprefix(MARK))
    after = edited.split("\n")
    usual = Counter(end for _line, end in before if end).most_common(1)
    end = usual[0][0] if usual else "\n"
    head = _alike([line for line, _end in before], after)
    tail = min(_alike([line for line, _end in reversed(before)], after[::-1]), len(before) - head, len(after) - head)
    ends = [
        *(one for _line, one in before[:head]),
        *(end for _one in after[head : len(after) - tail]),
        *(one for _line, one in before[len(before) - tail :]),
    ]
    inner = [*(one or end for one in ends[:-1]), ""]
    return mark + "".join(line + one for line, one in zip(after, inner, strict=True))


def changed_part(before: str, after: str) -> tuple[int, int, str]:
    """Where two texts differ: start and end in the first, and what stands there in the second."""
    start = _alike(before, after)
    most = min(len(before), len(after)) - start
    end = min(_alike(before[::-1][:most], after[::-1][:most]), most)
    return start, len(before) - end, after[start : len(after) - end]


def _alike(one: str | list[str], other: str | list[str]) -> int:
    """How many items both begin with, found by halves: comparing slices is quicker than going item by item."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _lines(text: str) -> list[tuple[str, str]]:
    found = [(match.group(1), match.group(2)) for match in _LINE.finditer(text)]
    # The pattern matches once more at the very end of a text that does not end with a line break.
    return found[:-1] if len(found) > 1 and not found[-2][1] else found
