"""Reading never raises, and never says nothing about a file it did not understand."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from advisor.rulebook.source import CODES, Document, locate, plain, read
from tests.rulebook.strategies import RULES, texts

FRAGMENTS = st.sampled_from(
    [
        *(
            "&",
            "*",
            "&a ",
            "*a",
            "*a : ",
            "!",
            "!!str ",
            "!<",
            "<<: ",
            "'",
            '"',
            "[",
            "]",
            "{",
            "}",
            ",",
            ":",
            ": ",
            "-",
        ),
        *("- ", "?", "? ", "#", "|", ">", "|2+\n", "%YAML 1.1\n", "\n---\n", "\n...\n", "\n%TAG ! x\n", ".inf", "@"),
        *("\t", "\n", "\r", "\0", "\x85", "\u2028", "\ufeff", "\ufffe", "\U000f0000", "😀", "\\x", "a: 1\n", "9" * 30),
    ],
)


def checked(data: bytes) -> Document:
    document = read(data, "f.yaml")
    for fault in document.diagnostics:
        assert fault.code in CODES
        assert fault.span is not None
        assert fault.span.start <= fault.span.end
    starts = [fault.span.start for fault in document.diagnostics if fault.span is not None]
    assert starts == sorted(starts)
    if document.value is not None:
        plain(document.value)
        span = locate(document.value, ())
        assert span.start <= span.end
    return document


@given(st.binary(max_size=200))
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe\x00")
def test_any_bytes(data: bytes) -> None:
    checked(data)


@given(st.lists(st.one_of(FRAGMENTS, texts()), max_size=25))
def test_any_mixture_of_what_means_something(parts: list[str]) -> None:
    checked("".join(parts).encode())


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    data = draw(st.sampled_from(RULES)).encode()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 30)))
        put = draw(st.one_of(st.binary(max_size=3), FRAGMENTS.map(str.encode), st.just(data[start:end] * 2)))
        data = data[:start] + put + data[end:]
    return data


@given(mutated())
def test_any_damage_to_a_good_file(data: bytes) -> None:
    checked(data)


@given(st.sampled_from(RULES), st.integers(0, 900))
def test_a_file_cut_short_is_read_or_refused(text: str, length: int) -> None:
    checked(text.encode()[:length])


def test_the_good_files_are_good() -> None:
    assert [checked(text.encode()).diagnostics for text in RULES] == [()] * len(RULES)


@given(st.one_of(mutated(), st.lists(st.one_of(FRAGMENTS, texts()), max_size=25).map("".join).map(str.encode)))
def test_without_a_fault_every_character_is_accounted_for(data: bytes) -> None:
    """A file that is neither faulty nor empty yields a value: nothing is dropped in silence."""
    document = checked(data)
    if document.value is None and not document.diagnostics:
        lines = data.decode().removeprefix("\ufeff").replace("\r", "\n").split("\n")
        assert all(not line.strip(" \t") or line.lstrip(" \t").startswith(("#", "---", "...")) for line in lines)
