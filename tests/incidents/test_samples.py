"""The samples that may lie beside the project, never in it: every good one is taken, every broken one refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.incidents.reading import read_incidents

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="no samples beside the project")


@pytest.mark.parametrize(
    ("file", "count"),
    [
        ("incidents/ucdp_candidate_26_0_2_central_sahel.csv", 102),
        ("incidents/ucdp_candidate_26_0_2_mali.csv", 33),
        ("incidents/ucdp_candidate_26_0_2_world.csv", 1298),
        ("incidents/ucdp_candidate_26_0_2_world.xlsx", 1298),
        ("incidents/ucdp_ged_23_1_sample1000_world.csv", 1000),
        ("incidents/ucdp_ged_23_1_sample_mali.csv", 7),
        ("incidents/ucdp_mali_all_available.csv", 40),
        ("formats/cap/australia.cap", 1),
        ("formats/cap/canada.cap", 2),
        ("formats/cap/earthquake.cap", 1),
        ("formats/cap/earthquake-iso8859-1.cap", 1),
    ],
)
def test_good_ones(file: str, count: int) -> None:
    if file.endswith("xlsx"):
        pytest.importorskip("openpyxl")
    imported = read_incidents((DATA / file).read_bytes(), file)
    assert len(imported.incidents) == count
    assert imported.diagnostics == ()


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("incidents/ucdp_candidate_2025_mali_counts_no_coordinates.csv", "import-missing-column"),
        ("formats/cap/canada_errors.cap", "import-missing-element"),
        ("formats/cap/invalid.cap", "import-missing-element"),
        ("formats/cap/no_optional_fields.cap", "import-no-area"),
        ("formats/cap/weather.cap", "import-no-area"),
        ("formats/cap/wcatwc-warning.cap", "import-no-area"),
        ("formats/hxl/input-valid.csv", "import-missing-column"),
        ("formats/hxl/input-valid-latin1.csv", "import-encoding"),
        ("formats/hxl/input-valid.tsv", "import-missing-column"),
        ("formats/hxl/input-valid.ssv", "import-missing-column"),
        ("formats/hxl/input-invalid.csv", "import-needs-mapping"),
        ("formats/hxl/input-untagged.csv", "import-needs-mapping"),
        ("formats/hxl/input-valid.json", "import-unknown-format"),
        ("formats/hxl/input-valid.xls", "import-unreadable"),
    ],
)
def test_broken_ones_and_what_lies_nowhere(file: str, code: str) -> None:
    imported = read_incidents((DATA / file).read_bytes(), file)
    assert imported.incidents == ()
    assert code in {fault.code for fault in imported.diagnostics}
