"""Clause AU06, and AU07: the same again, and something else altogether."""

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beadle.detectors.context import Context
from beadle.detectors.relevance import detect_off_topic
from beadle.detectors.repetition import SIMILAR, signature, similarity
from beadle.domain.histories import Trace, mark
from tests.judging import NOW, judged, lines, outcome, written

LETTER = "I have read all 300 pages of this application and I object to it on the grounds of traffic and drainage."


def traces(*texts: tuple[str, str]) -> list[Trace]:
    return [
        Trace(mark(f"e{n}"), mark(post), signature(text), NOW - timedelta(hours=9 - n))
        for n, (post, text) in enumerate(texts)
    ]


def again(text: str, *earlier: tuple[str, str], post: str = "bins") -> str:
    return outcome(judged(text, post=post, earlier=traces(*earlier)))


def test_the_same_message_under_the_same_post_is_removed() -> None:
    assert again(LETTER, ("bins", LETTER)) == "remove AU06"


def test_the_same_message_under_another_post_is_looked_at_first_and_removed_when_it_goes_on() -> None:
    assert again(LETTER, ("roads", LETTER)) == "review AU06"
    assert again(LETTER, ("roads", LETTER), ("pool", LETTER)) == "remove AU06"


@pytest.mark.parametrize(
    "edited",
    [
        LETTER.upper(), LETTER.replace("traffic and drainage", "traffic, drainage and light"), LETTER + " Thank you.",
        LETTER.replace("object", "0bject").replace(" ", "  "), "Dear all. " + LETTER, LETTER.replace("a", "а"),
    ],
)  # fmt: skip
def test_a_message_changed_a_little_is_nearly_the_same(edited: str) -> None:
    assert similarity(signature(LETTER), signature(edited)) > 0.6


def test_different_messages_have_little_in_common() -> None:
    other = "Could you tell me when the swimming pool opens on Sunday, and whether my bus pass gets me in for less?"
    assert similarity(signature(LETTER), signature(other)) < 0.2


@pytest.mark.parametrize(
    "text",
    [
        "", "yes", "Thank you", "Thank you so much for this", "Well said!", "👍👍👍👍👍👍", "no no no", "Agreed",
        "So sad 😢", "Love this ❤️", "Happy birthday", "Beautiful picture", "@karen @dave", "Karen Jones", "Gwych",
        "Same here lol",
    ],
)  # fmt: skip
def test_polite_texts_and_names_never_count_as_repeated(text: str) -> None:
    assert signature(text) == ""
    assert again(text, ("bins", text), ("bins", text), ("bins", text)) == "keep"


@pytest.mark.parametrize("text", ["Resign!!", "Fix Mill Lane", "SHAME", "sort it out", "Get them out"])
@pytest.mark.parametrize("posts", [("bins", "bins"), ("roads", "pool")])
def test_a_few_words_count_from_the_third_time_on_and_for_an_officer(text: str, posts: tuple[str, str]) -> None:
    earlier = [(post, text.upper() + "!") for post in posts]
    assert again(text, *earlier[:1]) == "keep"
    assert again(text, *earlier) == "review AU06"
    assert again(text, *earlier * 4) == "review AU06"


def test_a_few_words_are_forgotten_within_days_and_others_are_no_repetition() -> None:
    long_ago = [Trace(mark(f"e{n}"), mark("bins"), signature("Resign!!"), NOW - timedelta(days=8)) for n in range(5)]
    assert outcome(judged("Resign!!", post="bins", earlier=long_ago)) == "keep"
    assert again("Resign!!", ("bins", "Resign now!!"), ("bins", "Resign all of you"), ("bins", "Shame!!")) == "keep"


def test_a_short_question_may_be_asked_beneath_every_post() -> None:
    assert again("Any update?", ("roads", "Any update?"), ("pool", "Any update?"), ("parks", "Any update?")) == "keep"
    assert again("Any update?", ("bins", "Any update?"), ("bins", "Any update?")) == "review AU06"


def test_an_edited_comment_does_not_repeat_itself() -> None:
    own = [Trace(mark("c1"), mark("bins"), signature(LETTER), NOW)]
    assert outcome(judged(LETTER, post="bins", earlier=own)) == "keep"


@given(st.text(max_size=300))
def test_a_signature_is_short_plain_and_always_the_same(text: str) -> None:
    signed = signature(text)
    assert signed == signature(text)
    assert len(signed) in (0, 10, 36)
    assert signed.isascii()
    assert similarity(signed, signed) == (1.0 if signed else 0.0)


def test_what_plainly_belongs_elsewhere_is_looked_at() -> None:
    text = "Never a penalty! The referee needs glasses, Arsenal were all over them"
    assert outcome(judged(text, post="Bin collections change over Christmas")) == "review AU07"


@pytest.mark.parametrize(
    "text",
    [
        "Can you mend the goal posts on the rec before the league match on Sunday please, they are falling down",
        "I know this is about bins but the street lights in Castle Street have been out for three weeks now",
        "Our lad missed the match because the bus never came",
        "lovely goal",
    ],
)
def test_wandering_off_is_no_breach(text: str) -> None:
    assert outcome(judged(text, post="Bin collections change over Christmas")) == "keep"


@pytest.mark.parametrize("name", ["lawful_criticism.txt", "residents_lawful.txt", "close_calls.txt"])
def test_a_complaint_beneath_a_post_about_something_else_stays(name: str) -> None:
    posts = ["The carol concert is on Friday at six in the cathedral.", "Blood donors are needed on 12 June."]
    comments = [written(line, post) for line in lines(name) if not line.startswith("@@") for post in posts]
    assert [c.text for c in comments if any(detect_off_topic(Context(c, (), {})))] == []


EDITS: dict[str, Callable[[str], str]] = {
    "in capitals": str.upper,
    "with emoji": lambda text: text.replace(" ", " 😡 "),
    "with other signs": lambda text: text.replace(",", " -").replace(".", "!!"),
    "with a name before it": lambda text: f"@Jane {text}",
    "with a word more": lambda text: text.replace(" is ", " is really ", 1) + " please",
    "with its sentences the other way round": lambda text: " ".join(reversed(re.split(r"(?<=[.!?]) ", text))),
    "with a letter less": lambda text: text[: len(text) // 2] + text[len(text) // 2 + 1 :],
}


def test_an_edited_copy_is_known_again_and_another_comment_is_not() -> None:
    signed = {text: signature(text) for text in lines("lawful_criticism.txt") if len(signature(text)) == 36}
    copies = [(own, signature(edit(text))) for text, own in signed.items() for edit in EDITS.values()]
    known = sum(similarity(own, copy) >= SIMILAR for own, copy in copies)
    assert known >= 0.985 * len(copies)
    pairs = combinations(signed.items(), 2)
    confused = [(a[0], b[0]) for a, b in pairs if similarity(a[1], b[1]) >= SIMILAR]
    assert len(confused) <= 3  # such as two sentences of the same seven words
