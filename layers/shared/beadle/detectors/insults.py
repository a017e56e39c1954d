"""Clauses AU01 and AU03: rudeness to people, and abuse of an individual. Of the council people may speak harshly.

One walk over the words finds both; the two detectors differ in what they take from it. A mild word at a person is
rude (AU01, for an officer to look at); a hard one is abuse (AU03). "This council is a joke" is neither.
"""

import re
from collections.abc import Iterator
from functools import cache

from beadle.detectors.banter import is_of_an_animal, softened
from beadle.detectors.certainty import CERTAIN, LIKELY, SLIGHT, STRONG, WEAK
from beadle.detectors.context import Context
from beadle.detectors.grammar import Target, target_of
from beadle.detectors.persons import Register, is_body, register
from beadle.detectors.phrases import Phrases
from beadle.detectors.stance import Stance, stance, tempered
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import (
    AMBIGUOUS_INSULTS,
    BELITTLING,
    COPULAS,
    CRUEL_ADJECTIVES,
    INSTITUTIONS,
    INSULTS,
    MILD_ADJECTIVES,
    MODIFIERS,
    PERSONS_MADE_SMALL,
    ROLES,
    SAID_OF_THINGS,
    SHE_OR_HE,
    SMALL_PEOPLE,
    YOU,
    YOU_ARE,
    wordset,
)
from beadle.domain.judgements import Finding

_AT_INDIVIDUAL = {1: SLIGHT, 2: STRONG, 3: CERTAIN}
_AT_COLLECTIVE = {1: WEAK, 2: SLIGHT, 3: STRONG}
_AT_NOBODY = {1: 0.1, 2: 0.3, 3: WEAK}
_DISHONEST = wordset("liar liars")
_WASTED = wordset("space oxygen skin air")
_BARE = 2  # words of a comment that is an obscene insult and nothing else
_TELLING = wordset("my me i us i've i'm i'd our we")
"""Words of those who tell what was done to them: a complaint with one hard word in it is for an officer."""
_CRUEL = CRUEL_ADJECTIVES | wordset("fucking fuckin dirty inbred evil vile worthless")
_POINTED = YOU | YOU_ARE
_SHARPENED = MILD_ADJECTIVES | CRUEL_ADJECTIVES | wordset("fucking fuckin old dirty fat lying greedy shut inbred")
_RUDE_PHRASES = Phrases(
    {
        SLIGHT: """shut up, shut your face, shut your mouth, shut your gob, shut yer gob, shut yer face
        shut yer mouth, shut ur face, shut ur mouth, nobody asked you, nobody cares what you think
        wind your neck in, wind yer neck in, are you stupid, are you thick, are you simple, sad man, sad little man
        silly little woman, silly little man, daft old bat, silly old bat, old bat, thick as mince
        thick as two short planks, excuse for a human, little hitler, little hitlers, excuse for a man
        excuse for a woman, under your bridge, sad troll, pathetic troll, get lost you, go away you
        pathetic little man"""
    }
)
_AFTER_A_NOUN = wordset(
    "and or but who that for of to you at in on with so because as like too mate ever the going she he they i it"
)
_WORN = BELITTLING | wordset(
    "a an the such old little big absolute absolutely complete total utter proper right real really very so just"
    " another poor effing bloody up two self important right pair of bunch load and"
)
"""What may stand between somebody and a noun that makes them small."""
_SHE_IS = wordset("she's he's shes hes")
_OWN = wordset("my our")
_CLASSES = wordset("chavs scroungers peasants plebs bigots retards mongs")
_IN_A_CHAIR = wordset("bus taxi van lorry delivery tram train coach minibus council library")
_NEVER_ONE = INSTITUTIONS | wordset("gov news gazette police harrowmere")
_YOU_DO = wordset("walk go get try shut move grow learn read do stop pay use buy you leave drive jog look wind")
_NO_SURNAMES = wordset(
    "it this that these those there what which who man nobody everybody everyone someone parking life traffic monday"
    " today christmas here everything nothing something labour reform tory conservative mine yours all one"
)
_TOWARDS = wordset("then you and or too so lol mate pal love xx xxx")


@cache
def _unkind() -> tuple[tuple[re.Pattern[str], str, str, bool], ...]:
    """Ways to be unkind: each with its detector, what it is, and whether only a name shows that "you" is no council."""
    is_ = r"(?:'s|s| is| are|'re| was)(?: just| such| only| clearly| really| obviously)?(?: a| an)?"
    kin = r"(?:kids?|son|daughter|child|children|boy|girl|lad|baby|mum|mam|mother|wife|husband|dad|nan|gran|sister)"
    small = r"(?:retard(?:ed|s)?|mong|spastic|spaz|mongol|thick|stupid|ugly|fat|freak|weirdo|idiot|moron|inbred|slag)"
    dull = r"(?:stupid|thick|dim|dense|dumb|daft|simple|gormless|brainless|mental|deluded|blind|deaf|illiterate)"
    return (
        (
            re.compile(
                rf"(?<!\w)(?:your|ur|yer|her|his) {kin}{is_}(?: \w+)? {small}(?! (?:with|on|as|for|from|of)\b)(?!\w)"
            ),
            "insult",
            "an insult to somebody's family",
            False,
        ),
        (
            re.compile(
                r"(?<!\w)(?:disgrace|embarrassment|shame|insult) to (?:her|his|your|their|ur) (?:own )?(?:family"
                r"|parents|mother|mum|father|dad|children|kids|husband|wife|sex|race|religion)(?!\w)"
            ),
            "insult",
            "an insult to a person and their family",
            False,
        ),
        (
            re.compile(
                rf"(?<!\w)are (?:you|u|ya) (?:\w+ )?{dull},? or (?:(?:just|plain|simply|only|really) )*{dull}(?!\w)"
            ),
            "rudeness",
            "a rude question to a person",
            True,
        ),
        (
            re.compile(rf"(?<!\w)(?:you|u) (?:really |clearly |obviously )?(?:are|r|must be)(?: \w+)? {dull}(?!\w)"),
            "rudeness",
            "a rude word to a person",
            True,
        ),
        (
            re.compile(r"(?<!\w)get a life(?! ?ring|-)(?=,? (?:you|mate|love|pal|sad|woman|man)(?!\w))"),
            "rudeness",
            "a rude way to speak to people",
            False,
        ),
    )


_RUDE, _OBSCENE = 1, 3  # the lowest grade and the highest


def detect_rudeness(context: Context) -> Iterator[Finding]:
    """Yield mild insults to people, and hard ones to nobody in particular (AU01)."""
    yield from _insults(context, "rudeness")
    reading = read(context.comment.text)
    for first, last, confidence in _RUDE_PHRASES.find(reading):
        if reading.forms[first] == "are" and _handle(reading) and not _mentions_somebody(reading):
            continue
        if stance(reading, first) is Stance.USED and "to" not in reading.before(first, 1):  # "I was told to shut up"
            yield Finding("rudeness", confidence, *reading.words_span(first, last), "a rude way to speak to people")
    yield from _personal(reading, "rudeness", context)


def detect_insult(context: Context) -> Iterator[Finding]:
    """Yield hard insults to an individual or to people who can be told (AU03)."""
    yield from _insults(context, "insult")
    yield from _personal(read(context.comment.text), "insult", context)


def _insults(context: Context, detector: str) -> Iterator[Finding]:
    reading = read(context.comment.text)
    known = register(context.parameters)
    is_reply = bool(context.comment.parent_id) or _mentions_somebody(reading)
    for index, word in enumerate(reading.words):
        grade = _grade(reading, index)
        if not grade:
            continue
        target = target_of(reading, index, known)
        if target is Target.INDIVIDUAL and _is_said_to_a_council(reading, index):
            target = Target.READER
        if target is Target.NOBODY and len(reading.words) <= _BARE and grade == _OBSCENE:
            target = Target.COLLECTIVE
        if target is Target.SELF or _is_plain_word(reading, index, target):
            continue
        confidence = _confidence(grade, target, is_reply or word.form in _DISHONEST)
        if confidence >= STRONG and not is_reply and not _is_beyond_doubt(reading, index, grade, target):
            confidence = LIKELY
        if word.form in CRUEL_ADJECTIVES:
            confidence = min(confidence, LIKELY)
        is_abuse = grade > _RUDE and target is not Target.NOBODY and confidence > SLIGHT
        if is_abuse is not (detector == "insult"):
            continue
        confidence, manner = tempered(confidence, reading, index)
        if manner and not is_abuse:
            confidence = min(confidence, WEAK)
        if not manner:
            confidence, manner = softened(confidence, reading, index, target)
        first = _start_of_phrase(reading, index)
        start, end = reading.words_span(first, index)
        what = ("a rude word", "an abusive word", "an obscene insult")[grade - 1]
        yield Finding(detector, confidence, start, end, f"{what} aimed at {target.value}{manner}")


def _personal(reading: Reading, detector: str, context: Context) -> Iterator[Finding]:
    """Yield what belittles a person in ways that no single word tells: for an officer, never for a machine."""
    known = register(context.parameters)
    met = [(first, last, "rudeness", reason) for first, last, reason in _made_small(reading, known)]
    for pattern, kind, reason, to_one in _unkind():
        if kind == detector:
            for match in pattern.finditer(reading.plain):
                within = [n for n, word in enumerate(reading.words) if match.start() < word.end <= match.end()]
                if within and (not to_one or _is_to_one(reading, within[-1])):
                    met.append((within[0], within[-1], kind, reason))
    for first, last, kind, reason in met:
        if kind != detector:
            continue
        confidence, manner = tempered(LIKELY, reading, last)
        if manner:
            confidence = min(confidence, WEAK)
        else:
            confidence, manner = softened(confidence, reading, last, Target.INDIVIDUAL)
        yield Finding(detector, confidence, *reading.words_span(first, last), reason + manner)


def _made_small(reading: Reading, known: Register) -> Iterator[tuple[int, int, str]]:
    """Yield first and last word of nouns that a hard adjective throws at a person, and what they are."""
    for index, form in enumerate(reading.forms):
        is_insult = form in PERSONS_MADE_SMALL or INSULTS.get(form, 0) > _RUDE
        if not (is_insult or form in SMALL_PEOPLE or form in _CLASSES):
            continue
        first = index
        while first and reading.forms[first - 1] in _WORN and reading.before(first, 1):
            first -= 1
        if BELITTLING.isdisjoint(reading.forms[first:index]):
            continue
        if reading.before(first, 1):
            if _is_at_somebody(reading, first, index, known):
                yield first - 1, index, "a belittling word aimed at a person"
        elif _stands_alone(reading, first, index) if form in SMALL_PEOPLE else _is_ordered(reading, index):
            yield first, index, "a belittling word aimed at a person"


def _is_at_somebody(reading: Reading, first: int, index: int, known: Register) -> bool:
    """Whether the word before `first` throws the noun at `index` at a person: "you …", "she's …", "what a … he is"."""
    form, before = reading.forms[index], reading.forms[first - 1]
    if before in YOU | YOU_ARE:
        many = form.endswith("s") and not form.endswith("ss") and form not in _CLASSES
        return not many and _NEVER_ONE.isdisjoint(reading.ahead(index, 2))
    if before == "what":
        return not (ROLES | SHE_OR_HE | YOU).isdisjoint(reading.ahead(index, 6))
    if form in SMALL_PEOPLE or form in _CLASSES:
        return False
    if before in _SHE_IS:
        return _OWN.isdisjoint(reading.ahead(index, 4))
    return before in COPULAS and _is_of_somebody(reading, first - 1, index, known)


def _is_of_somebody(reading: Reading, copula: int, index: int, known: Register) -> bool:
    """Whether the copula's subject is a person: "Hendry is", "Cllr Tate is", "bus drivers are"."""
    subject = reading.before(copula, 2)
    if subject[-1:] == ["drivers"]:
        return subject[0] in _IN_A_CHAIR
    if subject[-1:] and subject[-1].endswith("'s"):  # "Cllr Tate's is a useless article": a thing of theirs
        return False
    ones = (Target.POLITICIAN, Target.NAMED, Target.INDIVIDUAL)
    if target_of(reading, index, known) in ones or target_of(reading, copula + 1, known) in ones:
        return True
    if ["head", "of"] in (reading.before(copula, 4)[1:3], reading.before(copula, 3)[:2]):
        return True
    at = copula - 1
    return (
        subject == reading.before(copula, 9)
        and len(subject) == 1
        and reading.is_capitalised(at)
        and reading.forms[copula] in ("is", "was")
        and subject[0] not in _NO_SURNAMES | ROLES | YOU | SHE_OR_HE
        and not is_body(subject[0])
        and known.at(reading, at) is None
    )


def _stands_alone(reading: Reading, first: int, index: int) -> bool:
    """Whether nothing else is in the sentence: "The mayor looked drunk again. Disgusting woman."."""
    speaks_of_one = not (ROLES | SHE_OR_HE | YOU).isdisjoint(reading.forms[max(0, first - 12) : first])
    return not reading.ahead(index, 1) and speaks_of_one


def _is_ordered(reading: Reading, index: int) -> bool:
    """Whether a command follows what somebody is called: "Moaning gobshite, walk then"."""
    return reading.plain[reading.words[index].end :][:1] in (",", ".", "!") and not _YOU_DO.isdisjoint(
        reading.forms[index + 1 : index + 2]
    )


def _is_to_one(reading: Reading, last: int) -> bool:
    """Whether a sentence speaks to one person: by a mention, or by a name behind word `last`."""
    if _mentions_somebody(reading):
        return True
    ahead = range(last + 1, last + 1 + len(reading.ahead(last, 3)))
    return any(reading.is_capitalised(n) and reading.forms[n] not in _NEVER_ONE | _TOWARDS for n in ahead[-1:])


def _mentions_somebody(reading: Reading) -> bool:
    """Whether a text begins with the mention of an account that is not a council's, a paper's or a party's."""
    handle = _handle(reading)
    return bool(handle) and not any(word in handle for word in ("council", "borough", "gov", "county", "news"))


def _handle(reading: Reading) -> str:
    return reading.plain[1:].partition(" ")[0] if reading.plain.startswith("@") else ""


def _is_said_to_a_council(reading: Reading, index: int) -> bool:
    """Whether "you" is a council that a text mentions at its beginning: "@AnyCouncil you really are useless"."""
    before = reading.before(index, 5)
    is_you = not (YOU | YOU_ARE).isdisjoint(before) and ROLES.isdisjoint(before)
    return is_you and bool(_handle(reading)) and not _mentions_somebody(reading)


def _is_plain_word(reading: Reading, index: int, target: Target) -> bool:
    """Whether an insult that is also an animal, a thing or a name is meant as such."""
    if reading.words[index].form not in AMBIGUOUS_INSULTS:
        return False
    if is_of_an_animal(reading, index, target):
        return True
    following = reading.ahead(index, 1)
    is_beside = bool(following) and reading.is_joined(index) and not reading.is_capitalised(index + 1)
    is_adjective = is_beside and following[0] not in _AFTER_A_NOUN  # "snake charmer", but not "you cow Karen"
    return is_adjective or target is Target.NOBODY or reading.is_proper_name(index)


def _grade(reading: Reading, index: int) -> int:
    """Return how hard the insult at `index` is: 0 for none, 3 for obscene."""
    form = reading.words[index].form
    if form in INSULTS:
        return INSULTS[form]
    if form in _WASTED and reading.before(index, 2) == ["waste", "of"]:
        return 2
    if form in CRUEL_ADJECTIVES and not _qualifies_insult(reading, index):
        return 2
    if form in MILD_ADJECTIVES and not _qualifies_insult(reading, index):
        return 1
    return 0


def _qualifies_insult(reading: Reading, index: int) -> bool:
    """Whether an adjective only stands before a noun: the noun then tells what is meant, not the adjective."""
    following = reading.words[index + 1 : index + 2]
    if following and following[0].form in ROLES and not YOU.isdisjoint(reading.before(index, 3)):  # "you silly woman"
        return False
    return bool(following) and following[0].sentence == reading.words[index].sentence and following[0].form not in (
        "and", "or", "but", "you", "are", "aren't", "arent", "as", "to", "because", "with", "if", "when", "then", "at",
        "in", "for", "too",
    )  # fmt: skip


def _confidence(grade: int, target: Target, is_personal: bool) -> float:
    """Return how surely a word of that grade is abuse.

    "You" is the council, unless the comment answers somebody; and a politician must bear more than a receptionist.
    """
    match target:
        case Target.READER | Target.POLITICIAN if grade == _RUDE and not is_personal:
            return _AT_COLLECTIVE[grade]
        case Target.INDIVIDUAL | Target.NAMED | Target.READER | Target.POLITICIAN:
            return _AT_INDIVIDUAL[grade]
        case Target.COLLECTIVE:
            return _AT_COLLECTIVE[grade]
        case _:
            return _AT_NOBODY[grade]


def _is_beyond_doubt(reading: Reading, index: int, grade: int, target: Target) -> bool:
    """Whether an insult is abuse that no council need bear, so that a machine may take it down.

    "You are an idiot" may be said to the council, and "the officers are all wankers" of a body: an officer reads those.
    """
    beside = {*reading.before(index, 4), *reading.ahead(index, 1)}
    if target is Target.COLLECTIVE and len(reading.words) > _BARE:
        return not _POINTED.isdisjoint(reading.before(index, 8))
    if target is Target.NAMED and reading.forms[index] in SAID_OF_THINGS:
        return not CRUEL_ADJECTIVES.isdisjoint(beside)
    if grade < _OBSCENE and target in (Target.READER, Target.POLITICIAN, Target.NAMED):
        return not _SHARPENED.isdisjoint(beside) or reading.forms[index] in _WASTED - {"space"}
    if grade < _OBSCENE and target is Target.INDIVIDUAL and not _CRUEL.isdisjoint(beside):
        return True
    return grade == _OBSCENE or target is not Target.INDIVIDUAL or _TELLING.isdisjoint(reading.distinct)


def _start_of_phrase(reading: Reading, index: int) -> int:
    """Return the first of the adjectives that belong to the insult: "fat" in "a fat pig"."""
    first = index
    while first and reading.words[first - 1].form in MODIFIERS - {"a", "an", "the"}:
        if reading.words[first - 1].sentence != reading.words[index].sentence:
            break
        first -= 1
    return first
