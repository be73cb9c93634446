"""What the form shows of a rule, from the schema: which fields under which heading, and what each is called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from advisor.gui.language import _, current, say
from advisor.model.message import message
from advisor.model.pack import Pack
from advisor.model.rule import Effect
from advisor.rulebook.completion import Kind, Wanted, wanted
from advisor.rulebook.outline import RuleAt
from advisor.rulebook.resolve_effects import WITH

Path = tuple[str | int, ...]
"""Keys that lead to a field; behind a list of alternatives the place in it, which is left out for the first."""


def sections() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Headings with the keys of a rule under them. A key that no heading names comes under the last."""
    named = (
        (_("The rule"), ("title", "effect", "affects", "id")),
        (_("When"), ("when", "review_by")),
        (_("Where"), ("where",)),
        (_("How"), ("how",)),
        (_("For whom"), ("who",)),
        (_("Measures"), ("measures", "any_of", "unless", "while")),
        (_("Incidents"), ("incidents",)),
        (_("What the traveller reads"), ("because", "advice")),
        (_("Risk"), ("risk",)),
        (_("Source"), ("source",)),
    )
    known = wanted(()).keys
    for heading, keys in named:
        yield heading, tuple(key for key in keys if key in known)
    rest = tuple(key for key in known if all(key not in keys for _heading, keys in named))
    if rest:
        yield _("More"), rest


def keys_of(path: Path) -> tuple[str, ...]:
    """The path as the schema knows it: without places in lists."""
    return tuple(step for step in path if isinstance(step, str))


def place_of(path: Path) -> Wanted:
    """What may stand there. A fact that the pack declares is one or more names."""
    keys = keys_of(path)
    return wanted(("who", "roles")) if is_fact(path) else wanted(keys)


def is_fact(path: Path) -> bool:
    """Whether the key is no key of the schema but one the pack declares."""
    keys = keys_of(path)
    around = wanted(keys[:-1])
    return around.open and keys[-1] not in around.keys


def real(path: Path) -> Path:
    """The path in the file: with the place of the first alternative, too."""
    made: Path = ()
    for number, step in enumerate(path):
        made = (*made, step)
        following = path[number + 1] if number + 1 < len(path) else None
        if isinstance(step, str) and isinstance(following, str) and not is_fact(made):
            made = (*made, 0) if wanted(keys_of(made)).kind is Kind.GROUPS else made
    return made


def offered(path: Path, rule: RuleAt | None, pack: Pack | None) -> bool:
    """Whether the field goes with the effect of the rule, with any that it may be set to; always if it is written."""
    first = str(path[0])
    if rule is None or rule.get(*real(path)) is not None:
        return True  # what is written is shown, whether it may be or not
    if path == ("effect", "setting"):
        return pack is not None and bool(pack.settings)
    if path[:2] == ("where", "near"):
        return str(rule.get("effect")) != Effect.ALLOW.value
    effects = _effects(rule.get("effect"), pack)
    return first not in WITH or not effects or any(effect in WITH[first] for effect in effects)


def _effects(written: object, pack: Pack | None) -> tuple[Effect, ...]:
    if isinstance(written, dict):
        setting = pack.settings.get(str(written.get("setting"))) if pack is not None else None
        return setting.choices if setting is not None else ()
    return tuple(effect for effect in Effect if effect.value == written)


def name_of(path: Path, pack: Pack | None) -> str:
    """What a field is called."""
    keys = keys_of(path)
    if is_fact(path) and pack is not None and keys[-1] in pack.facts:
        title = say(pack.facts[keys[-1]].title)
        return _("Not: {what}").format(what=title) if keys[-2] == "not" else title
    names = _names()
    for start in range(len(keys)):
        if (name := names.get(".".join(keys[start:]))) is not None:
            return name
    if len(keys) == 1:
        told = say(message(f"rules.key.{keys[0]}"))
        if told != f"rules.key.{keys[0]}":
            return f"{told[:1].upper()}{told[1:]}"
    return keys[-1].replace("_", " ").capitalize()


def help_of(path: Path) -> str:
    """What a field is for, in the user's language."""
    return current().gettext(described) if (described := place_of(path).description) and not is_fact(path) else ""


def _names() -> Mapping[str, str]:
    return {
        "any_of": _("Any of these sets"),
        "unless.any_of": _("Not if any of these sets"),
        "any_of.measures": _("Measures of the set"),
        "unless.measures": _("Not if these measures"),
        "effect.setting": _("Or as a setting says"),
        "from": _("From"),
        "until": _("Until"),
        "hours": _("Hours"),
        "region": _("Region"),
        "place": _("Place"),
        "route": _("Route"),
        "link": _("Link"),
        "near.place": _("Near the place"),
        "near.km": _("Within km of it"),
        "except": _("But not at"),
        "as": _("As"),
        "anywhere": _("Anywhere"),
        "mode": _("Mode"),
        "service": _("Service"),
        "activity": _("Activity"),
        "movement": _("Movement"),
        "to": _("To"),
        "not.from": _("Not from"),
        "not.to": _("Not to"),
        "nationality": _("Nationality"),
        "roles": _("Roles"),
        "staff": _("Staff"),
        "gender": _("Gender"),
        "not.nationality": _("Not of nationality"),
        "not.roles": _("Not in these roles"),
        "not.staff": _("Not staff"),
        "not.gender": _("Not of gender"),
        "incidents.near": _("Measured from"),
        "incidents.kinds": _("Kinds"),
        "incidents.at_least": _("At least"),
        "incidents.within_km": _("Within km"),
        "incidents.days": _("Days back"),
        "incidents.fatal": _("Only with deaths"),
        "risk.threat": _("Threat"),
        "risk.likelihood": _("Likelihood"),
        "risk.impact": _("Impact"),
        "source.title": _("Title"),
        "url": _("Address"),
        "date": _("Date"),
        "reliability": _("Reliability"),
        "credibility": _("Credibility"),
        "anonymous": _("Name kept off sheets"),
        "note": _("Note"),
    }
