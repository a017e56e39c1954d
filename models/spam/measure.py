"""How well spam is found: by the rules alone, by the model alone, by both."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from beadle.detectors.parameters import strings
from beadle.detectors.registry import find_all
from beadle.domain.comments import Author, Comment
from beadle.domain.judgements import Verdict, judge
from beadle.policy.loader import load
from models.spam.corpus import Text

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


def same_elsewhere(sample: Sequence[Text], video: str) -> int:
    """Return how many comments of a video stand under another one too, but for case and punctuation."""
    elsewhere = {_bare(text.text) for text in sample if text.source.startswith("Youtube") and text.source != video}
    return sum(_bare(text.text) in elsewhere for text in sample if text.source == video)


def rules_bite(comments: Sequence[Text]) -> list[bool]:
    """Return for each comment of one video whether a rule bites without the model; each has an author of its own."""
    return [any(verdict > Verdict.KEEP for verdict in _verdicts(text.text)) for text in comments]


def _verdicts(text: str) -> list[Verdict]:
    now = datetime.now(UTC)
    comment = Comment("comment", "", "post", Author("author", "author"), text, now)
    return [breach.verdict for breach in judge(comment, find_all(comment, (), RULES), RULES, now).breaches]


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()
