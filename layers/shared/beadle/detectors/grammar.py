"""Whom a hard word is thrown at: a person, a body of people, the author, or nobody in particular.

A short walk over the words of one sentence, no parser: what stands before the word, and what follows it.
"""

from enum import Enum

from beadle.detectors.persons import NOBODY_KNOWN, Kind, Register, is_body, name_at, names
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
    NAMED = "somebody named"  # in two words, who may be in the public eye and must bear more
    READER = "whoever is spoken to"  # you, be it another resident or the council
    POLITICIAN = "an elected politician"
    COLLECTIVE = "a group of people"
    SELF = "the author"
    NOBODY = "nobody in particular"


AIMED = frozenset(Target) - {Target.SELF, Target.NOBODY}
"""The targets that are people other than the author."""

_REACH = 9  # words from a copula back to its subject
_MANY = wordset("bunch lot lots load loads pack shower set pair all")
_BOUNDARY = wordset(
    "because but if when while think thinks thought that although unless until whether since so says reckons"
)
_THINGS = wordset("it it's that's thats there there's here's what's which what this's")
_SELF_IS = wordset("i'm im we're i've")
_SELF_WOULD = wordset("i i'd i'll we'd we'll")
_SHE_OR_HE_IS = wordset("he's she's hes shes")
_THEY_ARE = wordset("they're theyre")
_POINTERS = wordset("that this your our yon them those")
_PLURAL_YOU = wordset("lot people all guys two both")
_KIN = wordset(
    "husband wife son daughter mother father mum dad lad lass boy girl bloke ex boss mate mates brother sister nan"
    " grandad uncle auntie aunt cousin nephew niece partner boyfriend girlfriend landlord landlady neighbour neighbours"
)
"""Of the author's own circle, where "my" or "our" stands before them: nobody the council or its readers can tell."""
_OWN = wordset("my our")
_MOTHERS = wordset("mums mum's mams mam's mother's wife's sister's")
_YOURS = wordset("your ur yer his her their")
_DESKS = wordset("reception desk counter till switchboard tills front")
_PLACED = wordset("on at in behind from")
_BODIES = (ROLES | INSTITUTIONS) - {"party", "parties"}
_NOBODYS = wordset("let's who's")
_CALLED = 6  # words from a name to "you"
_TARGETS = {Kind.PERSON: Target.NAMED, Kind.POLITICIAN: Target.POLITICIAN, Kind.BODY: Target.NOBODY}
_WHOM = wordset("me him her us them you everyone everybody anyone anybody people the his my our staff")
_WHEN = wordset("in at on when during after")
_SEASONS = wordset("winter summer snow rain ice rush morning mornings evenings night wet dark fog traffic busy")
_UNKNOWN_PEOPLE = wordset(
    "some any every another no more most people drivers folk dogs owners kids someone somebody whoever anyone"
)


def target_of(reading: Reading, index: int, known: Register = NOBODY_KNOWN) -> Target:
    """Return at whom the word at `index` is thrown, by the words around it in its sentence.

    Args:
        known: whom the policy names: the council's people, and parties, of which none is a person.
    """
    words = reading.words
    form = words[index].form
    sentence = words[index].sentence
    back = index - 1
    while back >= 0 and words[back].sentence == sentence and words[back].form in MODIFIERS:
        back -= 1
    plural = form.endswith("s") and not form.endswith("ss")
    many = plural or any(word.form in _MANY for word in words[back + 1 : index])
    if back >= 0 and words[back].sentence == sentence:
        found = _before(reading, back, index, many, known)
        ahead = reading.ahead(index, 2)
        if words[back].form == "what" and ahead[1:] == ["are"] and ahead[0] in YOU:  # "what a … you are"
            found = Target.COLLECTIVE if many else Target.READER
        if found is Target.NAMED and _is_hard_to_do(reading, index):
            return Target.NOBODY
        if found is not None:
            return found
    return _after(reading, index, many, known)


def _before(reading: Reading, back: int, index: int, many: bool, known: Register) -> Target | None:
    """Return the target that the words up to `back` name of the word `index`; None when they name none."""
    form = reading.words[back].form
    if form in NEGATIONS or form in _THINGS or reading.before(back, 1) == ["like"]:  # "as if", not "is"
        return Target.NOBODY
    if form in COPULAS:
        told_not_to = form == "be" and not {"don't", "dont", "not"}.isdisjoint(reading.before(back, 2))
        return Target.NOBODY if told_not_to else _subject(reading, back, many, known)
    if form in YOU or form in YOU_ARE:
        return _spoken_to(reading, back, index, many, known)
    if form.endswith("'s") and form not in _NOBODYS | _SHE_OR_HE_IS and reading.is_capitalised(back):  # "Dave's a …"
        return _possessor(reading, back, known)
    return _beside(reading, back)


def _spoken_to(reading: Reading, you: int, index: int, many: bool, known: Register) -> Target:
    """Return who "you" is; "you muppet" is closer to the skin than "you're a muppet"."""
    asked = not COPULAS.isdisjoint(reading.before(you, 1))
    if many:
        return Target.COLLECTIVE
    if reading.forms[you] in YOU_ARE or asked:
        return Target.READER
    first = you - len(reading.before(you, _CALLED))
    called = list(names(reading, first, you, known))
    if reading.ahead(index, 1):
        called += filter(None, (name_at(reading, index + 1, known),))
    kinds = {name.kind for name in called}  # "Cllr Dawes you …", "you … Keir Starmer"
    if Kind.POLITICIAN in kinds:
        return Target.POLITICIAN
    return Target.NAMED if Kind.PERSON in kinds else Target.INDIVIDUAL


def _beside(reading: Reading, back: int) -> Target | None:
    """Return whom the word `back`, right before the insult, means by itself; None when it is no such word."""
    form = reading.forms[back]
    if form in _THEY_ARE:
        return Target.COLLECTIVE
    if form in SELF or form in _SELF_IS:
        return Target.SELF
    if form in TITLES and form in POLITICIANS:
        return Target.POLITICIAN
    is_mother = form in _MOTHERS and not _YOURS.isdisjoint(reading.before(back, 1))  # "ur mums a …"
    is_one = form in _SHE_OR_HE_IS or form in TITLES or is_mother or _is_addressed(reading, back)
    return Target.INDIVIDUAL if is_one else None


def _possessor(reading: Reading, index: int, known: Register) -> Target:
    """Return whom the last word of "Cllr Dawes's a …" or "Market Street's a …" names."""
    first = max(0, index - _CALLED)
    while reading.words[first].sentence != reading.words[index].sentence:
        first += 1
    for name in names(reading, first, index + 1, known):
        if name.last == index:
            return _TARGETS[name.kind]
    return Target.NOBODY if is_body(reading.forms[index].removesuffix("'s")) else Target.NAMED


def _is_hard_to_do(reading: Reading, index: int) -> bool:
    """Whether what follows says of a thing what it is like: "a bitch to park on", "a pig in winter"."""
    ahead = reading.ahead(index, 3)
    if ahead[:1] == ["to"]:
        return len(ahead) > 1 and ahead[1] not in _WHOM
    return bool(ahead) and ahead[0] in _WHEN and not _SEASONS.isdisjoint(ahead)


def _is_addressed(reading: Reading, index: int) -> bool:
    """Whether word `index` is a mention, "@jane", or a name behind a title."""
    start, _ = reading.words_span(index, index)
    return reading.original[max(0, start - 1) : start] == "@" or (
        index > 0 and reading.words[index - 1].form in TITLES and reading.is_capitalised(index)
    )


def _subject(reading: Reading, copula: int, many: bool, known: Register) -> Target:
    """Return what stands before the copula: the first word of its clause that says who or what."""
    words = reading.words
    if copula and words[copula - 1].form in YOU:  # "whoever answers these, you are …"
        return Target.COLLECTIVE if many else Target.READER
    if copula and words[copula - 1].form in _SELF_WOULD:  # "Cllr Dawes, I'd be …"
        return Target.SELF
    first = copula
    while first > max(0, copula - _REACH) and words[first - 1].sentence == words[copula].sentence:
        if words[first - 1].form in _BOUNDARY:
            break
        first -= 1
    at = first
    while at < copula:
        name = name_at(reading, at, known)
        if name is not None and name.last < copula and name.kind is not Kind.BODY:
            return Target.COLLECTIVE if many and name.last + 1 < copula else _TARGETS[name.kind]
        at = at if name is None else name.last  # "Traffic Wardens": the last word says what they are
        found = _named(reading, at, many) if name is None or reading.forms[at] in _BODIES else None
        if found is not None:
            return found
        at += 1
    return Target.NOBODY


def _named(reading: Reading, at: int, many: bool) -> Target | None:
    """Return whom the word `at` of a clause before its copula means; None when it is no such word."""
    form = reading.words[at].form
    following = reading.words[at + 1].form
    found = None
    if form in YOU:
        found = Target.COLLECTIVE if many or following in _PLURAL_YOU else Target.READER
    elif form in SELF:
        found = Target.SELF if form in ("i", "we") else None
    elif form in POLITICIANS and form not in ROLE_COLLECTIVES:
        found = Target.POLITICIAN
    elif form in SHE_OR_HE or form in TITLES or _is_addressed(reading, at):
        found = Target.INDIVIDUAL
    elif form in THEY:
        found = Target.COLLECTIVE
    elif form in INSTITUTIONS and following not in ROLES and following not in INSTITUTIONS:
        found = Target.COLLECTIVE if many else Target.NOBODY
    elif form in _DESKS and reading.before(at, 1) == ["on"]:  # "Denise on reception is …"
        found = Target.INDIVIDUAL
    elif form in _KIN and not _OWN.isdisjoint(reading.before(at, 1)):
        found = None if _is_called(reading, at + 1) else Target.SELF
    elif form in ROLES:
        found = Target.COLLECTIVE if form in ROLE_COLLECTIVES else Target.INDIVIDUAL
    elif form == "whoever" and not {"page", "account"}.isdisjoint(reading.ahead(at, 5)):
        found = Target.INDIVIDUAL
    elif form in _THINGS or form in _UNKNOWN_PEOPLE:
        found = Target.NOBODY
    return found


def _is_called(reading: Reading, index: int) -> bool:
    """Whether a whole name begins at `index`, so that readers can tell who is meant: "my neighbour Gary Tonks"."""
    name = name_at(reading, index, NOBODY_KNOWN)
    return name is not None and name.kind is not Kind.BODY


def _after(reading: Reading, index: int, many: bool, known: Register) -> Target:
    """Return the target that what follows names: "idiot councillor", "that fat cow on reception"."""
    before = reading.before(index, 4)
    ahead = reading.ahead(index, 4)
    if not ahead or not (_UNKNOWN_PEOPLE | SELF).isdisjoint(before):
        return Target.NOBODY
    beside = ahead[0]
    if ahead[:3] == ["the", "lot", "of"]:
        return Target.COLLECTIVE
    name = name_at(reading, index + 1, known)
    if (beside in POLITICIANS and beside not in ROLE_COLLECTIVES) or (name and name.kind is Kind.POLITICIAN):
        return Target.POLITICIAN
    is_whose = beside in ROLES or beside in TITLES or (beside == "of" and not ROLES.isdisjoint(ahead))
    is_there = beside in _PLACED and not many and not _POINTERS.isdisjoint(before)
    if is_whose or is_there:
        return Target.COLLECTIVE if is_whose and (many or beside in ROLE_COLLECTIVES) else Target.INDIVIDUAL
    runs_it = beside in ("at", "in", "running") and not INSTITUTIONS.isdisjoint(ahead)
    return Target.COLLECTIVE if runs_it else Target.NOBODY
