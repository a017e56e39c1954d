"""Numbers as people write them: in digits, in words, in both, with anything between them."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

_UNITS = {
    "zero": "0", "oh": "0", "o": "0", "ohh": "0", "nought": "0", "naught": "0", "nil": "0", "one": "1", "two": "2",
    "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "dim": "0", "un": "1", "dau": "2", "tri": "3", "pedwar": "4", "pump": "5", "chwech": "6", "saith": "7", "wyth": "8",
    "naw": "9",
}  # fmt: skip
_TEENS = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16",
    "seventeen": "17", "eighteen": "18", "nineteen": "19", "hundred": "00", "thousand": "000",
}  # fmt: skip
_TENS = {
    "twenty": "2", "thirty": "3", "forty": "4", "fourty": "4", "fifty": "5", "sixty": "6", "seventy": "7",
    "eighty": "8", "ninety": "9",
}  # fmt: skip
_TIMES = {"double": 2, "dbl": 2, "twice": 2, "treble": 3, "triple": 3, "trebble": 3, "quadruple": 4}
_WORDS = sorted((*_UNITS, *_TEENS, *_TENS, *_TIMES), key=len, reverse=True)
_LOOK_ALIKES = str.maketrans("oil", "011")
_BREAKS = frozenset("£$€%:;!?=<>#\"'&")
"""Signs that end a number, wherever they stand between two groups of digits."""
_LONGEST_GAP = 5


class Group(NamedTuple):
    """Digits written together, or one digit in words; positions are those of `Reading.plain`."""

    digits: str
    start: int
    end: int
    in_words: bool


@cache
def _token() -> re.Pattern[str]:
    words = "|".join(_WORDS)
    # An o, i or l counts as a digit only beside one that is: "O7700", "o7", "9oo".
    return re.compile(
        r"(?:(?<![\da-z])(?:\d+(?![a-z\d])|(?=[oil]{0,2}\d)(?=[\doil]{2,14}(?![\da-z]))[\doil]{2,14}"
        r"|o{1,3}(?=[ .-]{0,2}\d)(?![a-z])|(?<=\d[ ])o{2,3}(?![a-z]))|(?<![a-z])\d+|(?<=[a-z])\d{10,12}(?!\d))"
        rf"|(?<![a-z\d])(?P<word>{words})(?![a-z\d])"
    )


def digits_of(text: str) -> str:
    """Return the ASCII digits of `text`, in order."""
    return "".join(c for c in text if "0" <= c <= "9")


def has_digits(plain: str, least: int) -> bool:
    """Whether there are at least so many digits in a text."""
    return sum(map(str.isdigit, plain)) >= least


def groups(plain: str) -> list[Group]:
    """Return what stands for digits in a text in lower case, in order; "double seven" as one group."""
    found: list[Group] = []
    times, times_start = 1, -1
    last_end = -1
    for match in _token().finditer(plain):
        start, end = match.span()
        if times_start >= 0 and start - last_end > 2:
            times, times_start = 1, -1
        word = match["word"]
        if word in _TIMES:
            times, times_start = _TIMES[word], start
            last_end = end
            continue
        if word is None:
            digits = match.group().translate(_LOOK_ALIKES)
        elif word in _TENS:
            digits = _TENS[word] + "0"
        else:
            digits = _UNITS.get(word) or _TEENS[word]
        if times > 1:
            digits, start = digits[0] * times + digits[1:], times_start
            times, times_start = 1, -1
        tens = found[-1] if found and word in _UNITS and found[-1].end == last_end else None
        if tens and plain[tens.start : tens.end] in _TENS and start - tens.end <= 1:
            found[-1] = Group(tens.digits[0] + digits, tens.start, end, True)
        else:
            found.append(Group(digits, start, end, word is not None))
        last_end = end
    return found


def runs(plain: str) -> Iterator[list[Group]]:
    """Yield the groups that may be one number: nothing but space and separators between one and the next."""
    run: list[Group] = []
    every = groups(plain)
    for group in every:
        if run and not _joined(plain, run[-1].end, group.start):
            yield run
            run = []
        run.append(group)
    if run:
        yield run


def _joined(plain: str, end: int, start: int) -> bool:
    between = plain[end:start]
    if start - end > _LONGEST_GAP or not _BREAKS.isdisjoint(between):
        return False
    return not any(c.isalpha() for c in between)


def is_dated(plain: str, run: list[Group]) -> bool:
    """Whether the first three groups are a date's: 01/02/2026, 1.2.26, 2026-02-01."""
    if len(run) < 3:
        return False
    first, second, third = (len(g.digits) for g in run[:3])
    marks = {plain[a.end : b.start] for a, b in pairwise(run[:3])}
    sizes = (first in (1, 2) and second in (1, 2) and third in (2, 4)) or (first == 4 and second == third == 2)
    return sizes and len(marks) == 1 and marks <= {"/", ".", "-"}
