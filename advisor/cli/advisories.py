"""`advisor advisories`: official advice as dated evidence, and the rules it asks to look at again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

from cyclopts import App, Parameter

from advisor.advisories.addresses import page_of
from advisor.advisories.advisory import Advisory
from advisor.advisories.compare import compare
from advisor.advisories.review import Reviewed, Standing, review
from advisor.advisories.telling import summed_up
from advisor.advisories.wanted import Given
from advisor.cli import advisories_text as text
from advisor.cli import choose_pack, faults, output
from advisor.cli.assess import refuse_pack
from advisor.cli.exit_codes import DONE, ExitCode
from advisor.cli.options import Common, ListFormat, day
from advisor.model.diagnostic import has_errors
from advisor.model.message import Message, message
from advisor.services.advisory_library import FileImport, Filing, read_file
from advisor.services.wiring import Services

app = App(name="advisories", help="Saved official advice: import it, compare its texts, see which rules need review.")
"""The commands under `advisor advisories`."""

_Page = Annotated[str, Parameter(help="The page: its address, or a word only its address has.")]
_Json = Annotated[ListFormat, Parameter(name=["--format", "-f"], help="How to write it.")]


@app.command(name="import", version_flags=[])
def bring_in(
    *files: Annotated[Path, Parameter(help="Saved pages, texts or lists.")],
    url: Annotated[str, Parameter(help="Address of the page, where the file does not say it.")] = "",
    date: Annotated[date | None, Parameter(converter=day, help="Day you saved it, YYYY-MM-DD.")] = None,
    published: Annotated[
        date | None, Parameter(converter=day, help="Day it was published, where it does not say.")
    ] = None,
    issuer: Annotated[str, Parameter(help="Who issues it, where the address does not say it.")] = "",
    country: Annotated[str, Parameter(help="Country wanted of a list, as ML.")] = "",
    common: Common | None = None,
) -> int:
    """Import saved pages of advice. Exit codes: 0 all were read, 6 some were not."""
    services = (common or Common()).services()
    say = services.catalogue.say
    if not files:
        raise output.CommandError(Message("cli.advisories.no-files"), ExitCode.USAGE)
    found = services.advisories.country(country) if country else None
    if country and found is None:
        raise output.CommandError(message("cli.advisories.no-country", code=country), ExitCode.USAGE)
    given = Given(url=url, day=date, published=published, issuer=issuer, country=found)
    try:
        results = services.advisories.bring_in(_read(files), given)
    except OSError as error:
        what = message("cli.cannot-write", file=str(services.paths.advisories), reason=output.reason(error))
        raise output.CommandError(what, ExitCode.USAGE) from error
    refused = 0
    for result in results:
        for line in _filed(result):
            output.put(faults.printable(say(line)))
        output_faults = faults.as_text(result.diagnostics, {}, services.catalogue).rstrip("\n")
        if output_faults:
            output.complain(output_faults)
        refused += has_errors(result.diagnostics)
    if refused:
        output.complain(say(message("cli.advisories.not-imported", count=refused)))
    return ExitCode.NOT_ALL_TAKEN if refused else DONE


@app.command(name="list", version_flags=[])
def list_pages(*, format: _Json = ListFormat.TEXT, common: Common | None = None) -> int:  # noqa: A002 -- the option's name
    """List the pages of which texts were imported."""
    services = (common or Common()).services()
    texts = services.advisories.texts()
    if format is ListFormat.JSON:
        _put_json([_page_data(page, of_page) for page, of_page in texts.items()])
    elif not texts:
        output.put(services.catalogue.say(Message("cli.advisories.none")))
    else:
        output.put("\n".join(text.page(page, of_page, services.catalogue) for page, of_page in texts.items()))
    return DONE


@app.command(version_flags=[])
def show(
    page: _Page,
    /,
    *,
    date: Annotated[
        date | None, Parameter(converter=day, help="The text in force on that day, else the newest.")
    ] = None,
    common: Common | None = None,
) -> int:
    """Show a text as it was imported."""
    services = (common or Common()).services()
    texts = _texts_of(page, services)
    output.put(text.whole(_in_force(texts, date), services.catalogue, _width()))
    return DONE


@app.command(version_flags=[])
def changes(
    page: _Page,
    /,
    *,
    since: Annotated[
        date | None, Parameter(converter=day, help="From the text in force on that day to the newest.")
    ] = None,
    common: Common | None = None,
) -> int:
    """Show what changed from each text of a page to the next, or since a day."""
    services = (common or Common()).services()
    texts = _texts_of(page, services)
    steps = [_in_force(texts, since), texts[-1]] if since is not None else list(texts)
    if len(texts) == 1:
        output.put(services.catalogue.say(message("cli.advisories.one-text", day=texts[0].day)))
        return DONE
    told = [text.changes(old, new, services.catalogue, _width()) for old, new in pairwise(steps)]
    output.put("\n\n".join(told))
    return DONE


@app.command(name="review", version_flags=[])
def review_pack(
    pack: Annotated[str, Parameter(help="The pack's folder or ZIP, or its id.")],
    /,
    *,
    format: _Json = ListFormat.TEXT,  # noqa: A002 -- the option's name
    common: Common | None = None,
) -> int:
    """List what a pack cites and how it stands to the texts imported. Exit codes: 0 nothing is due, 7 something is."""
    services = (common or Common()).services()
    loaded = services.packs.load(choose_pack.named(pack, services.packs).folder)
    if loaded.pack is None or loaded.faulty:
        return refuse_pack(loaded, services.catalogue)
    found = review(loaded.pack, services.advisories.texts())
    if format is ListFormat.JSON:
        _put_json([_reviewed_data(one, services) for one in found.reviewed])
    else:
        output.put(text.reviewed(found, services.catalogue, _width()))
    return ExitCode.REVIEW_DUE if found.of(Standing.DUE) else DONE


def _read(files: Sequence[Path]) -> Mapping[str, bytes]:
    data: dict[str, bytes] = {}
    for file in files:
        try:
            data[str(file)] = read_file(file)
        except (OSError, ValueError) as error:
            why = output.reason(error) if isinstance(error, OSError) else str(error)
            raise output.CommandError(message("cli.cannot-read", file=str(file), reason=why), ExitCode.USAGE) from error
    return data


def _filed(result: FileImport) -> Iterator[Message]:
    if not result.filed and not result.diagnostics:
        yield message("cli.advisories.describes", file=result.file)
    for one in result.filed:
        identifier = f"cli.advisories.filed.{one.filing.value}"
        text_ = one.advisory
        yield message(identifier, file=result.file, title=text_.title, day=text_.day, page=text_.page)
        if one.filing is Filing.NEWEST and one.before is not None:
            yield summed_up(compare(one.before, one.advisory))


def _texts_of(asked: str, services: Services) -> tuple[Advisory, ...]:
    """The texts of the page meant; CommandError if there is none, or more than one."""
    texts = services.advisories.texts()
    page = page_of(asked)
    if page is not None and page.key in texts:
        return texts[page.key]
    found = [key for key in texts if asked.casefold() in key.casefold()]
    if len(found) == 1:
        return texts[found[0]]
    if found:
        raise output.CommandError(message("cli.advisories.which-page", page=asked, pages=tuple(found)), ExitCode.USAGE)
    raise output.CommandError(message("cli.advisories.no-page", page=asked), ExitCode.USAGE)


def _in_force(texts: Sequence[Advisory], on: date | None) -> Advisory:
    """The last text of that day or before."""
    before = [one for one in texts if on is None or one.day <= on]
    if not before:
        raise output.CommandError(message("cli.advisories.no-text", day=on or date.min), ExitCode.USAGE)
    return before[-1]


def _put_json(data: list[dict[str, Any]]) -> None:
    from advisor.report.json import written

    output.put_bytes(written(data))


def _page_data(page: str, texts: Sequence[Advisory]) -> dict[str, Any]:
    newest = texts[-1]
    return {
        "page": page,
        "issuer": newest.issuer,
        "title": newest.title,
        "country": newest.country or None,
        "levels": list(newest.levels),
        "days": [one.day.isoformat() for one in texts],
    }


def _reviewed_data(one: Reviewed, services: Services) -> dict[str, Any]:
    say = services.catalogue.say
    return {
        "standing": one.standing.value,
        "kind": one.citation.kind.value,
        "id": one.citation.id,
        "source_url": one.citation.source.url,
        "source_date": one.citation.source.date or None,
        "page": one.page or None,
        "base": None if one.base is None else one.base.day.isoformat(),
        "newest": None if one.newest is None else one.newest.day.isoformat(),
        "summary": None if one.comparison is None else say(summed_up(one.comparison)),
    }


def _width() -> int:
    """As wide as the terminal, within reason; always the same elsewhere."""
    return min(shutil.get_terminal_size().columns, text.WIDEST) if output.is_terminal() else text.USUAL
