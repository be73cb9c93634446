"""The file that keeps imported incidents: opened by several programs at once, and told in words when it can't be."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from advisor.incidents.store import VERSION, IncidentStore
from advisor.model.message import Message, message
from advisor.services.atomic import private_folder
from advisor.services.file_lock import FileLock, nobody_waits

PATIENCE_SECONDS = 10.0
"""How long to wait for another program that writes."""

IMPORT_PATIENCE_SECONDS = 600.0
"""How long an import waits for the import of another program; whoever waits can stop it."""

SPOILT = (sqlite3.Error, OSError, ValueError, LookupError, TypeError)
"""What a damaged store raises, wherever its bytes happen to be wrong."""

_VERSION_AT = slice(60, 64)
_VERSION_OF_SQLITE = b"SQLite format 3\0"


class StoreUnusableError(Exception):
    """The imported incidents can't be had: `what` says why, and in which file."""

    def __init__(self, what: Message) -> None:
        super().__init__(what.id)
        self.what = what


class StoreFile:
    """Opens the store for one program among several. Reading never waits for a program that is importing."""

    def __init__(self, path: Path) -> None:
        """Nothing is opened or made yet."""
        self.path = path
        self._watched: sqlite3.Connection | None = None
        self._seen: object = None

    def exists(self) -> bool:
        """Whether anything was ever imported here."""
        return self.path.is_file()

    @contextmanager
    def reading(self) -> Iterator[IncidentStore]:
        """The store, for looking. StoreUnusableError where it can't be had; FileNotFoundError is one too."""
        if not self.exists():
            raise self.unusable(FileNotFoundError(str(self.path)))
        if self._is_current():
            with self._opened() as store:
                yield store
        else:  # its tables are brought up to date, which two programs must not do at once
            with self.writing() as store:
                yield store

    @contextmanager
    def writing(
        self, check: Callable[[], None] = nobody_waits, seconds: float | None = None
    ) -> Iterator[IncidentStore]:
        """The store, for changing it, made if there is none; while this lasts no other program changes it.

        `check` is called while waiting for one that does, and may raise. StoreUnusableError when that takes longer than
        so many `seconds`, PATIENCE_SECONDS if nothing else is said.
        """
        try:
            private_folder(self.path.parent)
            lock = self._locked(check, seconds)
        except OSError as error:
            raise self.unusable(error) from error
        try:
            with self._opened() as store:
                yield store
        finally:
            lock.release(remove=False)

    def changed(self) -> bool:
        """Whether any program has changed the store since the last call; true for the first one if there is a store."""
        now = self._state()
        changed, self._seen = now != self._seen, now
        return changed

    def destroy(self) -> None:
        """Remove the file with all that belongs to it. StoreUnusableError where the system won't have it."""
        self.let_go()
        try:
            lock = self._locked()
            try:
                for suffix in ("", "-wal", "-shm", "-journal"):
                    self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
            finally:
                lock.release()
        except OSError as error:
            raise self.unusable(error) from error

    def let_go(self) -> None:
        """Stop watching for changes."""
        if self._watched is not None:
            self._watched.close()
            self._watched = None

    def unusable(self, error: BaseException) -> StoreUnusableError:
        """What to tell about an error of the store's."""
        if isinstance(error, StoreUnusableError):
            return error
        file = str(self.path)
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            return StoreUnusableError(message("incidents.busy"))
        if isinstance(error, ValueError) and self._version() > VERSION:
            return StoreUnusableError(message("incidents.newer", file=file))
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        # A full disk or a folder that is read-only is no damage.
        refused = isinstance(error, (OSError, sqlite3.OperationalError))
        return StoreUnusableError(
            message(f"incidents.{'refused' if refused else 'unreadable'}", file=file, reason=reason)
        )

    @contextmanager
    def _opened(self) -> Iterator[IncidentStore]:
        try:
            with suppress(FileExistsError):  # for its owner alone; SQLite would let the whole computer read it
                os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            store = IncidentStore(self.path)
        except SPOILT as error:
            raise self.unusable(error) from error
        with store:
            try:
                yield store
            except sqlite3.Error as error:
                raise self.unusable(error) from error

    def _locked(self, check: Callable[[], None] = nobody_waits, seconds: float | None = None) -> FileLock:
        patience = PATIENCE_SECONDS if seconds is None else seconds
        lock = FileLock.wait(self.path.with_suffix(".lock"), patience, check)
        if lock is None:
            raise StoreUnusableError(message("incidents.busy"))
        return lock

    def _version(self) -> int:
        """The version in the file's header, where SQLite keeps it; -1 for something else than a database."""
        with suppress(OSError), self.path.open("rb") as file:
            head = file.read(_VERSION_AT.stop)
            if head.startswith(_VERSION_OF_SQLITE):
                return int.from_bytes(head[_VERSION_AT])
        return -1

    def _is_current(self) -> bool:
        return self._version() == VERSION

    def _state(self) -> object:
        """Another value whenever somebody has committed a change; None without a store."""
        try:
            status = self.path.stat()
        except OSError:
            self.let_go()
            return None
        try:
            if self._watched is None:
                self._watched = sqlite3.connect(self.path, check_same_thread=False)
            with closing(self._watched.execute("PRAGMA data_version")) as found:
                return status.st_ino, found.fetchone()[0]
        except sqlite3.Error:
            self.let_go()
            return status.st_ino, status.st_mtime_ns
