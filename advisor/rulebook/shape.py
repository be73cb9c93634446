"""Whether what a file holds has the shape of its model: the right keys with the right kinds of values."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from advisor.model.message import message
from advisor.rulebook.faults import At, Faults
from advisor.rulebook.shape_faults import ShapeFault, real_path, type_of, value_at

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Entry(Generic[M]):
    """An authored value and where it stands.

    One that is not `whole` lacks parts that were faulty: it serves to find undeclared names in the rest, no more.
    """

    value: M
    at: At
    whole: bool = True


def read_one(
    model: type[M], value: object, at: At, faults: Faults, stand_ins: Mapping[str, object] | None = None
) -> Entry[M] | None:
    """The value as its model, or None if too little of it is right.

    `stand_ins` are values for required keys that are missing or faulty, so that the rest can be looked at all the same.
    """
    try:
        return Entry(model.model_validate(value), at)
    except ValidationError as error:
        details = error.errors(include_url=False)
    found = [ShapeFault(detail, value, at, model) for detail in details]
    misspelt = {(fault.loc[:-1], fault.misspelt_key) for fault in found}
    # A key that is there under a misspelt name is not missing as well.
    faults.extend(
        fault.diagnostic()
        for fault in found
        if fault.kind != "missing" or (fault.loc[:-1], fault.loc[-1]) not in misspelt
    )
    rest = _without_faulty_parts(value, details)
    if isinstance(rest, dict):
        rest = {**(stand_ins or {}), **rest}
    try:
        return Entry(model.model_validate(rest), at, whole=False)
    except ValidationError:
        return None


def read_list(model: type[M], value: object, at: At, faults: Faults) -> list[Entry[M]]:
    """The items as their model, leaving out those of which too little is right. No value is an empty list."""
    if value is None:
        return []
    if not isinstance(value, list):
        faults.add("wrong-type", at.span(), expected=message("expected.list"), found=type_of(value))
        return []
    try:
        models: list[M] = _list_adapter(model).validate_python(value)
    except ValidationError:
        read = (read_one(model, item, at.inside(index), faults) for index, item in enumerate(value))
        return [entry for entry in read if entry is not None]
    return [Entry(item, at.inside(index)) for index, item in enumerate(models)]


@cache
def _list_adapter(model: type[BaseModel]) -> TypeAdapter[Any]:
    return TypeAdapter(list[model])  # type: ignore[valid-type]  # known only at run time


def _without_faulty_parts(whole: object, details: list[ErrorDetails]) -> object:
    """A copy without the keys whose values are at fault."""
    rest = deepcopy(whole)
    for detail in details:
        if detail["type"] == "missing":
            continue
        path = list(real_path(rest, detail["loc"]))
        # Taking an item out of a list would shift the places of those behind it: the whole list goes.
        while path and not isinstance(path[-1], str):
            path.pop()
        holder = value_at(rest, tuple(path[:-1])) if path else None
        if isinstance(holder, dict):
            del holder[path[-1]]
    return rest
