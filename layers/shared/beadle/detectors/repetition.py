"""Clause AU06: the same message, or a very similar one, by the same author.

A signature stands for a text: one character for each of 36 bins, each the least of the text's shingles that fall into
the bin (one-permutation MinHash). The share of equal characters estimates how much two texts have in common, so an
author's last comments are compared without keeping their words.
Source: Li, Owen, Zhang 2012; empty bins are filled from the next full one, Shrivastava and Li 2014.

A text of a few words, "Resign!!", has a mark instead of a signature, which only the very same words share. People say
such things twice without meaning harm, so that it counts from the third time within days on, and for an officer.
"""

from collections.abc import Iterator
from datetime import timedelta
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
_MANNERLY = _GREETINGS | wordset(
    "you u all everyone everybody team guys yes yep yeah no nope ok okay agree agreed same here true exactly very so"
    " absolutely indeed definitely correct right this that it it's its is much really said done a an the and of to for"
    " in on at with beautiful lovely gorgeous stunning amazing awesome fantastic brilliant excellent wonderful great"
    " nice cool super fab fabulous cute sweet love loved loving proud bravo fair fun funny cheers ta gwych da iawn news"
    " work job idea point picture pictures photo photos pic pics day afternoon evening night week weekend birthday"
    " christmas easter new year amen rip condolences sad hugs x xx xxx lol haha hahaha wow omg hope best luck wishes"
    " welcome please hello hi hiya me too us we i i'm my noted interesting interested following shared sharing what how"
    " look looks"
)
"""Of which a short text may be made however often: courtesy, assent, delight."""
_SHORT_COPIES = 2  # of a short text, before another is worth an officer's look
_LATELY = timedelta(days=7)


@lru_cache(maxsize=8)  # asked for by the history first, and then by the detector
def signature(text: str) -> str:
    """Return the signature of `text`, 36 characters; its mark, 10, where it is short; "" where it is only polite."""
    words = read(text).forms
    squashed = " ".join(words)
    if len(words) < _LEAST_WORDS or len(squashed) < _LEAST_CHARACTERS:
        return "" if _MANNERLY.issuperset(words) or _is_a_name(text) else mark(squashed)
    if len(words) <= 8 and words[0] in _GREETINGS:
        return ""
    data = squashed[:_LONGEST].encode("utf-8", "surrogatepass")
    least = [-1] * _BINS
    for start in range(len(data) - _SHINGLE + 1):
        value, bin_ = divmod(crc32(data[start : start + _SHINGLE]) * 0x9E3779B1 % 2**32, _BINS)
        if least[bin_] < 0 or value < least[bin_]:
            least[bin_] = value
    return "".join(_ALPHABET[_filled(least, at) % 64] for at in range(_BINS))


def _is_a_name(text: str) -> bool:
    """Whether a text does nothing but call somebody: "@karen @dave", "Karen Jones"."""
    words = text.split()
    is_full_name = len(words) == 2 and all(word.istitle() and word.isalpha() for word in words)
    return is_full_name or all(word.startswith("@") for word in words)


def _filled(least: list[int], at: int) -> int:
    """Return the value of a bin, or the next full bin's, changed by the distance so that borrowing is told apart."""
    for distance in range(_BINS):
        value = least[(at + distance) % _BINS]
        if value >= 0:
            return value + distance * 7
    return 0


def similarity(a: str, b: str) -> float:
    """Return how much two signed texts have in common, 0 to 1: all or nothing when one is short."""
    if len(a) != _BINS or len(b) != _BINS:
        return float(a == b != "")
    equal = sum(x == y for x, y in zip(a, b, strict=True)) / len(a)
    return max(0.0, (equal - 1 / 64) / (1 - 1 / 64))  # 1 of 64 agrees by chance


def detect_repetition(context: Context) -> Iterator[Finding]:
    """Yield one finding over the whole comment when its author has posted it, or nearly it, before."""
    comment = context.comment
    own = signature(comment.text)
    if not own:
        return
    if len(own) != _BINS:
        yield from _short_again(context, own)
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


def _short_again(context: Context, own: str) -> Iterator[Finding]:
    """Yield one finding over a short text that its author has posted twice lately; a question, beneath one post."""
    comment = context.comment
    this, post = mark(comment.comment_id), mark(comment.post_id)
    same = [t for t in context.earlier if t.signature == own and t.comment != this]
    lately = [t for t in same if comment.seen_at - t.seen_at <= _LATELY]
    if "?" in comment.text:
        lately = [t for t in lately if t.post == post]
    if len(lately) >= _SHORT_COPIES:
        reason = f"the author has posted these few words {len(lately)} times before within days"
        yield Finding("repetition", LIKELY, 0, len(comment.text), reason)
