"""The rules in use: found, loaded beside the window, and loaded again when their files change."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from advisor.gui.jobs import Jobs, Ticket
from advisor.model.message import message
from advisor.model.text import Text
from advisor.services.pack_library import LoadedPack, PackLibrary

SETTLING_MILLISECONDS = 300
"""How long files must have been quiet before they are read: editors write in several steps."""


class PackController(QObject):
    """Keeps one pack loaded, and says when it is another one.

    `rules` is None until the first is loaded, and where this computer has no pack at all. `trouble` is the traceback
    of an internal error while loading.
    """

    loaded = Signal()
    """`rules` or `trouble` is another one."""
    read = Signal()
    """The files were read again, whether or not that came to anything else."""
    listed = Signal()
    """`titles` is another one."""

    def __init__(self, library: PackLibrary, jobs: Jobs, usual: str | None = None) -> None:
        """Nothing is read yet. `usual` names the pack to use where the trip names none."""
        super().__init__()
        self._library = library
        self._jobs = jobs
        self._usual = usual
        self._asked: str | None = None
        self._looking: tuple[Path, str] | None = None
        self._answered = False
        self.rules: LoadedPack | None = None
        self.trouble: str | None = None
        self.changing = False
        self.titles: tuple[tuple[str, Text], ...] = ()
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLING_MILLISECONDS)
        self._settling.timeout.connect(self.reload)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._settling.start)
        self._watcher.fileChanged.connect(self._settling.start)

    def close(self) -> None:
        """Watch nothing any more."""
        self._settling.stop()
        self.rest()

    @property
    def asked(self) -> str | None:
        """The pack the trip names, None for the usual one."""
        return self._asked

    def ask(self, name: str | None) -> None:
        """Use the pack of that id or folder, or the usual one; nothing happens when it is in use already."""
        if not self._answered or name != self._asked:
            if self._looking is not None and name != self._looking[1]:
                self._looking = None
            self._asked = name
            self.changing = True
            self.reload()

    @property
    def looking(self) -> Path | None:
        """The ZIP or folder that is only looked at, None where an installed pack is in use."""
        return self._looking[0] if self._looking is not None else None

    def look(self, path: Path, identifier: str) -> None:
        """Use the pack at `path`, of that id, until other rules are asked for. It is not installed."""
        self._looking = (path, identifier)
        self.changing = True
        self.reload()

    def stop_looking(self) -> None:
        """Use the installed pack again."""
        if self._looking is not None:
            self._looking = None
            self.changing = True
            self.reload()

    def rest(self) -> None:
        """Watch nothing until the next load: some systems let no folder be replaced that is watched."""
        watched = [*self._watcher.directories(), *self._watcher.files()]
        if watched:
            self._watcher.removePaths(watched)

    def reload(self) -> None:
        """Read the files again."""
        name, looking = self._asked, self.looking
        self._answered = True
        self._jobs.start("rules", lambda _ticket: self._find(name, looking), self._accept, self._fail)

    def _find(self, name: str | None, looking: Path | None) -> LoadedPack | None:
        """On a thread of its own: the pack named, or the usual one with a caveat that it is not the one named."""
        if looking is not None:
            return self._library.load(looking)  # and remember nothing of it
        for candidate in (name, self._usual):
            found = self._library.find(candidate) if candidate is not None else None
            if found is not None:
                rules = self._library.load_or_last_good(found.folder)
                break
        else:
            folders = self._library.folders()
            if not folders:
                return None
            rules = self._library.load_or_last_good(folders[0].folder)
        pack = rules.pack
        if name is None or pack is None or rules.caveat is not None or name in {pack.id, rules.folder.name}:
            return rules
        if (found := self._library.find(name)) is not None and found.folder == rules.folder:
            return rules
        return replace(rules, caveat=message("caveat.other-pack", asked=name, pack=pack.title))

    def _accept(self, rules: LoadedPack | None) -> None:
        self._watch(rules.folder if rules is not None else None)
        changed, self.changing = self.changing, False
        if not changed and self.trouble is None and _same(rules, self.rules):
            self.read.emit()
            return
        first = self.rules is None
        self.rules, self.trouble = rules, None
        self.loaded.emit()
        self.read.emit()
        if first:
            self._jobs.start("titles", lambda ticket: self._read_titles(ticket, rules), self._list, self._list_none)

    def _fail(self, error: BaseException) -> None:
        self.changing = False
        self.trouble = "".join(traceback.format_exception(error))
        self.loaded.emit()

    def _read_titles(self, ticket: Ticket, rules: LoadedPack | None) -> tuple[tuple[str, Text], ...]:
        """On a thread of its own: id and title of every pack one could choose."""
        titles: dict[str, Text] = {}
        for one in self._library.folders():
            ticket.check()
            same = rules is not None and rules.folder == one.folder
            pack = rules.pack if same and rules is not None else self._library.load(one.folder).pack
            if pack is not None:
                titles.setdefault(pack.id, pack.title)
        return tuple(titles.items())

    def _list(self, titles: tuple[tuple[str, Text], ...]) -> None:
        self.titles = titles
        self.listed.emit()

    def _list_none(self, error: BaseException) -> None:
        """A pack that can't even be looked at is not offered; choosing it by a trip's word still tells why."""

    def _watch(self, folder: Path | None) -> None:
        # a file that an editor has replaced is no longer watched, so the paths are gathered anew each time
        wanted = {str(path) for path in _watched(folder)} if folder is not None else set()
        watched = {*self._watcher.directories(), *self._watcher.files()}
        if gone := watched - wanted:
            self._watcher.removePaths(sorted(gone))
        if new := wanted - watched:
            self._watcher.addPaths(sorted(new))


def _watched(folder: Path) -> Iterator[Path]:
    """The folder and what may belong to the pack: no hidden things, no linked folders, which may go in circles.

    Or the one file that holds it.
    """
    if folder.is_file():
        yield folder
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield Path(place)
        yield from (Path(place, name) for name in files if not name.startswith((".", "#")))


def _same(one: LoadedPack | None, other: LoadedPack | None) -> bool:
    """Whether two loads of a pack came to the same: then there is nothing to show or assess anew."""
    if one is None or other is None or one.pack is None or other.pack is None:
        return False
    return (one.pack.fingerprint, one.folder, one.diagnostics, one.caveat) == (
        other.pack.fingerprint,
        other.folder,
        other.diagnostics,
        other.caveat,
    )
