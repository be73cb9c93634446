"""What is said about packs that come and go as one file: what is wrong with a ZIP, who issued it, what it replaces."""

from __future__ import annotations

from advisor.services.marks import N_, Templates

MESSAGES: Templates = {
    # What is wrong with a ZIP.
    "archive-damaged": N_(
        "this is no whole ZIP file: it may have been cut short or changed on its way, so ask for it again"
    ),
    "archive-too-large": N_("the ZIP holds more than {limit} bytes, which no pack needs"),
    "archive-too-many": N_("the ZIP holds {count} files, more than {limit}"),
    "archive-no-pack": N_("there is no `pack.yaml` in the ZIP, neither at its top nor in its one folder"),
    "archive-several-packs": N_("the ZIP holds several packs: {packs}; one file carries one pack"),
    "archive-refused": N_("the ZIP is refused because of `{file}`: {why}"),
    "archive.why.absolute": N_("its name says where on a disk it belongs"),
    "archive.why.outside": N_("its name leads out of the pack"),
    "archive.why.backslash": N_("its name has a backslash, which systems read differently"),
    "archive.why.not-utf8": N_("its name is not written in UTF-8, so nobody can say what it is"),
    "archive.why.name": N_("not every system can store a file of this name"),
    "archive.why.link": N_("it is a link to another file"),
    "archive.why.kind": N_("it is neither a file nor a folder"),
    "archive.why.encrypted": N_("it is encrypted; a pack comes without a password"),
    "archive.why.method": N_("it is packed in an unusual way; use ordinary ZIP compression"),
    "archive.why.bomb": N_("it is packed far smaller than text ever is"),
    "archive.why.twice": N_("there are two of this name, and systems differ in which they take"),
    "archive.why.astray": N_("it lies outside the folder of the pack, so it would not count"),
}
