"""Words that a council lists itself."""

import pytest

from beadle.domain.judgements import Verdict
from beadle.policy.loader import load, rulebook_of
from cli.backtest import Judging
from tests.judging import written
from tests.policies import changed

LISTED = '\n[detector.listed-word]\nremove = ["mayor mothball", "Bumblefool"]\nreview = ["clown hall"]\n'
POLICY = rulebook_of(changed(more=LISTED).encode(), "test")


@pytest.mark.parametrize(
    ("text", "verdict", "words"),
    [
        ("Ask Mayor Mothball about it", Verdict.REMOVE, "Mayor Mothball"),
        ("ask MAYOR   MOTHBALL!", Verdict.REMOVE, "MAYOR   MOTHBALL"),
        ("What a bumblefool", Verdict.REMOVE, "bumblefool"),
        ("The clown hall is closed again", Verdict.REVIEW, "clown hall"),
        ("The mayor, a mothball collector, opened it", Verdict.KEEP, ""),
        ("A clown was at the hall", Verdict.KEEP, ""),
    ],
)
def test_a_listed_word_bites_as_its_list_says(text: str, verdict: Verdict, words: str) -> None:
    judgement = Judging(POLICY)(written(text))
    assert judgement.verdict is verdict
    assert [b.words for b in judgement.breaches if b.finding.detector == "listed-word"] == ([words] if words else [])


def test_nothing_is_listed_by_default() -> None:
    judgement = Judging(load())(written("Ask Mayor Mothball about it"))
    assert "listed-word" not in {breach.finding.detector for breach in judgement.breaches}
