"""From findings to a verdict."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beadle.domain.comments import Author, Comment
from beadle.domain.judgements import (
    BREACHES_KEPT,
    SAFETY,
    WORDS_KEPT,
    Finding,
    Judgement,
    Rule,
    Rulebook,
    RuleState,
    Strike,
    Verdict,
    decide,
    judge,
)

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
COMMENT = Comment("memory:c1", "memory", "p1", Author("memory:a", "a"), "ring 07700 900123 you fool", NOW)
PHONE = Finding("uk-phone", 0.97, 5, 17, "a UK mobile number")
INSULT = Finding("insult", 0.6, 22, 26, "an insult", frozenset({"urgent"}))
RULEBOOK = Rulebook(
    "1+test",
    (
        Rule("AU08", "personal-information", ("uk-phone",), 0.5, 0.9, Strike(1, 90)),
        Rule("AU03", "abuse", ("insult",), 0.5, 0.9, Strike(1, 30)),
        Rule("AU05", "discrimination", ("insult", "slur"), 0.3, 0.5, Strike(2, 180)),
        Rule("AU01", "civility", ("rudeness",), 0.5, None, Strike(1, 30)),
    ),
    (),
)


def judged(*findings: Finding, rulebook: Rulebook = RULEBOOK) -> Judgement:
    return judge(COMMENT, findings, rulebook, NOW)


def with_state(state: RuleState) -> Rulebook:
    return replace(RULEBOOK, rules=tuple(replace(rule, state=state) for rule in RULEBOOK.rules))


def test_nothing_found_is_kept_and_costs_nothing() -> None:
    assert judged() == Judgement(Verdict.KEEP, (), 0, 0, "1+test", NOW)


def test_the_severest_verdict_wins_and_every_breach_is_kept() -> None:
    result = judged(INSULT, PHONE)

    assert result.verdict is Verdict.REMOVE
    assert [(b.clause, b.verdict, b.words) for b in result.breaches] == [
        ("AU08", Verdict.REMOVE, "07700 900123"),
        ("AU03", Verdict.REVIEW, "fool"),
        ("AU05", Verdict.REMOVE, "fool"),
    ]
    assert result.clauses == ("AU05", "AU08", "AU03")
    assert result.needs == {"urgent"}


def test_a_flood_of_breaches_is_judged_whole_and_kept_in_part() -> None:
    flood = [replace(PHONE, start=n, end=n + 1, confidence=0.7) for n in range(BREACHES_KEPT * 3)]
    last = [replace(PHONE, start=400, end=401), replace(INSULT, start=401, end=402)]
    result = judge(replace(COMMENT, text="x" * 402), [*flood, *last], RULEBOOK, NOW)

    assert result.verdict is Verdict.REMOVE
    assert result.clauses == ("AU05", "AU08", "AU03")
    assert result.needs == {"urgent"}
    assert (result.points, result.strike_days) == (2, 180)
    assert len(result.breaches) == BREACHES_KEPT
    assert [breach.finding.start for breach in result.breaches[:-3]] == list(range(BREACHES_KEPT - 3))


def test_long_words_are_kept_by_their_beginning_and_their_place() -> None:
    whole = replace(PHONE, start=0, end=30_000)
    [breach] = judge(replace(COMMENT, text="ab" * 15_000), [whole], RULEBOOK, NOW).breaches

    assert (breach.words, breach.finding.end) == ("ab" * (WORDS_KEPT // 2), 30_000)


def test_a_comment_costs_one_strike_that_of_its_gravest_removal() -> None:
    assert (judged(INSULT, PHONE).points, judged(INSULT, PHONE).strike_days) == (2, 180)
    assert (judged(PHONE).points, judged(PHONE).strike_days) == (1, 90)


def test_a_review_costs_nothing() -> None:
    assert judged(replace(PHONE, confidence=0.7)).points == 0


def test_a_rule_without_a_threshold_for_removal_never_removes() -> None:
    assert judged(replace(PHONE, detector="rudeness", confidence=1.0)).verdict is Verdict.REVIEW


@pytest.mark.parametrize(
    ("confidence", "verdict"),
    [(0.0, Verdict.KEEP), (0.49, Verdict.KEEP), (0.5, Verdict.REVIEW), (0.89, Verdict.REVIEW), (0.9, Verdict.REMOVE)],
)
def test_a_threshold_includes_itself(confidence: float, verdict: Verdict) -> None:
    assert judged(replace(PHONE, confidence=confidence)).verdict is verdict


def test_an_observing_rule_keeps_its_findings_and_the_comment() -> None:
    result = judged(PHONE, INSULT, rulebook=with_state(RuleState.OBSERVE))

    assert (result.verdict, result.points, result.clauses, result.needs) == (Verdict.KEEP, 0, (), frozenset())
    assert [breach.clause for breach in result.breaches] == ["AU08", "AU03", "AU05"]


@pytest.mark.parametrize(("confidence", "verdict"), [(0.4, Verdict.KEEP), (0.6, Verdict.REVIEW), (1.0, Verdict.REVIEW)])
def test_where_somebody_may_be_hurt_an_observing_rule_asks_an_officer_and_does_no_more(
    confidence: float, verdict: Verdict
) -> None:
    threat = replace(PHONE, confidence=confidence, needs=frozenset({"urgent", SAFETY}))
    result = judged(threat, rulebook=with_state(RuleState.OBSERVE))

    assert (result.verdict, result.points) == (verdict, 0)
    assert result.needs == (threat.needs if verdict else frozenset())


def test_an_officer_is_told_that_an_observing_rule_would_have_removed_a_threat() -> None:
    threat = replace(PHONE, needs=frozenset({"urgent", SAFETY}))
    [breach] = judged(threat, rulebook=with_state(RuleState.OBSERVE)).breaches

    assert (breach.verdict, breach.would) == (Verdict.REVIEW, Verdict.REMOVE)


def test_a_rule_that_is_off_sees_nothing() -> None:
    threat = replace(PHONE, needs=frozenset({"urgent", SAFETY}))
    assert judged(PHONE, threat, rulebook=with_state(RuleState.OFF)).breaches == ()


def test_an_officer_who_removes_costs_the_author_the_gravest_doubt() -> None:
    doubt = judged(replace(INSULT, confidence=0.4))

    decided = decide(doubt, True, RULEBOOK, "amir", NOW + timedelta(hours=1), "plainly meant")

    assert (decided.verdict, decided.points, decided.strike_days, decided.judged_by) == (Verdict.REMOVE, 2, 180, "amir")
    assert decided.breaches == doubt.breaches


def test_an_officer_who_keeps_costs_the_author_nothing() -> None:
    decided = decide(judged(INSULT, PHONE), False, RULEBOOK, "amir", NOW, "banter")

    assert (decided.verdict, decided.points, decided.reason) == (Verdict.KEEP, 0, "banter")


def test_deciding_twice_is_deciding_once() -> None:
    once = decide(judged(INSULT), True, RULEBOOK, "amir", NOW, "yes")

    assert decide(once, True, RULEBOOK, "amir", NOW, "yes") == once


@pytest.mark.parametrize("word", ["keep", "review", "remove"])
def test_a_verdict_is_read_from_its_own_word(word: str) -> None:
    assert Verdict.of(word).word == word


def test_another_word_is_no_verdict() -> None:
    with pytest.raises(ValueError, match="'delete' is no verdict"):
        Verdict.of("delete")


FINDINGS = st.builds(
    Finding,
    st.sampled_from(["uk-phone", "insult", "slur", "rudeness"]),
    st.floats(0, 1),
    st.integers(0, 10),
    st.integers(11, 26),
    st.just("seen"),
)


@given(st.lists(FINDINGS, max_size=6))
def test_the_order_of_findings_does_not_matter_and_none_is_lost(findings: list[Finding]) -> None:
    result = judged(*findings)

    assert judged(*reversed(findings)).verdict is result.verdict
    assert sorted(judged(*reversed(findings)).clauses) == sorted(result.clauses)
    assert {breach.finding for breach in result.breaches} == set(findings)
    assert (result.points > 0) == (result.verdict is Verdict.REMOVE)
