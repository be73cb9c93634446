"""The closed list of kinds that imported incidents have, and how the words of each supplier lead to it.

Nothing is guessed from free text: UCDP does not say what was an ambush, so none of its events is one.
"""

from __future__ import annotations

from typing import Final

KINDS: Final = (
    "ambush",  # on people on the move
    "attack",  # on people or a place, by those present
    "clash",  # between armed parties
    "explosive",  # a planted or thrown device: mine, roadside bomb, grenade, suicide bomb
    "shelling",  # artillery, rockets
    "air-strike",  # aircraft and drones
    "massacre",
    "kidnapping",  # abduction and forced disappearance
    "sexual-violence",
    "arrest",  # and detention
    "robbery",
    "looting",  # and destruction of property
    "blockade",
    "protest",  # without violence of the protesters
    "riot",  # violent demonstration, mob
    "hazard",  # nature and accidents
    "health",  # outbreaks
    "transport",  # roads, airports, networks out of order
    "alert",  # a warning of an authority about safety or security
    "development",  # what changes the situation without being violence
    "other",
)
"""Every kind, in the order they are offered."""

UCDP_KINDS: Final = {"1": "clash", "2": "clash", "3": "attack"}
"""By type_of_violence: a state and a group, two groups, civilians killed."""

ACLED_KINDS: Final = {
    "armed clash": "clash",
    "government regains territory": "clash",
    "non-state actor overtakes territory": "clash",
    "chemical weapon": "explosive",
    "air/drone strike": "air-strike",
    "suicide bomb": "explosive",
    "shelling/artillery/missile attack": "shelling",
    "remote explosive/landmine/ied": "explosive",
    "grenade": "explosive",
    "sexual violence": "sexual-violence",
    "attack": "attack",
    "abduction/forced disappearance": "kidnapping",
    "peaceful protest": "protest",
    "protest with intervention": "protest",
    "excessive force against protesters": "protest",
    "violent demonstration": "riot",
    "mob violence": "riot",
    "agreement": "development",
    "arrests": "arrest",
    "change to group/activity": "development",
    "disrupted weapons use": "development",
    "headquarters or base established": "development",
    "looting/property destruction": "looting",
    "non-violent transfer of territory": "development",
    "other": "other",
    # The wider event_type, for rows whose sub_event_type is empty or new.
    "battles": "clash",
    "explosions/remote violence": "explosive",
    "violence against civilians": "attack",
    "protests": "protest",
    "riots": "riot",
    "strategic developments": "development",
}
"""By sub_event_type, else event_type, in lower case."""

CAP_KINDS: Final = {
    "Geo": "hazard",
    "Met": "hazard",
    "Safety": "alert",
    "Security": "alert",
    "Rescue": "alert",
    "Fire": "hazard",
    "Health": "health",
    "Env": "hazard",
    "Transport": "transport",
    "Infra": "transport",
    "CBRNE": "hazard",
    "Other": "alert",
}
"""By category."""

_FIELD_WORDS: Final = {
    "aerial bombardment": "air-strike",
    "bodily assault": "attack",
    "body-borne ied": "explosive",
    "complex attack": "attack",
    "detention": "arrest",
    "detention/arrest": "arrest",
    "roadside ied": "explosive",
    "vehicle-borne ied": "explosive",
    "other explosives": "explosive",
    "ied": "explosive",
    "kidnap-killing": "kidnapping",
    "abduction": "kidnapping",
    "rape or serious sexual assault": "sexual-violence",
    "landmine": "explosive",
    "mine": "explosive",
    "shooting": "attack",
    "raid": "attack",
    "individual attack or assassination": "attack",
    "combat / crossfire": "clash",
    "carjacking": "robbery",
    "car-jacking": "robbery",
    "armed robbery": "robbery",
    "embuscade": "ambush",
    "attaque": "attack",
    "affrontement": "clash",
    "enlèvement": "kidnapping",
    "engin explosif": "explosive",
    "eei": "explosive",
    "braquage": "robbery",
    "manifestation": "protest",
    "arrestation": "arrest",
    "pillage": "looting",
    "blocus": "blockade",
}


def kind_of(word: str) -> str | None:
    """The kind a word of a field report means, if it is known: our own names, ACLED's and the aid-worker database's."""
    plain = " ".join(word.split()).lower()
    if (own := plain.replace(" ", "-")) in KINDS:
        return own
    return ACLED_KINDS.get(plain) or _FIELD_WORDS.get(plain)
