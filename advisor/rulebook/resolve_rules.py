"""rules/*.yaml resolved: every name known, every combination meaningful, every source good enough for its effect."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from advisor.incidents.kinds import KINDS
from advisor.model.invariant import Invariant
from advisor.model.message import message
from advisor.model.pack import Fact, RiskTable, Setting
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
from advisor.model.verdict import Verdict
from advisor.rulebook.authored_invariant import AuthoredInvariant
from advisor.rulebook.authored_rule import (
    NIGHT,
    AuthoredFacts,
    AuthoredOption,
    AuthoredRule,
    AuthoredWhen,
    hour_window,
)
from advisor.rulebook.faults import At
from advisor.rulebook.names import BUILT_IN_FACTS
from advisor.rulebook.resolve_common import Resolving
from advisor.rulebook.resolve_effects import Effects, check_combination, effects_of
from advisor.rulebook.resolve_how import resolve_how
from advisor.rulebook.resolve_selectors import Map, resolve_selector
from advisor.rulebook.shape import Entry
from advisor.rulebook.suggest import nearest

_ANY_HOW: Final = (How(),)
_ANYBODY: Final[tuple[Who, ...]] = ((),)
_ALWAYS: Final = TimeTest()
_NO_EFFECT: Final = Effects(Effect.INFORM, ())


class RuleResolver:
    """Turns rules into what the engine reads."""

    def __init__(
        self,
        ground: Map,
        facts: Mapping[str, Fact],
        settings: Mapping[str, Setting],
        risk: RiskTable | None,
        kinds: frozenset[str] | None,
        state: Resolving,
    ) -> None:
        """Take the resolved surroundings; `kinds` are those of the pack's incidents, None if they can't be told."""
        self.ground = ground
        self.facts = facts
        self.settings = settings
        self.kinds = kinds
        self.state = state
        self._likelihood = {step.id: index for index, step in enumerate(risk.likelihood if risk else ())}
        self._impact = {step.id: index for index, step in enumerate(risk.impact if risk else ())}

    def rule(self, entry: Entry[AuthoredRule]) -> Rule:
        """One rule. Faults are reported; then the result is unfit."""
        written, at, state = entry.value, entry.at, self.state
        effects = effects_of(written, at, self.settings, state)
        check_combination(written, effects, at, state)
        where = tuple(
            resolve_selector(selector, effects, at, index, self.ground, state)
            for index, selector in enumerate(written.where)
        )
        runners, unless = written.depends_on, self._unless(written, at)
        return Rule(
            id=written.id,
            title=state.text(written.title, at, "title"),
            effect=effects.effect,
            where=where,
            how=self._hows(written, at),
            who=_ANYBODY if written.who is None else tuple(self._whos(written, at)),
            when=_ALWAYS if written.when is None else self._when(written.when, at),
            review_by=written.review_by,
            affects=written.affects,
            unless=unless if effects.takes("unless") else (),
            required=self._required(written, effects, at),
            depends_on=frozenset() if runners is None else state.check_all("runner", runners, at, "while"),
            incidents=self._incidents(written, at),
            because=state.text(written.because, at, "because"),
            advice=state.text(written.advice, at, "advice"),
            risk=self._risk(written, at),
            source=state.source(written.source, at, "source"),
            setting=effects.setting,
            span=at.span(),
        )

    def invariant(self, entry: Entry[AuthoredInvariant]) -> Invariant:
        """One statement about all trips. Faults are reported; then the result is unfit."""
        written, at, state = entry.value, entry.at, self.state
        return Invariant(
            id=written.id,
            title=state.text(written.title, at, "title"),
            at_best=Verdict.from_word(written.at_best),
            where=tuple(
                resolve_selector(selector, _NO_EFFECT, at, index, self.ground, state)
                for index, selector in enumerate(written.where)
            ),
            how=self._hows(written, at),
            who=_ANYBODY if written.who is None else tuple(self._whos(written, at)),
            when=_ALWAYS if written.when is None else self._when(written.when, at),
            without=frozenset()
            if written.without is None
            else state.check_all("measure", written.without, at, "without"),
            because=state.text(written.because, at, "because"),
            span=at.span(),
        )

    def _hows(self, written: AuthoredRule | AuthoredInvariant, at: At) -> tuple[How, ...]:
        if written.how is None:
            return _ANY_HOW
        return tuple(resolve_how(how, written, at, index, self.state) for index, how in enumerate(written.how))

    def _whos(self, written: AuthoredRule | AuthoredInvariant, at: At) -> list[Who]:
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

    def _required(self, written: AuthoredRule, effects: Effects, at: At) -> tuple[Option, ...]:
        if effects.effect is Effect.REQUIRE:
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
