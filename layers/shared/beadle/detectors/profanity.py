"""Clause AU02: profane and sexual language, graded by how strong it is and by whom it is thrown at.

Swearing at a pothole is for an officer to weigh; swearing at a person is not.
"""

from collections.abc import Iterator

from beadle.detectors.banter import softened
from beadle.detectors.certainty import CERTAIN, LIKELY, SLIGHT, STRONG, WEAK
from beadle.detectors.context import Context
from beadle.detectors.grammar import AIMED, Target, target_of
from beadle.detectors.persons import register
from beadle.detectors.phrases import Phrases
from beadle.detectors.stance import tempered
from beadle.detectors.text import Reading, read
from beadle.detectors.violence import is_closed
from beadle.detectors.vocabulary import (
    INSULTS,
    MEDIUM_PROFANITY,
    ROLES,
    SAID_OF_THINGS,
    SEXUAL,
    STRONG_PROFANITY,
    YOU,
    YOU_ARE,
    wordset,
)
from beadle.domain.judgements import Finding

_CURSES = wordset("fuck fuk fuckin fucking shag screw stuff sod piss bugger")
_ABSENT = wordset("him her them")
_CURSED = YOU | YOU_ARE | wordset("off yourself yourselves him her them")
_MILD_CURSES = wordset("stuff screw bugger sod shag")
_NO_CURSE_BEFORE = wordset("to it can all just the was is")
_YOURS = YOU | YOU_ARE
_POINTERS = wordset("this that those these old stupid ugly fat lying")
_CURT = 6  # words of a comment that is an obscenity and little else
_REACH = 8  # words from "you" to the name thrown
_FOUL = wordset("shit shite bullshit shitshow shithole shitty wank shitstorm")
_OBSCENE = wordset("cunt cunts motherfucker motherfuckers cunting motherfucking")
_BY_FORCE = wordset("suck sucking lick licking send show ride touch grab want see love nice great big squeeze fondle")
_CRUDE = wordset("suck sucking lick licking show send grab ride touch nice")
_LEWD = Phrases(
    {
        LIKELY: """a go on her, a go on him, tits out, suck my balls, lick my balls, sit on my face, sits on my face
        get them out love, get em out love, bend her over, bend him over, wouldn't say no to a bit of that
        cop a feel, copping a feel, takes it up the arse, take it up the arse, takes it up the bum, takes it up her
        takes it up his, get your kit off, get yer kit off, get her kit off, get his kit off, get your tits out
        get yer tits out, get your boobs out, get yer boobs out, show us your fanny, show us your arse
        show us yer arse, her back doors in, his back doors in, on your knees love, what i'd do to her
        what i'd do to him, a good seeing to, a good rogering, kick her out of bed, kick him out of bed
        slept her way to, slept his way to, sleeping her way to, sleeping his way to, wank over her, wank over him
        wanking over her, wanking over him, bet she swallows, bet he swallows, like she swallows, like he swallows
        getting between her legs, getting between his legs"""
    }
)
_LEWD_AT_END = Phrases(
    {
        LIKELY: """giving her one, giving him one, arse on that, arse on her, arse on him, see that arse, id ride her
        id ride him, i'd ride her, i'd ride him, i'd do her, i'd do him, i'd tap that, rack on her, knockers on her
        jugs on her, baps on her, tits on her, tits on that, boobs on her, boobs on that, great in bed, filthy in bed
        good in bed, a feel of that, a feel of those"""
    }
)
"""Lewd only where nothing follows: "give her one", not "give her one more chance"."""
_LUSTING = wordset("i'd id would wouldn't phwoar cor phwoarr")
_CREATURES = wordset(
    "bird birds robin robins hen hens nature reserve feeder feeders nest nests nesting owl owls wildlife garden"
    " pheasant pheasants farm cat cats kitten puss boots hedge blue coal francis whittington"
)
_HERS = wordset("my your yer ur her his their them those")
_BODILY = wordset("tits titties boobs")
_ADMIRED = wordset("great lovely big good fab")  # of birds too
_OGLED = wordset("nice cracking decent massive huge")
_CALLED = wordset("love luv darling darlin babe hun sweetheart gorgeous sexy treacle doll her phwoar mate")
_OVER = 7  # words from "bend" to "over"
_BENDABLE = ROLES | YOU | wordset("her him that girl lass one councillor")
_EXPLICIT = wordset(
    "blowjob blowjobs handjob handjobs cumshot cumshots gangbang creampie deepthroat milf milfs porno pornhub dildo"
    " dildos boner hardon jizz cumming shagging nudes onlyfans"
)


def detect_profanity(context: Context) -> Iterator[Finding]:
    """Yield swear words: strong ones by themselves, any of them when thrown at somebody."""
    reading = read(context.comment.text)
    words = reading.words
    known = register(context.parameters)
    for index, word in enumerate(words):
        cursed = word.form in _CURSES and _curses_somebody(reading, index)
        if not cursed and word.form not in STRONG_PROFANITY and word.form not in MEDIUM_PROFANITY:
            continue
        target = target_of(reading, index, known) if word.form in INSULTS else Target.NOBODY
        strong = word.form in STRONG_PROFANITY
        confidence, reason = LIKELY if strong else WEAK, "strong language" if strong else "coarse language"
        last = index
        if word.form in _FOUL:
            confidence = SLIGHT
        if word.form in _OBSCENE:
            aimed = len(words) <= _CURT or _is_pointed(reading, index)
            confidence, reason = (STRONG if aimed else LIKELY), "an obscene word"
        if cursed:
            present = reading.ahead(index, 1)[0] not in _ABSENT  # "fuck them" is a mood as often as abuse
            confidence, reason, last = (CERTAIN if strong and present else LIKELY), "swearing at somebody", index + 1
        elif target in AIMED:
            pointed = target is not Target.COLLECTIVE or not _YOURS.isdisjoint(reading.before(index, _REACH))
            if target is Target.NAMED and word.form in SAID_OF_THINGS:
                pointed = False
            confidence, reason = (STRONG if pointed else LIKELY), "an obscene name thrown at people"
        if word.masked:
            confidence, reason = min(confidence, SLIGHT), reason + ", partly starred out"
        confidence, manner = tempered(confidence, reading, index)
        if manner:  # "the driver told me to …" is no swearing
            confidence = min(confidence, WEAK)
        elif target in AIMED and not cursed:
            confidence, manner = softened(confidence, reading, index, target)
        yield Finding("profanity", confidence, *reading.words_span(index, last), reason + manner)


def _is_pointed(reading: Reading, index: int) -> bool:
    """Whether an obscene word is thrown at you, or at one who is pointed at: "that old …", not "that … of a hill"."""
    if not _YOURS.isdisjoint(reading.before(index, _REACH)):
        return True
    return not _POINTERS.isdisjoint(reading.before(index, 3)) and reading.ahead(index, 1) != ["of"]


def _curses_somebody(reading: Reading, index: int) -> bool:
    """Whether a curse is followed by whom it curses: "fuck you", but not "fuck, you …" nor "the fuck you …"."""
    following = reading.ahead(index, 1)
    if not following or following[0] not in _CURSED or not reading.is_joined(index):
        return False
    before = "".join(reading.before(index, 1))
    if following[0] == "off":  # "fucked off with it" is a mood, and "it can fuck off" curses no person
        return before not in _NO_CURSE_BEFORE and reading.ahead(index, 2)[1:] != ["with"]
    return before not in ("the", "to", "a") and (reading.words[index].form not in _MILD_CURSES or following[0] in YOU)


def detect_sexual(context: Context) -> Iterator[Finding]:
    """Yield sexual language: explicit words, and bodily ones in an explicit phrase."""
    reading = read(context.comment.text)
    words = reading.words
    at_end = (met for met in _LEWD_AT_END.find(reading) if is_closed(reading, met[1]))
    for first, last, weight in (*_LEWD.find(reading), *at_end):
        confidence, manner = tempered(weight, reading, first)
        yield Finding("sexual", confidence, *reading.words_span(first, last), "a lewd remark" + manner)
    for index, word in enumerate(words):
        if word.form in ("bend", "bending", "give") and (last := _lusted_after(reading, index)):
            confidence, manner = tempered(LIKELY, reading, index)
            yield Finding("sexual", confidence, *reading.words_span(index, last), "a lewd remark" + manner)
        if word.form not in SEXUAL:
            continue
        before = {w.form for w in words[max(0, index - 3) : index] if w.sentence == word.sentence}
        if not _CREATURES.isdisjoint(reading.before(index, 12) + reading.ahead(index, 12)):
            continue
        around = (*reading.before(index, 4), *reading.ahead(index, 4))
        ogled = before & _OGLED or (before & _ADMIRED and not _CALLED.isdisjoint(around))
        if word.form in _BODILY and ogled and not before & _HERS:
            confidence, reason = LIKELY, "a sexual remark"
        elif before & _BY_FORCE and before & _HERS:
            confidence, reason = (STRONG if before & _CRUDE else LIKELY), "a sexual remark"
        elif word.form in _EXPLICIT:
            confidence, reason = LIKELY, "a sexually explicit word"
        else:
            continue
        confidence, manner = tempered(confidence, reading, index)
        yield Finding("sexual", confidence, *reading.words_span(index, index), reason + manner)


def _lusted_after(reading: Reading, index: int) -> int:
    """Return the last word's index of "bend that clerk over", "I'd give him one"; 0 for "bend over backwards"."""
    ahead = reading.ahead(index, _OVER)
    end = "one" if reading.forms[index] == "give" else "over"
    at = ahead.index(end) if end in ahead else 0
    if not at or _BENDABLE.isdisjoint(ahead[:at]) or "backwards" in ahead:
        return 0
    is_lust = end == "over" or (at <= 3 and not _LUSTING.isdisjoint(reading.before(index, 4)))
    return index + 1 + at if is_lust and (end == "over" or is_closed(reading, index + 1 + at)) else 0
