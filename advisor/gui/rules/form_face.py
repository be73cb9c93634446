"""A rule as a form, made from the schema. It is another face of the same text: each change goes into the file."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advisor.gui.faults import fault_line, tone_of, weight_of
from advisor.gui.language import _, say
from advisor.gui.rules.choices import index_of, word_told
from advisor.gui.rules.controller import RulesController
from advisor.gui.rules.form_rows import ChoiceRow, LineRow, NamesRow, Row, TextRow
from advisor.gui.rules.table import title_of
from advisor.gui.theme import em
from advisor.gui.widgets.cards import Section
from advisor.gui.widgets.flow import Flow
from advisor.gui.widgets.scroll_bar import scroll_area
from advisor.gui.widgets.text import Label, Run, Tone, bold, muted
from advisor.model.message import message
from advisor.rulebook.completion import wanted
from advisor.rulebook.outline import RuleAt

SETTLING_MILLISECONDS = 300
"""How long nobody must have typed before a change goes into the file."""

Path = tuple[str | int, ...]
_TALL: Final = frozenset({"because", "advice", "note"})
_NUMBERS: Final = frozenset({"credibility"})
_ALIKE: Final = frozenset({"where", "how", "who"})
"""Keys under which a list may stand: what of it the form shows is its only item."""


def _groups() -> tuple[tuple[str, tuple[Path, ...]], ...]:
    return (
        (_("The rule"), (("title",), ("effect",), ("affects",), ("id",))),
        (_("When"), (("when", "valid", "from"), ("when", "valid", "until"), ("review_by",), ("when", "hours"))),
        (
            _("Where"),
            tuple(("where", key) for key in ("region", "place", "route", "link", "except", "as", "anywhere")),
        ),
        (_("How"), tuple(("how", key) for key in ("mode", "service", "activity", "movement", "from", "to"))),
        (_("For whom"), tuple(("who", key) for key in ("nationality", "roles", "staff", "gender"))),
        (_("Measures"), (("measures",), ("unless", "measures"), ("while",))),
        (_("What the traveller reads"), (("because",), ("advice",))),
        (
            _("Source"),
            tuple(("source", key) for key in ("title", "url", "date", "reliability", "credibility", "note")),
        ),
    )


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
        self.rows: dict[Path, Row] = {}
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
        self._rule = rule
        self._make_rows()
        self._content.setEnabled(rule is not None and not self._controller.read_only)
        for path, row in self.rows.items():
            if path not in self._pending:
                row.show_value(rule.get(*self._real(path)) if rule is not None else None)
                row.setVisible(self._shows(path))
        self._show_head()

    def _shows(self, path: Path) -> bool:
        """Whether a key can be shown: not where a list of several stands around it."""
        around = self._rule.get(path[0]) if self._rule is not None else None
        return len(path) == 1 or path[0] not in _ALIKE or not isinstance(around, list) or len(around) == 1

    def _real(self, path: Path) -> Path:
        """The path in the file: into the only item, where a list stands around the key."""
        around = self._rule.get(path[0]) if self._rule is not None else None
        if len(path) > 1 and path[0] in _ALIKE and isinstance(around, list):
            return (path[0], 0, *path[1:])
        return path

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
        unshown = [key for key in _ALIKE if isinstance(rule.get(key), list) and len(rule.get(key)) > 1]
        words = [_("Several alternatives are written in the source: {keys}").format(keys=", ".join(sorted(unshown)))]
        lines = [*map(fault_line, faults), *(words if unshown else ())]
        self.trouble.setVisible(bool(lines))
        if lines:
            self.trouble.say(Run("\n".join(lines), tone=tone_of(min(faults, key=weight_of)) if faults else Tone.MUTED))

    # -- rows

    def _make_rows(self) -> None:
        pack = self._controller.pack
        languages = pack.languages if pack is not None else self._languages or ("en", "fr")
        if languages != self._languages:
            self._languages = languages
            self._rebuild()
        self.show_names()

    def _rebuild(self) -> None:
        for section in self._sections:
            self._column.removeWidget(section)
            section.hide()
            section.deleteLater()
        self._sections, self.rows = [], {}
        for title, paths in _groups():
            section = Section(title)
            flow: Flow | None = None
            for path in paths:
                row = self._row(path)
                self.rows[path] = row
                if isinstance(row, TextRow):
                    section.content.addWidget(row)
                    flow = None
                    continue
                if flow is None:
                    flow = Flow(gap=0.6)
                    section.content.addLayout(flow)
                flow.addWidget(row)
            self._sections.append(section)
            self._column.addWidget(section)
        self._indexed = None

    def _row(self, path: Path) -> Row:
        keys = tuple(str(step) for step in path)
        place = wanted(keys)
        name, about = key_told(path), place.description
        row: Row
        if place.by_language:
            tall = path[-1] in _TALL
            row = TextRow(name, about, self._languages, tall=tall, plain_too=path == ("source", "title"))
        elif place.many:
            row = NamesRow(name, about, free=not place.vocabularies and not place.words)
        elif place.words:
            row = ChoiceRow(name, about, place, word_told)
        else:
            row = LineRow(name, about, number=path[-1] in _NUMBERS)
        row.edited.connect(lambda value, path=path: self._edited(path, value))
        return row

    def show_names(self) -> None:
        """Offer the names that the pack declares now."""
        result, pack = self._controller.result, self._controller.pack
        names = result.names if result is not None else None
        kinds = {kind for path in self.rows for kind in wanted(tuple(map(str, path))).vocabularies}
        declared = tuple((kind, names.of_vocabulary(kind)) for kind in sorted(kinds)) if names is not None else None
        if declared is None or declared == self._indexed:
            return
        self._indexed = declared
        for path, row in self.rows.items():
            if isinstance(row, NamesRow):
                row.set_index(index_of(wanted(tuple(map(str, path))), names, pack))

    # -- edits

    def _edited(self, path: Path, value: Any) -> None:  # noqa: ANN401 - what a row tells
        self._pending[path] = value
        self._soon.start()

    def flush(self) -> None:
        """Write into the file what waits."""
        self._soon.stop()
        waiting, rule = self._pending, self._rule
        self._pending = {}
        for path, value in waiting.items():
            if rule is None:
                continue
            if not self._controller.set_field(rule, self._real(path), value):
                told = _("This rule is laid out too unusually for the form: change it in the source.")
                self.trouble.say(Run(told, tone=Tone.FAULT))
                self.trouble.show()
                continue
            found = (one for one in self._controller.rules() if (one.file, one.number) == (rule.file, rule.number))
            rule = next(found, None)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange and self._languages:
            self.flush()
            self._rebuild()
            self.show_rule(self._rule)


def key_told(path: Path) -> str:
    """What a key is called: by its own name, since that is what stands in the file, beside the user's word."""
    first, last = str(path[0]), str(path[-1])
    if len(path) == 1:
        return say(message(f"rules.key.{first}")).capitalize()
    return {
        "from": _("From"),
        "until": _("Until"),
        "hours": _("Hours"),
        "region": _("Region"),
        "place": _("Place"),
        "route": _("Route"),
        "link": _("Link"),
        "except": _("But not at"),
        "as": _("As"),
        "anywhere": _("Anywhere"),
        "mode": _("Mode"),
        "service": _("Service"),
        "activity": _("Activity"),
        "movement": _("Movement"),
        "to": _("To"),
        "nationality": _("Nationality"),
        "roles": _("Roles"),
        "staff": _("Staff"),
        "gender": _("Gender"),
        "measures": _("Not if these measures"),
        "title": _("Title"),
        "url": _("Address"),
        "date": _("Date"),
        "reliability": _("Reliability"),
        "credibility": _("Credibility"),
        "note": _("Note"),
    }[last]
