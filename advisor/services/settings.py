"""What the user prefers, kept in one small JSON file."""

from __future__ import annotations

import json
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from advisor.services.atomic import private_folder, write_atomically

SETTINGS_VERSION = 1
"""Of the file; raised when a field changes meaning, with a step in `_migrated`."""


class ColourScheme(StrEnum):
    """As the desktop says, or always the same."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Settings(BaseModel):
    """Every preference, with what holds until the user says otherwise.

    `language` and `pack` None: as the computer says, and the pack of a first start. `text_scale` enlarges the window's
    text. `keep_days`: how long recent files and unsaved work are remembered. `leave_out_names` and
    `map_on_sheet`: on what is printed. `show_map`: wherever there is room.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    schema_version: int = SETTINGS_VERSION
    language: str | None = None
    colour_scheme: ColourScheme = ColourScheme.SYSTEM
    text_scale: float = Field(default=1.0, ge=0.5, le=4.0)
    keep_days: int = Field(default=30, ge=1, le=3650)
    leave_out_names: bool = False
    show_map: bool = True
    map_on_sheet: bool = False
    pack: str | None = None


class SettingsStore:
    """Reads the settings once and writes them at every change."""

    def __init__(self, path: Path) -> None:
        """Read `path`; a file that can't be read is set aside and the defaults hold."""
        self._path = path
        self._current = self._read()

    @property
    def current(self) -> Settings:
        """The settings as they are."""
        return self._current

    def change(self, **fields: Any) -> Settings:  # noqa: ANN401 -- each field's type is checked by Settings itself
        """Change some fields and write them. ValueError for a value out of bounds; OSError if it can't be written.

        The change holds for this run even when it can't be written.
        """
        self._current = Settings.model_validate({**self._current.model_dump(), **fields})
        private_folder(self._path.parent)
        write_atomically(self._path, self._current.model_dump_json(indent=2).encode() + b"\n", private=True)
        return self._current

    def _read(self) -> Settings:
        try:
            data = self._path.read_bytes()
        except OSError:
            return Settings()
        try:
            return Settings.model_validate(_migrated(json.loads(data)))
        except (ValueError, ValidationError, RecursionError):
            with suppress(OSError):
                self._path.replace(self._path.with_suffix(".faulty.json"))
            return Settings()


def _migrated(fields: object) -> object:
    """The fields of any older version as they would be written today. ValueError for a version not known yet."""
    if isinstance(fields, dict):
        version = fields.get("schema_version", SETTINGS_VERSION)
        if not isinstance(version, int) or version > SETTINGS_VERSION:
            msg = "settings of a later version"
            raise ValueError(msg)
        fields = {**fields, "schema_version": SETTINGS_VERSION}
    return fields
