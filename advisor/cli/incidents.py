"""`advisor incidents`: what was imported, what is claimed, and forgetting it."""

from __future__ import annotations

from typing import Annotated, Any

from cyclopts import App, Parameter

from advisor.cli import faults, output
from advisor.cli.claim_options import Vouching
from advisor.cli.exit_codes import DONE, ExitCode
from advisor.cli.incidents_export import export
from advisor.cli.incidents_import import import_files, preview
from advisor.cli.incidents_near import near
from advisor.cli.options import Common, ListFormat
from advisor.cli.store_trouble import telling
from advisor.model.incident import Coverage
from advisor.model.message import Message, message
from advisor.services.catalogue import Catalogue
from advisor.services.incident_claims import claim_told
from advisor.services.incident_library import StoredFeed, feed_title

_ALL = "all"


def list_stored(
    *,
    format: Annotated[ListFormat, Parameter(name=["--format", "-f"], help="How to write them.")] = ListFormat.TEXT,  # noqa: A002 -- the option's name
    common: Common | None = None,
) -> int:
    """List what is stored: by supplier, with terms, imports and what they are said to be complete for."""
    services = (common or Common()).services()
    with telling():
        stored = services.incidents.contents()
    if format is ListFormat.JSON:
        from advisor.report.json import written

        output.put_bytes(written([_data(one, services.catalogue) for one in stored]))
    elif stored:
        output.put("\n".join(_lines(one, services.catalogue) for one in stored))
    else:
        output.put(services.catalogue.say(Message("cli.incidents.none")))
    return DONE


def claim(
    number: Annotated[int, Parameter(help="The import's number, as list shows it.")],
    /,
    *,
    withdraw: Annotated[bool, Parameter(negative="", help="Vouch for nothing any more.")] = False,
    vouching: Vouching | None = None,
    common: Common | None = None,
) -> int:
    """Say what an import is complete for, or take that back."""
    services = (common or Common()).services()
    vouched = vouching or Vouching()
    with telling():
        found = [(one, made) for one in services.incidents.contents() for made in one.imports if made.number == number]
        if not found:
            raise output.CommandError(Message("incidents.gone"), ExitCode.USAGE)
        if withdraw is vouched.given:
            raise output.CommandError(Message("cli.incidents.half-a-claim"), ExitCode.USAGE)
        stored, made = found[0]
        told = None if withdraw else vouched.claim(stored.feed, made.claim, services.clock())
        services.incidents.set_claim(number, told)
    output.put(services.catalogue.say(claim_told(told)))
    return DONE


def forget(
    feed: Annotated[str, Parameter(help="A feed by its id, as list shows it, or all.")],
    /,
    *,
    common: Common | None = None,
) -> int:
    """Delete everything imported from a supplier, or everything."""
    services = (common or Common()).services()
    say = services.catalogue.say
    with telling():
        if feed == _ALL:  # also what can't be read
            services.incidents.forget_all()
            output.put(say(Message("cli.incidents.forgot-all")))
            return DONE
        stored = {one.feed.id: one for one in services.incidents.contents()}
        if feed not in stored:
            what = message("cli.incidents.no-such-feed", feed=feed, known=(*sorted(stored), _ALL))
            raise output.CommandError(what, ExitCode.USAGE)
        count = services.incidents.forget(feed)
    output.put(say(message("cli.incidents.forgot", count=count, feed=feed_title(stored[feed].feed))))
    return DONE


def make_incidents() -> App:
    """All of them together."""
    app = App(name="incidents", help="Import incidents, look at them, and forget them.", version_flags=[])
    commands = (
        (import_files, "import"),
        (preview, "preview"),
        (list_stored, "list"),
        (claim, "claim"),
        (near, "near"),
        (export, "export"),
        (forget, "forget"),
    )
    for command, name in commands:
        app.command(command, name=name, version_flags=[])
    return app


def _lines(stored: StoredFeed, catalogue: Catalogue) -> str:
    say = catalogue.say
    count = message("incidents.count", count=stored.count)
    newest = message("incidents.newest", day=stored.newest) if stored.newest is not None else None
    rows = [f"{stored.feed.id}  {say(feed_title(stored.feed))}"]
    rows.append(", ".join(say(one) for one in (count, newest) if one is not None))
    if stored.feed.licence:
        rows.append(say(message("incidents.licence", licence=stored.feed.licence)))
    rows.append(say(stored.feed.attribution))
    for made in stored.imports:
        line = message("cli.incidents.undated", number=made.number, file=made.file)
        if made.day is not None:
            line = message("cli.incidents.import", number=made.number, file=made.file, day=made.day)
        rows.append(faults.printable(say(line)))
        rows.append(f"    {say(claim_told(made.claim))}")
    return "\n    ".join(rows)


def _data(stored: StoredFeed, catalogue: Catalogue) -> dict[str, Any]:
    return {
        "feed": stored.feed.id,
        "title": catalogue.say(feed_title(stored.feed)),
        "count": stored.count,
        "newest": None if stored.newest is None else stored.newest.isoformat(),
        "licence": stored.feed.licence,
        "attribution": catalogue.say(stored.feed.attribution),
        "exportable": stored.feed.exportable,
        "imports": [
            {
                "number": made.number,
                "file": made.file,
                "day": None if made.day is None else made.day.isoformat(),
                "new": made.added.new,
                "changed": made.added.changed,
                "same": made.added.same,
                "removed": made.added.removed,
                "claim": None if made.claim is None else _claim_data(made.claim),
            }
            for made in stored.imports
        ],
    }


def _claim_data(claimed: Coverage) -> dict[str, Any]:
    return {
        "start": claimed.start.isoformat(),
        "until": claimed.until.isoformat(),
        "kinds": sorted(claimed.kinds),
        "fatal_only": claimed.fatal_only,
        "area": None if claimed.area is None else list(claimed.area),
    }
