"""Hashed n-grams of letters and words with a linear model over them: quick, and sharp where the words say it all."""

from itertools import pairwise
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from beadle.detectors.learned.wording import wording

BITS = 20
"""Two to this many buckets."""
_SPACE = ord(" ")
_LENGTHS = range(2, 6)  # characters
_BASE = np.uint32(0x01000193)
_MIX = np.uint32(0x9E3779B1)


def buckets(text: str) -> NDArray[np.uint32]:
    """Return the bucket, below 2**BITS, of each n-gram in `text`, with repeats.

    An n-gram is two to five letters of a word, which a space stands before and after, or one word, or two that follow
    one another. Equal to scikit-learn's `char_wb` and `word` analysers but for the hash.
    """
    words = wording(text).lower().split()
    if not words:
        return np.empty(0, np.uint32)
    codes = np.frombuffer(f" {' '.join(words)} ".encode("utf-32-le", "surrogatepass"), np.uint32)
    spaces = np.concatenate(([0], np.cumsum(codes == _SPACE)))
    found = [_of_words(words)]
    for length in _LENGTHS:
        count = len(codes) - length + 1
        if count <= 0:
            break
        mixed = np.full(count, length, np.uint32)
        for offset in range(length):
            mixed = mixed * _BASE + codes[offset : offset + count]
        within = spaces[length - 1 : length - 1 + count] - spaces[1 : 1 + count]  # spaces inside, not at its ends
        found.append(_spread(mixed[within == 0] if length > 2 else mixed))
    return np.concatenate(found)


def _of_words(words: list[str]) -> NDArray[np.uint32]:
    sums = [crc32(word.encode("utf-8", "surrogatepass")) for word in words]
    pairs = [(first * 31 + second) & 0xFFFFFFFF for first, second in pairwise(sums)]
    return _spread(np.array(sums + pairs, np.uint32))


def _spread(mixed: NDArray[np.uint32]) -> NDArray[np.uint32]:
    mixed = (mixed ^ (mixed >> np.uint32(15))) * _MIX
    return (mixed ^ (mixed >> np.uint32(13))) * _BASE >> np.uint32(32 - BITS)


class NGrams:
    """Linear models over the buckets, one a label."""

    def __init__(self, weights: NDArray[np.int8], scales: NDArray[np.float32], biases: NDArray[np.float32]) -> None:
        """Keep the weights (2**BITS, labels), each column with its scale, and the bias of each label."""
        self._weights, self._scales, self._biases = weights, scales, biases

    def logits(self, text: str) -> NDArray[np.float32]:
        """Return the log-odds of each label (labels,)."""
        found = buckets(text)
        if not len(found):
            return self._biases
        total: NDArray[Any] = self._weights[found].sum(axis=0, dtype=np.int64)
        return np.asarray(total * self._scales / np.sqrt(len(found)) + self._biases, np.float32)
