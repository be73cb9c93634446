"""The fingerprint of a pack: what an assessment was made with, so that it can be told apart a year later."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from hashlib import sha256
from typing import Final

from pydantic import BaseModel

from advisor.model.incident import Incident

FORMAT: Final = "advisor-pack-1"
"""Changes when the same files are to get another fingerprint."""


def fingerprint(parts: Iterable[tuple[str, Iterable[BaseModel]]], incidents: Iterable[Incident]) -> str:
    """A SHA-256 in hex over what `assess` and the sheet read: the authored values and the incidents.

    Comments, layout, the order of entries and the names of rule files make no difference; nor do trips.
    """
    written = [(name, [_canonical(value) for value in values]) for name, values in parts]
    written.append(("incidents", [_json(asdict(incident)) for incident in incidents]))
    hashed = sha256(FORMAT.encode())
    for name, texts in written:
        hashed.update("\n".join(("", name, *sorted(texts), "")).encode())
    return hashed.hexdigest()


def _canonical(value: BaseModel) -> str:
    return _json(value.model_dump(by_alias=True, exclude_defaults=True, exclude={"example_trip"}))


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
