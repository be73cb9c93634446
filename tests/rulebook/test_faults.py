"""Every fault of a pack: its code, the very text it points to, and what it suggests."""

from __future__ import annotations

import pytest

from advisor.model.diagnostic import Diagnostic
from advisor.rulebook.loader import LoadResult, load_pack
from tests.packs import small_pack_texts
from tests.rulebook.fault_cases import CASES, Case
from tests.rulebook.underlined import underlined


def load(texts: dict[str, str]) -> LoadResult:
    return load_pack({name: text.encode() for name, text in texts.items()})


def only(result: LoadResult) -> Diagnostic:
    codes = [(str(fault.span), fault.code, dict(fault.what.args)) for fault in result.diagnostics]
    assert len(codes) == 1, codes
    return result.diagnostics[0]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_fault_is_reported_alone_where_it_stands(case: Case) -> None:
    texts = small_pack_texts()
    assert case.old in texts[case.file]
    texts[case.file] = texts[case.file].replace(case.old, case.new, 1)

    result = load(texts)

    fault = only(result)
    assert fault.code == fault.what.id == case.code
    assert fault.severity == case.severity
    assert fault.suggestion == case.suggestion
    assert fault.span is not None
    assert fault.span.file == case.file
    if case.at:
        assert underlined(texts[case.file], fault.span) == case.at
    assert (result.pack is None) is (case.severity == "error")
