"""Clause AU02: threats, wishes of death, and words of somebody who may be at risk. An officer sees them at once."""

from collections.abc import Iterator

from beadle.detectors.certainty import CERTAIN, DOUBTFUL, LIKELY, STRONG
from beadle.detectors.context import Context
from beadle.detectors.phrases import Phrases
from beadle.detectors.stance import tempered
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import ROLES, TITLES, wordset
from beadle.domain.judgements import Finding

URGENT = frozenset({"urgent"})

_HARM = wordset(
    "kill murder stab shoot bomb torch firebomb behead strangle hang lynch slit batter punch smash beat hurt"
    " burn rape knife cripple maim execute kneecap throttle drown bash"
)
_DEADLY = wordset("kill murder stab shoot bomb torch firebomb behead strangle hang lynch rape burn execute")
_HARMED = wordset("shot hung hanged lynched stabbed killed murdered gassed beheaded executed raped strung")
_INTENT = wordset("will i'll we'll ill gonna going gunna i'd would could wanna want")
_SPEAKER = wordset("i i'll we'll i'm we we're im i'd ill someone somebody")
_VICTIM = wordset("you u ya him her them your yous youse everyone everybody those these") | ROLES | TITLES
_NO_VICTIM = wordset("email message line text bill two time myself husband wife kids")
_WISH = wordset("hope wish pray")
_DEATH = wordset("die dies died dead cancer burn rot hanged shot killed crash suffer")
_AT_RISK = Phrases(
    {
        LIKELY: """want to die, kill myself, killing myself, end it all, ending it all, end my life, ending my life
        can't go on anymore, cant go on anymore, can't go on any more, take my own life, taking my own life
        feeling suicidal, feel suicidal, am suicidal, i'm suicidal, better off dead, no reason to live
        no point in living, don't want to be here anymore, dont want to be here anymore"""
    }
)
_YOUR_DEATH = Phrases(
    {
        STRONG: """kill yourself, kill yourselves, kill urself, hang yourself, top yourself, go and die, go die
        drink bleach, kys, hope you die, do us all a favour and die"""
    }
)
_STALKING = Phrases(
    {
        STRONG: """i know where you live, we know where you live, i know where you work, we know where you work
        i know where you park, we know where you park, i know where she lives, i know where he lives
        we know where she lives, we know where he lives, i know where your kids, we know where your kids""",
        DOUBTFUL: """watch your back, you better watch out, sleep with one eye open, you're dead meat
        your days are numbered""",
    }
)
_JUST_A_SAYING = wordset("nearly almost practically laugh laughing")


def detect_threat(context: Context) -> Iterator[Finding]:
    """Yield threats against people, wishes of death, and calls to harm oneself."""
    reading = read(context.comment.text)
    for index in range(len(reading.words)):
        found = (
            _announced(reading, index)
            or _deserved(reading, index)
            or _wished(reading, index)
            or _stalking(reading, index)
            or _urged(reading, index)
        )
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


Found = tuple[float, int, str]
"""Confidence, index of the phrase's last word, reason."""


def _announced(reading: Reading, index: int) -> Found | None:
    """ "I will kill you"."""
    words = reading.words
    form = words[index].form
    if form not in _HARM:
        return None
    before = {w.form for w in words[max(0, index - 5) : index] if w.sentence == words[index].sentence}
    ahead = [w.form for w in words[index + 1 : index + 4] if w.sentence == words[index].sentence]
    if not ahead or not before & _INTENT or not before & _SPEAKER or before & {"not", "never", "won't", "if"}:
        return None
    victim = next((n for n, other in enumerate(ahead) if other in _VICTIM), None)
    if victim is None or victim > 1 or (form == "beat" and "to" in ahead) or _NO_VICTIM.intersection(ahead):
        return None
    sure = before & {"will", "i'll", "we'll", "ill", "gonna", "going", "gunna"}
    confidence = (CERTAIN if form in _DEADLY else STRONG) if sure else DOUBTFUL
    return confidence, index + 1 + victim, "a threat of violence"


def _deserved(reading: Reading, index: int) -> Found | None:
    """ "should be shot": a manner of speaking more often than not, but not one for a machine to judge."""
    words = reading.words
    if words[index].form not in _HARMED or words[index - 1 : index] == () or words[index - 1].form != "be":
        return None
    before = {w.form for w in words[max(0, index - 5) : index - 1] if w.sentence == words[index].sentence}
    people = {w.form for w in words if w.sentence == words[index].sentence}
    if not before & {"should", "deserve", "deserves", "need", "needs", "ought", "must", "wants"}:
        return None
    known = people & (_VICTIM | {"councillors", "they", "he", "she", "council"})
    return (LIKELY if known else 0.45), index, "says that somebody should be killed or harmed"


def _wished(reading: Reading, index: int) -> Found | None:
    """ "I hope you die"."""
    words = reading.words
    if words[index].form not in _WISH:
        return None
    ahead = [w.form for w in words[index + 1 : index + 8] if w.sentence == words[index].sentence]
    if (
        not ahead
        or ahead[0] not in _VICTIM | {"that", "he", "she", "they", "the"}
        or "nobody" in ahead
        or "not" in ahead
    ):
        return None
    at = next((n for n, form in enumerate(ahead) if form in _DEATH), None)
    if at is None or not (_VICTIM | {"he", "she", "they"}).intersection(ahead[:at]):
        return None
    return (
        STRONG if ahead[0] in ("you", "u", "he", "she", "they") and at <= 3 else LIKELY,
        index + 1 + at,
        ("wishes somebody death or harm"),
    )


def _stalking(reading: Reading, index: int) -> Found | None:
    """ "we know where you live"."""
    met = _STALKING.at(reading, index)
    return met and (met[1], index + met[0] - 1, "a veiled threat")


def _urged(reading: Reading, index: int) -> Found | None:
    """ "kill yourself"."""
    met = _YOUR_DEATH.at(reading, index)
    if met is None or wordset("don't not never dont you'll will could nearly").intersection(reading.before(index, 4)):
        return None
    return met[1], index + met[0] - 1, "urges somebody to die or to harm themselves"
