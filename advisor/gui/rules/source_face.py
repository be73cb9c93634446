"""The source of a pack's files: find, read what is wrong at the cursor and mend it, go where a name is declared."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from advisor.gui.faults import fault_line, tone_of
from advisor.gui.language import _, current
from advisor.gui.rules.controller import RulesController
from advisor.gui.rules.lines import can_show, shown, written
from advisor.gui.rules.source_view import SourceView
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button
from advisor.gui.widgets.combo import Combo
from advisor.gui.widgets.fields import Field
from advisor.gui.widgets.flow import Flow
from advisor.gui.widgets.text import Label, Run, Tone, caption
from advisor.incidents.kinds import KINDS
from advisor.model.diagnostic import Diagnostic
from advisor.model.span import Span
from advisor.rulebook.completion import cursor, wanted
from advisor.rulebook.folder import INVARIANTS, is_rule_file
from advisor.rulebook.names import Names

_NAME: Final = re.compile(r"[\w-]+")
_GO_TO: Final = (
    "place", "link", "route", "measure", "service", "provider", "mode", "mode-group", "role", "threat",
    "setting", "likelihood", "impact", "fact", "rule",
)  # fmt: skip


class SourceFace(QWidget):
    """Shows one file at a time; what is typed goes to the controller, what others change shows at once."""

    moved = Signal(str, int)
    """The cursor stands in that file, on that line."""
    explanation_asked = Signal(object)
    """What does this fault (a Diagnostic) mean?"""

    def __init__(self, controller: RulesController) -> None:
        """Empty until the controller has a pack."""
        super().__init__()
        self._controller = controller
        self._file = ""
        self._silent = False
        self.view = SourceView(self._complete)
        self.view.tell = fault_line
        self.files = Combo(_("File"), chars=24)
        self._files_name = caption("", self.files)  # heard, not seen
        self._files_name.setParent(self)
        self._files_name.hide()
        self.files.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.search = Field(_("Find"), chars=16)
        self.message = Label(size=0.9)
        self.fix = Button("")
        self.fix.hide()
        self.explain = Button("")
        self.explain.hide()
        head = QHBoxLayout()
        head.addWidget(self.files, 1)
        head.addWidget(self.search, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(em(0.6), em(0.4), em(0.6), 0)  # as the form and the table beside it
        rows.setSpacing(em(0.3))
        rows.addLayout(head)
        rows.addWidget(self.view, 1)
        rows.addWidget(self.message)
        rows.addLayout(Flow(self.explain, self.fix, gap=0.4))
        self.files.chosen.connect(self.open)
        self.search.textEdited.connect(lambda _text: self._find(again=False))
        self.search.returnPressed.connect(lambda: self._find(again=True))
        self.fix.clicked.connect(self.mend)
        self.explain.clicked.connect(self._explain)
        self.view.typed.connect(self._typed)
        self.view.definition_asked.connect(self.go_to_definition)
        self.view.fix_asked.connect(self.mend)
        self.view.cursorPositionChanged.connect(self._tell_place)
        self._find_key = QShortcut(QKeySequence("Ctrl+F"), self)
        self._find_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._find_key.activated.connect(self._begin_find)
        for keys, backwards in (("F3", False), ("Shift+F3", True)):
            again = QShortcut(QKeySequence(keys), self)
            again.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            again.activated.connect(lambda backwards=backwards: self._find(again=True, backwards=backwards))
        leave = QShortcut(QKeySequence("Esc"), self.search)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self.view.setFocus)
        self.word()

    # -- which file

    @property
    def file(self) -> str:
        """The file it shows."""
        return self._file

    def show_pack(self) -> None:
        """Another pack: begin with its first rule file."""
        names = self._names()
        first = next((name for name in names if is_rule_file(name)), names[0] if names else "")
        self._file = ""
        self.open(first)

    def open(self, name: str) -> None:
        """Show another file."""
        if name != self._file:
            self._file = name
            self._show(anew=True)

    def refresh(self) -> None:
        """The files are others: show what changed in this one, or the first where this one is gone."""
        if self._file in self._names():
            self._show(anew=False)
        else:
            self.show_pack()

    def _names(self) -> tuple[str, ...]:
        editor = self._controller.editor
        names = editor.files if editor is not None else ()
        return tuple(sorted(names, key=lambda name: (not is_rule_file(name), name)))

    def _show(self, *, anew: bool) -> None:
        editor = self._controller.editor
        if editor is None:
            return
        names = self._names()
        self.files.set_choices(tuple((name, name) for name in names))
        self.files.set_value(self._file)
        text = editor.text(self._file)
        self._silent = True
        if text is None:
            self.view.setReadOnly(True)
            self.view.show_text("", anew=True)
        else:
            self.view.setReadOnly(self._controller.read_only or not can_show(text))
            self.view.show_text(shown(text), anew=anew)
        self._silent = False
        self.show_faults()

    def _typed(self, text: str) -> None:
        editor = self._controller.editor
        before = editor.text(self._file) if editor is not None else None
        if before is not None:
            self._controller.edits.set_text(self._file, written(before, text))

    # -- faults

    def show_faults(self) -> None:
        """Mark the faults of this file, as of the last check."""
        mine = tuple(
            fault for fault in self._controller.faults if fault.span is not None and fault.span.file == self._file
        )
        self.view.show_faults(mine)
        self._tell_place()

    def fault(self) -> Diagnostic | None:
        """What is wrong where the cursor stands."""
        return self.view.fault_at(self.view.position())

    def _tell_place(self) -> None:
        if self._silent:
            return
        editor = self._controller.editor
        fault = self.fault()
        if editor is not None and self._file in editor.files and editor.text(self._file) is None:
            self.message.say(Run(_("This file is no text in UTF-8: mend it in another program."), tone=Tone.FAULT))
        elif self.view.isReadOnly() and not self._controller.read_only:
            told = _("This file holds signs that this editor would change: edit it in another program.")
            self.message.say(Run(told, tone=Tone.FAULT))
        elif fault is not None:
            self.message.say(Run(fault_line(fault), tone=tone_of(fault)))
        else:
            self.message.say(Run(self._explained(), tone=Tone.MUTED))
        self.explain.setVisible(fault is not None)
        suggestion = fault.suggestion if fault is not None else None
        self.fix.setVisible(suggestion is not None and not self.view.isReadOnly())
        if suggestion is not None:
            self.fix.say(_("Write “{name}”").format(name=suggestion))
            self.fix.setToolTip("Ctrl+.")
        self.moved.emit(self._file, self.view.position().line)

    def _explain(self) -> None:
        fault = self.fault()
        if fault is not None:
            self.explanation_asked.emit(fault)

    def _explained(self) -> str:
        """What the key at the cursor is for."""
        if not self._can_complete():
            return ""
        found = cursor(self.view.text(), self.view.offset())
        described = wanted(found.keys, statement=self._file == INVARIANTS).description if found.keys else ""
        return current().gettext(described) if described else ""

    def _can_complete(self) -> bool:
        return is_rule_file(self._file) or self._file == INVARIANTS

    def mend(self) -> None:
        """Write what the fault at the cursor was probably meant to be."""
        fault = self.fault()
        if fault is None or fault.suggestion is None or fault.span is None or self.view.isReadOnly():
            return
        self.view.replace(fault.span, fault.suggestion)
        self.view.setFocus()

    # -- going places

    def go_to(self, span: Span) -> None:
        """Show where something stands."""
        self.open(span.file)
        self.view.go_to(span.start)
        self.view.setFocus()

    def go_to_definition(self) -> None:
        """Go where the name under the cursor is declared."""
        name = self._name_at_cursor()
        result = self._controller.result
        if result is None or not name:
            return
        span = declared(result.names, name)
        if span is not None and span.file:
            self.go_to(span)
        else:
            self.message.say(Run(_("Nothing called “{name}” is declared.").format(name=name), tone=Tone.FAULT))

    def _name_at_cursor(self) -> str:
        at = self.view.textCursor()
        for found in _NAME.finditer(at.block().text()):
            if found.start() <= at.positionInBlock() <= found.end():
                return found.group()
        return ""

    def _begin_find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _find(self, *, again: bool, backwards: bool = False) -> None:
        """Choose the words looked for: those at the cursor, or the next ones, round the ends of the file."""
        words, document = self.search.text(), self.view.document()
        at = self.view.textCursor()
        at.setPosition(at.selectionEnd() if again and not backwards else at.selectionStart())
        way = QTextDocument.FindFlag.FindBackward if backwards else QTextDocument.FindFlag(0)
        found = document.find(words, at, way) if words else at
        if found.isNull():
            found = document.find(words, document.characterCount() - 1 if backwards else 0, way)
        self.search.set_faulty(bool(words) and found.isNull(), _("not found"))
        if not found.isNull() and words:
            self.view.setTextCursor(found)

    # -- completion

    def _complete(self, text: str, offset: int) -> tuple[str, tuple[str, ...]]:
        """The half word at an offset, and what may stand there."""
        if not self._can_complete():
            return "", ()
        found = cursor(text, offset)
        place = wanted(found.keys, statement=self._file == INVARIANTS)
        if found.for_key and place.keys:
            return found.begun, tuple(f"{key}: " for key in place.keys)
        result = self._controller.result
        names = [name for kind in place.vocabularies for name in known(result.names if result else None, kind)]
        return found.begun, (*place.words, *names)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.word()

    def word(self) -> None:
        """Say everything again, in the language in force."""
        self.view.word()
        self.files.setAccessibleName(_("File"))
        self.explain.say(_("Explain"))
        self._files_name.setText(_("File"))
        self.search.setAccessibleName(_("Find in this file"))
        self.search.setPlaceholderText(_("Find (Ctrl+F)"))


def declared(names: Names, name: str) -> Span | None:
    """Where something of that name is declared, whatever it is."""
    found = (names.declared_at(kind, name) for kind in _GO_TO)
    return next((span for span in found if span is not None), None)


def known(names: Names | None, kind: str) -> tuple[str, ...]:
    """All names of a vocabulary; of incidents the kinds that every pack has."""
    if kind == "incident-kind":
        return KINDS
    return names.of_vocabulary(kind) if names is not None else ()
