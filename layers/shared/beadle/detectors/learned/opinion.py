"""A second opinion: what a rule found of abuse, weighed by what the model makes of the words around it.

Words and grammar show that something stands there which is an insult as a rule; whether it is meant as one shows in
the rest. So a machine removes abuse only where both say so. What a rule finds by itself still goes to an officer.
"""

from dataclasses import replace

from beadle.detectors.certainty import SLIGHT
from beadle.detectors.learned import scored
from beadle.detectors.learned.findings import confidence, shifted
from beadle.domain.judgements import Finding

WEIGHED = frozenset({"rudeness", "insult", "profanity", "sexual", "slur", "group-hatred"})
"""The detectors whose findings are weighed: of what the model has learned. Threats it has hardly seen."""
_DOUBTED = frozenset({"slur", "sexual"})
"""Those of them that are wrong now and then where they would remove: a slur thrown at nobody, among friends."""
_CONFIRMED = 0.9
"""Less sure than this once both are heard, such a finding is an officer's to decide."""
_AGREED = 0.5
"""What a rule's finding adds to the model's log-odds: fitted on texts that neither had seen, alike for all rules."""
_IN_DOUBT = 1.5
"""What is added to them before they may take a rule's word away: the model is asked to confirm, not to find."""


def weighed(finding: Finding, text: str) -> Finding:
    """Return a rule's finding as sure as rule and model are together, its `by_rule` as sure as the rule was.

    Args:
        finding: of one of WEIGHED.
        text: the comment's, as its author wrote it.
    Raises:
        ModelMissing: its message says what is not installed.
    """
    probability = max(
        (one.probabilities["abuse"] for one in scored(text) if one.start < finding.end and finding.start < one.end),
        default=0.0,
    )
    sure = finding.confidence
    if finding.detector in _DOUBTED:
        sure *= shifted(probability, _IN_DOUBT)
    if sure >= _CONFIRMED:
        return replace(finding, confidence=round(sure, 4), by_rule=finding.confidence)
    sure = confidence(shifted(probability, _AGREED if finding.confidence >= SLIGHT else 0.0))
    doubt = ", though the sentence reads less hard" if finding.confidence >= _CONFIRMED else ""
    return replace(finding, confidence=round(sure, 4), by_rule=finding.confidence, reason=finding.reason + doubt)
