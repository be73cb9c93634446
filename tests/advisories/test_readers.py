"""What each format gives, and what is refused; whatever the bytes, nothing is raised."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.advisories.advisory import LARGEST_FILE, Advisory, Section
from advisor.advisories.companion import companion_of
from advisor.advisories.reading import read_advisories
from advisor.advisories.wanted import Country, Given
from advisor.model.diagnostic import Severity, has_errors
from tests.advisories.samples import CANADA, GERMANY, GOVUK, LAND, MARKDOWN, PAGE, STATE, as_json

SUMMARIES = [
    {"destination": "Land", "risk_level": "Avoid all travel", "last_updated": "2026-07-29T14:31:46",
     "details_url": "https://travel.gc.ca/destinations/land"},
    {"destination": "Isle", "last_updated": "2026-07-29", "details_url": "https://travel.gc.ca/destinations/isle"},
]  # fmt: skip
TEXT = "Source: https://example.org/advice\nDate: 10 July 2026\n\nStay at home.\n".replace(
    "\nDate", "\n\nDate"
).encode()


def texts(data: bytes, given_: Given | None = None) -> tuple[Advisory, ...]:
    read = read_advisories(data, "file", given_)
    assert not has_errors(read.diagnostics), read.diagnostics
    return read.advisories


def one(data: bytes, given_: Given | None = None) -> Advisory:
    (found,) = texts(data, given_)
    return found


def test_a_guide_of_gov_uk_is_a_text_for_each_part() -> None:
    first, second = texts(as_json(GOVUK))
    assert (first.page, first.url) == (
        "gov.uk/foreign-travel-advice/land",
        "https://www.gov.uk/foreign-travel-advice/land",
    )
    assert second.page == "gov.uk/foreign-travel-advice/land/safety-and-security"
    assert (first.published, first.change) == (date(2026, 7, 10), "The road north is closed.")
    assert (first.levels, second.levels) == (("avoid_all_travel_to_parts",), ())
    assert first.sections == (Section("", ("Do not go north.",)),)
    assert second.sections == (
        Section("Crime", ("• Lock doors.", "• Carry copies.")),
        Section("Crime \u203a Theft", ("Rare.",)),
    )


def test_no_alert_status_is_told_as_such() -> None:
    details = {**GOVUK["details"], "alert_status": []}
    assert texts(as_json({**GOVUK, "details": details}))[0].levels == ("no-alert-status",)


def test_the_state_list_is_searched_by_name_because_its_codes_are_not_iso() -> None:
    found = one(as_json(STATE), Given(country=LAND))
    assert (found.title, found.levels) == ("Land - Level 4: Do Not Travel", ("Level 4: Do Not Travel",))
    assert (found.published, found.country) == (date(2026, 2, 3), "ML")
    assert found.sections == (Section("", ("Updated to say more.", "Do Not Travel in Land.")),)


def test_the_german_list_has_seconds_and_flags() -> None:
    found = one(as_json(GERMANY), Given(country=LAND))
    assert (found.page, found.levels) == ("auswaertiges-amt.de/208258#summary", ("warning",))
    assert found.published == date(2026, 7, 7)


def test_no_flag_is_not_no_advice() -> None:
    found = one(as_json(GERMANY), Given(country=Country("IS", frozenset())))
    assert found.levels == ("no-flag",)


def test_canada_has_a_page_in_each_language() -> None:
    english, french = texts(as_json(CANADA), Given(country=LAND))
    assert (english.page, french.page) == (
        "travel.gc.ca/destinations/land#summary",
        "voyage.gc.ca/destinations/pays#summary",
    )
    assert english.levels == french.levels == ("advisory-state-3",)
    assert french.sections == (Section("", ("Évitez tout voyage",)),)
    assert texts(as_json({"data": CANADA["data"]["ML"]}))[0] == english


def test_a_list_of_destinations_gives_level_and_day() -> None:
    found = one(as_json(SUMMARIES), Given(country=LAND))
    assert (found.levels, found.published) == (("Avoid all travel",), date(2026, 7, 29))
    assert found.page == "travel.gc.ca/destinations/land#summary"


def test_a_saved_page_is_its_main_content_without_what_stands_around() -> None:
    found = one(PAGE.encode())
    assert (found.title, found.page) == ("Land travel advice", "gov.uk/foreign-travel-advice/land")
    assert (found.published, found.retrieved) == (date(2026, 7, 10), date(2026, 7, 12))
    assert found.levels == ("FCDO advises against all travel to Land",)
    assert found.sections == (
        Section(
            "FCDO advises against all travel to Land",
            ("Leave now — by air.", "Do not leave by road.", "• Stay indoors", "• Keep water"),
        ),
    )


@pytest.mark.parametrize("page", [f"<html><body>{PAGE[PAGE.index('<h1>') : PAGE.index('</main>')]}</body></html>"])
def test_a_page_that_marks_no_main_content_is_read_whole(page: str) -> None:
    found = one(page.encode(), Given(url="gov.uk/foreign-travel-advice/land"))
    assert found.sections == one(PAGE.encode()).sections


def test_markdown_keeps_words_and_drops_marks() -> None:
    found = one(MARKDOWN.encode(), Given(url="https://www.gov.uk/foreign-travel-advice/land", country=LAND))
    assert (found.title, found.published, found.retrieved) == (
        "Warnings and insurance",
        date(2026, 7, 10),
        date(2026, 7, 11),
    )
    assert found.change == "Updated information about attacks."
    assert found.sections == (
        Section(
            "FCDO advises against all travel to Land",
            ("The road is closed. Do not drive.", "• Stay in town", "• Keep *water*"),
        ),
    )


def test_plain_text_may_name_its_address_and_day() -> None:
    found = one(TEXT)
    assert (found.page, found.published, found.issuer) == ("example.org/advice", date(2026, 7, 10), "example.org")
    assert found.sections == (Section("", ("Stay at home.",)),)


def test_what_the_user_says_of_the_day_is_when_it_was_seen() -> None:
    found = one(TEXT, Given(day=date(2026, 8, 1), issuer="Our embassy"))
    assert (found.published, found.retrieved, found.issuer) == (date(2026, 7, 10), date(2026, 8, 1), "Our embassy")


def test_a_second_line_about_an_update_stays_in_the_text() -> None:
    said = b"Latest update: One thing.\n\nLatest update: The bridge is gone.\n"
    found = one(said, Given(url="https://example.org/x", day=date(2026, 8, 1)))
    assert (found.change, found.sections) == ("One thing.", (Section("", ("Latest update: The bridge is gone.",)),))


NOWHERE = Given(day=date(2026, 8, 1))
REFUSED = [
    ("advisory-too-large", b" " * (LARGEST_FILE + 1), None),
    ("advisory-unknown-format", b"%PDF-1.7 advice", None),
    ("advisory-unknown-format", b'{"some": "thing"}', None),
    ("advisory-unreadable", b'{"broken": ', None),
    ("advisory-unreadable", b"[" * 100_000, None),
    ("advisory-unreadable", b"<html><![x[", None),
    ("advisory-empty", b"<html><body><nav>Menu</nav></body></html>", NOWHERE),
    ("advisory-empty", b"", NOWHERE),
    ("advisory-no-address", b"Stay at home.", NOWHERE),
    ("advisory-bad-address", b"Stay at home.", Given(url="file:///x", day=date(2026, 8, 1))),
    ("advisory-no-date", b"Stay at home.", Given(url="https://example.org/x")),
    ("advisory-which-country", as_json(STATE), None),
    ("advisory-no-such-country", as_json(STATE), Given(country=Country("NE", frozenset({"niger"})))),
]


@pytest.mark.parametrize(
    ("code", "data", "said"), REFUSED, ids=[f"{number}-{case[0]}" for number, case in enumerate(REFUSED)]
)
def test_what_is_no_advice_is_refused_with_a_reason(code: str, data: bytes, said: Given | None) -> None:
    read = read_advisories(data, "file.html", said)
    assert (read.advisories, [one.code for one in read.diagnostics]) == ((), [code])
    assert str(read.diagnostics[0].span) == "file.html:1:1"


def test_western_text_is_read_with_a_note() -> None:
    read = read_advisories(
        "Évitez tout voyage.".encode("cp1252"), "x", Given(url="example.org/x", day=date(2026, 8, 1))
    )
    assert [(one.code, one.severity) for one in read.diagnostics] == [("advisory-encoding", Severity.NOTE)]
    assert read.advisories[0].sections == (Section("", ("Évitez tout voyage.",)),)


def test_a_description_tells_which_file_is_which_part() -> None:
    told = {
        "update_date": "2026-07-10T14:24:11+01:00",
        "risk_level": "Level 4",
        "pages": [
            {
                "title": "Warnings",
                "file": "uk/Land/Warnings.md",
                "url": "https://www.gov.uk/foreign-travel-advice/land",
            },
            {"title": "Safety and security", "file": "uk/Land/Safety.md"},
        ],
    }
    described = companion_of(as_json(told), Given(url="https://www.gov.uk/foreign-travel-advice/land"))
    assert described is not None
    first, second = (one(b"Stay at home.", described[name]) for name in ("Warnings.md", "Safety.md"))
    assert (first.page, first.levels) == ("gov.uk/foreign-travel-advice/land", ("Level 4",))
    assert (second.page, second.published) == (
        "gov.uk/foreign-travel-advice/land/safety-and-security",
        date(2026, 7, 10),
    )


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("2026-07-10"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
SCRAPS = st.sampled_from(
    [
        *("<p>", "</p>", "<li>", "<main>", "</div>", "<!--", "-->", "<![CDATA[", "&#xD800;", "<h2>", "<script>"),
        *("# ", "* ", "[a](", "![", ":   10 July 2026", "Updated:", "\n", "\n\n", "\ud800", "\x00", "**"),
    ]
)
SAID = Given(url="https://www.gov.uk/foreign-travel-advice/land", day=date(2026, 8, 1), country=LAND)


def sound(data: bytes) -> None:
    """Either texts or an error, and all that is kept can be written to a file."""
    read = read_advisories(data, "f", SAID)
    assert bool(read.advisories) is not has_errors(read.diagnostics)
    for text in read.advisories:
        assert text.page
        assert text.published or text.retrieved
        json.dumps([text.title, text.url, text.change, text.levels, [section.paragraphs for section in text.sections]],
                   ensure_ascii=False).encode()  # fmt: skip
    companion_of(data, SAID)


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    sound(data)


@given(st.lists(SCRAPS | st.text(max_size=6), max_size=20))
def test_any_scraps_of_pages(parts: list[str]) -> None:
    sound("".join(parts).encode("utf-8", "surrogatepass"))
    sound(b"<html>" + "".join(parts).encode("utf-8", "surrogatepass"))


@given(st.sampled_from([GOVUK, STATE[0], GERMANY["response"]["208258"], CANADA["data"]["ML"]]), st.data())
def test_any_values_in_the_fields_of_a_feed(entry: dict[str, object], data: st.DataObject) -> None:
    changed = dict(entry)
    for key in data.draw(st.lists(st.sampled_from(sorted(changed)), max_size=4)):
        changed[key] = data.draw(VALUES)
    if "base_path" in changed and isinstance(entry.get("details"), dict):
        details = dict(GOVUK["details"])
        details[data.draw(st.sampled_from(sorted(details)))] = data.draw(VALUES)
        changed.setdefault("details", details)
        sound(as_json({**changed, "details": details}))
    for whole in (
        changed,
        [changed],
        {"response": {"lastModified": 1, "5": changed}},
        {"data": {"ML": changed}},
        {"data": changed},
    ):
        sound(as_json(whole))
