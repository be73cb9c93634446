"""`advisor incidents near`: what a rule would count around a place."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from cyclopts import Parameter
from cyclopts.validators import Number

from advisor.cli import choose_pack, output
from advisor.cli.assess import refuse_pack
from advisor.cli.exit_codes import DONE, ExitCode
from advisor.cli.incidents_import import incident_line
from advisor.cli.options import Common, ListFormat, day
from advisor.model.incident import Incident
from advisor.model.message import message
from advisor.model.pack import Pack
from advisor.model.rule import IncidentTest
from advisor.services.advice import incidents_near, usual_as_of
from advisor.services.catalogue import Catalogue
from advisor.services.incident_claims import kinds_told
from advisor.services.incident_library import feed_called


def near(
    place: Annotated[str, Parameter(help="A place of the pack, by id or name.")],
    /,
    *,
    within_km: Annotated[float, Parameter(validator=Number(gte=0, lte=20_100), help="How far around it.")],
    days: Annotated[int, Parameter(validator=Number(gte=0, lte=36_500), help="How many days back.")],
    kinds: Annotated[tuple[str, ...], Parameter(negative="", help="Only these kinds.")] = (),
    fatal: Annotated[bool, Parameter(negative="", help="Only those in which somebody died.")] = False,
    pack: Annotated[str | None, Parameter(help="Pack that knows the place: its id, folder or ZIP.")] = None,
    as_of: Annotated[date | None, Parameter(converter=day, help="Day to count back from, as for assess.")] = None,
    format: Annotated[ListFormat, Parameter(name=["--format", "-f"], help="How to write them.")] = ListFormat.TEXT,  # noqa: A002 -- the option's name
    common: Common | None = None,
) -> int:
    """List exactly the incidents a rule would count around a place: the pack's own and those imported."""
    services = (common or Common()).services()
    loaded = services.packs.load(choose_pack.for_trip(pack, None, None, services.packs).folder)
    if loaded.pack is None or loaded.faulty:
        return refuse_pack(loaded, services.catalogue)
    known = services.incidents.known()
    if known.trouble is not None:
        raise output.CommandError(known.trouble, ExitCode.USAGE)
    identifier = _place(place, loaded.pack)
    looked_at = as_of if as_of is not None else usual_as_of(loaded.pack, services.clock)
    test = IncidentTest(kinds=frozenset(kinds), at_least=1, within_km=within_km, days=days, fatal=fatal)
    incidents, count = incidents_near(loaded.pack, identifier, test, looked_at, known)
    if format is ListFormat.JSON:
        from advisor.report.json import written

        output.put_bytes(written(_rows(incidents, count.distances_km, services.catalogue)))
        return DONE
    say = services.catalogue.say
    head = message(
        "cli.incidents.near",
        count=len(incidents),
        km=within_km,
        place=loaded.pack.geography.places[identifier].name,
        since=count.since or looked_at,
        until=count.until or looked_at,
        kinds=kinds_told(test.kinds),
    )
    output.put(say(head))
    for incident, km in zip(incidents, count.distances_km, strict=True):
        output.put(f"    {incident_line(incident, services.catalogue, km=km)}")
    for missing in count.missing:
        output.put(say(message("cli.incidents.cannot-tell", why=missing)))
    for feed in sorted({incident.id.partition(":")[0] for incident in incidents if ":" in incident.id}):
        output.put(say(feed_called(feed).attribution))
    return DONE


def _place(written: str, pack: Pack) -> str:
    """The id of a place named by id, name in any language or other spelling. CommandError if there is none."""
    places = pack.geography.places
    if written in places:
        return written
    names = {
        name.casefold(): place.id
        for place in places.values()
        for name in (*place.name.by_language.values(), *place.aliases)
    }
    if written.casefold() in names:
        return names[written.casefold()]
    near_by = difflib.get_close_matches(written.casefold(), [*names, *places], 3)
    near_ids = tuple(dict.fromkeys(names.get(one, one) for one in near_by))
    what = message("cli.incidents.no-such-place", place=written, near=near_ids or tuple(sorted(places)[:10]))
    raise output.CommandError(what, ExitCode.USAGE)


def _rows(incidents: Sequence[Incident], distances: Sequence[int], catalogue: Catalogue) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            "day": one.day.isoformat(),
            "kind": one.kind,
            "latitude": one.latitude,
            "longitude": one.longitude,
            "title": catalogue.say(one.title),
            "fatalities": one.fatalities,
            "imprecision_km": one.imprecision_km,
            "imprecision_days": one.imprecision_days,
            "distance_km": km,
        }
        for one, km in zip(incidents, distances, strict=True)
    ]
