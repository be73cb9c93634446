"""What is said about packs that come and go as one file: what is wrong with a ZIP, who issued it, what it replaces."""

from __future__ import annotations

from advisor.services.marks import N_, N_many, Templates

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
    # What to think of before one pack takes the place of another.
    "carry.edition": N_("edition {edition}, of no stated day"),
    "carry.edition-of": N_("edition {edition}, issued on {day}"),
    "carry.older": N_("This is an older edition: {new}. It would replace a newer one: {old}."),
    "carry.unknown-age": N_("Nothing says which of the two is newer: this one is {new}, the one here {old}."),
    "carry.same-edition": N_("Same edition, other contents: both are called {edition}, but what they say differs."),
    "carry.to-come": N_("It says it was issued on {day}, which is still to come."),
    "carry.draft": N_(
        "There are changes to the pack here that were never saved. They are kept, and asked about when they are saved."
    ),
    "carry.edited": N_(
        "The pack here was changed on this computer. It is kept as an edition, but its changes are not in the new one."
    ),
    "carry.faulty-there": N_("The pack in {folder} has faults, so nobody can say what differs or which is newer."),
    "carry.differs": N_("What differs from the one here: {what}."),
    "carry.looser": N_("Some trips may come off better than with the one here."),
    "carry.not-looser": N_("No rule of it is looser than in the one here."),
    "carry.same": N_("Its rules are the same as in the one here."),
    "carry.shipped": N_("It takes the place of the one that came with the program, which stays on the disk."),
    "carry.first": N_("There is no pack of this id here yet."),
    "carry.replaces": N_("It replaces the pack in {folder}, which is kept as an edition that can be restored."),
    # Why it is not done.
    "carry.faulty": N_many(
        "The pack has {count} fault and can't be installed.", "The pack has {count} faults and can't be installed."
    ),
    "carry.link": N_("{folder} is a link to another place: install the pack there by hand."),
    "carry.other-pack": N_("The folder {folder} holds another pack, {there}: rename the folder, then install {pack}."),
    # Who issued it.
    "carry.no-issuer": N_("The pack does not say who issued it, nor when."),
    "carry.fingerprint": N_("Fingerprint: {fingerprint}"),
    "carry.compare-by-telephone": N_(
        "Anybody can write a name and a day into a pack. Compare the fingerprint with whoever sent it, by telephone."
    ),
    "carry.rules": N_many("{count} rule", "{count} rules"),
    "carry.others": N_("Not part of the pack and left behind: {files}"),
    "carry.changed-meanwhile": N_("The rule files are changing or have faults. Try again in a moment."),
    "carry.written": N_("Written to {file}"),
    "carry.installed": N_("Installed in {folder}"),
    "carry.file-there": N_("`{file}` is there already; --force writes over it"),
    "carry.no-such-pack": N_("there is no ZIP and no folder `{file}`"),
    "carry.not-installed": N_("Nothing was installed. Read the warnings; --force installs it all the same."),
    "cli.warning": N_("warning: {what}"),
    "carry.installed-from": N_("installed from {file}"),
}
