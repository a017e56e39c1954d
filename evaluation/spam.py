"""Spam and advertising under each of three videos, by the rules and by a model that never saw that video."""

from evaluation.figures import Counts, count
from evaluation.judged import judge_all
from evaluation.sets import SHARED, Text
from models.spam.corpus import texts
from models.spam.train import SEED, leave_one_out, matrix


def videos() -> dict[str, tuple[Counts, float]]:
    """Return by video how right both are together, and how many of its comments the moderator judges a second."""
    sample = texts(SHARED, SEED)
    found, *_ = leave_one_out(sample, matrix(sample))
    return {
        unseen.video.partition("-")[2]: (count(unseen.labels, unseen.by_both), _rate([t.text for t in unseen.comments]))
        for unseen in found
    }


def _rate(comments: list[str]) -> float:
    """Return how many comments are judged in a second of one core, with all that is shipped."""
    return len(comments) / judge_all([Text(text, False) for text in comments], with_model=False).seconds
