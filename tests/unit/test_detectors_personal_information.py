"""Clause AU08: what is somebody's own is found however it is written; what is public stays."""

import pytest

from tests.judging import found, judged, outcome


def private(text: str, post: str = "") -> list[str]:
    return [f.detector for f in found(text, post) if f.confidence >= 0.9]


@pytest.mark.parametrize(
    "number",
    [
        "07700 900123",
        "07700900123",
        "+44 7700 900123",
        "+447700900123",
        "0044 7700 900 123",
        "(01632) 960 001",
        "01632-960-001",
        "020 7946 0018",
        "+44 (0)20 7946 0018",
        "07700.900.123",
        "０７７００ ９００１２３",
        "447700900123",
        "oh seven seven double oh nine double oh one two three",
        "zero seven seven zero zero nine zero zero four five six",
    ],
)
def test_a_telephone_number_is_found_however_it_is_written(number: str) -> None:
    text = f"ring me on {number} tonight"
    (finding,) = [f for f in found(text) if f.confidence >= 0.9]
    assert (finding.detector, text[finding.start : finding.end].lstrip("(+")) == ("uk-phone", number.lstrip("(+"))


@pytest.mark.parametrize(
    "text",
    [
        "Case reference 01632960004 please",
        "ref: 07700900123",
        "The bill is £1,843.20 for 2025/26",
        "From 01/02/2026 to 03/04/2026",
        "Buses 14, 22 and 36",
        "1234567890123",
        "Floodline 0345 988 1188",
        "Childline 0800 1111",
        "ring 101 or 999",
        "I rang 01632 960500",
        "26/01877/OUT",
        "ISBN 978-0-306-40615-7",
        "12 000 000 people",
        "between 1939 and 1945 some 400 000 died",
        "Order 0770 0900 123 4567 8901",
    ],
)
def test_other_numbers_are_no_telephone_of_anybodys(text: str) -> None:
    assert private(text) == []


def test_a_number_that_the_post_gives_is_no_secret() -> None:
    assert private("I rang 01632 960123, very helpful", post="Ring the library on 01632 960123.") == []


@pytest.mark.parametrize(
    "address",
    [
        "jane.doe@example.com",
        "JANE_DOE+bins@mail.example.co.uk",
        "jane dot doe at gmail dot com",
        "jane (at) gmail (dot) com",
        "jane[at]gmail[dot]com",
        "jane at gmail dot co dot uk",
        "ｊａｎｅ@example.com",
    ],
)
def test_an_address_is_found_however_it_is_written(address: str) -> None:
    assert private(f"write to {address} please") == ["email"]


@pytest.mark.parametrize(
    "text",
    [
        "customer.first@harrowmere.gov.uk was helpful",
        "try info@harrowmere.gov.uk",
        "look at bbc.co.uk",
        "meet at the dot on the map",
        "@jane well said",
        "I was at home. Com pletely soaked",
        "enquiries@nhs.uk",
    ],
)
def test_published_addresses_and_plain_talk_stay(text: str) -> None:
    assert private(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He lives at 22 Priory Road, Harrowmere HM2 6TR", "remove AU08"),
        ("22 Priory Road HM2 6TR", "remove AU08"),
        ("I live at 14 Weir Road and it floods", "review AU08"),
        ("my address is 14, HM3 4QT", "remove AU08"),
        ("The pothole outside 14 High Street", "keep"),
        ("No collection in HM4 2AB again", "keep"),
        ("The library at 22 Market Street, Harrowmere, HM1 2LB", "keep"),
        ("100 trees on Station Road", "keep"),
        ("The 14 to Weir Road was late", "keep"),
    ],
)
def test_a_home_is_private_and_a_street_is_not(text: str, expected: str) -> None:
    assert outcome(judged(text)) == expected


@pytest.mark.parametrize(
    ("text", "detector"),
    [
        ("NI number AB123456C", "ni-number"),
        ("it is ab 12 34 56 c", "ni-number"),
        ("my NHS number is 943 476 5919", "nhs-number"),
        ("nhs no 9434765919", "nhs-number"),
        ("card 4111 1111 1111 1111", "card"),
        ("card 4539-1488-0343-6467", "card"),
        ("pay me: sort code 20-00-00 account 55779911", "bank-account"),
        ("bank 20-00-00 55779911", "bank-account"),
    ],
)
def test_numbers_of_one_person_are_found(text: str, detector: str) -> None:
    assert private(text) == [detector]


@pytest.mark.parametrize(
    "text",
    [
        "NHS number 943 476 5918",
        "card 4111 1111 1111 1112",
        "BG123456C",
        "AB123456E",
        "meter 9434765919",
        "04-05-26 12345678",
    ],
)
def test_a_wrong_check_digit_or_form_is_just_a_number(text: str) -> None:
    assert private(text) == []


@pytest.mark.parametrize(
    "text",
    ["Her date of birth is 04/03/2014", "DOB: 4 March 2014", "that car again, AB51 KXY", "add me on snapchat: jane_99"],
)
def test_lesser_things_go_to_an_officer(text: str) -> None:
    assert outcome(judged(text)) == "review AU08"
