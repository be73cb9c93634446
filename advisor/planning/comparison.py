"""One trip under two states of the rules: whether it got worse, and what did it.

What is kept of the earlier assessment is little on purpose: its range, and what each finding did to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from advisor.model.assessment import Assessment, Finding, FindingState
from advisor.model.verdict import CLEAR, Range


class Course(StrEnum):
    """How a trip fared. The order is that in which a reader wants them; UNTOLD: there is nothing to compare with."""

    WORSE = "worse"
    UNTOLD = "untold"
    SAME = "same"
    BETTER = "better"


@dataclass(frozen=True, slots=True)
class Weight:
    """What one finding does to the verdict by itself, and whether it is an allow whose time is over."""

    range: Range
    lapsed: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a comparison needs of an assessment. `weights`: by `name_of` finding."""

    range: Range
    weights: Mapping[str, Weight]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a trip fared, and the findings behind it, by `name_of`.

    `decisive`: those that take the verdict beyond what it was, and did not before; the worst first. `lapsed`: allows
    that were in force. `new`: those that bite and were not among the findings. `gone`: those that bit and no longer do.
    """

    course: Course
    decisive: tuple[str, ...] = ()
    lapsed: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


UNTOLD = Comparison(Course.UNTOLD)
"""Nothing is known of an earlier assessment."""


def name_of(finding: Finding) -> str:
    """The rule's id; of a finding without a rule its kind and where it bites. The same under every edition."""
    if finding.rule is not None:
        return finding.rule
    where = sorted({one.link or one.place for one in finding.exposures})
    return f"{finding.kind.value}:{','.join(where)}"


def snapshot(assessment: Assessment) -> Snapshot:
    """What is kept of an assessment. Findings of one name count together."""
    weights: dict[str, Weight] = {}
    for finding in assessment.findings:
        name = name_of(finding)
        lapsed = finding.state is FindingState.LAPSED
        there = weights.get(name)
        if there is None:
            weights[name] = Weight(finding.range, lapsed)
        else:
            weights[name] = Weight(there.range.joined(finding.range), there.lapsed or lapsed)
    return Snapshot(assessment.range, weights)


def compare(before: Snapshot, after: Snapshot) -> Comparison:
    """Worse where the best or the worst case worsened, even if the other improved; better only where neither did."""
    decisive: list[str] = []
    lapsed: list[str] = []
    new: list[str] = []
    for name, weight in after.weights.items():
        there = before.weights.get(name)
        was = CLEAR if there is None else there.range
        if _beyond(weight.range, before.range) and _beyond(weight.range, was):
            decisive.append(name)
        if weight.lapsed and (there is None or not there.lapsed):
            lapsed.append(name)
        if there is None and weight.range != CLEAR:
            new.append(name)
    gone = [name for name, weight in before.weights.items() if weight.range != CLEAR and _bites_no_more(after, name)]
    decisive.sort(key=lambda name: _severity(after.weights[name].range, name))
    return Comparison(
        _course(before.range, after.range),
        tuple(decisive),
        tuple(sorted(lapsed)),
        tuple(sorted(new)),
        tuple(sorted(gone)),
    )


def _course(before: Range, after: Range) -> Course:
    if _beyond(after, before):
        return Course.WORSE
    return Course.SAME if after == before else Course.BETTER


def _beyond(one: Range, other: Range) -> bool:
    """Whether the best or the worst case of `one` is worse."""
    return one.best > other.best or one.worst > other.worst


def _bites_no_more(after: Snapshot, name: str) -> bool:
    there = after.weights.get(name)
    return there is None or there.range == CLEAR


def _severity(range_: Range, name: str) -> tuple[int, int, str]:
    return (-range_.worst, -range_.best, name)
