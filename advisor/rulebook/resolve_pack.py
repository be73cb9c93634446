"""pack.yaml resolved: modes, roles, facts, providers, the risk matrix and who signs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from advisor.model.message import message
from advisor.model.network import Mode, Provider
from advisor.model.pack import Authority, Driving, Fact, Issue, Named, RiskTable
from advisor.model.text import Text
from advisor.rulebook.authored_pack import AuthoredFact, AuthoredNamed, AuthoredPack
from advisor.rulebook.faults import At
from advisor.rulebook.names import BUILT_IN_FACTS
from advisor.rulebook.resolve_common import Resolving

YES_OR_NO = (Named(id="yes", title=Text()), Named(id="no", title=Text()))
"""The answers to a fact that lists none; their words are the program's own."""


def resolve_named(entries: Iterable[AuthoredNamed], at: At, state: Resolving) -> tuple[Named, ...]:
    """Ids with their titles, in the order of the file."""
    return tuple(Named(id=entry.id, title=state.title(entry, at.inside(index))) for index, entry in enumerate(entries))


def resolve_modes(pack: AuthoredPack, at: At, state: Resolving) -> dict[str, Mode]:
    """The ways to move."""
    inside = at.inside("modes")
    return {
        mode.id: Mode(id=mode.id, title=state.title(mode, inside.inside(index)), needs_service=mode.needs_service)
        for index, mode in enumerate(pack.modes)
    }


def resolve_mode_groups(pack: AuthoredPack, at: At, state: Resolving) -> dict[str, frozenset[str]]:
    """The groups of modes."""
    return {name: state.check_all("mode", modes, at, "mode_groups", name) for name, modes in pack.mode_groups.items()}


def resolve_providers(pack: AuthoredPack, at: At, state: Resolving) -> dict[str, Provider]:
    """On whom measures and services depend."""
    found = {}
    for index, provider in enumerate(pack.providers):
        inside = at.inside("providers", index)
        found[provider.id] = Provider(
            id=provider.id, title=state.title(provider, inside), windows=state.windows(provider.windows, inside)
        )
    return found


def resolve_facts(pack: AuthoredPack, at: At, state: Resolving) -> dict[str, Fact]:
    """What the pack asks beyond the built-in facts."""
    return {fact.id: _fact(fact, at.inside("facts", index), state) for index, fact in enumerate(pack.facts)}


def _fact(fact: AuthoredFact, at: At, state: Resolving) -> Fact:
    if fact.id in {*BUILT_IN_FACTS, "not"}:
        state.faults.add("reserved-name", at.span("id"), name=fact.id)
    values = YES_OR_NO if fact.values is None else resolve_named(fact.values, at.inside("values"), state)
    return Fact(
        id=fact.id,
        title=state.title(fact, at),
        question=state.text(fact.question, at, "question"),
        scope=fact.of,
        values=values,
    )


def resolve_risk(pack: AuthoredPack, at: At, state: Resolving) -> RiskTable:
    """The matrix: for every likelihood a level for every impact."""
    written, inside = pack.risk, at.inside("risk")
    levels = {level.id: index for index, level in enumerate(written.levels)}
    for name in written.matrix:
        state.names.check_key("likelihood", name, inside, ("matrix", name), state.faults)
    misspelt = any(not state.names.knows("likelihood", name) for name in written.matrix)
    rows: list[tuple[int, ...]] = []
    for step in written.likelihood:
        row = written.matrix.get(step.id, ())
        if len(row) != len(written.impact) and not (misspelt and step.id not in written.matrix):
            span = inside.span("matrix", step.id) if step.id in written.matrix else inside.key_span("matrix")
            state.faults.add(
                "matrix-incomplete",
                span,
                expected=message("expected.matrix-row", impacts=tuple(impact.id for impact in written.impact)),
                likelihood=step.id,
                count=len(row),
            )
        known = [state.check("level", name, inside, "matrix", step.id, index) for index, name in enumerate(row)]
        rows.append(tuple(levels.get(name, 0) if found else 0 for name, found in zip(row, known, strict=True)))
    return RiskTable(
        likelihood=resolve_named(written.likelihood, inside.inside("likelihood"), state),
        impact=resolve_named(written.impact, inside.inside("impact"), state),
        levels=resolve_named(written.levels, inside.inside("levels"), state),
        matrix=tuple(rows),
    )


def resolve_authority(pack: AuthoredPack, at: At, state: Resolving) -> Authority:
    """Who signs at each level; every level has somebody."""
    written, inside = pack.authority, at.inside("authority")
    for name in written.levels:
        state.names.check_key("level", name, inside, ("levels", name), state.faults)
    misspelt = any(not state.names.knows("level", name) for name in written.levels)
    for level in pack.risk.levels:
        if level.id not in written.levels and not misspelt:
            state.faults.add("authority-incomplete", inside.key_span("levels"), level=level.id)
    return Authority(
        by_level=tuple(
            _titles(written.levels.get(level.id, ()), inside.inside("levels", level.id), state)
            for level in pack.risk.levels
        ),
        refer=_titles(written.refer, inside.inside("refer"), state),
    )


def resolve_driving(pack: AuthoredPack, at: At, state: Resolving) -> Driving | None:
    """How long one person may drive in a day, if the pack says."""
    written, inside = pack.driving, at.inside("driving")
    if written is None:
        return None
    modes = state.modes(written.modes, inside, "modes")
    source = state.source(written.source, inside, "source")
    return Driving(modes=modes, hours_a_day=written.hours_a_day, source=source) if source is not None else None


def resolve_issue(pack: AuthoredPack, at: At, state: Resolving) -> Issue | None:
    """Who put the pack out, if it says."""
    written = pack.issued
    return None if written is None else Issue(by=state.text(written.by, at, "issued", "by"), on=written.on)


def _titles(written: Iterable[Mapping[str, str]], at: At, state: Resolving) -> tuple[Text, ...]:
    return tuple(state.text(title, at, index) for index, title in enumerate(written))
