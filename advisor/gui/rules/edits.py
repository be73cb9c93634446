"""What the page changes in the files of a pack: each a step that can be taken back, with a name of its own."""

from __future__ import annotations

from collections.abc import Callable

from advisor.gui.language import _, current
from advisor.gui.rules.editors import Editors
from advisor.model.message import Message
from advisor.model.pack import Pack
from advisor.rulebook.edit import EditError
from advisor.rulebook.edit_rules import append_rule, holds_no_rule, remove_rule, set_field
from advisor.rulebook.emit import Emittable
from advisor.rulebook.outline import RuleAt
from advisor.services.change_log import with_entry
from advisor.services.clock import Clock
from advisor.services.pack_editor import CHANGE_LOG
from advisor.services.pack_memory import Files


class Edits:
    """Changes the pack on the page, if it may be changed."""

    def __init__(self, editors: Editors, pack: Callable[[], Pack | None], clock: Clock) -> None:
        """`pack`: what is being edited, by whose name its change log is called; `clock` dates the entries."""
        self._editors, self._pack, self._clock = editors, pack, clock

    def set_text(self, name: str, text: str) -> None:
        """A file's text was typed over."""
        editor = self._editors.writable
        if editor is not None:
            editor.set_text(name, text, _("typing in {file}").format(file=name), merge=f"text-{name}")

    def set_field(self, rule: RuleAt, path: tuple[str | int, ...], value: Emittable) -> bool:
        """A field of the form was changed; False where the layout of the file is too unusual for that."""
        editor = self._editors.writable
        text = editor.text(rule.file) if editor is not None else None
        if editor is None or text is None:
            return False
        try:
            edited = set_field(text, rule.number, path, value)
        except ValueError:
            return False
        label = _("change of {rule}").format(rule=rule.id)
        where = ".".join(str(step) for step in path)
        editor.set_text(rule.file, edited, label, merge=f"{rule.file}-{rule.number}-{where}")
        return True

    def add_rule(self, file: str, rule: dict[str, Emittable], label: str | None = None) -> bool:
        """Add a rule at the end of a file, or a statement at the end of its; begins the file if there is none.

        False where the layout of the file is too unusual for that.
        """
        editor = self._editors.writable
        if editor is None:
            return False
        label = label or _("new rule")
        if file not in editor.files:
            editor.begin(file, append_rule("", rule), label)
            return True
        try:
            edited = append_rule(editor.text(file) or "", rule)
        except EditError:
            return False
        editor.set_text(file, edited, label)
        return True

    def begin_file(self, file: str) -> bool:
        """Begin a rule file without rules; False where there is a file of that name, or the pack can't be changed."""
        editor = self._editors.writable
        if editor is None or file in editor.files:
            return False
        editor.begin(file, "", _("new file"))
        return True

    def holds_no_rule(self, file: str) -> bool:
        """Whether a rule file, as it is now, is there and surely holds no rule."""
        editor = self._editors.current
        text = editor.text(file) if editor is not None else None
        return text is not None and holds_no_rule(text)

    def take_away(self, file: str) -> None:
        """Take away a rule file that holds no rule."""
        editor = self._editors.writable
        if editor is not None and self.holds_no_rule(file):
            files = {name: data for name, data in editor.files.items() if name != file}
            editor.apply(files, _("removal of {rule}").format(rule=file))

    def remove_rule(self, rule: RuleAt) -> bool:
        """Take a rule out of its file; False where the layout of the file is too unusual for that."""
        editor = self._editors.writable
        text = editor.text(rule.file) if editor is not None else None
        if editor is None or text is None:
            return False
        try:
            edited = remove_rule(text, rule.number)
        except EditError:
            return False
        editor.set_text(rule.file, edited, _("removal of {rule}").format(rule=rule.id))
        return True

    def log(self, lines: tuple[Message, ...], files: Files, label: str) -> None:
        """Make these the files, with lines in the change log: one step."""
        editor = self._editors.current
        if editor is not None:
            editor.apply(self.logged(files, lines), label)

    def logged(self, files: Files, lines: tuple[Message, ...]) -> Files:
        """The files with these lines in the change log."""
        told, pack = current(), self._pack()
        log = files.get(CHANGE_LOG, b"").decode(errors="surrogateescape")
        title = _("Changes of the pack {pack}").format(pack=pack.id if pack is not None else "")
        entry = with_entry(log, self._clock(), tuple(told.say(line) for line in lines), title=title)
        return {**files, CHANGE_LOG: entry.encode(errors="surrogateescape")}
