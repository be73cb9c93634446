"""What a trip says in the files of other programs and in an e-mail."""

from __future__ import annotations

from advisor.services.marks import N_, N_many, Templates

MESSAGES: Templates = {
    "export.not-an-emergency-service": N_(
        "This is not an emergency service. In danger, call the numbers on the sheet."
    ),
    "export.conditions-on-sheet": N_("The rules allow this trip once every condition on the sheet is met."),
    "export.more-reasons": N_many("and {count} more, on the sheet", "and {count} more, on the sheet"),
    "export.course.schematic": N_("Straight lines from place to place, schematic: not for navigation"),
    "export.course.direct": N_("Straight line, not the way that is flown"),
    "export.course.unknown": N_("Straight line: which way is taken is not known. Not for navigation"),
    "export.not-drawn": N_("Not drawn, for it is not known where they lie: {steps}"),
    "export.not-dated": N_("Not in the calendar, for no day is given: {steps}"),
    "export.this-leg": N_("This leg by itself"),
    "export.mode": N_("Mode"),
    "export.arrival": N_("{course} (arrival)"),
    "export.departs": N_("Departure"),
    "export.arrives": N_("Arrival"),
    "export.zoned": N_("{when} ({zone})"),
    # What can't be exported.
    "export.nothing-dated": N_("no leg of this trip has a day, so there is nothing to put into a calendar"),
}
