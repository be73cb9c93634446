"""The map on the page: when it is shown, and the outlines under it, read beside the window."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from advisor.gui.jobs import Jobs
from advisor.services.wiring import Services

if TYPE_CHECKING:
    from advisor.gui.planner.page import PlannerPage
    from advisor.report.map.base import BaseMap


class MapController(QObject):
    """Keeps the menu, the setting and the page of one mind about the map."""

    def __init__(self, action: QAction, jobs: Jobs, services: Services) -> None:
        """Nothing is read before there is a page."""
        super().__init__()
        self._action, self._jobs, self._services = action, jobs, services
        self._page: PlannerPage | None = None
        action.setChecked(services.settings.current.show_map)
        action.triggered.connect(self._toggle)

    def serve(self, page: PlannerPage) -> None:
        """Look after that page from now on."""
        from advisor.services.base_map import base_map

        self._page = page
        page.show_map(shown=self._services.settings.current.show_map)
        page.mapShown.connect(self._action.setChecked)
        assets = self._services.paths.assets
        self._jobs.start("base map", lambda _ticket: base_map(assets), self._show, lambda _trouble: None)

    def _show(self, base: BaseMap | None) -> None:
        if self._page is not None:
            self._page.show_base(base)

    def _toggle(self, shown: bool) -> None:
        if self._page is None:
            return
        self._page.show_map(shown=shown)
        wanted = self._page.map_wanted
        if wanted is not self._services.settings.current.show_map:
            with suppress(OSError):  # it holds for this run all the same
                self._services.settings.change(show_map=wanted)
