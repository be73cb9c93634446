"""The text of an e-mail: short, and the verdict first."""

from __future__ import annotations

from dataclasses import replace

from advisor.report.document import build
from advisor.report.export.email import render
from advisor.services.exports import ExportForm
from tests.report import samples
from tests.report.exported import BUS, FLIGHT, exported
from tests.report.sample_pack import PACK, both
from tests.report.speaking import speaking


def told(verdict: str, language: str = "en", *, names: bool = True) -> list[str]:
    return render(build(samples.ALL[verdict], PACK, names=names), speaking(language)).splitlines()


def test_the_verdict_comes_first() -> None:
    firsts = {verdict: told(verdict)[0] for verdict in samples.ALL}
    assert firsts == {
        "go": "● GO",
        "conditions": "▲ GO WITH CONDITIONS",
        "refer": "◆ REFER",
        "no-go": "⬣ NO-GO · HISTORICAL",
    }


def test_it_has_reasons_conditions_and_who_signs() -> None:
    lines = told("conditions")
    assert any(one.startswith("To be signed by: ") and "Country director" in one for one in lines)
    assert "BEFORE DEPARTURE" in lines
    assert any(one.startswith("[ ] Armoured vehicle") for one in lines)
    assert "ON THE WAY" in lines
    assert not any(one.startswith(("PARTY", "ITINERARY", "RISK", "DECISION", "ACKNOWLEDGEMENT")) for one in lines)
    forbidden = told("no-go")
    assert "- Buses to Gao carry no foreigners (step 3)" in forbidden
    assert "Approval: nobody can approve it as it is planned" in forbidden
    assert not any("[ ]" in one for one in forbidden), "nothing to tick on a trip that does not take place"


def test_it_ends_with_what_it_is_not_and_the_rules_it_speaks_of() -> None:
    lines = told("no-go")
    assert "This is not an emergency service. In danger, call the numbers on the sheet." in lines
    assert lines[-1] == "HISTORICAL · Mali, mid-2023 · edition 2023-06 · 9f3c 71aa 04be · as of 1 May 2023"


def test_further_reasons_stand_on_the_sheet_not_below() -> None:
    many = tuple(
        replace(samples.NO_GO.findings[0], title=both(f"Reason {number}", f"Raison {number}")) for number in range(5)
    )
    document = build(replace(samples.NO_GO, findings=many), PACK)
    text = render(document, speaking("en"))
    assert "- and 2 more, on the sheet\n" in text
    assert "more, below" not in text


def test_it_is_not_wrapped_and_names_nobody_where_asked() -> None:
    assert max(map(len, told("no-go"))) > 100, "the mail program wraps"
    without = "\n".join(told("conditions", names=False))
    assert "Awa" not in without
    assert "Traveller B" in without


def test_it_speaks_french() -> None:
    text = exported(ExportForm.EMAIL, BUS, language="fr").decode()
    assert text.startswith("⬣ NO-GO\n")
    assert "Le car ne prend pas d’étrangers" in text
    assert exported(ExportForm.EMAIL, FLIGHT, language="fr").decode().startswith("▲ GO SOUS CONDITIONS\n")
