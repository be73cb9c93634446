"""Travellers from a spreadsheet: the text, what was understood of it row by row, and what was not."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from advisor.gui.dialogs_boxes import resize_on_screen
from advisor.gui.language import _, ngettext, written
from advisor.gui.planner.traveller_table import (
    MOST_ROWS,
    NotUnderstood,
    ReadRow,
    ReadTable,
    Reason,
    Vocabulary,
    read_travellers,
)
from advisor.gui.planner.words import Words, gender_text, staff_text
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button, ButtonKind
from advisor.gui.widgets.choices import Choice, ChoiceIndex
from advisor.gui.widgets.scroll_bar import scroll_area
from advisor.gui.widgets.text import Label, Run, Tone, caption
from advisor.model.trip import Traveller


class PasteDialog(QDialog):
    """Shows what `travellers` would be added; the text can be mended before."""

    def __init__(self, words: Words, text: str, parent: QWidget | None = None) -> None:
        """Begin with `text`, usually what was copied."""
        super().__init__(parent)
        self._words = words
        self._vocabulary = _vocabulary(words)
        self._read = ReadTable((), ())
        self.setWindowTitle(_("Travellers from a list"))
        self.text = QPlainTextEdit(text)
        self.text.setAccessibleName(_("Copied text"))
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setPlaceholderText(
            _("Copy rows in a spreadsheet and paste them here: name, nationality, staff, roles, gender.")
        )
        self.table = QTableWidget(0, 6)
        self.table.setAccessibleName(_("What was understood"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setHorizontalHeaderLabels(
            [_("Line"), _("Name"), _("Nationality"), _("Belongs as"), _("Roles"), _("Gender")]
        )
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.wrong = Label()
        self.add = Button("", ButtonKind.FILLED)
        self.add.setDefault(True)
        self.copy = Button(_("Copy what was not understood"))
        self.cancel = Button(_("Cancel"))
        self.add.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText("\n".join(self._complaints())))
        self.text.textChanged.connect(self._look)
        self._lay_out()
        self._look()
        (self.add if self.travellers else self.text).setFocus()

    @property
    def travellers(self) -> tuple[Traveller, ...]:
        """The travellers understood."""
        return tuple(row.traveller for row in self._read.rows)

    def use_words(self, words: Words) -> None:
        """Read the text anew: other rules know other roles."""
        self._words, self._vocabulary = words, _vocabulary(words)
        self._look()

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(em(1), em(0.9), em(1), em(0.8))
        rows.setSpacing(em(0.4))
        rows.addWidget(caption(_("Copied text"), self.text))
        rows.addWidget(self.text, 1)
        rows.addWidget(caption(_("What was understood"), self.table))
        rows.addWidget(self.table, 2)
        self._complaint_area = scroll_area(_("What was not understood"), self.wrong)
        rows.addWidget(self._complaint_area, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(em(0.6))
        for button in (self.add, self.copy, self.cancel):
            buttons.addWidget(button)
        buttons.addStretch(1)
        rows.addLayout(buttons)
        resize_on_screen(self, em(48), em(36))

    def _look(self) -> None:
        self._read = read_travellers(self.text.toPlainText(), self._vocabulary)
        self.table.setRowCount(len(self._read.rows))
        for number, row in enumerate(self._read.rows):
            for column, text in enumerate(self._texts(row)):
                self.table.setItem(number, column, QTableWidgetItem(text))
        complaints = self._complaints()
        self.wrong.say(
            Run(_("Not understood, and so left unknown:"), bold=True) if complaints else "",
            *(Run(f"\n{one}", tone=Tone.FAULT) for one in complaints),
        )
        self._complaint_area.setVisible(bool(complaints))
        self.copy.setVisible(bool(complaints))
        count = len(self._read.rows)
        self.add.say(ngettext("Add {count} traveller", "Add {count} travellers", count).format(count=count))
        self.add.setEnabled(bool(count))

    def _texts(self, row: ReadRow) -> tuple[str, ...]:
        who, words = row.traveller, self._words
        unknown = _("not known")
        return (
            str(row.line),
            who.name or "–",
            ", ".join(map(words.country, who.nationality)) if who.nationality else unknown,
            staff_text(who.staff) if who.staff is not None else unknown,
            unknown if who.roles is None else ", ".join(map(words.role, who.roles)) or _("none of these"),
            gender_text(who.gender) if who.gender is not None else unknown,
        )

    def _complaints(self) -> list[str]:
        return [_complaint(one) for one in self._read.wrong]


def _complaint(wrong: NotUnderstood) -> str:
    why = {
        Reason.UNKNOWN_COLUMN: _("nothing says what this column holds"),
        Reason.UNKNOWN_COUNTRY: _("not all of it names countries"),
        Reason.UNKNOWN_STAFF: _(
            "not a way to belong; write national, relocated, international, consultant, partner or visitor"
        ),
        Reason.UNKNOWN_ROLE: _("not all of it names roles of these rules"),
        Reason.UNKNOWN_GENDER: _("not a gender; write f, m or other"),
        Reason.TOO_MANY_ROWS: _("only {most} rows are read at a time").format(most=MOST_ROWS),
    }[wrong.reason]
    if not wrong.column:
        return _("Line {line}: “{text}” – {why}").format(line=wrong.line, text=wrong.text, why=why)
    where = _("Line {line}, column {column}: “{text}” – {why}")
    return where.format(line=wrong.line, column=wrong.column, text=wrong.text, why=why)


def _vocabulary(words: Words) -> Vocabulary:
    return Vocabulary(words.countries, _role_index(words))


def _role_index(words: Words) -> ChoiceIndex:
    return ChoiceIndex(
        Choice(role.id, written(role.title) or role.id, others=tuple(role.title.by_language.values()))
        for role in words.pack.roles.values()
    )
