"""Clause AU08: numbers that belong to one person and to nobody else, most of them with a check digit."""

import re
from collections.abc import Iterator
from functools import cache

from beadle.detectors.certainty import CERTAIN, LIKELY, STRONG, WEAK
from beadle.detectors.contacts import digits_of
from beadle.detectors.context import Context
from beadle.detectors.text import read
from beadle.domain.judgements import Finding


@cache
def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


_NI = r"(?<!\w)(?!bg|gb|nk|kn|tn|nt|zz)[a-ceghj-prstw-zq][a-ceghj-npq-tw-z][ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?[a-d](?!\w)"
_NHS = r"(?<![\w.£-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w-])"
_CARD = r"(?<![\w.£-])[3-6]\d{3}(?:[ -]?\d){9,15}(?![\w-])"
_SORT_CODE = r"(?<![\w-])\d\d[- ]\d\d[- ]\d\d(?![\w-])"
_ACCOUNT = r"(?<![\w-])\d{8}(?![\w-])"
_BIRTH = (
    r"(?<!\w)(?:dob|d\.o\.b\.?|date of birth|born on(?: the)?|birthday is)(?: is| was)?[: ]{1,3}"
    r"(\d{1,2}(?:st|nd|rd|th)?(?: of)?[ /.-][a-z]{3,9}[ /.,-]{1,2}\d{2,4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})"
)
_PLATE = r"(?<!\w)[a-hj-pr-y][a-hj-pr-y](?:0[2-9]|[1-7]\d)[ ]?[a-hj-pr-z]{3}(?!\w)"
_ACCOUNT_REACH = 60  # characters between a sort code and its account number


def _enough_digits(plain: str, least: int) -> bool:
    return sum(map(str.isdigit, plain)) >= least


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits are an NHS number: the tenth is a check on the others, modulo 11."""
    check = 11 - sum(int(d) * (10 - n) for n, d in enumerate(digits[:9])) % 11
    return len(digits) == 10 and check != 10 and check % 11 == int(digits[9])


def is_card_number(digits: str) -> bool:
    """Whether 13 to 19 digits are a payment card's by Luhn's check."""
    doubled = (int(d) * 2 if n % 2 else int(d) for n, d in enumerate(reversed(digits)))
    return 13 <= len(digits) <= 19 and len(set(digits)) > 1 and sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def detect_ni_number(context: Context) -> Iterator[Finding]:
    """Yield National Insurance numbers."""
    reading = read(context.comment.text)
    if _enough_digits(reading.plain, 6):
        for match in _pattern(_NI).finditer(reading.plain):
            yield Finding("ni-number", CERTAIN, *reading.span(*match.span()), "a National Insurance number")


def detect_nhs_number(context: Context) -> Iterator[Finding]:
    """Yield NHS numbers: ten digits with their check digit, called so or written in the usual groups."""
    reading = read(context.comment.text)
    if not _enough_digits(reading.plain, 10):
        return
    for match in _pattern(_NHS).finditer(reading.plain):
        digits = digits_of(match.group())
        if digits.startswith("0") or not is_nhs_number(digits):
            continue
        named = "nhs" in reading.plain[max(0, match.start() - 40) : match.end() + 20]
        grouped = len(match.group()) == 12
        confidence = CERTAIN if named else LIKELY if grouped else WEAK
        yield Finding("nhs-number", confidence, *reading.span(*match.span()), "an NHS number")


def detect_card(context: Context) -> Iterator[Finding]:
    """Yield payment card numbers."""
    reading = read(context.comment.text)
    if _enough_digits(reading.plain, 13):
        for match in _pattern(_CARD).finditer(reading.plain):
            if is_card_number(digits_of(match.group())):
                yield Finding("card", CERTAIN, *reading.span(*match.span()), "a payment card's number")


def detect_bank_account(context: Context) -> Iterator[Finding]:
    """Yield a sort code with its account number."""
    reading = read(context.comment.text)
    plain = reading.plain
    if not _enough_digits(plain, 6):
        return
    for match in _pattern(_SORT_CODE).finditer(plain):
        named = "sort code" in plain[max(0, match.start() - 20) : match.end() + 12]
        account = _pattern(_ACCOUNT).search(plain, match.end(), match.end() + _ACCOUNT_REACH)
        if account and (named or "acc" in plain or "bank" in plain):
            span = reading.span(match.start(), account.end())
            yield Finding("bank-account", CERTAIN, *span, "a sort code and account number")
        elif named:
            yield Finding("bank-account", LIKELY, *reading.span(*match.span()), "a sort code")


def detect_birth_date(context: Context) -> Iterator[Finding]:
    """Yield dates that are said to be somebody's date of birth."""
    reading = read(context.comment.text)
    if _enough_digits(reading.plain, 3):
        for match in _pattern(_BIRTH).finditer(reading.plain):
            yield Finding("birth-date", LIKELY, *reading.span(*match.span(1)), "somebody's date of birth")


def detect_number_plate(context: Context) -> Iterator[Finding]:
    """Yield registration numbers of vehicles, which lead to their keepers: for an officer to weigh."""
    reading = read(context.comment.text)
    if _enough_digits(reading.plain, 2):
        for match in _pattern(_PLATE).finditer(reading.plain):
            yield Finding("number-plate", LIKELY, *reading.span(*match.span()), "a vehicle's registration number")


def detect_handle(context: Context) -> Iterator[Finding]:
    """Yield social media names given as a way to reach somebody."""
    reading = read(context.comment.text)
    if not any(app in reading.plain for app in ("snap", "insta", "whatsapp", "telegram", "facebook")):
        return
    expression = (
        r"(?:add|message|dm|find|reach|contact|text) (?:me|him|her) (?:on|at|via) "
        r"(?:snapchat|snap|insta|instagram|whatsapp|telegram|facebook|fb)[: ]{1,3}(@?[\w.]{3,30}\d|@[\w.]{3,30})"
    )
    for match in _pattern(expression).finditer(reading.plain):
        yield Finding(
            "social-handle", STRONG - 0.2, *reading.span(*match.span(1)), "a private account to reach somebody by"
        )
