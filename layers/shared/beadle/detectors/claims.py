"""Misinformation (clauses RS03, MI02): false claims that the council has a checked answer to."""

from collections.abc import Sequence
from itertools import pairwise

from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import wordset
from beadle.domain.comments import Comment
from beadle.domain.judgements import Claim, Rulebook

_DENIALS = wordset("myth false untrue fake misinformation debunked rumour nonsense wrong incorrect isn't")
_DENYING_PAIRS = frozenset({("not", "true"), ("no", "truth"), ("not", "closing"), ("made", "up"), ("not", "the")})
_SHORT = 40  # words up to which a comment is read as one statement


def claims_repeated(comment: Comment, rulebook: Rulebook) -> tuple[str, ...]:
    """Return the ids of the claims that the comment repeats, in the policy's order.

    Every group of a claim's words must be met, in one sentence or in a short comment; one who denies the claim does not
    repeat it.
    """
    if not rulebook.claims:
        return ()
    made = [f" {' '.join(statement)} " for statement in _statements(read(comment.text)) if not _denies(statement)]
    return tuple(claim.claim_id for claim in rulebook.claims if any(_repeats(statement, claim) for statement in made))


def _statements(reading: Reading) -> list[Sequence[str]]:
    if len(reading.words) <= _SHORT:
        return [reading.forms]
    by_sentence: dict[int, list[str]] = {}
    for word in reading.words:
        by_sentence.setdefault(word.sentence, []).append(word.form)
    return [*by_sentence.values()]


def _denies(statement: Sequence[str]) -> bool:
    return not _DENIALS.isdisjoint(statement) or not _DENYING_PAIRS.isdisjoint(pairwise(statement))


def _repeats(statement: str, claim: Claim) -> bool:
    return all(any(f" {phrase.lower()} " in statement for phrase in group) for group in claim.all_of)
