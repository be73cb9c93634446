"""Texts, values and rule files for property tests of reading and writing."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from advisor.rulebook.emit import Emittable
from advisor.rulebook.scalars import LONGEST_NUMBER

RULES: Final = (
    """\
- id: bus-north-no-foreigners
  title: {en: "Buses to Gao carry no foreigners", fr: "Les bus de Gao ne prennent pas d'étrangers"}
  effect: prohibit
  where: {route: rn16-sevare-gao, except: [gao]}   # all of it
  who: {nationality: foreign, not: {staff: national}}
  when:
    valid: {from: 2023-01-01}
    hours: night

  review_by: 2023-06-30
  because:
    en: |
      Two buses were searched: foreigners
      were taken off.

    fr: >-
      Deux bus ont été fouillés,
      des étrangers descendus.
  risk: {threat: kidnapping, likelihood: likely, impact: severe}
# the end
""",
    (
        "\ufefftitle: NO  # Norway\r\n"
        "travellers:\r\n"
        "- {name: 'A ''1''', nationality: [NO, DE], at: 18:30}\r\n"
        '- name: "\\u00e9 😀"\r\n'
    ),
    (
        "a: 0123\n"
        "b: ~\n"
        "c:\n"
        "d: {e, f: }\n"
        "g: [h: i, [], {}]\n"
        "j: plain text\n"
        "  over two lines\n"
        "k: 'quoted\n"
        "\n"
        "  too'\n"
        "l: 1.5\n"
    ),
    (
        "- |+\n"
        "  kept\n"
        "\n"
        "- >2\n"
        "    folded\n"
        "  more\n"
        "- |-\n"
        "  # no comment\n"
        "- ? long\n"
        "  : short\n"
        "- x\x85y\n"
        "- '\u2028'\n"
        "-\n"
        "  - deep\n"
    ),
)

AWKWARD: Final = (
    "NO", "no", "y", "on", "true", "~", "null", "", " ", "18:30", "0123", "1e3", "0x1F", "1_000", "2023-05-20",
    ".inf", "2023-05-20T09:00", "-", "- a", "a: b", "a #b", "#", "a:", ":", "?", "? a", "&a", "*a", "!a", "|",
    ">", "%", "@", "`", "'", '"', "\\", "{}", "[", "a, b", "=", "<<", "---", "...", "\n", "a\n", "a\nb", "\na",
    " a\nb", "a \nb", "a\n\nb\n", "a\n\n", "a\tb", "\t", "a\rb", "a\r\nb", "\x85", "\u2028", "\u2029", "\ufeff",
    "\x00", "\x7f", "\xa0", "😀", "Ségou", "a\n b", "a\n# b", "a\n--- b", "/x", "x" * 600, "é" * 2000,
    "\ud7ff\ue000\ufffd\U0010ffff",
)  # fmt: skip
"""Texts that have a meaning of their own somewhere in YAML, or that are easily changed on the way."""


def texts() -> st.SearchStrategy[str]:
    """Any text that can be encoded, the awkward ones often."""
    any_text = st.text(st.characters(codec="utf-8"), max_size=30)
    marks = st.text("ab :#-?,[]{}&*!|>'\"%@`\n\r\t\\\x85\u2028\ufeff\xa0~.0", max_size=12)
    return st.one_of(st.sampled_from(AWKWARD), marks, any_text)


def values() -> st.SearchStrategy[Emittable]:
    """Anything that can be written to a file."""
    most = 10**LONGEST_NUMBER - 1
    numbers = st.one_of(st.integers(-most, most), st.floats(allow_nan=False, allow_infinity=False))
    leaves = st.one_of(st.none(), st.booleans(), numbers, texts())
    return st.recursive(
        leaves,
        lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts(), inner, max_size=4)),
        max_leaves=15,
    )
