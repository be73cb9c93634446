"""Bytes in, a tree with positions or diagnostics out: the only module that knows YAML.

Rule files use a small, strict part of YAML: block and bracketed lists and mappings, plain, quoted and block texts.
Everything that makes a file mean something other than what a reader sees is refused: anchors and aliases, merges, tags,
a key written twice, tabs as indentation, several documents. The faults of a file are reported together;
only where the text can no longer be read does reading end.
"""

from __future__ import annotations

import gc
import re
from bisect import bisect_right
from dataclasses import dataclass
from sys import intern
from typing import TYPE_CHECKING, Any, Final, cast

from yaml._yaml import CParser
from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from advisor.model.diagnostic import Diagnostic
from advisor.model.message import Argument, message
from advisor.model.span import Position
from advisor.rulebook.nodes import BYTE_ORDER_MARK, Mapping, Node, Scalar, Sequence, SourceText, locate, plain
from advisor.rulebook.scalars import BadNumberError, resolve
from advisor.rulebook.source_faults import CODES, EXPECTED, PROBLEMS, fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = [
    "CODES",
    "EXPECTED",
    "PROBLEMS",
    "Document",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "SourceText",
    "locate",
    "plain",
    "read",
]

LARGEST_FILE: Final = 5_000_000
"""Bytes."""
DEEPEST_NESTING: Final = 64
"""Lists and mappings inside one another. A rule needs about seven."""
MOST_FAULTS: Final = 100
"""After so many faults the file is something else than a rule file."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says. `value` is None for an empty file and for one that cannot be read to its end.

    With diagnostics, the value is there only so that more faults can be found in it: it must not be used.
    """

    value: Node | None
    diagnostics: tuple[Diagnostic, ...] = ()


def read(data: bytes, file: str) -> Document:
    """Read the bytes of a rule file or a trip. `file` is what spans will call it.

    Never raises: what is wrong with any bytes whatever becomes diagnostics, in the order of the file.
    """
    if len(data) > LARGEST_FILE:
        return _refused(fault(SourceText("", file), "too-large", 0, size=len(data), limit=LARGEST_FILE))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        readable = SourceText(data[: error.start].decode("utf-8").removeprefix(BYTE_ORDER_MARK), file)
        return _refused(fault(readable, "not-utf8", len(readable.text), offset=error.start))
    source = SourceText(text.removeprefix(BYTE_ORDER_MARK), file)
    if unprintable := _UNPRINTABLE.search(source.text):
        character = f"U+{ord(unprintable.group()):04X}"
        return _refused(fault(source, "control-character", *unprintable.span(), character=character))
    if directive := _DIRECTIVE.match(source.text):
        return _refused(fault(source, "directive", *directive.span(1)))
    collecting = gc.isenabled()
    gc.disable()  # Nothing here becomes garbage, and looking for it takes longer than reading.
    try:
        return _Reader(source).read()
    finally:
        if collecting:
            gc.enable()


def _refused(reason: Diagnostic) -> Document:
    return Document(None, (reason,))


_UNPRINTABLE: Final = re.compile(
    # A byte order mark further on is invisible, and libyaml drops it at the start of a line without a word.
    r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]",
)
_DIRECTIVE: Final = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?[\r\n])*+(%[^\r\n]*)")
_ANOTHER_DOCUMENT: Final = re.compile(
    r"(?:[ \t\r\n]|#[^\r\n]*|\.\.\.(?=[ \t\r\n]|\Z))*+(---(?=[ \t\r\n]|\Z)|%[^\r\n]*)"
)
_TAB: Final = re.compile(r"(?:\A|(?<=[\r\n])) *(\t[ \t]*)(?![ \t\r\n#]|\Z)")
_TAG: Final = re.compile(r"!(?:<[^>\s]*>|[^\s,\[\]{}]*)")
_PROPERTIES: Final = re.compile(r"(?:[&!][^\s,\[\]{}]*\s*)*")
_ODD_KEYS: Final = frozenset({"", "<<"})
_FIRST_SPARE: Final = 0xF0000
_NOT_BREAKS: Final = "\x85\u2028\u2029"


class _EnoughError(Exception):
    """Reading cannot or need not go on; the reason is already among the faults."""


class _Reader:
    """Builds the tree of one text out of libyaml's events, and gathers its faults."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.faults: list[Diagnostic] = []

    def read(self) -> Document:
        value = None
        try:
            value = self._build()
            self._check_tabs(value)
        except MarkedYAMLError as error:
            self._syntax_fault(error)
        except _EnoughError:
            value = None
        self.faults.sort(key=_where)
        return Document(value, tuple(self.faults))

    def _build(self) -> Node | None:  # noqa: C901, PLR0912, PLR0915 - one loop over a million events: a call for each costs a third
        source = self.source
        text, restore = _without_odd_breaks(source.text)
        # Any, because the stubs know neither that every event has marks nor which event has a style.
        next_event: Callable[[], Any] = CParser(text.encode()).get_event
        items: list[Node] = []  # Of the innermost open collection; a mapping's keys and values by turns.
        names: dict[str, int] | None = None  # The keys of the innermost collection and their offsets, if a mapping.
        outer: list[tuple[list[Node], dict[str, int] | None, bool, int]] = []
        while (event := next_event()) is not None:
            kind = event.__class__
            if kind is ScalarEvent:
                start, end = event.start_mark.index, event.end_mark.index
                quoted = event.style != ""
                value = event.value if restore is None else event.value.translate(restore)
                if event.anchor is not None or event.tag is not None:
                    start = self._properties(event, start, end)
                if names is not None and not len(items) & 1:
                    value = intern(value)
                    if value in names or (not quoted and value in _ODD_KEYS):
                        self._key_fault(value, start, end, names)
                    else:
                        names[value] = start
                elif not quoted:
                    try:
                        value = resolve(value)
                    except BadNumberError:
                        self._fault("bad-number", start, end, number=value)
                items.append(Scalar(value, quoted, start, end, source))
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                start = event.start_mark.index
                if len(outer) == DEEPEST_NESTING:
                    self._fault("too-deep", start, start + 1, limit=DEEPEST_NESTING)
                    raise _EnoughError
                if event.anchor is not None or event.tag is not None:
                    start = self._properties(event, start, len(text))
                if names is not None and not len(items) & 1:
                    self._fault("complex-key", start, start + 1)
                outer.append((items, names, event.flow_style, start))
                items, names = [], {} if kind is MappingStartEvent else None
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                inner, inner_names = items, names
                items, names, flow, start = outer.pop()
                end = event.end_mark.index
                # A pair without braces, [a: b], is called flow as well but ends without a character of its own.
                flow = flow and event.start_mark.index < end
                if inner_names is None:
                    items.append(Sequence(tuple(inner), flow, start, end, source))
                else:
                    items.append(Mapping(_entries(inner, inner_names), flow, start, end, source))
            elif kind is AliasEvent:
                start, end = event.start_mark.index, event.end_mark.index
                self._fault("alias", start, end, name=event.anchor)
                items.append(Scalar(None, quoted=False, start=start, _end=end, source=source))
            elif kind is DocumentEndEvent:
                self._check_end(event.end_mark.index)
        return items[0] if items else None

    def _fault(self, code: str, start: int, end: int, **args: Argument) -> None:
        if len(self.faults) == MOST_FAULTS:
            self.faults.append(fault(self.source, "too-many-faults", start, end, limit=MOST_FAULTS))
            raise _EnoughError
        self.faults.append(fault(self.source, code, start, end, **args))

    def _key_fault(self, name: str, start: int, end: int, names: dict[str, int]) -> None:
        if name in names:
            self._fault("duplicate-key", start, end, key=name, line=self.source.position(names[name]).line)
        else:
            self._fault("merge-key" if name else "empty-key", start, end)

    def _properties(self, event: NodeEvent, start: int, end: int) -> int:
        """Report the anchor and the tag before a node, and return where the node itself starts."""
        text = self.source.text
        if event.anchor is not None:
            at = text.index(f"&{event.anchor}", start)
            self._fault("anchor", at, at + 1 + len(event.anchor), name=event.anchor)
        tag = _TAG.search(text, start)
        if getattr(event, "tag", None) is not None and tag is not None:
            self._fault("tag", *tag.span(), tag=tag.group())
        properties = _PROPERTIES.match(text, start, end)
        return start if properties is None else properties.end()

    def _check_end(self, end: int) -> None:
        """Stop before a second document: its directives alone could keep libyaml busy for minutes."""
        if another := _ANOTHER_DOCUMENT.match(self.source.text, end):
            self._fault("several-documents", *another.span(1))
            raise _EnoughError

    def _check_tabs(self, value: Node | None) -> None:
        """Report the tabs that indent a line between brackets, where libyaml lets them pass."""
        tabs = list(_TAB.finditer(self.source.text))
        if value is None or not tabs:
            return
        scalars = sorted((scalar.start, scalar.end) for scalar in _scalars(value))
        for tab in tabs:
            before = bisect_right(scalars, (tab.start(1), 0)) - 1
            if before < 0 or scalars[before][1] <= tab.start(1):
                self._fault("tab-indentation", *tab.span(1))

    def _syntax_fault(self, error: MarkedYAMLError) -> None:
        text = self.source.text
        at = 0 if error.problem_mark is None else error.problem_mark.index
        opened = at if error.context_mark is None else error.context_mark.index
        problem = error.problem or ""
        if text.startswith("\t", at) and ("tab character" in problem or "cannot start any token" in problem):
            self._fault("tab-indentation", at, at + 1)
            return
        tag = _TAG.match(text, opened) or _TAG.match(text, at)
        if tag is not None and "tag" in f"{error.context} {problem}":
            self._fault("tag", *tag.span(), tag=tag.group())
            return
        known = PROBLEMS[next(start for start in PROBLEMS if problem.startswith(start))]
        args: dict[str, Argument] = {}
        if known in _OPENED:
            args["line"] = self.source.position(opened).line
        if known == "syntax.character":
            args["character"] = text[at : at + 1]
        if known in _SEEN_LATE:
            at = opened
        width = 0 if text[at : at + 1] in "\r\n" else 1
        self._fault("yaml-syntax", at, at + width, problem=message(known, **args))


_OPENED: Final = frozenset({"syntax.bracket-open", "syntax.quote-open"})
# Noticed only where the file or the next line ends, which tells nobody anything: shown where they begin.
_SEEN_LATE: Final = frozenset({"syntax.colon-expected", "syntax.quote-open"})


def _without_odd_breaks(text: str) -> tuple[str, dict[int, str] | None]:
    """Hide the characters that YAML 1.1, and so libyaml, takes for line breaks, though no editor shows them as such.

    A comment could otherwise end in mid-line and its rest count as a rule. Returns the text to parse, offsets
    unchanged, and how to translate its values back, or None if nothing was hidden.
    """
    if not any(odd in text for odd in _NOT_BREAKS):
        return text, None
    present = set(text)
    spare = (chr(code) for code in range(_FIRST_SPARE, 0x110000) if chr(code) not in present)
    stand_ins = dict(zip(_NOT_BREAKS, spare, strict=False))
    return text.translate({ord(odd): spare for odd, spare in stand_ins.items()}), {
        ord(spare): odd for odd, spare in stand_ins.items()
    }


def _entries(items: list[Node], names: dict[str, int]) -> tuple[tuple[Scalar, Node], ...]:
    """Pair keys with values, leaving out the keys that were faulty."""
    pairs: Iterable[tuple[Node, Node]] = zip(items[::2], items[1::2], strict=True)
    if 2 * len(names) != len(items):
        pairs = ((key, value) for key, value in pairs if names.get(getattr(key, "value", "")) == key.start)
    return tuple(cast("Iterable[tuple[Scalar, Node]]", pairs))


def _where(found: Diagnostic) -> Position:
    return found.span.start if found.span is not None else Position(1, 1)


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    else:
        for key, value in node.entries:
            yield key
            yield from _scalars(value)
