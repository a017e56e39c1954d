"""Train the spam model and measure it: `make spam-model`, or `python -m models.spam.train --shared ../shared/data`.

Measures first, each video judged by a model that never saw it, then trains on everything, writes the artefact, and
counts the ordinary texts among those held out that it calls spam. A minute on one core; the seed fixes all that is
chosen.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from beadle.detectors.spamminess import BUCKETS, SEEN, TURN, WEIGHTS, Weights, signs
from models.spam.corpus import VIDEOS, Text, held_out, same_elsewhere, texts
from models.spam.measure import TRUSTED, Figures, figures, rules_bite

SEED = 2026
STRICTNESS = 60.0  # inverse of the penalty on large weights
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


@dataclass(frozen=True, slots=True)
class Unseen:
    """One video's comments with what was said of each without the model having seen any of them."""

    video: str
    comments: tuple[Text, ...]
    by_model: tuple[bool, ...]
    by_rules: tuple[bool, ...]

    @property
    def by_both(self) -> list[bool]:
        """Whether either said that a comment is spam."""
        return [model or rules for model, rules in zip(self.by_model, self.by_rules, strict=True)]

    @property
    def labels(self) -> list[bool]:
        """Whether each is spam."""
        return [text.is_spam for text in self.comments]


def leave_one_out(sample: Sequence[Text], rows: csr_matrix) -> tuple[list[Unseen], float, float, float]:
    """Judge each video by a model trained without it; return also the AUC, and the calibration of unseen scores."""
    labels = np.array([text.is_spam for text in sample])
    source = np.array([text.source for text in sample])
    left_out: dict[str, tuple[Floats, float]] = {}
    for video in VIDEOS:
        others = np.flatnonzero(source != video)
        left_out[video] = fit(rows[others], [sample[int(at)] for at in others])
    unseen = np.concatenate([rows[source == video] @ left_out[video][0] + left_out[video][1] for video in VIDEOS])
    seen = np.concatenate([labels[source == video] for video in VIDEOS])
    factor, shift = calibrated(unseen, seen)
    found = []
    for video in VIDEOS:
        model = shrunk(*left_out[video], factor, shift)
        comments = tuple(text for text in sample if text.source == video)
        by_model = tuple(model.probability(text.text, TRUSTED) >= SEEN for text in comments)
        found.append(Unseen(video, comments, by_model, tuple(rules_bite([text.text for text in comments]))))
    return found, float(roc_auc_score(seen, unseen)), factor, shift


def print_alarms(model: Weights, ordinary: Sequence[Text]) -> None:
    """Print how much ordinary text the model alone would send to an officer, by source and in all."""
    there = Counter(text.source for text in ordinary)
    seen = Counter(text.source for text in ordinary if model.probability(text.text, TRUSTED) >= SEEN)
    for source, count in sorted(there.items()):
        print(f"ordinary text, {source}: {seen[source]} of {count}, {seen[source] / count:.2%}")
    print(f"ordinary text: {seen.total()} of {there.total()}, {seen.total() / there.total():.2%}")


def main() -> None:
    """Measure, train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder of the shared data")
    parser.add_argument("--to", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    sample = texts(arguments.shared, SEED)
    rows = matrix(sample)
    videos, area, factor, shift = leave_one_out(sample, rows)
    print(f"all videos: AUC {area:.3f}, calibration {factor:.2f} {shift:+.2f}")
    whole = Figures()
    for unseen in videos:
        print(f"{unseen.video}: {same_elsewhere(sample, unseen.video)} of its comments stand under another video too")
        for name, caught in {"model": unseen.by_model, "rules": unseen.by_rules, "both": unseen.by_both}.items():
            print(f"{unseen.video}: {name}: {figures(caught, unseen.labels)}")
        whole += figures(unseen.by_both, unseen.labels)
    print(f"all videos: both: {whole}")
    final = shrunk(*fit(rows, sample), factor, shift)
    head = json.dumps({"bias": final.bias, "scale": final.scale}).encode()
    arguments.to.write_bytes(head + b"\n" + final.units)
    print(f"{arguments.to}: {arguments.to.stat().st_size:,} bytes, from {len(sample):,} texts")
    print_alarms(final, held_out(arguments.shared, SEED))


if __name__ == "__main__":
    main()
