"""Clause AU11: persistent provocation is a pattern of jabs beneath one post; criticism never is, however much of it."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from beadle.detectors.context import Context
from beadle.detectors.provocation import detect_provocation, is_jab
from beadle.domain.histories import Trace
from tests.judging import NOW, packaged, written

POST = "The swimming pool opens again on Monday after its repairs."
JABS = [
    "@Sue you are thick as mince",
    "@Bob nobody asked you, you sad little man",
    "@Ann you are a pathetic moron",
    "@Raj you're an idiot mate",
    "@Lee you are a clown, a proper idiot",
]
TAUNTS = [
    "LOL triggered",
    "cope harder snowflakes",
    "haha look at them all crying",
    "aww did I upset you Karen",
    "cry more",
    "boring. next",
]
CRITICISM = [
    "This council is useless and you are all useless",
    "Useless again. The pool has been shut for a year",
    "What a shambles this is",
    "You lot could not run a bath",
    "Sack the lot of them",
    "Another lie from this shower",
    "Shame on every one of you",
]


def seen(texts: Sequence[str], apart: timedelta = timedelta(minutes=5), post: str = POST) -> list[str]:
    """Return those of an author's comments beneath a post that make a pattern."""
    earlier: list[Trace] = []
    found = []
    for number, text in enumerate(texts):
        comment = written(text, post, comment_id=f"c{number}")
        if any(detect_provocation(Context(comment, tuple(earlier), {}))):
            found.append(text)
        earlier.append(Trace.of(comment, "", NOW + number * apart, is_jab(comment)))
    return found


def test_the_fourth_jab_beneath_a_post_is_a_pattern() -> None:
    assert seen(JABS) == JABS[3:]


def test_taunts_count_without_an_insult() -> None:
    assert seen(TAUNTS) == TAUNTS[3:]


def test_jabs_that_came_long_before_are_none() -> None:
    earlier = [Trace.of(written(t, POST, comment_id=t), "", NOW - timedelta(days=30), is_jab=True) for t in JABS[:3]]
    assert not any(detect_provocation(Context(written(JABS[3], POST, comment_id="last"), tuple(earlier), {})))


@pytest.mark.parametrize(
    "text",
    [
        "I can't cope with the noise any more",
        "My little boy was crying all the way through",
        "Nobody asked us before they dug up the pavement",
        "Somebody shouted cry more at my son",
        "It got very boring after an hour, there was nothing for teenagers to do and we went home early in the end",
        "The council is too easy to wind up, same old library, same old roads",
    ],
)
def test_ordinary_words_are_no_taunt(text: str) -> None:
    assert not is_jab(written(text, POST))


def test_three_are_none() -> None:
    assert seen(JABS[:3] + CRITICISM) == []


def test_over_days_they_are_none() -> None:
    assert seen(JABS, apart=timedelta(hours=5)) == []


@pytest.mark.parametrize("texts", [CRITICISM, CRITICISM * 3, ["The pool is filthy, you idiots"] * 6])
def test_criticism_is_never_provocation_however_much_of_it(texts: list[str]) -> None:
    assert seen(texts) == []


def test_it_asks_for_a_look_and_never_removes() -> None:
    rule = next(rule for rule in packaged().rules if "provocation" in rule.detectors)
    comment = written(JABS[3], POST, comment_id="last")
    earlier = tuple(
        Trace.of(written(text, POST, comment_id=text), "", NOW, is_jab(written(text, POST))) for text in JABS[:3]
    )
    (finding,) = detect_provocation(Context(comment, earlier, {}))
    assert rule.verdict(finding).word == "review"
    assert "4 of the author's last 4" in finding.reason
