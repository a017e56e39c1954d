"""Clause AU08: telephone numbers and e-mail addresses of people. The council's own, and helplines, are no secret."""

import re
from collections.abc import Iterator
from functools import cache

from beadle.detectors.certainty import CERTAIN, LIKELY, STRONG, WEAK
from beadle.detectors.context import Context
from beadle.detectors.parameters import strings
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import wordset
from beadle.domain.judgements import Finding

_NOT_A_PHONE = wordset("ref reference case ticket order invoice account id number: planning application isbn")
_CONTACT = wordset("call ring phone text tel telephone mobile mob whatsapp contact number on fax message")
_DIGIT_WORDS = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "naught": "0", "one": "1", "two": "2", "three": "3", "four": "4",
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "hundred": "00",
}  # fmt: skip
_TIMES = {"double": 2, "treble": 3, "triple": 3}
_LEAST_DIGITS = 7
_OWN = wordset("my his her me mine us our i'm he she him")
_WARNED_OF = wordset("scam scams scammer scammers spam fake genuine beware fraud hoax")
_ELECTED = re.compile(r"(?<![a-z])(?:cllr|councillor|mp|ms|mayor)(?![a-z])")
_ORGANISATION = wordset(
    "they surgery depot reception office offices helpline hotline charity school council team centre desk hospital"
    " clinic station switchboard library museum theatre police society association services hospice samaritans"
    " letter website poster page duty line surgery's depot's office's council's school's library's charity's centre's"
)
_OFFICES = wordset(
    "info contact enquiries enquiry hello press admin office customerservices customer.services planning support"
    " helpdesk reception bookings parking housing council libraries library highways environment team mail"
)
_PUBLIC = ("gov.uk", "nhs.uk", "police.uk", "parliament.uk", "gov.wales", "llyw.cymru", "gov.scot")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.£$€/])(?:\+|\(?\+?)?\(?\d(?:[ ().\-\u2010-\u2015]{0,3}\d){8,14}(?!\d|[/.]\d|%)")


@cache
def _lettered() -> re.Pattern[str]:
    """Digits among which the letter O stands for a nought: "o7700 9oo 123"."""
    return re.compile(r"(?<!\w)(?=o{0,12}\d)[o\d]{2,14}(?!\w)")


@cache
def _address() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.+%-])([a-z0-9][\w.+%-]{0,63})@((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,18})(?![\w@])")


@cache
def _spoken_address() -> re.Pattern[str]:
    at = r"[ ]?[\[({<]at[\])}>][ ]?|[ ]at[ ]|[ ]?@[ ]?"
    dot = r"[ ]?[\[({<]dot[\])}>][ ]?|[ ]dot[ ]|\."
    return re.compile(
        rf"(?<![\w.+-])([a-z0-9_+-]{{1,40}}(?:(?:{dot})[a-z0-9_+-]{{1,40}}){{0,4}})(?:{at})"
        rf"((?:[a-z0-9-]{{1,40}}(?:{dot})){{1,4}}(?:com|co|uk|org|net|me|info|io))(?!\w)"
    )


def digits_of(text: str) -> str:
    """Return the ASCII digits of `text`, in order."""
    return "".join(c for c in text if "0" <= c <= "9")


def _national(text: str) -> str:
    """Return a British number as dialled at home, digits only: 07700900123; "" when it is none."""
    digits = digits_of(text)
    if text.lstrip("(").startswith("+"):
        if not digits.startswith("44"):
            return ""
        digits = digits[2:].lstrip("0")
    elif digits.startswith("0044"):
        digits = digits[4:].lstrip("0")
    elif digits.startswith("44") and len(digits) == 12:
        digits = digits[2:]
    elif digits.startswith("0"):
        digits = digits[1:]
    else:
        return ""
    lengths = (9, 10) if digits[:1] in ("1", "8") else (10,)
    return "0" + digits if digits[:1] in ("1", "2", "3", "5", "7", "8", "9") and len(digits) in lengths else ""


def detect_uk_phone(context: Context) -> Iterator[Finding]:
    """Yield British telephone numbers, in digits or in words."""
    reading = read(context.comment.text)
    published = {_national(number) for number in strings(context.parameters, "phones")}
    if sum(map(str.isdigit, reading.plain)) >= _LEAST_DIGITS:
        plain = _lettered().sub(lambda m: m.group().replace("o", "0"), reading.plain)
        for match in _number().finditer(plain):
            number = _national(match.group())
            if number and number not in published and not _is_reference(reading.plain, match.start()):
                confidence, reason = _kind(number, context)
                if confidence == CERTAIN and _is_an_offices(reading, number):
                    confidence, reason = WEAK, "a telephone number that seems to be an office's"
                elif confidence == CERTAIN and not _WARNED_OF.isdisjoint(reading.distinct):
                    confidence, reason = LIKELY, "a telephone number that people may be warned of"
                yield Finding("uk-phone", confidence, *reading.span(match.start(), match.end()), reason)
    for first, last, spoken in _spoken_numbers(reading):
        number = _national(spoken)
        if number and number not in published:
            span = reading.words_span(first, last)
            yield Finding("uk-phone", STRONG, *span, "a telephone number written in words")


def _kind(number: str, context: Context) -> tuple[float, str]:
    if number in digits_of(context.comment.post_text):
        return 0.1, "a telephone number that the post itself gives"
    if number.startswith(("03", "0800", "0808", "084", "087")):
        return WEAK, "a telephone number that only organisations have"
    return CERTAIN, "a UK mobile number" if number.startswith("07") else "a UK telephone number"


def _is_an_offices(reading: Reading, number: str) -> bool:
    """Whether a comment tells where some office can be rung, on a fixed line, and speaks of no person's own number."""
    said = reading.distinct
    return not number.startswith("07") and not said.isdisjoint(_ORGANISATION) and said.isdisjoint(_OWN)


def _is_reference(plain: str, start: int) -> bool:
    before = plain[max(0, start - 24) : start].replace(":", " ").replace("#", " ref ").replace(".", " ").split()
    return any(word in _NOT_A_PHONE for word in before[-2:]) and not any(word in _CONTACT for word in before[-2:])


def _spoken_numbers(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Yield first and last word, and digits, of each run of at least seven number words."""
    run: list[int] = []
    digits = ""
    times = 1
    for index, word in enumerate((*reading.words, None)):
        form = word.form if word else ""
        if form in _TIMES and (run or word):
            times = _TIMES[form]
            run.append(index)
        elif form in _DIGIT_WORDS or (run and form.isascii() and form.isdigit()):
            digits += _DIGIT_WORDS.get(form, form) * times
            times = 1
            run.append(index)
        elif run:
            if len(run) >= _LEAST_DIGITS and len(digits) >= 10:
                yield run[0], run[-1], digits
            run, digits, times = [], "", 1


def detect_email(context: Context) -> Iterator[Finding]:
    """Yield e-mail addresses of people, plain or spelt out ("jane dot doe at example dot com")."""
    reading = read(context.comment.text)
    published = {address.lower() for address in strings(context.parameters, "emails")}
    own = strings(context.parameters, "domains")
    plain = reading.plain
    if "@" in plain:
        for match in _address().finditer(plain):
            confidence, reason = _owner(match.group(1), match.group(2), published, own)
            yield Finding("email", confidence, *reading.span(match.start(), match.end()), reason)
    if "dot" in plain or "@" in plain or ("at" in plain and "." in plain):
        for match in _spoken_address().finditer(plain):
            if match.group().count("@") == 1 and " " not in match.group():
                continue  # seen above
            if " at " in match.group() and "dot" not in match.group(2) and match.group(1).count(".") == 0:
                continue  # "look at bbc.co.uk"
            local, host = (_dotted(part) for part in match.groups())
            confidence, reason = _owner(local, host, published, own)
            span = reading.span(match.start(), match.end())
            yield Finding("email", min(STRONG, confidence), *span, reason + ", spelt out")


def _dotted(spelt: str) -> str:
    return spelt.replace("[dot]", ".").replace("(dot)", ".").replace(" dot ", ".").replace(" ", "")


def _owner(local: str, host: str, published: set[str], own: tuple[str, ...]) -> tuple[float, str]:
    if f"{local}@{host}" in published or (local in _OFFICES and host in own):
        return 0.1, "an e-mail address that the council publishes"
    public = any(host == d or host.endswith("." + d) for d in (*own, *_PUBLIC))
    if local in _OFFICES:
        return (0.1 if public else WEAK), "an organisation's e-mail address"
    if public and _ELECTED.search(local):
        return WEAK, "an elected member's e-mail address at work"
    return (LIKELY if public else CERTAIN), "an e-mail address" + (" at work" if public else "")
