"""What is measured, each as a table of rows by name; `python -m evaluation` puts them on one page."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from beadle.domain.judgements import Verdict
from evaluation.disguises import DISGUISES, disguised
from evaluation.disguises import lines as disguised_lines
from evaluation.figures import Counts, area, count, recall_at
from evaluation.judged import ABUSE, Judged, judge_all
from evaluation.peers import Scorer
from evaluation.sets import TestSet, Text, places


@dataclass(frozen=True, slots=True)
class Ranking:
    """How well one filter ranks the texts of one set."""

    filter: str
    area: float
    recall: float  # at 1 % false alarms


@dataclass(frozen=True, slots=True)
class Measured:
    """One set of abuse, judged by Beadle and ranked by everybody."""

    tests: TestSet
    judged: Judged
    rankings: tuple[Ranking, ...]

    @property
    def breaks(self) -> list[bool]:
        """The labels."""
        return [text.breaks for text in self.tests.texts]

    @property
    def removed(self) -> Counts:
        """How right the machine's own removals are."""
        return count(self.breaks, self.judged.removed())

    @property
    def caught(self) -> Counts:
        """How right removals and reviews for abuse are together."""
        return count(self.breaks, self.judged.caught(ABUSE))


def abuse(tests: TestSet, peers: Mapping[str, Scorer]) -> Measured:
    """Judge and rank one set of abuse."""
    judged = judge_all(tests.texts)
    breaks, texts = [text.breaks for text in tests.texts], [text.text for text in tests.texts]
    scored: dict[str, Sequence[float]] = {
        "Beadle": judged.scores(),
        "Beadle's model": judged.learned,
        "Beadle's rules": judged.by_rules(),
    }
    scored |= {name: score(texts) for name, score in peers.items()}
    rankings = (Ranking(name, area(breaks, scores), recall_at(breaks, scores)) for name, scores in scored.items())
    return Measured(tests, judged, tuple(rankings))


def detectors(measured: Iterable[Measured]) -> dict[str, tuple[int, int]]:
    """Return of each detector how many of its findings that bite stand in texts that break the rule, and in others."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for one in measured:
        if one.tests.fits:
            for breaks, judgement in zip(one.breaks, one.judged.judgements, strict=True):
                names = {breach.finding.detector for breach in judgement.breaches if breach.verdict > Verdict.KEEP}
                (right if breaks else wrong).update(names)
    return {name: (right[name], wrong[name]) for name in sorted(right | wrong)}


def kept(corpus: TestSet) -> tuple[int, int, int]:
    """Return how many lines of a corpus of what must stay there are, were removed, and were sent to an officer."""
    verdicts = Counter(judgement.verdict for judgement in judge_all(corpus.texts, with_model=False).judgements)
    return len(corpus.texts), verdicts[Verdict.REMOVE], verdicts[Verdict.REVIEW]


def places_flagged() -> tuple[int, list[str]]:
    """Return how many names of places there are, and which of them are a finding, alone or in a sentence."""
    names = places()
    texts = [Text(form.format(name), False) for name in names for form in ("{}", "When will {} get its bins?")]
    judgements = judge_all(texts, with_model=False).judgements
    return len(names), [text.text for text, found in zip(texts, judgements, strict=True) if found.verdict]


def disguises() -> tuple[int, int, dict[str, int]]:
    """Return how many abusive lines there are, how many are caught plain, and how many in each disguise."""
    lines = disguised_lines()

    def caught(texts: Iterable[str]) -> int:
        return sum(judge_all([Text(text, True) for text in texts], with_model=False).caught(ABUSE))

    plain = caught(line.text for line in lines)
    return len(lines), plain, {name: caught(disguised(line.text, name) for line in lines) for name in DISGUISES}
