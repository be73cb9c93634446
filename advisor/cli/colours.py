"""Colour for terminals. Every word that has one says the same without it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

from advisor.cli import output

_STYLES = (
    (re.compile(r"^● .*$", re.MULTILINE), "bold green"),
    (re.compile(r"^▲ .*$", re.MULTILINE), "bold yellow"),
    (re.compile(r"^◆ .*$", re.MULTILINE), "bold blue"),
    (re.compile(r"^⬣ .*$", re.MULTILINE), "bold red"),
    (re.compile(r"^\*\*\* .*$", re.MULTILINE), "bold reverse"),
    (re.compile(r"^[^\s].*?:\d+:\d+: ", re.MULTILINE), "bold"),
    (re.compile(r"^ *\| *\^+$", re.MULTILINE), "bold red"),
)


Styles: TypeAlias = Iterable[tuple[re.Pattern[str], str]]
"""What is coloured, and how rich calls the colour."""


def put(text: str, also: Styles = ()) -> None:
    """Write text to the standard output, coloured if that is a terminal that wants colour."""
    if not output.is_terminal():
        output.put(text)
        return
    from rich.console import Console
    from rich.text import Text

    coloured = Text(text.rstrip("\n"))
    for pattern, style in (*_STYLES, *also):
        coloured.highlight_regex(pattern, style)
    console = Console(highlight=False, emoji=False, markup=False, soft_wrap=True)
    with console.capture() as captured:
        console.print(coloured)
    output.put(captured.get())
