"""Packs from their files: what a good one becomes, and how faulty ones are reported as a whole."""

from __future__ import annotations

import gc
from datetime import date

import pytest

from advisor.model.diagnostic import Severity
from advisor.model.measure import MeasureKind, Scope
from advisor.model.pack import Pack
from advisor.model.place import PlaceKind
from advisor.model.rule import Activity, Affects, Effect, FactTest, HourWindow, MovementKind, Near, PlaceRole
from advisor.model.text import Text
from advisor.model.verdict import Verdict
from advisor.rulebook.loader import load_pack
from tests.packs import small_pack_files, small_pack_texts

MAIN_ROAD = frozenset({"road-capital-middleton", "road-middleton-gate", "road-gate-farpost"})


@pytest.fixture(scope="module")
def pack() -> Pack:
    result = load_pack(small_pack_files())
    assert result.diagnostics == ()
    assert result.pack is not None
    return result.pack


def test_the_head_of_a_pack(pack: Pack) -> None:
    assert (pack.id, pack.edition, pack.country, pack.area) == ("land", "2023-06", "ML", "land")
    assert pack.languages == ("en", "fr")
    assert pack.title == Text({"en": "Land", "fr": "Pays"})
    assert pack.as_of is None
    assert pack.night_margin_minutes == 30
    assert pack.mode_groups == {"road": {"own-vehicle", "bus"}}
    assert [value.id for value in pack.facts["speaks-local"].values] == ["yes", "no"]
    assert pack.risk.matrix == ((0, 1), (1, 2))
    assert [[title.in_language("en") for title in titles] for titles in pack.authority.by_level] == [
        ["Field coordinator"],
        ["Head of mission"],
        ["Head of mission", "Director"],
    ]
    assert pack.incident_coverage is not None
    assert pack.incident_coverage.until == date(2023, 6, 15)
    assert pack.example_trip == "day-visit.yaml"


def test_places_inherit_their_time_zone_and_form_a_tree(pack: Pack) -> None:
    airport = pack.geography.places["farpost-airport"]
    assert airport.kind is PlaceKind.ZONE
    assert airport.time_zone == "Africa/Bamako"
    assert pack.geography.chain("farpost-airport") == ("farpost-airport", "farpost", "north", "land")
    assert pack.geography.places["capital"].name == Text({"en": "Capital", "fr": "Capital"})


def test_groups_of_modes_and_routes_are_spelled_out(pack: Pack) -> None:
    assert pack.links["road-capital-middleton"].modes == {"own-vehicle", "bus"}
    assert pack.links["road-capital-middleton"].hours == {"own-vehicle": 4, "bus": 4}
    assert pack.links["road-middleton-gate"].hours == {"own-vehicle": 5, "bus": 7}
    assert pack.services["north-bus"].links == MAIN_ROAD
    assert pack.services["north-bus"].windows[0].review_by == date(2023, 12, 31)


def test_measures(pack: Pack) -> None:
    escort = pack.measures["escort"]
    assert (escort.kind, escort.scope, escort.provider) == (MeasureKind.ARRANGEMENT, Scope.STEP, "mission")
    assert (escort.lowers_likelihood, escort.lowers_impact, escort.threats) == (1, 0, frozenset({"kidnapping"}))


def test_rules_are_sorted_by_id(pack: Pack) -> None:
    assert [rule.id for rule in pack.rules] == sorted(rule.id for rule in pack.rules)


def test_a_rule_with_most_keys(pack: Pack) -> None:
    rule = next(rule for rule in pack.rules if rule.id == "bus-no-foreigners")
    assert rule.effect is Effect.PROHIBIT
    assert rule.affects is Affects.PARTY
    assert rule.where[0].links == MAIN_ROAD
    assert rule.how[0].modes == frozenset({"bus"})
    assert rule.who == (
        (FactTest(fact="nationality", values=frozenset({"foreign"})),),
        (FactTest(fact="roles", values=frozenset({"soldier"})),),
    )
    assert rule.source is not None
    assert rule.source.grade == "C2"
    assert str(rule.span) == "rules/north.yaml:33:3"


def test_other_keys_of_rules(pack: Pack) -> None:
    rules = {rule.id: rule for rule in pack.rules}
    assert rules["no-night-driving"].when.night
    assert rules["no-night-driving"].how[0].activities == frozenset({Activity.MOVING})
    assert rules["no-night-driving"].where[0].anywhere
    assert rules["capital-demonstrations"].when.hours == (HourWindow(720, 1080),)
    assert rules["south-stay"].where[0].roles == frozenset({PlaceRole.ORIGIN, PlaceRole.STAY})
    assert rules["air-north"].when.until == date(2023, 6, 30)
    assert rules["air-north"].depends_on == {"mission-flight"}
    assert rules["north-medevac"].required == (("medevac-plan",), ("briefing", "stay-in-contact"))
    assert rules["north-road"].unless == (("escort",),)
    assert rules["north-road"].who == ((FactTest(fact="speaks-local", values=frozenset({"yes"}), negated=True),),)
    assert rules["gate-ambushes"].how[0].movements == frozenset({MovementKind.ENTERING, MovementKind.LEAVING})
    assert rules["cash-runs"].where[0].except_places == {"south"}
    assert rules["cash-runs"].where[0].except_links == MAIN_ROAD
    risk = rules["farpost-escort"].risk
    assert risk is not None
    assert (risk.threat, risk.likelihood, risk.impact) == ("kidnapping", 1, 1)


def test_incidents_without_coordinates_lie_where_their_place_does(pack: Pack) -> None:
    first, second, third = pack.incidents
    assert (first.latitude, first.fatalities) == (15.1, 3)
    assert (second.latitude, second.longitude, second.imprecision_days) == (14.5, -4.2, 1)
    assert second.title.in_language("en") == "Ambush, again"
    assert third.fatalities == 0


def test_trips_of_the_pack_come_with_what_is_expected(pack: Pack) -> None:
    by_file = {trip.file: trip for trip in pack.trips}
    expect = by_file["trips/bus-north.yaml"].expect
    assert (expect.as_of, expect.verdict, expect.because) == (date(2023, 6, 15), Verdict.NO_GO, ("bus-no-foreigners",))


def test_a_pack_without_any_files() -> None:
    result = load_pack({})
    assert result.pack is None
    assert [(fault.code, str(fault.span)) for fault in result.diagnostics] == [
        ("missing-file", "pack.yaml:1:1"),
        ("missing-file", "places.yaml:1:1"),
    ]


@pytest.mark.parametrize("name", ["contacts.yaml", "incidents.csv", "trips/bus-north.yaml", "README.md"])
def test_files_that_may_be_missing(name: str) -> None:
    files = small_pack_files()
    del files[name]
    assert load_pack(files).diagnostics == ()


def test_a_rule_may_count_kinds_that_are_imported_and_kinds_of_its_own_pack() -> None:
    texts = small_pack_texts()
    north = texts["rules/north.yaml"]
    assert "kinds: ambush" in north
    texts["rules/north.yaml"] = north.replace("kinds: ambush", "near: leg, kinds: [kidnapping, river-piracy]")
    own = {name: text.encode() for name, text in texts.items()}
    assert [fault.code for fault in load_pack(own).diagnostics] == ["unknown-incident-kind"]
    own["incidents.csv"] = texts["incidents.csv"].replace(",ambush,", ",river-piracy,").encode()
    pack = load_pack(own).pack
    assert pack is not None
    (test,) = [rule.incidents for rule in pack.rules if rule.incidents is not None]
    assert (test.near, test.kinds) == (Near.LEG, frozenset({"kidnapping", "river-piracy"}))


def test_a_pack_without_rules_and_network_is_a_pack() -> None:
    texts = small_pack_texts()
    kept = {name: text.encode() for name, text in texts.items() if name in {"pack.yaml", "places.yaml"}}
    kept["pack.yaml"] = kept["pack.yaml"].replace(b"example_trip: day-visit.yaml\n", b"")
    result = load_pack(kept)
    assert result.diagnostics == ()
    assert result.pack is not None
    assert result.pack.rules == ()


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("rules/more.yml", "rules/more.yaml"),
        ("rule/more.yaml", None),
        ("place.yaml", None),
        ("contact.yaml", "contacts.yaml"),
        ("trips.yaml", None),
    ],
)
def test_a_file_that_would_never_be_read_is_an_error(name: str, suggestion: str | None) -> None:
    files = small_pack_files()
    del files["contacts.yaml"]
    files[name] = b"[]\n"
    (fault,) = load_pack(files).diagnostics
    assert (fault.code, fault.suggestion) == ("unexpected-file", suggestion)
    assert fault.severity is Severity.ERROR


def test_hidden_files_and_files_of_other_kinds_are_passed_over() -> None:
    files = small_pack_files()
    files |= {".git/config.yaml": b"\xff", "rules/.draft.yaml": b"\xff", "map.png": b"\x89PNG", "LICENSE": b""}
    assert load_pack(files).diagnostics == ()


@pytest.mark.parametrize("empty", [b"", b"# nothing yet\n", b"\n\n", b"null\n", b"[]\n"])
def test_files_with_nothing_in_them(empty: bytes) -> None:
    files = {**small_pack_files(), "contacts.yaml": empty, "rules/later.yaml": empty}
    assert load_pack(files).diagnostics == ()


@pytest.mark.parametrize("name", ["pack.yaml", "trips/day-visit.yaml"])
def test_an_empty_file_that_needs_something_in_it(name: str) -> None:
    result = load_pack({**small_pack_files(), name: b"# empty\n"})
    assert result.pack is None
    assert ("empty-file", name) in {(fault.code, fault.span.file) for fault in result.diagnostics if fault.span}


@pytest.mark.parametrize("name", ["pack.yaml", "places.yaml", "network.yaml", "measures.yaml", "rules/south.yaml"])
def test_one_unreadable_file_does_not_make_its_names_undeclared(name: str) -> None:
    result = load_pack({**small_pack_files(), name: b"- {a: b"})
    assert result.pack is None
    assert [fault.code for fault in result.diagnostics] == ["yaml-syntax"]


def test_a_fault_in_one_entry_hides_no_fault_of_another() -> None:
    texts = small_pack_texts()
    texts["rules/south.yaml"] = (
        texts["rules/south.yaml"]
        .replace("effect: inform", "effect: infrom")
        .replace("{place: capital}", "{place: capitol}")
    )
    codes = [fault.code for fault in load_pack({name: text.encode() for name, text in texts.items()}).diagnostics]
    assert codes == ["undeclared-name", "unknown-value"]


def test_a_faulty_entry_is_still_searched_for_undeclared_names() -> None:
    texts = small_pack_texts()
    texts["rules/south.yaml"] = texts["rules/south.yaml"].replace(
        "where: {place: capital}\n", "where: {place: capitol}\n  hours: night\n"
    )
    codes = [fault.code for fault in load_pack({name: text.encode() for name, text in texts.items()}).diagnostics]
    assert codes == ["undeclared-name", "unknown-key"]


def test_places_that_lie_in_one_another() -> None:
    texts = small_pack_texts()
    texts["places.yaml"] = (
        texts["places.yaml"]
        .replace(
            '{id: south, name: {en: "South", fr: "Sud"}, kind: region, within: land',
            '{id: south, name: {en: "South", fr: "Sud"}, kind: region, within: north',
        )
        .replace("kind: region, within: land", "kind: region, within: south")
    )
    (fault,) = load_pack({name: text.encode() for name, text in texts.items()}).diagnostics
    assert fault.code == "within-cycle"
    assert fault.what.args == {"places": ("north", "south", "north")}


def test_the_order_of_files_does_not_matter() -> None:
    files = small_pack_files()
    forwards, backwards = load_pack(files), load_pack(dict(reversed(files.items())))
    assert forwards.pack is not None
    assert backwards.pack is not None
    assert forwards.pack.rules == backwards.pack.rules
    assert forwards.pack.trips == backwards.pack.trips


def test_loading_leaves_the_garbage_collector_as_it_was() -> None:
    assert gc.isenabled()
    load_pack({"pack.yaml": b"\xff"})
    assert gc.isenabled()


def with_change(file: str, old: str, new: str) -> Pack:
    texts = small_pack_texts()
    assert old in texts[file]
    texts[file] = texts[file].replace(old, new, 1)
    result = load_pack({name: text.encode() for name, text in texts.items()})
    assert result.diagnostics == ()
    assert result.pack is not None
    return result.pack


def test_an_edition_may_look_like_a_number() -> None:
    assert with_change("pack.yaml", "edition: 2023-06", "edition: 2023").edition == "2023"


def test_a_route_and_a_link_together_mean_both() -> None:
    pack = with_change(
        "rules/north.yaml", "where: {route: main-road}", "where: {route: main-road, link: road-gate-farpost}"
    )
    rule = next(rule for rule in pack.rules if rule.id == "bus-no-foreigners")
    assert rule.where[0].links == frozenset({"road-gate-farpost"})


def test_a_link_may_be_excepted() -> None:
    pack = with_change("rules/north.yaml", "except: [south, main-road]", "except: road-gate-farpost")
    rule = next(rule for rule in pack.rules if rule.id == "cash-runs")
    assert rule.where[0].except_links == frozenset({"road-gate-farpost"})


def test_an_allow_may_say_what_holds_anyway() -> None:
    with_change(
        "rules/south.yaml", "  how: {mode: own-vehicle}\n", "  how: {mode: own-vehicle}\n  affects: traveller\n"
    )


def test_hours_that_run_past_midnight_and_the_night() -> None:
    pack = with_change("rules/south.yaml", 'hours: "12:00-18:00"', 'hours: ["22:30-04:00", night, "00:00-24:00"]')
    when = next(rule for rule in pack.rules if rule.id == "capital-demonstrations").when
    assert when.hours == (HourWindow(1350, 240), HourWindow(0, 1440))
    assert when.night


STATEMENT = b"- {id: a, title: {en: A, fr: A}, at_best: refer, where: {region: north}, without: escort}\n"


def test_statements_about_all_trips_are_read_and_leave_the_fingerprint_alone() -> None:
    pack = load_pack({**small_pack_files(), "invariants.yaml": STATEMENT}).pack
    plain = load_pack(small_pack_files()).pack
    assert pack is not None
    assert plain is not None
    (found,) = pack.invariants
    assert (found.id, found.at_best, found.without) == ("a", Verdict.REFER, frozenset({"escort"}))
    assert found.where[0].regions == frozenset({"north"})
    assert plain.invariants == ()
    assert pack.fingerprint == plain.fingerprint


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"}\n", b"\n", "yaml-syntax"),
        (b"escort", b"escrot", "undeclared-name"),
        (b"north", b"capital", "not-a-region"),
        (b"refer", b"go", "unknown-value"),
        (b"at_best: refer, ", b"", "missing-key"),
        (b"id: a,", b"id: a, effect: allow,", "unknown-key"),
        (b"region: north", b"as: transit", "where-empty"),
        (STATEMENT, STATEMENT + STATEMENT, "duplicate-id"),
    ],
)
def test_a_fault_in_a_statement_is_reported(old: bytes, new: bytes, code: str) -> None:
    assert old in STATEMENT
    files = {**small_pack_files(), "invariants.yaml": STATEMENT.replace(old, new)}
    assert [fault.code for fault in load_pack(files).diagnostics] == [code]


def test_texts_come_in_the_order_of_the_pack() -> None:
    pack = with_change("places.yaml", '{en: "South", fr: "Sud"}', '{fr: "Sud", en: "South"}')
    assert list(pack.geography.places["south"].name.by_language) == ["en", "fr"]
