"""Clause EN01: what is taken out of a comment of which only a part breaks the rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beadle.detectors.registry import DETECTORS
from beadle.domain.judgements import (
    BREACHES_KEPT,
    Finding,
    Judgement,
    Rule,
    Rulebook,
    RuleState,
    Strike,
    Verdict,
    judge,
)
from beadle.domain.redaction import PARTS, SCORES, redacted, removals
from tests.judging import NOW, judged, written

RULES = Rulebook(
    "1+test",
    (
        Rule("AU08", "personal-information", ("uk-phone", "email"), 0.5, 0.9, Strike(1, 90)),
        Rule("AU02", "offensive", ("profanity",), 0.5, 0.9, Strike(1, 90)),
        Rule("AU03", "abuse", ("insult",), 0.5, 0.9, Strike(1, 90)),
        Rule("AU05", "watched", ("slur",), 0.5, 0.9, Strike(1, 90), RuleState.OBSERVE),
    ),
    (),
)


def of(text: str, *findings: Finding) -> Judgement:
    return judge(written(text), findings, RULES, NOW)


def finding(detector: str, start: int, end: int, confidence: float = 0.97) -> Finding:
    return Finding(detector, confidence, start, end, "for the test")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("When is the next collection? Call me on 07700 900123 please", "When is the next collection? Call me on "
         "[removed: personal information] please"),
        ("Ring ０７７００ ９００１２３ about the bins", "Ring [removed: personal information] about the bins"),
        ("jane at gmail dot com or 07700 900123, whichever", "[removed: personal information] or "
         "[removed: personal information], whichever"),
    ],
)  # fmt: skip
def test_what_is_private_in_a_fair_question_is_taken_out(text: str, left: str) -> None:
    judgement = judged(text)
    assert judgement.verdict is Verdict.REMOVE
    assert redacted(text, removals(text, judgement)) == left


def test_what_is_left_would_stand() -> None:
    text = "My bins were missed, ring 07700 900123 or 01632 960777, I'm at 22 Priory Road, HM2 6TR"
    left = redacted(text, removals(text, judged(text)))
    assert (left != text, judged(left).verdict) == (True, Verdict.KEEP)


@pytest.mark.parametrize(
    "text",
    [
        "When are the bins collected?",  # nothing breaks a rule
        "07700 900123",  # nothing would be left
        "07700 900123!!",
        "You fucking cunt, ring 07700 900123",  # an insult is no part
    ],
)
def test_what_breaks_no_rule_or_breaks_them_whole_is_not_redacted(text: str) -> None:
    assert removals(text, judged(text)) == ()


def test_no_copy_is_offered_where_a_picture_has_the_private_part_too() -> None:
    text = "When is the next collection? Call me on 07700 900123 please"
    assert removals(text, judged(text, alt_texts=["A letter with 07700 900123 at its head"])) == ()


def test_parts_that_overlap_or_touch_are_one_and_say_all_that_they_are() -> None:
    text = "so ring 07700 900123damn well"
    taken = removals(text, of(text, finding("profanity", 20, 24), finding("uk-phone", 8, 20), finding("email", 10, 15)))
    assert [(r.start, r.end) for r in taken] == [(8, 24)]
    assert redacted(text, taken) == "so ring [removed: personal information, word] well"


def test_a_doubtful_part_is_taken_out_as_well() -> None:
    text = "ring 07700 900123 now"
    assert redacted(text, removals(text, of(text, finding("uk-phone", 5, 17, 0.6)))) == (
        "ring [removed: personal information] now"
    )


def test_what_did_not_bite_stays_in() -> None:
    text = "ring 07700 900123 or write now"
    weak, watched = finding("email", 21, 26, 0.2), finding("slur", 0, 4)
    assert len(removals(text, of(text, finding("uk-phone", 5, 17), weak, watched))) == 1


def test_evidence_that_was_cut_short_offers_no_copy() -> None:
    text = "call 0 " * BREACHES_KEPT
    findings = [finding("uk-phone", n * 7 + 5, n * 7 + 6) for n in range(BREACHES_KEPT)]
    assert len(removals(text, of(text, *findings[:-1]))) == BREACHES_KEPT - 1
    assert removals(text, of(text, *findings)) == ()


def test_every_part_is_pointed_to_by_a_detector() -> None:
    assert PARTS.keys() | SCORES <= DETECTORS.keys()


spans = st.lists(
    st.tuples(st.sampled_from(["uk-phone", "email", "profanity"]), st.integers(0, 60), st.integers(1, 30)), max_size=8
)


@given(st.text(min_size=1, max_size=60), spans)
def test_what_is_kept_is_what_the_author_wrote_and_nothing_that_bit(
    text: str, drawn: list[tuple[str, int, int]]
) -> None:
    findings = [
        finding(name, start % len(text), min(len(text), start % len(text) + length)) for name, start, length in drawn
    ]
    taken = removals(text, of(text, *findings))
    gone = {at for removal in taken for at in range(removal.start, removal.end)}
    if taken:
        assert gone == {at for found in findings for at in range(found.start, found.end)}
    left = redacted(text, taken)
    for removal in taken:
        assert removal.notice in left
        left = left.replace(removal.notice, "", 1)
    assert left == "".join(c for at, c in enumerate(text) if at not in gone)
