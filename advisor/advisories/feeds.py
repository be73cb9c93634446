"""The JSON that governments publish: one country's guide, or a list of all countries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final, TypeVar

from advisor.advisories.advisory import Advisory, Section
from advisor.advisories.blocks import sections_of
from advisor.advisories.dates import day_of_seconds, find_day
from advisor.advisories.faults import RefusedError
from advisor.advisories.html import html_blocks
from advisor.advisories.levels import NO_ALERT_STATUS, NO_FLAG
from advisor.advisories.wanted import Given
from advisor.advisories.words import flat

SUMMARY: Final = "summary"
"""The part that holds what a list says of a page whose text it leaves out."""

_Key = TypeVar("_Key")

_FLAGS: Final = ("warning", "partialWarning", "situationWarning", "situationPartWarning")


def is_govuk(told: Any) -> bool:  # noqa: ANN401 -- JSON may hold anything
    """An item of the GOV.UK content API that is advice about one country."""
    return (
        isinstance(told, dict)
        and str(told.get("base_path", "")).startswith("/foreign-travel-advice/")
        and isinstance(told.get("details"), dict)
    )


def read_govuk(told: Mapping[str, Any], given: Given) -> tuple[Advisory, ...]:
    """A guide: a text for each of its parts, as on the web. The alert status stands with the first."""
    details = told["details"]
    url = f"https://www.gov.uk{told['base_path']}"
    status = tuple(_word(one) for one in _items(details.get("alert_status")) if _word(one))
    parts = [part for part in _items(details.get("parts")) if isinstance(part, dict)]
    title = _word(told.get("title"))
    country = _of(details.get("country"), "name")
    code = given.country_code if given.country is not None and given.country.called(country) else ""
    published = _day(told.get("public_updated_at"))
    change = re.sub(r"^latest update:\s*", "", _word(details.get("change_description")), flags=re.IGNORECASE)
    texts = [
        Advisory(
            issuer="",
            page="",
            country=code,
            published=published,
            url=f"{url}/{_word(part.get('slug'))}" if number else url,
            title=_joined(title, _word(part.get("title"))),
            levels=(status or (NO_ALERT_STATUS,)) if not number else (),
            change=change,
            sections=_sections(part.get("body")),
        )
        for number, part in enumerate(parts)
    ]
    if not texts:
        summary = _sections(details.get("summary"))
        texts = [
            Advisory(
                issuer="",
                page="",
                country=code,
                published=published,
                url=url,
                title=title,
                levels=status or (NO_ALERT_STATUS,),
                change=change,
                sections=summary,
            )
        ]
    return tuple(texts)


def is_state(told: Any) -> bool:  # noqa: ANN401 -- as above
    """The State Department's list."""
    return _is_list_of(told, "Title", "Link", "Summary")


def read_state(told: list[Mapping[str, Any]], given: Given) -> tuple[Advisory, ...]:
    """The country is found by its name in the title: the codes of this list are not those of ISO."""
    entries = [entry for entry in told if isinstance(entry, dict)]
    named = {number: _state_title(entry) for number, entry in enumerate(entries)}
    chosen = _choose({number: name for number, (name, _level) in named.items()}, given)
    return tuple(
        Advisory(
            issuer="",
            page="",
            url=_word(entries[number].get("Link")),
            title=_word(entries[number].get("Title")),
            country=given.country_code,
            published=_day(entries[number].get("Updated")) or _day(entries[number].get("Published")),
            levels=(named[number][1],) if named[number][1] else (),
            sections=_sections(entries[number].get("Summary")),
        )
        for number in chosen
    )


def is_germany(told: Any) -> bool:  # noqa: ANN401 -- as above
    """The list of the Auswärtiges Amt, or the detail of one country."""
    return isinstance(told, dict) and isinstance(told.get("response"), dict) and "lastModified" in told["response"]


def read_germany(told: Mapping[str, Any], given: Given) -> tuple[Advisory, ...]:
    """Flags are levels; where none is set, that is said as such, and never as "no advice"."""
    entries = {
        key: entry for key, entry in told["response"].items() if isinstance(entry, dict) and "countryName" in entry
    }
    names = {key: _word(entry.get("countryName")) for key, entry in entries.items()}
    codes = {key: _word(entry.get("countryCode")) for key, entry in entries.items()}
    return tuple(_german(key, entries[key]) for key in _choose(names, given, codes))


def _german(key: str, entry: Mapping[str, Any]) -> Advisory:
    flags = tuple(flag for flag in _FLAGS if entry.get(flag) is True)
    sections = _sections(entry.get("content"))
    url = f"https://www.auswaertiges-amt.de/opendata/travelwarning/{key}"
    return Advisory(
        issuer="",
        page="",
        url=url if sections else f"{url}#{SUMMARY}",
        title=_word(entry.get("title")) or _word(entry.get("countryName")),
        country=_word(entry.get("countryCode")),
        published=day_of_seconds(entry.get("lastModified")),
        levels=flags or (NO_FLAG,),
        change=_word(entry.get("lastChanges"), html=True),
        sections=sections,
    )


def is_canada(told: Any) -> bool:  # noqa: ANN401 -- as above
    """Canada's open data: the index of all countries, or the file of one."""
    return isinstance(told, dict) and any("advisory-state" in entry for _key, entry in _canadian(told))


def read_canada(told: Mapping[str, Any], given: Given) -> tuple[Advisory, ...]:
    """The English page and the French one are two pages."""
    entries = dict(_canadian(told))
    names = {key: _word(entry.get("country-eng")) or _of(entry.get("eng"), "name") for key, entry in entries.items()}
    codes = {key: _word(entry.get("country-iso")) or key for key, entry in entries.items()}
    found: list[Advisory] = []
    for key in _choose(names, given, codes):
        entry = entries[key]
        published = entry.get("date-published")
        state = _word(entry.get("advisory-state"))
        day = (
            (_day(published.get("date")) or day_of_seconds(published.get("timestamp")))
            if isinstance(published, dict)
            else _day(published)
        )
        for language, host in (("eng", "travel.gc.ca"), ("fra", "voyage.gc.ca")):
            told_in = entry.get(language)
            if not isinstance(told_in, dict) or not _word(told_in.get("url-slug")):
                continue
            text = _word(told_in.get("advisory-text"), html=True)
            found.append(
                Advisory(
                    issuer="",
                    page="",
                    url=f"https://{host}/destinations/{_word(told_in.get('url-slug'))}#{SUMMARY}",
                    title=_word(told_in.get("name")),
                    country=codes[key],
                    published=day,
                    levels=(f"advisory-state-{state}",) if state else (),
                    change=_word(told_in.get("recent-updates"), html=True),
                    sections=(Section("", (text,)),) if text else (),
                )
            )
    return tuple(found)


def is_summary(told: Any) -> bool:  # noqa: ANN401 -- as above
    """A list of destinations with address and day, without their texts."""
    return _is_list_of(told, "destination", "last_updated") or _is_list_of(told, "destination", "last_updated_advisory")


def read_summary(told: list[Mapping[str, Any]], given: Given) -> tuple[Advisory, ...]:
    """One destination of such a list."""
    entries = dict(enumerate(entry for entry in told if isinstance(entry, dict)))
    found: list[Advisory] = []
    for number in _choose({number: _word(entry.get("destination")) for number, entry in entries.items()}, given):
        entry = entries[number]
        url = next((_word(entry[key]) for key in ("details_url", "advisory_details_url", "url") if entry.get(key)), "")
        level = _word(entry.get("risk_level"))
        found.append(
            Advisory(
                issuer="",
                page="",
                url=f"{url.partition('#')[0]}#{SUMMARY}" if url else "",
                title=_word(entry.get("destination")),
                country=given.country_code,
                published=_day(entry.get("last_updated")) or _day(entry.get("last_updated_advisory")),
                levels=(level,) if level else (),
            )
        )
    return tuple(found)


FEEDS: Final[tuple[tuple[Callable[[Any], bool], Callable[[Any, Given], tuple[Advisory, ...]]], ...]] = (
    (is_govuk, read_govuk),
    (is_state, read_state),
    (is_germany, read_germany),
    (is_canada, read_canada),
    (is_summary, read_summary),
)
"""What tells a feed from others, and what reads it."""


def _choose(names: Mapping[_Key, str], given: Given, codes: Mapping[_Key, str] | None = None) -> list[_Key]:
    """The entries of the country wanted; of a list with one country, that one."""
    country = given.country
    if country is None:
        if len(names) == 1:
            return list(names)
        raise RefusedError("advisory-which-country", count=len(names))
    found = [
        key
        for key, name in names.items()
        if country.called(name) or (codes is not None and codes.get(key, "").upper() == country.code)
    ]
    if not found:
        raise RefusedError("advisory-no-such-country", country=country.code)
    return found


def _canadian(told: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    data = told.get("data")
    if not isinstance(data, dict):
        return
    if "advisory-state" in data:
        yield _word(data.get("country-iso")), data
        return
    for key, entry in data.items():
        if isinstance(entry, dict):
            yield key, entry


def _is_list_of(told: Any, *keys: str) -> bool:  # noqa: ANN401 -- as above
    return isinstance(told, list) and any(isinstance(one, dict) and all(key in one for key in keys) for one in told)


def _state_title(entry: Mapping[str, Any]) -> tuple[str, str]:
    """`Mali - Level 4: Do Not Travel` as country and level."""
    title = _word(entry.get("Title"))
    hit = re.fullmatch(r"(.*?)(?:\s+(?:Travel Advisory\s*)?[-–—]\s+|\s*[-–—]\s*)(Level \d.*)", title)
    return (hit[1].strip(), hit[2].strip()) if hit is not None else (title, "")


def _sections(body: Any) -> tuple[Section, ...]:  # noqa: ANN401 -- as above
    return sections_of(html_blocks(body)) if isinstance(body, str) else ()


def _word(value: Any, *, html: bool = False) -> str:  # noqa: ANN401 -- as above
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    if html and isinstance(value, str):
        return " ".join(block.text for block in html_blocks(value))
    return flat(str(value))


def _of(value: Any, key: str) -> str:  # noqa: ANN401 -- as above
    return _word(value.get(key)) if isinstance(value, dict) else ""


def _items(value: Any) -> list[Any]:  # noqa: ANN401 -- as above
    return value if isinstance(value, list) else []


def _day(value: Any) -> date | None:  # noqa: ANN401 -- as above
    return find_day(value) if isinstance(value, str) else None


def _joined(title: str, part: str) -> str:
    return f"{title}: {part}" if title and part else title or part
