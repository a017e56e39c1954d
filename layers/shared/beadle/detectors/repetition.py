"""Clause AU06: the same message, or a very similar one, by the same author.

A signature stands for a text: one character for each of 36 bins, each the least of the text's shingles that fall into
the bin (one-permutation MinHash). The share of equal characters estimates how much two texts have in common, so an
author's last comments are compared without keeping their words.
Source: Li, Owen, Zhang 2012; empty bins are filled from the next full one, Shrivastava and Li 2014.
"""

from collections.abc import Iterator
from functools import lru_cache
from zlib import crc32

from beadle.detectors.certainty import CERTAIN, LIKELY, SLIGHT, STRONG
from beadle.detectors.context import Context
from beadle.detectors.text import read
from beadle.detectors.vocabulary import wordset
from beadle.domain.histories import mark
from beadle.domain.judgements import Finding

_BINS = 36
_SHINGLE = 5  # characters
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_LEAST_WORDS = 5
_LEAST_CHARACTERS = 22
_LONGEST = 4000  # characters that are signed: a long paste is told by its beginning
_SAME = 0.99
_ALIKE = 0.6  # what removes, with others
SIMILAR = 0.45
"""Of 20,970 edited copies of comments 99.5 % are as alike as this (98.4 % as alike as .6); of the 2 million pairs among
2,000 comments by others 31, and each of those shares most of its words."""
_PATIENCE = 2  # copies elsewhere before another is certain to be a breach
_GREETINGS = wordset("thank thanks happy merry congratulations congrats well diolch good morning sorry")


@lru_cache(maxsize=8)  # asked for by the history first, and then by the detector
def signature(text: str) -> str:
    """Return the signature of `text`, 36 characters; "" for one too short or too polite to count as repeated."""
    words = read(text).forms
    squashed = " ".join(words)
    if len(words) < _LEAST_WORDS or len(squashed) < _LEAST_CHARACTERS:
        return ""
    if len(words) <= 8 and words[0] in _GREETINGS:
        return ""
    data = squashed[:_LONGEST].encode("utf-8", "surrogatepass")
    least = [-1] * _BINS
    for start in range(len(data) - _SHINGLE + 1):
        value, bin_ = divmod(crc32(data[start : start + _SHINGLE]) * 0x9E3779B1 % 2**32, _BINS)
        if least[bin_] < 0 or value < least[bin_]:
            least[bin_] = value
    return "".join(_ALPHABET[_filled(least, at) % 64] for at in range(_BINS))


def _filled(least: list[int], at: int) -> int:
    """Return the value of a bin, or the next full bin's, changed by the distance so that borrowing is told apart."""
    for distance in range(_BINS):
        value = least[(at + distance) % _BINS]
        if value >= 0:
            return value + distance * 7
    return 0


def similarity(a: str, b: str) -> float:
    """Return how much two signed texts have in common, 0 to 1; 0 when either is unsigned."""
    if not a or len(a) != len(b):
        return 0.0
    equal = sum(x == y for x, y in zip(a, b, strict=True)) / len(a)
    return max(0.0, (equal - 1 / 64) / (1 - 1 / 64))  # 1 of 64 agrees by chance


def detect_repetition(context: Context) -> Iterator[Finding]:
    """Yield one finding over the whole comment when its author has posted it, or nearly it, before."""
    comment = context.comment
    own = signature(comment.text)
    if not own:
        return
    this, post = mark(comment.comment_id), mark(comment.post_id)
    alike = [(similarity(own, t.signature), t) for t in context.earlier if t.comment != this]
    same = [trace for share, trace in alike if share >= _SAME]
    similar = [trace for share, trace in alike if SIMILAR <= share < _SAME]
    copies = len(same) + len(similar)
    certain = sum(share >= _ALIKE for share, _ in alike)
    if not copies:
        return
    here = any(trace.post == post for trace in same)
    if same and (here or certain >= _PATIENCE):
        confidence = CERTAIN
    elif certain > _PATIENCE:
        confidence = STRONG
    else:
        confidence = LIKELY if same or any(t.post == post for t in similar) else SLIGHT
    times = "once before" if copies == 1 else f"{copies} times before"
    reason = f"the author has posted {'this' if same else 'nearly this'} message {times}"
    yield Finding("repetition", confidence, 0, len(comment.text), reason)
