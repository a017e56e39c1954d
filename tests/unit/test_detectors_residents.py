"""Lines written by another hand than the rules': what residents may say, and what breaks the policy."""

import pytest

from beadle.detectors.repetition import signature
from beadle.domain.histories import Trace, mark
from beadle.domain.judgements import Verdict
from tests.judging import NOW, judged, lines, verdicts


def beneath_posts(name: str) -> list[tuple[str, str]]:
    """Return post and line of every line of a file whose posts are the lines that begin with @@."""
    post, rows = "", []
    for line in lines(name):
        if line.startswith("@@ "):
            post = line[3:]
        else:
            rows.append((post, line))
    return rows


def lawful() -> dict[Verdict, list[str]]:
    """Return the residents' lawful comments by their verdict, each beneath its post."""
    by_verdict: dict[Verdict, list[str]] = {verdict: [] for verdict in Verdict}
    for post, text in beneath_posts("residents_lawful.txt"):
        by_verdict[judged(text, post).verdict].append(text)
    return by_verdict


def test_no_lawful_comment_is_removed_and_hardly_any_troubled() -> None:
    found = lawful()
    count = sum(map(len, found.values()))
    assert (count >= 600, found[Verdict.REMOVE]) == (True, [])
    assert len(found[Verdict.REVIEW]) < 0.05 * count


def test_a_lawful_comment_that_sounds_like_a_breach_is_never_removed() -> None:
    found = verdicts(lines("close_calls.txt"))
    assert found[Verdict.REMOVE] == []
    assert len(found[Verdict.REVIEW]) < 0.15 * len(lines("close_calls.txt"))


@pytest.mark.parametrize(("post", "line"), beneath_posts("residents_breaches.txt"))
def test_a_breach_comes_to_what_it_should(post: str, line: str) -> None:
    expected, text = line.split("|", 1)
    wanted, _, today = expected.partition(", today ")
    least = Verdict.of(wanted.split()[1])
    verdict = judged(text, post).verdict
    if today:
        assert Verdict.of(today) <= verdict < least, "the rules see it now: take away what the line says of today"
    else:
        assert verdict >= least


def test_most_breaches_are_seen() -> None:
    rows = [line.split("|")[0] for _, line in beneath_posts("residents_breaches.txt")]
    assert sum(", today keep" in row for row in rows) < 0.2 * len(rows)


@pytest.mark.parametrize(
    "again",
    [
        "The library staff are rude and the whole thing is a waste of money",
        "the library staff are rude and the whole thing is a waste of money!!!",
        "the libary staff are rude, whole thing is a waste of money",
    ],
)
def test_a_message_that_comes_again_is_looked_at_whatever_its_spelling(again: str) -> None:
    first = "The library staff are rude and the whole thing is a waste of money"
    earlier = [Trace(mark("c0"), mark("library"), signature(first), NOW)]
    assert judged(again, "library", earlier=earlier).verdict >= Verdict.REVIEW
