"""No text, however hostile, breaks a detector or moves a finding outside the text."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from beadle.detectors.registry import DETECTORS, find_all
from beadle.detectors.vocabulary import wordset
from beadle.domain.judgements import Verdict
from tests.judging import found, judged, packaged, written

HOSTILE = st.sampled_from(
    ["\u200b", "\u202e", "\ud800", "\u0301", "ﬁ", "½", "İ", "ß", "🖕", "🇬🇧", "\x00", "\u2028", "'", '"']
)
TELLING = st.sampled_from(
    sorted(
        wordset(
            "you are a fat idiot kill f u c k 07700 900123 jane at gmail dot com should be shot go back to africa"
            " muslims deport all vote labour council tax refund claim your bank http://bit.ly/x 12 acacia road HM4 2AB"
            " i want to die f**k 1d10t AB123456C 4111111111111111 20-00-00 12345678 check out my channel Cllr Dawes"
            " took bribes called said faggot"
        )
    )
)
texts = st.lists(st.one_of(st.text(max_size=12), HOSTILE, TELLING), max_size=30).flatmap(
    lambda parts: st.sampled_from([" ", "", "\n", ". "]).map(lambda glue: glue.join(parts))
)


@settings(deadline=None, max_examples=300)
@given(texts, texts, st.text(max_size=30))
@example("", "", "")
@example("muslims are", "", "")
@example("deport all the", "", "")
@example("İİİ © all rights reserved " * 20, "", "")
def test_every_finding_is_sound_and_stays_within_the_text(text: str, post: str, author: str) -> None:
    for finding in found(text, post, author):
        assert finding.detector in DETECTORS
        assert 0 <= finding.confidence <= 1
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.reason


@settings(deadline=None, max_examples=100)
@given(texts, st.lists(texts, min_size=1, max_size=3))
@example("", ["Harrowmere Borough Council logo"])
@example("", ["Immigrants are vermin", "07700 900123"])
def test_what_is_said_of_pictures_never_removes_a_comment_and_stays_outside_the_text(
    text: str, alt_texts: list[str]
) -> None:
    alone, with_pictures = judged(text), judged(text, alt_texts=alt_texts)
    assert (with_pictures.verdict is Verdict.REMOVE) == (alone.verdict is Verdict.REMOVE)
    assert with_pictures.verdict >= alone.verdict
    for finding in found(text, alt_texts=alt_texts):
        assert 0 <= finding.start <= finding.end <= len(text)


@settings(deadline=None, max_examples=100)
@given(texts)
def test_the_same_text_gives_the_same_findings_in_the_order_of_the_text(text: str) -> None:
    first = find_all(written(text), (), packaged())
    assert first == find_all(written(text), (), packaged())
    assert first == sorted(first, key=lambda f: (f.start, f.end, f.detector))


@settings(deadline=None, max_examples=100)
@given(texts)
def test_findings_of_one_detector_never_overlap(text: str) -> None:
    by_detector: dict[str, int] = {}
    for finding in found(text):
        assert finding.start >= by_detector.get(finding.detector, 0)
        by_detector[finding.detector] = finding.end


@settings(deadline=None, max_examples=20)
@given(st.one_of(HOSTILE, TELLING, st.text(min_size=1, max_size=3)), st.sampled_from([" ", "", "."]))
def test_ten_thousand_characters_of_anything_are_read(piece: str, glue: str) -> None:
    text = ((piece + glue) * 10_000)[:10_000]
    assert all(finding.end <= len(text) for finding in found(text))
