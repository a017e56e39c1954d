"""Clause AU02: allegations of crime against somebody who can be identified.

They may be true and they may be libel: an officer sees them at once, and no machine removes or answers them. Of a
body such as the council they are criticism, and stay.
"""

from collections.abc import Iterator

from beadle.detectors.certainty import DOUBTFUL, WEAK
from beadle.detectors.context import Context
from beadle.detectors.phrases import Phrases
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import COPULAS, INSTITUTIONS, TITLES, wordset
from beadle.domain.judgements import Finding

_URGENT = frozenset({"urgent"})
_CRIMES = wordset(
    "corrupt crook crooked thief fraudster criminal paedo paedophile pedo pedophile nonce rapist murderer embezzler"
    " bribed bribes bribe bribery backhander backhanders kickback kickbacks embezzled embezzling embezzlement fraud"
    " laundering stealing stole thieving pocketing pocketed molested groomer dealer blackmail blackmailed fiddling"
    " fiddled abuser wife-beater traffickers trafficker extortion"
)
_CRIME_PHRASES = Phrases(
    {
        DOUBTFUL: """on the take, brown envelope, brown envelopes, in the pocket of, dealing drugs, deals drugs
        selling drugs, sells drugs, drug dealer, gets kickbacks, touches kids, touches children, touched kids
        touched my son, touched my daughter, abused my, abused children, abused kids, abuses children, raped
        planted evidence, plants evidence, lied under oath, perjury, stolen goods, rigged the, rigs the
        fixed the vote, fixed the tender, beats his wife, beats her kids, beats his kids, hits his wife
        sold his vote, paid for his vote, paid him for his vote, paid her for her vote, flats for cash
        cash for contracts, contracts for cash, bungs, insider deal, money laundering, people trafficking
        takes bungs, took a bung, a bent copper, tax evader, evades tax, dodges tax, cooking the books
        cooked the books, hand in the till, hands in the till"""
    }
)
_CRIME_VERBS = wordset(
    "raped rigged rigs fixed planted plants abused abuses beats sells deals dealing selling touches gets"
)
_PERSONS = wordset(
    "leader mayor chief head manager director councillor cllr officer inspector headteacher clerk teacher vicar priest"
    " coach warden caretaker"
)
_WHOSE = wordset("the our your that this head")
_INNOCENT = wordset(
    "stop prevent report reported against victim victims investigate hotline alert scam awareness cleared acquitted"
    " innocent exonerated stopped caught prevented tackle tackling fight fighting if whether"
)
_TAKING = wordset("took takes has had taking who got gets")
_OTHERS = wordset(
    "someone somebody people kids lads youths gang gangs men dealers they about told said says asked regarding"
)
_TITLED = TITLES | {"pc", "sgt", "dc", "constable", "pastor", "imam", "rabbi"}
_NAMING = wordset("that named called namely it's")


def detect_allegation(context: Context) -> Iterator[Finding]:
    """Yield words that accuse an identifiable person of a crime."""
    reading = read(context.comment.text)
    words = reading.words
    for index, word in enumerate(words):
        phrase = _CRIME_PHRASES.at(reading, index)
        length = phrase[0] if phrase else int(word.form in _CRIMES)
        if not length:
            continue
        if "show" in reading.ahead(index, 3):  # she stole it, honestly
            continue
        person = _accused(reading, index)
        if person is None:
            person = _named_after(reading, index + length - 1)
        if person is None:
            continue
        sentence = {word.form, *reading.before(index, 20), *reading.ahead(index, 20)}
        innocent = sentence & _INNOCENT or {"not", "isn't", "no"} & {w.form for w in words[max(0, index - 2) : index]}
        span = reading.words_span(min(person, index), max(person, index + length - 1))
        reason = "accuses an identifiable person of a crime: possible defamation, for an officer to decide"
        yield Finding("allegation", WEAK if innocent else DOUBTFUL, *span, reason, _URGENT)


def _accused(reading: Reading, index: int) -> int | None:
    """Return the index of a word that names somebody before `index` in its sentence; None for nobody."""
    words = reading.words
    sentence = words[index].sentence
    for at in range(index - 1, max(-1, index - 14), -1):
        if words[at].sentence != sentence:
            return None
        form = words[at].form
        if form in _OTHERS:  # "I told the manager that somebody is selling drugs"
            return None
        titled = form in _TITLED and at + 1 < index and reading.is_capitalised(at + 1)
        if titled or (form in _PERSONS and _is_one_of_theirs(reading, at)):
            return at
        named = at + 2 <= index and reading.is_capitalised(at) and reading.is_capitalised(at + 1)
        told = any(_is_told_of(reading, verb) for verb in range(at + 2, min(at + 6, index + 1)))
        if named and told and words[at + 1].form not in INSTITUTIONS:
            return at
    return None


def _is_one_of_theirs(reading: Reading, at: int) -> bool:
    """Whether a role is somebody's in particular: "the leader", "our council leader"."""
    before = reading.forms[max(0, at - 2) : at]
    return before[-1:] != () and (before[-1] in _WHOSE or (before[-1] in INSTITUTIONS and before[0] in _WHOSE))


def _is_told_of(reading: Reading, index: int) -> bool:
    form = reading.words[index].form
    return form in COPULAS or form in _CRIMES or form in _CRIME_VERBS or form in _TAKING


def _named_after(reading: Reading, index: int) -> int | None:
    """Return the index of the last word of a name that follows word `index`: "a convicted rapist, that Tom Harris"."""
    last = min(index + 4, len(reading.words) - 2)
    for at in range(index + 1, last):
        if reading.words[at].sentence != reading.words[index].sentence:
            return None
        follows = reading.words[at].form in _NAMING
        if follows and reading.is_capitalised(at + 1) and reading.is_capitalised(at + 2):
            return at + 2
    return None
