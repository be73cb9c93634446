"""Tables of any kind as rows of text with the line each stands on: CSV in its dialects and XLSX."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from advisor.incidents.faults import Faults

LARGEST_FILE: Final = 500_000_000
"""Bytes, unpacked: room for a million rows."""

LONGEST_FIELD: Final = 131_072
"""Characters; the field limit of the csv module."""

Row = tuple[int, list[str]]
"""The line a row begins on, from 1, and its fields."""

Watch = Callable[[int], None]
"""Told now and then how many lines or rows are done; what it raises ends the work and nothing is kept."""

WATCHED_EVERY: Final = 1000
"""Rows between two calls of a Watch."""

_DELIMITERS: Final = (",", ";", "\t", "|")
_PROBED: Final = 20_000


def unwatched(done: int) -> None:
    """Nobody waits for it."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that are not empty, read one by one."""

    faults: Faults
    text: str = ""
    cells: tuple[Row, ...] = ()
    watch: Watch = unwatched

    def __iter__(self) -> Iterator[Row]:
        """The rows; a table that can't be read on ends with a fault."""
        for count, row in enumerate(self.cells or self._from_text()):
            if count % WATCHED_EVERY == 0:
                self.watch(row[0])
            yield row

    def _from_text(self) -> Iterator[Row]:
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=_delimiter(self.text), strict=True)
        line = 1
        try:
            for row in reader:
                fields = [field.strip() for field in row]
                if any(fields):
                    yield line, fields
                line = reader.line_num + 1
        except csv.Error:
            self.faults.add("import-unreadable", line)


def rows_of(data: bytes, faults: Faults, watch: Watch = unwatched) -> Rows:
    """The rows of a CSV or XLSX file. Never raises; `watch` may, while the rows are gone through."""
    if len(data) > LARGEST_FILE:
        faults.add("import-too-large", size=len(data), limit=LARGEST_FILE)
        return Rows(faults)
    if data.startswith(b"PK\x03\x04"):
        return Rows(faults, cells=_cells(data, faults), watch=watch)
    if b"\0" in data[:_PROBED] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        faults.add("import-unreadable")
        return Rows(faults)
    return Rows(faults, text=decode(data, faults), watch=watch)


def decode(data: bytes, faults: Faults) -> str:
    """The text, read as UTF-8, as UTF-16 when it says so, or else as Western European, which is noted."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        faults.note("import-encoding", data[: error.start].count(b"\n") + 1)
        return data.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """The separator found most often outside quotes at the beginning of the text."""
    outside = "".join(text[:_PROBED].split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def _cells(data: bytes, faults: Faults) -> tuple[Row, ...]:
    """The first sheet of a workbook, values only."""
    try:
        import openpyxl
    except ImportError:
        faults.add("import-no-xlsx")
        return ()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            size = sum(part.file_size for part in parts.infolist())
        if size > LARGEST_FILE:
            faults.add("import-too-large", size=size, limit=LARGEST_FILE)
            return ()
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = enumerate(sheet.iter_rows(values_only=True), start=1)
        found = [(line, [_written(cell) for cell in row]) for line, row in rows]
        book.close()
    except Exception:  # noqa: BLE001  (a broken workbook raises whatever its parser stumbles over)
        faults.add("import-unreadable")
        return ()
    return tuple((line, fields) for line, fields in found if any(fields))


def _written(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
