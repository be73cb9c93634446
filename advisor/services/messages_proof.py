"""What is said of statements about all trips."""

from __future__ import annotations

from advisor.services.marks import N_, N_many, Templates

MESSAGES: Templates = {
    "proof.answer": N_("{outcome}  {title} ({id})"),
    "proof.proved": N_("PROVED"),
    "proof.refuted": N_("REFUTED"),
    "proof.not-proved": N_("NOT PROVED"),
    "proof.rests-on": N_("It rests on {rules}."),
    "proof.silence": N_("In part it rests on silence: nothing there is permitted."),
    "proof.vacuous": N_("It says little: nothing there is ever permitted, whatever is restricted."),
    "proof.empty": N_("It speaks of nothing: no place, mode or traveller of the pack is meant."),
    "proof.why.spent": N_("The search was stopped before it was done. A greater --budget may help."),
    "proof.why.no-trip": N_(
        "No trip was found that breaks it, and no proof that there is none: incident counts, twilight or what lies "
        "further on decide."
    ),
    "proof.why.not-checked": N_(
        "The proof did not stand up to its check. It is not to be relied on; please tell the makers of the program."
    ),
    "proof.step": N_("Step {step} of this trip is {verdict}: {what}."),
    "proof.leg": N_("{mode}, {origin} – {destination}, {when}"),
    "proof.stay": N_("stay in {place}, {start} – {until}"),
    "proof.no-time": N_("time not stated"),
    "proof.as-of": N_("As of {day}; nationality {nationality}."),
    "proof.roles": N_("The traveller is: {roles}."),
    "proof.measures": N_("With all measures that help confirmed: {measures}."),
    "proof.whole": N_("The whole trip comes to {verdict}."),
    "proof.trip": N_("The trip, for a file under trips/:"),
    "proof.none": N_("The pack makes no statements about all trips (invariants.yaml)."),
    "proof.no-such": N_("there is no statement `{name}` in the pack"),
    "proof.no-such-but": N_("there is no statement `{name}`, did you mean `{near}`?"),
    "proof.dead-allows": N_("Permissions that change no verdict: {rules}."),
    "proof.dead-requires": N_(
        "Requirements that change no verdict, for all they ask of is stopped or not permitted: {rules}."
    ),
    "proof.dead-unknown": N_("The search was cut short for {rules}."),
    "proof.dead-none": N_("Every permission and requirement can change a verdict."),
    "proof.gap-stays": N_("Never permitted to stay: {places}."),
    "proof.gap-links": N_("Never permitted by {mode}: {links}."),
    "proof.looser": N_many("Looser by {count} rule:", "Looser by {count} rules:"),
    "proof.stricter": N_many("Stricter by {count} rule:", "Stricter by {count} rules:"),
    "proof.difference": N_("{rule} ({cause}): {before} becomes {after}"),
    "proof.cause.added": N_("new"),
    "proof.cause.removed": N_("gone"),
    "proof.cause.changed": N_("changed"),
    "proof.services": N_("services"),
    "proof.same": N_("No movement or stay comes to anything else."),
    "proof.unshown": N_("Of these it was not found out whether they make a difference: {rules}."),
    "proof.incomplete": N_("The search was cut short: there may be more."),
    "proof.summary": N_many(
        "{count} statement: {proved} proved, {refuted} refuted, {open} not proved",
        "{count} statements: {proved} proved, {refuted} refuted, {open} not proved",
    ),
}
