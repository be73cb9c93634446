"""Time zones of places, with the area's for a place nobody declared."""

from __future__ import annotations

from collections.abc import Callable

from advisor.model.pack import Pack


def zone_of(pack: Pack) -> Callable[[str], str]:
    """Gives the name of the time zone of a place, known or not."""
    places = pack.geography.places
    root = places.get(pack.area)
    usual = (root.time_zone if root is not None else None) or "UTC"

    def zone(place: str) -> str:
        found = places.get(place)
        return (found.time_zone if found is not None else None) or usual

    return zone
