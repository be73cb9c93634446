"""What is wrong with a file, by code. Sentences go on with “, expected …, did you mean …?”, so have no full stop."""

from __future__ import annotations

from advisor.services.marks import N_, Templates

MESSAGES: Templates = {
    # Reading the text of a file.
    "alias": N_("`*{name}` repeats another part of the file, which rule files may not do"),
    "anchor": N_("`&{name}` marks a part of the file for repeating, which rule files may not do"),
    "bad-number": N_("`{number}` is no number that a rule can use"),
    "complex-key": N_("a list or mapping stands where a key belongs"),
    "control-character": N_("the file holds a character that can't be shown: {character}"),
    "directive": N_("a line with `%` gives orders to the reader of the file, which rule files may not do"),
    "duplicate-key": N_("`{key}` is already written in line {line}"),
    "empty-key": N_("there is no key before the colon"),
    "merge-key": N_("`<<` merges another part of the file, which rule files may not do"),
    "not-utf8": N_("the file is not UTF-8 text (byte {offset})"),
    "several-documents": N_("a second document begins here"),
    "tab-indentation": N_("the line is indented with a tab"),
    "tag": N_("`{tag}` gives a value a type of its own, which rule files may not do"),
    "too-deep": N_("lists and mappings are nested more than {limit} deep"),
    "too-large": N_("the file has {size} bytes, more than {limit}"),
    "too-many-faults": N_("there are more than {limit} faults; the rest of the file was not read"),
    "yaml-syntax": N_("this can't be read: {problem}"),
    # The files of a pack.
    "missing-file": N_("the pack has no file `{file}`"),
    "unexpected-file": N_("no file of this name belongs to a pack, so nothing in it would count"),
    "empty-file": N_("the file is empty"),
    # The shape of an entry.
    "missing-key": N_("the key `{key}` is missing"),
    "unknown-key": N_("there is no key `{key}`"),
    "empty-value": N_("nothing stands behind `{key}`"),
    "empty-list": N_("the list behind `{key}` is empty"),
    "empty-text": N_("the text of `{key}` is empty"),
    "empty-mapping": N_("`{key}` says nothing, so it would mean everybody or everything"),
    "wrong-type": N_("this is {found}"),
    "unknown-value": N_("`{value}` is not one of the possible values"),
    "out-of-range": N_("`{value}` is out of range"),
    "bad-id": N_("`{value}` can't be an id"),
    "bad-language": N_("`{value}` is not a language code"),
    "bad-date": N_("`{value}` is not a day of the calendar"),
    "bad-time": N_("`{value}` is not a local date and time"),
    "bad-source-date": N_("`{value}` is not a date of publication"),
    "bad-hour": N_("`{value}` is not an hour of the day"),
    "bad-hours": N_("`{value}` is not a stretch of hours"),
    "unknown-country": N_("`{value}` is not a country code"),
    "unknown-time-zone": N_("there is no time zone `{name}`"),
    # Texts.
    "missing-language": N_("the text is missing in the language `{language}`"),
    "unknown-language": N_("`{language}` is not a language of this pack"),
    # Names.
    "undeclared-name": N_("the pack has no {kind} `{name}`"),
    "not-a-region": N_("`{name}` is a town or zone, not a region"),
    "duplicate-id": N_("the id `{name}` is taken: {first}"),
    "reserved-name": N_("`{name}` is a word of the program's own and can't be declared"),
    "outside-in-rule": N_("rules can't speak of `outside`, which lies beyond the pack's area"),
    # Places.
    "no-within": N_("nothing says where `{place}` lies"),
    "root-within": N_("`{place}` is the area of the pack, so it lies within nothing"),
    "within-finer": N_("{kind} can't lie within {around}"),
    "within-cycle": N_("these places lie in one another in a circle: {places}"),
    "no-coordinates": N_("`{place}` has no coordinates ({missing})"),
    "no-time-zone": N_("`{place}` has no time zone"),
    # The network.
    "link-outside": N_("both ends of `{link}` are outside the area"),
    "mode-not-on-link": N_("one can't go by `{mode}` on `{link}`"),
    "route-broken": N_("`{link}` does not start where `{before}` ends"),
    "no-links": N_("`{service}` serves no links and no routes"),
    # Days.
    "no-end": N_("nothing says when this ends or is looked at again"),
    "from-after-until": N_("it ends ({until}) before it begins ({start})"),
    # The pack's tables.
    "matrix-incomplete": N_("the row of `{likelihood}` has {count} levels"),
    "authority-incomplete": N_("nobody signs for the risk level `{level}`"),
    "unused-setting": N_("no rule takes its effect from the setting `{name}`, so it would decide nothing"),
    # Rules.
    "where-empty": N_("this says nowhere"),
    "area-needed": N_("`{key}` has no area to refer to"),
    "near-too-large": N_("`{place}` is too large to be near to"),
    "not-with-effect": N_("`{key}` can't be used with the effect `{effect}`"),
    "not-one-fact": N_("`not` holds more or less than one fact"),
    "not-one-end": N_("`not` holds more or less than one end of the movement"),
    "no-measures": N_("no measures are named"),
    "measures-twice": N_("both `measures` and `any_of` are given"),
    "weak-source": N_("a source graded {grade} is too weak for the effect `{effect}`"),
    "unknown-incident-kind": N_("no incident can be of the kind `{kind}`, so the rule would never apply"),
    # Trips.
    "leg-or-stay": N_("this step is neither one leg nor one stay"),
    "no-expectation": N_("the trip does not say what is expected of it"),
    # The table of incidents.
    "csv-unreadable": N_("the table can't be read on from here, perhaps because of an unclosed quote"),
    "csv-row": N_("the row has {count} fields"),
    "unknown-column": N_("there is no column `{column}`"),
    "missing-column": N_("the column `{column}` is missing"),
    "duplicate-column": N_("the column `{column}` stands there twice"),
    "empty-field": N_("the field `{column}` is empty"),
    "bad-field": N_("`{value}` can't stand in the column `{column}`"),
    "no-position": N_("nothing says where this happened"),
}
