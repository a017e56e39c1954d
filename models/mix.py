"""Fit how heads and n-grams together give each label, on the validation part.

Neither the network nor the n-grams have seen these texts. The sources weigh alike, however many texts they gave, and
what a text's own source calls abuse is what the first label means.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from beadle.detectors.learned import LABELS
from beadle.detectors.learned.ngrams import NGrams
from beadle.detectors.learned.windows import windows
from beadle.detectors.learned.wording import wording
from beadle.detectors.learned.wordpiece import END, START, WordPiece
from models.data import HEADS, Example
from models.network import Network
from models.train import LONGEST

BATCH = 64
STRENGTH = 0.02  # inverse of the regularisation, for standardised logits: chosen by leaving out each source in turn
LEVEL = 3.0  # so that a source's own level is regularised less than the weights


@dataclass(frozen=True, slots=True)
class Read:
    """What both models say of texts: the network's vectors (texts, 2 x hidden), the n-grams' logits (texts, labels)."""

    vectors: NDArray[np.float32]
    rough: NDArray[np.float32]


def read_texts(texts: Sequence[str], network: Network, ngrams: NGrams, tokens: WordPiece) -> Read:
    """Return what both models say of the first window of each text."""
    first = [next(windows(text, lambda chunk: tokens.ids(wording(chunk)), LONGEST - 2), None) for text in texts]
    ids = [(START, *(window.ids if window else ()), END) for window in first]
    rough = [
        ngrams.logits(text[window.start : window.end] if window else "")
        for text, window in zip(texts, first, strict=True)
    ]
    vectors = np.empty((len(texts), network.heads.in_features), np.float32)
    order = np.argsort([len(one) for one in ids])
    with torch.no_grad():
        for places in np.array_split(order, max(1, len(order) // BATCH)):
            width = max(len(ids[place]) for place in places)
            padded = torch.tensor([[*ids[place], *[0] * (width - len(ids[place]))] for place in places])
            mask = torch.tensor([[1] * len(ids[place]) + [0] * (width - len(ids[place])) for place in places])
            vectors[places] = network.pooled(padded, mask).numpy()
    return Read(vectors, np.stack(rough))


def mixed(
    features: NDArray[np.float32], examples: Sequence[Example]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the weights (labels, features) and biases (labels,) that give each of LABELS its log-odds."""
    weights, biases = zip(*(_label(features, examples, label) for label in LABELS), strict=True)
    return np.stack(weights).astype(np.float32), np.array(biases, np.float32)


def _label(features: NDArray[np.float32], examples: Sequence[Example], label: str) -> tuple[NDArray[np.float32], float]:
    targets = np.array([one.targets[HEADS.index(label)] for one in examples])
    known = targets >= 0
    targets, kept = targets[known], features[known]
    sources = np.array([one.source for one in examples])[known]
    names, of = np.unique(sources, return_inverse=True)
    shares = 1 / np.sqrt(np.bincount(of)[of])
    shares /= shares.mean()
    spread = kept.std(axis=0)
    # Each source has a level of its own, so that the weights learn to rank within a source and not to tell sources.
    levels = LEVEL * np.eye(len(names), dtype=np.float32)[of]
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    model.fit(np.concatenate((kept / spread, levels), axis=1), targets, sample_weight=shares)
    weights = model.coef_[0, : kept.shape[1]] / spread
    line = LogisticRegression(C=1e3).fit((kept @ weights)[:, None], targets, sample_weight=shares)
    return weights * line.coef_[0, 0], float(line.intercept_[0])
