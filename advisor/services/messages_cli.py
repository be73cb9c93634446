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
    "cli.two-packs": N_(
        "`{pack}` is a folder here and also the id of the pack in {folder}: write `./{pack}`, or that folder"
    ),
    "cli.no-such-code": N_("there is no code `{code}`; `advisor explain` lists them"),
    "cli.no-such-code-but": N_("there is no code `{code}`, did you mean `{near}`?"),
    "cli.trip-wants-pack": N_(
        "the trip asks for the pack `{pack}`, which this computer does not have; name one with --pack"
    ),
    "cli.which-pack": N_("which pack? Name one with --pack: {packs}"),
    "cli.no-packs": N_("there is no pack to assess with"),
    "cli.pdf-on-terminal": N_("a terminal can't show a PDF; give a file with -o, or send it on through a pipe"),
    "cli.map-needs-pdf": N_("only a PDF can hold the map; `advisor map` writes it alone"),
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
    # advisor incidents
    "cli.incidents.none": N_("Nothing was imported."),
    "cli.incidents.import": N_("{number}  {file}, imported on {day}"),
    "cli.incidents.undated": N_("{number}  {file}"),
    "cli.incidents.format": N_("{file}: {format}"),
    "cli.incidents.column": N_("{field}: {column}"),
    "cli.incidents.no-column": N_("no column"),
    "cli.incidents.map-them": N_("Say with --map FIELD=COLUMN which column holds: {fields}"),
    "cli.incidents.preview-first": N_(
        "`advisor incidents preview {file}` shows its columns; then import it with --map FIELD=COLUMN"
    ),
    "cli.incidents.no-such-field": N_("no such field: {fields}; there are: {known}"),
    "cli.incidents.no-such-kind": N_("no such kind: {kinds}; there are: {known}"),
    "cli.incidents.no-such-column": N_("the table has no column `{column}`, but: {names}"),
    "cli.incidents.no-such-feed": N_("nothing is stored of `{feed}`; there are: {known}"),
    "cli.incidents.no-such-place": N_("the pack has no place `{place}`, but: {near}"),
    "cli.incidents.not-a-pair": N_("`{written}` is not of the form NAME=VALUE"),
    "cli.incidents.half-a-claim": N_(
        "to vouch for incidents, give both --complete-from and --complete-until; to take that back, --withdraw alone"
    ),
    "cli.incidents.which-area": N_("say with --complete-area for which area: four numbers of degrees, or everywhere"),
    "cli.incidents.near": N_many(
        "{count} incident within {km} km of {place} from {since} to {until} ({kinds}).",
        "{count} incidents within {km} km of {place} from {since} to {until} ({kinds}).",
    ),
    "cli.incidents.away": N_("{km} km away"),
    "cli.incidents.deaths": N_many("{count} dead", "{count} dead"),
    "cli.incidents.cannot-tell": N_("A rule that finds too few of them can't tell whether there were more: {why}"),
    "cli.incidents.exported": N_many("{count} incident written to {file}.", "{count} incidents written to {file}."),
    "cli.incidents.attribution": N_("To be shown with them: {text}"),
    "cli.incidents.nothing-to-export": N_("Nothing that is stored may leave this computer, so no file was written."),
    "cli.incidents.left-out": N_many("{feed}: {count} left out. {why}", "{feed}: {count} left out. {why}"),
    "cli.incidents.forgot": N_many("{count} incident of {feed} forgotten.", "{count} incidents of {feed} forgotten."),
    "cli.incidents.forgot-all": N_("All imported incidents are forgotten."),
    # Schemas for editors.
    "cli.schema.kind-or-write": N_(
        "Say either which schema to print, such as `advisor schema rule`, "
        "or `--write PACK` to put all of them into a pack."
    ),
    "cli.schema.written": N_many(
        "{count} schema of {folder} was out of date and is written.",
        "{count} schemas of {folder} were out of date and are written.",
    ),
    "cli.schema.up-to-date": N_("The schemas of {folder} are up to date."),
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
