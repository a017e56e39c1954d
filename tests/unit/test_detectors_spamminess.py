"""Clauses AU09 and AU11 by the trained model: what it may do alone, what with a rule, and what it costs nobody."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beadle.detectors.certainty import DOUBTFUL
from beadle.detectors.spamminess import BUCKETS, SEEN, WEIGHTS, shipped, signs, spamminess
from beadle.domain.judgements import Finding, Verdict
from tests.judging import SHARED, found, judged, lines, outcome

LEARNED = {"learned-spam", "learned-advertising"}
VIDEO = SHARED / "youtube-spam" / "Youtube03-LMFAO.csv"


def learned(text: str) -> list[Finding]:
    return [finding for finding in found(text) if finding.detector in LEARNED]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Missing lad found on the bypass, share to all groups, see cctv https://cctv-clip.example.top/77", "AU11"),
        ("Watch the funeral service live, enter your card to join http://stream.example.tv", "AU11"),
        ("yearly bus pass only £2.50 to mark our anniversary, get it here https://pass.example.info/x", "AU11"),
        ("Cheap TV boxes loaded with every sport and film, message me for prices", "AU09"),
        ("Just quoted number 9 for driveway sealing, we can fit you in as well, free quotes, dm me", "AU09"),
        ("Aerial fitters in your road this week, from £40, call us", "AU09"),
        ("My group gives out trading signals, I made £4,000 in a week with it, telegram t.me/example", "AU11"),
    ],
)
def test_spam_that_is_seen_on_councils_pages_is_caught(text: str, expected: str) -> None:
    judgement = judged(text)
    assert judgement.verdict >= Verdict.REVIEW
    assert expected in judgement.clauses


def test_alone_it_never_removes() -> None:
    text = "get your fully loaded stick before the weekend, drop me a private message mate, lots of happy people"
    assert spamminess(text, ()) >= SEEN
    assert [finding.confidence for finding in learned(text)] <= [DOUBTFUL]
    assert judged(text).verdict is Verdict.REVIEW


def test_with_a_rule_that_agrees_it_removes_what_neither_would_alone() -> None:
    assert outcome(judged("please go and watch my new video everyone")) == "remove AU11"


@pytest.mark.parametrize(
    "name", ["lawful_criticism.txt", "residents_lawful.txt", "close_calls.txt", "neutral_identities.txt"]
)
def test_fewer_than_one_lawful_comment_in_fifty_is_troubled_by_it_and_none_removed(name: str) -> None:
    texts = [line for line in lines(name) if not line.startswith("@@")]
    troubled = [text for text in texts if any(f.confidence >= 0.5 for f in learned(text))]
    assert len(troubled) < max(1, 0.02 * len(texts))
    assert [text for text in troubled if judged(text).verdict is Verdict.REMOVE] == []


def test_a_link_to_a_trusted_site_is_no_sign_of_spam() -> None:
    text = "All the dates are at https://www.{}/collections"
    assert spamminess(text.format("elsewhere.com"), ("trusted.org",)) > spamminess(
        text.format("trusted.org"), ("trusted.org",)
    )


@pytest.mark.skipif(not VIDEO.exists(), reason="needs ../shared/data/youtube-spam")
def test_it_has_learned_what_it_was_trained_on() -> None:
    with VIDEO.open(newline="") as file:
        rows = list(csv.DictReader(file))
    right = sum((shipped().probability(row["CONTENT"]) >= 0.5) == (row["CLASS"] == "1") for row in rows)
    assert right > 0.97 * len(rows)


def test_the_artefact_is_small_and_whole() -> None:
    assert WEIGHTS.stat().st_size < 2**20
    assert len(shipped().units) == BUCKETS


@given(st.text(max_size=400))
def test_every_text_has_a_probability_and_its_signs_a_bucket(text: str) -> None:
    pieces, turns = signs(text, ())
    assert all(0 <= sign < BUCKETS for sign in pieces | turns)
    assert 0 <= spamminess(text, ()) <= 1


def test_html_is_read_as_what_it_shows() -> None:
    assert signs("I&#39;m off<br />bye", ())[0] == signs("I'm off bye", ())[0]


def test_a_single_word_may_be_a_place_and_is_no_spam() -> None:
    assert judged("Link").verdict is Verdict.KEEP
