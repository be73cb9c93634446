"""Faults put into a copy of the program: `python -m tests.property.mutants [WORD...]`. The tests must notice each.

Each mutant of mutants.txt changes one line of the engine. It is tried against the examples in tests/engine and, apart
from them, against the laws on generated cases. One that neither notices has survived: a law or an example is missing.
Those of tests/proof/mutants.txt change a line of what proves, and are tried against tests/proof.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).resolve().parents[2]

CASES = 2_500
"""Generated cases on which a mutant has to survive the first law; the others get a share of that."""


@dataclass(frozen=True)
class Mutant:
    """One fault: in a module of a layer, `old` (which stands there once) becomes `new`."""

    module: str
    old: str
    new: str
    what: str
    layer: str = "engine"


LISTS = {"engine": "tests/property/mutants.txt", "proof": "tests/proof/mutants.txt"}
"""Where the mutants of each layer are written."""


def listed(layer: str = "engine") -> list[Mutant]:
    """The mutants of a layer, in the order of its list."""
    blocks = (ROOT / LISTS[layer]).read_text(encoding="utf-8").split("\n\n")
    found = []
    for block in blocks:
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            head, old, new = lines
            module, what = head.split(": ", 1)
            new = new.removeprefix("+").removeprefix(" ")
            found.append(Mutant(module, old.removeprefix("- "), new, what, layer))
    return found


def mutated(mutant: Mutant, into: Path) -> None:
    """Copy the program and its tests, with the fault. ValueError where the program no longer has that line."""
    for part in ("advisor", "tests"):
        shutil.copytree(ROOT / part, into / part, ignore=shutil.ignore_patterns("__pycache__"))
    for part in ("pyproject.toml", "assets", "rules"):
        if (ROOT / part).exists():
            (into / part).symlink_to(ROOT / part)
    path = into / "advisor" / mutant.layer / f"{mutant.module}.py"
    source = path.read_text(encoding="utf-8")
    if source.count(mutant.old) != 1:
        raise ValueError(f"{mutant.module}.py has {source.count(mutant.old)} times: {mutant.old}")
    path.write_text(source.replace(mutant.old, mutant.new), encoding="utf-8")


def _examples(copy: Path, layer: str) -> str | None:
    """The first example that notices.

    Those of `make test` have to. That the list of mutants has not its line any more is no notice, and a campaign would
    put faults into the copy in its turn.
    """
    chosen = [f"tests/{layer}", f"--ignore=tests/{layer}/test_mutants.py", "-m", "not campaign and not window"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *chosen, "-n0", "-q", "-x", "--no-header", "-p", "no:cacheprovider"],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return None
    failed = [line.split("::")[-1].split(" - ")[0] for line in done.stdout.splitlines() if line.startswith("FAILED")]
    return failed[0] if failed else f"exit {done.returncode}"


def _laws(copy: Path, cases: int) -> str | None:
    """The first law that notices, and on which case."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.property.sweep", str(cases)],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return None
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else f"exit {done.returncode}"


@dataclass(frozen=True)
class Trial:
    """What noticed a mutant; None: nothing did."""

    mutant: Mutant
    law: str | None
    example: str | None

    @property
    def killed(self) -> bool:
        return self.law is not None or self.example is not None


def tried(mutant: Mutant, cases: int = CASES) -> Trial:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        mutated(mutant, copy)
        law = _laws(copy, cases) if mutant.layer == "engine" else None  # no verdict hangs on a proof
        return Trial(mutant, law, _examples(copy, mutant.layer))


def main(words: list[str]) -> int:
    """Try all mutants (or those in which a word occurs) and say what became of each; the number that survived."""
    survivors = 0
    every = [one for layer in LISTS for one in listed(layer)]
    chosen = [
        one for one in every if not words or any(word in f"{one.layer} {one.module} {one.what}" for word in words)
    ]
    for number, mutant in enumerate(chosen, 1):
        began = monotonic()
        try:
            trial = tried(mutant)
        except ValueError as stale:  # the program has moved on: the mutant must follow
            survivors += 1
            print(f"{number:2}/{len(chosen)} STALE {stale}", flush=True)
            continue
        survivors += not trial.killed
        fate = "killed" if trial.killed else "SURVIVED"
        by = f"law: {trial.law or '-'}; example: {trial.example or '-'}"
        head = f"{number:2}/{len(chosen)} {fate} {mutant.module}: {mutant.what}"
        print(f"{head} ({monotonic() - began:.0f} s)  {by}", flush=True)
    print(f"{len(chosen) - survivors} of {len(chosen)} killed")
    return survivors


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
