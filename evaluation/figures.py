"""The figures that texts, labels and scores come to."""

from collections.abc import Sequence
from dataclasses import dataclass

from sklearn.metrics import roc_auc_score, roc_curve


@dataclass(frozen=True, slots=True)
class Counts:
    """How often a yes or no was right and wrong."""

    right: int  # said to break the rule, and does
    wrong: int  # said to, and does not
    missed: int  # breaks it, and was not said to
    left: int  # neither

    @property
    def precision(self) -> float:
        """The share of what was said to break the rule that does; 1 when nothing was."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of what breaks the rule that was found; 1 when nothing does."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(2 * self.right + self.wrong + self.missed, 1)


def count(breaks: Sequence[bool], said: Sequence[bool]) -> Counts:
    """Compare what was said of each text with its label."""
    pairs = list(zip(breaks, said, strict=True))
    return Counts(
        right=pairs.count((True, True)),
        wrong=pairs.count((False, True)),
        missed=pairs.count((True, False)),
        left=pairs.count((False, False)),
    )


def area(breaks: Sequence[bool], scores: Sequence[float]) -> float:
    """Return the area under the ROC curve: how often a text that breaks the rule scores above one that does not."""
    return float(roc_auc_score(list(breaks), list(scores)))


def recall_at(breaks: Sequence[bool], scores: Sequence[float], false_alarms: float = 0.01) -> float:
    """Return the recall at the lowest threshold that keeps to so many false alarms; 0 where none does."""
    alarms, recalls, _ = roc_curve(list(breaks), list(scores), drop_intermediate=False)
    return max(float(recall) for alarm, recall in zip(alarms, recalls, strict=True) if alarm <= false_alarms)
