"""The window's shell: menus, toolbar, bars, pages, status. What they show and do is wired up in `advisor.gui.desk`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QMenu,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from advisor.gui.actions import MENUS, TOOLBAR, Act, Actions
from advisor.gui.faults import FaultsPanel
from advisor.gui.icons import icon
from advisor.gui.language import _, say
from advisor.gui.no_rules import NoRulesPage
from advisor.gui.notices import NoticeBar, Weight
from advisor.gui.status import Elided, StatusStrip
from advisor.gui.theme import em, tokens
from advisor.services.pack_library import LoadedPack


class MainWindow(QMainWindow):
    """A shell that knows no trip: it is told what to show."""

    painted = Signal()
    """The window is on screen for the first time: what is slow to load may come now."""
    recent_chosen = Signal(object)
    """A recent file was chosen (a Path)."""

    def __init__(self, reload_rules: Callable[[], None], packs_folder: Path) -> None:
        """Lay everything out, empty. `packs_folder` is where a user's own packs go."""
        super().__init__()
        self.may_close: Callable[[], bool] = lambda: True
        self._recent: tuple[Path, ...] = ()
        self._undo_label = self._redo_label = ""
        self.actions_ = Actions(self)
        self.setWindowIcon(icon("advisor"))
        self._groups = [self._group(Act.SYSTEM, Act.LIGHT, Act.DARK), self._group(Act.ENGLISH, Act.FRENCH)]
        self._groups.append(self._group(Act.PLAN, Act.RULES))
        self.actions_[Act.PLAN].setChecked(True)

        self.mark = NoticeBar(Weight.MARK, self)
        notes = [NoticeBar(Weight.NOTE, self) for _ in range(5)]
        self.carried, self.outside, self.disk, self.incidents, self.saved = notes
        self.notice = NoticeBar(Weight.REFER, self)
        self.error = NoticeBar(Weight.ERROR, self)
        self.page: QWidget | None = None
        self.rules_page: QWidget | None = None
        self._waiting = _Waiting(self.painted.emit)
        self.no_rules = NoRulesPage(reload_rules, packs_folder)
        self.pages = _Pages(self)
        self.pages.addWidget(self._waiting)
        self.pages.addWidget(self.no_rules)
        self._planning: QWidget = self._waiting
        self.faults = FaultsPanel(reload_rules, parent=self)
        self.faults.closed.connect(lambda: self.actions_[Act.FAULTS].setChecked(False))
        self.actions_[Act.FAULTS].toggled.connect(self._show_faults)
        self.faults.hide()
        self.split = QSplitter(Qt.Orientation.Vertical, self)
        self.split.addWidget(self.pages)
        self.split.addWidget(self.faults)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 1)
        self.split.setChildrenCollapsible(False)
        centre = QWidget(self)
        rows = QVBoxLayout(centre)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for bar in (self.mark, *notes, self.notice, self.error):
            rows.addWidget(bar)
        rows.addWidget(self.split, 1)
        self.setCentralWidget(centre)
        self.status = StatusStrip(self)
        self.setStatusBar(self.status)
        self.document = Elided(self)
        self.toolbar = self._toolbar()
        self._menus = [self._menu(acts) for acts in MENUS]
        self.recent_menu = QMenu(self)
        self.recent_menu.setToolTipsVisible(True)
        self._menus[0].insertMenu(self.actions_[Act.SAVE], self.recent_menu)
        self._menus[0].insertSeparator(self.actions_[Act.SAVE])
        self.word()

    # -- what to show

    def show_page(self, page: QWidget) -> None:
        """Show that page instead of whatever stands there."""
        self.page = page
        self.show_planning(page)

    def show_planning(self, page: QWidget) -> None:
        """Show that page where trips are planned; it waits while rules are being written."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self._planning = page
        if not self.writing_rules:
            self.pages.setCurrentWidget(page)

    @property
    def writing_rules(self) -> bool:
        """Whether the rules page is in front."""
        return self.rules_page is not None and self.pages.currentWidget() is self.rules_page

    def write_rules(self, page: QWidget | None) -> None:
        """Bring the rules page to the front; None: go back to where trips are planned."""
        if page is not None and self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
            self.rules_page = page
        self.pages.setCurrentWidget(page if page is not None else self._planning)

    def show_rules(self, rules: LoadedPack | None, as_of: date, *, asked: bool) -> None:
        """The rules in use: their marks, faults and place in the status line."""
        pack = rules.pack if rules is not None else None
        self.status.show_rules(pack, as_of, asked=asked)
        if pack is not None and pack.as_of is not None:
            sentence = _("These rules describe the past, as of {day}. They must not be used for a trip today.")
            self.mark.say(_("HISTORICAL"), sentence.format(day=say(pack.as_of)))
            self.mark.setToolTip(say(pack.note))
        else:
            self.mark.hide()
        faults = rules.diagnostics if rules is not None else ()
        self.faults.show_faults(faults, rules.folder if rules is not None else None)
        self.actions_[Act.FAULTS].setEnabled(bool(faults) and pack is not None)
        if not faults or pack is None:
            self.actions_[Act.FAULTS].setChecked(False)
        if pack is None:
            self.no_rules.show_faults(faults, rules.folder if rules is not None else None)
            self.show_planning(self.no_rules)
        if rules is not None and pack is not None and rules.caveat is not None:
            self.notice.say(_("REFER at best."), say(rules.caveat))
        else:
            self.notice.hide()

    def show_document(self, title: str, file: str, *, dirty: bool) -> None:
        """What is being worked on, and whether it is saved."""
        parts = [f"{title}[*]"] if not file or file == title else [f"{title}[*]", file]
        self.setWindowTitle(" – ".join([*parts, _("Travel-security advisor")]))
        self.setWindowModified(dirty)
        in_file = _("saved") if file else _("never saved")
        state = _("not saved") if dirty else in_file
        self.document.say(_("{title} — {state}").format(title=title, state=state), file)

    def show_steps(self, undo: str | None, redo: str | None) -> None:
        """What undo and redo would do; None where there is nothing."""
        for act, label in ((Act.UNDO, undo), (Act.REDO, redo)):
            self.actions_[act].setEnabled(label is not None)
        self._undo_label, self._redo_label = undo or "", redo or ""
        self._word_steps()

    def menu_titles(self) -> tuple[str, ...]:
        """What the menus are called, in the language in force."""
        return tuple(menu.title() for menu in self._menus)

    def show_recent(self, files: tuple[Path, ...]) -> None:
        """The recent files, the latest first."""
        self._recent = files
        self.recent_menu.clear()
        for number, path in enumerate(files, start=1):
            name = path.name.replace("&", "&&")
            action = QAction(f"&{number % 10} {name}" if number <= len("1234567890") else name, self.recent_menu)
            action.setToolTip(str(path))
            action.triggered.connect(lambda _checked=False, path=path: self.recent_chosen.emit(path))
            self.recent_menu.addAction(action)
        self.recent_menu.setEnabled(bool(files))

    def word(self) -> None:
        """Say everything again, in the language in force."""
        self.actions_.word()
        self._word_steps()
        titles = (_("&File"), _("&Edit"), _("&Trip"), _("&View"), _("&Help"))
        for menu, title in zip(self._menus, titles, strict=True):
            menu.setTitle(title)
        self.recent_menu.setTitle(_("Open &recent"))
        self.toolbar.setWindowTitle(_("Tools"))
        if self._more is not None:
            self._more.setAccessibleName(_("More tools"))
        self._waiting.setAccessibleName(_("Reading the rules…"))

    # -- Qt

    def event(self, event: QEvent) -> bool:
        """Keep sizes in step with the text."""
        if event.type() is QEvent.Type.ApplicationFontChange:
            self.toolbar.setIconSize(_icon_size())
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.word()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work."""
        if self.may_close():
            event.accept()
        else:
            event.ignore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let undo and redo be the trip's, also while a field has the focus: its own memory ends with the field."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.isActiveWindow():
            keys = QKeySequence(event.keyCombination())
            if any(keys in self.actions_[act].shortcuts() for act in (Act.UNDO, Act.REDO)):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    # -- parts

    def _show_faults(self, shown: bool) -> None:
        self.faults.setVisible(shown)
        if shown:
            self.faults.table.setFocus()  # whoever asked by key reads on by key

    def _word_steps(self) -> None:
        for act, plain, named, label in (
            (Act.UNDO, _("&Undo"), _("&Undo: {step}"), self._undo_label),
            (Act.REDO, _("&Redo"), _("&Redo: {step}"), self._redo_label),
        ):
            short = self.actions_[act].iconText()
            self.actions_[act].setText(named.format(step=label.replace("&", "&&")) if label else plain)
            self.actions_[act].setIconText(short)

    def _group(self, *acts: Act) -> QActionGroup:
        group = QActionGroup(self)
        for act in acts:
            group.addAction(self.actions_[act])
        return group

    def _menu(self, acts: tuple[Act | None, ...]) -> QMenu:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for act in acts:
            if act is None:
                menu.addSeparator()
            else:
                menu.addAction(self.actions_[act])
        self.menuBar().addMenu(menu)
        return menu

    def _toolbar(self) -> QToolBar:
        bar = QToolBar(self)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setFloatable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setIconSize(_icon_size())
        for act in TOOLBAR:
            if act is None:
                bar.addSeparator()
            else:
                bar.addAction(self.actions_[act])
        stretch = QWidget(bar)
        stretch.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(stretch)
        bar.addWidget(self.document)
        self._more = bar.findChild(QToolButton, "qt_toolbar_ext_button")
        if self._more is not None:
            self._more.setIcon(icon("more"))  # Qt's own is black in the dark too
        self.addToolBar(bar)
        return bar


class _Waiting(QWidget):
    """What stands in the window until the rules are read: calm, and it tells when it is first seen."""

    def __init__(self, painted: Callable[[], None]) -> None:
        super().__init__()
        self._painted = painted
        self._seen = False

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        QPainter(self).fillRect(self.rect(), tokens().page)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self._painted)


class _Pages(QStackedWidget):
    """Pages scroll by themselves: none may make the window larger than the screen, not even while it is laid out."""

    def minimumSizeHint(self) -> QSize:
        return QSize(em(16), em(8))


def _icon_size() -> QSize:
    return QSize(em(1.1), em(1.1))
