"""Which page is in front, planning or rules, and what the common actions mean on the rules page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from advisor.gui.actions import Act
from advisor.gui.controller_packs import PackController
from advisor.gui.dialogs import Dialogs, Unsure
from advisor.gui.jobs import Jobs
from advisor.gui.language import say
from advisor.gui.main_window import MainWindow
from advisor.gui.rules.around import Around
from advisor.services.forgetting import forget_rules, unsaved_rules
from advisor.services.wiring import Services

if TYPE_CHECKING:
    from advisor.gui.rules.controller import RulesController
    from advisor.gui.rules.page import RulesPage


class PageController(QObject):
    """Makes the rules page when it is first asked for: nobody who only plans waits for it."""

    turned = Signal()
    """Another page is in front, or the title and steps of the rules page are others."""

    def __init__(
        self,
        window: MainWindow,
        services: Services,
        jobs: Jobs,
        dialogs: Dialogs,
        packs: PackController,
        around: Around,
    ) -> None:
        """Begin where trips are planned. `install` is called with a ZIP that is looked at and is to be kept."""
        super().__init__()
        self._window, self._services, self._jobs, self._dialogs = window, services, jobs, dialogs
        self._packs, self._around = packs, around
        self.install: Callable[[Path], None] = lambda _path: None
        self.rules: RulesController | None = None
        self.page: RulesPage | None = None
        window.actions_[Act.PLAN].triggered.connect(self.plan)
        window.actions_[Act.RULES].triggered.connect(self.write)

    @property
    def dirty(self) -> bool:
        """Whether the rules in use have changes that are not saved."""
        if self.page is None or self.rules is None:
            return False
        self.page.flush()
        return self.rules.editor is not None and self.rules.editor.dirty

    @property
    def writing(self) -> bool:
        """Whether the rules page is in front."""
        return self._window.writing_rules

    def plan(self) -> None:
        """Bring the planning page to the front."""
        if self.page is not None:
            self.page.flush()
        self._window.actions_[Act.PLAN].setChecked(True)
        self._window.write_rules(None)
        self.turned.emit()

    def write(self) -> None:
        """Bring the rules page to the front."""
        if self.page is None:
            self.page = self._make_page()
        self._window.actions_[Act.RULES].setChecked(True)
        self._window.write_rules(self.page)
        self.turned.emit()

    def _make_page(self) -> RulesPage:
        from advisor.gui.rules.controller import RulesController  # after the first paint
        from advisor.gui.rules.dialogs import RuleDialogs
        from advisor.gui.rules.page import RulesPage

        dialogs = getattr(self._dialogs, "rules", None) or RuleDialogs(self._window)
        self.rules = rules = RulesController(self._services, self._jobs, dialogs, self._around)
        page = RulesPage(rules, self._jobs, self._services.clock)
        rules.use_rules(self._packs.rules)
        self._packs.read.connect(lambda: rules.use_rules(self._packs.rules))
        rules.install_asked.connect(self.install)
        rules.copied.connect(lambda _folder: self._packs.reload())
        rules.changed.connect(self.turned)
        rules.opened.connect(self.turned)
        rules.told.connect(lambda words: self._window.status.showMessage(words, 6000))
        return page

    # -- what the common actions do here

    def save(self) -> None:
        """Save the rules."""
        if self.page is not None and self.rules is not None:
            self.page.flush()
            self.rules.save()

    def undo(self) -> None:
        """Take back the last change of the rules."""
        if self.page is not None and self.rules is not None:
            self.page.flush()
            self.rules.undo()

    def redo(self) -> None:
        """Do it again."""
        if self.page is not None and self.rules is not None:
            self.page.flush()
            self.rules.redo()

    def show_document(self) -> None:
        """Title and steps of the rules in the window's frame."""
        editor = self.rules.editor if self.rules is not None else None
        if editor is None or self.rules is None:
            return
        pack = self.rules.pack
        name = say(pack.title) if pack is not None else editor.folder.name
        self._window.show_document(name, editor.folder.name, dirty=editor.dirty)
        self._window.show_steps(editor.undo_label, editor.redo_label)

    def may_leave(self) -> bool:
        """Ask about rules that are not saved; edits of another pack are remembered for the next start."""
        if self.page is None or self.rules is None:
            return True
        self.page.flush()
        editor = self.rules.editor
        if editor is None or not editor.dirty:
            return True
        pack = self.rules.pack
        answer = self._dialogs.unsaved(say(pack.title) if pack is not None else editor.folder.name)
        if answer is Unsure.SAVE:
            return self.rules.save()
        if answer is Unsure.DISCARD:
            editor.discard()
            return True
        return False

    def unsaved_rules(self) -> int:
        """In how many packs there are changes that were never saved, here or in another window."""
        if self.page is not None and self.rules is not None:
            self.page.flush()
            self.rules.keep_drafts()
        return unsaved_rules(self._services.paths)

    def forget_rules(self, unsaved: bool) -> str | None:
        """Forget what is kept of rules; with `unsaved`, changes on screen go too. The reason where that fails."""
        if unsaved and self.rules is not None:
            self.rules.discard()
        try:
            forget_rules(self._services.paths, unsaved=unsaved)
        except OSError as error:
            return error.strerror or str(error)
        return None

    def close(self) -> None:
        """The window is gone."""
        if self.rules is not None:
            self.rules.close()
