"""How a judgement looks inside an item of the comments table."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from beadle.adapters.dynamodb.attributes import (
    InstantAttribute,
    Item,
    PartAttribute,
    PartsAttribute,
    VerdictAttribute,
    WordsAttribute,
)
from beadle.domain.judgements import Breach, Finding, Judgement


class FindingItem(Item[Finding]):
    """What a detector saw."""

    KIND = Finding
    detector = UnicodeAttribute()
    confidence = NumberAttribute()
    start = NumberAttribute()
    end = NumberAttribute()
    reason = UnicodeAttribute()
    needs = WordsAttribute(frozenset, null=True)
    by_rule = NumberAttribute(null=True)


class BreachItem(Item[Breach]):
    """A clause that it breaks."""

    KIND = Breach
    clause = UnicodeAttribute()
    verdict = VerdictAttribute()
    finding = PartAttribute(FindingItem)
    words = UnicodeAttribute()
    would = VerdictAttribute(null=True)


class JudgementItem(Item[Judgement]):
    """The verdict, and everything that led to it."""

    KIND = Judgement
    verdict = VerdictAttribute()
    breaches = PartsAttribute(BreachItem)
    points = NumberAttribute()
    strike_days = NumberAttribute()
    policy_version = UnicodeAttribute()
    judged_at = InstantAttribute()
    judged_by = UnicodeAttribute(null=True)
    claims = WordsAttribute(null=True)
    reason = UnicodeAttribute(null=True)
