"""Alternatives, changes and the calendar as plain values for JSON, without the whole assessment of each trip."""

from __future__ import annotations

from typing import Any

from advisor.model.verdict import Range
from advisor.planning.alternatives import Alternatives
from advisor.planning.calendar import Calendar
from advisor.planning.changes import Changes
from advisor.report.json import Say, plain
from advisor.report.naming import Naming
from advisor.report.plans import change, turn
from advisor.report.reasons import deciding


def _verdict(found: Range) -> dict[str, str]:
    return {"verdict": found.reported.word, "best": found.best.word, "worst": found.worst.word}


def alternatives(found: Alternatives, naming: Naming, say: Say) -> dict[str, Any]:
    """The best first, each with the changed trip and the rules that decide it."""
    return {
        "looked_at": found.looked_at,
        "complete": found.complete,
        "alternatives": [
            {
                **_verdict(one.range),
                "risk_level": one.risk_level,
                "minutes": one.minutes,
                "moving": one.moving,
                "km": one.km,
                "departures": plain(one.departures),
                "as_written": one.as_written,
                "because": plain(
                    [{"rule": finding.rule, "title": finding.title} for finding in deciding(naming.of(one.assessment))],
                    say,
                ),
                "trip": plain(one.trip),
            }
            for one in found.ranked
        ],
    }


def changes(found: Changes, naming: Naming, say: Say) -> dict[str, Any]:
    """What helps, the cheapest first, each with the changed trip."""
    return {
        "before": _verdict(found.before),
        "reached": found.best.word,
        "complete": found.complete,
        "decided": found.decided,
        "suggestions": [
            {
                **_verdict(one.assessment.range),
                "cost": one.cost,
                "changes": [{**plain(each), "text": say(change(each, naming))} for each in one.changes],
                "trip": plain(one.trip),
            }
            for one in found.suggestions
        ],
    }


def calendar(found: Calendar, naming: Naming, say: Say) -> dict[str, Any]:
    """The runs of departure days, in order."""
    return {
        "departs": plain(found.departs),
        "complete": found.complete,
        "runs": [
            {
                "first": plain(run.first),
                "last": plain(run.last),
                **_verdict(run.range),
                "because": [{**plain(one), "text": say(turn(one, naming))} for one in run.because],
            }
            for run in found.runs
        ],
    }
