"""Train the linear models over hashed n-grams: `python -m models.ngrams --data TRAIN.jsonl --to FOLDER`.

Minutes on one core.
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from beadle.detectors.learned.ngrams import BITS, buckets
from models.contrast import contrast
from models.data import HEADS, disguise, part, read

SEED = 2026
LEARNED = ("abuse", "tox", "hate", "obscene")
STRENGTH = 1.0  # inverse of the regularisation; chosen on the validation part
DISGUISED = 0.1


def matrix(texts: Sequence[str]) -> csr_matrix:
    """Return how often each bucket occurs in each text, over the root of the number of n-grams."""
    found = [buckets(text) for text in texts]
    starts = np.concatenate(([0], np.cumsum([len(one) for one in found])))
    values = np.repeat(
        np.array([1 / np.sqrt(max(1, len(one))) for one in found], np.float32), [len(one) for one in found]
    )
    counted = csr_matrix((values, np.concatenate(found).astype(np.int32), starts), shape=(len(texts), 2**BITS))
    counted.sum_duplicates()
    return counted


def train(data: Path, to: Path) -> None:
    """Fit one model a label and leave `ngrams.npz` in `to`: int8 weights, scales, biases."""
    chance = random.Random(SEED)  # noqa: S311 - a choice of examples is no secret
    training, validation = part(read(data))
    training += contrast(SEED)
    counted = matrix([disguise(e.text, chance) if chance.random() < DISGUISED else e.text for e in training])
    held = matrix([one.text for one in validation])
    columns: list[NDArray[np.float32]] = []
    biases: list[float] = []
    for label in LEARNED:
        place = HEADS.index(label)
        known = np.array([one.targets[place] for one in training])
        seen = np.array([one.targets[place] for one in validation])
        fitted = LogisticRegression(C=STRENGTH, max_iter=200, tol=1e-4)
        fitted.fit(counted[known >= 0], known[known >= 0])
        judged = fitted.decision_function(held[seen >= 0])
        print(f"{label}: AUC {roc_auc_score(seen[seen >= 0], judged):.3f} on validation", flush=True)
        columns.append(fitted.coef_[0].astype(np.float32))
        biases.append(float(fitted.intercept_[0]))
    weights = np.stack(columns, axis=1)
    scales = np.abs(weights).max(axis=0) / 127
    np.savez(
        to / "ngrams.npz", weights=np.round(weights / scales).astype(np.int8), scales=scales, biases=np.float32(biases)
    )


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, required=True)
    asked.add_argument("--to", type=Path, required=True)
    wanted = asked.parse_args()
    train(wanted.data, wanted.to)
