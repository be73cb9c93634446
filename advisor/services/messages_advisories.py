"""Official advice that was imported: what is wrong with a file, what changed, what needs review."""

from __future__ import annotations

from advisor.services.marks import N_, N_many, Templates

MESSAGES: Templates = {
    # Faults; sentences go on with “, expected …”, so have no full stop.
    "advisory-too-large": N_("the file has {size} bytes, more than {limit}"),
    "advisory-unknown-format": N_(
        "this is neither a saved page of advice nor one of the lists that governments publish"
    ),
    "advisory-unreadable": N_("the file is broken off or damaged, so it can't be read"),
    "advisory-encoding": N_("the file is not UTF-8 and was read as Western European text; check the accents"),
    "advisory-empty": N_("no advice stands in the file: neither a text nor a level"),
    "advisory-no-address": N_("nothing says which page this is a text of; give its address"),
    "advisory-bad-address": N_("`{url}` is not the address of a page on the web"),
    "advisory-no-date": N_("nothing says which day “{title}” is of; give the day you saved it"),
    "advisory-which-country": N_("the list holds {count} countries; say which one you want"),
    "advisory-no-such-country": N_("the list does not hold the country {country}"),
    # Levels that feeds write as codes.
    "advisory.level.avoid_all_travel_to_whole_country": N_("avoid all travel to the whole country"),
    "advisory.level.avoid_all_travel_to_parts": N_("avoid all travel to parts of the country"),
    "advisory.level.avoid_all_but_essential_travel_to_whole_country": N_(
        "avoid all but essential travel to the whole country"
    ),
    "advisory.level.avoid_all_but_essential_travel_to_parts": N_(
        "avoid all but essential travel to parts of the country"
    ),
    "advisory.level.no-alert-status": N_("no alert status is set"),
    "advisory.level.warning": N_("travel warning (Reisewarnung)"),
    "advisory.level.partialWarning": N_("travel warning for parts of the country (Teilreisewarnung)"),
    "advisory.level.situationWarning": N_("warning for the present situation (situationWarning)"),
    "advisory.level.situationPartWarning": N_(
        "warning for the present situation in parts of the country (situationPartWarning)"
    ),
    "advisory.level.no-flag": N_("no warning flag is set; the text may advise against travel all the same"),
    "advisory.level.advisory-state-0": N_("0, take normal security precautions"),
    "advisory.level.advisory-state-1": N_("1, exercise a high degree of caution"),
    "advisory.level.advisory-state-2": N_("2, avoid non-essential travel"),
    "advisory.level.advisory-state-3": N_("3, avoid all travel"),
    "advisory.level.none": N_("no level is told"),
    # What changed.
    "advisory.same": N_("Both say the same."),
    "advisory.summary": N_("What changed: {parts}."),
    "advisory.summary.level": N_("the level"),
    "advisory.summary.sections-added": N_many("{count} section added", "{count} sections added"),
    "advisory.summary.sections-removed": N_many("{count} section removed", "{count} sections removed"),
    "advisory.summary.sections-renamed": N_many("{count} section renamed", "{count} sections renamed"),
    "advisory.summary.added": N_many("{count} sentence added", "{count} sentences added"),
    "advisory.summary.removed": N_many("{count} sentence removed", "{count} sentences removed"),
    "advisory.summary.reworded": N_many("{count} sentence reworded", "{count} sentences reworded"),
    "advisory.summary.moved-here": N_many("{count} sentence moved", "{count} sentences moved"),
    "advisory.summary.reordered": N_("sections in another order"),
    "advisory.beginning": N_("beginning of the page"),
    "advisory.line.level": N_("Level"),
    "advisory.line.section-added": N_("New section: {section}"),
    "advisory.line.section-removed": N_("Section removed: {section}"),
    "advisory.line.section-reworded": N_("{section}"),
    "advisory.line.renamed": N_("{new} (before: {old})"),
    "advisory.line.moved-away": N_("moved to: {section}"),
    "advisory.line.moved-here": N_("moved here from: {section}"),
    "advisory.line.reordered": N_("The sections stand in another order."),
    # The command line.
    "cli.advisories.filed.newest": N_("{file}: {title}, {day}: the newest text of {page}"),
    "cli.advisories.filed.older": N_("{file}: {title}, {day}: filed as an older text of {page}"),
    "cli.advisories.filed.known": N_("{file}: {title}, {day}: was imported before"),
    "cli.advisories.describes": N_("{file}: describes the files beside it"),
    "cli.advisories.none": N_("No advice has been imported yet."),
    "cli.advisories.page": N_("{issuer}: {title}"),
    "cli.advisories.page-days": N_many("{count} text, of {newest}", "{count} texts, the newest of {newest}"),
    "advisory.levels": N_("level as told: {levels}"),
    "advisory.days.both": N_("published {published}, seen {retrieved}"),
    "advisory.days.published": N_("published {published}"),
    "advisory.days.seen": N_("seen {retrieved}; the text gives no day of its own"),
    "cli.advisories.change": N_("The issuer says: {change}"),
    "cli.advisories.between": N_("{old} → {new}"),
    "cli.advisories.one-text": N_("Only one text was imported, of {day}."),
    "cli.advisories.no-files": N_("name the files to import"),
    "cli.advisories.no-page": N_("nothing was imported of `{page}`; `advisor advisories list` shows what there is"),
    "cli.advisories.which-page": N_("`{page}` may mean several pages: {pages}"),
    "cli.advisories.no-text": N_("no text of {day} or before was imported of that page"),
    "cli.advisories.no-country": N_("`{code}` is not the code of a country; ISO 3166-1 has two letters, as ML"),
    "cli.advisories.not-imported": N_many("{count} file was not imported", "{count} files were not imported"),
    # What needs review.
    "advisory.review.due": N_("Needs review: a newer text says something else"),
    "advisory.review.current": N_("Nothing newer that says something else"),
    "advisory.review.behind": N_("What was imported is older than the text cited"),
    "advisory.review.missing": N_("Never imported"),
    "advisory.review.rule": N_("rule {id}"),
    "advisory.review.service": N_("service {id}"),
    "advisory.review.provider": N_("provider {id}"),
    "advisory.review.contact": N_("contact {id}"),
    "advisory.review.cites": N_("{what}, source of {date}"),
    "advisory.review.cites-undated": N_("{what}, source without a date"),
    "advisory.review.since": N_("from the text of {base} to that of {newest}"),
    "advisory.review.no-base": N_("newest text of {newest}; none imported is as old as the source cited"),
    "advisory.review.newest": N_("newest text of {newest}"),
    "advisory.review.summary": N_many(
        "{count} statement needs review because of a newer text.",
        "{count} statements need review because of a newer text.",
    ),
    "advisory.review.nothing": N_("No newer text that was imported asks for a review."),
    "advisory.review.caution": N_("A verdict is never changed by this: what a rule says is changed by its author."),
}
