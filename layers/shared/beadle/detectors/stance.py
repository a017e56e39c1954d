"""What the author does with hard words: uses them, reports them, or stands up against them.

People quote abuse in order to complain of it, and silencing them would be the worst of errors. So words within
quotation marks, or behind somebody else's mouth, are never enough to remove a comment by machine.
"""

from enum import Enum
from itertools import pairwise

from beadle.detectors.certainty import LIKELY, WEAK
from beadle.detectors.text import Reading
from beadle.detectors.vocabulary import wordset

_REPORTING = wordset(
    "calling called calls shouting shouted shouts yelled yelling yells screamed screaming saying says said word words"
    " labelled labels labelling slur slurs term terms insults insult using tells told tweeted wrote writes heard"
    " hearing describing described named hurled hurling chanting chanted referred think thinks believe believes claim"
    " say claims suggest suggesting sprayed spraying painted scrawled daubed graffiti graffitied spat muttered sneered"
    " written reads screams"
)
_FIRST_PERSON = wordset("i i'm i'd i'll we we're im")
_THIRD_PERSONS = wordset("he she they someone somebody lads kids lad boys man woman who")
_TOLD = wordset("said says say shouted yelled screamed wrote told called muttered spat")
_ACCUSATIVE = wordset("me us my our")
_AGAINST = wordset(
    "disgusting disgusted unacceptable wrong shameful shame stop stopped offensive racist racism hateful hurtful"
    " hurts hurt abuse abusive abused bullying bullied bully appalling appalled vile disgraceful apologise apology"
    " reported report reporting banned ban sickening horrified horrible awful cruel homophobic sexist sexism ableist"
    " discrimination discriminatory prejudice condemn condemned intolerance harassment harassed upset upsetting crying"
    " tears respect kindness inappropriate outdated disrespectful unkind slur slurs ashamed educate challenge"
    " challenged shouldn't mustn't nobody banter police meaning means history"
)
_NAMES_THE_WRONG = wordset(
    "racist racists racism homophobic homophobia transphobic antisemitic antisemitism islamophobia ableist graffiti"
    " sprayed daubed scrawled slur slurs abuse abusive bullied bullying offensive hateful hurtful reported unacceptable"
    " prejudice condemn discrimination"
)
_AGAINST_PAIRS = frozenset({("not", "ok"), ("not", "okay"), ("not", "acceptable"), ("no", "place"), ("should", "not")})
_NEARBY = 2  # sentences before and after, in which people say what they think of it
_EARSHOT = 60  # words, however long the sentences
_REACH = 9  # words between the reporting verb and what it reports


class Stance(Enum):
    """What the author does with the words."""

    USED = "used"
    REPORTED = "reported"
    CONDEMNED = "condemned"


def objects_nearby(reading: Reading, index: int) -> bool:
    """Whether the words around `index` name the wrong that it is: "somebody sprayed … on the mosque, it is racist"."""
    sentence = reading.words[index].sentence
    around = reading.words[max(0, index - _EARSHOT) : index + _EARSHOT]
    return any(w.form in _NAMES_THE_WRONG for w in around if abs(w.sentence - sentence) <= _NEARBY)


def stance(reading: Reading, index: int) -> Stance:
    """Return what the author does with the word at `index`."""
    word = reading.words[index]
    quoted = reading.is_quoted(word.start)
    if not quoted and not _reported(reading, index):
        return Stance.USED
    around = reading.words[max(0, index - _EARSHOT) : index + _EARSHOT]
    near = [w.form for w in around if abs(w.sentence - word.sentence) <= _NEARBY]
    against = any(form in _AGAINST for form in near) or any(p in _AGAINST_PAIRS for p in pairwise(near))
    return Stance.CONDEMNED if against else Stance.REPORTED


def _reported(reading: Reading, index: int) -> bool:
    sentence = reading.words[index].sentence
    for back in range(index - 1, max(-1, index - 1 - _REACH), -1):
        word = reading.words[back]
        if word.sentence != sentence and reading.plain[word.end : word.end + 1] == ":":  # "the wall says: …"
            sentence = word.sentence
        if word.sentence != sentence:
            return False
        if word.form in _REPORTING:
            before = [w.form for w in reading.words[max(0, back - 2) : back] if w.sentence == word.sentence]
            return not (_FIRST_PERSON.intersection(before) and not _ACCUSATIVE.intersection(before))
    ahead = reading.ahead(index, _REACH)
    return any(who in _THIRD_PERSONS and said in _TOLD for who, said in pairwise(ahead))  # "kill yourself, he shouted"


def tempered(confidence: float, reading: Reading, index: int) -> tuple[float, str]:
    """Return a confidence no higher than the author's stance allows, and what to add to the reason."""
    match stance(reading, index):
        case Stance.CONDEMNED:
            return min(confidence, WEAK), ", quoted in order to object to it"
        case Stance.REPORTED:
            return min(confidence, LIKELY), ", in quoted or reported speech"
        case _:
            return confidence, ""
