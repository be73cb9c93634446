"""rules/*.yaml resolved: every name known, every combination meaningful, every source good enough for its effect."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from advisor.incidents.kinds import KINDS
from advisor.model.message import message
from advisor.model.pack import Fact, RiskTable
from advisor.model.rule import (
    Effect,
    FactTest,
    How,
    IncidentTest,
    Option,
    RiskTag,
    Rule,
    TimeTest,
    Who,
)
from advisor.rulebook.authored_rule import (
    NIGHT,
    AuthoredFacts,
    AuthoredHow,
    AuthoredOption,
    AuthoredRule,
    AuthoredWhen,
    hour_window,
)
from advisor.rulebook.faults import At
from advisor.rulebook.names import BUILT_IN_FACTS
from advisor.rulebook.resolve_common import Resolving
from advisor.rulebook.resolve_selectors import Map, resolve_selector
from advisor.rulebook.shape import Entry
from advisor.rulebook.suggest import nearest

WEAKEST_GRADE: Final[Mapping[Effect, tuple[str, int]]] = {
    Effect.PROHIBIT: ("C", 3),
    Effect.REQUIRE: ("C", 3),
    Effect.ALLOW: ("B", 2),
}
"""The least a source must be worth for an effect to rest on it."""

_WITH: Final[Mapping[str, frozenset[Effect]]] = {
    "unless": frozenset({Effect.PROHIBIT, Effect.REFER, Effect.REQUIRE}),
    "measures": frozenset({Effect.REQUIRE}),
    "any_of": frozenset({Effect.REQUIRE}),
    "while": frozenset({Effect.ALLOW, Effect.INFORM}),
    "incidents": frozenset(Effect) - {Effect.ALLOW},
    "affects": frozenset(Effect) - {Effect.ALLOW},
}
"""The effects that a key makes sense with."""

_ANY_HOW: Final = (How(),)
_ANYBODY: Final[tuple[Who, ...]] = ((),)
_ALWAYS: Final = TimeTest()


class RuleResolver:
    """Turns rules into what the engine reads."""

    def __init__(
        self,
        ground: Map,
        facts: Mapping[str, Fact],
        risk: RiskTable | None,
        kinds: frozenset[str] | None,
        state: Resolving,
    ) -> None:
        """Take the resolved surroundings; `kinds` are those of the pack's incidents, None if they can't be told."""
        self.ground = ground
        self.facts = facts
        self.kinds = kinds
        self.state = state
        self._likelihood = {step.id: index for index, step in enumerate(risk.likelihood if risk else ())}
        self._impact = {step.id: index for index, step in enumerate(risk.impact if risk else ())}

    def rule(self, entry: Entry[AuthoredRule]) -> Rule:
        """One rule. Faults are reported; then the result is unfit."""
        written, at, state = entry.value, entry.at, self.state
        self._check_combination(written, at)
        where = tuple(
            resolve_selector(selector, written, at, index, self.ground, state)
            for index, selector in enumerate(written.where)
        )
        runners = written.depends_on
        return Rule(
            id=written.id,
            title=state.text(written.title, at, "title"),
            effect=written.effect,
            where=where,
            how=_ANY_HOW if written.how is None else tuple(self._hows(written, at)),
            who=_ANYBODY if written.who is None else tuple(self._whos(written, at)),
            when=_ALWAYS if written.when is None else self._when(written.when, at),
            review_by=written.review_by,
            affects=written.affects,
            unless=self._unless(written, at),
            required=self._required(written, at),
            depends_on=frozenset() if runners is None else state.check_all("runner", runners, at, "while"),
            incidents=self._incidents(written, at),
            because=state.text(written.because, at, "because"),
            advice=state.text(written.advice, at, "advice"),
            risk=self._risk(written, at),
            source=state.source(written.source, at, "source"),
            span=at.span(),
        )

    def _check_combination(self, written: AuthoredRule, at: At) -> None:
        faults, effect = self.state.faults, written.effect
        for key, effects in _WITH.items():
            given = "depends_on" if key == "while" else key
            if given in written.model_fields_set and effect not in effects:
                if key == "affects" and written.affects.value == "traveller":
                    continue
                faults.add("not-with-effect", at.key_span(key), key=key, effect=effect.value)
        if effect is Effect.ALLOW and written.review_by is None:
            valid = written.when.valid if written.when is not None else None
            if valid is None or valid.until is None:
                faults.add("no-end", at.key_span("id"), expected=message("expected.allow-end"), key="review_by")
        if effect in WEAKEST_GRADE:
            reliability, credibility = WEAKEST_GRADE[effect]
            source = written.source
            if source.reliability > reliability or source.credibility > credibility:
                faults.add(
                    "weak-source",
                    at.span("source", "reliability" if source.reliability > reliability else "credibility"),
                    expected=message("expected.grade", grade=f"{reliability}{credibility}"),
                    suggestion=(Effect.CAUTION if effect is Effect.REQUIRE else Effect.REFER).value,
                    grade=f"{source.reliability}{source.credibility}",
                    effect=effect.value,
                )

    def _hows(self, written: AuthoredRule, at: At) -> list[How]:
        return [self._how(how, index, written, at) for index, how in enumerate(written.how or ())]

    def _how(self, how: AuthoredHow, index: int, written: AuthoredRule, at: At) -> How:
        state = self.state
        if not how.model_fields_set:
            state.faults.add("empty-mapping", at.span("how", index), key="how")
        if how.movement is not None and any(
            not (selector.place or selector.region or selector.anywhere) for selector in written.where
        ):
            state.faults.add(
                "area-needed",
                at.key_span("how", index, "movement"),
                expected=message("expected.area"),
                key="movement",
            )
        return How(
            modes=None if how.mode is None else state.modes(how.mode, at, "how", index, "mode"),
            services=None if how.service is None else self._services(how.service, at, index),
            activities=None if how.activity is None else frozenset(how.activity),
            movements=None if how.movement is None else frozenset(how.movement),
        )

    def _services(self, written: tuple[str, ...], at: At, index: int) -> frozenset[str]:
        return self.state.check_all("service", written, at, "how", index, "service")

    def _whos(self, written: AuthoredRule, at: At) -> list[Who]:
        found: list[Who] = []
        for index, who in enumerate(written.who or ()):
            if not who.model_fields_set:
                self.state.faults.add("empty-mapping", at.span("who", index), key="who")
            tests = self._tests(who, at, ("who", index), negated=False)
            if who.negated is not None:
                path = ("who", index, "not")
                if len(who.negated.model_fields_set) != 1:
                    self.state.faults.add("not-one-fact", at.key_span(*path), expected=message("expected.one-fact"))
                tests += self._tests(who.negated, at, path, negated=True)
            found.append(tuple(tests))
        return found

    def _tests(self, written: AuthoredFacts, at: At, path: tuple[str | int, ...], *, negated: bool) -> list[FactTest]:
        state = self.state
        tests: list[FactTest] = []
        if written.nationality is not None:
            tests.append(FactTest(fact="nationality", values=frozenset(written.nationality), negated=negated))
        if written.roles is not None:
            roles = state.check_all("role", written.roles, at, *path, "roles")
            tests.append(FactTest(fact="roles", values=roles, negated=negated))
        if written.staff is not None:
            tests.append(FactTest(fact="staff", values=frozenset(map(str, written.staff)), negated=negated))
        if written.gender is not None:
            tests.append(FactTest(fact="gender", values=frozenset(map(str, written.gender)), negated=negated))
        extra: Mapping[str, tuple[str, ...]] = written.model_extra or {}
        for name, values in extra.items():
            if not state.names.check_key("fact", name, at, (*path, name), state.faults) or name in BUILT_IN_FACTS:
                continue
            fact = self.facts.get(name)
            valid = [value.id for value in fact.values] if fact is not None else list(values)
            for index, value in enumerate(values):
                if value not in valid:
                    state.faults.add(
                        "unknown-value",
                        at.span(*path, name, index),
                        expected=message("expected.one-of", names=tuple(valid)),
                        suggestion=nearest(value, valid),
                        value=value,
                    )
            tests.append(FactTest(fact=name, values=frozenset(values), negated=negated))
        return tests

    def _when(self, when: AuthoredWhen, at: At) -> TimeTest:
        start = until = None
        if when.valid is not None:
            start, until = when.valid.start, when.valid.until
            self.state.order(start, until, at, "when", "valid")
        hours = when.hours or ()
        windows = (hour_window(written) for written in hours)
        return TimeTest(
            start=start,
            until=until,
            hours=tuple(window for window in windows if window is not None),
            night=NIGHT in hours,
        )

    def _options(self, options: tuple[AuthoredOption, ...], at: At, *path: str | int) -> tuple[Option, ...]:
        return tuple(
            self._option(option.measures, at, *path, index, "measures") for index, option in enumerate(options)
        )

    def _option(self, measures: tuple[str, ...], at: At, *path: str | int) -> Option:
        self.state.check_all("measure", measures, at, *path)
        return tuple(dict.fromkeys(measures))

    def _unless(self, written: AuthoredRule, at: At) -> tuple[Option, ...]:
        unless = written.unless
        if unless is None:
            return ()
        self._check_one_form(unless.measures is not None, unless.any_of is not None, at, "unless")
        if unless.measures is not None:
            return (self._option(unless.measures, at, "unless", "measures"),)
        return self._options(unless.any_of or (), at, "unless", "any_of")

    def _required(self, written: AuthoredRule, at: At) -> tuple[Option, ...]:
        if written.effect is Effect.REQUIRE:
            self._check_one_form(written.measures is not None, written.any_of is not None, at)
        if written.measures is not None:
            return (self._option(written.measures, at, "measures"),)
        return self._options(written.any_of or (), at, "any_of")

    def _check_one_form(self, measures: bool, any_of: bool, at: At, *path: str | int) -> None:  # noqa: FBT001
        if measures and any_of:
            self.state.faults.add("measures-twice", at.key_span(*path, "any_of"), expected=message("expected.measures"))
        if not measures and not any_of:
            span = at.key_span(*path) if path else at.key_span("effect")
            self.state.faults.add("no-measures", span, expected=message("expected.measures"))

    def _incidents(self, written: AuthoredRule, at: At) -> IncidentTest | None:
        test = written.incidents
        if test is None:
            return None
        known = None if self.kinds is None else self.kinds.union(KINDS)
        for index, kind in enumerate(test.kinds or ()):
            if known is not None and kind not in known:
                self.state.faults.add(
                    "unknown-incident-kind",
                    at.span("incidents", "kinds", index),
                    expected=message("expected.one-of", names=KINDS),
                    suggestion=nearest(kind, known),
                    kind=kind,
                )
        return IncidentTest(
            kinds=frozenset(test.kinds or ()),
            at_least=test.at_least,
            within_km=float(test.within_km),
            days=test.days,
            fatal=test.fatal,
            near=test.near,
        )

    def _risk(self, written: AuthoredRule, at: At) -> RiskTag | None:
        risk, state = written.risk, self.state
        if risk is None:
            return None
        state.check("threat", risk.threat, at, "risk", "threat")
        state.check("likelihood", risk.likelihood, at, "risk", "likelihood")
        state.check("impact", risk.impact, at, "risk", "impact")
        return RiskTag(
            threat=risk.threat,
            likelihood=self._likelihood.get(risk.likelihood, 0),
            impact=self._impact.get(risk.impact, 0),
        )


__all__ = ["WEAKEST_GRADE", "RuleResolver"]
