"""When two addresses mean the same page, and who issues what stands there."""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

LONGEST_ADDRESS: Final = 2_000

ISSUERS: Final = {
    "gov.uk": "Foreign, Commonwealth & Development Office",
    "travel.state.gov": "U.S. Department of State",
    "travel.gc.ca": "Global Affairs Canada",
    "voyage.gc.ca": "Affaires mondiales Canada",
    "smartraveller.gov.au": "Smartraveller (DFAT)",
    "ireland.ie": "Department of Foreign Affairs (Ireland)",
    "dfa.ie": "Department of Foreign Affairs (Ireland)",
    "auswaertiges-amt.de": "Auswärtiges Amt",
    "diplomatie.gouv.fr": "France Diplomatie",
    "diplomatie.belgium.be": "SPF Affaires étrangères",
    "eda.admin.ch": "EDA / DFAE",
    "safetravel.govt.nz": "SafeTravel (MFAT)",
}
"""By host, without `www.`. Names are the issuers' own."""

_GUIDES: Final = "/foreign-travel-advice/"
_FIRST_PARTS: Final = frozenset({"summary", "warnings-and-insurance"})
"""Parts that gov.uk shows at the address of the guide itself."""


class Page(NamedTuple):
    """Where a text stands: a guide or page, and the part of it, empty for the page itself."""

    whole: str
    part: str = ""

    @property
    def key(self) -> str:
        """One string for it, from which `page_of` makes the same page again."""
        joint = "/" if self.whole.startswith(f"gov.uk{_GUIDES}") else "#"
        return f"{self.whole}{joint}{self.part}" if self.part else self.whole


def page_of(url: str) -> Page | None:
    """The page an address leads to; None if it is no web address.

    Scheme, `www.`, port, query of a known site, a slash at the end and capitals of the host do not matter. A part is
    a subpage of a guide on gov.uk, elsewhere the fragment. The Auswärtiges Amt numbers its pages, so that the number
    is the page.
    """
    if len(url) > LONGEST_ADDRESS:
        return None
    written = url.strip()
    try:
        found = urlsplit(written if "://" in written else f"https://{written}")
        host = (found.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if (
        found.scheme.lower() not in {"http", "https"}
        or "." not in host
        or "@" in found.netloc
        or any(one.isspace() for one in written)
    ):
        return None
    path = re.sub(r"/{2,}", "/", unquote(found.path, errors="replace")).rstrip("/")
    path = re.sub(r"/index\.html?$", "", path)
    if host == "gov.uk":
        return _of_guide(path)
    if host == "auswaertiges-amt.de" and (number := re.search(r"/(\d{4,})$", path)):
        return Page(f"{host}/{number[1]}", unquote(found.fragment))
    query = f"?{found.query}" if found.query and host not in ISSUERS else ""
    return Page(f"{host}{path}{query}", unquote(found.fragment))


def part_of(page: Page, part: str) -> Page:
    """A part of a page by its name."""
    name = re.sub(r"[^\w]+", "-", part.casefold()).strip("-")
    if page.whole.startswith(f"gov.uk{_GUIDES}") and name in _FIRST_PARTS:
        return Page(page.whole)
    return Page(page.whole, name)


def issuer_at(page: Page) -> str:
    """Who issues it; the host where that is not known."""
    host = page.whole.partition("/")[0]
    labels = host.split(".")
    names = (".".join(labels[first:]) for first in range(len(labels) - 1))
    return next((ISSUERS[name] for name in names if name in ISSUERS), host)


def _of_guide(path: str) -> Page:
    """A guide on gov.uk and its part; what stands below a part's fragment is in the part."""
    path = path.removeprefix("/api/content")
    if not path.startswith(_GUIDES):
        return Page(f"gov.uk{path}")
    country, _slash, part = path.removeprefix(_GUIDES).partition("/")
    return part_of(Page(f"gov.uk{_GUIDES}{country}"), part)
