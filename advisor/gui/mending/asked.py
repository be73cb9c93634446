"""What a search is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.model.assessment import Assessment
from advisor.services.incident_library import Known
from advisor.services.pack_library import LoadedPack

if TYPE_CHECKING:
    from advisor.model.trip import Trip


@dataclass(frozen=True, slots=True)
class Asked:
    """What a search is about: everything its answer hangs on."""

    assessment: Assessment
    loaded: LoadedPack
    known: Known

    @property
    def trip(self) -> Trip:
        """The trip."""
        return self.assessment.trip

    def same(self, other: Asked | None) -> bool:
        """Whether the same would come of it."""
        return (
            other is not None
            and self.loaded is other.loaded
            and self.known is other.known
            and self.assessment.as_of == other.assessment.as_of
            and self.trip == other.trip
        )
