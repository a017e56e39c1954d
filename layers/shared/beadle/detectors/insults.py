"""Clauses AU01 and AU03: rudeness to people, and abuse of an individual. Of the council people may speak harshly.

One walk over the words finds both; the two detectors differ in what they take from it. A mild word at a person is
rude (AU01, for an officer to look at); a hard one is abuse (AU03). "This council is a joke" is neither.
"""

from collections.abc import Iterator

from beadle.detectors.banter import is_of_an_animal, softened
from beadle.detectors.certainty import CERTAIN, LIKELY, SLIGHT, STRONG, WEAK
from beadle.detectors.context import Context
from beadle.detectors.grammar import Target, target_of
from beadle.detectors.persons import register
from beadle.detectors.phrases import Phrases
from beadle.detectors.stance import Stance, stance, tempered
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import (
    AMBIGUOUS_INSULTS,
    CRUEL_ADJECTIVES,
    INSULTS,
    MILD_ADJECTIVES,
    MODIFIERS,
    ROLES,
    SAID_OF_THINGS,
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
_POINTED = YOU | YOU_ARE
_SHARPENED = MILD_ADJECTIVES | CRUEL_ADJECTIVES | wordset("fucking fuckin old dirty fat lying greedy shut inbred")
_RUDE_PHRASES = Phrases(
    {
        SLIGHT: """shut up, shut your face, shut your mouth, shut your gob, shut yer gob, shut yer face, shut yer mouth
        shut ur face, shut ur mouth, nobody asked you, nobody cares what you think, wind your neck in, wind yer neck in
        are you stupid, are you thick, are you simple, sad man, sad little man, silly little woman, silly little man
        daft old bat, silly old bat, old bat, thick as mince, thick as two short planks, excuse for a human
        excuse for a man, excuse for a woman, under your bridge, sad troll, pathetic troll, get lost you, go away you
        pathetic little man"""
    }
)
_AFTER_A_NOUN = wordset(
    "and or but who that for of to you at in on with so because as like too mate ever the going she he they i it"
)
_RUDE, _OBSCENE = 1, 3  # the lowest grade and the highest


def detect_rudeness(context: Context) -> Iterator[Finding]:
    """Yield mild insults to people, and hard ones to nobody in particular (AU01)."""
    yield from _insults(context, "rudeness")
    reading = read(context.comment.text)
    for first, last, confidence in _RUDE_PHRASES.find(reading):
        if stance(reading, first) is Stance.USED and "to" not in reading.before(first, 1):  # "I was told to shut up"
            yield Finding("rudeness", confidence, *reading.words_span(first, last), "a rude way to speak to people")


def detect_insult(context: Context) -> Iterator[Finding]:
    """Yield hard insults to an individual or to people who can be told (AU03)."""
    return _insults(context, "insult")


def _insults(context: Context, detector: str) -> Iterator[Finding]:
    reading = read(context.comment.text)
    known = register(context.parameters)
    is_reply = bool(context.comment.parent_id) or reading.plain.startswith("@")
    for index, word in enumerate(reading.words):
        grade = _grade(reading, index)
        if not grade:
            continue
        target = target_of(reading, index, known)
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
        "and", "or", "but", "you", "as", "to", "because", "with", "if", "when", "then", "at", "in", "for", "too",
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
    return True


def _start_of_phrase(reading: Reading, index: int) -> int:
    """Return the first of the adjectives that belong to the insult: "fat" in "a fat pig"."""
    first = index
    while first and reading.words[first - 1].form in MODIFIERS - {"a", "an", "the"}:
        if reading.words[first - 1].sentence != reading.words[index].sentence:
            break
        first -= 1
    return first
