"""The files of a pack: which there are, what each holds, and which of them cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from advisor.model.diagnostic import Severity
from advisor.rulebook.faults import At, Faults
from advisor.rulebook.source import plain, read
from advisor.rulebook.suggest import nearest

PACK: Final = "pack.yaml"
PLACES: Final = "places.yaml"
NETWORK: Final = "network.yaml"
MEASURES: Final = "measures.yaml"
CONTACTS: Final = "contacts.yaml"
INCIDENTS: Final = "incidents.csv"
INVARIANTS: Final = "invariants.yaml"
RULES: Final = "rules/"
TRIPS: Final = "trips/"
SCHEMAS: Final = "schema/"
"""What the program makes for editors from the pack. It is never read: no verdict rests on it."""

REQUIRED: Final = (PACK, PLACES)
"""Files without which there is no pack; any other may be missing."""

_SINGLE: Final = (PACK, PLACES, NETWORK, MEASURES, CONTACTS, INVARIANTS)
_CLOSE_NAMES: Final = 0.75
"""Names of files are short: what is less alike than this was meant to be something else."""
_DATA_ENDINGS: Final = frozenset({".yaml", ".yml", ".csv", ".json", ".toml"})


@dataclass(frozen=True, slots=True)
class Part:
    """What one file holds. `readable` is false if some of it may be missing from `value`."""

    at: At
    value: Any
    readable: bool = True


def is_hidden(name: str) -> bool:
    """Whether it is a file or in a folder that no editor shows."""
    return any(part.startswith(".") for part in name.split("/"))


def is_rule_file(name: str) -> bool:
    """Whether the file holds rules."""
    return name.startswith(RULES) and name.endswith(".yaml") and not is_hidden(name)


def is_trip_file(name: str) -> bool:
    """Whether the file holds a trip with what is expected of it."""
    return name.startswith(TRIPS) and name.endswith(".yaml") and not is_hidden(name)


def is_schema_file(name: str) -> bool:
    """Whether the file is a schema made for editors. Anything else in that folder is looked at like any other file."""
    return name.startswith(SCHEMAS) and name.endswith(".json") and name.count("/") == 1


def schema_line(name: str) -> str:
    """The comment by which an editor finds the schema of a pack's YAML file, whose name is relative to the pack."""
    first, _slash, rest = name.partition("/")
    kind = first.removesuffix(".yaml") if not rest else first.removesuffix("s")
    return f"# yaml-language-server: $schema={'../' * name.count('/')}{SCHEMAS}{kind}.json"


def headed(name: str, text: str) -> str:
    """The text of a new file of a pack, below that comment where the file is YAML."""
    return f"{schema_line(name)}\n{text}" if name.endswith(".yaml") else text


def check_file_names(files: Mapping[str, bytes], faults: Faults) -> None:
    """Report missing files, and files that look like part of the pack but would never be read."""
    for name in REQUIRED:
        if name not in files:
            faults.add("missing-file", At(name, None).span(), file=name)
    expected = (*_SINGLE, INCIDENTS)
    for name in sorted(files):
        stem, dot, ending = name.rpartition(".")
        if is_hidden(name) or not dot or f".{ending.lower()}" not in _DATA_ENDINGS:
            continue
        if name in expected or is_rule_file(name) or is_trip_file(name) or is_schema_file(name):
            continue
        suggestion = nearest(name, [other for other in expected if other not in files], _CLOSE_NAMES)
        if ending.lower() == "yml":
            suggestion = f"{stem}.yaml"
        # A rule file that is passed over in silence is a restriction that nobody hears of.
        faults.add("unexpected-file", At(name, None).span(), suggestion=suggestion, file=name)


def read_part(files: Mapping[str, bytes], name: str, faults: Faults) -> Part:
    """What the file holds, None if it is empty, missing or not readable."""
    data = files.get(name)
    if data is None:
        return Part(At(name, None), None, readable=name not in REQUIRED)
    document = read(data, name)
    faults.extend(document.diagnostics)
    broken = any(fault.severity is Severity.ERROR for fault in document.diagnostics)
    if document.value is None:
        return Part(At(name, None), None, readable=not broken)
    return Part(At(name, document.value), plain(document.value), readable=not broken)
