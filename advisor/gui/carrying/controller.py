"""Packs that come as one file, and the pack in use sent as one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from advisor.gui.actions import Act
from advisor.gui.controller_packs import PackController
from advisor.gui.dialogs import Dialogs
from advisor.gui.jobs import Jobs
from advisor.gui.language import _, say
from advisor.gui.main_window import MainWindow
from advisor.model.message import message
from advisor.services.atomic import write_atomically
from advisor.services.wiring import Services

if TYPE_CHECKING:  # read on first use: the window is painted before
    from advisor.gui.carrying.dialog import OfferDialog
    from advisor.services.pack_install import Offer

_LOOK, _PUT, _SEND = "carry-look", "carry-install", "carry-send"


class CarryController(QObject):
    """Opens, installs and sends packs.

    `unsaved` tells whether the rules in use have changes that are not saved; `keep_typed` writes such changes down.
    """

    chosen = Signal(str)
    """The trip is to be assessed with the pack of that id from now on."""
    told = Signal(str)
    """Something was done that deserves a word in the status bar."""

    def __init__(
        self, window: MainWindow, services: Services, jobs: Jobs, dialogs: Dialogs, packs: PackController
    ) -> None:
        """Answer the menu and what is dropped on the window."""
        super().__init__()
        self._window, self._services, self._jobs, self._dialogs, self._packs = window, services, jobs, dialogs, packs
        self.unsaved: Callable[[], bool] = lambda: False
        self.keep_typed: Callable[[], object] = lambda: None
        self.dialog: OfferDialog | None = None
        self._install_button = window.carried.offer("", self._install_what_is_looked_at)
        self._stop_button = window.carried.offer("", packs.stop_looking)
        window.actions_[Act.OPEN_PACK].triggered.connect(lambda _checked=False: self.open())
        window.actions_[Act.SEND_PACK].triggered.connect(lambda _checked=False: self.send())
        packs.loaded.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """Say on the bar that a pack is only looked at, in the language in force."""
        self._install_button.setText(_("Install…"))
        self._stop_button.setText(_("Stop looking"))
        looking = self._packs.looking
        if looking is None:
            self._window.carried.hide()
        else:
            words = _("The rules of {file} are in use, but not installed.").format(file=looking.name)
            self._window.carried.say(_("Only looking."), words)
            self._window.carried.setToolTip(str(looking))
        rules = self._packs.rules
        self._window.actions_[Act.SEND_PACK].setEnabled(rules is not None and rules.pack is not None)

    # -- a pack that comes

    def open(self, path: Path | None = None) -> None:
        """Look at a ZIP or folder, asking which if none is given, and tell what it is."""
        if path is None:
            path = self._dialogs.pack_path()
        if path is None:
            return
        from advisor.services.pack_install import look_at

        self.keep_typed()  # so that it is warned of
        place, services = path, self._services
        self.told.emit(_("Looking at {file}…").format(file=place.name))
        self._jobs.start(
            _LOOK,
            lambda _ticket: look_at(place, services.packs, services.paths, services.clock),
            self._offer,
            self._broke(_("“{file}” can't be opened").format(file=place.name)),
        )

    def _offer(self, offer: Offer) -> None:
        from advisor.gui.carrying.dialog import Choice, OfferDialog

        dialog = OfferDialog(offer, self._window)
        self.dialog = dialog

        def ended(_result: int) -> None:
            self.dialog = None
            dialog.deleteLater()
            if offer.pack is not None and dialog.choice is Choice.LOOK:
                self._look(offer.path, offer.pack.id)
            elif offer.pack is not None and dialog.choice is Choice.INSTALL:
                self._install(offer, offer.pack.id)

        dialog.finished.connect(ended)
        dialog.open()

    def _look(self, path: Path, identifier: str) -> None:
        self._packs.look(path, identifier)
        self.chosen.emit(identifier)

    def _install(self, offer: Offer, identifier: str) -> None:
        from advisor.services.pack_install import install

        reason = say(message("carry.installed-from", file=offer.path.name))
        paths = self._services.paths
        self._packs.rest()

        def done(folder: Path) -> None:
            self.told.emit(say(message("carry.installed", folder=str(folder))))
            self._packs.stop_looking()
            self.chosen.emit(identifier)
            self._packs.reload()

        failed = self._broke(_("The pack was not installed"))

        def broke(error: BaseException) -> None:
            self._packs.reload()  # and watch again
            failed(error)

        self._jobs.start(_PUT, lambda _ticket: install(offer, paths, reason), done, broke)

    def _install_what_is_looked_at(self) -> None:
        if self._packs.looking is not None:
            self.open(self._packs.looking)

    # -- a pack that goes

    def send(self) -> None:
        """Write the pack in use into one file, asking where."""
        from advisor.services.pack_carry import as_one_file, carried_by, name_of
        from advisor.services.pack_install import NotInstallableError

        rules = self._packs.rules
        if rules is None or rules.pack is None:
            return
        refused = _("No file was made")
        if rules.faulty:
            self._dialogs.failed(refused, _("The rule files have faults. Mend them first: a faulty pack is not sent."))
            return
        if self.unsaved():
            self._dialogs.failed(refused, _("There are changes to these rules that are not saved. Save them first."))
            return
        path = self._dialogs.pack_path_to_write(Path(name_of(rules.pack)))
        if path is None:
            return
        folder, pack, services = rules.folder, rules.pack, self._services

        def work(_ticket: object) -> tuple[str, ...]:
            carried = carried_by(folder)
            now = services.packs.load(folder).pack
            if carried.faults or now is None or now.fingerprint != pack.fingerprint:
                raise NotInstallableError(message("carry.changed-meanwhile"))
            write_atomically(path, as_one_file(carried, pack))
            return carried.others

        def done(others: tuple[str, ...]) -> None:
            self.told.emit(say(message("carry.written", file=path.name)))
            if others:
                self._dialogs.told(
                    _("The pack is in {file}").format(file=path.name), say(message("carry.others", files=others))
                )

        self._jobs.start(_SEND, work, done, self._broke(refused))

    def _broke(self, what: str) -> Callable[[BaseException], None]:
        def tell(error: BaseException) -> None:
            from advisor.services.pack_editor import PackBusyError
            from advisor.services.pack_install import NotInstallableError

            if isinstance(error, NotInstallableError):
                reason = say(error.why)
            elif isinstance(error, PackBusyError):
                reason = say(message("rules.busy"))
            else:
                reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
            self._dialogs.failed(what, reason)

        return tell
