"""Whom a hard word is thrown at: a person, a body of people, the author, or nobody in particular.

A short walk over the words of one sentence, no parser: what stands before the word, and what follows it.
"""

from enum import Enum

from beadle.detectors.text import Reading
from beadle.detectors.vocabulary import (
    COPULAS,
    INSTITUTIONS,
    MODIFIERS,
    NEGATIONS,
    POLITICIANS,
    ROLE_COLLECTIVES,
    ROLES,
    SELF,
    SHE_OR_HE,
    THEY,
    TITLES,
    YOU,
    YOU_ARE,
    wordset,
)


class Target(Enum):
    """At whom."""

    INDIVIDUAL = "an individual"
    READER = "whoever is spoken to"  # you, be it another resident or the council
    POLITICIAN = "an elected politician"
    COLLECTIVE = "a group of people"
    SELF = "the author"
    NOBODY = "nobody in particular"


AIMED = frozenset(Target) - {Target.SELF, Target.NOBODY}
"""The targets that are people other than the author."""

_REACH = 9  # words from a copula back to its subject
_MANY = wordset("bunch lot lots load loads pack shower set pair all")
_BOUNDARY = wordset("because but if when while think thinks thought that although unless until whether since so")
_THINGS = wordset("it it's that's thats there there's here's what's which what this's")
_SELF_IS = wordset("i'm im we're i've")
_SHE_OR_HE_IS = wordset("he's she's hes shes")
_THEY_ARE = wordset("they're theyre")
_POINTERS = wordset("that this your our yon them those")
_PLURAL_YOU = wordset("lot people all guys two both")
_KIN = wordset("husband wife son daughter mother father mum dad lad lass boy girl bloke")
_OWN = wordset("my our")
_MOTHERS = wordset("mums mum's mams mam's mother's wife's sister's")
_YOURS = wordset("your ur yer his her their")
_DESKS = wordset("reception desk counter till switchboard tills front")
_PLACED = wordset("on at in behind from")
_UNKNOWN_PEOPLE = wordset(
    "some any every another no more most people drivers folk dogs owners kids someone somebody whoever anyone"
)


def target_of(reading: Reading, index: int) -> Target:
    """Return at whom the word at `index` is thrown, by the words around it in its sentence."""
    words = reading.words
    form = words[index].form
    sentence = words[index].sentence
    back = index - 1
    while back >= 0 and words[back].sentence == sentence and words[back].form in MODIFIERS:
        back -= 1
    plural = form.endswith("s") and not form.endswith("ss")
    many = plural or any(word.form in _MANY for word in words[back + 1 : index])
    if back >= 0 and words[back].sentence == sentence:
        found = _before(reading, back, many)
        if found is not None:
            return found
    return _after(reading, index, many)


def _before(reading: Reading, back: int, many: bool) -> Target | None:
    """Return the target that the words up to `back` name; None when they name none."""
    form = reading.words[back].form
    if form in NEGATIONS or form in _THINGS or reading.before(back, 1) == ["like"]:  # "as if", not "is"
        return Target.NOBODY
    if form in COPULAS:
        told_not_to = form == "be" and not {"don't", "dont", "not"}.isdisjoint(reading.before(back, 2))
        return Target.NOBODY if told_not_to else _subject(reading, back, many)
    if form in YOU or form in YOU_ARE:  # "you muppet" is closer to the skin than "you're a muppet"
        asked = form in YOU and not COPULAS.isdisjoint(reading.before(back, 1))
        person = Target.INDIVIDUAL if form in YOU and not asked else Target.READER
        return Target.COLLECTIVE if many else person
    if form in _THEY_ARE or form in SELF or form in _SELF_IS:
        return Target.COLLECTIVE if form in _THEY_ARE else Target.SELF
    is_named = form in TITLES or (form.endswith("'s") and reading.is_capitalised(back) and form != "let's")
    is_mother = form in _MOTHERS and not _YOURS.isdisjoint(reading.before(back, 1))  # "ur mums a …"
    if form in _SHE_OR_HE_IS or is_named or is_mother or _is_addressed(reading, back):
        return Target.INDIVIDUAL
    return None


def _is_addressed(reading: Reading, index: int) -> bool:
    """Whether word `index` is a mention, "@jane", or a name behind a title."""
    start, _ = reading.words_span(index, index)
    return reading.original[max(0, start - 1) : start] == "@" or (
        index > 0 and reading.words[index - 1].form in TITLES and reading.is_capitalised(index)
    )


def _subject(reading: Reading, copula: int, many: bool) -> Target:
    """Return what stands before the copula: the first word of its clause that says who or what."""
    words = reading.words
    if copula and words[copula - 1].form in YOU:  # "whoever answers these, you are …"
        return Target.COLLECTIVE if many else Target.READER
    first = copula
    while first > max(0, copula - _REACH) and words[first - 1].sentence == words[copula].sentence:
        if words[first - 1].form in _BOUNDARY:
            break
        first -= 1
    for at in range(first, copula):
        found = _named(reading, at, copula, many)
        if found is not None:
            return found
    return Target.NOBODY


def _named(reading: Reading, at: int, copula: int, many: bool) -> Target | None:
    """Return whom the word `at`, of a clause that ends at its copula, names; None when it is no such word."""
    form = reading.words[at].form
    following = reading.words[at + 1].form
    found = None
    if form in YOU:
        found = Target.COLLECTIVE if many or following in _PLURAL_YOU else Target.READER
    elif form in SELF:
        found = Target.SELF if form in ("i", "we") else None
    elif form in POLITICIANS and form not in ROLE_COLLECTIVES:
        found = Target.POLITICIAN
    elif form in SHE_OR_HE or form in TITLES or _is_name(reading, at, copula) or _is_addressed(reading, at):
        found = Target.INDIVIDUAL
    elif form in THEY:
        found = Target.COLLECTIVE
    elif form in INSTITUTIONS and following not in ROLES and following not in INSTITUTIONS:
        found = Target.COLLECTIVE if many else Target.NOBODY
    elif form in _DESKS and reading.before(at, 1) == ["on"]:  # "Denise on reception is …"
        found = Target.INDIVIDUAL
    elif form in _KIN and not _OWN.isdisjoint(reading.before(at, 1)):  # of one's own family
        found = Target.SELF
    elif form in ROLES:
        found = Target.COLLECTIVE if form in ROLE_COLLECTIVES else Target.INDIVIDUAL
    elif form == "whoever" and not {"page", "account"}.isdisjoint(reading.ahead(at, 5)):
        found = Target.INDIVIDUAL
    elif form in _THINGS or form in _UNKNOWN_PEOPLE:
        found = Target.NOBODY
    return found


def _is_name(reading: Reading, index: int, end: int) -> bool:
    """Whether a first name and a surname begin at `index`: two capitalised words, not a heading in capitals."""
    if index + 1 >= end or not (reading.is_capitalised(index) and reading.is_capitalised(index + 1)):
        return False
    surname = reading.words[index + 1].form
    start, stop = reading.words_span(index, index + 1)
    return surname.isalpha() and surname not in INSTITUTIONS and not reading.original[start:stop].isupper()


def _after(reading: Reading, index: int, many: bool) -> Target:
    """Return the target that what follows names: "idiot councillor", "that fat cow on reception"."""
    before = reading.before(index, 4)
    ahead = reading.ahead(index, 4)
    if not ahead or not (_UNKNOWN_PEOPLE | SELF).isdisjoint(before):
        return Target.NOBODY
    beside = ahead[0]
    if ahead[:3] == ["the", "lot", "of"]:
        return Target.COLLECTIVE
    if beside in ROLES or beside in TITLES or (beside == "of" and not ROLES.isdisjoint(ahead)):
        return Target.COLLECTIVE if many or beside in ROLE_COLLECTIVES else Target.INDIVIDUAL
    if beside in _PLACED and not many and not _POINTERS.isdisjoint(before):
        return Target.INDIVIDUAL
    if beside in ("at", "in", "running") and not INSTITUTIONS.isdisjoint(ahead):
        return Target.COLLECTIVE
    return Target.NOBODY
