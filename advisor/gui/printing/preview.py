"""The sheet as it will come out of the printer, before it does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QImage, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QStackedLayout,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from advisor.gui.dialogs_boxes import resize_on_screen
from advisor.gui.icons import icon
from advisor.gui.jobs import Jobs, Ticket
from advisor.gui.language import _
from advisor.gui.printing.pages_view import STEP, PagesView
from advisor.gui.printing.sheet import Renderer, Sheet
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button, ButtonKind
from advisor.gui.widgets.toggles import Toggle

_JOB = "preview"
_SETTLING_MILLISECONDS = 250
_SHARPNESSES = (96, 144, 192, 288, 384)
"""Resolutions at which pages are rendered: the least that is not coarser than the screen."""


class PreviewDialog(QDialog):
    """Pages, zoom, and the two ways out: paper and file."""

    names_chosen = Signal(bool)
    """Whether people are named on the sheet has changed."""
    map_chosen = Signal(bool)
    """Whether the map goes with the sheet has changed."""
    print_asked = Signal()
    export_asked = Signal()

    def __init__(self, sheet: Sheet, jobs: Jobs, renderer: Renderer, parent: QWidget | None = None) -> None:
        """Start rendering at once."""
        super().__init__(parent)
        self._sheet = sheet
        self._jobs = jobs
        self._renderer = renderer
        self._ppi = 0
        self.setWindowTitle(_("Print preview"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.view = PagesView(self)
        self.message, self.progress = QLabel(self), QProgressBar(self)
        self._cover = self._make_cover()
        self._layers = QStackedLayout()
        self._layers.addWidget(self._cover)
        self._layers.addWidget(self.view)
        self.tools = QToolBar(self)
        self.tools.setIconSize(QSize(em(1.1), em(1.1)))
        self.page_label, self.zoom_label = QLabel(self), QLabel(self)
        self._fill_tools()
        self.without_names = Toggle(_("Leave names off"))
        self.with_map = Toggle(_("Add the map"))
        self.print_button = Button(_("Print…"), ButtonKind.FILLED)
        self.export_button = Button(_("Export as PDF…"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.tools)
        rows.addLayout(self._layers, 1)
        rows.addLayout(self._make_bottom())
        self._sharpen = QTimer(self)
        self._sharpen.setSingleShot(True)
        self._sharpen.setInterval(_SETTLING_MILLISECONDS)
        self._sharpen.timeout.connect(self._render_sharper)
        self.view.zoom_changed.connect(self._zoomed)
        self.view.page_changed.connect(self._label)
        self._resize()
        self._render(_SHARPNESSES[1])
        self.view.setFocus()

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another sheet."""
        self._sheet = sheet
        self._render(self._ppi)

    def done(self, result: int) -> None:
        """Nobody waits for pages any more."""
        self._sharpen.stop()
        self._jobs.withdraw(_JOB)
        super().done(result)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.tools.setIconSize(QSize(em(1.1), em(1.1)))

    def _render(self, ppi: int) -> None:
        self._ppi = ppi
        sheet, renderer = self._sheet, self._renderer
        if self.view.count == 0:
            self.message.setText(_("Laying out the sheet…"))
            self.progress.show()
            self._layers.setCurrentWidget(self._cover)

        def work(ticket: Ticket) -> tuple[QImage, ...]:
            pages = renderer.pages(sheet, ppi)
            images = []
            for page in pages:
                ticket.check()
                images.append(QImage.fromData(page))
            return tuple(images)

        self._jobs.start(_JOB, work, lambda pages: self._came(pages, ppi), self._failed)

    def _came(self, pages: tuple[QImage, ...], ppi: int) -> None:
        self._layers.setCurrentWidget(self.view)
        self.view.show_pages(pages, ppi)
        self._label()
        self.view.setFocus()

    def _failed(self, error: BaseException) -> None:
        self.view.clear()
        self.progress.hide()
        self.message.setText(_("The sheet could not be laid out: {reason}").format(reason=error))
        self._layers.setCurrentWidget(self._cover)

    def _zoomed(self) -> None:
        self._label()
        self._sharpen.start()

    def _render_sharper(self) -> None:
        needed = self.view.zoom * self.view.logicalDpiX() * self.view.devicePixelRatioF()
        ppi = next((sharp for sharp in _SHARPNESSES if sharp >= needed), _SHARPNESSES[-1])
        if ppi > self._ppi:
            self._render(ppi)

    def _label(self) -> None:
        if self.view.count:
            words = _("page {page} of {pages}")
            self.page_label.setText(words.format(page=self.view.page + 1, pages=self.view.count))
        self.zoom_label.setText(f"{self.view.zoom * 100:.0f} %")

    def _make_cover(self) -> QWidget:
        """What is seen while there are no pages."""
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setWordWrap(True)
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        cover = QWidget(self)
        rows = QVBoxLayout(cover)
        rows.addStretch(1)
        rows.addWidget(self.message)
        rows.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(1)
        return cover

    def _make_bottom(self) -> QHBoxLayout:
        self.without_names.setToolTip(
            _("Letters instead of names; contacts, notes, phone numbers and plates are left out too")
        )
        self.without_names.setShortcut(QKeySequence("Ctrl+L"))
        self.print_button.setShortcut(QKeySequence("Ctrl+P"))
        self.export_button.setShortcut(QKeySequence("Ctrl+E"))
        self.without_names.setChecked(not self._sheet.names)
        self.without_names.toggled.connect(lambda off: self.names_chosen.emit(not off))
        self.with_map.setToolTip(_("The map of the trip, on a page of its own"))
        self.with_map.setShortcut(QKeySequence("Ctrl+M"))
        self.with_map.setChecked(self._sheet.with_map)
        self.with_map.toggled.connect(self.map_chosen)
        self.print_button.clicked.connect(self.print_asked)
        self.print_button.setDefault(True)
        self.export_button.clicked.connect(self.export_asked)
        self.export_button.setAutoDefault(False)
        close = Button(_("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(em(0.8), em(0.5), em(0.8), em(0.6))
        bottom.setSpacing(em(0.5))
        bottom.addWidget(self.without_names)
        bottom.addWidget(self.with_map)
        bottom.addStretch(1)
        for button in (self.print_button, self.export_button, close):
            bottom.addWidget(button)
        return bottom

    def _fill_tools(self) -> None:
        view = self.view
        for name, words, keys, does in (
            ("previous", _("Previous page"), ("Ctrl+Up",), lambda: view.go_to(view.page - 1)),
            ("next", _("Next page"), ("Ctrl+Down",), lambda: view.go_to(view.page + 1)),
            ("", "", (), None),
            ("zoom-out", _("Smaller"), ("Ctrl+-", "-"), lambda: view.zoom_to(view.zoom / STEP)),
            ("zoom-in", _("Larger"), ("Ctrl++", "+", "Ctrl+="), lambda: view.zoom_to(view.zoom * STEP)),
            ("fit-width", _("As wide as the window"), ("Ctrl+1", "W"), view.fit_width),
            ("fit-page", _("Whole page"), ("Ctrl+0", "0"), view.fit_page),
        ):
            if does is None:
                self.tools.addWidget(self.page_label)
                self.tools.addSeparator()
            else:
                self._tool(name, words, keys, does)
        self.tools.addWidget(self.zoom_label)
        for label in (self.page_label, self.zoom_label):
            label.setMargin(em(0.4))
        self.tools.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _tool(self, name: str, words: str, keys: tuple[str, ...], does: Callable[[], None]) -> None:
        action = QAction(icon(name), words, self)
        action.setShortcuts([QKeySequence(one) for one in keys])
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{words} ({shown})")
        action.triggered.connect(does)
        self.tools.addAction(action)

    def _resize(self) -> None:
        resize_on_screen(self, em(52), em(58))
