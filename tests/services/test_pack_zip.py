from __future__ import annotations

import io
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.model.verdict import Verdict
from advisor.services.advice import advise, example_trip
from advisor.services.archives import LARGEST_FILE, packed
from advisor.services.pack_library import Origin, PackLibrary
from advisor.services.pack_zip import LARGEST_CONTENTS, MOST_FILES, Carried, read_archive, unpack
from advisor.services.paths import Paths
from tests.packs import small_pack_texts
from tests.services.test_pack_library import GO_DAY, write_pack

FILES: Mapping[str, bytes] = {name: text.encode() for name, text in small_pack_texts().items() if name != "README.md"}
WHOLE = packed({f"land/{name}": data for name, data in FILES.items()})

Change = Callable[[zipfile.ZipInfo], None]


def archive(entries: list[tuple[str, bytes]], change: Change | None = None) -> bytes:
    """A ZIP with these entries, made as somebody else might; `change` works on the last entry's header."""
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        warnings.simplefilter("ignore")  # Python says when a name comes twice
        for number, (name, data) in enumerate(entries, start=1):
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if change is not None and number == len(entries):
                change(info)
            made.writestr(info, data)
    return buffer.getvalue()


def with_extra(name: str, data: bytes = b"[]\n", change: Change | None = None) -> bytes:
    return archive([*FILES.items(), (name, data)], change)


def codes(carried: Carried) -> set[str]:
    """Codes and, of a member that is refused, why."""
    found = set()
    for fault in carried.faults:
        why = fault.what.args.get("why")
        found.add(fault.code if why is None else str(getattr(why, "id", why)).removeprefix("archive.why."))
    return found


def refused(data: bytes, *expected: str) -> None:
    carried = unpack(data)
    assert codes(carried) == {*expected}
    assert (carried.files, carried.pages, carried.others) == ({}, {}, ())


@pytest.mark.parametrize("folder", ["", "land/", "Règles 2026/"])
def test_a_pack_lies_at_the_top_or_in_one_folder(folder: str) -> None:
    carried = unpack(archive([(folder + name, data) for name, data in FILES.items()]))
    assert (dict(carried.files), carried.faults) == (dict(FILES), ())


def test_what_a_system_adds_unseen_is_no_part_and_pages_go_along() -> None:
    extra = [
        ("__MACOSX/land/._pack.yaml", b"\0\0"),
        ("land/.DS_Store", b"\0"),
        ("land/README.md", b"# Land\n"),
        ("land/plan.docx", b"PK"),
        ("land/rules/", b""),
    ]
    carried = unpack(archive([*((f"land/{name}", data) for name, data in FILES.items()), *extra]))
    assert dict(carried.files) == dict(FILES)
    assert dict(carried.pages) == {"README.md": b"# Land\n"}
    assert carried.others == ("land/plan.docx",)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("/etc/rules.yaml", "absolute"),
        ("C:/rules.yaml", "absolute"),
        ("../north.yaml", "outside"),
        ("rules/../../north.yaml", "outside"),
        (".hidden/../../north.yaml", "outside"),
        ("rules/./north.yaml", "name"),
        ("rules//more.yaml", "name"),
        ("rules/a:b.yaml", "name"),
        ("rules/CON.yaml", "name"),
        ("rules/more.yaml ", "name"),
        ("rules/NORTH.yaml", "twice"),
        ("rules/north.yaml", "twice"),
        ("pack.yaml/more.yaml", "twice"),
    ],
)
def test_names_that_mean_something_else_elsewhere_are_refused(name: str, why: str) -> None:
    refused(with_extra(name), why)


def test_names_alike_but_for_the_writing_of_an_accent_are_refused() -> None:
    refused(archive([*FILES.items(), ("rules/\u00e9.yaml", b""), ("rules/e\u0301.yaml", b"")]), "twice")


def test_backslashes_are_refused() -> None:
    data = with_extra("rules#more.yaml")  # Python would mend it while writing
    refused(data.replace(b"rules#more.yaml", b"rules\\more.yaml"), "backslash")
    refused(data.replace(b"rules#more.yaml", b"rul\\..\\mor.yaml"), "outside")


def test_names_that_are_not_utf8_are_refused() -> None:
    name = "rules/é.yaml".encode()
    plain = with_extra("rules/ab.yaml")
    refused(plain.replace(b"rules/ab.yaml", name), "not-utf8")
    refused(with_extra("rules/é.yaml").replace(name, b"rules/\xff\xfe.yaml"), "archive-damaged")
    refused(plain.replace(b"rules/ab.yaml", b"rules/a\0.yaml"), "name")


def test_links_and_devices_are_refused() -> None:
    def link(info: zipfile.ZipInfo) -> None:
        info.external_attr = (stat.S_IFLNK | 0o777) << 16

    def pipe(info: zipfile.ZipInfo) -> None:
        info.external_attr = (stat.S_IFIFO | 0o644) << 16

    refused(with_extra("rules/more.yaml", b"/etc/passwd", link), "link")
    refused(with_extra("rules/more.yaml", b"", pipe), "kind")


def test_encrypted_members_are_refused() -> None:
    data = bytearray(with_extra("rules/more.yaml"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.rfind(mark) + offset
        flags = struct.unpack_from("<H", data, at)[0] | 1
        struct.pack_into("<H", data, at, flags)
    refused(bytes(data), "encrypted")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_packing_is_refused(method: int) -> None:
    def choose(info: zipfile.ZipInfo) -> None:
        info.compress_type = method

    refused(with_extra("rules/more.yaml", b"[]\n", choose), "method")


def test_what_is_to_fill_a_disk_is_refused_unread() -> None:
    refused(with_extra("rules/more.yaml", b"\0" * (4 * 1024 * 1024)), "bomb")
    refused(archive([*FILES.items(), *((f"{number}.txt", b"") for number in range(MOST_FILES))]), "archive-too-many")
    data = bytearray(with_extra("rules/more.yaml"))
    struct.pack_into("<I", data, data.rfind(b"PK\x01\x02") + 24, LARGEST_CONTENTS + 1)
    refused(bytes(data), "archive-too-large")


def test_a_size_that_lies_is_found_out() -> None:
    data = bytearray(with_extra("rules/more.yaml", b"- id: a\n- id: b\n"))
    struct.pack_into("<I", data, data.rfind(b"PK\x01\x02") + 24, 8)
    refused(bytes(data), "archive-damaged")


def test_a_large_file_is_the_loaders_to_refuse() -> None:
    words = "".join(f"# {number}\n" for number in range(700_000)).encode()
    assert len(words) > LARGEST_FILE
    carried = unpack(with_extra("rules/more.yaml", words))
    assert len(carried.files["rules/more.yaml"]) == LARGEST_FILE + 1


def test_no_pack_or_several_or_files_beside_the_pack_are_refused() -> None:
    refused(archive([("notes.txt", b"")]), "archive-no-pack")
    refused(archive([("a/b/pack.yaml", b"")]), "archive-no-pack")
    refused(archive([("a/pack.yaml", b""), ("b/pack.yaml", b"")]), "archive-several-packs")
    refused(archive([("a/pack.yaml", b""), ("rules/north.yaml", b"")]), "astray")


@pytest.mark.parametrize("length", [0, 1, 30, len(WHOLE) // 2, len(WHOLE) - 25, len(WHOLE) - 1])
def test_an_archive_cut_short_is_refused_as_a_whole(length: int) -> None:
    refused(WHOLE[:length], "archive-damaged")


@given(st.binary(max_size=300))
def test_any_bytes_give_faults(data: bytes) -> None:
    assert unpack(data).faults


@given(
    st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=6),
    st.integers(0, 400),
)
def test_an_archive_damaged_anywhere_gives_all_its_files_or_none(changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(WHOLE)
    for at, value in changes:
        data[at] = value
    carried = unpack(bytes(data[: len(data) - cut]))
    if carried.faults:
        assert not carried.files
    else:  # what is left must still be every file; a name may have become that of a page or of nothing we read
        assert len(carried.files) + len(carried.pages) + len(carried.others) >= len(FILES) - len(changes)
        assert all(data in FILES.values() for data in carried.files.values())


# -- in the library


@pytest.fixture
def library(tmp_path: Path) -> PackLibrary:
    data = tmp_path / "data"
    return PackLibrary(Paths(data, data / "settings.json", tmp_path / "rules", tmp_path / "assets"))


def test_a_zip_is_found_by_its_path_and_says_what_its_folder_says(library: PackLibrary, tmp_path: Path) -> None:
    folder, file = write_pack(tmp_path / "land"), tmp_path / "Land.ZIP"
    file.write_bytes(WHOLE)
    found = library.find(str(file))
    assert found is not None
    assert (found.folder, found.origin) == (file, Origin.GIVEN)
    one, other = library.load(folder).pack, library.load(file).pack
    assert one is not None
    assert other is not None
    assert one.fingerprint == other.fingerprint
    assert library.find(str(tmp_path / "none.zip")) is None


def test_a_zip_that_goes_bad_is_never_a_go(library: PackLibrary, tmp_path: Path) -> None:
    file = tmp_path / "land.zip"
    file.write_bytes(WHOLE)
    good = library.load_or_last_good(file)
    assert good.pack is not None
    trip = example_trip(good.pack)
    assert trip is not None
    assert advise(trip, good, GO_DAY).verdict is Verdict.GO
    file.write_bytes(WHOLE[:-30])
    assert library.load(file).pack is None
    kept = library.load_or_last_good(file)
    assert kept.faulty
    assert [fault.code for fault in kept.diagnostics] == ["archive-damaged"]
    assert kept.pack is not None
    assert advise(trip, kept, GO_DAY).verdict is Verdict.REFER


def test_a_pipe_and_a_file_that_may_not_be_read_are_faults(tmp_path: Path) -> None:
    assert [fault.code for fault in read_archive(tmp_path / "none.zip").faults] == ["unreadable-file"]
    folder = tmp_path / "folder.zip"
    folder.mkdir()
    assert codes(read_archive(folder)) == {"archive-damaged"}
