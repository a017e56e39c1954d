"""Clause AU08: where somebody lives. A street is a place; a home is private.

A home is said to be somebody's. A venue has its name before its address, or what goes on there beside it, and stays.
Where a house and its postcode stand by themselves, an officer decides.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from beadle.detectors.certainty import DOUBTFUL, LIKELY, SLIGHT, STRONG, WEAK
from beadle.detectors.context import Context
from beadle.detectors.organisations import ORGANISATIONS, PREMISES
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
_POSTCODE = r"(?<!\w)[a-z]{1,2}\d[a-z\d]?[ ]{0,2}[\do][abd-hjlnp-uw-z]{2}(?!\w)"
_SENTENCE_END = re.compile(r"[.!?;](?=\s)|\n(?=\s*\n)")
_UNIT = r"(?:flat|apartment|apt|unit|studio|room|maisonette)\.? ?\w{1,4}"
_REACH = 110  # characters before a postcode in which its house stands
_SAID_BEFORE = 40  # characters before an address in which it is said to be a home
_BESIDE = 64  # characters before and behind it in which a venue is named, or what goes on there
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
def _somebodys() -> re.Pattern[str]:
    """What says before an address that somebody lives there."""
    kin = "mum|mam|mom|mother|dad|father|nan|nana|gran|grandma|grandad|aunt|auntie|uncle|sister|brother|son|daughter"
    kin += "|wife|husband|ex|partner|girlfriend|boyfriend|mate|friend|neighbour"
    return re.compile(
        r"(?<![a-z])(?:liv(?:es?|ed|ing) (?:at|in|on|over|above|with|round)|resident of|(?:home|my|his|her) address"
        r"|(?:his|her|my|our|their) (?:house|home|flat|door|place|gaff|bungalow)(?! (?:of worship|team|game|match))"
        rf"|at mine|(?:(?:my|his|her|their) (?:{kin})(?:'s)?(?: is| lives)?(?:[ ,:]{{1,2}}[a-z'-]{{2,20}}){{0,2}}"
        r"|(?:mr|mrs|ms|miss) [a-z'-]{2,20})[ ,:]{0,2}(?:at|of|from|in)?[ ,:]{0,2}$)(?![a-z])"
    )


@cache
def _hails_from() -> re.Pattern[str]:
    """What says whose house with a postcode it is: "it was Shane from", "that bloke at"."""
    who = "him|her|them|he|she|woman|man|lady|lad|lass|girl|boy|bloke|fella|guy|chap|couple|family|lot"
    return re.compile(
        rf"(?:(?<![a-z])(?:{who}) (?:from|at|of|in)"
        r"|(?:,|:|(?<![a-z])(?:it's|its|by|was|is|called|named|and)) (?P<name>[a-z'-]{2,20}) from) $"
    )


@cache
def _somebodys_behind() -> re.Pattern[str]:
    """What says the same behind it: "22 Priory Road HM2 6TR is where she lives"."""
    return re.compile(
        r"(?<![a-z])(?:where (?:he|she|they|i) lives?|(?:his|her|my) (?:address|home|house|flat|door)"
        r"|knock on|(?:pay|paid) (?:him|her|them) a visit|go round)(?![a-z])"
    )


@cache
def _stays() -> re.Pattern[str]:
    """What says before an address that somebody is there, at home unless a venue is named."""
    return re.compile(
        r"(?<![a-z])(?:(?:i'?m|he'?s|she'?s|we'?re|staying) at|moved to|house is|address is|their (?:address|house))"
        r"(?![a-z])"
    )


@cache
def _public_place() -> re.Pattern[str]:
    """What stands before an address that is no home: a place to be found, a business, or what is to happen there."""
    premises = "|".join(sorted(map(re.escape, PREMISES), key=len, reverse=True))
    return re.compile(
        r"(?<!\w)(?:outside|opposite|near|nearest|behind|beside|front of|next to|junction|hall|site|works|bank|offices?"
        rf"|(?:{premises})(?:'s)?|meet(?:ing|s)?|event|evening|workshop|class(?:es)?|exhibition|concert|fair|fete|market"
        r"|polling station|drop-in|venue|held|hosted|based|auction|for sale"
        r"|application (?:for|at)|notice (?:for|at)|permission (?:for|at)|licence (?:for|at)|plans? (?:for|at))"
        rf"(?!\w)(?! (?:{_HOUSES}|{'|'.join(_STREETS)})(?!\w))"
    )


@cache
def _goes_on() -> re.Pattern[str]:
    """What stands behind an address that is no home: "do a cracking Sunday lunch", "from 2pm", "all welcome"."""
    return re.compile(
        r"(?<!\w)(?:opens?|opening|open (?:till?|until|from|on)|closed|closes|shuts?|serv(?:es|ed|ing)|sells?|menu"
        r"|lunch(?:es)?|dinners?|breakfasts?|pizzas?|carvery|pints?|coffee|cakes?|from \d{1,2}(?:[.:]\d\d)? ?(?:am|pm)"
        r"|\d{1,2}(?:[.:]\d\d)? ?(?:am|pm)? ?(?:-|to|till?|until) ?\d{1,2}(?:[.:]\d\d)? ?(?:am|pm)|all welcome"
        r"|free entry|tickets?|jabs?|clinic|workshop|event|coffee morning|polling station|meeting|exhibition|fair|fete"
        r"|jumble sale|class(?:es)?|sessions?|concert|quiz|bingo|planning|application|refused|demolished|for sale"
        r"|customers?|staff|branch|shop|takeaway|ward \d|reception)(?!\w)"
    )


@cache
def _pinned() -> re.Pattern[str]:
    """Somebody told by their door: "the woman at number 9 Elm Grove", "him at no 12"."""
    who = "woman|man|lady|lad|lass|girl|boy|bloke|fella|guy|chap|couple|family|lot|tenants?|people|neighbours?|kids?"
    streets = "|".join(sorted(_STREETS, key=len, reverse=True))
    return re.compile(
        rf"(?<![a-z])(?:{who}|him|her|them|she|he|mr|mrs|miss|ms)(?: [a-z']{{2,15}})? (?:at|from|in|of) "
        rf"(?:(?:number|no\.?|flat|house) ?(?!10(?!\d))\d{{1,4}}[a-d]?"
        rf"(?P<street> (?:[a-z'-]{{2,20}} ){{1,3}}(?:{streets}))?"
        rf"|\d{{1,4}}[a-d]? (?P<road>(?:[a-z'-]{{2,20}} ){{1,3}}(?:{streets})))(?!\w)"
    )


@cache
def _private_facts() -> re.Pattern[str]:
    """What is nobody's business: illness, addiction, conviction, money, love."""
    return re.compile(
        r"(?<!\w)(?:cancer|chemo|tumou?r|hiv|aids|hepatitis|dementia|alzheimer'?s|parkinson'?s|schizophreni[ac]|bipolar"
        r"|psychosis|psychotic|sectioned|suicidal|self[ -]harm(?:s|ed|ing)?|overdosed?|rehab|alcoholic|alkie|junkie"
        r"|(?:drug|heroin|crack|coke) ?addict|smack ?head|methadone|miscarriage|abortion|terminal(?:ly)?(?: ill)?"
        r"|mental health|on benefits|universal credit|bankrupt|in debt|on tag|tagged|out of (?:prison|jail|nick)"
        r"|in (?:prison|jail)|criminal record|on probation|sex offender|asylum seekers?|refugees?|illegal immigrants?"
        r"|is (?:gay|trans|a lesbian|lesbian|autistic|pregnant)|having an affair|cheat(?:s|ed|ing) on"
        r"|domestic (?:abuse|violence)|kids (?:were )?taken|beats (?:his|her))(?!\w)"
    )


@cache
def _office() -> re.Pattern[str]:
    """What an address itself has in it that no home's has."""
    return re.compile(
        r"(?<!\w)(?:guildhall|civic centre|council|library|po box|business park|industrial estate|retail park"
        r"|(?:town|church|village|parish|community|memorial|scout|school|masonic|market|youth) (?:hall|centre|hut)"
        r"|primary school|leisure centre)(?!\w)"
    )


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
    has_digits = any(map(str.isdigit, plain))
    if not has_digits and reading.distinct.isdisjoint(_HOUSES.split("|")):
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
                confidence = STRONG if _is_home(plain, start, code.end()) else SLIGHT
                yield Finding("postcode-address", confidence, *span, "a house number with its postcode")
    for match in _house().finditer(plain):
        if _is_home(plain, *match.span()) and not _is_published(match.group(), published):
            span = reading.span(*match.span())
            yield Finding("postcode-address", LIKELY, *span, "a house said to be somebody's home")
    if has_digits:
        yield from _private_doors(reading)


def _private_doors(reading: Reading) -> Iterator[Finding]:
    """Yield the doors of people of whom something is told that is nobody's business."""
    for match in _pinned().finditer(reading.plain):
        before, behind = _beside(reading.plain, *match.span())
        if _private_facts().search(behind) or _private_facts().search(before):
            confidence = LIKELY if match["street"] or match["road"] else SLIGHT
            span = reading.span(*match.span())
            yield Finding("postcode-address", confidence, *span, "something private, told of somebody by their door")


def _told(reading: Reading, house: _House) -> tuple[float, int, int, str]:
    span = reading.span(house.start, house.end)
    if _is_home(reading.plain, house.start, house.end) or _is_somebodys_from(reading, house.start):
        return STRONG + 0.02, *span, "a house said to be somebody's home, with its postcode"
    if _is_public(reading.plain, house.start, house.end):
        return WEAK, *span, "a place in a street, with its postcode"
    if not house.is_firm:
        return LIKELY, *span, "what seems to be a house with its postcode"
    return DOUBTFUL, *span, "a house with its postcode"


def _is_home(plain: str, start: int, end: int) -> bool:
    before, behind = _beside(plain, start, end)
    if _somebodys().search(before[-_SAID_BEFORE:]) or _somebodys_behind().search(behind):
        return True
    return bool(_stays().search(before[-_SAID_BEFORE:])) and not _is_public(plain, start, end)


def _is_somebodys_from(reading: Reading, start: int) -> bool:
    """Whether somebody is said to be from a house, by a word for a person or by a name in capitals."""
    earliest = max(0, start - _SAID_BEFORE)
    said = _hails_from().search(reading.plain, earliest, start)
    if said is None:
        return False
    return said["name"] is None or (_is_capital(reading, said.start("name")) and said["name"] not in ORGANISATIONS)


def _is_public(plain: str, start: int, end: int) -> bool:
    before, behind = _beside(plain, start, end)
    if _office().search(plain, start, end) or _public_place().search(before):
        return True
    return _goes_on().search(behind) is not None


def _beside(plain: str, start: int, end: int) -> tuple[str, str]:
    """Return what its own sentence says before an address, and behind it."""
    before = _SENTENCE_END.split(plain[max(0, start - _BESIDE) : start])[-1]
    return before, _SENTENCE_END.split(plain[end : end + _BESIDE], maxsplit=1)[0]


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
