"""Filters that others make and that need no cloud either, each as a function from a text to a score.

They are installed by `requirements/evaluation.txt` in an environment of their own, and never travel with Beadle. Two of
the four answer only yes or no, so that their score is 0 or 1.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

Scorer = Callable[[Sequence[str]], list[float]]


def alt_profanity_check() -> Scorer:
    """A linear model on words (scikit-learn); it has seen Davidson's texts."""
    from profanity_check import predict_prob

    return lambda texts: [float(score) for score in predict_prob(list(texts))]


def better_profanity() -> Scorer:
    """A word list with leet spellings."""
    from better_profanity import profanity

    return lambda texts: [float(profanity.contains_profanity(text)) for text in texts]


def glin_profanity() -> Scorer:
    """A word list with folding of disguises."""
    from glin_profanity import Filter

    with _silent():
        words = Filter({"languages": ["english"]})
    return lambda texts: [float(words.is_profane(text)) for text in texts]


def hatesonar() -> Scorer:
    """A model of hate and offence (ONNX); it has seen Davidson's texts, and needs the locale en_US.UTF-8."""
    from hatesonar import Sonar

    sonar = Sonar()

    def score(text: str) -> float:
        classes = {row["class_name"]: row["confidence"] for row in sonar.ping(text=text)["classes"]}
        return 1.0 - float(classes["neither"])

    return lambda texts: [score(text) for text in texts]


PEERS: Mapping[str, Callable[[], Scorer]] = {
    "alt-profanity-check": alt_profanity_check,
    "better-profanity": better_profanity,
    "glin-profanity": glin_profanity,
    "hatesonar": hatesonar,
}


@contextmanager
def _silent() -> Iterator[None]:
    """Keep what a library prints on being loaded off our own output."""
    standing = os.dup(1)
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        try:
            yield
        finally:
            os.dup2(standing, 1)
            os.close(standing)
