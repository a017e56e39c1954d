"""Train the spam model and measure it: `make spam-model`, or `python -m models.spam.train --shared ../shared/data`.

Measures first, each video judged by a model that never saw it, then trains on everything and writes the artefact. A
quarter of a minute a model on one core; the seed fixes all that is chosen.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from beadle.detectors.spamminess import BUCKETS, SEEN, TURN, WEIGHTS, Weights, signs
from models.spam.corpus import VIDEOS, Text, texts
from models.spam.measure import TRUSTED, Figures, figures, rules_bite, same_elsewhere

SEED = 2026
STRICTNESS = 40.0  # inverse of the penalty on large weights
TOP = 127  # the largest signed byte

Floats = NDArray[np.float64]


def matrix(sample: Sequence[Text]) -> csr_matrix:
    """Return a row a text, a column a bucket: pieces of length 1 together, turns as they are."""
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for text in sample:
        pieces, turns = signs(text.text, TRUSTED)
        columns += [*pieces, *turns]
        values += [1 / np.sqrt(len(pieces) or 1)] * len(pieces) + [TURN] * len(turns)
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(sample), BUCKETS))


def fit(rows: csr_matrix, sample: Sequence[Text]) -> tuple[Floats, float]:
    """Return the weight of each bucket, and what an empty text scores."""
    model = LogisticRegression(C=STRICTNESS, max_iter=1000)
    model.fit(rows, [text.is_spam for text in sample], sample_weight=[text.weight for text in sample])
    return model.coef_[0], float(model.intercept_[0])


def calibrated(scores: Floats, labels: NDArray[np.bool_]) -> tuple[float, float]:
    """Return the factor and the shift that turn scores of unseen texts into probabilities (Platt 1999)."""
    model = LogisticRegression(C=1e6).fit(scores.reshape(-1, 1), labels)
    return float(model.coef_[0][0]), float(model.intercept_[0])


def shrunk(weights: Floats, bias: float, factor: float, shift: float) -> Weights:
    """Return the model in bytes, with its calibration folded in."""
    unit = float(np.abs(weights).max()) / TOP
    units = np.rint(weights / unit).astype(np.int8).tobytes()
    return Weights(units, factor * unit, factor * bias + shift)


def main() -> None:
    """Measure, train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder of the shared data")
    parser.add_argument("--to", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    sample = texts(arguments.shared, SEED)
    rows = matrix(sample)
    labels = np.array([text.is_spam for text in sample])
    source = np.array([text.source for text in sample])
    left_out: dict[str, tuple[Floats, float]] = {}
    for video in VIDEOS:
        others = np.flatnonzero(source != video)
        left_out[video] = fit(rows[others], [sample[at] for at in others])
        print(f"{video}: {same_elsewhere(sample, video)} of its comments stand under another video too")
    unseen = np.concatenate([rows[source == video] @ left_out[video][0] + left_out[video][1] for video in VIDEOS])
    seen = np.concatenate([labels[source == video] for video in VIDEOS])
    factor, shift = calibrated(unseen, seen)
    print(f"all videos: AUC {roc_auc_score(seen, unseen):.3f}, calibration {factor:.2f} {shift:+.2f}")
    whole = Figures()
    for video in VIDEOS:
        model = shrunk(*left_out[video], factor, shift)
        comments = [text for text in sample if text.source == video]
        by_model = [model.probability(text.text, TRUSTED) for text in comments]
        by_rules = rules_bite(comments)
        for name, caught in {
            "model": [p >= SEEN for p in by_model],
            "rules": by_rules,
            "both": [p >= SEEN or rule for p, rule in zip(by_model, by_rules, strict=True)],
        }.items():
            measured = figures(caught, [text.is_spam for text in comments])
            print(f"{video}: {name}: {measured}")
            if name == "both":
                whole += measured
    print(f"all videos: both: {whole}")
    final = shrunk(*fit(rows, sample), factor, shift)
    head = json.dumps({"bias": final.bias, "scale": final.scale}).encode()
    arguments.to.write_bytes(head + b"\n" + final.units)
    print(f"{arguments.to}: {arguments.to.stat().st_size:,} bytes, from {len(sample):,} texts")


if __name__ == "__main__":
    main()
