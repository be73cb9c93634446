"""The effect of a rule resolved: its word or what a setting says, what goes with it, and how good a source it needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from advisor.model.message import message
from advisor.model.pack import Setting
from advisor.model.rule import WEIGHING, Effect
from advisor.rulebook.authored_pack import AuthoredPack, AuthoredSetting
from advisor.rulebook.authored_rule import AuthoredRule
from advisor.rulebook.faults import At
from advisor.rulebook.resolve_common import Resolving
from advisor.rulebook.suggest import nearest

WEAKEST_GRADE: Final[Mapping[Effect, tuple[str, int]]] = {
    Effect.PROHIBIT: ("C", 3),
    Effect.REQUIRE: ("C", 3),
    Effect.ALLOW: ("B", 2),
}
"""The least a source must be worth for an effect to rest on it."""

WITH: Final[Mapping[str, frozenset[Effect]]] = {
    "unless": WEIGHING,
    "measures": frozenset({Effect.REQUIRE}),
    "any_of": frozenset({Effect.REQUIRE}),
    "while": frozenset({Effect.ALLOW, Effect.INFORM}),
    "incidents": frozenset(Effect) - {Effect.ALLOW},
    "affects": frozenset(Effect) - {Effect.ALLOW},
}
"""The effects that a key makes sense with."""


def resolve_settings(pack: AuthoredPack, at: At, state: Resolving) -> dict[str, Setting]:
    """What the organisation decides; each is set to one of its own choices."""
    inside = at.inside("settings")
    return {setting.id: _setting(setting, inside.inside(index), state) for index, setting in enumerate(pack.settings)}


def _setting(written: AuthoredSetting, at: At, state: Resolving) -> Setting:
    if written.value not in written.choices:
        state.faults.add(
            "unknown-value",
            at.span("value"),
            expected=message("expected.one-of", names=written.choices),
            suggestion=nearest(written.value, written.choices),
            value=written.value,
        )
    decided = written.decided
    return Setting(
        id=written.id,
        title=state.title(written, at),
        choices=tuple(dict.fromkeys(Effect(word) for word in written.choices)),
        value=Effect(written.value),
        decided_by=state.text(None if decided is None else decided.by, at, "decided", "by"),
        decided_on=None if decided is None else decided.on,
        note=state.text(written.note, at, "note"),
    )


@dataclass(frozen=True, slots=True)
class Effects:
    """The effect a rule has, and all it could be set to."""

    effect: Effect
    possible: tuple[Effect, ...]
    setting: str | None = None

    def takes(self, key: str) -> bool:
        """Whether the key does anything with the effect in force."""
        return self.effect in WITH[key]


def effects_of(written: AuthoredRule, at: At, settings: Mapping[str, Setting], state: Resolving) -> Effects:
    """A rule's own word, or the value of the setting it names."""
    if isinstance(written.effect, Effect):
        return Effects(written.effect, (written.effect,))
    name = written.effect.setting
    state.check("setting", name, at, "effect", "setting")
    setting = settings.get(name)
    if setting is None:  # undeclared, or with faults of its own: there is nothing yet to hold the rule to
        return Effects(Effect.REFER, (), name)
    return Effects(setting.value, setting.choices, name)


def check_combination(written: AuthoredRule, effects: Effects, at: At, state: Resolving) -> None:
    """Report what does not go with the effect: with every one that the rule could be set to.

    An exemption need go with one of them only: where the setting leaves nothing to lift, it does nothing.
    """
    faults = state.faults
    for key, allowed in WITH.items():
        given = "depends_on" if key == "while" else key
        if given not in written.model_fields_set:
            continue
        if key == "affects" and written.affects.value == "traveller":
            continue
        wrong = [effect for effect in effects.possible if effect not in allowed]
        if wrong and not (key == "unless" and len(wrong) < len(effects.possible)):
            faults.add("not-with-effect", at.key_span(key), key=key, effect=wrong[0].value)
    if effects.effect is Effect.ALLOW and written.review_by is None:
        valid = written.when.valid if written.when is not None else None
        if valid is None or valid.until is None:
            faults.add("no-end", at.key_span("id"), expected=message("expected.allow-end"), key="review_by")
    for effect in effects.possible:
        _check_grade(written, effect, at, state)


def _check_grade(written: AuthoredRule, effect: Effect, at: At, state: Resolving) -> None:
    if effect not in WEAKEST_GRADE:
        return
    reliability, credibility = WEAKEST_GRADE[effect]
    source = written.source
    if source.reliability > reliability or source.credibility > credibility:
        state.faults.add(
            "weak-source",
            at.span("source", "reliability" if source.reliability > reliability else "credibility"),
            expected=message("expected.grade", grade=f"{reliability}{credibility}"),
            suggestion=(Effect.CAUTION if effect is Effect.REQUIRE else Effect.REFER).value,
            grade=f"{source.reliability}{source.credibility}",
            effect=effect.value,
        )


def unused(settings: Mapping[str, Setting], named: Iterable[str | None]) -> list[int]:
    """The positions of the settings that no rule takes its effect from."""
    used = set(named)
    return [index for index, name in enumerate(settings) if name not in used]
