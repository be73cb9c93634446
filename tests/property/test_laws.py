"""Every law of the design, against the engine: a few hundred cases in `make test`, thousands in `make fuzz`."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from advisor.engine.assess import assess
from tests.engine.reference import judge
from tests.engine.reference_time import every_minute
from tests.property.asserting import Held
from tests.property.dice import Dice
from tests.property.laws import LAWS
from tests.property.laws_of_form import equals_the_reference
from tests.property.reducing import reduced
from tests.property.strategies import SEEDS, Case, a_case

SUITE_EXAMPLES = 120
"""Cases a law in `make test`; the whole of them takes about half a minute on an idle core."""

PATIENCE = 900
"""Seconds after which a law is given up: the reference is slow, and the machine may be busy."""

LONG_RUN = 4
"""One in so many of the examples that a campaign is given: there are many laws, and each takes many cases."""

_named = pytest.mark.parametrize("held", LAWS, ids=lambda held: held.law.__name__)


def _violation(held: Held, case: Case, seed: int) -> AssertionError | None:
    try:
        held.law(case, Dice(seed))
    except AssertionError as violation:
        return violation
    return None


def _hold(held: Held, seed: int) -> None:
    """Try a law on the case of a number; what breaks it is told as small as it gets."""
    case = a_case(seed, held.tastes)
    violation = _violation(held, case, seed)
    if violation is None:
        return
    small = reduced(case, lambda smaller: _violation(held, smaller, seed) is not None)
    told = f"{held.law.__name__}, number {seed}: {_violation(held, small, seed)}\n{small}"
    raise AssertionError(told) from violation


def _hold_for(held: Held, examples: int) -> None:
    @settings(max_examples=examples * held.share // 100, phases=[Phase.explicit, Phase.generate])
    @given(seed=SEEDS)
    def holds(seed: int) -> None:
        _hold(held, seed)

    holds()


@pytest.mark.timeout(PATIENCE)
@_named
def test_law_holds(held: Held) -> None:
    _hold_for(held, SUITE_EXAMPLES)


@pytest.mark.campaign
@_named
def test_law_holds_in_the_long_run(held: Held) -> None:
    _hold_for(held, settings().max_examples // LONG_RUN)


@_named
def test_law_is_not_vacuous(held: Held) -> None:
    """A law that has nothing to say about the cases it is tried on proves nothing."""
    spoken = sum(held.law(a_case(seed, held.tastes), Dice(seed)) for seed in range(100))
    assert spoken >= held.speaks * 100


@pytest.mark.parametrize(
    "seeds", [range(2), pytest.param(range(100, 150), marks=pytest.mark.campaign)], ids=["two", "fifty"]
)
def test_the_shorter_list_of_minutes_leaves_out_nothing(seeds: range) -> None:
    """The reference looks only at minutes where something can change; this looks at every single one."""
    for seed in seeds:
        case = a_case(seed)
        assert judge(case.trip, case.pack, case.as_of) == judge(case.trip, case.pack, case.as_of, every_minute)


_RENDER = """
import pickle, sys
from advisor.engine.assess import assess
from advisor.report.json import render
for trip, pack, as_of in pickle.load(open(sys.argv[1], "rb")):
    sys.stdout.buffer.write(render(assess(trip, pack, as_of), pack))
"""


@pytest.mark.slow
def test_same_bytes_in_every_process(tmp_path: Path) -> None:
    """Sets have another order in every process; what is said must not."""
    drawn = [a_case(seed) for seed in range(40)]
    kept = tmp_path / "cases"
    kept.write_bytes(pickle.dumps([(case.trip, case.pack, case.as_of) for case in drawn]))
    said = {
        subprocess.run(
            [sys.executable, "-c", _RENDER, str(kept)],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            check=True,
            capture_output=True,
        ).stdout
        for hash_seed in ("1", "2", "3")
    }
    assert len(said) == 1
    assert len(said.pop()) > 10_000


def test_a_broken_law_is_told_small() -> None:
    """The way from a failing number to a case that fits on a screen."""

    def nobody_is_prohibited(case: Case, dice: Dice) -> bool:
        assert assess(case.trip, case.pack, case.as_of).worst.word != "no-go"
        return True

    held = Held(nobody_is_prohibited)
    broken = next(seed for seed in range(100) if _violation(held, a_case(seed), seed))
    with pytest.raises(AssertionError, match="nobody_is_prohibited") as told:
        _hold(held, broken)
    assert len(str(told.value).splitlines()) < 20


def test_reference_is_the_first_law() -> None:
    assert LAWS[0].law is equals_the_reference
