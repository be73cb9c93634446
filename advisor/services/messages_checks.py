"""What the checks of a pack that loads have to say, by code. Sentences may go on, so have no full stop."""

from __future__ import annotations

from advisor.services.marks import N_, N_many, Templates

MESSAGES: Templates = {
    "allow-everything": N_("`{rule}` permits everything to everybody everywhere"),
    "contact-without-number": N_many(
        "the contact {contacts} has no number: the sheet leaves a blank",
        "{count} contacts have no number, so that the sheet leaves blanks: {contacts}",
    ),
    "date-in-future": N_("{what} is dated {day}, after the day on which the rules are looked at ({as_of})"),
    "dates-apart": N_("it is to be looked at again ({review}) before it begins ({start})"),
    "far-from-region": N_("{place} is {km} km from everything else in {around}"),
    "link-length": N_("`{link}` has {km} km, and the straight line between its ends {line} km"),
    "measure-not-required": N_many(
        "no rule requires or accepts the measure {measures}, and it lowers no risk",
        "no rule requires or accepts {count} of the measures, and they lower no risk: {measures}",
    ),
    "near-imprecise": N_("{km} km are less than the imprecision of {place} ({imprecision} km)"),
    "no-test-trips": N_("the pack has no test trips under `trips/`"),
    "old-source": N_many(
        "the source of `{rule}` is dated {day}, more than a year ago, which is long for a permission",
        "the source of `{rule}` is dated {day}, more than {count} years ago",
    ),
    "phone-form": N_("`{phone}` can't be dialled from a satellite phone or from another country"),
    "review-due-soon": N_many(
        "a review in this file falls due by {day}",
        "{count} reviews in this file fall due within two weeks, the first by {day}",
    ),
    "review-overdue": N_("the review of `{rule}` was due by {day}"),
    "rule-ended": N_("`{rule}` ended on {day} and can match no trip that is still to come"),
    "rule-not-tried": N_("no test trip of the pack is touched by `{rule}`"),
    "rule-without-review": N_("`{rule}` has neither an end nor a day of review"),
    "runner-ended": N_("the {kind} `{name}` ended on {day}: nothing that hangs on it can be had"),
    "same-name": N_("the place `{other}` has the name “{name}” too"),
    "same-point": N_("{place} and {other} stand at the very same point"),
    "same-rule": N_("`{rule}` does the very same as `{other}`"),
    "source-address": N_("`{address}` is no address that a browser can open"),
    "trip-without-reason": N_("the test trip names no rule behind the verdict"),
    "unreachable-place": N_many(
        "no link leads to {places}, so that no leg can be planned there",
        "no link leads to {count} places, so that no leg can be planned there: {places}",
    ),
    "untranslated": N_("the text in `{language}` is the same as in `{other}`"),
    "unused-name": N_many(
        "nothing names this one of the {kind}: {names}",
        "nothing names {count} of the {kind}: {names}",
    ),
    "window-overdue": N_("nobody has looked at the {kind} `{name}` again by {day}, so that what hangs on it refers"),
    # Parts of these sentences.
    "kinds.threat": N_("threats"),
    "kinds.fact": N_("facts"),
    "kinds.provider": N_("providers"),
    "kinds.mode": N_("modes"),
    "dated.source": N_("the source"),
    "dated.decision": N_("the decision"),
    "dated.coverage": N_("the end of what the incidents cover"),
    "expected.address": N_("`https://` and the whole address"),
    "expected.phone": N_("the number with the code of the country, such as `+223 20 00 00 00`"),
}
