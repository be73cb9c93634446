"""What is wrong with files: where, what, what was expected, did you mean. Read, copied, jumped to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QUrl,
    Signal,
)
from PySide6.QtGui import QColor, QDesktopServices, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from advisor.gui.language import _, ngettext, say
from advisor.gui.theme import em, font, tokens
from advisor.gui.widgets.buttons import Button
from advisor.gui.widgets.text import Tone
from advisor.model.diagnostic import Diagnostic, Severity


def fault_line(fault: Diagnostic) -> str:
    """One fault on one line, as compilers print it: editors and people can follow it."""
    parts = [f"{fault.span}: " if fault.span is not None else "", f"{severity(fault)}: ", say(fault.what)]
    if fault.expected is not None:
        parts.append(f"; {say(fault.expected)}")
    if fault.suggestion is not None:
        parts.append("; " + _("did you mean `{name}`?").format(name=fault.suggestion))
    return "".join(parts) + f" [{fault.code}]"


def severity(fault: Diagnostic) -> str:
    """The word for how much it weighs."""
    return {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.NOTE: _("note")}[fault.severity]


MARKS: Final[Mapping[Severity, str]] = {Severity.ERROR: "▲", Severity.WARNING: "△", Severity.NOTE: "○"}
"""A shape for each weight, for where there is no room for the word."""


def weight_of(fault: Diagnostic) -> int:
    """For sorting: errors first."""
    return list(Severity).index(fault.severity)


def colour_of(weight: Severity) -> QColor:
    """The colour of a mark: a second sign, never the only one."""
    colours = tokens()
    return {Severity.ERROR: colours.fault, Severity.WARNING: colours.text, Severity.NOTE: colours.muted}[weight]


def tone_of(fault: Diagnostic) -> Tone:
    """How a line about a fault is written."""
    return {Severity.ERROR: Tone.FAULT, Severity.WARNING: Tone.TEXT, Severity.NOTE: Tone.MUTED}[fault.severity]


class FaultTable(QTableWidget):
    """The faults, one a row, words wrapped."""

    opened = Signal(object)
    """A fault was chosen with Enter or a double click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(0, 4, parent)
        self._faults: tuple[Diagnostic, ...] = ()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.verticalHeader().hide()
        self.setItemDelegate(_Roomy(self))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.ResizeToContents)
        self.itemActivated.connect(lambda item: self.opened.emit(self._faults[item.row()]))
        self._word()

    def show_faults(self, faults: tuple[Diagnostic, ...]) -> None:
        """Show these, in their order."""
        before = self.current
        self._faults = faults
        self.setRowCount(len(faults))
        for row, fault in enumerate(faults):
            cells = (
                str(fault.span) if fault.span is not None else "",
                f"{MARKS[fault.severity]} "
                + _("{severity}: {what}").format(severity=severity(fault), what=say(fault.what)),
                say(fault.expected) if fault.expected is not None else "",
                fault.suggestion or "",
            )
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                item.setToolTip(fault_line(fault))
                self.setItem(row, column, item)
        self._fit()
        if faults:
            row = faults.index(before) if before in faults else 0
            self.setCurrentCell(row, 0, QItemSelectionModel.SelectionFlag.NoUpdate)

    @property
    def current(self) -> Diagnostic | None:
        """The fault that is chosen."""
        row = self.currentRow()
        return self._faults[row] if 0 <= row < len(self._faults) else None

    def copied(self) -> str:
        """The chosen faults as text; all where none is chosen."""
        rows = sorted({index.row() for index in self.selectedIndexes()}) or range(len(self._faults))
        return "\n".join(fault_line(self._faults[row]) for row in rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy what is chosen."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copied())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._word()
            self.show_faults(self._faults)
        elif event.type() is QEvent.Type.FontChange:
            self._fit()

    def sizeHint(self) -> QSize:
        """About six faults."""
        return QSize(em(40), em(12))

    def _word(self) -> None:
        self.setHorizontalHeaderLabels([_("Where"), _("What is wrong"), _("What was expected"), _("Did you mean")])
        self.setAccessibleName(_("Faults"))

    def _fit(self) -> None:
        self.resizeRowsToContents()


class _Roomy(QStyledItemDelegate):
    """Some air above and below the words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return super().sizeHint(option, index) + QSize(em(0.4), em(0.5))


class FaultsPanel(QWidget):
    """The faults of the rule files, with what can be done: copy them, open the file, read the files again."""

    closed = Signal()

    def __init__(self, reload: Callable[[], None], *, closable: bool = True, parent: QWidget | None = None) -> None:
        """`reload` reads the rule files again."""
        super().__init__(parent)
        self._folder: Path | None = None
        self._title = QLabel(self)
        self.table = FaultTable(self)
        self.table.opened.connect(self._open)
        self._copy = Button("")
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._all()))
        self._edit = Button("")
        self._edit.clicked.connect(self._open_current)
        self._reload = Button("")
        self._reload.clicked.connect(reload)
        self._close = Button("")
        self._close.setVisible(closable)
        self._close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        for button in (self._edit, self._copy, self._reload, self._close):
            head.addWidget(button)
        rows = QVBoxLayout(self)
        side = em(0.9) if closable else 0
        rows.setContentsMargins(side, em(0.5), side, em(0.5))
        rows.addLayout(head)
        rows.addWidget(self.table, 1)
        self._faults: tuple[Diagnostic, ...] = ()
        self.word()

    def show_faults(self, faults: tuple[Diagnostic, ...], folder: Path | None) -> None:
        """Show the faults of the pack in that folder; what is shown already stays as it is."""
        if (faults, folder) == (self._faults, self._folder):
            return
        self._folder, self._faults = folder, faults
        self.table.show_faults(faults)
        self.word()

    def word(self) -> None:
        """Say everything again, in the language in force."""
        count = len(self._faults)
        where = str(self._folder) if self._folder is not None else ""
        head = ngettext("{count} fault in the rule files", "{count} faults in the rule files", count)
        self._title.setText(head.format(count=count))
        self._title.setToolTip(where)
        self._title.setFont(font(bold=True))
        self._edit.setText(_("Open file"))
        self._edit.setToolTip(_("Open the file of the chosen fault in your editor"))
        self._copy.setText(_("Copy all"))
        self._copy.setToolTip(_("Copy all faults as text"))
        self._reload.setText(_("Read again"))
        self._reload.setToolTip(_("Read the rule files again"))
        self._close.setText(_("Close"))
        self._close.setToolTip(_("Close the list of faults"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and text size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.LanguageChange, QEvent.Type.FontChange}:
            self.word()

    def _all(self) -> str:
        return "\n".join(fault_line(fault) for fault in self._faults)

    def _open_current(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._faults):
            self._open(self._faults[row])

    def _open(self, fault: Diagnostic) -> None:
        if self._folder is not None and fault.span is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder / fault.span.file)))
