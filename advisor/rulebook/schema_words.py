"""What the schemas say of fixed words and of what is not accepted: keys that editors know beyond JSON Schema itself.

`enumDescriptions`, `errorMessage` and `patternErrorMessage` are read by the YAML language server; others
pass over them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from advisor.rulebook.authored_fields import (
    ID_PATTERN,
    LANGUAGE_PATTERN,
    LANGUAGE_PATTERN_OR_ALL,
    VAGUE_DAY_PATTERN,
)
from advisor.rulebook.authored_rule import HOURS_PATTERN

SAID_OF_WORDS: Final[Mapping[frozenset[Any], Mapping[Any, str]]] = {
    frozenset(said): said
    for said in (
        {
            "allow": "Permits, until its review date. The source must be B2 or better.",
            "inform": "Tells something; changes no verdict.",
            "caution": "Warns: GO becomes GO WITH CONDITIONS at least.",
            "require": "Asks for measures; without them NO-GO or conditions. The source must be C3 or better.",
            "refer": "Leaves it to the security officer.",
            "prohibit": "Forbids: NO-GO. The source must be C3 or better.",
        },
        {
            "inform": "Tells something; changes no verdict.",
            "caution": "Warns.",
            "refer": "Leaves it to the security officer.",
            "prohibit": "Forbids.",
        },
        {
            "A": "Completely reliable.",
            "B": "Usually reliable. The least for allow, with credibility 2.",
            "C": "Fairly reliable. The least for prohibit and require, with credibility 3.",
            "D": "Not usually reliable.",
            "E": "Unreliable.",
            "F": "Reliability cannot be judged.",
        },
        {
            1: "Confirmed by other sources.",
            2: "Probably true. The least for allow.",
            3: "Possibly true. The least for prohibit and require.",
            4: "Doubtful.",
            5: "Improbable.",
            6: "Truth cannot be judged.",
        },
        {
            "origin": "The movement begins there.",
            "destination": "The movement ends there.",
            "transit": "The movement passes there.",
            "stay": "The party stays there.",
        },
        {
            "moving": "On the way.",
            "day-visit": "A stay that ends the same day.",
            "overnight": "A stay with a night in it.",
        },
        {
            "entering": "It begins outside the area and ends inside.",
            "leaving": "It begins inside the area and ends outside.",
            "within": "It begins and ends inside the area.",
        },
        {
            "traveller": "Only the travellers who match.",
            "party": "Everybody, because of one who matches.",
        },
        {
            "movement": "The whole movement.",
            "leg": "This leg alone.",
            "place": "The place alone.",
        },
        {
            "national": "From the country of work, working at home.",
            "relocated": "From the country, working away from home.",
            "international": "From another country.",
            "consultant": "On contract for a task.",
            "partner": "Of a partner organisation.",
            "visitor": "A guest.",
        },
        {
            "planned": "An arrangement that is meant to be made.",
            "confirmed": "An arrangement that is made.",
            "unavailable": "An arrangement that cannot be had.",
            "accepted": "A conduct that the party promises.",
            "refused": "A conduct that the party will not keep.",
        },
        {
            "country": "A country, or an area as large.",
            "region": "Part of a country; rules may name it under `region`.",
            "town": "A town or village.",
            "zone": "A part of a town or by itself: airport, camp, district, stretch of road.",
        },
        {
            "arrangement": "Made before departure: planned, confirmed or unavailable.",
            "conduct": "Obeyed on the way: accepted or refused.",
        },
        {
            "trip": "Stated once for the whole trip.",
            "step": "Stated for each leg or stay.",
            "traveller": "Stated for each traveller.",
        },
        {
            "traveller": "Asked of each traveller.",
            "trip": "Asked once for the trip.",
        },
        {
            "go": "GO.",
            "conditions": "GO WITH CONDITIONS.",
            "refer": "REFER: the security officer decides.",
            "no-go": "NO-GO.",
        },
        {
            "conditions": "Never GO.",
            "refer": "REFER or NO-GO.",
            "no-go": "Always NO-GO.",
        },
    )
}
"""What each word of a closed set means, found by the set. Sets that are not here are plain words."""

NOT_DECLARED: Final[Mapping[str, str]] = {
    "place": "No place of places.yaml",
    "outside": "not `outside` either",
    "region": "No region or country of places.yaml",
    "link": "no link of network.yaml",
    "route": "no route of network.yaml",
    "service": "no service of network.yaml",
    "provider": "no provider of pack.yaml",
    "mode": "no mode of pack.yaml",
    "mode-group": "no mode group of pack.yaml",
    "measure": "no measure of measures.yaml",
    "role": "no role of pack.yaml",
    "threat": "no threat of pack.yaml",
    "fact": "no fact of pack.yaml",
    "rule": "no rule under rules/",
    "setting": "no setting of pack.yaml",
    "likelihood": "no likelihood of pack.yaml",
    "impact": "no impact of pack.yaml",
    "level": "no risk level of pack.yaml",
    "incident-kind": "no kind of incident in incidents.csv",
}
"""How a name is refused, by vocabulary."""

_WRITE_ANEW: Final = "If you have just declared it: `advisor schema --write` makes the schema anew."

_OF_PATTERNS: Final[Mapping[str, str]] = {
    ID_PATTERN: "Write lower-case letters, digits and hyphens only, as in gao-road.",
    LANGUAGE_PATTERN: "Write a language as two or three lower-case letters, as en or fr.",
    LANGUAGE_PATTERN_OR_ALL: "Write a language as two or three lower-case letters, as en or fr.",
    VAGUE_DAY_PATTERN: "Write a year, a month or a day, as 2026, 2026-12 or 2026-12-31.",
    HOURS_PATTERN: "Write night, or two hours of the clock, as 18:00-06:00.",
    r"\S": "Write something here.",
}
_OF_FORMATS: Final = {"date": "Write a day in full, as 2026-12-31."}


def not_declared(kinds: list[str]) -> str:
    """What to say of a name that none of these vocabularies has."""
    said = ", ".join(NOT_DECLARED[kind] for kind in kinds)
    return f"{said[:1].upper()}{said[1:]}. {_WRITE_ANEW}"


def explain(node: dict[str, Any]) -> None:
    """Add to one part of a schema what its fixed words mean, and what to do where its pattern is not met."""
    words = node.get("enum")
    said = SAID_OF_WORDS.get(frozenset(words)) if isinstance(words, list) and "enumDescriptions" not in node else None
    if words and said:
        node["enumDescriptions"] = [said[word] for word in words]
    pattern = node.get("pattern")
    if isinstance(pattern, str) and pattern in _OF_PATTERNS:
        node["patternErrorMessage"] = _OF_PATTERNS[pattern]
    form = node.get("format")
    if isinstance(form, str) and form in _OF_FORMATS:
        node["patternErrorMessage"] = _OF_FORMATS[form]
