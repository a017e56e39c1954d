"""Clauses AU01, AU02, AU03 and AU05, as the learned model sees them, beside or instead of a rule.

A model is never sure enough to remove by itself: its findings stay below what any policy may remove at.
"""

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache, partial
from math import exp, log

from beadle.detectors.certainty import DOUBTFUL
from beadle.detectors.context import Context, Detector
from beadle.detectors.grammar import AIMED, target_of
from beadle.detectors.learned import model, scored
from beadle.detectors.learned.names import is_name
from beadle.detectors.stance import Stance, stance
from beadle.detectors.text import read
from beadle.domain.judgements import Finding

CORPORA, COUNCIL = 0.35, 0.08
"""The share of texts that break a rule: in the corpora learned from, and beneath a council's posts."""
FAINTEST = 0.003
"""A finding less sure than this is not worth its line."""
_AT_NOBODY = 0.8  # what is left of an insult that the grammar aims at nobody: "Stupid scheme, stupidly run"
_MYSELF = frozenset({"i", "i'm", "i've", "i'd", "i'll"})
_OF_PEOPLE = frozenset({"abuse", "insult", "hate"})  # labels; the others need nobody to aim at
_AT_A_GLANCE = 0.5  # what is left where no word of it is one that abuse uses
_FEWEST, _ENOUGH = 4, 20  # words of a text that is more than a name, and of one that may hold names too
_NAMED = 1 / 8  # of the words of such a text; where sentences begin capitals stand too
_SPOKEN_OF = 0.6  # what quoting or reporting leaves of a finding: too little for any review at 0.5
_SHIFT = log(COUNCIL / (1 - COUNCIL)) - log(CORPORA / (1 - CORPORA))
_KINDS = {
    "learned-abuse": ("abuse", "reads like abuse"),
    "learned-insult": ("insult", "reads like an insult to a person"),
    "learned-obscene": ("obscene", "reads like obscenity"),
    "learned-threat": ("threat", "reads like a threat"),
    "learned-hate": ("hate", "reads like hatred of a group"),
}


def confidence(probability: float) -> float:
    """Return how sure a finding is beneath a council's post, of a probability among the corpora; order is kept."""
    return DOUBTFUL * shifted(probability, _SHIFT)


def shifted(probability: float, by: float) -> float:
    """Return a probability whose log-odds are higher by so much."""
    probability = min(max(probability, 1e-6), 1 - 1e-6)
    return 1 / (1 + exp(-(log(probability / (1 - probability)) + by)))


def _detect(name: str, context: Context) -> Iterator[Finding]:
    """Yield the worst window of the comment, and in it the worst sentence."""
    label, reason = _KINDS[name]
    text = context.comment.text
    if _bearing(text, 0, len(text)) is Bearing.NONE:  # most comments: the network need not read them
        yield from _at_a_glance(name, text)
        return
    worst = max(scored(text), key=lambda window: window.probabilities[label], default=None)
    if worst is None:
        return
    bearing = _bearing(text, worst.start, worst.end)
    sure = confidence(min(worst.probabilities[label], worst.probabilities["abuse"]))  # each label is a kind of abuse
    if bearing is Bearing.SPOKEN_OF:
        sure, reason = sure * _SPOKEN_OF, reason + ", in quoted or reported speech"
    elif bearing is Bearing.AT_NOBODY and label in _OF_PEOPLE:
        sure, reason = sure * _AT_NOBODY, reason + ", though at nobody in particular"
    if bearing is Bearing.NONE or sure < FAINTEST:
        return
    yield Finding(name, round(sure, 4), *model().worst_sentence(text, worst), reason)


def _at_a_glance(name: str, text: str) -> Iterator[Finding]:
    """Yield what the n-grams alone make of the whole text, for comparison: never enough for an officer."""
    label, reason = _KINDS[name]
    reading = read(text)
    if label != "abuse" or len(reading.words) < _FEWEST:
        return
    later = [n for n in range(1, len(reading.words)) if reading.words[n].form not in _MYSELF]
    capitals = sum(map(reading.is_capitalised, later))
    if capitals > (_NAMED * len(later) if len(later) >= _ENOUGH else 0):
        return  # n-grams know too little of names to speak of them
    sure = _AT_A_GLANCE * confidence(model().glance(reading.revealed().text)[label])
    if sure >= FAINTEST:
        yield Finding(name, round(sure, 4), 0, len(text), reason + ", though no word of it does by itself")


class Bearing(Enum):
    """What the most telling word of a window says of it."""

    NONE = "no word of it is one that abuse uses, but for names"
    SPOKEN_OF = "it is quoted, reported or objected to"
    AT_NOBODY = "it is thrown at nobody, or at the author"
    MEANT = "it is meant"


@lru_cache(maxsize=64)
def _bearing(text: str, start: int, end: int) -> Bearing:
    reading = read(text)
    within = [n for n in range(len(reading.words)) if start <= reading.words_span(n, n)[0] < end]
    weights = {n: model().weight(reading.words[n].form) for n in within}
    telling = [n for n in within if weights[n] >= 0 and not is_name(reading, n, within, weights[n])]
    if not telling:
        return Bearing.NONE
    worst = max(telling, key=weights.__getitem__)
    if stance(reading, worst) is not Stance.USED:
        return Bearing.SPOKEN_OF
    return Bearing.MEANT if target_of(reading, worst) in AIMED else Bearing.AT_NOBODY


LEARNED: Mapping[str, Detector] = {name: partial(_detect, name) for name in _KINDS}
"""The detectors by name; each raises ModelMissing where the model's layer is not installed."""
