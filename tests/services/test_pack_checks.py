from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from advisor.model.diagnostic import Severity
from advisor.rulebook.loader import load_pack
from advisor.services.pack_checks import check_folder, findings
from tests.checks.around import WELL, Changes, changed
from tests.packs import small_pack_files


def never() -> date:
    raise AssertionError("a historical pack has a day of its own")


def put(folder: Path, changes: Changes) -> Path:
    for name, data in changed(changes).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def test_a_historical_pack_is_looked_at_as_of_its_own_day(tmp_path: Path) -> None:
    codes = {one.code for one in check_folder(put(tmp_path, WELL), never).diagnostics}
    assert codes == {"rule-not-tried"}


def test_a_day_that_is_given_counts(tmp_path: Path) -> None:
    codes = {one.code for one in check_folder(put(tmp_path, WELL), never, date(2024, 1, 1)).diagnostics}
    assert {"review-overdue", "rule-ended"} <= codes


def test_faults_of_loading_and_findings_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    untitled = {"pack.yaml": (('title: {en: "Land", fr: "Pays"}', 'title: {en: "Land"}'),)}
    found = check_folder(put(tmp_path, untitled), lambda: date(2023, 6, 15)).diagnostics
    codes = [one.code for one in found]
    assert codes.index("contact-without-number") < codes.index("missing-language") < codes.index("rule-without-review")


def test_with_an_error_the_checks_wait(tmp_path: Path) -> None:
    spoilt = {"rules/south.yaml": (("effect: allow", "effect: alow"),)}
    checked = check_folder(put(tmp_path, spoilt), lambda: date(2024, 6, 15))
    assert checked.pack is None
    assert {one.severity for one in checked.diagnostics} == {Severity.ERROR}


def test_nobody_waits_for_what_was_withdrawn() -> None:
    def withdraw() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        findings(load_pack(small_pack_files()), date(2023, 6, 15), {}, withdraw)
    assert findings(load_pack({}), date(2023, 6, 15), {}, withdraw) == ()
