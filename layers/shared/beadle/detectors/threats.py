"""Clause AU02: threats, wishes of death, and words of somebody who may be at risk. An officer sees them at once."""

from collections.abc import Iterator

from beadle.detectors.certainty import CERTAIN, DOUBTFUL, LIKELY, STRONG, WEAK
from beadle.detectors.context import Context
from beadle.detectors.phrases import Phrases
from beadle.detectors.stance import tempered
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import ROLES, TITLES, wordset
from beadle.domain.judgements import Finding

URGENT = frozenset({"urgent"})

_DEADLY = wordset("kill murder stab shoot bomb torch firebomb behead strangle hang lynch rape burn execute knife")
_HARM = _DEADLY | wordset(
    "slit batter punch smash beat hurt cripple maim kneecap throttle drown bash slap kick headbutt break"
)
_HARMED = wordset("shot hung hanged lynched stabbed killed murdered gassed beheaded executed raped strung burned burnt")
_FIRM = wordset("will i'll we'll ill gonna going gunna")
_INTENT = _FIRM | wordset("i'd would could wanna want should needs ought")
_SPEAKER = wordset("i i'll we'll i'm we we're im i'd ill someone somebody")
_PRONOUNS = wordset("you u ya him her them yous youse everyone everybody")
_WHOSE = wordset("your his her their ur")
_PARTS = wordset(
    "face head house home office offices car legs teeth family families kids children staff wife husband neck throat"
    " skull nose knees door windows throats faces heads houses"
)
_PERSONS = _PRONOUNS | ROLES | TITLES
_NO_VICTIM = wordset("email message line text bill two time myself")
_PARTICLES = wordset("on in out around about off for with through up")
_OUGHT = wordset("should deserve deserves need needs ought must wants want")
_NOT_DEADLY_AFTER = wordset("of out by with in")  # "shot of him", "hung out to dry"
_WISH = wordset("hope wish pray")
_DEATH = wordset("die dies died dead cancer burn rot hanged shot killed crash suffer")
_SUBJECTS = wordset("you u he she they")
_REACH = 9  # words back to whoever speaks
_AT_RISK = Phrases(
    {
        LIKELY: """want to die, kill myself, killing myself, end it all, ending it all, end my life, ending my life
        can't go on anymore, cant go on anymore, can't go on any more, take my own life, taking my own life
        feeling suicidal, feel suicidal, am suicidal, i'm suicidal, better off dead, no reason to live
        no point in living, don't want to be here anymore, dont want to be here anymore"""
    }
)
_VEILED = Phrases(
    {
        STRONG: """i know where you live, we know where you live, i know where you work, we know where you work
        i know where you park, we know where you park, i know where she lives, i know where he lives
        we know where she lives, we know where he lives, i know where your kids, we know where your kids""",
        DOUBTFUL: """watch your back, you better watch out, sleep with one eye open, you're dead meat
        your days are numbered, bullet in, bullet with your name""",
    }
)
_YOUR_DEATH = Phrases(
    {
        STRONG: """kill yourself, kill yourselves, kill urself, hang yourself, top yourself, go and die, go die
        drink bleach, kys, do us all a favour and die"""
    }
)
_WARNING = wordset("me i makes made don't not never dont you'll will could nearly")
_JUST_A_SAYING = wordset("nearly almost practically laugh laughing")

Found = tuple[float, int, str]
"""Confidence, index of the phrase's last word, reason."""


def detect_threat(context: Context) -> Iterator[Finding]:
    """Yield threats against people, wishes of death, and calls to harm oneself."""
    reading = read(context.comment.text)
    for index, word in enumerate(reading.words):
        found = _veiled(reading, index) or _urged(reading, index)
        if word.form in _HARM:
            found = found or _announced(reading, index)
        elif word.form in _HARMED:
            found = found or _deserved(reading, index)
        elif word.form in _WISH:
            found = found or _wished(reading, index)
        if found:
            confidence, last, reason = found
            confidence, manner = tempered(confidence, reading, index)
            start, end = reading.words_span(index, last)
            yield Finding("threat", confidence, start, end, reason + manner, URGENT)


def detect_at_risk(context: Context) -> Iterator[Finding]:
    """Yield words of an author who may mean to harm themselves: no breach, but an officer must see them."""
    reading = read(context.comment.text)
    for first, last, confidence in _AT_RISK.find(reading):
        before = frozenset(reading.before(first, 5))
        own = reading.words[first].form in _SPEAKER or not before.isdisjoint(_SPEAKER | {"just", "myself", "my"})
        if own and before.isdisjoint(_JUST_A_SAYING):
            reason = "the author may be at risk: not a breach, but somebody should get in touch"
            yield Finding("at-risk", confidence, *reading.words_span(first, last), reason, URGENT)


def _announced(reading: Reading, index: int) -> Found | None:
    """Return a threat such as "I will kill you", or a call such as "somebody should stab him"."""
    form = reading.words[index].form
    before = frozenset(reading.before(index, _REACH))
    ahead = reading.ahead(index, 3)
    if not _PARTICLES.isdisjoint(ahead[:1]):  # "hang on", "burn out"
        return None
    if before.isdisjoint(_INTENT) or before.isdisjoint(_SPEAKER) or not before.isdisjoint({"not", "never", "won't"}):
        return None
    victim = None if form == "beat" and "to" in ahead else _victim(ahead, form)  # "beat you to it"
    if victim is None or not _NO_VICTIM.isdisjoint(ahead):
        return None
    is_firm = not before.isdisjoint(_FIRM) and before.isdisjoint({"someone", "somebody"})
    if not is_firm and "if" in before:
        return None
    confidence = (CERTAIN if form in _DEADLY else STRONG) if is_firm else DOUBTFUL
    return confidence, index + 1 + victim, "a threat of violence"


def _victim(ahead: list[str], verb: str) -> int | None:
    """Return the place among the words behind the verb of who, or whose face or house, is threatened."""
    for at, form in enumerate(ahead):
        if form in _WHOSE and ahead[at + 1 : at + 2] and ahead[at + 1] in _PARTS | ROLES:
            return at + 1
        if form in _PERSONS and not (verb == "burn" and form == "guy"):  # on the fifth of November
            return None if form in _WHOSE and verb not in _DEADLY else at
    return None


def _deserved(reading: Reading, index: int) -> Found | None:
    """Return a call such as "should be shot": mostly a manner of speaking, and not for a machine to tell."""
    before = reading.before(index, 5)
    if before[-1:] != ["be"] or _OUGHT.isdisjoint(before):
        return None
    if not _NOT_DEADLY_AFTER.isdisjoint(reading.ahead(index, 1)):
        return None
    sentence = {*reading.before(index, 20), *reading.ahead(index, 20)}
    known = not sentence.isdisjoint(_PERSONS | {"councillors", "they", "he", "she", "council"})
    worst = reading.words[index].form == "raped"
    confidence = (STRONG if worst else LIKELY) if known else WEAK
    return confidence, index, "says that somebody should be killed or harmed"


def _wished(reading: Reading, index: int) -> Found | None:
    """Return a wish such as "I hope you die"."""
    ahead = reading.ahead(index, 7)
    at = next((n for n, form in enumerate(ahead) if form in _DEATH), 0)
    wished = ahead[:at]
    if not wished or wished[0] not in _PERSONS | {"that", "he", "she", "they", "the"}:
        return None
    if (_PERSONS | _SUBJECTS).isdisjoint(wished) or not {"nobody", "not", "never", "no"}.isdisjoint(wished):
        return None
    is_plain = wished[0] in _SUBJECTS and at <= 3
    return (STRONG if is_plain else LIKELY), index + 1 + at, "wishes somebody death or harm"


def _veiled(reading: Reading, index: int) -> Found | None:
    """Return a threat such as "we know where you live"."""
    met = _VEILED.at(reading, index)
    return met and (met[1], index + met[0] - 1, "a veiled threat")


def _urged(reading: Reading, index: int) -> Found | None:
    """Return a call such as "kill yourself"."""
    met = _YOUR_DEATH.at(reading, index)
    if met is None or not _WARNING.isdisjoint(reading.before(index, 4)):
        return None
    return met[1], index + met[0] - 1, "urges somebody to die or to harm themselves"
