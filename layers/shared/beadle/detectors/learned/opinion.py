"""A second opinion: what a rule found of abuse, weighed by what the model makes of the words around it.

Words and grammar show that something stands there which is an insult as a rule; whether it is meant as one shows in
the rest. So a machine removes abuse only where both say so. What a rule finds by itself still goes to an officer.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from beadle.detectors.certainty import CERTAIN, DOUBTFUL, SLIGHT
from beadle.detectors.learned import scored
from beadle.detectors.learned.findings import confidence, shifted
from beadle.detectors.learned.windows import sentences
from beadle.domain.judgements import Finding

if TYPE_CHECKING:
    from beadle.detectors.learned.ensemble import Scored

WEIGHED = frozenset({"rudeness", "insult", "profanity", "sexual", "slur", "group-hatred"})
"""The detectors whose findings are weighed: of what the model has learned."""
_CONFIRMED = 0.5
"""From how probable abuse the model confirms what a rule would remove."""
_SLUR_AIMED, _SLUR_AT_NOBODY = 0.85, 0.9
"""The same of a slur: those whom it names use it too, and people speak of what they were called. On texts that neither
had seen, nearly all removals that were wrong were slurs."""
_EQUAL = "group-hatred"
"""Its removals need no confirmation: the model has read more of some groups than of others, and would let "kill all …"
stand of those it has not read of. The rule is the same for all of them."""
_AGREED = 0.25
"""What a rule's finding adds to the model's log-odds: fitted on such texts too, alike for all rules."""


def weighed(finding: Finding, text: str) -> Finding:
    """Return a rule's finding as sure as rule and model are together, its `by_rule` as sure as the rule was.

    Args:
        finding: of one of WEIGHED.
        text: the comment's, as its author wrote it.
    Raises:
        ModelMissing: its message says what is not installed.
    """
    around = max((one.probabilities["abuse"] for one in scored(text) if _meet(one, finding)), default=0.0)
    weighed_up = replace(finding, by_rule=finding.confidence)
    if finding.confidence <= DOUBTFUL:
        more = _AGREED if finding.confidence >= SLIGHT else 0.0
        return replace(weighed_up, confidence=round(confidence(shifted(around, more)), 4))
    enough = _enough(finding)
    if around >= enough or _by_itself(finding, text) >= enough:
        return weighed_up
    reason = finding.reason + ", though the sentence reads less hard"
    return replace(weighed_up, confidence=round(confidence(shifted(around, _AGREED)), 4), reason=reason)


def _enough(finding: Finding) -> float:
    if finding.detector == _EQUAL:
        return 0.0
    if finding.detector != "slur":
        return _CONFIRMED
    return _SLUR_AIMED if finding.confidence >= CERTAIN else _SLUR_AT_NOBODY


def _by_itself(finding: Finding, text: str) -> float:
    """Return how probable abuse is in the sentence alone: a long letter may hold one."""
    start, end = next((s for s in sentences(text, 0, len(text)) if s[0] <= finding.start < s[1]), (0, 0))
    return max((one.probabilities["abuse"] for one in scored(text[start:end])), default=0.0)


def _meet(one: "Scored", finding: Finding) -> bool:
    return one.start < finding.end and finding.start < one.end
