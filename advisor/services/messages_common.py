"""What the services and the catalogue itself have to say."""

from __future__ import annotations

from advisor.services.marks import N_, Templates

MESSAGES: Templates = {
    # Dates and lists. French writes the first of a month differently, hence a template of its own.
    "date.long": N_("{day} {month} {year}"),
    "date.long-first": N_("1 {month} {year}"),
    "date.with-time": N_("{date}, {time}"),
    "date.month.1": N_("January"),
    "date.month.2": N_("February"),
    "date.month.3": N_("March"),
    "date.month.4": N_("April"),
    "date.month.5": N_("May"),
    "date.month.6": N_("June"),
    "date.month.7": N_("July"),
    "date.month.8": N_("August"),
    "date.month.9": N_("September"),
    "date.month.10": N_("October"),
    "date.month.11": N_("November"),
    "date.month.12": N_("December"),
    "number.decimal-mark": N_("."),
    "list.and": N_("{first} and {last}"),
    "list.comma": N_("{first}, {next}"),
    # Packs and trips on disk.
    "caveat.last-good-edition": N_(
        "The rules in use are the last good edition of {pack} ({edition}), because the current files have faults."
    ),
    "unreadable-file": N_("`{file}` can't be read: {reason}"),
}
