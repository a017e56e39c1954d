"""Clause AU05: statements that make a part of the community less than human or unwelcome.

The names of groups are never a finding by themselves: only what is said of them is.
"""

from collections.abc import Iterator
from itertools import pairwise

from beadle.detectors.certainty import LIKELY, STRONG, WEAK
from beadle.detectors.context import Context
from beadle.detectors.phrases import Phrases
from beadle.detectors.stance import objects_nearby, tempered
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import COPULAS, MODIFIERS, NEGATIONS, SLURS, wordset
from beadle.domain.judgements import Finding

_FAITHS = wordset(
    "muslims muslim islam jews jew jewish christians christian catholics catholic protestants protestant hindus hindu"
    " sikhs sikh buddhists buddhist atheists atheist mormons quakers pagans"
)
_NATIONS = wordset(
    "blacks whites asians africans europeans indians pakistanis bangladeshis nepalese tamils afghans iranians iraqis"
    " kurds syrians arabs saudis palestinians israelis turks egyptians moroccans algerians libyans tunisians sudanese"
    " eritreans ethiopians somalis nigerians ghanaians kenyans ugandans zimbabweans congolese jamaicans brazilians"
    " mexicans americans canadians australians chinese japanese koreans vietnamese thais filipinos poles polish"
    " romanians bulgarians albanians kosovans serbs croats moldovans ukrainians russians lithuanians latvians estonians"
    " hungarians slovaks czechs germans french italians spaniards spanish portuguese greeks dutch danes swedes"
    " norwegians irish scots english welsh britons brits northerners southerners scousers geordies"
)
GROUPS = (
    _FAITHS
    | _NATIONS
    | wordset(
        "gypsies gypsy gypsys travellers traveller roma romany immigrants immigrant migrants migrant refugees refugee"
        " foreigners foreigner gays gay lesbians lesbian homosexuals homosexual transgender trans bisexuals queers"
        " disabled autistics autistic deaf women woman females girls men males boys pensioners"
        " elderly oaps homeless eastern-europeans"
    )
)
_PAIRS = (
    ("asylum", "seekers"),
    ("black", "people"),
    ("white", "people"),
    ("brown", "people"),
    ("old", "people"),
    ("sri", "lankans"),
    ("south", "africans"),
)
_LESS_THAN_HUMAN = wordset(
    "space oxygen diseased vermin scum animals parasites cockroaches rats subhuman subhumans savages filth disease"
    " plague vile inferior dirty monkeys apes pigs dogs maggots leeches rapists terrorists degenerates perverts paedos"
    " paedophiles groomers freaks abomination disgusting sick mental mentally stupid lazy thieves criminals evil"
    " cancer infestation trash"
)
_HARSH = wordset(
    "vermin scum animals parasites cockroaches subhuman subhumans savages monkeys apes maggots perverts degenerates"
    " freaks abomination filth rapists terrorists rats leeches diseased"
)
_NAME_CALLING = _HARSH - {"rapists", "terrorists", "animals"}  # "immigrant rapists" may be some who were convicted
_EXPEL = wordset("deport gas exterminate shoot hang burn ban sterilise castrate drown kill eradicate repatriate")
_DONE_TO = wordset(
    "deported shot gassed hanged hung banned raped sterilised exterminated castrated killed drowned burned burnt"
    " repatriated segregated"
)
_CALL = wordset("should must just lets let's we please all i'd i'll and gonna")
_CALLS_TO = (
    ["need", "to"],
    ["have", "to"],
    ["want", "to"],
    ["time", "to"],
    ["ought", "to"],
    ["got", "to"],
    ["going", "to"],
)
_UNWELCOME = Phrases(
    {
        LIKELY: """not wanted here, not wanted in, should be kept away from, don't belong, dont belong, do not belong
        are not welcome, aren't welcome, not welcome
        should not be allowed, shouldn't be allowed, should not exist"""
    }
)
_OUGHT = wordset("should must need needs deserve deserves ought")
_GO_BACK = Phrases(
    {
        LIKELY: """go back to, get back to, fuck off back to, piss off back to, f off back to, sod off back to
        send them back to"""
    }
)
_ORIGIN = wordset("country africa pakistan india poland romania somalia china where asia syria")
_HATEFUL = Phrases(
    {
        LIKELY: """back where they came from, back where you came from, them back on a boat
        them all back on a boat, boat with a hole, their sort here, their kind here, your sort here, your kind here
        want their sort
        breed like rats, breed like vermin, not even human, not human those, great replacement, white power
        foreign scum, foreign filth, foreign vermin, foreign rapists, foreign parasites
        white genocide, england for the english
        britain for the british, whites only, no blacks no irish, no blacks no dogs, hitler had the right idea
        hitler was right, hitler should have finished, gas the lot, gas them all, gas them, gas em, drown them all
        drown them in the, drown the lot, sink the boats, let them drown, drain on society, burden on society
        get back in the kitchen, get back to the kitchen, belong in the kitchen"""
    }
)
"""Said of people, never of things: hatred that names its group only in the post, or not at all. For an officer."""
_TO_OTHERS = frozenset(
    {("according", "to"), ("to", "you"), ("to", "this"), ("to", "the"), ("to", "them"), ("in", "your"), ("in", "their")}
    | {("far", "as"), ("as", "if"), ("as", "though"), ("treated", "like"), ("we", "are"), ("we", "get")}
)
"""Signs of somebody else's view, told in order to complain of it: "pensioners are vermin to this council"."""
_OTHERS = wordset("council council's councillors you your we them tories labour government")
_POSTED = GROUPS | wordset("pride lgbt lgbtq lgbtqia syria afghanistan ukraine eritrea sudan mosque temple synagogue")
_ADJECTIVES = wordset(
    "christian catholic protestant hindu sikh buddhist atheist nepalese sudanese congolese japanese vietnamese french"
    " spanish portuguese dutch homeless muslim jew jewish chinese irish scots english welsh polish gypsy traveller"
    " roma romany migrant immigrant refugee gay lesbian trans transgender disabled autistic deaf"
    " elderly foreigner homosexual"
)
_NOT_A_NOUN = wordset(
    "people folk folks and or but from in into on out now here back away again all who that off with for to too as at"
    " before the them this because so today tomorrow it bastards scum vermin filth animals parasites"
)
_MIGRANTS = wordset("immigrants migrants immigrant migrant foreigners")
_PUT_UPON = (["sick", "of"], ["sick", "and"], ["sick", "to"], ["mental", "health"], ["disgusting", "to"])
_SKIPPED = MODIFIERS | {"all", "mostly", "mainly"}

Found = tuple[float, int, str]
"""Confidence, index of the phrase's last word, reason."""


def detect_group_hatred(context: Context) -> Iterator[Finding]:
    """Yield statements that dehumanise a group, or want it gone."""
    reading = read(context.comment.text)
    for first, end, weight in _HATEFUL.find(reading):
        if "not" in reading.before(first, 3):
            continue
        harmless = objects_nearby(reading, first) or _is_anothers_view(reading, first)
        confidence, manner = tempered(WEAK if harmless else weight, reading, first)
        span = reading.words_span(first, end)
        yield Finding("group-hatred", confidence, *span, "says that people are not welcome or not human" + manner)
    for index in range(len(reading.words)):
        last = _group_end(reading, index)
        if last is None:
            found = _go_back(reading, index) or _said_of_them(reading, index, context.comment.post_text)
        else:
            found = _said_of(reading, last) or _wanted_gone(reading, index)
        if found:
            confidence, end, reason = found
            if _is_anothers_view(reading, index):
                confidence = min(confidence, WEAK)
            elif objects_nearby(reading, index):
                confidence = min(confidence, LIKELY)
            confidence, manner = tempered(confidence, reading, index)
            yield Finding("group-hatred", confidence, *reading.words_span(index, end), reason + manner)


def _is_anothers_view(reading: Reading, index: int) -> bool:
    sentence = [*reading.before(index, 12), reading.forms[index], *reading.ahead(index, 16)]
    told = any(pair in _TO_OTHERS for pair in pairwise(sentence))
    return told and not _OTHERS.isdisjoint(sentence)


def _said_of_them(reading: Reading, index: int, post: str) -> Found | None:
    """Return words such as "they're animals", beneath a post that speaks of a part of the community."""
    form = reading.forms[index]
    if not (form == "they're" or (form == "they" and reading.ahead(index, 1) == ["are"])):
        return None
    if _POSTED.isdisjoint(read(post).forms):
        return None
    for n, said in enumerate(reading.ahead(index, 6), 1):
        if said in NEGATIONS:
            return None
        if said in _HARSH or said in ("groomers", "paedos", "thieves", "criminals"):
            return LIKELY, index + n, "speaks of people in the post as less than human"
    return None


def _group_end(reading: Reading, index: int) -> int | None:
    if reading.words[index].form in GROUPS or reading.words[index].form in SLURS:
        return index + 1 if reading.follows(index + 1, ("people",)) else index
    return index + 1 if reading.forms[index : index + 2] in _PAIRS else None


def _said_of(reading: Reading, group: int) -> Found | None:
    """Return what is said of the group: "… are vermin", "… should be shot", "… don't belong here"."""
    following = reading.ahead(group, 8)
    if not following or reading.before(group, 2) == ["not", "all"]:
        return None
    if following[0] in _NAME_CALLING:
        return STRONG, group + 1, "speaks of a part of the community as less than human"
    if following[0] in COPULAS:
        said = next(
            (n for n, form in enumerate(following[1:], 1) if form not in _SKIPPED or form in _LESS_THAN_HUMAN), 0
        )
        tired = following[said : said + 2] in _PUT_UPON
        if following[said] in _LESS_THAN_HUMAN and not tired:
            said += following[said] not in _HARSH and not _HARSH.isdisjoint(following[said + 1 : said + 2])
            confidence = STRONG if following[said] in _HARSH else LIKELY
            return confidence, group + 1 + said, "speaks of a part of the community as less than human"
    done = next((n for n, form in enumerate(following) if form in _DONE_TO and following[n - 1] in ("be", "all")), 0)
    denied = not NEGATIONS.isdisjoint(following[:done]) or not NEGATIONS.isdisjoint(reading.before(group, 2))
    if done and not denied and not _OUGHT.isdisjoint(following[:done]):
        confidence = STRONG if following[0] in _OUGHT else LIKELY
        return confidence, group + 1 + done, "wants a part of the community harmed or driven out"
    if group + 1 < len(reading.words):
        unwelcome = _UNWELCOME.at(reading, group + 1)
        if unwelcome:
            return unwelcome[1], group + unwelcome[0], "says that a part of the community does not belong"
    return None


def _wanted_gone(reading: Reading, group: int) -> Found | None:
    words = reading.words
    before = reading.before(group, 6)
    noun = reading.ahead(group, 1) if words[group].form in _ADJECTIVES and reading.is_joined(group) else []
    if noun and noun[0] not in _NOT_A_NOUN:  # "hang the Welsh flag", "ban all disabled bays"
        return None
    verb = next((form for form in reversed(before) if form in _EXPEL), None)
    if verb is None or before[-1] not in (verb, "all", "the", "these", "those", "every", "of"):
        return None
    asked = before[: len(before) - before[::-1].index(verb) - 1]
    opens = not reading.is_joined(group - len(before) + len(asked) - 1)  # "white power, gas the …"
    if not NEGATIONS.isdisjoint(asked):
        return None
    if asked and not opens and asked[-1] not in _CALL and asked[-2:] not in _CALLS_TO:
        return None
    sure, reason = STRONG, "wants a part of the community harmed or driven out"
    if verb in ("deport", "repatriate", "ban") and words[group].form in _MIGRANTS:
        sure, reason = WEAK, "an opinion on migration"
    elif verb == "ban" and reading.ahead(group, 1) == ["from"]:  # a place, or a team: an officer decides who may go
        sure, reason = LIKELY, "wants a part of the community kept out of a place"
    return sure, group, reason


def _go_back(reading: Reading, index: int) -> Found | None:
    met = _GO_BACK.at(reading, index)
    if met is None or {"i", "we", "i'll", "i'd", "can", "not", "don't"}.intersection(reading.before(index, 3)):
        return None
    for last, form in enumerate(reading.ahead(index + met[0] - 1, 4), index + met[0]):
        if form in _ORIGIN:
            return LIKELY, last, "tells somebody to go back where they came from"
    return None
