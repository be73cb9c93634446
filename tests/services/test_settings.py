from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from advisor.services.settings import ColourScheme, Settings, SettingsStore


def test_settings_are_remembered(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "settings.json"
    SettingsStore(file).change(language="fr", colour_scheme=ColourScheme.DARK, keep_days=7)
    assert SettingsStore(file).current == Settings(language="fr", colour_scheme=ColourScheme.DARK, keep_days=7)


def test_nothing_is_written_before_something_changes(tmp_path: Path) -> None:
    assert SettingsStore(tmp_path / "folder" / "settings.json").current == Settings()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "junk", [b"", b"{", b"\xff", b"[]", b'{"keep_days": 0}', b'{"schema_version": 99}', b"[" * 100_000]
)
def test_a_file_that_can_t_be_read_is_set_aside(tmp_path: Path, junk: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(junk)
    assert SettingsStore(file).current == Settings()
    assert (tmp_path / "settings.faulty.json").read_bytes() == junk
    assert not file.exists()


def test_what_is_out_of_bounds_changes_nothing(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path / "settings.json")
    with pytest.raises(ValidationError):
        store.change(text_scale=40)
    assert store.current == Settings()


def test_settings_it_does_not_know_are_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"language": "fr", "of_another_day": 1}), encoding="utf-8")
    assert SettingsStore(file).current.language == "fr"


def test_a_change_holds_even_when_it_can_t_be_written(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("no folder", encoding="utf-8")
    store = SettingsStore(tmp_path / "folder" / "settings.json")
    with pytest.raises(OSError, match=r"exists|not a directory|Not a directory"):
        store.change(language="fr")
    assert store.current.language == "fr"
