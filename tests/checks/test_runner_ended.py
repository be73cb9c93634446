from __future__ import annotations

from datetime import date

from tests.checks.around import places

CODE = "runner-ended"
AFTER = date(2023, 7, 1)


def test_what_hangs_on_a_provider_is_said_of_the_provider_alone() -> None:
    assert places(CODE, as_of=AFTER) == ["pack.yaml: 2023-06-30"]


def test_a_service_by_itself_is_found() -> None:
    changes = {"network.yaml": (("    provider: mission\n", ""),)}
    assert places(CODE, changes, as_of=AFTER) == ["network.yaml: 2023-06-30", "pack.yaml: 2023-06-30"]


def test_the_last_of_several_windows_counts() -> None:
    again = (
        'fr: "Son mandat prend fin."}}',
        'fr: "Son mandat prend fin."}}\n      - {from: 2023-09-01, review_by: 2023-12-31}',
    )
    assert places(CODE, {"pack.yaml": (again,)}, as_of=AFTER) == ["network.yaml: 2023-06-30"]


def test_on_its_last_day_it_runs() -> None:
    assert places(CODE, as_of=date(2023, 6, 30)) == []
