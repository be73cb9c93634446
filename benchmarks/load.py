"""Loading a pack of 100 to 10 000 rules, checks and spans included, against PyYAML's own loader on the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import yaml

from advisor.rulebook.loader import load_pack
from benchmarks.timing import medians
from tests.packs import small_pack_files

SIZES = (100, 1_000, 10_000)
RULES_A_FILE = 2_000

_RULE = """\
- id: generated-{number}
  title: {{en: "Rule {number}", fr: "Règle {number}"}}
  effect: caution
  where: {{anywhere: true}}
  when: {{valid: {{from: 2023-01-01, until: 2029-12-31}}, hours: "18:00-06:00"}}
  review_by: 2029-12-31
  because: {{en: "Because of number {number}.", fr: "À cause du numéro {number}."}}
  source:
    title: Somebody
    url: https://example.org/{number}
    date: 2023-06
    reliability: B
    credibility: 2
"""


def main() -> None:
    """Print seconds for both and their ratio."""
    print(f"{'rules':>7} {'load ms':>9} {'CSafeLoader ms':>15} {'ratio':>6}")
    for size in SIZES:
        files = dict(small_pack_files())
        for start in range(0, size, RULES_A_FILE):
            numbers = range(start, min(start + RULES_A_FILE, size))
            files[f"rules/generated-{start}.yaml"] = "".join(_RULE.format(number=n) for n in numbers).encode()
        result = load_pack(files)
        if result.pack is None:
            raise AssertionError(result.diagnostics[:3])
        times = medians(
            {"load": partial(load_pack, files), "yaml": partial(_plain, files)},
            rounds=3,
        )
        load, plain = times["load"] * 1000, times["yaml"] * 1000
        print(f"{size:>7} {load:>9.0f} {plain:>15.0f} {load / plain:>6.2f}")


def _plain(files: Mapping[str, bytes]) -> None:
    for data in files.values():
        yaml.load(data, yaml.CSafeLoader)
