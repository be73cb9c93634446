"""`advisor assess`: one trip in, one answer out."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from advisor.cli import choose_pack, colours, faults, output
from advisor.cli.exit_codes import ExitCode, of_verdict
from advisor.cli.options import AsOf, Common, CountIncidents, OutputFile, PackName, TripFile
from advisor.model.assessment import Assessment
from advisor.model.diagnostic import Diagnostic, has_errors
from advisor.model.message import Message, message
from advisor.model.pack import Pack
from advisor.model.trip import Trip
from advisor.rulebook.trips import load_trip
from advisor.services import maps, sheets
from advisor.services.advice import advise, counts_incidents, usual_as_of
from advisor.services.catalogue import Catalogue
from advisor.services.incident_library import NOTHING_IMPORTED, Known
from advisor.services.pack_library import LoadedPack, read_folder
from advisor.services.trip_store import LARGEST_TRIP
from advisor.services.wiring import Services

_WIDEST = 100
STANDARD_INPUT = "-"
"""In place of a trip file: the trip is read from there."""


class Format(StrEnum):
    """How the answer is written."""

    TEXT = "text"
    JSON = "json"
    PDF = "pdf"


def assess(
    trip: TripFile,
    /,
    *,
    pack: PackName = None,
    as_of: AsOf = None,
    format: Annotated[Format, Parameter(name=["--format", "-f"], help="How to write it.")] = Format.TEXT,  # noqa: A002 -- the option's name
    output_file: OutputFile = None,
    names: Annotated[
        bool, Parameter(negative="--no-names", show_default=False, help="Whether travellers are named (not in JSON).")
    ] = True,
    incidents: CountIncidents = True,
    map: Annotated[  # noqa: A002 -- the option's name
        bool, Parameter(negative="", show_default=False, help="Adds the map on a page of its own (PDF only).")
    ] = False,
    common: Common | None = None,
) -> int:
    """Assess a trip. Exit codes: 0 go, 10 conditions, 11 refer, 20 no-go."""
    common = common or Common()
    services = common.services()
    return run(
        services,
        trip,
        pack=pack,
        as_of=as_of,
        form=format,
        file=output_file,
        names=names,
        incidents=incidents,
        with_map=map,
    )


def run(
    services: Services,
    source: str,
    *,
    pack: str | None = None,
    as_of: date | None = None,
    form: Format = Format.TEXT,
    file: Path | None = None,
    names: bool = True,
    incidents: bool = True,
    with_map: bool = False,
) -> int:
    """Do it. CommandError for what the user can mend."""
    to_output = file is None or str(file) == "-"
    if form is Format.PDF and to_output and output.is_terminal():
        raise output.CommandError(Message("cli.pdf-on-terminal"), ExitCode.USAGE)
    if form is Format.JSON and not names:
        raise output.CommandError(Message("cli.json-has-names"), ExitCode.USAGE)
    if with_map and form is not Format.PDF:
        raise output.CommandError(Message("cli.map-needs-pdf"), ExitCode.USAGE)
    found = opened(services, source, pack, incidents=incidents)
    if isinstance(found, int):
        return found
    answer = found.answer(services, as_of)
    data = written(answer, found.pack, services, form, names=names, with_map=with_map)
    if form is Format.TEXT and to_output:
        colours.put(data.decode())
    else:
        output.deliver(data, None if to_output else file)
    return of_verdict(answer.verdict)


@dataclass(frozen=True, slots=True)
class Opened:
    """A trip, and a pack without faults to assess it with."""

    trip: Trip
    pack: Pack
    loaded: LoadedPack
    known: Known
    """The imported incidents that count."""

    def answer(self, services: Services, as_of: date | None) -> Assessment:
        """The trip assessed as of that day, or the usual one."""
        return advise(self.trip, self.loaded, self.as_of(services, as_of), self.known)

    def as_of(self, services: Services, asked: date | None) -> date:
        """The day asked for, or the usual one."""
        return asked if asked is not None else usual_as_of(self.pack, services.clock)


def opened(services: Services, source: str, pack: str | None, *, incidents: bool = True) -> Opened | int:
    """Read a trip and its pack; the exit code where one of them has faults, which are then told."""
    data = _read(source)
    read = load_trip(data, _shown(source))
    if read.trip is None or has_errors(read.diagnostics):
        return _refuse(read.diagnostics, {_shown(source): data}, services.catalogue)
    path = None if source == STANDARD_INPUT else Path(source)
    folder = choose_pack.for_trip(pack, read.trip.pack, path, services.packs)
    loaded = services.packs.load(folder.folder)
    if loaded.pack is None or loaded.faulty:
        return refuse_pack(loaded, services.catalogue)
    known = known_incidents(loaded.pack, services) if incidents else NOTHING_IMPORTED
    return Opened(read.trip, loaded.pack, loaded, known)


def written(
    answer: Assessment, pack: Pack, services: Services, form: Format, *, names: bool, with_map: bool = False
) -> bytes:
    """An assessment in one of the formats."""
    if form is Format.JSON:
        from advisor.report.json import render as render_json

        return render_json(answer, pack, services.catalogue.say)
    document = sheets.lay_out(answer, pack, services.paths.assets, names=names)
    if form is Format.PDF:
        assets, voice = services.paths.assets, services.catalogue
        picture = maps.page(answer, pack, voice, assets, names=names) if with_map else None
        return sheets.pdf(document, voice, assets, picture)
    from advisor.report.text import render as render_text

    return render_text(document, services.catalogue.say, width()).encode("utf-8", "replace")


def show(trip: Trip, loaded: LoadedPack, services: Services) -> None:
    """Assess a trip that is already at hand and write the answer as text."""
    if loaded.pack is None:
        raise output.CommandError(Message("cli.no-packs"), ExitCode.PACK_FAULTY)
    known = known_incidents(loaded.pack, services)
    answer = advise(trip, loaded, usual_as_of(loaded.pack, services.clock), known)
    colours.put(written(answer, loaded.pack, services, Format.TEXT, names=True).decode())


def known_incidents(pack: Pack, services: Services) -> Known:
    """The imported incidents, for a pack that counts any; why they can't be had is told beside the answer."""
    if not counts_incidents(pack):
        return NOTHING_IMPORTED
    known = services.incidents.known()
    if known.trouble is not None:
        output.complain(services.catalogue.say(message("cli.error", what=known.trouble)))
    return known


def refuse_pack(loaded: LoadedPack, catalogue: Catalogue) -> int:
    """Tell what is wrong with a pack, and that nothing was assessed with it."""
    texts, _ = read_folder(loaded.folder)
    told = faults.as_text(loaded.diagnostics, texts, catalogue, shown_as=lambda name: str(loaded.folder / name))
    output.complain(told + catalogue.say(message("cli.pack-faulty", pack=str(loaded.folder))))
    return ExitCode.PACK_FAULTY


def _refuse(diagnostics: tuple[Diagnostic, ...], texts: dict[str, bytes], catalogue: Catalogue) -> int:
    output.complain(faults.as_text(diagnostics, texts, catalogue) + catalogue.say(Message("cli.trip-faulty")))
    return ExitCode.TRIP_FAULTY


def _read(source: str) -> bytes:
    """The bytes of the trip; CommandError where there is nothing to read."""
    if source == STANDARD_INPUT:
        if sys.stdin is None:
            raise output.CommandError(Message("cli.no-input"), ExitCode.USAGE)
        return sys.stdin.buffer.read(LARGEST_TRIP + 1)
    try:
        with Path(source).open("rb") as file:
            return file.read(LARGEST_TRIP + 1)
    except (OSError, ValueError) as error:
        why = output.reason(error) if isinstance(error, OSError) else str(error)
        raise output.CommandError(message("cli.cannot-read", file=source, reason=why), ExitCode.USAGE) from error


def _shown(source: str) -> str:
    return "<stdin>" if source == STANDARD_INPUT else source


def width() -> int:
    """As wide as the terminal, within reason; always the same elsewhere, so that files compare."""
    return min(shutil.get_terminal_size().columns, _WIDEST) if output.is_terminal() else 80
