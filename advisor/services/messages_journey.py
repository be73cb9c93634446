"""What the journey plan says: on the printed sheet, as text, and in the window; and the remarks on the way back."""

from __future__ import annotations

from advisor.services.marks import N_, N_many, Templates

MESSAGES: Templates = {
    # Remarks.
    "remark.way-back": N_("The way back by the same way, on {day}: {verdict}."),
    "remark.way-back-because": N_("The way back by the same way, on {day}: {verdict}, because of: {reasons}."),
    "remark.reason": N_("“{title}”"),
    "remark.driving-hours": N_("{driver} would drive {hours} on {day}; at most {limit} a day is allowed ({source})."),
    "remark.driving-hours-some-day": N_(
        "{driver} would drive {hours} in one go; at most {limit} a day is allowed ({source})."
    ),
    # Sections of the sheet.
    "journey.heading.vehicles": N_("Vehicles and drivers"),
    "journey.heading.people": N_("How to reach the party"),
    "journey.heading.lodging": N_("Lodging"),
    "journey.heading.medevac": N_("Medevac"),
    "journey.heading.overdue": N_("If a check-in does not come"),
    "journey.heading.missing": N_("Still open in the journey plan"),
    # Heads of columns.
    "journey.column.vehicle": N_("Vehicle"),
    "journey.column.carries": N_("Carries"),
    "journey.column.steps": N_("Steps"),
    "journey.column.drivers": N_("Drivers"),
    "journey.column.hours": N_("Hours driven"),
    "journey.column.emergency": N_("Emergency contact"),
    "journey.column.whom": N_("With whom"),
    "journey.column.overdue-at": N_("Overdue at"),
    "journey.column.made": N_("Made"),
    "journey.column.lodging": N_("Lodging"),
    "journey.column.hospital": N_("Nearest hospital"),
    "journey.column.provider": N_("Fetched by"),
    "journey.column.after": N_("After"),
    "journey.column.who": N_("Who"),
    "journey.column.what": N_("Does what"),
    # What is in the cells.
    "journey.other-driver": N_("Driver {number}"),
    "journey.radio": N_("radio: {sign}"),
    "journey.satphone": N_("satellite phone"),
    "journey.radio-set": N_("radio"),
    "journey.first-aid": N_("first-aid kit"),
    "journey.water": N_("water"),
    "journey.fuel": N_("spare fuel"),
    "journey.driven": N_("{driver}: {days}"),
    "journey.driven-on": N_("{day} {hours}"),
    "journey.about": N_("about {hours}"),
    "journey.at-least": N_("at least {hours}"),
    "journey.hours-not-known": N_("hours not known"),
    "journey.departure": N_("leaves {place}"),
    "journey.arrival": N_("arrives at {place}"),
    "journey.underway": N_("between {origin} and {destination}"),
    "journey.every": N_("every {hours}"),
    "journey.every-day": N_("every further day, {hour}"),
    "journey.time-not-known": N_("time not known"),
    "journey.agreed": N_("agreed"),
    "journey.not-agreed": N_("not agreed yet"),
    "journey.minutes": N_("{minutes} min"),
    # What is missing.
    "journey.lack.phone": N_("no phone or radio of the party"),
    "journey.lack.emergency": N_("no emergency contact for {travellers}"),
    "journey.lack.contact": N_("nobody to call about this trip"),
    "journey.lack.driver": N_many("no driver for step {steps}", "no drivers for steps {steps}"),
    "journey.lack.lodging": N_many("no lodging for step {steps}", "no lodging for steps {steps}"),
    "journey.lack.check-in": N_("no check-ins"),
    "journey.lack.overdue": N_("nobody acts when a check-in does not come"),
    "journey.lack.medevac": N_many("no medevac agreed for step {steps}", "no medevac agreed for steps {steps}"),
    "journey.lacks": N_("Still open: {lacks}."),
    "journey.complete": N_("Nothing is missing from this plan."),
}
