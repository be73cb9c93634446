"""The files as their authors write them: one model a kind of file, which also makes its JSON Schema."""

from __future__ import annotations

from advisor.rulebook.authored_invariant import AuthoredInvariant
from advisor.rulebook.authored_pack import (
    AuthoredContact,
    AuthoredLink,
    AuthoredMeasure,
    AuthoredNetwork,
    AuthoredPack,
    AuthoredPlace,
    AuthoredRoute,
    AuthoredService,
    AuthoredSource,
)
from advisor.rulebook.authored_rule import AuthoredRule
from advisor.rulebook.authored_trip import AuthoredExpectation, AuthoredTrip

__all__ = [
    "AuthoredContact",
    "AuthoredExpectation",
    "AuthoredInvariant",
    "AuthoredLink",
    "AuthoredMeasure",
    "AuthoredNetwork",
    "AuthoredPack",
    "AuthoredPlace",
    "AuthoredRoute",
    "AuthoredRule",
    "AuthoredService",
    "AuthoredSource",
    "AuthoredTrip",
]
