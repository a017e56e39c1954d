"""How Beadle judges a set of texts, as its moderator would: by the packaged policy, each author's comments in order."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from beadle.detectors.learned import scores
from beadle.detectors.learned.findings import LEARNED
from beadle.domain.comments import Author, Comment, admit
from beadle.domain.judgements import Finding, Judgement, Verdict
from beadle.policy.loader import load
from cli.backtest import Judging
from evaluation.sets import Text

ABUSE = frozenset({"AU01", "AU02", "AU03", "AU05"})


@dataclass(frozen=True, slots=True)
class Judged:
    """What Beadle said of each text of a set, in the set's order."""

    judgements: tuple[Judgement, ...]
    learned: tuple[float, ...]  # the model's probability of any abuse, 0 to 1
    seconds: float  # of judging alone, one core

    def removed(self) -> list[bool]:
        """Whether each text was removed by machine."""
        return [judgement.verdict is Verdict.REMOVE for judgement in self.judgements]

    def caught(self, clauses: frozenset[str]) -> list[bool]:
        """Whether each text was removed or sent to an officer for one of those clauses."""
        return [not clauses.isdisjoint(judgement.clauses) for judgement in self.judgements]

    def scores(self) -> list[float]:
        """Return the surest of what was found of abuse, by which texts can be ranked."""
        return [max((finding.confidence for finding in _found(one)), default=0.0) for one in self.judgements]

    def by_rules(self) -> list[float]:
        """Return how sure the rules were by themselves."""
        return [
            max((f.strongest for f in _found(one) if f.detector not in LEARNED), default=0.0) for one in self.judgements
        ]


def judge_all(texts: Sequence[Text], with_model: bool = True) -> Judged:
    """Judge a set anew, knowing no author of another; where a text has no author, it is its author's only one.

    Args:
        with_model: whether to ask the model for the score of every text, also of those that the rules decide.
    """
    judging = Judging(load())
    comments = [_comment(number, text) for number, text in enumerate(texts)]
    judgements, learned = [], []
    seconds = 0.0
    for comment in comments:
        began = time.process_time()
        judgements.append(judging(comment))
        seconds += time.process_time() - began
        learned.append(scores(comment.text)["abuse"] if with_model else 0.0)
    return Judged(tuple(judgements), tuple(learned), seconds)


def _found(judgement: Judgement) -> list[Finding]:
    return [breach.finding for breach in judgement.breaches if breach.clause in ABUSE]


def _comment(number: int, text: Text) -> Comment:
    name = text.author or f"author {number}"
    return admit(
        Comment(
            comment_id=f"c{number}",
            channel_id="evaluation",
            post_id=text.post,
            author=Author(name, name),
            text=text.text,
            posted_at=datetime.now(UTC),
            post_text=text.post,
        )
    )
