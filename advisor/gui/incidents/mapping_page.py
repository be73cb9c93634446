"""A table nobody has explained yet: which column holds what, and at once what its rows become."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advisor.gui.incidents.preview_table import PreviewTable
from advisor.gui.jobs import Jobs, Ticket
from advisor.gui.language import _, ngettext, say
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button, ButtonKind
from advisor.gui.widgets.combo import Combo
from advisor.gui.widgets.fields import Captioned, Field
from advisor.gui.widgets.flow import Flow
from advisor.gui.widgets.scroll_bar import scroll_area
from advisor.gui.widgets.segments import Segments
from advisor.gui.widgets.text import Label, Tone, bold
from advisor.incidents.kinds import KINDS
from advisor.incidents.mapped import Preview
from advisor.incidents.mapping import FIELDS, NEEDED, ColumnMapping
from advisor.services.incident_claims import kind_told
from advisor.services.incident_library import IncidentLibrary, Reading

_FIRST, _ALL = "incidents-preview", "incidents-all-rows"
_SETTLING_MILLISECONDS = 150
_DAY_FIRST, _MONTH_FIRST = "day", "month"


class MappingPage(QWidget):
    """Explains one table. The whole of it is gone through beside the window, for the words of its kinds."""

    explained = Signal(object, object)
    """Import this table (a Path) by this ColumnMapping."""
    skipped = Signal(object)
    """Leave this table out."""
    cancelled = Signal()

    def __init__(self, library: IncidentLibrary, jobs: Jobs) -> None:
        """Empty until `show_table`."""
        super().__init__()
        self._library = library
        self._jobs = jobs
        self._file = Path()
        self._mapping: ColumnMapping | None = None
        self._header: tuple[str, ...] = ()
        self.columns = {field: Combo(name, chars=16) for field, name in _field_names().items()}
        self.kinds: dict[str, Combo] = {}
        self.order = Segments(
            _("Dates such as 3/4/2026"),
            ((_DAY_FIRST, _("Day first")), (_MONTH_FIRST, _("Month first"))),
            none=_("not said"),
        )
        self.name = Field(_("Name of the table"), chars=18)
        self._head, self._count, self._missing = Label(), Label(tone=Tone.MUTED), Label(tone=Tone.FAULT)
        self._kinds_head = Label(_("Words for kinds that are not known here"), size=0.94, tone=Tone.MUTED)
        self._kinds_flow = Flow(gap=0.6)
        self.table = PreviewTable(self)
        self.import_button = Button(_("Import this table"), ButtonKind.FILLED)
        self.skip_button = Button(_("Leave this file out"))
        self.cancel_button = Button(_("Cancel"))
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLING_MILLISECONDS)
        self._settling.timeout.connect(self._preview)
        self._lay_out()
        self._wire()

    def show_table(self, file: Path) -> None:
        """Explain that one."""
        self._file, self._mapping, self._header = file, None, ()
        self._head.say(
            _("No one has said yet what the columns of {file} hold. ").format(file=file.name),
            bold(_("The answer is remembered for every file with the same columns.")),
        )
        self.name.setText("")
        self._show_kinds({})
        self.table.show_nothing()
        self._count.say("")
        self.import_button.setEnabled(False)
        self._preview()
        self.columns["date"].setFocus()

    def rest(self) -> None:
        """Nobody waits for previews any more."""
        self._settling.stop()
        for job in (_FIRST, _ALL):
            self._jobs.withdraw(job)

    # -- parts

    def _lay_out(self) -> None:
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, em(0.6), 0)
        rows.setSpacing(em(0.6))
        rows.addWidget(self._head)
        fields = Flow(gap=0.6)
        for field, name in _field_names().items():
            words = _("{field} (needed)").format(field=name) if field in NEEDED else name
            fields.addWidget(Captioned(words, self.columns[field]))
        named = Captioned(_("Name of the table"), self.name)
        named.setToolTip(_("Tells it from tables of other offices that use the same numbers; may stay empty"))
        fields.addWidget(named)
        fields.addWidget(Captioned(_("Dates such as 3/4/2026"), self.order))
        rows.addLayout(fields)
        rows.addWidget(self._missing)
        rows.addWidget(self._kinds_head)
        rows.addLayout(self._kinds_flow)
        rows.addWidget(Label(_("What the first rows become"), size=0.94, tone=Tone.MUTED))
        self.table.setMinimumHeight(em(11))
        rows.addWidget(self.table, 1)
        scroll = scroll_area(_("Columns"), body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(em(1), em(0.9), em(1), em(0.9))
        whole.setSpacing(em(0.6))
        whole.addWidget(scroll, 1)
        whole.addWidget(self._count)
        whole.addLayout(Flow(self.import_button, self.skip_button, self.cancel_button))

    def _wire(self) -> None:
        for field, combo in self.columns.items():
            combo.chosen.connect(lambda column, field=field: self._map(field, column))
        self.order.chosen.connect(lambda _value: self._change(day_first=self.order.value != _MONTH_FIRST))
        self.name.textEdited.connect(lambda text: self._change(name=text.strip()))
        self.import_button.clicked.connect(lambda: self.explained.emit(self._file, self._mapping))
        self.skip_button.clicked.connect(lambda: self.skipped.emit(self._file))
        self.cancel_button.clicked.connect(self.cancelled)

    # -- changes

    def _map(self, field: str, column: str | None) -> None:
        if self._mapping is None:
            return
        kept = {name: one for name, one in self._mapping.columns.items() if name != field}
        if column is not None:  # a column holds one thing
            kept = {name: one for name, one in kept.items() if one != int(column)} | {field: int(column)}
        self._change(columns=kept)

    def _translate(self, word: str, kind: str | None) -> None:
        if self._mapping is not None:
            kept = {one: told for one, told in self._mapping.kinds.items() if one != word}
            self._change(kinds=kept if kind is None else {**kept, word: kind})

    def _change(self, **fields: object) -> None:
        if self._mapping is not None:
            self._mapping = replace(self._mapping, **fields)  # type: ignore[arg-type]  # its own fields
            self._show_mapping()
            self._settling.start()

    # -- showing

    def _preview(self) -> None:
        file, mapping = self._file, self._mapping
        self._jobs.withdraw(_ALL)
        self._jobs.start(
            _FIRST, lambda _ticket: self._library.preview(file, mapping), self._was_previewed, self._failed
        )

    def _was_previewed(self, seen: Preview) -> None:
        if self._mapping is None:
            self._mapping, self._header = seen.mapping, seen.header
            choices = [(str(number), name or str(number + 1)) for number, name in enumerate(seen.header)]
            for combo in self.columns.values():
                combo.set_choices(((None, _("no column")), *choices))
            self.name.setText(seen.mapping.name)
        self._show_mapping()
        self.table.show_preview(seen)
        if not self._missing_fields():
            self._count.say(_("Going through all rows…"))
            file, mapping = self._file, self._mapping

            def work(ticket: Ticket) -> Reading:
                return self._library.read(file, mapping, watch=lambda _done: ticket.check())

            self._jobs.start(_ALL, work, self._was_read, self._failed)

    def _was_read(self, reading: Reading) -> None:
        good, refused = len(reading.imported.incidents), reading.imported.refused
        told = ngettext("Of all rows, {count} becomes an incident", "Of all rows, {count} become incidents", good)
        more = ngettext("{count} is refused", "{count} are refused", refused)
        self._count.say(
            _("{good}; {refused}.").format(good=told.format(count=good), refused=more.format(count=refused))
        )
        known = dict(self._mapping.kinds) if self._mapping is not None else {}
        words = {
            str(fault.what.args["value"]): ""
            for fault in reading.imported.diagnostics
            if fault.code == "import-unknown-kind"
        }
        self._show_kinds({**{word.lower(): "" for word in words}, **known})

    def _failed(self, error: BaseException) -> None:
        self._count.say(_("This file can’t be read: {reason}").format(reason=error))

    def _missing_fields(self) -> tuple[str, ...]:
        return self._mapping.missing() if self._mapping is not None else NEEDED

    def _show_mapping(self) -> None:
        mapping = self._mapping
        if mapping is None:
            return
        for field, combo in self.columns.items():
            column = mapping.columns.get(field)
            combo.set_value(None if column is None else str(column))
        self.order.set_value(_DAY_FIRST if mapping.day_first else _MONTH_FIRST)
        missing = tuple(_field_names()[field] for field in mapping.missing())
        self._missing.setVisible(bool(missing))
        self._missing.say(_("Say which column holds: {fields}.").format(fields=say(missing)) if missing else "")
        self.import_button.setEnabled(not missing)

    def _show_kinds(self, kinds: dict[str, str]) -> None:
        """A field for each word; those that stand there already keep the keyboard."""
        self._kinds_head.setVisible(bool(kinds))
        if list(kinds) != list(self.kinds):
            while (item := self._kinds_flow.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
            self.kinds = {}
            before: QWidget = self.order
            for word in kinds:
                combo = Combo(_("Kind meant by “{word}”").format(word=word), chars=16)
                combo.set_choices(
                    tuple(
                        (None if kind == "other" else kind, say(kind_told(kind))) for kind in (KINDS[-1], *KINDS[:-1])
                    )
                )
                combo.chosen.connect(lambda kind, word=word: self._translate(word, kind))
                self._kinds_flow.addWidget(Captioned(_("“{word}”").format(word=word), combo))
                QWidget.setTabOrder(before, combo)
                before = self.kinds[word] = combo
        for word, kind in kinds.items():
            self.kinds[word].set_value(kind or None)


def _field_names() -> dict[str, str]:
    """What a column may hold, in the words of the window, in the order of FIELDS but the needed ones first."""
    names = {
        "date": _("Date"),
        "latitude": _("Latitude"),
        "longitude": _("Longitude"),
        "kind": _("Kind"),
        "title": _("What happened"),
        "place": _("Place"),
        "fatalities": _("Dead"),
        "id": _("Number"),
        "imprecision_km": _("Place off by (km)"),
        "imprecision_days": _("Date off by (days)"),
        "source": _("Source"),
        "url": _("Web address"),
        "reliability": _("Reliability (A–F)"),
        "credibility": _("Credibility (1–6)"),
    }
    return {**names, **{field: field for field in FIELDS if field not in names}}
