"""A rule as a form, made from the schema. It is another face of the same text: each change goes into the file."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advisor.gui.faults import fault_line, tone_of, weight_of
from advisor.gui.language import _
from advisor.gui.rules.choices import index_of, index_of_fact, word_told
from advisor.gui.rules.controller import RulesController
from advisor.gui.rules.form_alternatives import Alternative, Lines, adder
from advisor.gui.rules.form_fields import Path, help_of, is_fact, keys_of, name_of, offered, place_of, real, sections
from advisor.gui.rules.form_rows import ChoiceRow, LineRow, NamesRow, Row, TextRow
from advisor.gui.rules.table import title_of
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button
from advisor.gui.widgets.cards import Section
from advisor.gui.widgets.choices import ChoiceIndex
from advisor.gui.widgets.scroll_bar import scroll_area
from advisor.gui.widgets.text import Label, Run, Tone, bold, muted
from advisor.rulebook.completion import Kind, wanted
from advisor.rulebook.outline import RuleAt

SETTLING_MILLISECONDS = 300
"""How long nobody must have typed before a change goes into the file."""
MOST_ALTERNATIVES: Final = 12
"""How many groups of one kind the form shows; more are for the source."""

_WIDE: Final = frozenset({"url"})
_TALL: Final = frozenset({"because", "advice", "note"})


class FormFace(QWidget):
    """Shows one rule. What is typed waits a moment, so that typing never does."""

    def __init__(self, controller: RulesController) -> None:
        """Empty until told a rule."""
        super().__init__()
        self._controller = controller
        self._rule: RuleAt | None = None
        self._pending: dict[Path, Any] = {}
        self._languages: tuple[str, ...] = ()
        self._indexed: object = None
        self._facts: tuple[str, ...] = ()
        self.rows: dict[Path, Row] = {}
        self.blocks: dict[Path, list[Alternative]] = {}
        self.adders: dict[Path, Button] = {}
        self._begun: dict[Path, int] = {}
        self._sections: list[Section] = []
        self.head = Label(size=1.1)
        self.trouble = Label(size=0.9)
        self.trouble.hide()
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(em(0.6), em(0.5), em(0.8), em(1))
        self._column.setSpacing(em(0.9))
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(self.head)
        self._column.addWidget(self.trouble)
        self._area = scroll_area(_("Form"), self._content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLING_MILLISECONDS)
        self._soon.timeout.connect(self.flush)

    @property
    def rule(self) -> RuleAt | None:
        """The rule it shows."""
        return self._rule

    def show_rule(self, rule: RuleAt | None) -> None:
        """Show another rule, or the same one as it is now."""
        other = rule is None or self._rule is None or (rule.file, rule.number) != (self._rule.file, self._rule.number)
        if other:
            self.flush()
            self._begun = {}
        self._rule = rule
        self._make_rows()
        self._content.setEnabled(rule is not None and not self._controller.read_only)
        pack = self._controller.pack
        for path, row in self.rows.items():
            if path not in self._pending:
                row.show_value(rule.get(*real(path)) if rule is not None else None)
                row.setVisible(offered(path, rule, pack))
        for group, blocks in self.blocks.items():
            count, goes = self._count(group), offered(group, rule, pack)
            for number, block in enumerate(blocks):
                block.setVisible(goes and number < count)
                block.head.setVisible(count > 1)
            self.adders[group].setVisible(goes and count < MOST_ALTERNATIVES)
        for section in self._sections:
            section.setVisible(rule is not None and any(not row.isHidden() for row in section.findChildren(Row)))
        self._show_head()

    def _written(self, group: Path) -> int:
        """How many alternatives stand in the file."""
        written = self._rule.get(*real(group)) if self._rule is not None else None
        return len(written) if isinstance(written, list) else 0 if written is None else 1

    def _count(self, group: Path) -> int:
        """How many are shown: those of the file, and those that were begun."""
        return min(MOST_ALTERNATIVES, max(1, self._written(group), self._begun.get(group, 0)))

    def _show_head(self) -> None:
        if self._rule is None:
            self.head.say(muted(_("Choose a rule, or begin a new one.")))
            self.trouble.hide()
            return
        self.head.say(bold(title_of(self._rule)), muted(f"   {self._rule.span}"))
        self.show_faults()

    def show_faults(self) -> None:
        """Tell what is wrong with this rule, as of the last check."""
        rule = self._rule
        if rule is None:
            return
        faults = [
            fault
            for fault in self._controller.faults
            if fault.span is not None
            and fault.span.file == rule.file
            and rule.span.start <= fault.span.start <= rule.span.end
        ]
        unshown = [".".join(keys_of(group)) for group in self.blocks if self._written(group) > MOST_ALTERNATIVES]
        words = [_("More than the form shows is written in the source: {keys}").format(keys=", ".join(unshown))]
        lines = [*map(fault_line, faults), *(words if unshown else ())]
        self.trouble.setVisible(bool(lines))
        if lines:
            self.trouble.say(Run("\n".join(lines), tone=tone_of(min(faults, key=weight_of)) if faults else Tone.MUTED))

    # -- rows

    def _make_rows(self) -> None:
        pack = self._controller.pack
        languages = pack.languages if pack is not None else self._languages or ("en", "fr")
        facts = tuple(pack.facts) if pack is not None else self._facts
        grown = any(self._count(group) > len(blocks) for group, blocks in self.blocks.items())
        if (languages, facts) != (self._languages, self._facts) or grown:
            self._languages, self._facts = languages, facts
            self._rebuild()
        self.show_names()

    def _rebuild(self) -> None:
        for section in self._sections:
            self._column.removeWidget(section)
            section.hide()
            section.deleteLater()
        built = {group: len(blocks) for group, blocks in self.blocks.items()}
        self._sections, self.rows, self.blocks, self.adders = [], {}, {}, {}
        for title, keys in sections():
            section = Section(title)
            lines = Lines(section.content)
            for key in keys:
                self._add(lines, (key,), built)
            self._sections.append(section)
            self._column.addWidget(section)
        self._indexed = None

    def _add(self, lines: Lines, path: Path, built: dict[Path, int]) -> None:
        """Everything at a path: one row, those of a group, or blocks of them."""
        place = place_of(path)
        if place.kind is Kind.GROUPS:
            name = name_of(path, self._controller.pack)
            self.blocks[path] = []
            for number in range(max(built.get(path, 1), self._count(path))):
                block = Alternative(name, number + 1)
                block.remove.clicked.connect(lambda _on=False, number=number: self._remove(path, number))
                self.blocks[path].append(block)
                self._add_inner(Lines(block.content), (*path, number) if number else path, built)
                lines.put(block)
            self.adders[path] = adder(name)
            self.adders[path].clicked.connect(lambda: self._begin(path))
            lines.put(self.adders[path])
            return
        if place.kind is not Kind.GROUP or place.words:
            self.rows[path] = self._row(path)
            lines.add(self.rows[path])
        if place.kind is Kind.GROUP:
            self._add_inner(lines, path, built)

    def _add_inner(self, lines: Lines, path: Path, built: dict[Path, int]) -> None:
        around = wanted(keys_of(path))
        for key in (*around.keys, *(self._facts if around.open else ())):
            self._add(lines, (*path, key), built)

    def _row(self, path: Path) -> Row:
        place = place_of(path)
        name, about = name_of(path, self._controller.pack), help_of(path)
        row: Row
        if place.kind is Kind.TEXT:
            row = TextRow(name, about, self._languages, tall=path[-1] in _TALL, plain_too=place.plain_too)
        elif place.kind in {Kind.NAMES, Kind.NAME}:
            free = not place.vocabularies and not place.words
            row = NamesRow(name, about, free=free, single=place.kind is Kind.NAME)
        elif place.words:
            row = ChoiceRow(name, about, place, word_told)
        else:
            row = LineRow(name, about, number=place.kind is Kind.NUMBER, wide=path[-1] in _WIDE)
        row.edited.connect(lambda value, path=path: self._edited(path, value))
        return row

    def show_names(self) -> None:
        """Offer the names that the pack declares now."""
        result, pack = self._controller.result, self._controller.pack
        names = result.names if result is not None else None
        kinds = {kind for path in self.rows for kind in place_of(path).vocabularies}
        declared = tuple((kind, names.of_vocabulary(kind)) for kind in sorted(kinds)) if names is not None else None
        if declared is None or declared == self._indexed:
            return
        self._indexed = declared
        made: dict[object, ChoiceIndex] = {}
        for path, row in self.rows.items():
            if not isinstance(row, NamesRow):
                continue
            if is_fact(path):
                if pack is not None:
                    row.set_index(index_of_fact(str(path[-1]), pack))
                continue
            place = place_of(path)
            alike = (place.words, place.vocabularies)
            if alike not in made:
                made[alike] = index_of(place, names, pack)
            row.set_index(made[alike])

    # -- alternatives

    def _begin(self, group: Path) -> None:
        """Show another, which comes into the file with the first that is entered in it."""
        self.flush()
        number = self._count(group)
        self._begun[group] = number + 1
        self.show_rule(self._rule)
        first = next((path for path in self.rows if path[: len(group) + 1] == (*group, number)), None)
        if first is not None:
            self.go_to(first)

    def _remove(self, group: Path, number: int) -> None:
        self.flush()
        self._begun.pop(group, None)
        if self._rule is not None and number < self._written(group):
            self._write({(*real(group), number): None})
        self.show_rule(self._rule)
        self.adders[group].setFocus()

    def go_to(self, path: Path) -> None:
        """Let the keyboard begin at a row, and bring it into view."""
        row = self.rows.get(path)
        if row is not None:
            row.take_focus()
            self._column.activate()  # rows that were just shown stand nowhere yet
            self._area.ensureWidgetVisible(row)

    # -- edits

    def _edited(self, path: Path, value: Any) -> None:  # noqa: ANN401 - what a row tells
        around = path[:-1]
        if len(path) == 2 and place_of(around).words:  # noqa: PLR2004 - a mapping that stands instead of a word
            self._pending.pop(around, None)
            path, value = around, None if value is None else {str(path[-1]): value}
        self._pending[path] = value
        self._soon.start()

    def flush(self) -> None:
        """Write into the file what waits."""
        self._soon.stop()
        waiting, self._pending = self._pending, {}
        self._write(waiting)

    def _write(self, waiting: dict[Path, Any]) -> None:
        rule = self._rule
        for path, value in waiting.items():
            if rule is None:
                continue
            if not self._controller.edits.set_field(rule, real(path), value):
                told = _("This rule is laid out too unusually for the form: change it in the source.")
                self.trouble.say(Run(told, tone=Tone.FAULT))
                self.trouble.show()
                continue
            found = (one for one in self._controller.rules() if (one.file, one.number) == (rule.file, rule.number))
            rule = next(found, None)
            if rule is not None and self._rule is not None and self._rule.file == rule.file:
                self._rule = rule if self._rule.number == rule.number else self._rule

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange and self._languages:
            self.flush()
            self._rebuild()
            self.show_rule(self._rule)
