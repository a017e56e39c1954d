"""Clause AU02: allegations of crime against somebody who can be identified.

They may be true and they may be libel: an officer sees them at once, and no machine removes or answers them. Of a
body such as the council they are criticism, and stay.
"""

from collections.abc import Iterator

from beadle.detectors.certainty import DOUBTFUL, WEAK
from beadle.detectors.context import Context
from beadle.detectors.phrases import Phrases
from beadle.detectors.text import Reading, read
from beadle.detectors.threats import URGENT
from beadle.detectors.vocabulary import COPULAS, INSTITUTIONS, TITLES, wordset
from beadle.domain.judgements import Finding

_CRIMES = wordset(
    "corrupt crook crooked thief fraudster criminal paedo paedophile pedo pedophile nonce rapist murderer embezzler"
    " bribed bribes bribe bribery backhander backhanders kickback kickbacks embezzled embezzling embezzlement fraud"
    " laundering stealing stole thieving pocketing pocketed molested groomer dealer blackmail blackmailed fiddling"
    " fiddled abuser wife-beater traffickers trafficker extortion"
)
_CRIME_PHRASES = Phrases({DOUBTFUL: "on the take, brown envelope, brown envelopes, in the pocket of"})
_PERSONS = wordset(
    "leader mayor chief manager director councillor cllr officer inspector headteacher clerk teacher vicar priest coach"
    " warden caretaker"
)
_WHOSE = wordset("the our your that this head")
_INNOCENT = wordset("stop prevent report reported against victim victims investigate hotline alert scam awareness")


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
            continue
        sentence = {word.form, *reading.before(index, 20), *reading.ahead(index, 20)}
        innocent = sentence & _INNOCENT or {"not", "isn't", "no"} & {w.form for w in words[max(0, index - 2) : index]}
        span = reading.words_span(min(person, index), max(person, index + length - 1))
        reason = "accuses an identifiable person of a crime: possible defamation, for an officer to decide"
        yield Finding("allegation", WEAK if innocent else DOUBTFUL, *span, reason, URGENT)


def _accused(reading: Reading, index: int) -> int | None:
    """Return the index of a word that names somebody before `index` in its sentence; None for nobody."""
    words = reading.words
    sentence = words[index].sentence
    for at in range(index - 1, max(-1, index - 14), -1):
        if words[at].sentence != sentence:
            return None
        form = words[at].form
        if form in TITLES and at + 1 < index and reading.is_capitalised(at + 1):
            return at
        if form in _PERSONS and at and words[at - 1].form in _WHOSE:
            return at
        if form in _PERSONS and at > 1 and words[at - 1].form in INSTITUTIONS and words[at - 2].form in _WHOSE:
            return at
        named = at + 2 <= index and reading.is_capitalised(at) and reading.is_capitalised(at + 1)
        told = any(_is_told_of(reading, verb) for verb in range(at + 2, min(at + 6, index + 1)))
        if named and told and words[at + 1].form not in INSTITUTIONS:
            return at
    return None


def _is_told_of(reading: Reading, index: int) -> bool:
    form = reading.words[index].form
    return form in COPULAS or form in _CRIMES or form in ("took", "takes", "has", "had", "takes", "taking", "who")
