"""`advisor new-pack`: the files to begin with for another country."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter, validators

from advisor.cli import output
from advisor.cli.exit_codes import DONE, ExitCode
from advisor.cli.options import Common
from advisor.model.message import Message, message
from advisor.services import new_pack as making
from advisor.services.wiring import Services


def new_pack(
    country: Annotated[str, Parameter(help="The country's name in English or French, or its ISO code of two letters.")],
    /,
    *,
    id: Annotated[str | None, Parameter(help="Id of the pack; else the country's name.")] = None,  # noqa: A002 -- the option's name
    dir: Annotated[  # noqa: A002 -- the option's name
        Path | None, Parameter(help="Folder of the pack, new or empty; else one among the office's own packs.")
    ] = None,
    edition: Annotated[str | None, Parameter(help="Edition; else the month, such as 2026-11.")] = None,
    title_en: Annotated[str | None, Parameter(help="English title; else the country's name and the edition.")] = None,
    title_fr: Annotated[str | None, Parameter(help="French title; else the country's name and the edition.")] = None,
    places: Annotated[
        int | None,
        Parameter(
            validator=validators.Number(gte=1, lte=making.MOST_PLACES), help="How many towns, the largest; else 40."
        ),
    ] = None,
    min_population: Annotated[
        int | None, Parameter(validator=validators.Number(gte=0), help="All towns with so many people instead.")
    ] = None,
    also: Annotated[
        tuple[str, ...], Parameter(negative="", help="Take this town too, however small; may be repeated.")
    ] = (),
    languages: Annotated[str, Parameter(help="Languages of the pack, the first one leading.")] = "en,fr",
    places_from: Annotated[
        Path | None, Parameter(help="GeoNames file with the country's places (.txt, .gz or .zip).")
    ] = None,
    common: Common | None = None,
) -> int:
    """Make a pack for another country: its places, words, measures and examples, and no rule yet."""
    services = (common or Common()).services()
    if places is not None and min_population is not None:
        raise output.CommandError(Message("new-pack.one-limit"), ExitCode.USAGE)
    titles = {"en": title_en, "fr": title_fr}
    wish = making.Wish(
        country=country,
        id=id,
        folder=dir,
        edition=edition,
        titles={language: title for language, title in titles.items() if title is not None},
        languages=tuple(one.strip() for one in languages.split(",")),
        limit=making.limit(places, min_population, also),
        places_from=places_from,
    )
    try:
        made = making.make_pack(wish, services.paths, services.packs, services.clock())
    except making.RefusedError as error:
        raise output.CommandError(error.what, ExitCode.USAGE) from error
    output.put("\n".join(services.catalogue.say(line) for line in _told(made, services)))
    return DONE


def _told(made: making.Made, services: Services) -> list[Message]:
    """What was made, and what to do next."""
    own = made.folder.parent == services.paths.packs
    towns = message("new-pack.towns", count=made.draft.towns)
    regions = message("new-pack.regions", count=made.draft.regions)
    pack = made.id if own else made.folder.as_posix()
    if made.draft.unplaced:
        towns = message("new-pack.towns-unplaced", towns=towns, count=made.draft.unplaced)
    return [
        message("new-pack.made", id=made.id, folder=made.folder.as_posix(), towns=towns, regions=regions),
        Message("new-pack.next-read"),
        message("new-pack.next-check", pack=pack),
        message("new-pack.next-plan", trip=(made.folder / "trips" / "stay.yaml").as_posix()),
    ]
