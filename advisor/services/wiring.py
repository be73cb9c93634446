"""Every part made once and handed on: there are no globals to reach for."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from advisor.services.advisory_library import AdvisoryLibrary
from advisor.services.assessed_before import AssessedBefore
from advisor.services.catalogue import Catalogue, languages
from advisor.services.clock import Clock, today
from advisor.services.incident_library import IncidentLibrary
from advisor.services.language_choice import choose_language
from advisor.services.pack_library import PackLibrary
from advisor.services.paths import Paths, find_paths
from advisor.services.settings import SettingsStore
from advisor.services.template_store import TemplateStore
from advisor.services.trip_store import TripStore


@dataclass(frozen=True, slots=True)
class Services:
    """What the window and the commands work with."""

    paths: Paths
    clock: Clock
    settings: SettingsStore
    packs: PackLibrary
    trips: TripStore
    templates: TemplateStore
    assessed: AssessedBefore
    incidents: IncidentLibrary
    advisories: AdvisoryLibrary
    catalogue: Catalogue

    def speaking(self, language: str) -> Services:
        """The same parts, speaking another language."""
        return replace(self, catalogue=Catalogue(language, self.paths.translations))

    def languages(self) -> tuple[str, ...]:
        """The languages one can choose, by code."""
        return languages(self.paths.translations)


def wire(data_dir: Path | None = None, language: str | None = None, clock: Clock = today) -> Services:
    """Make all parts. `data_dir` holds everything that is written; `language` was asked for on the command line."""
    paths = find_paths(data_dir)
    settings = SettingsStore(paths.settings)
    spoken = choose_language(
        languages(paths.translations), asked=language, environment=os.environ, preferred=settings.current.language
    )
    return Services(
        paths=paths,
        clock=clock,
        settings=settings,
        packs=PackLibrary(paths),
        trips=TripStore(paths, clock, settings.current.keep_days),
        templates=TemplateStore(paths),
        assessed=AssessedBefore(paths.assessed, clock, settings.current.keep_days),
        incidents=IncidentLibrary(paths, clock),
        advisories=AdvisoryLibrary(paths),
        catalogue=Catalogue(spoken, paths.translations),
    )
