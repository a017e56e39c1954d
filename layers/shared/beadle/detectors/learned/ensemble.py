"""The learned model, loaded once when first needed: windows of a text in, probabilities out.

Each window is first read by n-grams alone. Only where these leave any doubt does the network read it too, which takes
some fifty times as long; both together then give the probabilities, by weights fitted on texts that neither had seen.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from beadle.detectors.learned import LABELS
from beadle.detectors.learned.encoder import Encoder
from beadle.detectors.learned.ngrams import NGrams
from beadle.detectors.learned.windows import Window, sentences, windows
from beadle.detectors.learned.wording import wording
from beadle.detectors.learned.wordpiece import END, START, WordPiece

_WORDS_KEPT = 50_000
_MOST_READ = 16
"""Windows of one text that the network reads, those that the n-grams find worst: one slur in five thousand words is
found, and no comment, however long, holds the moderator up for more than a quarter of a second or so."""


class Scored(NamedTuple):
    """A window of a text, half-open in characters, with the probability of each label, 0 to 1."""

    start: int
    end: int
    probabilities: Mapping[str, float]


class Model:
    """Everything that was learned. Arrays are named by models/export.py."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        words = arrays["vocabulary"].tobytes().decode().split("\n")
        self._tokens = WordPiece({word: number for number, word in enumerate(words) if word})
        self._ngrams = NGrams(arrays["ngrams.weights"], arrays["ngrams.scales"], arrays["ngrams.biases"])
        self._encoder = Encoder(arrays)
        self._heads, self._head_biases = arrays["heads"], arrays["heads.bias"]
        self._mix, self._mix_biases = arrays["mix"], arrays["mix.bias"]
        self._quick, self._quick_biases = arrays["quick"], arrays["quick.bias"]
        self._gate, self._telling = float(arrays["gate"]), float(arrays["telling"])
        self._words: dict[str, float] = {}

    def windows(self, text: str) -> tuple[Scored, ...]:
        """Return every window of the text with its probabilities, in order."""
        found = list(windows(text, self._ids, self._encoder.longest - 2))
        rough = [self._ngrams.logits(text[window.start : window.end]) for window in found]
        doubtful = [number for number in range(len(found)) if rough[number][0] >= self._gate]
        read = frozenset(sorted(doubtful, key=lambda number: float(rough[number][0]), reverse=True)[:_MOST_READ])
        return tuple(
            Scored(
                window.start,
                window.end,
                _named(self._read(window, rough[number]) if number in read else self._glanced(rough[number])),
            )
            for number, window in enumerate(found)
        )

    def glance(self, text: str) -> Mapping[str, float]:
        """Return the probability of each label by the n-grams alone, of the text as a whole."""
        return _named(self._glanced(self._ngrams.logits(text)))

    def worst_sentence(self, text: str, window: Scored) -> tuple[int, int]:
        """Return where the sentence of a window stands that its n-grams find worst."""
        found = list(sentences(text, window.start, window.end))
        return max(found, key=lambda span: float(self._ngrams.logits(text[slice(*span)])[0])) if found[1:] else found[0]

    def weight(self, word: str) -> float:
        """Return how much a word by itself speaks for abuse: 0 or more where it is one that abuse tends to use."""
        known = self._words.get(word)
        if known is None:
            if len(self._words) >= _WORDS_KEPT:
                self._words.clear()
            known = self._words[word] = float(self._ngrams.logits(word)[0]) - self._telling
        return known

    def is_known(self, word: str) -> bool:
        """Whether the network knows a word whole, and not as pieces: the names of small places it does not."""
        return len(self._ids(word)) == 1

    def _read(self, window: Window, rough: NDArray[np.float32]) -> NDArray[np.float32]:
        vector = self._encoder.encode((START, *window.ids, END))
        heads = self._heads @ vector + self._head_biases
        return np.asarray(self._mix @ np.concatenate((heads, rough)) + self._mix_biases, np.float32)

    def _glanced(self, rough: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.asarray(self._quick @ rough + self._quick_biases, np.float32)

    def _ids(self, chunk: str) -> list[int]:
        return self._tokens.ids(wording(chunk))


def _named(logits: NDArray[np.float32]) -> dict[str, float]:
    """Return the probability of each label, of its log-odds."""
    return dict(zip(LABELS, (1 / (1 + np.exp(-np.clip(logits, -30, 30)))).tolist(), strict=True))


def load(artefact: Path) -> Model:
    """Return the model that a file holds."""
    with np.load(artefact) as arrays:
        return Model(dict(arrays))
