"""Clause AU08: where somebody lives. A street is a place; a home is private."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from beadle.detectors.certainty import LIKELY, SLIGHT, STRONG, WEAK
from beadle.detectors.context import Context
from beadle.detectors.parameters import strings
from beadle.detectors.spelling import skeleton
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import wordset
from beadle.domain.judgements import Finding

_STREETS = wordset(
    "street st road rd avenue ave lane ln close drive dr way crescent cres court ct gardens gdns grove place pl terrace"
    " hill row walk mews square sq park view rise green heol ffordd stryd maes clos parade yard croft bank end fold"
    " boulevard circus quay wharf paddock meadow meadows orchard fields chase dale drove path vale limes brambles brow"
)
_HOUSES = "cottage|house|farm|farmhouse|lodge|barn|villa|bungalow|rectory|vicarage|manor|grange|mill|court|barns|hall"
_HOMES = ("live at", "lives at", "living at", "lived at", "home address", "my address", "her address", "his address",
          "their address", "address is", "house is", "live in", "lives in", "resident of", "staying at", "i'm at",
          "he's at", "she's at", "im at", "moved to", "we're at", "their house", "his house", "her house")  # fmt: skip
_POSTCODE = r"(?<!\w)[a-z]{1,2}\d[a-z\d]?[ ]{0,2}[\do][abd-hjlnp-uw-z]{2}(?!\w)"
_UNIT = r"(?:flat|apartment|apt|unit|studio|room|maisonette)\.? ?\w{1,4}"
_REACH = 110  # characters before a postcode in which its house stands
_SAID_BEFORE = 40  # characters before an address in which it is said to be a home
_JUST_BEFORE = 24  # characters before it in which a public place is named
_PLAIN_WORDS = wordset("the of on upon under le in by st next and cum y yr")
"""Words that may stand uncapitalised within an address."""
_TELLING = wordset(
    "is are was were be been has have had bin bins missed collected collection no not in at for with from to it they we"
    " i you he she who that this there people houses homes lights out again still and or but why when how where what"
    " lives live until since because can will would should did do does my your our their his her minutes days weeks"
)
"""Words that no address holds: what stands before the postcode is a sentence."""


class _House(NamedTuple):
    start: int
    end: int
    is_firm: bool  # a number and a street, or capitals throughout: no other reading


@cache
def _public_place() -> re.Pattern[str]:
    """What stands before an address that is no home: a place to be found, or a business."""
    return re.compile(
        r"(?<!\w)(?:outside|opposite|near|nearest|behind|beside|front of|next to|junction|takeaway|shop|store|cafe|pub|"
        r"club|church|chapel|mosque|hall|school|surgery|clinic|site|works|garage|bank|hotel|market|offices?|centre|"
        r"bakery|library|museum|depot|theatre|restaurant|salon|"
        r"application (?:for|at)|notice (?:for|at)|permission (?:for|at)|licence (?:for|at)|plans? (?:for|at))"
        r"(?!\w)"
    )


@cache
def _office() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:guildhall|town hall|civic centre|council|library|po box|business park)(?!\w)")


@cache
def _house() -> re.Pattern[str]:
    """A number and a street without its postcode: private only where it is said to be a home."""
    streets = "|".join(sorted(_STREETS, key=len, reverse=True))
    return re.compile(
        rf"(?<![\w£.])(?:(?:{_UNIT},? ?)?(?:number |no\.? ?)?\d{{1,4}}[a-d]?,? "
        rf"|(?:[a-z'-]{{2,20}} ){{1,2}}(?:{_HOUSES}), )"
        rf"(?:[a-z'-]{{2,20}} ){{1,3}}(?:{streets})(?!\w)"
    )


@cache
def _postcode() -> re.Pattern[str]:
    return re.compile(_POSTCODE)


@cache
def _numbered() -> re.Pattern[str]:
    """A number that may be a house's, before its street."""
    return re.compile(
        rf"(?<![\w£./-])(?:{_UNIT}[,\s]{{1,3}})?(?:(?:number|no\.?|house) ?)?\d{{1,4}}[a-z]?"
        rf"(?:[/-]\d{{1,3}})?(?![\w/]|[.,]\d)|(?<!\w){_UNIT}(?!\w)"
    )


@cache
def _named() -> re.Pattern[str]:
    """A house with a name for a number: "Rose Cottage, Mill Lane,"."""
    return re.compile(rf"(?<![\w'])(?:[a-z'-]{{2,20}} ){{1,4}}(?:{_HOUSES}),\s")


@cache
def _number_beside() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w£.])(?<!po box )(?:number|no\.?|house|flat)?[ ]?\d{1,4}[a-d]?"
        r"(?:[ ,]{1,3}|(?:,| in| at)? postcode:? )$"
    )


@cache
def _number_after() -> re.Pattern[str]:
    return re.compile(r"[ ,]{1,3}(?:(?:house )?number|house|no\.?|flat) ?\d{1,4}[a-d]?(?!\w|[.,]\d)")


def detect_postcode_address(context: Context) -> Iterator[Finding]:
    """Yield the addresses of homes."""
    reading = read(context.comment.text)
    plain = reading.plain
    if not any(map(str.isdigit, plain)) and reading.distinct.isdisjoint(_HOUSES.split("|")):
        return
    published = strings(context.parameters, "addresses")
    last = 0
    for code in _postcode().finditer(plain):
        house = _house_before(reading, code, max(last, code.start() - _REACH))
        last = code.end()
        if house and not _is_published(plain[house.start : house.end], published):
            yield Finding("postcode-address", *_told(reading, house))
        elif house is None:
            before = _number_beside().search(plain, max(0, code.start() - 30), code.start())
            after = _number_after().match(plain, code.end())
            if before or after:
                start = before.start() if before else code.start()
                span = reading.span(start, after.end() if after else code.end())
                confidence = STRONG if _is_home(plain, start) else SLIGHT
                yield Finding("postcode-address", confidence, *span, "a house number with its postcode")
    for match in _house().finditer(plain):
        if _is_home(plain, match.start()) and not _is_published(match.group(), published):
            span = reading.span(*match.span())
            yield Finding("postcode-address", LIKELY, *span, "a house said to be somebody's home")


def _told(reading: Reading, house: _House) -> tuple[float, int, int, str]:
    where = reading.plain[max(0, house.start - _JUST_BEFORE) : house.start]
    span = reading.span(house.start, house.end)
    if _is_home(reading.plain, house.start):
        return STRONG + 0.02, *span, "a house said to be somebody's home, with its postcode"
    if _public_place().search(where) or _office().search(reading.plain, house.start, house.end):
        return WEAK, *span, "a place in a street, with its postcode"
    if not house.is_firm:
        return LIKELY, *span, "what seems to be a house with its postcode"
    return STRONG + 0.02, *span, "a house with its postcode"


def _is_home(plain: str, start: int) -> bool:
    before = plain[max(0, start - _SAID_BEFORE) : start]
    return any(phrase in before for phrase in _HOMES)


def _house_before(reading: Reading, code: re.Match[str], earliest: int) -> _House | None:
    """Return the house of a postcode: the furthest number or name before it of which all up to the code is address."""
    plain = reading.plain
    for match in _numbered().finditer(plain, earliest, code.start()):
        between = plain[match.end() : code.start()]
        words = re.findall(r"[a-z'][a-z'.-]*", between)
        if not words or not re.fullmatch(r"[\w\s,.'()-]*", between):
            continue
        if (
            not _STREETS.isdisjoint(words)
            and len(words) <= 7
            and _are_of_address(reading, match.end(), code.start(), 6)
        ):
            return _House(match.start(), code.end(), True)
        if _are_of_address(reading, match.end(), code.start(), 0):
            return _House(match.start(), code.end(), True)
    for match in _named().finditer(plain, earliest, code.start()):
        words = re.findall(r"[a-z']+", plain[match.end() : code.start()])
        if not _STREETS.isdisjoint(words) and _are_of_address(reading, match.end(), code.start(), 0):
            names = (match.start() + word.start() for word in re.finditer(r"\S+", match.group()))
            start = next((at for at in names if _is_capital(reading, at)), None)
            if start is not None:
                return _House(start, code.end(), False)
    return None


def _is_capital(reading: Reading, at: int) -> bool:
    return reading.original[reading.span(at, at + 1)[0]].isupper()


def _are_of_address(reading: Reading, start: int, end: int, uncapitalised: int) -> bool:
    """Whether the words of a stretch of text may all be of one address.

    Args:
        start, end: positions in `Reading.plain`, half-open.
        uncapitalised: how many words may begin with a small letter, beside the little ones that any address has.
    """
    small = 0
    for match in re.finditer(r"[a-z'][a-z'.-]*", reading.plain[start:end]):
        word = match.group().strip(".,'")
        if word in _TELLING:
            return False
        small += word not in _PLAIN_WORDS and not _is_capital(reading, start + match.start())
    return small <= uncapitalised


def _is_published(found: str, published: tuple[str, ...]) -> bool:
    """Whether an address is one of the council's, however much of it is said."""
    seen = skeleton(found)
    code = _postcode().search(found)
    number = re.search(r"\d+", found)
    for address in published:
        if seen in skeleton(address):
            return True
        its_code, its_number = _postcode().search(address.lower()), re.search(r"\d+", address)
        if code and number and its_code and its_number and number.group() == its_number.group():
            return skeleton(code.group()) == skeleton(its_code.group())
    return False
