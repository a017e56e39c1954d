"""Clause AU08: what is somebody's own is found however it is written; what is public stays."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beadle.detectors.registry import find_all
from tests.judging import found, judged, outcome, packaged, written


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
        "(07700) 900123",
        "0 7 7 0 0 9 0 0 1 2 3",
        "0\n7\n7\n0\n0\n9\n0\n0\n1\n2\n3",
        "07 70 09 00 12 3",
        "07700/900123",
        "07700_900_123",
        "07700~900~123",
        "o77oo 9oo123",
        "O7700 900I23",
        "0️⃣7️⃣7️⃣0️⃣0️⃣9️⃣0️⃣0️⃣1️⃣2️⃣3",
        "⓪⑦⑦⓪⓪⑨⓪⓪①②③",
        "𝟎𝟕𝟕𝟎𝟎𝟗𝟎𝟎𝟏𝟐𝟑",
        "0044 (0)7700 900123",
        "0161-496-0123",
        "028 9649 6012",
        "+353 87 123 4567",
        "7700 900123",
        "oh seven seven double oh nine double oh one two three",
        "zero-seven-seven-zero-zero-nine-zero-zero-one-two-three",
        "Oh, seven, seven, zero, zero, nine, zero, zero, one, two, three",
        "oh seven triple seven nine double oh one two three",
        "zero seven seven hundred nine hundred one two three",
        "O seven 7 double O nine OO 123",
        "07700 900 one two three",
        "dim saith saith dim dim naw dim dim un dau tri",
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
        "£07700900123",
        "FS-Case-077009001",
        "tracking 0770090012345",
        "01.02.2026 to 03.04.2026",
        "7:30 to 9:45, then 10:15",
        "grid ref 0123 4567",
        "hymns 12, 345 and 678",
        "bin days 4/5, 11/5, 18/5, 25/5",
        "council tax account 72912444985",
        "53.123456, -2.123456",
        "one two three four five, once I caught a fish alive",
        "0 1 2 3 4 5 6 7 8 9 10",
        "call 404-923-0255",
        "he told me to ring 0300 123 1231",
        "their freephone is 08081 570 212 for assisted collection",
    ],
)
def test_other_numbers_are_no_telephone_of_anybodys(text: str) -> None:
    assert private(text) == []


@pytest.mark.parametrize("text", ["07700 900123 or 07700 900456", "07700900123/07700900456", "07700900123 07700900456"])
def test_two_numbers_are_two(text: str) -> None:
    assert private(text) == ["uk-phone", "uk-phone"]


@pytest.mark.parametrize("after", ["24/7", "2 bed flat", "5pm onwards", "or email", "!!!"])
def test_what_stands_after_a_number_is_no_part_of_it(after: str) -> None:
    text = f"call 07700 900123 {after}"
    (finding,) = [f for f in found(text) if f.detector == "uk-phone"]
    assert text[finding.start : finding.end] == "07700 900123"


def test_an_organisations_number_is_somebodys_only_where_it_is_said_to_be() -> None:
    assert [f.detector for f in found("my number is 0306 999 0123")] == ["uk-phone"]
    assert [f for f in found("the number is 0306 999 0123") if f.detector == "uk-phone"] == []


def test_a_local_number_is_one_where_somebody_is_to_be_rung_on_it() -> None:
    assert "AU08" in judged("ring me on 960123 after six").clauses
    assert outcome(judged("960123 of us signed")) == "keep"


digit_words = {"0": ["0", "oh", "zero", "o"], "1": ["1", "one"], "2": ["2", "two"], "3": ["3", "three"],
               "4": ["4", "four"], "5": ["5", "five"], "6": ["6", "six"], "7": ["7", "seven"], "8": ["8", "eight"],
               "9": ["9", "nine"]}  # fmt: skip


@given(st.integers(10**8, 10**9 - 1), st.randoms(use_true_random=False), st.sampled_from([" ", "-", ".", ", ", "\n"]))
def test_any_mixture_of_digits_and_words_is_the_number(rest: int, rng: Random, between: str) -> None:
    said = between.join(rng.choice(digit_words[digit]) for digit in f"07{rest}"[:11])
    assert "uk-phone" in private(f"it is {said} as you know") or f"07{rest}"[2] in "06"


@pytest.mark.parametrize("code", ["113", "121", "1244", "1632", "15396", "20", "23", "24", "28", "29", "7400", "7911"])
def test_the_ranges_are_those_of_the_numbering_plan(code: str) -> None:
    phonenumbers = pytest.importorskip("phonenumbers")
    for tail in range(3, 9):
        number = f"0{code}{str(tail) * 9}"[:11]
        known = phonenumbers.is_valid_number(phonenumbers.parse(number, "GB"))
        assert not known or private(f"ring me on {number}") == ["uk-phone"], number


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
        "jane.doe@ gmail . com",
        "jane(dot)doe(at)gmail(dot)com",
        "JANE.DOE AT GMAIL DOT COM",
        "jane.doe{at}gmail{dot}com",
        "jane [ at ] gmail [dot] com",
        "jane @ gmail.com",
        "jane.doe＠gmail．com",
        "jane.doe@gmail,com",
        "jane.doe@gmail(.)com",
        "jane underscore doe at yahoo dot co dot uk",
        "j.doe at sign gmail dot com",
        "jane.doe at hotmail",
        "jane at gmail.com",
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
        "we met at facebook.com",
        "read it at theguardian.com",
        "I work at yahoo",
        "signed up at gmail.com",
    ],
)
def test_published_addresses_and_plain_talk_stay(text: str) -> None:
    assert private(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He lives at 22 Priory Road, Harrowmere HM2 6TR", "remove AU08"),
        ("22 Priory Road HM2 6TR", "review AU08"),
        ("I live at 14 Weir Road and it floods", "review AU08"),
        ("my address is 14, HM3 4QT", "remove AU08"),
        ("HM3 4QT number 14 is the one", "review AU08"),
        ("22 priory road hm2 6tr", "review AU08"),
        ("Mrs Pike, 22 Priory Road\nHarrowmere\nHM2 6TR", "remove AU08"),
        ("my mum's: Flat 3, 22 Priory Road, HM2 6TR", "remove AU08"),
        ("Flat 90, Kyle Divide, Upper Harrowmere, HM2 6TR", "review AU08"),
        ("we saw Rose Cottage, Mill Lane, Harrowmere HM2 3AB", "review AU08"),
        ("she lives at Rose Cottage, Mill Lane, HM2 3AB", "remove AU08"),
        ("14 bins missed on Priory Road HM2 6TR", "keep"),
        ("3 lamps are out in Mill Lane HM2 3AB", "keep"),
        ("PO Box 123, HM1 1AA", "keep"),
        ("The U.S. has about 100,000 troops there", "keep"),
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
        ("account 55779911 sort code 200000", "bank-account"),
        ("s/c 20 00 00 a/c 5577 9911", "bank-account"),
        ("200000/55779911 Barclays", "bank-account"),
        ("GB29 NWBK 6016 1331 9268 19", "bank-account"),
        ("GB29NWBK60161331926819", "bank-account"),
        ("AB.12.34.56.C", "ni-number"),
        ("ab 123 456c", "ni-number"),
        ("my NI number is QQ 12 34 56 C", "ni-number"),
        ("NHS 943-476-5919", "nhs-number"),
        ("5555.5555.5555.4444", "card"),
        ("3782 822463 10005", "card"),
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
        "refunded on 12-12-26 ref 12345678",
        "GB30 NWBK 6016 1331 9268 19",
        "account number 55779911 for council tax",
    ],
)
def test_a_wrong_check_digit_or_form_is_just_a_number(text: str) -> None:
    assert private(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Her date of birth is 04/03/2014",
        "DOB: 4 March 2014",
        "d.o.b. 1987-03-04",
        "my son, born on the 4th of March 2014, has no school",
        "birthday is March 4th, 1987",
        "that car again, AB51 KXY",
        "ab51kxy keeps parking here",
        "the van, A123 BCD, dumped it",
        "reg ABC 123D is his car",
        "a lorry, AIZ 1234",
        "car reg 1 ABC",
        "add me on snapchat: jane_99",
        "my insta is @jane_doe",
        "find him on facebook as jane.doe.99",
        "discord jane#1234",
        "my bank account number is 55779911",
    ],
)
def test_lesser_things_go_to_an_officer(text: str) -> None:
    assert outcome(judged(text)) == "review AU08"


@pytest.mark.parametrize(
    "text",
    [
        "Dickens was born on 7 February 1812",
        "the council was born on 1 April 1974",
        "A34 car crash",
        "The mini roundabout B4 ROU joke plate haha",
        "cars do 50 MPH on the A49",
        "CV37 car parks",
        "a BMW 320D",
        "my car did 100 KM",
        "follow us on insta @harrowmeremuseum",
        "the museum's instagram @harrowmeremuseum is lovely",
        "follow @harrowmerelibraries on instagram",
        "snap election 2024 is coming",
    ],
)
def test_what_only_looks_like_them_stays(text: str) -> None:
    assert [f for f in found(text) if f.detector in ("birth-date", "number-plate", "social-handle")] == []


@settings(max_examples=300)
@given(st.text(st.sampled_from("07 4+().-/@aot d\nsevenAB1,:#"), max_size=200))
def test_whatever_is_written_what_is_found_stands_there(text: str) -> None:
    rule = replace(packaged(), rules=tuple(rule for rule in packaged().rules if rule.clause == "AU08"))
    for finding in find_all(written(text), (), rule):
        assert 0 <= finding.start < finding.end <= len(text)
