"""How well spam is found: by the rules alone, by the model alone, by both."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from beadle.detectors.parameters import strings
from beadle.detectors.registry import find_all
from beadle.domain.comments import Author, Comment
from beadle.domain.judgements import Verdict, judge
from beadle.policy.loader import load

CLAUSES = frozenset({"AU09", "AU11"})
"""A comment is caught when a finding under one of these asks for a review or a removal."""
LEARNED = frozenset({"learned-spam", "learned-advertising"})
RULES = replace(
    POLICY := load(),
    rules=tuple(
        replace(rule, detectors=tuple(name for name in rule.detectors if name not in LEARNED))
        for rule in POLICY.rules
        if rule.clause in CLAUSES
    ),
)
"""The packaged policy without the model, and without what has nothing to do with spam."""
TRUSTED = strings(POLICY.parameters["spam-link"], "trusted") + strings(POLICY.parameters["spam-link"], "domains")
"""Sites to which a link is no sign of spam, by the packaged policy."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was caught, and what was there."""

    right: int = 0
    caught: int = 0
    spam: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        """Return the figures of both together."""
        return Figures(self.right + other.right, self.caught + other.caught, self.spam + other.spam)

    def __str__(self) -> str:
        """Return precision, recall and F1."""
        precision, recall = self.right / (self.caught or 1), self.right / (self.spam or 1)
        f1 = 2 * self.right / ((self.caught + self.spam) or 1)
        return f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"


def figures(caught: Sequence[bool], spam: Sequence[bool]) -> Figures:
    """Return the figures of one judgement a text."""
    return Figures(sum(c and s for c, s in zip(caught, spam, strict=True)), sum(caught), sum(spam))


def rules_bite(comments: Sequence[str]) -> list[bool]:
    """Return for each comment whether a rule against spam bites without the model; each has an author of its own."""
    return [any(verdict > Verdict.KEEP for verdict in _verdicts(text)) for text in comments]


def _verdicts(text: str) -> list[Verdict]:
    now = datetime.now(UTC)
    comment = Comment("comment", "", "post", Author("author", "author"), text, now)
    return [breach.verdict for breach in judge(comment, find_all(comment, (), RULES), RULES, now).breaches]
