from __future__ import annotations

from tests.checks.around import places

CODE = "phone-form"


def numbers(phone: str) -> list[str]:
    return places(CODE, {"contacts.yaml": (('"+000 1234"', f'"{phone}"'),)})


def test_a_number_without_its_country_is_found() -> None:
    assert numbers("20 22 33 44") == ['contacts.yaml: "20 22 33 44"']
    assert numbers("ask the guard")


def test_international_and_short_numbers_are_right() -> None:
    good = (
        "+223 20 22 33 44",
        "+33 (0)1 23 45 67 89",
        "+1-202-555-0100",
        "17",
        "112",
        "+223 20 22 33 44 ext. 12",
        "+223 76 00 00 00 (messenger)",
        "+223 20 22 33 44, 17",
    )
    assert [numbers(phone) for phone in good] == [[]] * len(good)


def test_each_of_several_numbers_is_looked_at() -> None:
    assert numbers("+223 20 22 33 44 / 76 00 00 00")
    assert numbers("+223 20 22 33 44 or 76 00 00 00")


def test_no_number_is_another_matter() -> None:
    assert places(CODE, {"contacts.yaml": ((', phone: "+000 1234"', ""),)}) == []
