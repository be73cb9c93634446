"""What the command line has to say."""

from __future__ import annotations

from advisor.services.marks import N_, N_many, Templates

MESSAGES: Templates = {
    "cli.no-such-step": N_("the trip has no step {step}"),
    # A fault in a file, on one line: `file:line:column: error[code]: what, expected …, did you mean …?`
    "fault.expected": N_("{what}, expected {expected}"),
    "fault.suggestion": N_("{what}, did you mean `{suggestion}`?"),
    "fault.severity.error": N_("error"),
    "fault.severity.warning": N_("warning"),
    "fault.severity.note": N_("note"),
    "fault.count.error": N_many("{count} error", "{count} errors"),
    "fault.count.warning": N_many("{count} warning", "{count} warnings"),
    "fault.count.note": N_many("{count} note", "{count} notes"),
    "fault.none": N_("no faults"),
    # What a command can't do.
    "cli.error": N_("advisor: {what}"),
    "cli.cannot-read": N_("`{file}` can't be read: {reason}"),
    "cli.cannot-write": N_("`{file}` can't be written: {reason}"),
    "cli.output-failed": N_("the answer could not be written: {reason}"),
    "cli.no-input": N_("there is no standard input to read the trip from"),
    "cli.no-such-pack": N_("there is no pack `{pack}`; `advisor packs` lists them, and a folder works too"),
    "cli.no-such-pack-but": N_("there is no pack `{pack}`, did you mean `{near}`?"),
    "cli.trip-wants-pack": N_(
        "the trip asks for the pack `{pack}`, which this computer does not have; name one with --pack"
    ),
    "cli.which-pack": N_("which pack? Name one with --pack: {packs}"),
    "cli.no-packs": N_("there is no pack to assess with"),
    "cli.pdf-on-terminal": N_("a terminal can't show a PDF; give a file with -o, or send it on through a pipe"),
    "cli.json-has-names": N_("JSON holds the whole trip, names included; leave names out of text or PDF instead"),
    "cli.no-such-file": N_("`{name}` is neither a command nor a trip file; `advisor --help` lists the commands"),
    "cli.no-such-file-but": N_("`{name}` is neither a command nor a trip file, did you mean `{near}`?"),
    "cli.one-trip": N_("one trip at a time; there is no room for {more}"),
    "cli.pack-faulty": N_("Nothing was assessed: the pack {pack} has errors."),
    "cli.trip-faulty": N_("Nothing was assessed: the trip file has errors."),
    "cli.internal-error": N_(
        "internal error, and no verdict: {error}. Repeat the command with --debug to see where it happened."
    ),
    "cli.internal-error-debug": N_("internal error, and no verdict: {error}. It happened here:"),
    # advisor test
    "cli.test.trip": N_("{file}: {state}"),
    "cli.test.agrees": N_("as expected"),
    "cli.test.differs": N_("NOT AS EXPECTED"),
    "cli.test.verdict": N_("expected the verdict `{expected}`, got `{found}`"),
    "cli.test.missing": N_("not among the findings: {rules}"),
    "cli.test.unwanted": N_("among the findings, and should not be: {rules}"),
    "cli.test.summary": N_many(
        "{count} trip tried, {failed} not as expected", "{count} trips tried, {failed} not as expected"
    ),
    # advisor packs
    "cli.packs.edition": N_("edition {edition}"),
    "cli.packs.historical": N_("HISTORICAL: answers as of {day}"),
    "cli.packs.faulty": N_many(
        "can't be used: {count} error (`advisor check` lists it)",
        "can't be used: {count} errors (`advisor check` lists them)",
    ),
    "cli.packs.shipped": N_("came with the program: {folder}"),
    "cli.packs.user": N_("the office's own: {folder}"),
    "cli.packs.folder": N_("Packs of your own go into {folder}"),
    # Without a window.
    "cli.no-window": N_(
        "No window here ({reason}); `advisor assess TRIP` works without one. This is the example trip:"
    ),
    "cli.no-window-file": N_("No window here ({reason}); this is the answer for {file}:"),
    "cli.no-display": N_("there is no display"),
    "cli.display-refused": N_("the display {display} does not answer"),
    "cli.qt-library": N_("a system library that Qt needs is missing: {library}"),
    "cli.qt-missing": N_("Qt can't be loaded: {reason}"),
}
