"""invariants.yaml: statements about all trips, as their authors write them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from advisor.rulebook.authored_fields import Authored, Id, Many, Maybe, MeasureName, TextByLanguage
from advisor.rulebook.authored_rule import AuthoredHow, AuthoredSelector, AuthoredWhen, AuthoredWho


class AuthoredInvariant(Authored):
    """Something that must hold for every trip."""

    id: Id = Field(description="Name of the statement: lower-case letters, digits and hyphens.")
    title: TextByLanguage = Field(description="The statement in a few words.")
    at_best: Literal["conditions", "refer", "no-go"] = Field(
        description="No movement or stay spoken of is ever better than this."
    )
    where: Many[AuthoredSelector] = Field(description="Of which places and links it speaks; in a list, of any of them.")
    how: Maybe[Many[AuthoredHow]] = Field(None, description="Of which movements or stays; left out: of all.")
    who: Maybe[Many[AuthoredWho]] = Field(None, description="Of whom; left out: of everybody.")
    when: Maybe[AuthoredWhen] = Field(None, description="Of which days and hours; left out: of all.")
    without: Maybe[Many[MeasureName]] = Field(
        None, description="Only where none of these measures is confirmed (a conduct: accepted)."
    )
    because: Maybe[TextByLanguage] = Field(None, description="Why it matters.")
