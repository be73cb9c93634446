"""What rule files may say, and every fault that reading one can find."""

from __future__ import annotations

import gc

import pytest

from advisor.model.diagnostic import Diagnostic
from advisor.model.message import Message, message
from advisor.rulebook.scalars import LONGEST_NUMBER
from advisor.rulebook.source import CODES, DEEPEST_NESTING, LARGEST_FILE, MOST_FAULTS, PROBLEMS, plain, read
from advisor.rulebook.source_faults import EXPECTED


def values(text: str) -> object:
    document = read(text.encode(), "f.yaml")
    assert document.diagnostics == ()
    return plain(document.value)


def extent(fault: Diagnostic) -> str:
    assert fault.span is not None
    start, end = fault.span.start, fault.span.end
    return f"{start.line}:{start.column}-{end.line}:{end.column}"


def faults(data: str | bytes) -> list[tuple[str, str, dict[str, object]]]:
    found = read(data.encode() if isinstance(data, str) else data, "f.yaml").diagnostics
    assert all(fault.what.id == fault.code for fault in found)
    return [(fault.code, extent(fault), dict(fault.what.args)) for fault in found]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("y", "y"),
        ("18:30", "18:30"),
        ("0123", "0123"),
        ("00", "00"),
        ("+223", "+223"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        ("1.", "1."),
        (".5", ".5"),
        ("-", None),
        ("2023-05-20", "2023-05-20"),
        ("2023-05-20T09:00", "2023-05-20T09:00"),
        ("inf", "inf"),
        ("NaN", "NaN"),
        ("=", "="),
        ("0", 0),
        ("-0", 0),
        ("12", 12),
        ("-7", -7),
        ("9" * LONGEST_NUMBER, int("9" * LONGEST_NUMBER)),
        ("0.5", 0.5),
        ("-1.25", -1.25),
        ("1.5e3", 1500.0),
        ("true", True),
        ("False", False),
        ("TRUE", True),
        ("~", None),
        ("null", None),
        ("NULL", None),
        ("", None),
        ("'12'", "12"),
        ('"true"', "true"),
        ('""', ""),
        ("|-\n  12\n", "12"),
        (">-\n  a\n  b\n", "a b"),
    ],
)
def test_a_word_means_what_it_looks_like(written: str, value: object) -> None:
    if written == "-":
        assert values("-") == [None]
        return
    assert repr(values(f"key: {written}")) == repr({"key": value})  # by repr: 1, 1.0 and True are equal


def test_keys_are_text_whatever_they_look_like() -> None:
    assert values("NO: a\n1: b\ntrue: c\n~: d\n'': e\n'<<': f\n? g\n: h\n") == {
        "NO": "a",
        "1": "b",
        "true": "c",
        "~": "d",
        "": "e",
        "<<": "f",
        "g": "h",
    }


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "\ufeff", "---\n...\n"])
def test_an_empty_file_is_no_value_and_no_fault(text: str) -> None:
    assert values(text) is None


def test_collections_nest_in_both_styles() -> None:
    text = "- id: a\n  where: {place: [x, y], as: [stay]}\n- [a: b, {}]\n-\n  - []\n"
    assert values(text) == [{"id": "a", "where": {"place": ["x", "y"], "as": ["stay"]}}, [{"a": "b"}, {}], [[]]]


@pytest.mark.parametrize("odd", ["\x85", "\u2028", "\u2029"])
def test_what_no_editor_shows_as_a_line_break_is_none(odd: str) -> None:
    assert values(f"a: x{odd}y # c{odd}b: 1\nc: 'x {odd} y'\nd: |\n  x{odd}y\n") == {
        "a": f"x{odd}y",
        "c": f"x {odd} y",
        "d": f"x{odd}y\n",
    }


def test_the_stand_ins_for_odd_breaks_do_not_change_what_is_there() -> None:
    assert values("a: '\U000f0000\x85\U000f0002\u2028'") == {"a": "\U000f0000\x85\U000f0002\u2028"}


CASES: list[tuple[str, str | bytes, list[tuple[str, str, dict[str, object]]]]] = [
    ("alias", "a: *b\n", [("alias", "1:4-1:6", {"name": "b"})]),
    ("alias as a key", "*a : b\n", [("alias", "1:1-1:3", {"name": "a"})]),
    ("anchor", "a: &b c\n", [("anchor", "1:4-1:6", {"name": "b"})]),
    ("anchor on a list", "a: &b\n  - c\n", [("anchor", "1:4-1:6", {"name": "b"})]),
    ("infinity", "a: -.inf\n", [("bad-number", "1:4-1:9", {"number": "-.inf"})]),
    ("not a number", "[.nan]", [("bad-number", "1:2-1:6", {"number": ".nan"})]),
    ("overflow", "a: 1.0e999\n", [("bad-number", "1:4-1:11", {"number": "1.0e999"})]),
    ("long number", f"a: -{'9' * 19}\n", [("bad-number", "1:4-1:24", {"number": f"-{'9' * 19}"})]),
    ("list as a key", "? [a]\n: b\n", [("complex-key", "1:3-1:4", {})]),
    ("mapping as a key", "{a: 1}: b\n", [("complex-key", "1:1-1:2", {})]),
    ("control character", "a: b\nc: \x07\n", [("control-character", "2:4-2:5", {"character": "U+0007"})]),
    ("NUL", "a\0", [("control-character", "1:2-1:3", {"character": "U+0000"})]),
    ("DEL", "a\x7f", [("control-character", "1:2-1:3", {"character": "U+007F"})]),
    ("noncharacter", "a\uffff", [("control-character", "1:2-1:3", {"character": "U+FFFF"})]),
    ("second mark", "\ufeff\ufeffa: b", [("control-character", "1:1-1:2", {"character": "U+FEFF"})]),
    ("late mark", "a: 'b\ufeff'", [("control-character", "1:6-1:7", {"character": "U+FEFF"})]),
    ("version", "# c\n\n%YAML 1.1\n---\na: NO\n", [("directive", "3:1-3:10", {})]),
    ("duplicate", "a: 1\nb: 2\n'a': 3\n", [("duplicate-key", "3:1-3:4", {"key": "a", "line": 1})]),
    ("inner duplicate", "a: {b: 1, b: 2}\n", [("duplicate-key", "1:11-1:12", {"key": "b", "line": 1})]),
    ("no key", "a: 1\n: b\n", [("yaml-syntax", "2:1-2:2", {"problem": message("syntax.key-expected")})]),
    ("empty key", "?\n: b\n", [("empty-key", "1:2-1:2", {})]),
    ("merge", "<<: {a: b}\n", [("merge-key", "1:1-1:3", {})]),
    ("Latin-1", b"a: b\nc: caf\xe9\n", [("not-utf8", "2:7-2:7", {"offset": 11})]),
    ("UTF-16", "a: b".encode("utf-16"), [("not-utf8", "1:1-1:1", {"offset": 0})]),
    ("surrogate", b"a\n\xed\xa0\x80", [("not-utf8", "2:1-2:1", {"offset": 2})]),
    ("mark, then rubbish", b"\xef\xbb\xbfa\xff", [("not-utf8", "1:2-1:2", {"offset": 4})]),
    ("two documents", "a: b\n---\nc: d\n", [("several-documents", "2:1-2:4", {})]),
    ("late directive", "a: b\n# c\n...\n%TAG ! x\n", [("several-documents", "4:1-4:9", {})]),
    ("tab", "a:\n\tb: c\n", [("tab-indentation", "2:1-2:2", {})]),
    ("tab after spaces", "a:\n  b: c\n \t d: e\n", [("tab-indentation", "3:2-3:3", {})]),
    ("tab after a dash", "-\ta\n-\tb: c\n", [("tab-indentation", "1:2-1:3", {})]),
    (
        "tab in brackets",
        "a: [\n\tb,\n \tc]\n",
        [("tab-indentation", f"{n}-{n[:-1]}{m}", {}) for n, m in [("2:1", 2), ("3:2", 3)]],
    ),
    ("tag", "a: !!str 1\n", [("tag", "1:4-1:9", {"tag": "!!str"})]),
    ("tag on a list", "!x [1]\n", [("tag", "1:1-1:3", {"tag": "!x"})]),
    ("lone tag", "a: !\n", [("tag", "1:4-1:5", {"tag": "!"})]),
    ("undeclared tag", "a: !x!y z\n", [("tag", "1:4-1:8", {"tag": "!x!y"})]),
    ("broken tag", "a: !<x y\n", [("tag", "1:4-1:7", {"tag": "!<x"})]),
    ("tag and anchor", "!t &a b: c", [("tag", "1:1-1:3", {"tag": "!t"}), ("anchor", "1:4-1:6", {"name": "a"})]),
    ("deep brackets", "[" * 100, [("too-deep", "1:65-1:66", {"limit": DEEPEST_NESTING})]),
    ("deep dashes", "- " * 65, [("too-deep", "1:129-1:130", {"limit": DEEPEST_NESTING})]),
    ("large", b" " * (LARGEST_FILE + 1), [("too-large", "1:1-1:1", {"size": LARGEST_FILE + 1, "limit": LARGEST_FILE})]),
]


@pytest.mark.parametrize(("data", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_faults(data: str | bytes, expected: list[tuple[str, str, dict[str, object]]]) -> None:
    assert faults(data) == expected


SYNTAX: list[tuple[str, str, Message]] = [
    ("a: b: c\n", "1:5-1:6", message("syntax.colon")),
    ("a: b\n  c: d\n", "2:4-2:5", message("syntax.colon")),
    ("a: 1\n- b\n", "2:1-2:2", message("syntax.key-expected")),
    ("a: 1\nbc\nd: 2\n", "2:1-2:2", message("syntax.colon-expected")),
    ("a: [1\nb: c\n", "2:2-2:3", message("syntax.bracket-open", line=1)),
    ("\n{a: 1\n", "3:1-3:1", message("syntax.bracket-open", line=2)),
    ("a: 'b\nc: d\n", "1:4-1:5", message("syntax.quote-open", line=1)),
    ('a: 1\nb: "c\n---\nd"\n', "2:4-2:5", message("syntax.quote-open", line=2)),
    ("- a\nb: 1\n", "2:1-2:2", message("syntax.dash-expected")),
    ("a: - b\n", "1:4-1:5", message("syntax.dash")),
    ("a: @b\n", "1:4-1:5", message("syntax.character", character="@")),
    ("a: `b`\n", "1:4-1:5", message("syntax.character", character="`")),
    ('a: "\\q"\n', "1:5-1:6", message("syntax.escape")),
    ('a: "\\xZZ"\n', "1:7-1:8", message("syntax.escape")),
    ('a: "\\ud800"\n', "1:7-1:8", message("syntax.escape")),
    ("[a] b\n", "1:5-1:6", message("syntax.after-end")),
    ("a: *\n", "1:5-1:5", message("syntax.anchor-name")),
    ("a: }\n", "1:4-1:5", message("syntax.value-expected")),
    ("a: |x\n  b\n", "1:5-1:6", message("syntax.block-text")),
    ("a: |0\n  b\n", "1:5-1:6", message("syntax.block-text")),
    ("a: ? b\n", "1:4-1:5", message("syntax.other")),
]


@pytest.mark.parametrize(("text", "where", "problem"), SYNTAX)
def test_syntax_faults(text: str, where: str, problem: Message) -> None:
    assert faults(text) == [("yaml-syntax", where, {"problem": problem})]
    assert read(text.encode(), "f.yaml").value is None


def test_every_code_and_every_problem_is_tried_here() -> None:
    tried = {code for case in CASES for code, _, _ in case[2]}
    assert tried == set(CODES) - {"too-many-faults"}
    assert {problem.id for _, _, problem in SYNTAX} == set(PROBLEMS.values())
    assert set(EXPECTED) < set(CODES)


def test_all_faults_of_a_file_come_at_once_and_in_its_order() -> None:
    text = "a: &x 1\nb: {c: 1, c: 2}\na: *x\nd: !!int 5\ne: .inf\nf: 'g\n"
    assert [(code, where) for code, where, _ in faults(text)] == [
        ("anchor", "1:4-1:6"),
        ("duplicate-key", "2:11-2:12"),
        ("duplicate-key", "3:1-3:2"),
        ("alias", "3:4-3:6"),
        ("tag", "4:4-4:9"),
        ("bad-number", "5:4-5:8"),
        ("yaml-syntax", "6:4-6:5"),
    ]


def test_reading_goes_on_behind_faults_so_that_more_can_be_found() -> None:
    document = read(b"a: 1\na: 2\n<<: {b: 3}\n? [c]\n: d\n? \n: e\nf: *g\nh: .inf\n*i : j\nk: l\n", "f.yaml")
    assert plain(document.value) == {"a": 1, "f": None, "h": ".inf", "k": "l"}
    assert document.diagnostics


def test_a_file_of_faults_is_not_listed_to_its_end() -> None:
    document = read(b"- *a\n" * 200, "f.yaml")
    assert document.value is None
    assert len(document.diagnostics) == MOST_FAULTS + 1
    last = document.diagnostics[-1]
    assert (last.code, extent(last), last.what.args) == ("too-many-faults", "101:3-101:5", {"limit": MOST_FAULTS})


def test_expected_says_what_would_have_been_right() -> None:
    (fault,) = read(b"a:\n\tb: c\n", "f.yaml").diagnostics
    assert fault.expected == message("expected.spaces")
    (fault,) = read(b"[", "f.yaml").diagnostics
    assert fault.expected is None


def test_tabs_that_indent_nothing_are_left_alone() -> None:
    assert values("a:\t1\nb: |\n  x\n  \ty\nc: 'x\n\ty'\nd: [\n\t# c\n  1]\n") == {
        "a": 1,
        "b": "x\n\ty\n",
        "c": "x y",
        "d": [1],
    }


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 4_000_000,
        b"{" * 4_000_000,
        b"{? " * 1_000_000,
        b"- " * 2_000_000,
        b"a: b\n...\n" + b"%TAG !a! b\n" * 400_000,
    ],
    ids=["lists", "mappings", "keys", "dashes", "directives"],
)
@pytest.mark.timeout(20)
def test_no_file_keeps_the_parser_busy(data: bytes) -> None:
    assert read(data, "f.yaml").diagnostics


def test_the_garbage_collector_is_left_as_it_was() -> None:
    assert gc.isenabled()
    read(b"[", "f.yaml")
    assert gc.isenabled()
    gc.disable()
    try:
        read(b"[]", "f.yaml")
        assert not gc.isenabled()
    finally:
        gc.enable()
