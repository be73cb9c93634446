"""What is said of other ways to travel, of changes that help and of other days."""

from __future__ import annotations

from advisor.services.marks import N_, N_many, Templates

MESSAGES: Templates = {
    "plan.at-best": N_("at best {verdict}"),
    "plan.cut-short": N_("The search was cut short: there may be more."),
    # Alternatives.
    "plan.alternatives": N_("Other ways to travel"),
    "plan.no-alternatives": N_("The network offers no other way."),
    "plan.looked-at": N_many("{count} trip was compared.", "{count} trips were compared."),
    "plan.as-written": N_("The trip as it is planned"),
    "plan.hours": N_("{hours} h"),
    "plan.minutes": N_("{minutes} min"),
    "plan.hours-minutes": N_("{hours} h {minutes} min"),
    "plan.time-not-known": N_("time not known"),
    "plan.moving": N_("{time} of it moving"),
    "plan.km": N_("{km} km"),
    "plan.risk": N_("remaining risk: {level}"),
    "plan.leg": N_("{mode}, {origin} – {destination}"),
    "plan.leg-by": N_("{leg}, by {by}"),
    "plan.leg-with": N_("{leg}, with {operator}"),
    "plan.leg-at": N_("{leg}, {time}"),
    "plan.via-many": N_("{first}, {count} places more and {last}"),
    "plan.span": N_("{start}–{until}"),
    "plan.departures": N_("The same for a departure at {spans}"),
    "plan.more-reasons": N_many("and {count} reason more", "and {count} reasons more"),
    # Changes.
    "plan.changes": N_("What would help"),
    "plan.nothing-needed": N_("The trip is a GO as it is."),
    "plan.nothing-helps": N_("Nothing that the planner can change makes this trip better than {verdict}."),
    "plan.nothing-found": N_(
        "Nothing was found that makes this trip better than {verdict}, but the search was cut short."
    ),
    "plan.from-to": N_("Each of these turns {before} into {after}:"),
    "plan.decided": N_many("{count} trip was tried.", "{count} trips were tried."),
    "plan.at-step": N_("Step {step} ({course}): {what}"),
    "plan.for-traveller": N_("{traveller}: {what}"),
    "plan.change.mode": N_("go by another mode: {mode}"),
    "plan.change.route": N_("take another route"),
    "plan.change.operator": N_("go with {operator}"),
    "plan.change.hours": N_("depart on {time}"),
    "plan.change.later": N_many("Travel {count} day later", "Travel {count} days later"),
    "plan.change.earlier": N_many("Travel {count} day earlier", "Travel {count} days earlier"),
    "plan.change.overnight": N_("spend the night in {place}"),
    "plan.change.traveller": N_("Travel without {traveller}"),
    "plan.change.arrange": N_("arrange: {measure}"),
    "plan.change.confirm": N_("confirm: {measure}"),
    "plan.change.accept": N_("agree to: {measure}"),
    # The calendar.
    "plan.calendar": N_("Other days of departure"),
    "plan.no-day": N_("The trip names no day, so it cannot be moved."),
    "plan.departs": N_("The trip is planned to depart on {day}. Moved as a whole, it comes to:"),
    "plan.turn.begins": N_("begins: {rule}"),
    "plan.turn.ends": N_("ended: {rule}"),
    "plan.turn.review": N_("review overdue: {rule}"),
    "plan.turn.starts": N_("{runner} starts"),
    "plan.turn.stops": N_("{runner} has stopped"),
    "plan.turn.stops-because": N_("{runner} has stopped: {reason}"),
    "plan.turn.doubtful": N_("{runner}: review overdue"),
    "plan.turn.night": N_("the night falls otherwise in {place}: {rule}"),
    "plan.turn.incidents": N_("other incidents count: {rule}"),
    "plan.turn.clock": N_("the clocks are put forward or back"),
}
