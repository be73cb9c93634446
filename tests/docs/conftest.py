from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.cli.application import run
from tests.packs import small_pack_texts


@pytest.fixture
def json_keys(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Callable[[str], list[str]]:
    """The keys of the first thing that a command lists as JSON."""
    folder = tmp_path / "packs" / "land"
    for name, text in small_pack_texts().items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace('title: {en: "Land", fr: "Pays"}', 'title: {en: "Land"}'), encoding="utf-8")

    def keys(command: str) -> list[str]:
        arguments = [command, *([str(folder)] if command == "check" else []), "--format", "json"]
        run([*arguments, "--data-dir", str(tmp_path)], lambda *_: 1)
        return list(json.loads(capfd.readouterr().out)[0])

    return keys
