"""What is said about rules being edited: differences of editions, trips tried with them, saving, history."""

from __future__ import annotations

from advisor.services.marks import N_, N_many, Templates

MESSAGES: Templates = {
    # What differs, in numbers.
    "rules.added": N_many("{count} rule added", "{count} rules added"),
    "rules.removed": N_many("{count} rule taken out", "{count} rules taken out"),
    "rules.changed": N_many("{count} rule changed", "{count} rules changed"),
    "rules.moved": N_many("{count} review date moved", "{count} review dates moved"),
    "rules.part.places": N_("places changed"),
    "rules.part.network": N_("links, routes or services changed"),
    "rules.part.providers": N_("providers changed"),
    "rules.part.measures": N_("measures changed"),
    "rules.part.settings": N_("settings changed"),
    "rules.part.contacts": N_("contacts changed"),
    "rules.part.incidents": N_("incidents changed"),
    "rules.part.trips": N_("test trips changed"),
    "rules.part.statements": N_("statements about all trips changed"),
    "rules.part.head": N_("the pack's own data changed"),
    "rules.file-begun": N_("New file: {file}"),
    "rules.file-gone": N_("File taken away: {file}"),
    "rules.nothing-differs": N_("Nothing that rules say differs."),
    "rules.verdicts": N_many("{count} trip changes verdict", "{count} trips change verdict"),
    "rules.no-verdicts": N_("no test trip changes verdict"),
    "rules.trying": N_("trying the test trips…"),
    "rules.first-edition": N_("The oldest edition kept: there is none before it to compare with."),
    "rules.faulty-edition": N_("This edition or the one before has faults, so what differs can't be told."),
    # What differs, rule by rule.
    "rules.rule-added": N_("Added: {title} ({rule}), {effect}"),
    "rules.rule-removed": N_("Taken out: {title} ({rule}), {effect}"),
    "rules.rule-changed": N_("Changed: {rule}: {what}"),
    "rules.from-to": N_("{key} from {before} to {after}"),
    "rules.no-day": N_("no day"),
    "rules.effect.allow": N_("permits"),
    "rules.effect.inform": N_("informs"),
    "rules.effect.caution": N_("cautions"),
    "rules.effect.require": N_("requires"),
    "rules.effect.refer": N_("refers"),
    "rules.effect.prohibit": N_("forbids"),
    "rules.new.allow": N_("A &permission: a route in use, a place to stay"),
    "rules.new.inform": N_("&Information: a checkpoint, an office to visit"),
    "rules.new.caution": N_("A &caution: floods, theft, a strike announced"),
    "rules.new.require": N_("A &requirement: a briefing, an escort, a clearance"),
    "rules.new.refer": N_("A re&ferral: only the security officer can tell"),
    "rules.new.prohibit": N_("A pr&ohibition: a route closed, no travel by night"),
    "rules.key.id": N_("id"),
    "rules.key.title": N_("title"),
    "rules.key.effect": N_("effect"),
    "rules.key.where": N_("where"),
    "rules.key.how": N_("how"),
    "rules.key.who": N_("for whom"),
    "rules.key.when": N_("when"),
    "rules.key.review_by": N_("review date"),
    "rules.key.affects": N_("whom it concerns"),
    "rules.key.unless": N_("exemption"),
    "rules.key.measures": N_("measures required"),
    "rules.key.while": N_("what must be running"),
    "rules.key.incidents": N_("incidents counted"),
    "rules.key.because": N_("reason"),
    "rules.key.advice": N_("advice"),
    "rules.key.risk": N_("risk"),
    "rules.key.source": N_("source"),
    "rules.key.setting": N_("setting"),
    # Trips tried with the old and the new text.
    "rules.stricter": N_many("{count} trip stricter", "{count} trips stricter"),
    "rules.looser": N_many("{count} looser", "{count} looser"),
    "rules.same": N_many("{count} trip tried, no verdict changes", "{count} trips tried, no verdict changes"),
    "rules.reason-new": N_("now: {rule}"),
    "rules.reason-gone": N_("no longer: {rule}"),
    "rules.reason-other": N_("otherwise: {rule}"),
    "rules.outside": N_("Another program changed the rules, and some trips may come off better: {what}."),
    "rules.outside.looser": N_many("{count} trip looser", "{count} trips looser"),
    # The change log of a pack.
    "rules.log.reason": N_("Reason: {reason}"),
    "rules.log.restored": N_("The edition of {when} was restored."),
    "rules.log.round": N_("Review round of {day}: {told}."),
    "rules.log.confirmed": N_many("{count} rule confirmed", "{count} rules confirmed"),
    "rules.log.moved": N_many("{count} review date moved", "{count} review dates moved"),
    "rules.log.withdrawn": N_many("{count} rule withdrawn", "{count} rules withdrawn"),
    "rules.log.which.confirmed": N_("Confirmed: {rules}"),
    "rules.log.which.moved": N_("Moved: {rules}"),
    "rules.log.which.withdrawn": N_("Withdrawn: {rules}"),
    # Why rules can't be changed.
    "rules.fixed.shipped": N_(
        "This pack came with the program. Edit a copy of your own; it then takes this one's place."
    ),
    "rules.fixed.zip": N_("This pack is only looked at, in {file}. Install it to have a copy of your own to edit."),
    "rules.fixed.unwritable": N_(
        "The folder {folder} can't be written: {reason}. Ask whoever looks after it, or edit a copy of your own."
    ),
    # The name of a new rule file, as it is typed.
    "rules.file.empty": N_("A file needs a name, of letters, digits and hyphens."),
    "rules.file.signs": N_("Only letters without accents, digits and hyphens."),
    "rules.file.signs-near": N_("Only letters without accents, digits and hyphens: {name}, for instance."),
    "rules.file.start": N_("Begin with a letter or a digit."),
    "rules.file.long": N_("Too long: at most {most} letters, digits and hyphens."),
    "rules.file.device": N_("Windows keeps the name {name} for a device."),
    "rules.file.taken": N_("There is a file {file} already."),
    # Saving.
    "rules.changed-on-disk": N_(
        "{files} changed on disk since you opened the pack. Nothing was saved, and your changes are still here."
    ),
    "rules.cannot-save": N_("The rules could not be saved: {reason}. Your changes are still here."),
    "rules.cannot-copy": N_("The pack could not be copied to {folder}: {reason}."),
    "rules.busy": N_("Another window of this program is saving these rules. Try again in a moment."),
}
