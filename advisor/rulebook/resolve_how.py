"""The `how` of a rule resolved: names become sets of modes, services and places."""

from __future__ import annotations

from advisor.model.message import message
from advisor.model.rule import How
from advisor.rulebook.authored_invariant import AuthoredInvariant
from advisor.rulebook.authored_rule import AuthoredEnds, AuthoredHow, AuthoredRule
from advisor.rulebook.faults import At
from advisor.rulebook.resolve_common import Resolving


def resolve_how(how: AuthoredHow, rule: AuthoredRule | AuthoredInvariant, at: At, index: int, state: Resolving) -> How:
    """One entry of `how`; names nobody declared and combinations that mean nothing are reported."""
    path = ("how", index)
    if not how.model_fields_set:
        state.faults.add("empty-mapping", at.span(*path), key="how")
    if how.movement is not None and any(
        not (selector.place or selector.region or selector.anywhere) for selector in rule.where
    ):
        span = at.key_span(*path, "movement")
        state.faults.add("area-needed", span, expected=message("expected.area"), key="movement")
    if how.negated is not None and len(how.negated.model_fields_set) != 1:
        state.faults.add("not-one-end", at.key_span(*path, "not"), expected=message("expected.one-end"))
    origins, destinations = _ends(how, at, path, state)
    not_origins, not_destinations = _ends(how.negated, at, (*path, "not"), state)
    return How(
        modes=None if how.mode is None else state.modes(how.mode, at, *path, "mode"),
        services=None if how.service is None else state.check_all("service", how.service, at, *path, "service"),
        activities=None if how.activity is None else frozenset(how.activity),
        movements=None if how.movement is None else frozenset(how.movement),
        origins=origins,
        destinations=destinations,
        not_origins=not_origins,
        not_destinations=not_destinations,
    )


def _ends(
    written: AuthoredEnds | None, at: At, path: tuple[str | int, ...], state: Resolving
) -> tuple[frozenset[str] | None, frozenset[str] | None]:
    if written is None:
        return None, None
    origin, destination = written.origin, written.destination
    return (
        None if origin is None else state.check_all("place-or-outside", origin, at, *path, "from"),
        None if destination is None else state.check_all("place-or-outside", destination, at, *path, "to"),
    )
