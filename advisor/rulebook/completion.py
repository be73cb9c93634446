"""What may stand at a place in a rule or statement: keys, words and kinds of name, from the schema.

Half a rule is rarely readable YAML, so where the cursor stands is told from indentation and brackets alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Any, Final, TypeAlias

from pydantic import TypeAdapter

from advisor.rulebook.authored_fields import Vocabulary
from advisor.rulebook.authored_invariant import AuthoredInvariant
from advisor.rulebook.authored_rule import AuthoredRule

Keys: TypeAlias = tuple[str, ...]
"""The keys that lead into a rule; places in lists are left out."""

_WORD: Final = re.compile(r"[\w-]*\Z")
_KEY: Final = re.compile(r"([ ]*(?:- +)*)([\w-]+) *:(?=\s|\Z)")
_INSIDE: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[\[\]{},]|([\w-]+) *:(?=\s|\Z)|#.*")


class Kind(Enum):
    """What a value is, as somebody who fills in a form sees it."""

    TEXT = auto()
    """In every language of the pack."""
    NAMES = auto()
    """One or more words or names."""
    NAME = auto()
    """One name that the pack declares."""
    WORD = auto()
    """One of a few fixed words."""
    DAY = auto()
    NUMBER = auto()
    LINE = auto()
    """Anything on one line."""
    GROUP = auto()
    """Keys of its own; beside them, where it has `words` too, one of these may stand instead."""
    GROUPS = auto()
    """Several groups, any of which will do."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the schema lets stand somewhere. `keys` are described; `words` are fixed; `vocabularies` the pack declares.

    `many`: a list of them may stand there. `by_language`: a text in several languages; `plain_too`: or one for all.
    `open`: keys that the pack declares may stand beside `keys`.
    """

    keys: Mapping[str, str]
    words: tuple[str, ...]
    vocabularies: tuple[str, ...]
    description: str
    many: bool
    by_language: bool
    plain_too: bool
    open: bool
    kind: Kind


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a cursor stands: inside which keys, behind which half word, and whether a key is begun there."""

    keys: Keys
    begun: str
    for_key: bool


@cache
def wanted(keys: Keys, *, statement: bool = False) -> Wanted:
    """What may stand behind these keys of a rule, or of a statement; nothing where there is no such place."""
    schema = _schema(statement=statement)
    nodes = [schema["items"]]
    description = ""
    for key in keys:
        inner = [one for node in _spread(nodes, schema) if (one := node.get("properties", {}).get(key)) is not None]
        description = next((str(one["description"]) for one in inner if "description" in one), "")
        nodes = inner
    found = list(_spread(nodes, schema))
    described = {
        key: str(one.get("description", "")) for node in found for key, one in node.get("properties", {}).items()
    }
    words = tuple(dict.fromkeys(str(word) for node in found for word in (*node.get("enum", ()), *_fixed(node))))
    vocabularies = tuple(dict.fromkeys(kind for node in found for kind in node.get(Vocabulary.KEY, ())))
    many = any(node.get("type") == "array" for node in found)
    by_language = any("patternProperties" in node for node in found)
    return Wanted(
        keys=described,
        words=words,
        vocabularies=vocabularies,
        description=description,
        many=many,
        by_language=by_language,
        plain_too=by_language and any(node.get("type") == "string" for node in found),
        open=any(bool(node.get("additionalProperties")) for node in found if "properties" in node),
        kind=_kind(found, described=bool(described), many=many, words=bool(words), names=bool(vocabularies)),
    )


def _kind(found: list[dict[str, Any]], *, described: bool, many: bool, words: bool, names: bool) -> Kind:
    types = {str(node["type"]) for node in found if "type" in node}
    numeric = bool(types) and types <= {"integer", "number"}
    fitting = (
        (described, Kind.GROUPS if many else Kind.GROUP),
        (any("patternProperties" in node for node in found), Kind.TEXT),
        (many, Kind.NAMES),
        (names, Kind.NAME),
        (words, Kind.WORD),
        (any(node.get("format") == "date" for node in found), Kind.DAY),
        (numeric, Kind.NUMBER),
    )
    return next((kind for fits, kind in fitting if fits), Kind.LINE)


@cache
def _schema(*, statement: bool) -> dict[str, Any]:
    listed = TypeAdapter(list[AuthoredInvariant]) if statement else TypeAdapter(list[AuthoredRule])
    return listed.json_schema(by_alias=True)


def _fixed(node: dict[str, Any]) -> tuple[str, ...]:
    if "const" in node:
        return (str(node["const"]).lower(),)
    return ("true", "false") if node.get("type") == "boolean" else ()


def _spread(nodes: list[dict[str, Any]], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The schemas themselves and all they refer to or choose among, lists seen through."""
    for node in nodes:
        yield node
        if "$ref" in node:
            yield from _spread([schema["$defs"][node["$ref"].rpartition("/")[2]]], schema)
        for several in ("anyOf", "oneOf"):
            yield from _spread(node.get(several, []), schema)
        if "items" in node:
            yield from _spread([node["items"]], schema)


def cursor(text: str, offset: int) -> Cursor:
    """Where in a list of rules an offset stands."""
    start = text.rfind("\n", 0, offset) + 1
    line = text[start:offset]
    begun = _WORD.search(line)
    word = begun.group() if begun is not None else ""
    outer, behind = _outer(text[:start], line)
    inner, in_brackets, after_key = _within(line[len(behind) :], outer)
    for_key = not after_key and in_brackets != "["
    return Cursor(inner, word, for_key)


def _outer(before: str, line: str) -> tuple[Keys, str]:
    """The keys of the lines above that the line stands in, and the line's indentation with its dashes."""
    lead = re.match(r"[ ]*(?:- +)*(?:-\Z)?", line)
    behind = lead.group() if lead is not None else ""
    column = len(behind)
    dashed = "-" in behind
    keys: list[str] = []
    if dashed and not behind.startswith(" "):
        return (), behind
    if dashed:
        column = behind.index("-") + 1  # a list may stand as far left as its key
    for above in reversed(before.split("\n")):
        found = _KEY.match(above)
        if found is None or len(found.group(1)) >= column:
            continue
        column = len(found.group(1))
        keys.append(found.group(2))
        if "-" in found.group(1) and not found.group(1).startswith(" "):
            break
        if "-" in found.group(1):
            column = found.group(1).index("-") + 1
        if column == 0:
            break
    if keys and _is_rule_level(before, keys):
        keys.pop()
    return tuple(reversed(keys)), behind


def _is_rule_level(before: str, keys: list[str]) -> bool:
    """Whether the outermost key found is a rule's first one, beside which the others stand, not around them."""
    first = next((one for one in reversed(before.split("\n")) if one.startswith("- ")), "")
    found = _KEY.match(first)
    return found is not None and found.group(2) == keys[-1] and len(keys) > 0 and len(found.group(1)) == 2  # noqa: PLR2004


def _within(line: str, outer: Keys) -> tuple[Keys, str, bool]:
    """The keys inside the brackets of one line, the innermost open bracket, and whether a key stands right before."""
    stack: list[tuple[str, str | None]] = []
    key: str | None = None
    for token in _INSIDE.finditer(line):
        sign = token.group()
        if token.group(1) is not None:
            key = token.group(1)
        elif sign in "[{":
            stack.append((sign, key))
            key = None
        elif sign in "]}" and stack:
            stack.pop()
            key = None
        elif sign == ",":
            key = None
    inner = tuple(name for _sign, name in stack if name is not None)
    bracket = stack[-1][0] if stack else ""
    return ((*outer, *inner, *([key] if key is not None else [])), bracket, key is not None)
