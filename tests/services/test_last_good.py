"""The last good edition of a pack, and the one before it until somebody answers for what came after."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.services import last_good
from advisor.services.last_good import LastGood

FIRST, SECOND, THIRD = ({"pack.yaml": text} for text in (b"first", b"second", b"third"))


@pytest.fixture
def shelf(tmp_path: Path) -> LastGood:
    (tmp_path / "data").mkdir()
    return LastGood(tmp_path / "data" / "last-good")


def test_what_was_last_answered_for_stays_whatever_comes_after(shelf: LastGood, tmp_path: Path) -> None:
    pack, other = tmp_path / "one" / "land", tmp_path / "two" / "land"
    for files in (FIRST, FIRST, SECOND, THIRD):
        shelf.remember(pack, files)
    assert shelf.files(pack) == THIRD
    assert shelf.before(pack) == FIRST
    assert shelf.files(other) is None
    assert shelf.before(other) is None
    shelf.answered(pack)
    assert shelf.files(pack) == THIRD
    assert shelf.before(pack) is None
    shelf.answered(pack)


def test_what_is_answered_for_leaves_open_what_was_open(shelf: LastGood, tmp_path: Path) -> None:
    pack = tmp_path / "land"
    shelf.remember(pack, FIRST)
    shelf.remember(pack, SECOND, answered=True)
    assert shelf.before(pack) is None
    shelf.remember(pack, FIRST)
    shelf.remember(pack, THIRD, answered=True)
    assert shelf.files(pack) == THIRD
    assert shelf.before(pack) == SECOND


def test_a_disk_that_fills_up_leaves_a_last_good_edition(
    shelf: LastGood, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = tmp_path / "land"
    shelf.remember(pack, FIRST)
    written: list[Path] = []

    def full(path: Path, data: bytes, *, private: bool = False) -> None:
        if written:
            raise OSError(28, "No space left on device")
        written.append(path)
        path.write_bytes(data)
        assert private

    monkeypatch.setattr(last_good, "write_atomically", full)
    with pytest.raises(OSError, match="No space"):
        shelf.remember(pack, SECOND)
    assert shelf.files(pack) == FIRST
    assert shelf.before(pack) == FIRST


def test_one_of_two_has_the_turn(shelf: LastGood, tmp_path: Path) -> None:
    mine = shelf.turn(tmp_path / "land")
    assert mine is not None
    assert shelf.turn(tmp_path / "land") is None
    other = shelf.turn(tmp_path / "other")
    assert other is not None
    mine.release()
    again = shelf.turn(tmp_path / "land")
    assert again is not None
    for lock in (again, other):
        lock.release()
