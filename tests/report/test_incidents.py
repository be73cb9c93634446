"""What is told of incidents that a rule counted, and of the data it counted them in."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from advisor.engine.assess import assess
from advisor.incidents.finder import GatheredData
from advisor.model.assessment import Assessment
from advisor.model.incident import Coverage, Incident
from advisor.model.pack import Pack
from advisor.model.rule import IncidentTest
from advisor.model.source import Source
from advisor.model.text import Text
from advisor.report import text
from advisor.report.document import build
from advisor.report.json import render
from tests.engine.world import TODAY, allow, pack, prohibit, refer, require, visit
from tests.report.speaking import speaking

EVERYTHING = Coverage(start=date(2020, 1, 1), until=TODAY)
UCDP = Source(title=Text({"en": "Uppsala Conflict Data Program"}), reliability="B", credibility=2)
AMBUSH = Incident(
    id="ucdp:1",
    day=TODAY - timedelta(days=12),
    kind="ambush",
    latitude=16.4,
    longitude=-0.05,
    title=Text({"en": "Convoy attacked", "fr": "Convoi attaqué"}),
    place="gao",
    source=UCDP,
)
MORE = tuple(replace(AMBUSH, id=f"acled:{n}", day=AMBUSH.day - timedelta(days=n), title=Text()) for n in range(1, 16))


def counting(**fields: object) -> IncidentTest:
    whole = {"kinds": frozenset({"ambush"}), "at_least": 1, "within_km": 25.0, "days": 90, **fields}
    return IncidentTest(**whole)  # type: ignore[arg-type]  # the fields of IncidentTest


def told(assessment: Assessment, by: Pack, language: str = "en") -> str:
    return " ".join(text.render(build(assessment, by), speaking(language)).split())


def assessed(by: Pack, *incidents: Incident, claims: tuple[Coverage, ...] = (EVERYTHING,)) -> Assessment:
    return assess(visit(), by, TODAY, incidents=GatheredData(incidents, claims))


RULES = pack(allow(), refer(incidents=counting()))


def test_a_finding_names_the_very_events() -> None:
    found = told(assessed(RULES, AMBUSH), RULES)
    assert (
        "1 ambush within 25 km since 14 February 2023: 3 May 2023, Convoy attacked, gao, 14 km away "
        "(Uppsala Conflict Data Program, B2)." in found
    )


def test_the_same_in_french() -> None:
    found = told(assessed(RULES, AMBUSH, MORE[0]), RULES, "fr").replace("\N{NO-BREAK SPACE}", " ")
    assert "2 embuscades dans un rayon de 25 km depuis le 14 février 2023 : " in found
    assert "3 mai 2023, Convoi attaqué, gao, à 14 km" in found
    assert "INCIDENTS PRIS EN COMPTE" in found


def test_the_sheet_lists_what_was_considered_and_whose_data_they_are() -> None:
    found = told(assessed(RULES, AMBUSH, *MORE), RULES)
    listed = found.partition("INCIDENTS CONSIDERED")[2]
    assert "refer: 16 ambushes within 25 km since 14 February 2023" in listed
    assert "Date 3 May 2023 · Convoy attacked ambush Place: gao · Distance: 14 km" in listed
    assert "4 more are not listed here." in listed
    assert "Looked at: ACLED, 15 incidents, the newest of 2 May 2023. Source: ACLED (acleddata.com)" in listed
    assert "Looked at: UCDP, 1 incident, of 3 May 2023. Conflict events: UCDP Candidate Events Dataset" in listed
    assert "Imported incidents, fingerprint " in found


def test_a_requirement_says_what_was_counted_too() -> None:
    rules = pack(allow(), require("escort", incidents=counting(kinds=frozenset({"ambush", "clash"}), fatal=True)))
    found = told(assessed(rules, replace(AMBUSH, fatalities=2)), rules)
    assert "1 event with deaths within 25 km since 14 February 2023" in found.partition("INCIDENTS CONSIDERED")[2]


def test_data_without_a_find_are_named_as_well() -> None:
    found = told(assessed(RULES, replace(AMBUSH, kind="protest")), RULES)
    listed = found.partition("INCIDENTS CONSIDERED")[2]
    assert "No incident was counted. Looked at: UCDP, 1 incident" in listed
    silent = pack(allow(), prohibit())
    assert "INCIDENTS" not in told(assessed(silent, AMBUSH), silent)


@pytest.mark.parametrize(("language", "words"), [("en", "nobody vouches"), ("fr", "personne ne garantit")])
def test_where_data_do_not_cover_the_days_it_is_said_from_which(language: str, words: str) -> None:
    known = replace(EVERYTHING, until=TODAY - timedelta(days=10))
    found = told(assessed(RULES, claims=(known,)), RULES, language).replace("\N{NO-BREAK SPACE}", " ")
    assert words in found
    assert {"en": "For 6 May 2023 to 15 May 2023", "fr": "du 6 mai 2023 au 15 mai 2023"}[language] in found


def test_the_json_form_says_which_data_were_seen() -> None:
    form = json.loads(render(assessed(RULES, AMBUSH), RULES))
    assert form["incidents_seen"] == {
        "fingerprint": GatheredData([AMBUSH], [EVERYTHING]).fingerprint,
        "feeds": [{"feed": "ucdp", "count": 1, "newest": "2023-05-03"}],
    }
    (finding,) = [one for one in form["findings"] if one["rule"] == "refer"]
    assert finding["count"]["distances_km"] == [14]
    assert finding["count"]["test"]["near"] == "movement"
