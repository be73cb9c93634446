"""What is said of saved trips that are assessed again."""

from __future__ import annotations

from advisor.services.marks import N_, N_many, Templates

MESSAGES: Templates = {
    "saved.gone": N_("The file is no longer there. If it was moved, open it where it is now."),
    "saved.unreadable": N_("The file can't be read: {reason}"),
    "saved.faulty": N_("The file has errors; `advisor assess` lists them."),
    "saved.pack-faulty": N_("The pack {pack} has errors, so nothing was assessed; `advisor check` lists them."),
    "saved.memory-damaged": N_("What saved trips came to before can't be read, so none can be told to have got worse."),
    "saved.not-remembered": N_("What the trips came to could not be remembered: {reason}"),
    "saved.worse": N_("got worse"),
    "saved.better": N_("got better"),
    "saved.same": N_("the same as before"),
    "saved.untold": N_("cannot be told: not looked at before as it is now"),
    "saved.not-assessed": N_("not assessed"),
    "saved.was": N_("Before, under edition {edition}: {verdict}, at best {best}, at worst {worst}"),
    "saved.now": N_("Now, under edition {edition}: {verdict}, at best {best}, at worst {worst}"),
    "saved.rule": N_("{title} ({rule})"),
    "saved.no-trips": N_(
        "No saved trips are known. Name trip files or folders, or open and save trips in the window first."
    ),
    "saved.may-be-over": N_(
        "Its last day has passed, but nobody says when or how the party left: it counts as still to come."
    ),
    "saved.over": N_many("{count} trip is over and was left out.", "{count} trips are over and were left out."),
    "saved.summary": N_many("{count} trip got worse.", "{count} trips got worse."),
}
