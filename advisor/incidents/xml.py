"""XML as a plain tree with lines. A document type, and with it every entity, is refused, so nothing can be expanded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat  # entities, what makes it unsafe, are refused below

DEEPEST: Final = 32
"""Levels; a CAP alert has five."""


class XmlError(ValueError):
    """The bytes are no XML that is read here."""

    def __init__(self, line: int, *, unsafe: bool = False) -> None:
        super().__init__(line)
        self.line = line
        self.unsafe = unsafe


@dataclass(slots=True)
class Element:
    """An element: namespace, name, the line it begins on, its text and its children."""

    namespace: str
    name: str
    line: int
    texts: list[str] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its own text without spaces around it."""
        return "".join(self.texts).strip()

    def all(self, name: str) -> Iterator[Element]:
        """The children of that name."""
        return (child for child in self.children if child.name == name)

    def say(self, name: str) -> str:
        """The text of the first child of that name, or nothing."""
        return next((child.text for child in self.all(name)), "")


def read_xml(data: bytes) -> Element:
    """The root element. Raises XmlError, nothing else."""
    parser = expat.ParserCreate(namespace_separator="\n")
    parser.buffer_text = True
    top = Element("", "", 1)
    stack = [top]

    def refuse(*_: object) -> None:
        raise XmlError(parser.CurrentLineNumber, unsafe=True)

    def start(written: str, _attributes: dict[str, str]) -> None:
        if len(stack) > DEEPEST:
            refuse()
        namespace, _separator, name = written.rpartition("\n")
        element = Element(namespace, name, parser.CurrentLineNumber)
        stack[-1].children.append(element)
        stack.append(element)

    def end(_written: str) -> None:
        stack.pop()

    def say(text: str) -> None:
        stack[-1].texts.append(text)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = say
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003  (expat takes it by position)
    except (expat.ExpatError, ValueError, LookupError) as error:
        if isinstance(error, XmlError):
            raise
        raise XmlError(max(1, parser.CurrentLineNumber)) from error
    return top.children[0]
