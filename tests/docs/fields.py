"""Which fields there are, and which of them an example uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from advisor.rulebook.authored_fields import Authored


def inside(value: object) -> Iterator[BaseModel]:
    """A model and all that it holds."""
    if isinstance(value, BaseModel):
        yield value
        for name in value.model_fields_set:
            yield from inside(getattr(value, name))
    elif isinstance(value, dict):
        for one in value.values():
            yield from inside(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from inside(one)


def models(base: type[BaseModel] = Authored) -> Iterator[type[BaseModel]]:
    for model in base.__subclasses__():
        yield model
        yield from models(model)


def written_as(model: type[BaseModel], name: str) -> str:
    return model.model_fields[name].alias or name


def fields_used(examples: Iterable[BaseModel]) -> set[str]:
    """Every field that one of the examples has, as `Model.field`."""
    return {
        f"{kind.__name__}.{written_as(kind, name)}"
        for one in examples
        for value in inside(one)
        for kind in type(value).__mro__
        if kind in set(models())
        for name in value.model_fields_set
        if name in kind.model_fields
    }
