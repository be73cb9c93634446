"""A file of the field, whatever its format: recognised by what stands in it, never by its name."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from itertools import islice

from advisor.incidents.acled import is_acled, read_acled
from advisor.incidents.cap import read_cap
from advisor.incidents.faults import Faults
from advisor.incidents.feeds import MAPPED
from advisor.incidents.imported import Imported
from advisor.incidents.mapped import TAG_ROWS, Preview, preview, read_hxl, read_mapped, tag_row
from advisor.incidents.mapping import ColumnMapping
from advisor.incidents.rows import Rows, Watch, rows_of, unwatched
from advisor.incidents.ucdp import is_ucdp, read_ucdp


class Format(StrEnum):
    """What a file turned out to be. TABLE needs a column mapping."""

    UCDP = "ucdp"
    ACLED = "acled"
    HXL = "hxl"
    CAP = "cap"
    TABLE = "table"
    UNKNOWN = "unknown"


def recognise(data: bytes) -> Format:
    """The format. Never raises."""
    if _is_xml(data):
        return Format.CAP
    return _format_of(rows_of(data, Faults("")))


def read_incidents(
    data: bytes, file: str, mapping: ColumnMapping | None = None, name: str = "", watch: Watch = unwatched
) -> Imported:
    """Read the bytes of a file; `file` is what spans will call it. Never raises, but for what `watch` raises.

    A mapping is used for tables of no known format; without one such a table is refused. `name` tells the HXL tables
    of several offices apart. `watch` is told the line now and then.
    """
    faults = Faults(file)
    if _is_xml(data):
        return read_cap(data, faults)
    rows = rows_of(data, faults, watch)
    if faults.listed and not rows.text and not rows.cells:
        return Imported(feed=MAPPED, diagnostics=faults.all())
    found = _format_of(rows)
    known: dict[Format, Callable[[Rows, Faults], Imported]] = {
        Format.UCDP: read_ucdp,
        Format.ACLED: read_acled,
        Format.HXL: partial(read_hxl, name=name),
    }
    if (reader := known.get(found)) is not None:
        return reader(rows, faults)
    if found is Format.TABLE and mapping is not None:
        return read_mapped(rows, mapping, faults)
    faults.add("import-needs-mapping" if found is Format.TABLE else "import-unknown-format")
    return Imported(feed=MAPPED, diagnostics=faults.all())


def preview_table(data: bytes, file: str, mapping: ColumnMapping | None = None) -> Preview:
    """The first rows of a table and what a mapping, given or guessed, makes of them. Never raises."""
    faults = Faults(file)
    return preview(rows_of(data, faults), faults, mapping)


def _format_of(rows: Rows) -> Format:
    first = list(islice(Rows(Faults(""), rows.text, rows.cells), TAG_ROWS))
    if not first:
        return Format.UNKNOWN
    header = first[0][1]
    if tag_row(first) is not None:
        return Format.HXL
    if is_ucdp(header):
        return Format.UCDP
    if is_acled(header):
        return Format.ACLED
    return Format.TABLE if len(header) > 1 else Format.UNKNOWN


def _is_xml(data: bytes) -> bool:
    return data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").startswith(b"<")
