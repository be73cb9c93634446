"""Statements about all trips: the first answer, which reads the rules, and those after it; editions compared.

Targets at 2 000 rules: a question answered in under a second once the rules are read. `search` and `check` are parts of
one answer. As ratios: an answer against one assessment of a trip by the same pack.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

from advisor.engine.assess import assess
from advisor.engine.index import Index
from advisor.model.invariant import Invariant
from advisor.model.pack import Pack
from advisor.model.rule import FOREIGN, Effect, FactTest, How, Selector, TimeTest
from advisor.model.verdict import Verdict
from advisor.proof.compare import compare
from advisor.proof.prove import Prover
from advisor.rulebook.loader import load_pack
from benchmarks import generated

RULES = Path(__file__).parents[1] / "rules"
SIZES = (200, 2_000)
_T = TypeVar("_T")


def main() -> None:
    """Print milliseconds and ratios."""
    print(f"{'question':<52} {'ms':>9} {'assessments':>12}  answer")
    for name in ("mali", "mali-2023"):
        _answers(name, shipped(name), shipped(name).invariants)
    for rules in SIZES:
        pack = generated.pack(rules)
        _answers(f"{rules} rules", pack, questions(pack))
    pack = generated.pack(SIZES[-1])
    fewer = replace(pack, rules=tuple(rule for number, rule in enumerate(pack.rules) if number % 400))
    _compared("five of 2000 rules gone", pack, fewer)
    _compared("two packs that share little", shipped("mali-2023"), shipped("mali"))


def questions(pack: Pack) -> tuple[Invariant, ...]:
    """Some that are wide and some that are narrow."""
    foreign = ((FactTest(fact="nationality", values=frozenset({FOREIGN})),),)
    region = (Selector(regions=frozenset({"region-7"})),)
    ban = max((rule for rule in pack.rules if rule.effect is Effect.PROHIBIT), key=lambda rule: len(rule.where))
    asked: dict[str, dict[str, Any]] = {
        "a region, by car": {"where": region, "how": (How(modes=frozenset({"car"})),)},
        "foreigners by night, a region": {"where": region, "who": foreign, "when": TimeTest(night=True)},
        "what a ban stops": {"where": ban.where, "how": ban.how, "who": ban.who, "when": ban.when},
        "a region after 2090": {"where": region, "when": TimeTest(start=date(2090, 1, 1)), "at_best": Verdict.REFER},
        "everywhere after 2090": {
            "where": (Selector(),),
            "when": TimeTest(start=date(2090, 1, 1)),
            "at_best": Verdict.REFER,
        },
    }
    return tuple(
        Invariant(id=name, title=generated.text(name), **{"at_best": Verdict.NO_GO, **parts})
        for name, parts in asked.items()
    )


def _answers(name: str, pack: Pack, asked: tuple[Invariant, ...]) -> None:
    trip = pack.trips[0].trip if pack.trips else generated.trips(1)[0]
    as_of = pack.as_of or generated.AS_OF
    one, _answer = timed(lambda: assess(trip, pack, as_of, index=Index(pack)))
    took, prover = timed(lambda: Prover(pack, asked))
    print(f"{name + ': lay out':<52} {took:>9.0f} {took / one:>12.1f}  {len(prover.moments)} moments")
    for question in (*asked, *asked[:1]):
        took, answer = timed(lambda question=question: prover.answer(question))  # type: ignore[misc]
        print(f"{name + ': ' + question.id:<52} {took:>9.0f} {took / one:>12.1f}  {answer.outcome.value}")


def _compared(name: str, old: Pack, new: Pack) -> None:
    took, found = timed(lambda: compare(old, new, generated.AS_OF))
    told = f"{len(found.looser)} looser, {len(found.stricter)} stricter, complete: {found.complete}"
    print(f"{'compare, ' + name:<52} {took:>9.0f} {'':>12}  {told}")


def shipped(name: str) -> Pack:
    """A pack that ships."""
    folder = RULES / name
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    pack = load_pack(files).pack
    if pack is None:
        raise ValueError(name)
    return pack


def timed(work: Callable[[], _T]) -> tuple[float, _T]:
    """Milliseconds, and what came of it."""
    start = perf_counter()
    result = work()
    return (perf_counter() - start) * 1000, result


if __name__ == "__main__":
    main()
