"""Clause AU05: slurs, and statements that make a part of the community less than human or unwelcome.

The names of groups are never a finding by themselves: only what is said of them is.
"""

from collections.abc import Iterator

from beadle.detectors.certainty import CERTAIN, LIKELY, STRONG, WEAK
from beadle.detectors.context import Context
from beadle.detectors.grammar import AIMED, Target, target_of
from beadle.detectors.phrases import Phrases
from beadle.detectors.stance import tempered
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import COPULAS, MODIFIERS, SLURS, wordset
from beadle.domain.judgements import Finding

GROUPS = wordset(
    "muslims muslim islam jews jew jewish christians catholics protestants hindus sikhs blacks asians africans"
    " indians pakistanis bangladeshis somalis nigerians poles polish romanians bulgarians albanians ukrainians syrians"
    " afghans arabs turks chinese irish scots english welsh gypsies gypsy gypsys travellers traveller roma romany"
    " immigrants immigrant migrants migrant refugees refugee foreigners foreigner gays gay lesbians lesbian"
    " homosexuals homosexual transgender trans bisexuals queers disabled autistics autistic deaf women woman females"
    " girls men pensioners elderly oaps whites eastern-europeans"
)
_ASYLUM = ("asylum", "seekers")
_LESS_THAN_HUMAN = wordset(
    "space oxygen diseased vermin scum animals parasites cockroaches rats subhuman subhumans savages filth disease"
    " plague vile inferior dirty monkeys apes pigs dogs maggots leeches rapists terrorists degenerates perverts paedos"
    " paedophiles groomers freaks abomination sick mental stupid lazy thieves criminals evil cancer infestation trash"
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
        LIKELY: """don't belong, dont belong, do not belong, are not welcome, aren't welcome, not welcome
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


def detect_slur(context: Context) -> Iterator[Finding]:
    """Yield slurs; words that are also plain ones only where they are thrown at somebody."""
    reading = read(context.comment.text)
    for index, word in enumerate(reading.words):
        grade = SLURS.get(word.form)
        if grade is None:
            continue
        target = target_of(reading, index)
        aimed = target in AIMED
        if grade == 1 and (not aimed or reading.is_proper_name(index)):
            continue
        if (
            word.form in _DISHES
            and not aimed
            and not _FOOD.isdisjoint(reading.before(index, 12) + reading.ahead(index, 12))
        ):
            continue
        confidence = CERTAIN if aimed else LIKELY if word.form in _DISHES else STRONG
        if word.masked or word.form in _IN_GROUP:
            confidence = LIKELY
        if target is Target.SELF:
            confidence = WEAK
        confidence, manner = tempered(confidence, reading, index)
        yield Finding("slur", confidence, *reading.words_span(index, index), "a slur" + manner)


def detect_group_hatred(context: Context) -> Iterator[Finding]:
    """Yield statements that dehumanise a group, or want it gone."""
    reading = read(context.comment.text)
    for index in range(len(reading.words)):
        last = _group_end(reading, index)
        found = (
            (_said_of(reading, last) or _wanted_gone(reading, index)) if last is not None else _go_back(reading, index)
        )
        if found:
            confidence, end, reason = found
            confidence, manner = tempered(confidence, reading, index)
            yield Finding("group-hatred", confidence, *reading.words_span(index, end), reason + manner)


def _group_end(reading: Reading, index: int) -> int | None:
    if reading.words[index].form in GROUPS or reading.words[index].form in SLURS:
        return index + 1 if reading.follows(index + 1, ("people",)) else index
    return index + 1 if reading.follows(index, _ASYLUM) else None


_DISHES = wordset("faggot faggots")
_FOOD = wordset("peas gravy butcher butchers mash savoury pie pies menu recipe welsh")
_IN_GROUP = wordset("nigga niggas")
"""Among friends in some dialects an address like any other."""

Found = tuple[float, int, str]
"""Confidence, index of the phrase's last word, reason."""


def _said_of(reading: Reading, group: int) -> Found | None:
    """ "… are vermin", "… should be shot", "… don't belong here"."""
    following = reading.ahead(group, 8)
    if not following or reading.before(group, 2) == ["not", "all"]:
        return None
    if following[0] in _NAME_CALLING:
        return STRONG, group + 1, "speaks of a part of the community as less than human"
    if following[0] in COPULAS:
        said = next(
            (n for n, form in enumerate(following[1:], 1) if form not in MODIFIERS or form in _LESS_THAN_HUMAN), 0
        )
        if following[said] in _LESS_THAN_HUMAN:
            confidence = STRONG if following[said] in _HARSH else LIKELY
            return confidence, group + 1 + said, "speaks of a part of the community as less than human"
    done = next((n for n, form in enumerate(following) if form in _DONE_TO and following[n - 1] in ("be", "all")), 0)
    if done and not _OUGHT.isdisjoint(following[:done]):
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
    verb = next((form for form in reversed(before) if form in _EXPEL), None)
    if verb is None or before[-1] not in (verb, "all", "the", "these", "those", "every", "of"):
        return None
    asked = before[: len(before) - before[::-1].index(verb) - 1]
    if asked and asked[-1] not in _CALL and asked[-2:] not in _CALLS_TO:
        return None
    migration = words[group].form in ("immigrants", "migrants", "immigrant", "migrant", "foreigners")
    if verb in ("deport", "repatriate", "ban") and migration:
        return WEAK, group, "an opinion on migration"
    return STRONG, group, "wants a part of the community harmed or driven out"


def _go_back(reading: Reading, index: int) -> Found | None:
    met = _GO_BACK.at(reading, index)
    if met is None or {"i", "we", "i'll", "i'd", "can", "not", "don't"}.intersection(reading.before(index, 3)):
        return None
    for last, form in enumerate(reading.ahead(index + met[0] - 1, 4), index + met[0]):
        if form in _ORIGIN:
            return LIKELY, last, "tells somebody to go back where they came from"
    return None
