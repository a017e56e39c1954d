"""Personal information found by Beadle and by presidio on the same held-back lines, by kind."""

from collections.abc import Iterator, Mapping

from evaluation.judged import judge_all
from evaluation.personal_information import KINDS, Scores, lines, measure, private
from evaluation.personal_peers import presidio
from evaluation.sets import Text

SEED = 2026

Figures = tuple[float, float, float]  # precision, recall, F1


def by_filter() -> dict[str, Mapping[str, Figures]]:
    """Return precision, recall and F1 by kind and over all, by who looked."""
    held_back = lines(SEED, "b")
    return {"Beadle": _figures(measure(_beadle, held_back)), "presidio": _figures(measure(presidio(), held_back))}


def _beadle(text: str) -> Iterator[tuple[str, int, int]]:
    [judgement] = judge_all([Text(text, False)], with_model=False).judgements
    return private(judgement)


def _figures(scores: Scores) -> dict[str, Figures]:
    kinds = {kind: scores.by_kind[kind] for kind in KINDS} | {"all": scores.overall}
    return {kind: (score.precision, score.recall, score.f1) for kind, score in kinds.items()}
