"""Misinformation (clauses RS03, MI02): false claims that the council has a checked answer to."""

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
    reading = read(comment.text)
    statements = _statements(reading)
    return tuple(c.claim_id for c in rulebook.claims if any(_repeats(statement, c) for statement in statements))


def _statements(reading: Reading) -> list[list[str]]:
    if len(reading.words) <= _SHORT:
        return [[word.form for word in reading.words]]
    by_sentence: dict[int, list[str]] = {}
    for word in reading.words:
        by_sentence.setdefault(word.sentence, []).append(word.form)
    return list(by_sentence.values())


def _repeats(statement: list[str], claim: Claim) -> bool:
    if _DENIALS.intersection(statement) or _DENYING_PAIRS.intersection(pairwise(statement)):
        return False
    spoken = f" {' '.join(statement)} "
    return all(any(f" {phrase.lower()} " in spoken for phrase in group) for group in claim.all_of)
