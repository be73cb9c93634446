"""Which language to speak."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from advisor.services.catalogue import SOURCE_LANGUAGE

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def choose_language(
    known: Sequence[str], *, asked: str | None, environment: Mapping[str, str], preferred: str | None
) -> str:
    """What was asked for, else what the environment says, else what the settings say, else English.

    Only languages in `known` count; the first variable that is set decides, as for every other program.
    """
    spoken = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    for candidate in (asked, _code(spoken), preferred):
        if candidate is not None and candidate in known:
            return candidate
    return SOURCE_LANGUAGE


def _code(locale: str) -> str:
    """`fr` from `fr_FR.UTF-8`; nothing from `C` or `POSIX`."""
    code = locale.partition(".")[0].partition("_")[0].lower()
    return "" if code in {"c", "posix"} else code
