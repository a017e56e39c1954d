"""Clause AU08: numbers that belong to one person and to nobody else, most of them with a check digit."""

import re
from collections.abc import Iterator
from functools import cache

from beadle.detectors.certainty import CERTAIN, LIKELY, STRONG, WEAK
from beadle.detectors.context import Context
from beadle.detectors.numerals import digits_of, has_digits
from beadle.detectors.text import read
from beadle.detectors.vocabulary import INSTITUTIONS
from beadle.domain.judgements import Finding


@cache
def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


_GAP = r"[ \n./-]{0,2}"
_NI = (
    r"(?<!\w)(?!bg|gb|nk|kn|tn|nt|zz)[abceghj-prstw-z][abceghj-npr-tw-z]"
    rf"(?:{_GAP}\d){{6}}{_GAP}[a-d](?!\w)"
)
_NI_NAMED = (
    r"(?<!\w)(?:ni|nino|n\.i\.?|national insurance|insurance)(?: (?:no|num|number|code))?\.?(?: is| was)?[ :#-]{0,3}"
    rf"(?P<ni>[a-z]{{2}}(?:{_GAP}\d){{6}}(?:{_GAP}[a-z])?)(?!\w)"
)
_NHS = r"(?<![\w.£-])\d{3}[ \n.-]?\d{3}[ \n.-]?\d{4}(?![\w-]|\.\d)"
_CARD = r"(?<![\w.£-])[3-6]\d{3}(?:[ \n.-]{0,2}\d){8,15}(?![\w-]|\.\d)"
_SORT_CODE = r"(?<![\w-])(?:\d\d[- .]\d\d[- .]\d\d|\d{6})(?![\w-]|[.]\d)"
_ACCOUNT = r"(?<![\w-])(?:\d{8}|\d{4} \d{4})(?![\w-])"
_NAMED_ACCOUNT = r"(?<!\w)bank (?:account|acc|a/c)(?: number| no\.?)?(?: is|:)? (\d{8})(?![\w-])"
_IBAN = r"(?<!\w)[a-z]{2}\d{2}(?:[ -]?[a-z\d]{4}){3,7}(?:[ -]?[a-z\d]{1,3})?(?!\w)"
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:1[89]\d\d|20\d\d|'?\d\d)"
_DATE = (
    rf"(?:(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ /.-]?{_MONTH}[ /.,-]{{1,2}}{_YEAR}"
    rf"|{_MONTH}[ -](?:the )?\d{{1,2}}(?:st|nd|rd|th)?,?[ -]{_YEAR}"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{2,4}|\d{1,2} \d{1,2} (?:19|20)\d\d)(?!\d)"
)
_BIRTH = (
    r"(?<!\w)(?:d\.?o\.?b\.?|date of birth|birth ?date|(?:was |were |is |child |baby )?born(?: on)?"
    r"|birthday|b'?day)(?: is| was|'s|=)?[ :,()=-]{0,4}(?:on )?"
    rf"(?P<date>{_DATE})"
)
_ACCOUNT_REACH = 60  # characters between a sort code and its account number
_OF_A_BANK = ("acc", "a/c", "bank", "sort", "s/c", "bacs", "transfer", "refund", "pay", "barclays", "lloyds", "natwest",
              "hsbc", "santander", "halifax", "nationwide", "monzo", "starling", "tsb")  # fmt: skip


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits are an NHS number: the tenth is a check on the others, modulo 11."""
    check = 11 - sum(int(d) * (10 - n) for n, d in enumerate(digits[:9])) % 11
    return len(digits) == 10 and check != 10 and check % 11 == int(digits[9])


def is_card_number(digits: str) -> bool:
    """Whether 13 to 19 digits are a payment card's by Luhn's check."""
    doubled = (int(d) * 2 if n % 2 else int(d) for n, d in enumerate(reversed(digits)))
    return 13 <= len(digits) <= 19 and len(set(digits)) > 1 and sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def is_iban(text: str) -> bool:
    """Whether letters and digits are an IBAN: its check digits make it 1, modulo 97. Source: ISO 7064."""
    return int("".join(str(int(c, 36)) for c in text[4:] + text[:4])) % 97 == 1


def detect_ni_number(context: Context) -> Iterator[Finding]:
    """Yield National Insurance numbers: in their form, or called so."""
    reading = read(context.comment.text)
    if not has_digits(reading.plain, 6):
        return
    for match in _pattern(_NI).finditer(reading.plain):
        yield Finding("ni-number", CERTAIN, *reading.span(*match.span()), "a National Insurance number")
    for match in _pattern(_NI_NAMED).finditer(reading.plain):
        yield Finding("ni-number", STRONG, *reading.span(*match.span("ni")), "called a National Insurance number")


def detect_nhs_number(context: Context) -> Iterator[Finding]:
    """Yield NHS numbers: ten digits with their check digit, called so or written in the usual groups."""
    reading = read(context.comment.text)
    if not has_digits(reading.plain, 10):
        return
    for match in _pattern(_NHS).finditer(reading.plain):
        digits = digits_of(match.group())
        if digits.startswith("0") or not is_nhs_number(digits):
            continue
        around = reading.plain[max(0, match.start() - 40) : match.end() + 20]
        grouped = len(match.group()) == 12
        confidence = CERTAIN if "nhs" in around or "patient" in around else LIKELY if grouped else WEAK
        yield Finding("nhs-number", confidence, *reading.span(*match.span()), "an NHS number")


def detect_card(context: Context) -> Iterator[Finding]:
    """Yield payment card numbers."""
    reading = read(context.comment.text)
    if has_digits(reading.plain, 13):
        for match in _pattern(_CARD).finditer(reading.plain):
            if is_card_number(digits_of(match.group())):
                yield Finding("card", CERTAIN, *reading.span(*match.span()), "a payment card's number")


def detect_bank_account(context: Context) -> Iterator[Finding]:
    """Yield a sort code with its account number, in either order, and international account numbers."""
    reading = read(context.comment.text)
    plain = reading.plain
    if not has_digits(plain, 6):
        return
    for match in _pattern(_IBAN).finditer(plain):
        letters = match.group().replace(" ", "").replace("-", "")
        if 15 <= len(letters) <= 34 and is_iban(letters):
            yield Finding("bank-account", CERTAIN, *reading.span(*match.span()), "an international account number")
    for match in _pattern(_NAMED_ACCOUNT).finditer(plain):
        yield Finding("bank-account", LIKELY, *reading.span(*match.span(1)), "a bank account's number")
    spoken_of = any(word in plain for word in _OF_A_BANK)
    for match in _pattern(_SORT_CODE).finditer(plain):
        around = plain[max(0, match.start() - 20) : match.end() + 12]
        named = any(name in around for name in ("sort", "s/c"))
        if named or (spoken_of and (not _is_a_date(match.group()) or "acc" in around or "a/c" in around)):
            account = _account_near(plain, *match.span())
        else:
            account = _right_after(plain, match) if spoken_of or not _is_a_date(match.group()) else None
        if account:
            span = reading.span(min(match.start(), account[0]), max(match.end(), account[1]))
            yield Finding("bank-account", CERTAIN, *span, "a sort code and account number")
        elif named and ("code" in around or not _is_a_date(match.group())):
            yield Finding("bank-account", LIKELY, *reading.span(*match.span()), "a sort code")


def _account_near(plain: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the account number of the sort code at `start:end` stands, before it or after it."""
    after = _pattern(_ACCOUNT).search(plain, end, end + _ACCOUNT_REACH)
    if after:
        return after.span()
    before = list(_pattern(_ACCOUNT).finditer(plain, max(0, start - _ACCOUNT_REACH), start))
    return before[-1].span() if before else None


def _right_after(plain: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Return the account number that stands right after its sort code: 20-00-00 55779911, 200000/55779911."""
    account = _pattern(_ACCOUNT).match(plain, match.end() + 1)
    return account.span() if account and plain[match.end()] in "/ " else None


def _is_a_date(text: str) -> bool:
    """Whether three pairs of digits may be a day, or a time; six digits on end may be anything."""
    return len(text) == 6 or (1 <= int(text[:2]) <= 31 and 1 <= int(text[3:5]) <= 12)


def detect_birth_date(context: Context) -> Iterator[Finding]:
    """Yield dates that are said to be somebody's date of birth, who may still live."""
    reading = read(context.comment.text)
    if has_digits(reading.plain, 3):
        for match in _pattern(_BIRTH).finditer(reading.plain):
            before = re.findall(r"[a-z]+", reading.plain[max(0, match.start() - 30) : match.start()])
            if not re.search(r"1[0-8]\d\d", match["date"]) and INSTITUTIONS.isdisjoint(before[-3:]):
                yield Finding("birth-date", LIKELY, *reading.span(*match.span("date")), "somebody's date of birth")
