"""Where things are on this computer. Nothing is made here: whoever writes first makes the folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs

import advisor

_APPLICATION = "travel-security-advisor"


@dataclass(frozen=True, slots=True)
class Paths:
    """`data` and `settings` belong to the user, `rules`, `assets` and the help pages came with the program.

    `packs` is where a user puts packs of the office's own, one folder each.
    """

    data: Path
    settings: Path
    rules: Path
    assets: Path

    @property
    def packs(self) -> Path:
        """The user's packs."""
        return self.data / "packs"

    @property
    def unsaved(self) -> Path:
        """Unsaved work, one file per running program."""
        return self.data / "unsaved"

    @property
    def templates(self) -> Path:
        """Trips kept to begin others with."""
        return self.data / "templates"

    @property
    def last_good(self) -> Path:
        """The last editions of packs that had no errors."""
        return self.data / "last-good"

    @property
    def editing(self) -> Path:
        """Editions of edited packs, and edits not saved yet."""
        return self.data / "editing"

    @property
    def incidents(self) -> Path:
        """The imported incidents."""
        return self.data / "incidents.sqlite"

    @property
    def columns(self) -> Path:
        """Which columns of imported tables hold what."""
        return self.data / "columns.json"

    @property
    def advisories(self) -> Path:
        """Imported texts of official pages."""
        return self.data / "advisories"

    @property
    def recent(self) -> Path:
        """The list of recent files."""
        return self.data / "recent.json"

    @property
    def assessed(self) -> Path:
        """What saved trips came to when they were last looked at."""
        return self.data / "assessed.json"

    @property
    def translations(self) -> Path:
        """The gettext catalogues."""
        return self.assets / "translations"

    @property
    def help_pages(self) -> Path:
        """The help page of every diagnostic. docs/ stands beside assets/, in a checkout and in an installed program."""
        return self.assets.parent / "docs" / "diagnostics"


def find_paths(data_dir: Path | None = None) -> Paths:
    """The paths of this computer; with `data_dir`, everything that is written goes there instead."""
    if data_dir is not None:
        data, settings = data_dir, data_dir / "settings.json"
    else:
        data = platformdirs.user_data_path(_APPLICATION, appauthor=False)
        settings = platformdirs.user_config_path(_APPLICATION, appauthor=False) / "settings.json"
    shipped = _shipped()
    return Paths(data=data, settings=settings, rules=shipped / "rules", assets=shipped / "assets")


def _shipped() -> Path:
    """The folder that holds rules/, assets/ and docs/: inside an installed program, beside it in a checkout."""
    package = Path(advisor.__file__).resolve().parent
    inside = package / "_data"
    return inside if inside.is_dir() else package.parent
