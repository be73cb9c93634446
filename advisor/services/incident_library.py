"""Imported incidents on this computer: read, added, forgotten, and handed to assessments for no more than they are."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from advisor.model.feed import Feed
from advisor.model.incident import Box, Coverage, Incident, IncidentData
from advisor.model.message import Argument, Message, message
from advisor.services.clock import Clock
from advisor.services.column_memory import ColumnMemory
from advisor.services.paths import Paths

if TYPE_CHECKING:
    from advisor.incidents.imported import Imported
    from advisor.incidents.mapped import Preview
    from advisor.incidents.mapping import ColumnMapping
    from advisor.incidents.reading import Format
    from advisor.incidents.snapshot import StoredData
    from advisor.incidents.store import Added, ImportRecord
    from advisor.services.incident_store_file import StoreFile

Watch = Callable[[int], None]
"""Told now and then how many lines or rows are done; may raise to end the work, which then leaves nothing behind."""


def unwatched(done: int) -> None:
    """Nobody waits for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What an assessment may know of imported incidents.

    `doubt`: there may be more than `data` holds, for this reason; then too few is never an answer. `trouble` says the
    same to the person at this computer, with the file's place.
    """

    data: IncidentData | None = None
    doubt: Message | None = None
    trouble: Message | None = None


SHOWN = timedelta(days=365)
"""How far back incidents are shown on the map that no rule counted."""

MOST_SHOWN = 500
"""More are neither told apart on a map nor drawn quickly."""

NOTHING_IMPORTED = Known()
"""As on a computer where nobody ever imported anything."""

BEING_READ = Known(doubt=Message("caveat.incidents-being-read"))
"""As long as the store is being read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFeed:
    """What is stored of one supplier, with the imports it came from, the newest first."""

    feed: Feed
    count: int
    newest: date | None
    imports: tuple[ImportRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A file that was read and not yet imported.

    `proposal` is what a person might vouch for; `header` that of a table, to remember `mapping` by.
    """

    file: Path
    form: Format
    imported: Imported
    proposal: Coverage | None = None
    header: tuple[str, ...] = ()
    mapping: ColumnMapping | None = None

    @property
    def needs_mapping(self) -> bool:
        """Whether nothing is known yet of the table's columns."""
        return any(fault.code == "import-needs-mapping" for fault in self.imported.diagnostics)

    @property
    def holds_anything(self) -> bool:
        """Whether importing it would change anything at all."""
        return bool(self.imported.incidents or self.imported.superseded)

    @property
    def whole(self) -> bool:
        """Whether nothing of the file would be left out."""
        return self.holds_anything and not self.imported.refused


class IncidentLibrary:
    """Everything that is done with imported incidents. The store is opened on first use and made by the first import.

    Methods may be called from any thread. Those that need the store raise StoreUnusableError, which says why, but for
    `known`, which never raises.
    """

    def __init__(self, paths: Paths, clock: Clock) -> None:
        """Nothing is opened yet."""
        self._path = paths.incidents
        self._clock = clock
        self.columns = ColumnMemory(paths.columns)
        self._made: StoreFile | None = None
        self._lock = Lock()
        self._known: Known | None = None

    @property
    def _file(self) -> StoreFile:
        """The store's file; what reads it is loaded on first use, after the window is painted."""
        from advisor.services.incident_store_file import StoreFile

        if self._made is None:
            self._made = StoreFile(self._path)
        return self._made

    def exists(self) -> bool:
        """Whether anything was ever imported here; asked without opening anything."""
        return self._path.is_file()

    # -- for assessments

    def known(self) -> Known:
        """What assessments may know now, its index read. Some seconds for a million incidents, nothing if unchanged."""
        with self._lock:
            changed = self._file.changed()
            if self._known is None or changed:
                self._known = self._look() if self.exists() else NOTHING_IMPORTED
            return self._known

    def changed(self) -> bool:
        """Whether `known` would say something else by now, because this program or another changed the store."""
        if not self._lock.acquire(blocking=False):
            return False  # it is being read just now
        try:
            if self._known is None:
                return True
            if self._file.changed():
                self._known = None
                return True
            return False
        finally:
            self._lock.release()

    def inside(self, box: Box, until: date) -> tuple[Incident, ...]:
        """Incidents of the year up to a day whose point lies in the box, the newest of them, for looking at.

        None where the store can't be had: why is told with the verdict.
        """
        from advisor.services.incident_store_file import SPOILT, StoreUnusableError

        if not self.exists():
            return ()
        try:
            with self._file.reading() as store:
                return store.inside(box, (until - SHOWN, until), limit=MOST_SHOWN)
        except (StoreUnusableError, *SPOILT):
            return ()

    def close(self) -> None:
        """Let go of the file."""
        if self._made is not None:
            self._made.let_go()

    def _look(self) -> Known:
        from advisor.services.incident_store_file import SPOILT, StoreUnusableError

        try:
            with self._file.reading() as store:
                data: StoredData = store.data()
                data.warm()
        except (StoreUnusableError, *SPOILT) as error:
            return Known(doubt=Message("caveat.incidents-unreadable"), trouble=self._file.unusable(error).what)
        return Known(data=data) if data.feeds or data.coverages else NOTHING_IMPORTED

    # -- files to import

    def read(
        self, file: Path, mapping: ColumnMapping | None = None, *, name: str = "", watch: Watch = unwatched
    ) -> Reading:
        """Read a file whatever its format; a table without `mapping` with what is remembered for its header.

        OSError if it can't be read; what `watch` raises. `name` tells HXL tables of several offices apart.
        """
        from advisor.incidents.claims import proposed_claim
        from advisor.incidents.reading import Format, preview_table, read_incidents, recognise

        data = _bytes_of(file)
        form = recognise(data)
        header = preview_table(data, str(file)).header if form is Format.TABLE else ()
        chosen = mapping or (self.columns.recall(header) if header else None)
        if chosen is not None and name:
            chosen = replace(chosen, name=name)
        imported = read_incidents(data, str(file), chosen, name, watch)
        return Reading(
            file=file,
            form=form,
            imported=imported,
            proposal=proposed_claim(imported),
            header=header,
            mapping=chosen if form is Format.TABLE else None,
        )

    def preview(self, file: Path, mapping: ColumnMapping | None = None) -> Preview:
        """The first rows of a table and what they become: by `mapping`, by what is remembered, or by a guess.

        OSError if it can't be read.
        """
        from advisor.incidents.reading import preview_table

        data = _bytes_of(file)
        seen = preview_table(data, str(file), mapping)
        known = self.columns.recall(seen.header) if mapping is None else None
        return preview_table(data, str(file), known) if known is not None else seen

    def add(self, reading: Reading, *, claim: Coverage | None = None, watch: Watch = unwatched) -> ImportRecord:
        """Import what was read, wholly or not at all, and remember its columns.

        `claim` is what a person vouches for. Waits for other programs that import.
        """
        from advisor.services.incident_store_file import IMPORT_PATIENCE_SECONDS

        with self._file.writing(lambda: watch(0), IMPORT_PATIENCE_SECONDS) as store:
            store.add(reading.imported, claim=claim, file=reading.file.name, day=self._clock(), watch=watch)
            made = store.imports()[0]
        if reading.mapping is not None:
            self.columns.remember(reading.header, reading.mapping)
        return made

    # -- what is stored

    def contents(self) -> tuple[StoredFeed, ...]:
        """Every feed that is stored, by id."""
        if not self.exists():
            return ()
        from advisor.services.incident_store_file import SPOILT

        try:
            with self._file.reading() as store, closing(store.data()) as data:
                imports, uses = store.imports(), {use.feed: use for use in data.feeds}
        except SPOILT as error:
            raise self._file.unusable(error) from error
        feeds = sorted({*uses, *(one.feed for one in imports)})
        return tuple(
            StoredFeed(
                feed=feed_called(feed),
                count=uses[feed].count if feed in uses else 0,
                newest=uses[feed].newest if feed in uses else None,
                imports=tuple(one for one in imports if one.feed == feed),
            )
            for feed in feeds
        )

    def set_claim(self, number: int, claim: Coverage | None) -> None:
        """Let an import claim to be complete for that, or for nothing."""
        from advisor.services.incident_store_file import StoreUnusableError

        with self._file.writing() as store:
            try:
                store.set_claim(number, claim)
            except KeyError as error:
                raise StoreUnusableError(Message("incidents.gone")) from error

    def forget(self, feed: str) -> int:
        """Delete everything of a feed; how many incidents there were."""
        if not self.exists():
            return 0
        with self._file.writing() as store:
            return store.forget(feed)

    def forget_all(self) -> None:
        """Delete the store, readable or not, and the remembered columns. OSError, StoreUnusableError if that fails."""
        # Not under the lock of `known`, which may be held for seconds: the file is gone, and that is noticed.
        if self.exists():
            self._file.destroy()
        self.columns.forget()

    def exportable(self) -> tuple[tuple[Incident, ...], tuple[StoredFeed, ...]]:
        """The incidents whose terms let them leave this computer, and the feeds that stay."""
        stays = tuple(one for one in self.contents() if not one.feed.exportable)
        if not self.exists():
            return (), stays
        with self._file.reading() as store:
            return tuple(store.exportable()), stays


def feed_called(identifier: str) -> Feed:
    """The feed of that id; one this program does not know keeps its rows on this computer."""
    from advisor.incidents.feeds import FEEDS

    unknown = Feed(id=identifier, title=identifier, licence="", attribution=message("feed.own"), exportable=False)
    return FEEDS.get(identifier, unknown)


def feed_title(feed: Feed) -> Argument:
    """What a feed is called."""
    return feed.title or message("incidents.own-tables")


def outcome(reading: Reading, added: Added) -> tuple[Message, ...]:
    """What an import came to, as a list to say: 812 new, 3 changed, 120 the same, 4 rows refused."""
    counts = {
        "changed": added.changed,
        "same": added.same,
        "removed": added.removed,
        "refused": reading.imported.refused,
    }
    told = [message("incidents.added.new", count=added.new)]
    told += [message(f"incidents.added.{name}", count=count) for name, count in counts.items() if count]
    return tuple(told)


def _bytes_of(file: Path) -> bytes:
    """What stands in a file, no more of it than readers take."""
    from advisor.incidents.rows import LARGEST_FILE

    with file.open("rb") as stream:
        return stream.read(LARGEST_FILE + 1)
