"""What is said about imported incidents: what is stored, what an import came to, why the store can't be had."""

from __future__ import annotations

from advisor.services.marks import N_, N_many, Templates

MESSAGES: Templates = {
    # As reasons why an assessment is REFER at best, on screen and on paper.
    "caveat.incidents-unreadable": N_(
        "The imported incidents of this computer can't be read, so nobody can say that there were too few to count."
    ),
    "caveat.incidents-being-read": N_(
        "The imported incidents of this computer are still being read; until then nobody can say that there were too "
        "few to count."
    ),
    # Why the store can't be had, to whoever sits at the computer.
    "incidents.busy": N_("Another program is writing to the imported incidents. Try again in a moment."),
    "incidents.newer": N_(
        "The imported incidents in {file} were written by a later version of this program. Use that version, or move "
        "the file away and import again."
    ),
    "incidents.refused": N_("The system gives no access to the imported incidents in {file}: {reason}."),
    "incidents.unreadable": N_(
        "The imported incidents in {file} can't be read: {reason}. Move the file away and import again."
    ),
    "incidents.failed": N_("The imported incidents can't be read because of a fault of this program: {reason}."),
    "incidents.gone": N_("This import is no longer stored."),
    # What a file turned out to be.
    "incidents.format.ucdp": N_("events of the Uppsala Conflict Data Program (UCDP)"),
    "incidents.format.acled": N_("an export of ACLED"),
    "incidents.format.hxl": N_("a table with HXL hashtags"),
    "incidents.format.cap": N_("a warning in the Common Alerting Protocol (CAP)"),
    "incidents.format.table": N_("a table of its own kind"),
    "incidents.format.unknown": N_("none of the formats that incidents are imported from"),
    # What is stored.
    "incidents.own-tables": N_("Your own tables"),
    "incidents.count": N_many("{count} incident", "{count} incidents"),
    "incidents.newest": N_("the newest of {day}"),
    "incidents.licence": N_("Licence: {licence}"),
    # What an import came to: `march.csv: 812 new, 3 changed, 120 the same, 4 rows refused`.
    "incidents.added": N_("{file}: {counts}"),
    "incidents.added.new": N_many("{count} new", "{count} new"),
    "incidents.added.changed": N_many("{count} changed", "{count} changed"),
    "incidents.added.same": N_many("{count} the same", "{count} the same"),
    "incidents.added.removed": N_many("{count} no longer valid", "{count} no longer valid"),
    "incidents.added.refused": N_many("{count} row refused", "{count} rows refused"),
    "incidents.added.nothing": N_("{file}: nothing was imported"),
    # What an import is said to be complete for.
    "claim.none": N_("Nobody has said that it is complete, so too few incidents in it never count as safe."),
    "claim.told": N_("Said to hold every incident from {start} to {until}: {kinds}, {area}."),
    "claim.told-fatal": N_("Said to hold every incident with deaths from {start} to {until}: {kinds}, {area}."),
    "claim.every-kind": N_("every kind"),
    "claim.everywhere": N_("everywhere"),
    "claim.box": N_("between {south} and {north}, and between {west} and {east}"),
    "claim.north": N_("{degrees}° N"),
    "claim.south": N_("{degrees}° S"),
    "claim.east": N_("{degrees}° E"),
    "claim.west": N_("{degrees}° W"),
    "claim.not-for-alerts": N_("warnings are never complete for anything, so nobody can vouch for them"),
    "claim.rows-refused": N_many(
        "{count} row of {file} was left out, so nobody can vouch for it; mend the row and import again",
        "{count} rows of {file} were left out, so nobody can vouch for it; mend the rows and import again",
    ),
    "claim.ends-before": N_("the last day lies before the first"),
    "claim.in-the-future": N_("nobody can vouch for days to come; the last day must not be after {today}"),
    "claim.not-its-kinds": N_("{feed} has no word for these kinds and so can't be complete for them: {kinds}"),
    "claim.only-fatal": N_("{feed} counts only incidents in which somebody died"),
    "claim.bad-area": N_("an area is four numbers of degrees: south, west, north, east"),
}
