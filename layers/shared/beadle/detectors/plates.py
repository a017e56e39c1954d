"""Clause AU08: registration numbers of vehicles, which lead to their keepers: for an officer to weigh."""

import re
from collections.abc import Iterator
from functools import cache

from beadle.detectors.certainty import LIKELY
from beadle.detectors.context import Context
from beadle.detectors.numerals import has_digits
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import wordset
from beadle.domain.judgements import Finding

_VEHICLES = wordset(
    "reg registration regs plate plates numberplate car cars van vans lorry truck transit taxi cab motorbike motorcycle"
    " bike moped driver drivers vehicle vehicles parked parks parking speeding drove driving drives hgv tipper minibus"
    " audi bmw ford fiesta focus corsa astra vauxhall golf vw polo mini mercedes merc toyota nissan kia hyundai skoda"
    " renault clio peugeot citroen volvo tesla honda mazda suv jeep landrover rover range pickup caravan hatchback"
    " saloon estate warden ticketed numberplates kerb pavement driveway blocking blocked clamped towed hooting"
)
_SHORT_WORDS = wordset("the and for was has are but not car van bus all any can had her his how its new now one our out"
                       " see too two who why you off per day way")  # fmt: skip
_IN_JEST = wordset("joke novelty spoof fake pretend pun imaginary")
_REACH = 60  # characters around an old number in which a vehicle is spoken of
_CALLED = re.compile(
    r"(?<![a-z])(?:reg|registration|plate|rego)(?: (?:no|num|number|mark|plate))?\.?(?: is| was|[:,=-])? {0,2}$"
)


@cache
def _current() -> re.Pattern[str]:
    """AB51 ABC: two letters for the place, two digits for the half-year since September 2001, three letters."""
    return re.compile(r"(?<![\w-])[a-hj-pr-z][a-hj-pr-z](?:0[1-9]|[1-9]\d)(?P<gap>[ -]?)[a-hj-pr-z]{3}(?![\w-])")


@cache
def _older() -> re.Pattern[str]:
    """A123 ABC (since 1983), ABC 123A (since 1963), ABC 1234 and 1234 AB (before, and in Northern Ireland)."""
    return re.compile(
        r"(?<![\w£-])(?!(?:reg|car|van|bus|cab|bmw|the|and|for|was|any|all|our|no|is)(?!\w))"
        r"(?:[a-hj-npr-y]\d{1,3}[ -]?[a-hj-pr-z]{3}|[a-hj-pr-y]{3}[ -]?\d{1,3}[a-hj-npr-y]"
        r"|[a-hj-pr-z]?[a-z]z[ -]?\d{1,4}|[a-z]{3}[ -]?\d{1,4}|\d{1,4}[ -]?[a-z]{2,3})(?![\w-]|\.\d)"
    )


def detect_number_plate(context: Context) -> Iterator[Finding]:
    """Yield registration numbers: today's by their form, older ones where a vehicle is spoken of."""
    reading = read(context.comment.text)
    if not any(map(str.isdigit, reading.plain)) or not _IN_JEST.isdisjoint(reading.distinct):
        return
    for match in _current().finditer(reading.plain):
        shown = reading.original[slice(*reading.span(*match.span()))]
        if match["gap"] and not (shown.isupper() or (shown.islower() and match.group()[-3:] not in _SHORT_WORDS)):
            continue  # "CV37 car parks", "in20 the"
        yield Finding("number-plate", LIKELY, *reading.span(*match.span()), "a vehicle's registration number")
    if _VEHICLES.isdisjoint(reading.distinct):
        return
    for match in _older().finditer(reading.plain):
        if not has_digits(match.group(), 1) or match.group().isdigit():
            continue
        if _is_written_as_one(reading, match) or _CALLED.search(
            reading.plain, max(0, match.start() - 24), match.start()
        ):
            yield Finding("number-plate", LIKELY, *reading.span(*match.span()), "a vehicle's registration number")


def _is_written_as_one(reading: Reading, match: re.Match[str]) -> bool:
    """Whether an older number stands in capitals, is long enough for one, and a vehicle is named near it."""
    start, end = reading.span(*match.span())
    shown = reading.original[start:end]
    letters = sum(map(str.isalpha, shown))
    if not shown.isupper() or letters not in (3, 4) or len(shown.replace(" ", "").replace("-", "")) < 5:
        return False
    if shown[0].isdigit() or not _VEHICLES.isdisjoint(re.findall(r"[a-z]+", match.group())):  # 50 MPH, BMW 320D
        return False
    around = reading.plain[max(0, match.start() - _REACH) : match.end() + _REACH]
    return not _VEHICLES.isdisjoint(re.findall(r"[a-z]+", around))
