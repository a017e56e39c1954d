"""Every detector by the name that the policy calls it, and what each lets an officer set."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from beadle.detectors.addresses import detect_postcode_address
from beadle.detectors.advertising import detect_advertising
from beadle.detectors.allegations import detect_allegation
from beadle.detectors.at_risk import detect_at_risk
from beadle.detectors.certainty import DOUBTFUL
from beadle.detectors.contacts import detect_email, detect_handle
from beadle.detectors.context import Context, Detector
from beadle.detectors.copyright import detect_copied_text, detect_piracy
from beadle.detectors.discrimination import detect_group_hatred
from beadle.detectors.identifiers import (
    detect_bank_account,
    detect_birth_date,
    detect_card,
    detect_nhs_number,
    detect_ni_number,
)
from beadle.detectors.impersonation import detect_lookalike_author
from beadle.detectors.insults import detect_insult, detect_rudeness
from beadle.detectors.learned.findings import LEARNED
from beadle.detectors.learned.opinion import WEIGHED, weighed
from beadle.detectors.listed import detect_listed
from beadle.detectors.phishing import detect_phishing
from beadle.detectors.plates import detect_number_plate
from beadle.detectors.politics import detect_party_promotion
from beadle.detectors.profanity import detect_profanity, detect_sexual
from beadle.detectors.provocation import detect_provocation
from beadle.detectors.relevance import detect_off_topic
from beadle.detectors.repetition import detect_repetition
from beadle.detectors.slurs import detect_slur
from beadle.detectors.spam import (
    detect_follower_bait,
    detect_learned_advertising,
    detect_learned_spam,
    detect_lookalike_link,
    detect_self_promotion,
    detect_spam_link,
)
from beadle.detectors.telephones import detect_uk_phone
from beadle.detectors.threats import detect_threat
from beadle.domain.comments import Comment
from beadle.domain.histories import Trace
from beadle.domain.judgements import Finding, Rulebook, RuleState, Verdict

DETECTORS: Mapping[str, Detector] = {
    "rudeness": detect_rudeness,
    "insult": detect_insult,
    "profanity": detect_profanity,
    "sexual": detect_sexual,
    "listed-word": detect_listed,
    "threat": detect_threat,
    "at-risk": detect_at_risk,
    "allegation": detect_allegation,
    "piracy": detect_piracy,
    "copied-text": detect_copied_text,
    "slur": detect_slur,
    "group-hatred": detect_group_hatred,
    "repetition": detect_repetition,
    "off-topic": detect_off_topic,
    "uk-phone": detect_uk_phone,
    "email": detect_email,
    "postcode-address": detect_postcode_address,
    "ni-number": detect_ni_number,
    "nhs-number": detect_nhs_number,
    "card": detect_card,
    "bank-account": detect_bank_account,
    "birth-date": detect_birth_date,
    "number-plate": detect_number_plate,
    "social-handle": detect_handle,
    "advertising": detect_advertising,
    "lookalike-author": detect_lookalike_author,
    "phishing": detect_phishing,
    "follower-bait": detect_follower_bait,
    "self-promotion": detect_self_promotion,
    "spam-link": detect_spam_link,
    "lookalike-link": detect_lookalike_link,
    "learned-spam": detect_learned_spam,
    "provocation": detect_provocation,
    "learned-advertising": detect_learned_advertising,
    "party-promotion": detect_party_promotion,
    **LEARNED,
}

PARAMETERS: Mapping[str, frozenset[str]] = {
    "listed-word": frozenset({"remove", "review"}),
    "piracy": frozenset({"hosts"}),
    "advertising": frozenset({"trusted"}),
    "follower-bait": frozenset({"trusted"}),
    "self-promotion": frozenset({"trusted"}),
    "learned-spam": frozenset({"trusted"}),
    "learned-advertising": frozenset({"trusted"}),
    "spam-link": frozenset({"shorteners", "trusted"}),
    "party-promotion": frozenset({"parties", "register_of"}),
}
"""What each detector understands in its section of the policy, beside what the council says of itself."""

TELLING_PERSONS = frozenset({"rudeness", "insult", "profanity", "slur", "allegation"})
"""The detectors that are told the parties too, so that none of them takes a party for a person."""

READ_IN_PICTURES = frozenset(
    {
        "insult", "profanity", "sexual", "listed-word", "threat", "at-risk", "slur", "group-hatred", "phishing",
        "uk-phone", "email", "postcode-address", "ni-number", "nhs-number", "card", "bank-account", "birth-date",
    }
)  # fmt: skip
"""The detectors that also read the alt text of a comment's pictures: of words that are a breach wherever they stand."""

_NOTHING: Mapping[str, object] = {}


def find_all(comment: Comment, earlier: Sequence[Trace], rulebook: Rulebook) -> list[Finding]:
    """Return what the detectors of the rulebook's rules see in the comment, in the order of the text.

    Each detector runs once, whoever listens to it; rules that are off are not listened for. The model takes ten times
    as long as all rules together: it is asked where they ask for nothing, or for something because of abuse, of which
    it has the second opinion. A policy that lists no learned detector has no second opinions either. Findings of one
    detector that overlap become one, as sure as the surest of them.
    """
    names = dict.fromkeys(name for rule in rulebook.rules if rule.state is not RuleState.OFF for name in rule.detectors)
    traces = tuple(earlier)

    def seen(asked: Iterable[str]) -> Iterator[Finding]:
        for name in asked:
            found = list(DETECTORS[name](Context(comment, traces, rulebook.parameters.get(name, _NOTHING))))
            yield from _merged(found) if len(found) > 1 else found

    found = list(seen(name for name in names if name not in LEARNED))
    learned = [name for name in names if name in LEARNED]
    if learned and not _is_decided(found, rulebook):
        found = [weighed(finding, comment.text) if finding.detector in WEIGHED else finding for finding in found]
        found += seen(learned)
    if comment.alt_texts:
        found += _in_pictures((name for name in names if name in READ_IN_PICTURES), comment, rulebook)
    return sorted(found, key=lambda f: (f.start, f.end, f.detector))


def _is_decided(findings: Iterable[Finding], rulebook: Rulebook) -> bool:
    """Whether something else than abuse removes the comment or sends it to an officer, and no abuse would remove it."""
    is_decided = False
    for finding in findings:
        for rule in rulebook.rules_of(finding.detector):
            if finding.detector not in WEIGHED:
                is_decided = is_decided or rule.verdict(finding) > Verdict.KEEP
            elif rule.would_ask(finding) is Verdict.REMOVE:
                return False
    return is_decided


def _in_pictures(names: Iterable[str], comment: Comment, rulebook: Rulebook) -> Iterator[Finding]:
    """Yield what detectors see in the alt text of each picture, for an officer to decide.

    Who describes a picture may quote what others wrote on a wall or in a letter, so that it never removes by itself.
    """
    for name in names:
        for alt in comment.alt_texts:
            parameters = rulebook.parameters.get(name, _NOTHING)
            said = Context(replace(comment, text=alt, alt_texts=()), (), parameters)
            surest = max(DETECTORS[name](said), key=lambda finding: finding.confidence, default=None)
            if surest is not None:
                yield replace(
                    surest,
                    confidence=min(surest.confidence, DOUBTFUL),
                    start=0,
                    end=len(comment.text),
                    reason=f"{surest.reason}, in a picture's alt text",
                )


def _merged(findings: Iterable[Finding]) -> Iterable[Finding]:
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (f.start, f.end)):
        if kept and finding.start < kept[-1].end:
            surest = max(kept[-1], finding, key=lambda f: f.confidence)
            start, end = kept[-1].start, max(kept[-1].end, finding.end)
            kept[-1] = replace(surest, start=start, end=end, needs=kept[-1].needs | finding.needs)
        else:
            kept.append(finding)
    return kept
