"""Templates: keeping the trip on the desk as one, beginning a trip from one, removing them."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from advisor.gui.actions import Act, keys_of
from advisor.gui.language import _
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button, ButtonKind
from advisor.gui.widgets.fields import Captioned, Field
from advisor.gui.widgets.text import Label, Tone
from advisor.model.trip import Trip
from advisor.services.template_store import Template, TemplateStore, as_template


class SaveTemplateDialog(QDialog):
    """Asks what the template is called and what of the trip goes into it; `template` is the answer."""

    def __init__(self, trip: Trip, store: TemplateStore, parent: QWidget | None = None) -> None:
        """Suggest the trip's title; names and days are left out unless wanted."""
        super().__init__(parent)
        self._trip = trip
        self._taken = {one.name for one in store.templates()}
        self.setWindowTitle(_("Save as template"))
        self.name = Field(_("Name of the template"), chars=30)
        self.name.setText(trip.title)
        self.names = QCheckBox(_("With the &names of travellers, contacts and notes"))
        self.times = QCheckBox(_("With &days and hours"))
        self.told = Label(tone=Tone.MUTED)
        self.save = Button(_("Save as template"), ButtonKind.FILLED)
        self.save.setDefault(True)
        cancel = Button(_("Cancel"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(em(1), em(0.9), em(1), em(0.8))
        rows.setSpacing(em(0.5))
        rows.addWidget(Captioned(_("Name of the template"), self.name))
        rows.addWidget(self.names)
        rows.addWidget(self.times)
        rows.addWidget(
            Label(
                _("Measures and facts of the trip are left out: what was arranged for one trip is not for another."),
                tone=Tone.MUTED,
            )
        )
        rows.addWidget(self.told)
        rows.addLayout(_row(self.save, cancel))
        self.save.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self.name.textEdited.connect(lambda _text: self._look())
        self._look()
        self.name.selectAll()
        self.name.setFocus()
        width = em(32)
        self.resize(width, rows.totalHeightForWidth(width))

    @property
    def template(self) -> Trip:
        """The trip to keep."""
        return as_template(
            self._trip, self.name.text().strip(), names=self.names.isChecked(), times=self.times.isChecked()
        )

    def _look(self) -> None:
        name = self.name.text().strip()
        self.save.setEnabled(bool(name))
        there = _("There is a template of that name: this one takes its place.") if name in self._taken else ""
        self.told.say(there or (_("A template needs a name.") if not name else ""))


class TemplatesDialog(QDialog):
    """Lists the templates; `chosen` is the one to begin with."""

    def __init__(self, store: TemplateStore, parent: QWidget | None = None) -> None:
        """Show what there is, or how to make one."""
        super().__init__(parent)
        self._store = store
        self._templates: tuple[Template, ...] = ()
        self._removed: list[Template] = []
        self.setWindowTitle(_("New from template"))
        self.empty = Label(
            _("There are no templates yet. Plan a trip that comes back often and save it as one ({keys}).").format(
                keys=keys_of(Act.SAVE_TEMPLATE)
            ),
            tone=Tone.MUTED,
        )
        self.list = QListWidget()
        self.list.setAccessibleName(_("Templates"))
        self.told = Label(tone=Tone.FAULT)
        self.begin = Button(_("Begin with it"), ButtonKind.FILLED)
        self.begin.setDefault(True)
        self.remove = Button(_("Remove"))
        self.remove.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        self.put_back = Button(_("Put back"))
        self.put_back.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
        for button in (self.remove, self.put_back):
            keys = button.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{button.text()} ({keys})")
        cancel = Button(_("Cancel"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(em(1), em(0.9), em(1), em(0.8))
        rows.setSpacing(em(0.5))
        rows.addWidget(self.empty)
        rows.addWidget(self.list, 1)
        rows.addWidget(self.told)
        rows.addLayout(_row(self.begin, self.remove, self.put_back, cancel))
        self.begin.clicked.connect(self.accept)
        self.remove.clicked.connect(self._remove)
        self.put_back.clicked.connect(self._put_back)
        cancel.clicked.connect(self.reject)
        self.list.itemActivated.connect(lambda _item: self.begin.click())
        self.list.currentRowChanged.connect(lambda _row: self._look())
        self._show(0)
        self.list.setFocus()
        self.resize(em(34), em(18))

    @property
    def chosen(self) -> Template | None:
        """The template marked in the list."""
        row = self.list.currentRow()
        return self._templates[row] if 0 <= row < len(self._templates) else None

    def _show(self, row: int) -> None:
        self._templates = self._store.templates()
        self.list.clear()
        for one in self._templates:
            name = one.name if one.trip is not None else _("{name} (can't be read)").format(name=one.name)
            self.list.addItem(QListWidgetItem(name))
        self.list.setCurrentRow(min(row, len(self._templates) - 1))
        self.empty.setVisible(not self._templates)
        self._look()

    def _look(self) -> None:
        chosen = self.chosen
        self.begin.setEnabled(chosen is not None and chosen.trip is not None)
        self.remove.setEnabled(chosen is not None)
        self.put_back.setVisible(bool(self._removed))

    def _remove(self) -> None:
        chosen, row = self.chosen, self.list.currentRow()
        if chosen is None:
            return
        try:
            self._store.remove(chosen)
        except OSError as error:
            self._fail(error)
            return
        if chosen.trip is not None:
            self._removed.append(chosen)
        self._show(max(row, 0))
        self.list.setFocus()

    def _put_back(self) -> None:
        last = self._removed[-1] if self._removed else None
        if last is None or last.trip is None:
            return
        try:
            self._store.save(last.trip)
        except OSError as error:
            self._fail(error)
            return
        self._removed.pop()
        self._show(0)
        self.list.setCurrentRow(next((row for row, one in enumerate(self._templates) if one.name == last.name), 0))
        self.list.setFocus()

    def _fail(self, error: OSError) -> None:
        self.told.say(_("That failed: {reason}").format(reason=error.strerror or str(error)))


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(em(0.6))
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
