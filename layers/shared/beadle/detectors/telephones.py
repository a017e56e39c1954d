"""Clause AU08: telephone numbers of people. The council's own, and those of organisations, are no secret.

A mobile is somebody's. Whose a landline is, the words around it say: the nearest before it, a person's or an
organisation's, then those behind it; where they say nothing an officer decides.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from beadle.detectors.certainty import CERTAIN, DOUBTFUL, LIKELY, STRONG, WEAK
from beadle.detectors.context import Context
from beadle.detectors.numerals import Group, digits_of, has_digits, is_dated, runs
from beadle.detectors.organisations import ORGANISATIONS
from beadle.detectors.parameters import strings
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import wordset
from beadle.domain.judgements import Finding

_NOT_A_PHONE = wordset("ref reference case ticket order invoice account id number: planning application isbn acc claim"
                       " complaint permit policy serial barcode tracking incident crime job meter pcn tax")  # fmt: skip
_CONTACT = wordset("call ring phone text tel telephone mobile mob whatsapp contact number on fax message cell bell")
_PEOPLE = wordset(
    "mum mam mom mother dad father nan nana nanna gran granny grandma grandad auntie aunt uncle sister brother son"
    " daughter wife husband partner girlfriend boyfriend mate friend neighbour neighbours mr mrs ms miss home missus"
)
_WARNED_OF = wordset("scam scams scammer scammers spam fake genuine beware fraud hoax")
_WORD = re.compile(r"[a-z][a-z'&-]*")
_SENTENCE_END = re.compile(r"[.!?;\n](?=\s|$)|\n")
_MOBILE = "(?:7[0-57-9]\\d{8}|76[02-9]\\d{7})"
_FIXED = (
    "(?:2[03489]\\d{8}|1[0-9]1\\d{7}|11[3-8]\\d{7}|1[2-9]\\d{8}|1[2-9]\\d{7}|5[56]\\d{8}|3\\d{9}|8[047]\\d{8}|80\\d{7}"
    "|9\\d{9})"
)
_LEAST_DIGITS = 5  # beside letters that stand for some: o77oo 9oo123
_BEFORE = 24  # characters in which a number is said to be a reference
_REACH = 64  # characters before and behind a number in which it is said whose it is
_NEXT = 3  # words before a mobile, one of which may be the organisation's


class _Number(NamedTuple):
    national: str  # as dialled at home, digits only: 07700900123
    start: int
    end: int
    in_words: bool
    is_odd: bool  # in groups in which nobody writes a number, unless to hide it or out of habit


@cache
def _significant() -> re.Pattern[str]:
    """The digits of a British number after its 0 or 44. Source: Ofcom's National Telephone Numbering Plan."""
    return re.compile(f"{_MOBILE}|{_FIXED}")


@cache
def _unprefixed() -> re.Pattern[str]:
    """A mobile number without its 0, or a local one without its code, where the words say that it is to be rung."""
    who = r"(?: (?:me|him|her|us|them|mum|dad|my [a-z]{2,12}))"
    return re.compile(
        rf"(?<![a-z])(?:(?:ring|call|phone|tel|text|mob|mobile|whatsapp|number)(?:{who}| is|'s)? ?(?:on|at|:|-)? ?"
        r"(?P<mobile>7[1-57-9]\d{2}[ .-]?\d{3}[ .-]?\d{3}|7[1-57-9]\d{2}[ .-]?\d{6})(?![\d/]|[.,]\d)"
        rf"|(?:ring|call|phone|text){who} (?:on|at) (?P<local>[2-9]\d{{2}}[ -]?\d{{3,4}}|[2-9]\d{{5}})"
        r"(?![\d/%]|[.,-]\d))"
    )


@cache
def _somebodys() -> re.Pattern[str]:
    """What makes even an organisation's number somebody's own: "my number is", "text him on"."""
    return re.compile(
        r"(?<![a-z])(?:(?:my|his|her)(?P<whose>(?: [a-z']{2,12}){0,2})(?: is| on|'s)?"
        r"|(?:call|ring|text|phone|reach|contact|message|bell|whatsapp) (?:me|him|her|my [a-z]{2,12})(?: back)?"
        r"(?: please| pls| plz)?(?: on| at)?"
        r"|(?:i'm|i am|he's|he is|she's|she is)(?: at home| in)? on)[ :-]{0,3}[+(]{0,2}$"
    )


@cache
def _said_after() -> re.Pattern[str]:
    """What makes a number somebody's behind it: "01632 960123 is my number"."""
    return re.compile(
        r"[ ,(-]{0,3}(?:that's |thats |is |it's |its )?(?:my|his|her)(?: [a-z]{2,8})? (?:number|phone|landline|mobile)"
    )


@cache
def _published_by_others() -> re.Pattern[str]:
    """What makes a mobile that of an office: it hangs on a notice board, or is called a public line."""
    return re.compile(
        r"(?<![a-z])(?:(?:on|in|from) (?:the|their|its|your|his|her) (?:[a-z']{2,12} ){0,2}"
        r"(?:website|web ?site|webpage|page|site|leaflet|poster|flyer|notice ?board|vans?|sign|letterhead|newsletter)"
        r"|(?:public|published|advertised|official|council|constituency|surgery|office|duty|booking|business)"
        r" (?:line|number|mobile|phone))(?![a-z])"
    )


@cache
def _spoken_mobile() -> re.Pattern[str]:
    return re.compile(r"7[1-57-9]\d{8}")


@cache
def _to_be_rung() -> re.Pattern[str]:
    return re.compile(
        r"(?<![a-z])(?:ring|call|phone|tel|text|mob|mobile|whatsapp|bell|number)(?: [a-z']{1,12}){0,3}[ :-]{1,3}$"
    )


@cache
def _foreign() -> re.Pattern[str]:
    return re.compile(r"(?<![\w+])(?:\+|00(?=[1-9]))(?!44)[1-9]\d{0,2}(?:[ ().-]{0,2}\d){7,12}(?![\d/]|[.,]\d)")


@lru_cache(maxsize=64)
def _national(text: str) -> str:
    """Return a number of the policy or of a post as dialled at home; "" when it is none of Britain's."""
    return next((number.national for number in _numbers(text.lower())), "")


def detect_uk_phone(context: Context) -> Iterator[Finding]:
    """Yield telephone numbers, in digits or in words."""
    reading = read(context.comment.text)
    if not _may_hold_a_number(reading):
        return
    plain = reading.plain
    for number in _numbers(plain):
        if number.national not in _published(context) and not _is_reference(plain, number.start):
            told = _told(number, reading)
            if told:
                yield Finding("uk-phone", told[0], *reading.span(number.start, number.end), told[1])
    for match in _unprefixed().finditer(plain):
        which = match.lastgroup or ""
        confidence = STRONG if which == "mobile" else LIKELY
        digits = digits_of(match[which])
        if not any(number.endswith(digits) for number in _published(context)):
            yield Finding("uk-phone", confidence, *reading.span(*match.span(which)), "a telephone number to ring")
    yield from _spoken_without_nought(reading)
    if "+" in plain or "00" in plain:
        for match in _foreign().finditer(plain):
            if not _is_reference(plain, match.start()):
                yield Finding("uk-phone", STRONG, *reading.span(*match.span()), "a telephone number abroad")


def _spoken_without_nought(reading: Reading) -> Iterator[Finding]:
    """Yield mobile numbers in words that leave out the 0, where they are to be rung."""
    for run in runs(reading.plain):
        digits = "".join(group.digits for group in run)
        before = reading.plain[max(0, run[0].start - _BEFORE) : run[0].start]
        if (
            len(run) > _NEXT
            and any(group.in_words for group in run)
            and _spoken_mobile().fullmatch(digits)
            and _to_be_rung().search(before)
        ):
            yield Finding(
                "uk-phone", STRONG, *reading.span(run[0].start, run[-1].end), "a telephone number written in words"
            )


def _may_hold_a_number(reading: Reading) -> bool:
    if has_digits(reading.plain, _LEAST_DIGITS):
        return True
    return sum(map(_number_words().__contains__, reading.forms)) >= 3


@cache
def _number_words() -> frozenset[str]:
    return wordset(
        "zero oh o nought naught one two three four five six seven eight nine double treble triple dim saith wyth"
    )


def _published(context: Context) -> frozenset[str]:
    """Return the numbers that are no secret: the council's own, and those that the post itself gives."""
    own = {_national(number) for number in strings(context.parameters, "phones")}
    post = context.comment.post_text
    return frozenset(own | {number.national for number in _numbers(post.lower())} if post else own)


def _numbers(plain: str) -> Iterator[_Number]:
    """Yield the British numbers in a text in lower case."""
    for run in runs(plain):
        if sum(len(group.digits) for group in run) >= 9:
            yield from _numbers_of(plain, run)


def _numbers_of(plain: str, run: list[Group]) -> Iterator[_Number]:
    at = 0
    while at < len(run):
        last = None if is_dated(plain, run[at : at + 3]) else _last_group(plain, run, at)
        if last is None:
            at += 1
            continue
        chosen = run[at : last + 1]
        start = chosen[0].start
        while start > 0 and plain[start - 1] in "+(":
            start -= 1
        spoken = any(group.in_words for group in chosen)
        small = not spoken and max(len(group.digits) for group in chosen) <= 2
        yield _Number(_dialled(plain, chosen), start, chosen[-1].end, spoken, small)
        at = last + 1


def _last_group(plain: str, run: list[Group], first: int) -> int | None:
    """Return the index of the last group of the number that begins with group `first`; None when none does."""
    if run[first].digits[0] not in "047" or _is_part_of_more(plain, run, first):
        return None
    found = None
    digits = 0
    for last in range(first, len(run)):
        digits += len(run[last].digits)
        if digits > 16:
            break
        if digits >= 10 and _dialled(plain, run[first : last + 1]):
            found = last
    if found is None or _goes_on(plain, run, found):
        return None
    return found


def _dialled(plain: str, chosen: list[Group]) -> str:
    """Return the groups' number as dialled at home: 07700900123; "" when it is none of Britain's."""
    digits = "".join(group.digits for group in chosen)
    if digits.startswith("0044"):
        rest = digits[4:]
    elif digits.startswith("44"):
        rest = digits[2:]
        if plain[max(0, chosen[0].start - 2) : chosen[0].start].strip("( ") != "+" and len(rest.lstrip("0")) != 10:
            return ""
    elif digits.startswith("0"):
        rest = digits[1:]
        if rest.startswith("0"):
            return ""
    else:
        return ""
    rest = rest.removeprefix("0")
    if not _significant().fullmatch(rest):
        return ""
    if len(rest) == 9 and rest[0] != "8" and [len(group.digits) for group in chosen] not in ([5, 5], [4, 6]):
        return ""  # few numbers have nine digits; ten are more often a reference
    return "0" + rest


def _is_part_of_more(plain: str, run: list[Group], first: int) -> bool:
    """Whether what stands before makes the digits part of something longer, or of a name: 26/01877, cas-0770."""
    start = run[first].start
    before = plain[max(0, start - 2) : start]
    if before and before[-1] in "£$€#@.,_":
        return before[-1] in "£$€#@" or before[0].isdigit()
    earlier = run[first - 1] if first else None
    if before and before[-1] in "/-" and before[0].isalnum():
        return earlier is None or len(earlier.digits) < 10
    if earlier is None:
        return False
    return len(earlier.digits) >= 3 and plain[earlier.end : start] == " " and len(run[first].digits) < 4


def _goes_on(plain: str, run: list[Group], last: int) -> bool:
    """Whether what follows makes the digits part of something longer."""
    end = run[last].end
    after = plain[end : end + 2]
    if after[:1] == "%" or (after[:1].isalpha() and not after[1:].isalpha()):
        return True
    if last + 1 == len(run):
        return False
    following = run[last + 1]
    gap = plain[end : following.start]
    if following.digits[0] == "0" or following.digits.startswith("44"):
        return False
    if run[last].in_words:
        return gap == " " and following.in_words
    return (gap in ("/", ".") and len(following.digits) > 1) or (gap in (" ", "-") and len(following.digits) >= 3)


def _told(number: _Number, reading: Reading) -> tuple[float, str] | None:
    """Return how sure it is that the number is somebody's, and what it is; None for one that nobody's is."""
    before, after = _around(reading.plain, number)
    whose = _whose(before, after)
    if number.national.startswith(("03", "08", "09")):
        return (LIKELY, "a telephone number said to be somebody's") if whose == "somebody's" else None
    is_mobile = number.national.startswith("07")
    if is_mobile and _is_shared(before, after):
        return DOUBTFUL, "a mobile number that seems to be an organisation's"
    if not is_mobile and whose == "an organisation's":
        return WEAK, "a telephone number that seems to be an office's"
    if not reading.distinct.isdisjoint(_WARNED_OF):
        return LIKELY, "a telephone number that people may be warned of"
    return _as_written(number, is_mobile, whose)


def _as_written(number: _Number, is_mobile: bool, whose: str) -> tuple[float, str]:
    if number.in_words:
        return STRONG, "a telephone number written in words"
    if number.is_odd:
        return STRONG, "a telephone number in an uncommon spelling"
    if is_mobile:
        return CERTAIN, "a UK mobile number"
    return (CERTAIN, "a UK telephone number") if whose else (LIKELY, "a UK telephone number, of whom is not said")


def _around(plain: str, number: _Number) -> tuple[str, str]:
    """Return what is said of a number in its own sentence: before it and behind it."""
    before = plain[max(0, number.start - _REACH) : number.start]
    after = plain[number.end : number.end + _REACH]
    return _SENTENCE_END.split(before)[-1], _SENTENCE_END.split(after, maxsplit=1)[0]


def _whose(before: str, after: str) -> str:
    """Return "somebody's", "an organisation's", or "" where the words around a number do not say."""
    said = _somebodys().search(before)
    if (said and not _organisations(said["whose"] or "")) or _said_after().match(after):
        return "somebody's"
    for word in reversed(_WORD.findall(before)):
        if _organisations(word):
            return "an organisation's"
        if word.removesuffix("'s") in _PEOPLE:
            return "somebody's"
    return "an organisation's" if _organisations(after) else ""


def _organisations(said: str) -> bool:
    """Whether an organisation is named: "the vet's", "taxis"."""
    return any(word in ORGANISATIONS or word.removesuffix("'s") in ORGANISATIONS for word in _WORD.findall(said))


def _is_shared(before: str, after: str) -> bool:
    """Whether a mobile is given out by those who use it for their work, and is not called the author's own."""
    said = _somebodys().search(before)
    if said and said.group().startswith(("my", "call me", "ring me", "text me", "i'm", "i am")):
        return False
    if _published_by_others().search(before) or _published_by_others().search(after):
        return True
    return said is None and _organisations(" ".join(before.split()[-_NEXT:]))


def _is_reference(plain: str, start: int) -> bool:
    before = plain[max(0, start - _BEFORE) : start].replace(":", " ").replace("#", " ref ").replace(".", " ").split()
    return any(word in _NOT_A_PHONE for word in before[-2:]) and not any(word in _CONTACT for word in before[-2:])
