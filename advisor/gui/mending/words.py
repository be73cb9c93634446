"""What the report says of plans, for the labels of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.gui.language import say
from advisor.gui.widgets.text import Run, Tone
from advisor.model.message import message
from advisor.model.verdict import Verdict

if TYPE_CHECKING:
    from advisor.report.naming import Naming
    from advisor.report.tree import Line


def verdict_word(verdict: Verdict | None) -> str:
    """The short word for a verdict."""
    return say(message(f"report.short.{verdict.word}")) if verdict is not None else ""


def runs_of(line: Line) -> list[Run | str]:
    """A line of a report as stretches of a label."""
    from advisor.report import tree

    found: list[Run | str] = []
    for one in line:
        if isinstance(one, tree.Mark):
            found.append(Run(say(one.word), bold=True, verdict=one.verdict))
        elif isinstance(one, tree.Run):
            tone = Tone.MUTED if one.voice is tree.Voice.QUIET else Tone.TEXT
            found.append(Run(say(one.words), bold=one.voice is tree.Voice.STRONG, tone=tone))
    return found


def course_of(origin: str, destination: str, naming: Naming) -> str:
    """`Bamako – Gao`."""
    return say(message("report.course", origin=naming.place(origin), destination=naming.place(destination)))
