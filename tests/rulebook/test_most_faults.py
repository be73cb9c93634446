"""What an officer reads about a pack in which nearly everything is wrong."""

from __future__ import annotations

import os
from pathlib import Path

from advisor.model.diagnostic import Diagnostic
from advisor.rulebook.loader import load_pack
from advisor.services.catalogue import Catalogue
from tests.rulebook.most_faults import most_faults_texts

GOLDEN = Path(__file__).parents[1] / "golden" / "most_faults" / "faults.en.txt"


def line(fault: Diagnostic, catalogue: Catalogue) -> str:
    """A fault as one line."""
    parts = [f"{fault.span}: {fault.severity}[{fault.code}]: {catalogue.say(fault.what)}"]
    if fault.expected is not None:
        parts.append(f"expected {catalogue.say(fault.expected)}")
    if fault.suggestion is not None:
        parts.append(f"did you mean `{fault.suggestion}`?")
    return ", ".join(parts)


def test_all_faults_of_all_files_come_at_once() -> None:
    catalogue = Catalogue("en", Path())
    result = load_pack({name: text.encode() for name, text in most_faults_texts().items()})
    written = "".join(f"{line(fault, catalogue)}\n" for fault in result.diagnostics)
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(written, encoding="utf-8")
    assert result.pack is None
    assert written == GOLDEN.read_text(encoding="utf-8")
