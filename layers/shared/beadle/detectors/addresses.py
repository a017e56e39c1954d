"""Clause AU08: where somebody lives. A street is a place; a home is private."""

import re
from collections.abc import Iterator
from functools import cache

from beadle.detectors.certainty import LIKELY, SLIGHT, STRONG, WEAK
from beadle.detectors.context import Context
from beadle.detectors.parameters import strings
from beadle.detectors.spelling import skeleton
from beadle.detectors.text import read
from beadle.domain.judgements import Finding

_STREETS = (
    "street|st|road|rd|avenue|ave|lane|ln|close|drive|way|crescent|court|gardens|grove|place|terrace|hill|row|walk|"
    "mews|square|park|view|rise|green|heol|ffordd|stryd"
)
_HOMES = ("live at", "lives at", "living at", "home address", "my address", "her address", "his address", "address is",
          "house is", "live in", "lives in", "resident of", "staying at", "i'm at", "he's at", "she's at")  # fmt: skip
_POSTCODE = r"[a-z]{1,2}\d[a-z\d]?[ ]{0,2}\d[abd-hjlnp-uw-z]{2}"


@cache
def _public_place() -> re.Pattern[str]:
    """What stands before an address that is no home: a place to be found, or a business."""
    return re.compile(
        r"(?<!\w)(?:outside|opposite|near|nearest|behind|beside|front of|next to|junction|takeaway|shop|store|cafe|pub|"
        r"club|church|chapel|mosque|hall|school|surgery|clinic|site|works|garage|bank|hotel|market|offices?|centre|bakery|"
        r"application (?:for|at)|notice (?:for|at)|permission (?:for|at)|licence (?:for|at)|plans? (?:for|at))"
        r"(?!\w)"
    )


@cache
def _house() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w£.])(?:flat \d{1,4}[a-z]?,? ?)?(?P<number>\d{1,4}[a-d]?),? (?:[a-z'-]{2,20} ){1,3}"
        rf"(?:{_STREETS})(?!\w)(?P<postcode>[\w ,.'-]{{0,60}}?(?<!\w){_POSTCODE}(?!\w))?"
    )


@cache
def _numbered_postcode() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w£.])(?:number|no\.?|house|flat)?[ ]?(?P<number>\d{{1,4}}[a-d]?)[ ,]{{1,3}}{_POSTCODE}(?!\w)"
    )


def detect_postcode_address(context: Context) -> Iterator[Finding]:
    """Yield the addresses of homes."""
    reading = read(context.comment.text)
    plain = reading.plain
    if not any(map(str.isdigit, plain)):
        return
    published = [skeleton(address) for address in strings(context.parameters, "addresses")]
    for match in _house().finditer(plain):
        if any(skeleton(match.group()) in address for address in published):
            continue
        home = any(phrase in plain[max(0, match.start() - 30) : match.start()] for phrase in _HOMES)
        where = plain[max(0, match.start() - 30) : match.start()]
        if match.group("postcode") and not home and _public_place().search(where):
            confidence, reason = WEAK, "a place in a street, with its postcode"
        elif match.group("postcode"):
            confidence, reason = STRONG + 0.02, "a house with its postcode"
        elif home:
            confidence, reason = LIKELY, "a house said to be somebody's home"
        else:
            confidence, reason = WEAK, "a place in a street"
        yield Finding("postcode-address", confidence, *reading.span(*match.span()), reason)
    for match in _numbered_postcode().finditer(plain):
        home = any(phrase in plain[max(0, match.start() - 30) : match.start()] for phrase in _HOMES)
        confidence = STRONG if home else SLIGHT
        yield Finding("postcode-address", confidence, *reading.span(*match.span()), "a house number with its postcode")
