from __future__ import annotations

from tests.checks.around import found, places, said

CODE = "contact-without-number"


def test_one_note_names_all_contacts_without_a_number() -> None:
    assert places(CODE) == ["contacts.yaml: farpost-base"]
    [note] = found(CODE, {"contacts.yaml": ((', phone: "+000 1234"', ""),)})
    assert said(note) == "2 contacts have no number, so that the sheet leaves blanks: security-desk and farpost-base"


def test_with_all_numbers_there_is_nothing_to_say() -> None:
    assert places(CODE, {"contacts.yaml": (("places: farpost", 'phone: "17"'),)}) == []
