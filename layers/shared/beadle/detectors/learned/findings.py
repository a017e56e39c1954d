"""Clauses AU01, AU02, AU03 and AU05, as the learned model sees them, beside or instead of a rule.

A model is never sure enough to remove by itself: its findings stay below what any policy may remove at.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache, partial
from math import exp, log

from beadle.detectors.certainty import DOUBTFUL
from beadle.detectors.context import Context, Detector
from beadle.detectors.grammar import AIMED, target_of
from beadle.detectors.learned import model, scored, scores
from beadle.detectors.learned.names import is_name
from beadle.detectors.learned.standins import groups, has_later_capital, with_other_people, with_other_places
from beadle.detectors.learned.windows import sentences
from beadle.detectors.slogans import is_anothers_view, is_history
from beadle.detectors.stance import Stance, objects_nearby, stance
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import NEGATIONS
from beadle.domain.judgements import Finding

_SHIFT = -1.7
"""What is taken from the log-odds among the corpora, of whose texts every third breaks a rule: so much that of lawful
criticism one comment in a hundred comes to an officer, and what is surer than nine to one does."""
_SHIFT_OF_A_GROUP = -0.3
"""The same where a part of the community is spoken of, and the model reads it of people whom it thinks nothing of."""
FAINTEST = 0.004
"""A finding less sure than this is not worth its line."""
_AT_NOBODY = 0.8  # what is left of an insult that the grammar aims at nobody: "Stupid scheme, stupidly run"
_OF_PEOPLE = frozenset({"abuse", "insult", "hate"})  # labels; the others need nobody to aim at
_UNTOLD = 0.6  # what is left where no word of it is one that abuse uses
_FEWEST, _ENOUGH = 4, 20  # words of a text that is more than a name, and of one that may hold names too
_NAMED = 1 / 8  # of the words of such a text
_IN_DOUBT = 0.1  # from here on by the n-grams the network reads it too
_NOT_BY_NAMES = 0.45  # the least of a text with names, as it stands and with another name in their place
_SPOKEN_OF = 0.6  # what quoting or reporting leaves of a finding: too little for any review at 0.5
_UNSEEN = 0.45  # what no officer sees, at a threshold of 0.5
_PLAIN_OF_A_GROUP = 0.3  # the least: of whom the most harmless is said is no finding
_SENTENCES = 4  # that speak of a part of the community and are read: more of them say no more
_OF_LAW = frozenset({"illegal", "failed", "criminal", "convicted"})  # who is meant by these may be sent away
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
    yield from _of_a_group(name, text)
    if _bearing(text, 0, len(text)) is Bearing.NONE:
        yield from _untold(name, text)
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
    if sure > _UNSEEN and _names_groups(text):
        sure = max(_UNSEEN, min(sure, _of_others(label, text, worst.start, worst.end)))
    yield Finding(name, round(sure, 4), *model().worst_sentence(text, worst), reason)


def _untold(name: str, text: str) -> Iterator[Finding]:
    """Yield what the model makes of a text none of whose words tells anything: never enough for an officer."""
    label, reason = _KINDS[name]
    reading = read(text)
    is_lone_name = len(reading.words) < _FEWEST and any(map(reading.is_capitalised, range(len(reading.words))))
    if label != "abuse" or is_lone_name or not reading.words:
        return
    probable = model().glance(reading.revealed().text)[label]
    in_doubt = probable >= _IN_DOUBT
    if in_doubt:
        probable = scores(text)[label]
    if _has_names(reading) and not (in_doubt and _is_abuse_without_names(reading, probable)):
        return
    sure = _UNTOLD * confidence(probable)
    if sure >= FAINTEST:
        yield Finding(name, round(sure, 4), 0, len(text), reason + ", though no word of it does by itself")


def _has_names(reading: Reading) -> bool:
    count = len(reading.words)
    capitals = sum(has_later_capital(reading, n) for n in range(count))
    return capitals > (_NAMED * count if count > _ENOUGH else 0)


def _is_abuse_without_names(reading: Reading, probable: float) -> bool:
    """Whether a text reads like abuse also with other names: the model knows the words inside those of places."""
    if probable < _NOT_BY_NAMES:
        return False
    elsewhere = with_other_places(reading, lambda n: model().weight(reading.forms[n]) >= 0)
    return scores(elsewhere)["abuse"] >= _NOT_BY_NAMES


def _of_others(label: str, text: str, start: int, end: int) -> float:
    """Return how sure the finding is with one and the same people in the place of every group that is named."""
    read_so = scores(with_other_people(read(text), start, end))
    return confidence(min(read_so[label], read_so["abuse"]))


def _names_groups(text: str) -> bool:
    return bool(groups(read(text)))


def _of_a_group(name: str, text: str) -> Iterator[Finding]:
    """Yield the hardest sentence that speaks of a part of the community, read with another in its place."""
    label, reason = _KINDS[name]
    if label != "hate":
        return
    reading = read(text)
    worst, where = 0.0, None
    for group, (start, end, following) in _sentences_of_groups(reading):
        said = with_other_people(reading, start, following)
        sure = DOUBTFUL * shifted(scores(said)["abuse"], _SHIFT_OF_A_GROUP)
        if _is_told_or_denied(reading, group):
            sure *= _SPOKEN_OF
        if sure > worst:
            worst, where = sure, (start, end)
    if where is not None and worst >= _PLAIN_OF_A_GROUP:
        yield Finding(name, round(worst, 4), *where, reason + ", of whichever group it were said")


def _is_told_or_denied(reading: Reading, group: int) -> bool:
    """Whether what is said of a group, which word `group` names, is another's view, history, denied, or the law."""
    if stance(reading, group) is not Stance.USED or objects_nearby(reading, group) or is_history(reading):
        return True
    is_law = not _OF_LAW.isdisjoint(reading.before(group, 2))
    return is_law or is_anothers_view(reading, group) or not NEGATIONS.isdisjoint(reading.ahead(group, 5))


def _sentences_of_groups(reading: Reading) -> Iterator[tuple[int, tuple[int, int, int]]]:
    """Yield of each sentence that names a group its first word that does, where it stands, and the next one's end."""
    text = reading.original
    spans = list(sentences(text, 0, len(text)))
    starts = [start for start, _ in spans]
    found: dict[int, int] = {}
    for first, _ in groups(reading):
        found.setdefault(bisect_right(starts, reading.words_span(first, first)[0]) - 1, first)
    for n in list(found)[:_SENTENCES]:
        start, end = spans[n]
        yield found[n], (start, end, spans[n + 1][1] if n + 1 < len(spans) else end)


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
