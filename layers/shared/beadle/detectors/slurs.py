"""Clause AU05: slurs. Words that have a plain meaning too count where they are thrown at somebody."""

from collections.abc import Iterator

from beadle.detectors.certainty import CERTAIN, LIKELY, STRONG, WEAK
from beadle.detectors.context import Context
from beadle.detectors.grammar import AIMED, Target, target_of
from beadle.detectors.persons import register
from beadle.detectors.phrases import Phrases
from beadle.detectors.stance import objects_nearby, tempered
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import SLURS, wordset
from beadle.domain.judgements import Finding

_DISHES = wordset("faggot faggots")
_FOOD = wordset("peas gravy butcher butchers mash savoury pie pies menu recipe welsh")
_ILLNESS = wordset(
    "quadriplegia diplegia hemiplegia paraplegia paraparesis palsy cerebral colon bladder diagnosis diagnosed society"
    " muscles gait condition"
)
_COMPANY = {
    **dict.fromkeys(_DISHES, _FOOD),
    **dict.fromkeys(("spastic", "spastics"), _ILLNESS),
    **dict.fromkeys(("coon", "coons"), wordset("maine cat cats kitten kittens")),
    **dict.fromkeys(("spic", "spics"), wordset("span")),
    "chinks": wordset("armour armor in between light wall walls curtains boards fence door"),
}
"""Words of which a slur is a plain neighbour."""
_SLURS_OF_MANY_WORDS = Phrases(
    {
        STRONG: """nig nog, nig nogs, sand nigger, sand niggers, dune coon, dune coons, camel jockey, camel jockeys
        towel head, towel heads, rag head, rag heads, porch monkey, porch monkeys""",
        LIKELY: "do as you likey, do as you likeys, pavement ape, pavement apes",
    }
)
_PEOPLE_ONLY = wordset("chinks chinkies gypo gypos retard retards japs taigs poofs lezzers halfcastes")
"""Words that mean people wherever they stand, and for an officer where nobody is addressed."""
_OF_THINGS = _DISHES | wordset("spaz spacker mong")
"""Words of which a machine cannot tell whether they mean somebody: a dish, or a strimmer that will not start."""
_ECHO = 5  # words up to the question mark
_IN_GROUP = wordset("nigga niggas")
"""Among friends in some dialects an address like any other."""


def detect_slur(context: Context) -> Iterator[Finding]:
    """Yield slurs; words that are also plain ones only where they are thrown at somebody."""
    reading = read(context.comment.text)
    known = register(context.parameters)
    for index, word in enumerate(reading.words):
        grade = SLURS.get(word.form)
        if grade is None:
            continue
        target = target_of(reading, index, known)
        aimed = target in AIMED
        if (not aimed or word.form not in _DISHES) and _keeps_innocent_company(reading, index):
            continue
        if grade == 1 and (reading.is_proper_name(index) or not (aimed or word.form in _PEOPLE_ONLY)):
            continue
        confidence = CERTAIN if aimed else LIKELY if word.form in _OF_THINGS or grade == 1 else STRONG
        if word.masked or word.form in _IN_GROUP:
            confidence = LIKELY
        if target is Target.SELF:
            confidence = WEAK
        if not aimed and (objects_nearby(reading, index) or _echoes(reading, index)):
            confidence = min(confidence, LIKELY)
        confidence, manner = tempered(confidence, reading, index)
        if manner and grade == 1 and not aimed:  # the milder ones may be spoken of without an officer's look
            confidence = min(confidence, WEAK)
        yield Finding("slur", confidence, *reading.words_span(index, index), "a slur" + manner)
    for first, last, weight in _SLURS_OF_MANY_WORDS.find(reading):
        confidence, manner = tempered(weight, reading, first)
        yield Finding("slur", confidence, *reading.words_span(first, last), "a slur" + manner)


def _echoes(reading: Reading, index: int) -> bool:
    """Whether the sentence of word `index` is a short question, in which people hold up what another has said."""
    sentence = reading.words[index].sentence
    last = index
    while last + 1 < min(len(reading.words), index + _ECHO) and reading.words[last + 1].sentence == sentence:
        last += 1
    return reading.plain[reading.words[last].end : reading.words[last].end + 1] == "?"


def _keeps_innocent_company(reading: Reading, index: int) -> bool:
    """Whether the words around a slur show its plain meaning: a dish, a breed of cats, an illness."""
    company = _COMPANY.get(reading.forms[index])
    return company is not None and not company.isdisjoint(reading.before(index, 12) + reading.ahead(index, 12))
