"""The planner's desk: one trip, its rules, its verdict and the window, wired together here and nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog

from advisor.gui.actions import Act
from advisor.gui.advisories.controller import AdvisoryController
from advisor.gui.appearance import Appearance
from advisor.gui.carrying.controller import CarryController
from advisor.gui.carrying.drop import FileDrop
from advisor.gui.controller import Advise, VerdictController
from advisor.gui.controller_begin import FirstTrip
from advisor.gui.controller_days import OtherDaysController
from advisor.gui.controller_disk import TripFileWatch
from advisor.gui.controller_files import FileController
from advisor.gui.controller_map import MapController
from advisor.gui.controller_packs import PackController
from advisor.gui.controller_pages import PageController
from advisor.gui.controller_plan import PlanController
from advisor.gui.controller_templates import TemplateController
from advisor.gui.controller_trip import TripController
from advisor.gui.controller_view import ViewController
from advisor.gui.dialogs import Dialogs
from advisor.gui.exporting import ExportController
from advisor.gui.incidents.controller import IncidentController
from advisor.gui.jobs import Jobs
from advisor.gui.language import _
from advisor.gui.main_window import MainWindow
from advisor.gui.mending.controller import MendingController
from advisor.gui.printing.controller import PrintController
from advisor.gui.printing.sheet import TypstRenderer
from advisor.gui.rules.around import Around
from advisor.gui.rules.dialogs import RuleDialogs
from advisor.gui.rules.outside import OutsideController
from advisor.gui.saved_trips.controller import SavedTripsController
from advisor.model.incident import Box
from advisor.model.trip import Trip
from advisor.services.pack_library import FIRST_PACK
from advisor.services.session import SessionEvent, TripSession
from advisor.services.wiring import Services

if TYPE_CHECKING:
    from collections.abc import Callable

    from advisor.gui.planner.page import PlannerPage
    from advisor.model.incident import Incident


class Desk(QObject):
    """Owns session, controllers and window. Made once by `advisor.gui.application`, or by a test."""

    def __init__(
        self,
        services: Services,
        appearance: Appearance,
        *,
        trip_file: Path | None = None,
        dialogs: Dialogs | None = None,
        advise: Advise | None = None,
        make_page: Callable[[], PlannerPage] | None = None,
    ) -> None:
        """Lay everything out. Nothing is read before `start`; `trip_file` is opened then.

        `dialogs`, `advise` and `make_page` stand in for the user, the engine and the page in tests.
        """
        super().__init__()
        self._services = services
        self._started = False
        self.jobs = Jobs(self)
        self.session = TripSession(services.trips)
        usual = services.settings.current.pack or FIRST_PACK
        self.packs = PackController(services.packs, self.jobs, usual)
        self.window = MainWindow(self.packs.reload, services.paths.packs)
        self.dialogs = dialogs or Dialogs(self.window)
        self.files = FileController(self.session, services.trips, self.dialogs)
        self._first = FirstTrip(self.session, self.files, trip_file)
        self.templates = TemplateController(self.window, self.session, self.files, services.templates, self.dialogs)
        self.disk = TripFileWatch(self.session, self.files, self.window.disk)
        self.incidents = IncidentController(
            services.incidents, self.jobs, self.dialogs, self.window, self.window.incidents, services.clock
        )
        self.mending = MendingController(self.session, services.paths.assets, self.window)
        self.verdict = VerdictController(self.session, self.jobs, services.clock, advise or self.incidents.advise)
        self.plan = PlanController(
            self.window, self.session, self.packs, self.verdict, self.incidents, self.dialogs, make_page
        )
        self.days = OtherDaysController(self.verdict, self.jobs, lambda: self.incidents.known)
        self.advisories = AdvisoryController(self.window, self.jobs, services.advisories, self._advisories_dialog)
        self.view = ViewController(self.window, services, appearance)
        renderer = TypstRenderer(services.paths.assets)
        self.printing = PrintController(self.window, self.jobs, self.dialogs, services.settings, renderer)
        self.exporting = ExportController(self.window.actions_, self.jobs, self.dialogs, services)
        self.trip = TripController(self.window, self.session, self.files, self.verdict, lambda: self.plan.page)
        around = Around(lambda: self.incidents.known, lambda: self.plan.current, self._open_saved)
        self.pages = PageController(self.window, services, self.jobs, self.dialogs, self.packs, around)
        self.saved = SavedTripsController(
            self.window, services, self.jobs, lambda: self.incidents.known, self.files.open, self._saved_dialog
        )
        rule_dialogs = getattr(self.dialogs, "rules", None) or RuleDialogs(self.window)
        self.outside = OutsideController(self.window.outside, services, self.jobs, self.packs, around, rule_dialogs)
        self.carry = CarryController(self.window, services, self.jobs, self.dialogs, self.packs)
        self.map = MapController(self.window.actions_[Act.MAP], self.jobs, services)
        self._wire()
        self._show_document()
        self.window.show_recent(self.files.recent())
        self._act_on_assessment()

    def start(self) -> None:
        """Read the rules, then the trip to begin with. Called after the first paint."""
        if not self._started:
            self._started = True
            self.incidents.start()
            self.packs.ask(None)

    def close(self) -> None:
        """The window is gone: end timers, watchers and threads."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self.window)
        self.mending.close()
        self.verdict.close()
        self.days.close()
        self.incidents.close()
        self.advisories.close()
        self.pages.close()
        self.outside.close()
        self.saved.close()
        self.disk.close()
        self.files.close()
        self.packs.close()
        self.jobs.close()

    # -- wiring

    def _wire(self) -> None:
        window, act = self.window, self.window.actions_
        window.painted.connect(self.start)
        window.may_close = self._may_close
        window.recent_chosen.connect(self.files.open)
        for name, does in {
            Act.NEW: self._new,
            Act.DUPLICATE: self.files.duplicate,
            Act.OPEN: self.files.open,
            Act.SAVE: lambda: self.pages.save() if self.pages.writing else self.files.save(),
            Act.SAVE_AS: self.files.save_as,
            Act.INCIDENTS: self.incidents.open,
            Act.ADVISORIES: self.advisories.open,
            Act.FORGET: self.files.forget,
            Act.QUIT: window.close,
            Act.UNDO: lambda: self.pages.undo() if self.pages.writing else self.session.undo(),
            Act.REDO: lambda: self.pages.redo() if self.pages.writing else self.session.redo(),
            Act.PREVIEW: self.printing.preview,
            Act.PRINT: self.printing.print,
            Act.EXPORT: self.printing.export,
            Act.SHORTCUTS: self._shortcuts,
            Act.ABOUT: self._about,
        }.items():
            act[name].triggered.connect(lambda _checked=False, does=does: does())
        self.printing.suggested, self.exporting.suggested = lambda: self.files.suggested(".pdf"), self.files.suggested
        FileDrop(window).dropped.connect(self._open_dropped)
        self.carry.chosen.connect(self.plan.use_pack)
        self.carry.unsaved, self.carry.keep_typed = lambda: self.pages.dirty, self.pages.unsaved_rules
        self.pages.install = self.carry.open
        for teller in (self.files, self.exporting, self.carry, self.outside):
            teller.told.connect(lambda words: window.status.showMessage(words, 6000))
        self.files.recent_changed.connect(lambda: window.show_recent(self.files.recent()))
        self.files.recent_changed.connect(self.saved.look)
        self.files.may_forget_more, self.files.forget_more = self.incidents.exists, self.incidents.forget_all
        self.files.unsaved_rules, self.files.forget_rules = self.pages.unsaved_rules, self.pages.forget_rules
        self.incidents.changed.connect(self.verdict.refresh)
        self.advisories.reviewed.connect(self._show_due)
        self.advisories.show_rule = lambda rule: self.plan.page is not None and self.plan.page.show_rule(rule)
        self.packs.loaded.connect(self._rules_came)
        self.packs.loaded.connect(self.outside.look)  # once there is a verdict: a search beside it would slow it down
        self.packs.listed.connect(self.plan.offer_packs)
        self.plan.made.connect(self._serve)
        self.plan.shown.connect(self._act_on_assessment)
        self.pages.turned.connect(self._show_document)
        self.verdict.assessed.connect(self._show_verdict)
        self.view.worded.connect(self._say_again)
        self.view.worded.connect(self.saved.say_again)
        self._see_faults = window.notice.offer(_("Show the faults"), lambda: act[Act.FAULTS].setChecked(True))
        self.session.listen(self._follow)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.installEventFilter(window)
            application.focusChanged.connect(self.session.end_merge)

    def _new(self) -> None:
        pack = self.verdict.rules.pack if self.verdict.rules is not None else None
        if self.files.new(Trip(pack=pack.id if pack is not None else None)) and self.plan.page is not None:
            self.plan.page.begin()

    def _about(self) -> None:
        pack = self.verdict.rules.pack if self.verdict.rules is not None else None
        self.dialogs.about(pack, self._services.clock())

    def _shortcuts(self) -> None:
        from advisor.gui.dialogs_shortcuts import ShortcutsDialog

        dialog = ShortcutsDialog(self.window.actions_, self.window.menu_titles(), self.window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _may_close(self) -> bool:
        if not self.pages.may_leave() or not self.files.may_leave():
            return False
        self.session.close()
        self.view.keep_geometry()
        return True

    # -- what happened

    def _rules_came(self) -> None:
        self.verdict.use_rules(self.packs.rules)
        self.advisories.use_rules(self.packs.rules)
        self.saved.use_rules(self.packs.rules)
        self._first.begin(self.verdict.rules.pack if self.verdict.rules is not None else None)
        if self.packs.trouble is not None:
            self._show_verdict()

    def _follow(self, event: SessionEvent) -> None:
        if event is SessionEvent.TRIP_CHANGED:
            if not (self.session.can_undo or self.session.can_redo) and self.verdict.as_of_asked:
                self.verdict.ask_as_of(None)  # the day was chosen for another trip
            self.packs.ask(self.session.trip.pack)
            if self.packs.changing:
                self._show_verdict()
        self._show_document()

    def _open_dropped(self, path: Path) -> None:
        if path.suffix.lower() == ".zip" or path.is_dir():
            self.carry.open(path)
        elif path.name == "pack.yaml":
            self.carry.open(path.parent)
        else:
            self.files.open(path)

    # -- showing

    def _show_verdict(self) -> None:
        rules, verdict = self.verdict.rules, self.verdict
        self.window.show_rules(rules, verdict.as_of, asked=verdict.as_of_asked)
        self._see_faults.setVisible(rules is not None and bool(rules.diagnostics))
        self.plan.show_verdict()

    def _serve(self, page: PlannerPage) -> None:
        """Whatever a new page has from others than the rules."""
        self._show_due()
        self.map.serve(page)
        self.mending.serve(page)
        self.trip.serve(page)
        page.find_incidents_with(self._incidents_in_view)
        page.show_other_days(self.days.shown)
        self.days.changed.connect(page.show_other_days)

    def _open_saved(self, path: Path) -> None:
        """Show a saved trip where trips are planned."""
        if self.files.open(path):
            self.pages.plan()

    def _advisories_dialog(self) -> QDialog:
        from advisor.gui.advisories.dialog import AdvisoriesDialog  # long after the first paint

        return AdvisoriesDialog(self.advisories, self.window)

    def _saved_dialog(self) -> QDialog:
        from advisor.gui.saved_trips.dialog import SavedTripsDialog  # long after the first paint

        return SavedTripsDialog(self.saved, self.window)

    def _incidents_in_view(self, south: float, west: float, north: float, east: float) -> tuple[Incident, ...]:
        """Imported incidents for the map; no rule need have counted them."""
        return self._services.incidents.inside(Box(south, west, north, east), self.verdict.as_of)

    def _show_due(self) -> None:
        if self.plan.page is not None and self.advisories.found is not None:
            self.plan.page.show_due(self.advisories.found.due)

    def _show_document(self) -> None:
        session = self.session
        if self.pages.writing:
            self.pages.show_document()
            return
        file = session.path.name if session.path is not None else ""
        self.window.show_document(self.files.name, file, dirty=session.dirty)
        self.window.show_steps(
            session.undo_label if session.can_undo else None, session.redo_label if session.can_redo else None
        )

    def _act_on_assessment(self) -> None:
        """Only an assessment that is up to date goes on paper."""
        rules = self.verdict.rules
        pack = rules.pack if rules is not None else None
        current = self.plan.current
        self.printing.offer(current, pack)
        self.mending.use(current, rules, self.incidents.known)
        self.exporting.offer(current, pack)
        for act in (Act.PREVIEW, Act.PRINT, Act.EXPORT):
            self.window.actions_[act].setEnabled(current is not None)

    def _say_again(self) -> None:
        """The language is another one."""
        self._see_faults.setText(_("Show the faults"))
        self.disk.word()
        self.incidents.word()
        self.carry.show_state()
        self.outside.word()
        self._show_document()
        self.plan.say_again()
        self._show_verdict()
