"""Small files in the formats governments publish, all invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from advisor.advisories.advisory import Advisory, Section
from advisor.advisories.wanted import Country

SHARED: Final = Path(__file__).parents[3] / "shared" / "data" / "advisories"
LAND: Final = Country("ML", frozenset({"land", "pays"}))

GOVUK: Final[dict[str, Any]] = {
    "base_path": "/foreign-travel-advice/land",
    "title": "Land travel advice",
    "public_updated_at": "2026-07-10T14:24:11.000+01:00",
    "details": {
        "country": {"slug": "land", "name": "Land"},
        "change_description": "Latest update: The road north is closed.",
        "alert_status": ["avoid_all_travel_to_parts"],
        "parts": [
            {"slug": "warnings-and-insurance", "title": "Warnings", "body": "<p>Do not go <b>north</b>.</p>"},
            {
                "slug": "safety-and-security",
                "title": "Safety",
                "body": '<h2 id="c">Crime</h2><ul><li>Lock doors.</li><li>Carry copies.</li></ul>'
                "<h3>Theft</h3><p>Rare.</p>",
            },
        ],
    },
}
STATE: Final[list[dict[str, Any]]] = [
    {
        "Title": f"{name} - Level {level}: {words}",
        "Link": f"https://travel.state.gov/advisories/{name.lower()}.html",
        "Category": [code],
        "Summary": f"<p>Updated to say more.</p><p><b>{words}</b> in {name}.</p>",
        "id": name,
        "Published": "2025-01-12T19:00:00-05:00",
        "Updated": "2026-02-03T19:00:00-05:00",
    }
    for name, level, words, code in (
        ("Land", 4, "Do Not Travel", "LX"),
        # FIPS 10-4 gives ML to another country than ISO 3166 does.
        ("Malta", 1, "Exercise Normal Precautions", "ML"),
    )
]
GERMANY: Final[dict[str, Any]] = {
    "response": {
        "lastModified": 1757063288,
        "contentList": ["208258", "213032"],
        "208258": {
            "lastModified": 1783430993,
            "effective": 1783431000,
            "title": "Land: Reisewarnung",
            "countryCode": "ML",
            "iso3CountryCode": "MLI",
            "countryName": "Land",
            "warning": True,
            "partialWarning": False,
            "situationWarning": False,
            "situationPartWarning": False,
        },
        "213032": {"lastModified": 1783339712, "title": "Insel: Hinweise", "countryCode": "IS", "countryName": "Insel"},
    }
}
CANADA: Final[dict[str, Any]] = {
    "metadata": {"generated": {"timestamp": 1780000000, "date": "2026-05-28 20:26:40"}},
    "data": {
        "ML": {
            "country-id": 1,
            "country-iso": "ML",
            "country-eng": "Land",
            "advisory-state": 3,
            "date-published": {"timestamp": 1780000000, "date": "2026-05-28 20:26:40", "asp": "2026-05-28T20:26:40"},
            "eng": {
                "name": "Land",
                "url-slug": "land",
                "advisory-text": "Avoid all travel",
                "recent-updates": "Safety",
            },
            "fra": {"name": "Pays", "url-slug": "pays", "advisory-text": "Évitez tout voyage", "recent-updates": ""},
        }
    },
}
PAGE: Final = """<!DOCTYPE html>
<!-- saved from url=(0043)https://www.gov.uk/foreign-travel-advice/land -->
<html><head><title>Land travel advice - GOV.UK</title>
<link rel="canonical" href="https://www.gov.uk/foreign-travel-advice/land">
<meta name="govuk:public-updated-at" content="2026-07-10T14:24:11+01:00">
<style>.x { color: red }</style><script>var advice = "Never read";</script></head>
<body><header>Menu and more</header><nav><ul><li>Home</li></ul></nav>
<main><h1>Land travel advice</h1>
<dl><dt>Still current at:</dt><dd>12 July 2026</dd></dl>
<h2>FCDO advises against all travel to Land</h2><p>Leave now&nbsp;&mdash; by air. <br>Do not leave by road.
<ul><li>Stay indoors<li>Keep water</ul><div hidden>Secret</div></main>
<footer>Crown copyright</footer></body></html>
"""
MARKDOWN: Final = """# Warnings and insurance

Still current at:
:   11 July 2026

Updated:
:   10 July 2026

Latest update:
:   Updated information about [attacks](https://example.org/a(b)).

![](https://example.org/map.jpg)

## FCDO advises against all travel to Land

The road **is** closed. Do _not_ drive.

* Stay in [town](https://example.org "a title")
* Keep \\*water\\*

[Next:Entry requirements](/foreign-travel-advice/land"""


def as_json(told: object) -> bytes:
    return json.dumps(told).encode()


def advisory(*sections: tuple[str, str], levels: tuple[str, ...] = (), **fields: Any) -> Advisory:  # noqa: ANN401
    """A text with a section for each heading and its paragraphs, a line each."""
    told: dict[str, Any] = {"issuer": "Somebody", "page": "example.org/land", "url": "https://example.org/land"}
    return Advisory(
        **{**told, "title": "Land", **fields},
        levels=levels,
        sections=tuple(Section(heading, tuple(text.splitlines())) for heading, text in sections),
    )
