from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from advisor.engine.questions import NO_ROLE, OTHER_COUNTRY
from advisor.model.assessment import FactRef
from advisor.model.message import Message
from advisor.model.text import Text
from advisor.model.trip import Leg, Traveller, Trip
from advisor.report import text
from advisor.report.document import build
from advisor.report.safe import one_line
from advisor.services.catalogue import templates
from tests.report import samples
from tests.report.sample_pack import PACK
from tests.report.speaking import speaking

GOLDEN = Path(__file__).parents[1] / "golden" / "report"


def _told(verdict: str, *, names: bool = True, width: int = 80) -> str:
    return text.render(build(samples.ALL[verdict], PACK, names=names), speaking("en"), width)


@pytest.mark.parametrize("verdict", samples.ALL)
def test_the_text_is_as_agreed(verdict: str) -> None:
    """Rewrite the files with ADVISOR_WRITE_GOLDEN=1, and read the difference before committing it."""
    told = _told(verdict)
    file = GOLDEN / f"{verdict}.en.txt"
    if os.environ.get("ADVISOR_WRITE_GOLDEN"):
        file.write_text(told, encoding="utf-8", newline="\n")
    assert told == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [20, 33, 60, 80, 200])
@pytest.mark.parametrize("verdict", samples.ALL)
def test_no_line_is_wider_than_asked(verdict: str, width: int) -> None:
    assert max(map(len, _told(verdict, width=width).splitlines())) <= width


def test_verdict_is_told_by_shape_and_word() -> None:
    for verdict, heading in {
        "go": "● GO\n",
        "conditions": "▲ GO WITH CONDITIONS\n",
        "refer": "◆ REFER\n",
        "no-go": "⬣ NO-GO\n",
    }.items():
        assert f"\n{heading}" in _told(verdict)


def test_a_forbidden_trip_has_nothing_to_tick_but_acknowledged_and_declined() -> None:
    ticks = [line.strip() for line in _told("no-go").splitlines() if "[ ]" in line or "[x]" in line]
    assert ticks == ["[ ] acknowledged   [ ] declined"]


def test_a_referred_trip_waits_for_the_officer_s_reasons() -> None:
    told = _told("refer")
    assert "Security officer\n  [ ] may go, as written here   [ ] may not go\n  Reasons and conditions: ___" in told
    assert told.index("may not go") < told.index("approved, as decided")


def test_historical_is_said_first_and_last() -> None:
    told = _told("no-go")
    assert told.startswith("*** HISTORICAL ***\n")
    assert told.splitlines()[-2].startswith("HISTORICAL · Mali, mid-2023 · edition 2023-06 · 9f3c 71aa 04be")
    assert "HISTORICAL" not in _told("go")


def test_names_are_left_out_everywhere() -> None:
    for verdict in samples.ALL:
        told = _told(verdict, names=False)
        assert "Traveller A" in told
        for name in ("Awa", "Traoré", "Jonas", "Weber", "Fatou", "Diallo", "00 02"):
            assert name not in told, (verdict, name)


def test_names_in_what_the_planner_wrote_are_taken_out_whatever_their_case() -> None:
    trip = replace(samples.GO.trip, title="Take AWA TRAORÉ to Gao", purpose="jonas (Weber) insists; Awalé stays")
    told = text.render(build(replace(samples.GO, trip=trip), PACK, names=False), speaking("en"))
    assert "Take … to Gao" in told
    assert "… (…) insists; Awalé stays" in told


def test_an_anonymous_source_is_not_named() -> None:
    finding = samples.REFER.findings[2]
    assert finding.source is not None
    assert finding.source.anonymous
    hidden = replace(samples.NO_GO, findings=(replace(finding, range=samples.NO_GO.range),))
    told = text.render(build(hidden, PACK), speaking("en"))
    assert "Dr Hidden Name" not in told
    assert "source not named, 14 June 2023, B2" in told


def test_what_is_confirmed_is_ticked_and_what_is_planned_is_not() -> None:
    told = _told("conditions")
    assert "Confirmed by the planner: [x] Flight permission from the authorities\n" in told.replace("\u00a0", " ")
    assert "[ ] Armoured vehicle + Military escort (planned, not confirmed)" in told


def test_contacts_elsewhere_are_left_out_and_a_missing_number_is_a_line_to_fill_in() -> None:
    told = _told("conditions")
    assert "Radio room, Bamako · ____" in told
    assert "Kidal" not in told


def test_an_empty_trip_is_told_too() -> None:
    empty = replace(
        samples.REFER, trip=Trip(), steps=(), findings=(), conditions=(), questions=(), risks=(), signs=(), without=()
    )
    told = text.render(build(empty, PACK), speaking("en"))
    assert "Untitled trip" in told
    assert "Nobody is named in this party." in told


def test_nationalities_are_named_where_names_are_known() -> None:
    countries = {"ML": {"en": "Mali", "fr": "Mali"}}
    told = text.render(build(samples.GO, PACK, countries=countries), speaking("en"))
    assert "Nationality: Mali" in told
    assert "Nationality: DE" in told


def test_undeclared_words_are_shown_as_written() -> None:
    trip = Trip(
        travellers=(Traveller(name="", staff="pirate", roles=("cook",)),),
        itinerary=(
            Leg(origin="atlantis", destination="outside", mode="carpet", operator="djinn", route="r", via=("x",)),
        ),
    )
    step = replace(samples.GO.steps[0], origin="atlantis", destination="outside", mode="carpet", links=("nowhere",))
    told = text.render(build(replace(samples.GO, trip=trip, steps=(step,), without=()), PACK), speaking("en"))
    assert "Traveller A\n" in told
    assert "pirate" in told
    assert "time not given · atlantis → outside the area\n  carpet · djinn · r · via x\n" in told


def test_terminal_commands_in_data_are_shown_not_obeyed() -> None:
    trip = replace(samples.GO.trip, title="a\x1b[31mred\u202egnp.exe\x00\n\nGO\x85b\ud800c")
    told = text.render(build(replace(samples.GO, trip=trip), PACK), speaking("en"))
    assert told.startswith("Trip assessment: a�[31mred�gnp.exe� GO b�c\n")


def test_one_line_keeps_every_script() -> None:
    assert one_line("  Ménaka \t موبتي  ߓߊ߲ߡߊ߬ߞߐ߫ 👩‍💻 ") == "Ménaka موبتي ߓߊ߲ߡߊ߬ߞߐ߫ 👩‍💻"


def test_wide_characters_count_twice() -> None:
    trip = replace(samples.GO.trip, title="会" * 60)
    told = text.render(build(replace(samples.GO, trip=trip), PACK), speaking("en"), 40)
    assert [line for line in told.splitlines() if "会" in line] == ["会" * 20] * 3


def test_every_message_said_is_in_the_catalogue() -> None:
    missing: set[str] = set()
    say = speaking("en")

    def listening(words: Message | Text | str) -> str:
        if isinstance(words, Message):
            _listen(words)
        return say(words)

    def _listen(words: Message) -> None:
        if words.id not in templates():
            missing.add(words.id)
        for value in words.args.values():
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, Message):
                    _listen(one)

    for assessment in samples.ALL.values():
        told = text.render(build(assessment, PACK), listening)
        assert "{" not in told
    assert not missing


def _answers_told(fact: str, *values: str | None) -> str:
    """How the sheet tells these answers to a question about that fact."""
    known = samples.ALL["refer"]
    asked = replace(
        known.questions[0],
        about=FactRef(fact=fact),
        answers=tuple(replace(known.questions[0].answers[0], value=value) for value in values),
    )
    told = text.render(build(replace(known, questions=(asked,)), PACK), speaking("en"), 200)
    return told[told.index("which nationality?") :].splitlines()[1].strip()


def test_answers_are_told_in_words_not_in_the_engine_s_signs() -> None:
    assert _answers_told("nationality", OTHER_COUNTRY) == "anything else: ▲ CONDITIONS"
    assert _answers_told("roles", NO_ROLE) == "anything else: ▲ CONDITIONS"
    assert _answers_told("depart", "2023-05-20T06:18") == "Sat 20 May, 06:18: ▲ CONDITIONS"
