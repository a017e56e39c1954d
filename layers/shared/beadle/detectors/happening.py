"""Clause AU02: danger that somebody sees at this moment: a fight with knives, a fall, a child in water, a live cable.

Only what is told of here and now: what happened yesterday, a talk about it, an exercise and a question are nothing.
"""

from collections.abc import Iterator

from beadle.detectors.despair import ANOTHER, Found, words_around
from beadle.detectors.phrases import Phrases
from beadle.detectors.text import Reading
from beadle.detectors.vocabulary import NEGATIONS, wordset

_NOW = wordset("now minute there's theres moment currently someone's somebody's ambulance medic 999 please help nobody")
_PAST = wordset(
    "yesterday last ago was were had thank thanks saved exercise drill training course film museum show play novel"
    " safely mended fixed fake statue mural display panto used years week"
)
_AT_HAND = wordset("is are right outside here across by on beside next in")
_SOMEBODY = wordset(
    "lad lads man men woman women lass girl boy bloke child kid kids toddler baby person people someone someone's"
    " somebody somebody's youth youths teenagers he he's she she's they gang lady pensioner there's theres"
)
_MENACED = Phrases(
    {
        1.0: """going to jump, gonna jump, about to jump, fighting with knives, fighting with blades, with blades
        with knives, with machetes, with a blade, with an axe, being stabbed, been stabbed, being attacked
        being beaten up, being kicked in, just collapsed, has collapsed, collapsed by, collapsed outside
        collapsed on, having a heart attack, having a stroke, choking, hit by a car, hit by a bus, knocked down
        fallen in the river, fallen in the canal, fallen in the lake, fell in the river, fell in the canal
        on her own in the water, on his own in the water, alone in the water, alone by the water, on fire"""
    }
)
_HEIGHTS = wordset("roof bridge ledge railings cliff tower multi multistorey storey viaduct balcony window scaffolding")
_THINGS = wordset("bin bins car cars shed skip wood heath grill bbq form song team sale")
_HAZARDS = Phrases(
    {
        1.0: """live cable, live cables, live wire, live wires, bare wires, power line down, power lines down
        cable is down, smell of gas, smell gas, gas leak, wires coming out of, wires sticking out of, abandoned rucksack
        abandoned bag, abandoned suitcase, suspicious package, suspicious bag, unexploded bomb, open manhole"""
    }
)


def happening(reading: Reading) -> Iterator[Found]:
    """Yield what somebody tells of a danger to others while it happens."""
    for first, last, _ in _MENACED.find(reading):
        if _is_now(reading, first, last) and _is_of_people(reading, first, last):
            yield first, last, ANOTHER
    for first, last, _ in _HAZARDS.find(reading):
        around = words_around(reading, first, last)
        is_one = reading.ahead(last, 1) != ["of"]  # no "live wire of the party", no bag of rubbish
        if is_one and _is_now(reading, first, last) and not _AT_HAND.isdisjoint(around):
            yield first, last, ANOTHER


def _is_now(reading: Reading, first: int, last: int) -> bool:
    around = words_around(reading, first, last)
    ends = reading.words[last + len(reading.ahead(last, 20))].end
    is_asked = reading.plain[ends : ends + 1] == "?"
    is_told = not _NOW.isdisjoint(around) or "just" in reading.forms[max(0, first - 2) : last]
    return is_told and not is_asked and _PAST.isdisjoint(around) and NEGATIONS.isdisjoint(reading.before(first, 4))


def _is_of_people(reading: Reading, first: int, last: int) -> bool:
    near = frozenset(reading.before(first, 10))
    if _SOMEBODY.isdisjoint(near):
        return False
    if reading.forms[last] == "jump":
        return not _HEIGHTS.isdisjoint(reading.distinct)
    return reading.forms[last] != "fire" or _THINGS.isdisjoint(near)
