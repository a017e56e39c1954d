"""Clause AU05: fixed words of hatred that name their group only in the post, by a sign, or not at all. For an officer.

Who tells of them, today or as history, is left alone: "the sign said no blacks, no dogs, no Irish".
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from beadle.detectors.certainty import LIKELY, WEAK
from beadle.detectors.context import Context
from beadle.detectors.parameters import strings
from beadle.detectors.phrases import Phrases
from beadle.detectors.stance import Stance, objects_nearby, stance
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import NEGATIONS, TITLES, wordset
from beadle.domain.judgements import Finding

_HATEFUL = Phrases(
    {
        LIKELY: """back where they came from, back where you came from, them back on a boat
        them all back on a boat, boat with a hole, boats back with holes, their sort here, their kind here
        your sort here, your kind here
        want their sort
        breed like rats, breed like vermin, not even human, not human those, great replacement, white power
        foreign scum, foreign filth, foreign vermin, foreign rapists, foreign parasites
        white genocide, england for the english, heil hitler, sieg heil, seig heil, blood and soil, race war now
        britain for the british, whites only, no blacks no irish, no blacks no dogs, no irish no blacks
        no irish no dogs, no dogs no blacks, no dogs no irish, hitler had the right idea, for whites only, whites first
        hitler was right, hitler should have finished, gas the lot, gas them all, gas them, gas em, drown them all
        drown them in the, drown the lot, sink the boats, let them drown, drain on society, burden on society
        gas chambers are too good, gas chamber is too good, gas chamber's too good, gas chamber would be too good
        bring back the gas chambers, bring back the gas chamber, fire up the gas chambers, fire up the ovens
        in the gas chamber with them, in the gas chambers with them, to the gas chambers with them
        speak english or get out, speak english or go home, speak english or leave, speak english or fuck off
        not adam and steve, get back in the kitchen, get back to the kitchen, belong in the kitchen"""
    }
)
"""Said of people, never of things."""
_GO_BACK = Phrases(
    {
        LIKELY: """go back to, get back to, fuck off back to, piss off back to, f off back to, sod off back to
        send them back to"""
    }
)
_ORIGIN = wordset("country africa pakistan india poland romania somalia china where asia syria")
_TELLS = wordset(
    "sign signs signage notice notices placard poster posters history historical historic museum exhibition"
    " windrush war documentary film book novel play remember remembers remembered grandad grandfather granddad nan"
    " gran grandparents landlord landlords 1930s 1940s 1950s 1960s 1970s 1980s 50s 60s 70s sprayed spray painted"
    " daubed scrawled graffiti graffitied shouted shouting shouts chanting chanted chant screamed yelled saluting"
    " salute salutes saluted swastika swastikas said says wrote read reads heard hear told called memorial"
    " holocaust auschwitz nazis survivors police fawlty joke comedy sketch museum's racists thugs yobs"
)
_TO_OTHERS = frozenset(
    {("according", "to"), ("to", "you"), ("to", "this"), ("to", "the"), ("to", "them"), ("in", "your"), ("in", "their")}
    | {("far", "as"), ("as", "if"), ("as", "though"), ("treated", "like"), ("we", "are"), ("we", "get"), ("eyes", "of")}
)
"""Signs of somebody else's view, told in order to complain of it: "pensioners are vermin to this council"."""
_OTHERS = wordset("council council's councillors you your we them tories labour government dwp")
_DISOWNS = NEGATIONS | wordset(
    "if nobody wrong lie stop stopped can't cannot rubbish nonsense myth untrue doesn't didn't"
)
_SAYING = wordset("say says said saying think thinks believe believes call claim claims suggest mean true that")
_DEPLORED = wordset("lie myth nonsense rubbish wrong disgusting sad terrible awful shameful outrageous appalling")
_LINKS = wordset("that all the these those every of a an")
_ASKED_TO_AGREE = (
    ("isn't", "it"), ("is", "it", "not"), ("don't", "you"), ("do", "you", "not"), ("can't", "you"), ("why", "do"),
    ("why", "does"), ("when", "will", "people"), ("am", "i", "the", "only"),
)  # fmt: skip
"""The openings of a question that waits for no answer."""
_HISTORY = wordset("holocaust hitler nazi nazis auschwitz history historical museum exhibition windrush 1930s 1940s")
_NEARBY = 2  # sentences before and after, in which people say what it was
_EARSHOT = 40  # words
_CODE = re.compile(r"\W*(?:1488|14[/ ]?88|88[/ ]14|rahowa)\W*", re.IGNORECASE)
"""Signs by which Nazis know one another. Among other words the same digits are a number like any other."""
_APES = re.compile("[\U0001f412\U0001f435\U0001f98d\U0001f9a7]")  # monkey, its face, gorilla, orang-utan
_BANANA = "\U0001f34c"
_INNOCENT = wordset(
    "zoo park world bread smoothie cake split milkshake fruit fruits healthy snack lunch breakfast kids kid kiddies"
    " children cheeky little party parties safari jungle loved lovely thanks thank fun birthday toddler toddlers"
    " class swing swings climbing bars gym toy toys soft puzzle business banana's skin skins peel peels compost"
    " food caddy costume show chimps monkeys gorillas wise three forest tree trees george marathon mascot happy"
    " brilliant amazing good great"
)
_SHORT = 8  # words of a jeer


def detect_slogans(context: Context) -> Iterator[Finding]:
    """Yield slogans and signs of hatred; among the council's own people, apes and bananas thrown at one of them."""
    text = context.comment.text
    reading = read(text)
    for first, end, weight in _HATEFUL.find(reading):
        if "not" in reading.before(first, 3) and reading.forms[first] != "not":
            continue
        is_told = stance(reading, first) is not Stance.USED or objects_nearby(reading, first) or _tells(reading, first)
        is_told = is_told or is_anothers_view(reading, first)
        span = reading.words_span(first, end)
        reason = "says that people are not welcome or not human" + (", told of others" if is_told else "")
        yield Finding("group-hatred", WEAK if is_told else weight, *span, reason)
    if len(text) <= _SHORT * 4 and _CODE.fullmatch(text):
        yield Finding("group-hatred", LIKELY, 0, len(text), "a sign by which Nazis know one another")
    if (ape := _APES.search(text)) or _BANANA in text:
        at = ape.start() if ape else text.index(_BANANA)
        if _is_jeer(reading, bool(ape), strings(context.parameters, "people")):
            yield Finding("group-hatred", LIKELY, at, at + 1, "a monkey or a banana thrown at somebody")


def is_anothers_view(reading: Reading, index: int) -> bool:
    """Whether the sentence tells how others see people, in order to complain of it."""
    sentence = [*reading.before(index, 12), reading.forms[index], *reading.ahead(index, 16)]
    told = any(pair in _TO_OTHERS for pair in pairwise(sentence))
    return told and not _OTHERS.isdisjoint(sentence)


def is_history(reading: Reading) -> bool:
    """Whether a text speaks of what was said and done to people in the past."""
    return not _HISTORY.isdisjoint(reading.distinct)


def is_disowned(reading: Reading, index: int) -> bool:
    """Whether what follows word `index` is what the author would not say: "I would never say that …"."""
    before = reading.before(index, 10)
    while before and before[-1] in _LINKS:
        before.pop()
    is_clause = "that" in reading.before(index, 3)  # not "disgusting …", which describes them
    if is_clause and before[-1:] and before[-1] in _DEPLORED:
        return True
    return bool(before) and before[-1] in _SAYING and not _DISOWNS.isdisjoint(before[-5:-1])


def agreement_asked(reading: Reading, index: int) -> bool:
    """Whether a question before word `index` only asks for a yes: "isn't it obvious that …?"."""
    before = tuple(reading.before(index, 10))
    starts = range(len(before))
    return any(before[at : at + len(asked)] == asked for asked in _ASKED_TO_AGREE for at in starts)


def asks(reading: Reading, index: int) -> bool:
    """Whether the sentence of word `index` is a question."""
    last = index + len(reading.ahead(index, 12))
    return reading.plain[reading.words[last].end : reading.words[last].end + 1] == "?"


def go_back(reading: Reading, index: int) -> tuple[float, int, str] | None:
    """Return confidence, last word and reason of "go back to your own country", from word `index` on."""
    met = _GO_BACK.at(reading, index)
    if met is None or {"i", "we", "i'll", "i'd", "can", "not", "don't", "told"}.intersection(reading.before(index, 3)):
        return None
    for last, form in enumerate(reading.ahead(index + met[0] - 1, 4), index + met[0]):
        if form in _ORIGIN:
            return LIKELY, last, "tells somebody to go back where they came from"
    return None


def _tells(reading: Reading, index: int) -> bool:
    sentence = reading.words[index].sentence
    around = reading.words[max(0, index - _EARSHOT) : index + _EARSHOT]
    return any(word.form in _TELLS for word in around if abs(word.sentence - sentence) <= _NEARBY)


def _is_jeer(reading: Reading, has_ape: bool, people: tuple[str, ...]) -> bool:
    """Whether few words stand beside the picture, one of them somebody's name, and none that explains it."""
    forms = reading.forms
    if not 1 <= len(forms) <= _SHORT or not _INNOCENT.isdisjoint(forms):
        return False
    names = {part for name in people for part in read(name).forms if part not in TITLES}
    is_named = not names.isdisjoint(forms) or not TITLES.isdisjoint(forms) or "@" in reading.original
    both = has_ape and _BANANA in reading.original
    return is_named or (both and any(reading.is_capitalised(at) for at in range(1, len(forms))))
