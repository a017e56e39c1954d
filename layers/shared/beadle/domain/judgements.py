"""How findings become a judgement: which clause, which words, how sure, and what follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import IntEnum, StrEnum

from beadle.domain.comments import Comment

BREACHES_KEPT = 100
"""Breaches of one comment that are kept as evidence, and `WORDS_KEPT` characters of the words of each.

A comment may be nothing but one slur five thousand times; its evidence must still fit an item of 400 KB, with both
judgements once an officer has judged it too.
"""
WORDS_KEPT = 200
FAINTEST_KEPT = 0.1
"""A finding less sure than this is no evidence: it serves to measure detectors, and is not recorded."""
SAFETY = "safety"
"""What a finding needs where somebody may be hurt: an officer sees it even while its rule only watches."""


class Verdict(IntEnum):
    """What becomes of a comment; the larger is the severer."""

    KEEP = 0
    REVIEW = 1
    REMOVE = 2

    @property
    def word(self) -> str:
        """The verdict as files and events spell it: keep, review, remove."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> "Verdict":
        """Return the verdict that `word` spells; ValueError for any other word."""
        try:
            return cls[word.upper()]
        except KeyError:
            raise ValueError(f"{word!r} is no verdict: keep, review or remove") from None


class RuleState(StrEnum):
    """Whether a rule acts, only watches (its findings are kept, and nothing follows but for `SAFETY`), or is off."""

    ACT = "act"
    OBSERVE = "observe"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a detector saw: where, how sure, and in plain words why."""

    detector: str  # its name in the policy, e.g. "uk-phone"
    confidence: float  # 0 to 1
    start: int  # characters into the comment's text, as the author wrote it
    end: int  # one past the last character
    reason: str  # for the officer: "a UK mobile number"
    needs: frozenset[str] = frozenset()  # what an officer must know at once: "urgent", "signpost", `SAFETY`
    by_rule: float = 0.0  # how sure a rule was by itself, where `confidence` weighs a second opinion too

    @property
    def strongest(self) -> float:
        """The surer of the two: what is worth an officer's look, or keeping as evidence."""
        return max(self.confidence, self.by_rule)


@dataclass(frozen=True, slots=True)
class Strike:
    """What a contravention costs its author by policy."""

    points: int
    days: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One clause of the published policy, and how sure a detector must be before the clause bites.

    `remove_at` is None where a machine never removes: the most that follows is a review.
    """

    clause: str  # "AU08"
    slug: str
    detectors: tuple[str, ...]
    review_at: float
    remove_at: float | None
    strike: Strike
    state: RuleState = RuleState.ACT
    text: str = ""  # as the council publishes it

    def verdict(self, finding: Finding) -> Verdict:
        """Return what this clause asks for because of a finding.

        While it only watches that is nothing, and of a finding that needs `SAFETY` the look of an officer at most.
        """
        if self.state is RuleState.ACT:
            return self.would_ask(finding)
        is_seen = self.state is RuleState.OBSERVE and SAFETY in finding.needs
        return min(Verdict.REVIEW, self.would_ask(finding)) if is_seen else Verdict.KEEP

    def would_ask(self, finding: Finding) -> Verdict:
        """Return what this clause asks for when it acts; doubt takes a removal away, but not an officer's look."""
        if self.remove_at is not None and finding.confidence >= self.remove_at:
            return Verdict.REMOVE
        return Verdict.REVIEW if finding.strongest >= self.review_at else Verdict.KEEP


@dataclass(frozen=True, slots=True)
class SanctionRule:
    """From how many live points on a sanction is asked for."""

    kind: str  # warning, block, report
    at: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A false claim that the council has a checked answer to."""

    claim_id: str
    all_of: tuple[tuple[str, ...], ...]  # every group must be met by one of its words
    correction: str
    approved_by: str
    hide: bool = False
    none_of: tuple[str, ...] = ()  # words that show that something else is meant


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The whole policy, as loaded from one file."""

    version: str  # "1+3fa9c2d1": the officer's number and the file's digest
    rules: tuple[Rule, ...]
    sanctions: tuple[SanctionRule, ...]
    claims: tuple[Claim, ...] = ()
    parameters: Mapping[str, Mapping[str, object]] = field(default_factory=dict)  # by detector
    channels: Mapping[str, "Rulebook"] = field(default_factory=dict)  # what differs on some, by channel id

    def for_channel(self, channel_id: str) -> "Rulebook":
        """Return the policy as it holds on one of the council's accounts: this one, where nothing differs there."""
        return self.channels.get(channel_id, self)

    def texts(self) -> dict[str, str]:
        """Return each clause as the council publishes it, by its id."""
        return {rule.clause: rule.text for rule in self.rules}

    def rules_of(self, detector: str) -> tuple[Rule, ...]:
        """Return the rules that listen to `detector`."""
        return tuple(rule for rule in self.rules if detector in rule.detectors and rule.state is not RuleState.OFF)


@dataclass(frozen=True, slots=True)
class Breach:
    """A finding under the clause that it breaks, with the words that broke it."""

    clause: str
    verdict: Verdict
    finding: Finding
    words: str  # as the author wrote them, the first of them where they are many
    would: Verdict = Verdict.KEEP  # what its clause would have asked for, did it not only watch


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one revision of one comment, and everything that led to it."""

    verdict: Verdict
    breaches: tuple[Breach, ...]
    points: int
    strike_days: int
    policy_version: str
    judged_at: datetime  # aware
    judged_by: str = "beadle"  # or the officer's name
    claims: tuple[str, ...] = ()  # ids of false claims that the comment repeats
    reason: str = ""  # an officer's words; a machine's reasons stand in its breaches

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses that bit, severest first, each once."""
        biting = sorted((b for b in self.breaches if b.verdict > Verdict.KEEP), key=lambda b: (-b.verdict, b.clause))
        return tuple(dict.fromkeys(b.clause for b in biting))

    @property
    def watched(self) -> tuple[str, ...]:
        """The clauses that would have bitten, did they not only watch, each once."""
        return tuple(sorted({b.clause for b in self.breaches if b.would > Verdict.KEEP}))

    @property
    def needs(self) -> frozenset[str]:
        """What its breaches ask of an officer."""
        biting = (b.finding.needs for b in self.breaches if b.verdict > Verdict.KEEP)
        return frozenset().union(*biting)


def judge(
    comment: Comment, findings: Sequence[Finding], rulebook: Rulebook, at: datetime, claims: Sequence[str] = ()
) -> Judgement:
    """Return the severest verdict and every clause that led to it.

    A comment costs one strike, however many clauses it breaks: that of its gravest breach among those that remove it.

    Args:
        findings: of any detector, in any order; those too weak to bite are kept too, as far as there is room.
        at: aware instant of the judgement.
        claims: ids of the false claims that the comment repeats.
    """
    breaches = tuple(
        Breach(
            rule.clause,
            rule.verdict(finding),
            finding,
            comment.text[finding.start : min(finding.end, finding.start + WORDS_KEPT)],
            rule.would_ask(finding) if rule.state is RuleState.OBSERVE else Verdict.KEEP,
        )
        for finding in sorted(findings, key=lambda f: (f.start, f.end, f.detector))
        for rule in rulebook.rules_of(finding.detector)
    )
    verdict = max((b.verdict for b in breaches), default=Verdict.KEEP)
    cost = _gravest(breaches, Verdict.REMOVE, rulebook)
    return Judgement(verdict, _telling(breaches), cost.points, cost.days, rulebook.version, at, claims=tuple(claims))


def decide(judgement: Judgement, remove: bool, rulebook: Rulebook, by: str, at: datetime, reason: str) -> Judgement:
    """Return the judgement as an officer decided it; its breaches stay, as what the machine had seen.

    A removal costs the strike of the gravest clause that the machine had doubts about.
    """
    cost = _gravest(judgement.breaches, Verdict.REVIEW, rulebook) if remove else Strike(0, 0)
    return replace(
        judgement,
        verdict=Verdict.REMOVE if remove else Verdict.KEEP,
        points=cost.points,
        strike_days=cost.days,
        judged_at=at,
        judged_by=by,
        reason=reason,
    )


def _telling(breaches: tuple[Breach, ...]) -> tuple[Breach, ...]:
    """Return those that are kept, in their order: the first of each kind before others, the severest before milder."""
    if len(breaches) <= BREACHES_KEPT:
        return breaches
    kinds: dict[tuple[object, ...], int] = {}
    for position, breach in enumerate(breaches):
        kinds.setdefault(
            (breach.clause, breach.verdict, breach.would, breach.finding.detector, breach.finding.needs), position
        )
    firsts = frozenset(kinds.values())
    ranked = sorted(range(len(breaches)), key=lambda n: (n not in firsts, -breaches[n].verdict, n))
    return tuple(breaches[n] for n in sorted(ranked[:BREACHES_KEPT]))


def _gravest(breaches: Sequence[Breach], at_least: Verdict, rulebook: Rulebook) -> Strike:
    strikes = {rule.clause: rule.strike for rule in rulebook.rules}
    costs = [strikes[b.clause] for b in breaches if b.verdict >= at_least and b.clause in strikes]
    return max(costs, key=lambda s: (s.points, s.days), default=Strike(0, 0))
