"""Who issued the pack stands on the sheet and in the JSON form, as the pack's own word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from advisor.model.pack import Issue
from advisor.report import text
from advisor.report.document import build
from advisor.report.json import plain
from advisor.report.pack_issue import issue_line, issue_lines
from tests.report import samples
from tests.report.sample_pack import PACK, both
from tests.report.speaking import speaking

ISSUE = Issue(by=both("Security office", "Bureau sécurité"), on=date(2023, 6, 1))


def test_it_says_that_this_is_the_packs_own_word() -> None:
    assert speaking("en")(issue_line(ISSUE)) == "Issued on 1 June 2023 by Security office, as the pack says of itself."
    assert speaking("fr")(issue_line(ISSUE)) == (
        "Publié le 1er juin 2023 par Bureau sécurité, selon le jeu de règles lui-même."
    )


def test_a_pack_that_says_nothing_is_said_to_say_nothing() -> None:
    told = [speaking("en")(line) for line in issue_lines(PACK)]
    assert told[0] == "The pack does not say who issued it, nor when."
    assert told[1].startswith("Fingerprint: ")


def test_the_sheet_and_the_json_carry_it() -> None:
    answer = samples.ALL["go"]
    answer = replace(answer, pack=replace(answer.pack, issued=ISSUE))
    told = text.render(build(answer, PACK), speaking("en"), 300)
    assert "Issued on 1 June 2023 by Security office, as the pack says of itself." in told
    assert plain(answer)["pack"]["issued"] == {
        "by": {"en": "Security office", "fr": "Bureau sécurité"},
        "on": "2023-06-01",
    }
