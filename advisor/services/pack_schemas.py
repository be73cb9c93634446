"""The schemas in a pack's folder, by which any editor completes and checks its files. Made from it, never read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from advisor.rulebook.folder import SCHEMAS
from advisor.services.atomic import write_atomically

if TYPE_CHECKING:
    from advisor.model.pack import Pack


def has_schemas(folder: Path) -> bool:
    """Whether the pack in that folder is kept ready for editors."""
    return (folder / SCHEMAS).is_dir()


def write_schemas(folder: Path, pack: Pack) -> tuple[Path, ...]:
    """Write the schemas of the pack's files into its folder and give those that changed. OSError."""
    from advisor.rulebook.schema import schema_files

    changed: list[Path] = []
    for name, data in schema_files(pack).items():
        file = folder / name
        if file.is_file() and file.read_bytes() == data:
            continue
        file.parent.mkdir(exist_ok=True)
        write_atomically(file, data)
        changed.append(file)
    return tuple(changed)


def renew_schemas(folder: Path) -> None:
    """Make the schemas of a pack anew, if it has any and is without errors. OSError."""
    from advisor.model.diagnostic import has_errors
    from advisor.services.pack_library import load_pack, read_folder

    if not has_schemas(folder):
        return
    files, unreadable = read_folder(folder)
    loaded = load_pack(files)
    # Of a pack with errors the old schemas are better than none: they name what was right.
    if loaded.pack is not None and not has_errors((*unreadable, *loaded.diagnostics)):
        write_schemas(folder, loaded.pack)
