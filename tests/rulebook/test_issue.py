"""Who issued a pack, and when: its author's word, which changes no verdict."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.model.pack import Pack
from advisor.rulebook.difference import difference
from advisor.rulebook.loader import LoadResult, load_pack
from tests.packs import small_pack_texts


def loaded(line: str) -> LoadResult:
    texts = small_pack_texts()
    texts["pack.yaml"] = texts["pack.yaml"].replace("country: ML\n", f"{line}\ncountry: ML\n", 1)
    return load_pack({name: text.encode() for name, text in texts.items()})


def pack(line: str) -> Pack:
    result = loaded(line)
    assert result.diagnostics == ()
    assert result.pack is not None
    return result.pack


def test_a_pack_says_who_issued_it_in_the_readers_language() -> None:
    issued = pack('issued: {by: {en: "Security office", fr: "Bureau sécurité"}, on: 2023-06-12}').issued
    assert issued is not None
    assert issued.by.in_language("fr") == "Bureau sécurité"
    assert issued.on == date(2023, 6, 12)
    plain = pack("issued: {by: Security office, on: 2023-06-12}").issued
    assert plain is not None
    assert plain.by.in_language("fr") == plain.by.in_language("en") == "Security office"
    assert pack("# nothing").issued is None


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("issued: {by: Office}", "missing-key"),
        ("issued: {on: 2023-06-12}", "missing-key"),
        ("issued: {by: Office, on: June}", "bad-date"),
        ("issued:", "empty-value"),
        ("issued: 2023-06-12", "wrong-type"),
        ('issued: {by: {en: "Office"}, on: 2023-06-12}', "missing-language"),
    ],
)
def test_half_of_it_is_a_fault(line: str, code: str) -> None:
    assert [fault.code for fault in loaded(line).diagnostics] == [code]


def test_another_issuer_is_another_fingerprint_but_loosens_nothing() -> None:
    one, other = (pack(f"issued: {{by: {who}, on: 2023-06-12}}") for who in ("One", "Other"))
    assert one.fingerprint != other.fingerprint
    found = difference(one, other)
    assert found.parts == ("issued",)
    assert not found.may_loosen
