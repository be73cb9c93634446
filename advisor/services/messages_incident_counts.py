"""Incidents that were counted: their kinds, and what is told of them on the report."""

from __future__ import annotations

from advisor.services.marks import N_, N_many, Templates

MESSAGES: Templates = {
    # Kinds.
    "incident-kind.ambush": N_("ambush"),
    "incident-kind.attack": N_("attack"),
    "incident-kind.clash": N_("clash"),
    "incident-kind.explosive": N_("explosive device"),
    "incident-kind.shelling": N_("shelling"),
    "incident-kind.air-strike": N_("air strike"),
    "incident-kind.massacre": N_("massacre"),
    "incident-kind.kidnapping": N_("kidnapping"),
    "incident-kind.sexual-violence": N_("sexual violence"),
    "incident-kind.arrest": N_("arrest"),
    "incident-kind.robbery": N_("robbery"),
    "incident-kind.looting": N_("looting"),
    "incident-kind.blockade": N_("blockade"),
    "incident-kind.protest": N_("protest"),
    "incident-kind.riot": N_("riot"),
    "incident-kind.hazard": N_("natural hazard or accident"),
    "incident-kind.health": N_("health emergency"),
    "incident-kind.transport": N_("transport disruption"),
    "incident-kind.alert": N_("alert"),
    "incident-kind.development": N_("development"),
    "incident-kind.other": N_("other event"),
    # How many were counted.
    "incident-count.ambush": N_many("{count} ambush", "{count} ambushes"),
    "incident-count.attack": N_many("{count} attack", "{count} attacks"),
    "incident-count.clash": N_many("{count} clash", "{count} clashes"),
    "incident-count.explosive": N_many("{count} explosive device", "{count} explosive devices"),
    "incident-count.shelling": N_many("{count} shelling", "{count} shellings"),
    "incident-count.air-strike": N_many("{count} air strike", "{count} air strikes"),
    "incident-count.massacre": N_many("{count} massacre", "{count} massacres"),
    "incident-count.kidnapping": N_many("{count} kidnapping", "{count} kidnappings"),
    "incident-count.sexual-violence": N_many("{count} case of sexual violence", "{count} cases of sexual violence"),
    "incident-count.arrest": N_many("{count} arrest", "{count} arrests"),
    "incident-count.robbery": N_many("{count} robbery", "{count} robberies"),
    "incident-count.looting": N_many("{count} case of looting", "{count} cases of looting"),
    "incident-count.blockade": N_many("{count} blockade", "{count} blockades"),
    "incident-count.protest": N_many("{count} protest", "{count} protests"),
    "incident-count.riot": N_many("{count} riot", "{count} riots"),
    "incident-count.hazard": N_many("{count} natural hazard or accident", "{count} natural hazards or accidents"),
    "incident-count.health": N_many("{count} health emergency", "{count} health emergencies"),
    "incident-count.transport": N_many("{count} transport disruption", "{count} transport disruptions"),
    "incident-count.alert": N_many("{count} alert", "{count} alerts"),
    "incident-count.development": N_many("{count} development", "{count} developments"),
    "incident-count.other": N_many("{count} other event", "{count} other events"),
    "incident-count.any": N_many("{count} event", "{count} events"),
    # Why too few is not enough to tell.
    "incidents.no-day": N_("The day is not known, so nobody can say what happened before it."),
    "incidents.no-coordinates": N_(
        "Something on the way has no coordinates in the pack, so nobody can say what happened near it."
    ),
    "incidents.not-covered": N_(
        "For {since} to {until} nobody vouches that the incident data are complete here: import newer data and state "
        "what they are complete for, or let the security officer decide."
    ),
    # On the report.
    "report.heading.incidents": N_("Incidents considered"),
    "report.column.day": N_("Date"),
    "report.column.incident": N_("What happened"),
    "report.column.distance": N_("Distance"),
    "report.km": N_("{km} km"),
    "report.incidents": N_("{counted} within {km} km since {since}: {incidents}."),
    "report.incidents-fatal": N_("{counted} with deaths within {km} km since {since}: {incidents}."),
    "report.more-incidents": N_many("{count} more is not listed here.", "{count} more are not listed here."),
    "report.incidents-for": N_("{rule}: {counted} within {km} km since {since}"),
    "report.incidents-for-fatal": N_("{rule}: {counted} with deaths within {km} km since {since}"),
    "report.no-incidents": N_("No incident was counted."),
    "report.incident": N_("{day}, {what}"),
    "report.incident-at": N_("{incident}, {place}"),
    "report.incident-away": N_("{incident}, {km} km away"),
    "report.incident-source": N_("{incident} ({source})"),
    "report.looked-at": N_many(
        "Looked at: {feed}, {count} incident, of {newest}.",
        "Looked at: {feed}, {count} incidents, the newest of {newest}.",
    ),
    "report.attribution.acled": N_("Source: ACLED (acleddata.com), under the terms agreed to with it."),
    "report.attribution.own": N_("The organisation’s own table."),
    "report.feed.ucdp": N_("UCDP"),
    "report.feed.acled": N_("ACLED"),
    "report.feed.cap": N_("official alerts (CAP)"),
    "report.feed.hxl": N_("humanitarian tables (HXL)"),
    "report.feed.mapped": N_("the office’s own tables"),
}
