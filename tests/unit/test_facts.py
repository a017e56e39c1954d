"""What travels: facts there and back, and every way to be malformed."""

import json
from dataclasses import MISSING, fields, replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beadle.domain.comments import MAX_ALT_TEXT, MAX_NAME, MAX_PICTURES, MAX_TEXT, Author, Comment, admit
from beadle.domain.errors import MalformedInput
from beadle.events.comments import CommentEdited, CommentReceived
from beadle.events.envelope import FACTS, open_envelope
from beadle.events.fact import Fact
from beadle.events.judgements import CommentJudged, SanctionDue
from beadle.events.requests import CorrectionRequest, EmergencyRequest, PollRequest

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.builds(datetime.fromtimestamp, st.integers(0, 2**32), ZONES)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)
BY_TYPE = {
    str: TEXTS,
    int: st.integers(),
    bool: st.booleans(),
    datetime: INSTANTS,
    datetime | None: st.none() | INSTANTS,
    tuple[str, ...]: st.lists(TEXTS, max_size=4).map(tuple),
}
KINDS: list[type[Fact]] = [*FACTS.values(), PollRequest, EmergencyRequest, CorrectionRequest]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


def facts_of(kind: type[Fact]) -> st.SearchStrategy[Fact]:
    hints = get_type_hints(kind)
    return st.builds(kind, **{field.name: BY_TYPE[hints[field.name]] for field in fields(kind)})


ANY_FACT = st.sampled_from(list(FACTS.values())).flatmap(facts_of)


def detail_of(kind: type[Fact]) -> dict[str, Any]:
    samples = {str: "x", int: 1, bool: True, datetime: "2026-11-24T10:00:00+00:00", tuple[str, ...]: ["x"]}
    hints = get_type_hints(kind)
    return {f.name: samples.get(hints[f.name], "2026-11-24T10:00:00+00:00") for f in fields(kind)}


@given(ANY_FACT)
def test_a_fact_comes_back_from_the_bus_as_it_went(fact: Fact) -> None:
    body = json.dumps({"detail-type": type(fact).__name__, "detail": fact.to_detail()})

    assert open_envelope(body) == fact


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_request_or_fact_is_read_strictly_and_ignores_what_it_does_not_know(kind: type[Fact]) -> None:
    assert kind.from_detail(detail_of(kind) | {"new_in_2031": [1]}) == kind.from_detail(detail_of(kind))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_missing_field_is_named_at_once(kind: type[Fact]) -> None:
    with pytest.raises(MalformedInput) as raised:
        kind.from_detail({})

    required = [f.name for f in fields(kind) if f.default is MISSING]
    assert raised.value.problems == tuple(f"{name} is missing" for name in required)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("wrong", [{"a": 1}, 1.5, [[1]]], ids=repr)
def test_every_field_of_a_wrong_type_is_named(kind: type[Fact], wrong: object) -> None:
    for name in detail_of(kind):
        with pytest.raises(MalformedInput) as raised:
            kind.from_detail(detail_of(kind) | {name: wrong})

        assert len(raised.value.problems) == 1
        assert raised.value.problems[0].startswith(f"{name} is not")


@pytest.mark.parametrize(
    "instant",
    ["2026-11-24T10:00:00", "2026-11-24", "yesterday", "", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-01:00"],
)
def test_an_instant_without_a_zone_or_outside_the_calendar_is_malformed(instant: str) -> None:
    detail = detail_of(CommentReceived) | {"posted_at": instant}

    with pytest.raises(MalformedInput, match="posted_at is not an aware ISO 8601 instant"):
        CommentReceived.from_detail(detail)


def test_a_flag_is_no_number() -> None:
    with pytest.raises(MalformedInput, match="points is not of type int"):
        SanctionDue.from_detail(detail_of(SanctionDue) | {"points": True})


def test_instants_travel_in_utc() -> None:
    fact = CommentJudged.from_detail(detail_of(CommentJudged) | {"judged_at": "2026-07-01T10:00:00+01:00"})

    assert fact.to_detail()["judged_at"] == "2026-07-01T09:00:00+00:00"


@given(JSON)
def test_whatever_a_message_holds_it_is_read_or_malformed(value: object) -> None:
    for body in (json.dumps(value), json.dumps({"detail-type": "CommentReceived", "detail": value})):
        with pytest.raises(MalformedInput):
            open_envelope(body)


@pytest.mark.parametrize(
    "body",
    ["", "{", "[" * 100_000, "null", "[]", '"x"', "{}", '{"detail-type": 7}', '{"detail-type": "CommentDeleted"}'],
    ids=lambda body: body[:20] or "empty",
)
def test_a_message_without_a_known_fact_is_malformed(body: str) -> None:
    with pytest.raises(MalformedInput, match="message"):
        open_envelope(body)


def test_a_malformed_message_is_not_quoted() -> None:
    with pytest.raises(MalformedInput) as raised:
        open_envelope(json.dumps({"detail-type": "CommentReceived", "detail": {"text": "call 07700 900123", "url": 5}}))

    assert "07700" not in str(raised.value)


@given(st.text(max_size=50), st.none() | INSTANTS, st.lists(st.text(max_size=20), max_size=3))
def test_a_comment_comes_back_from_its_fact_as_it_was_seen(
    text: str, edited_at: datetime | None, alt_texts: list[str]
) -> None:
    author, at = Author("memory:a", "a", "Anna"), datetime(2026, 1, 1, tzinfo=UTC)
    seen = admit(Comment("memory:c", "memory", "p", author, text, at, edited_at=edited_at, alt_texts=tuple(alt_texts)))
    kind = CommentEdited if seen.is_edited else CommentReceived

    body = json.dumps(kind.of(seen).to_detail(), ensure_ascii=False).encode()

    assert kind.from_detail(json.loads(body)).comment() == seen


def test_what_is_longer_than_travels_is_cut_and_lone_surrogates_are_replaced() -> None:
    author = Author("memory:a", "h" * 9_000, "n" * 9_000)
    comment = Comment("memory:c", "memory", "p", author, "\ud83d" + "x" * 40_000, datetime(2026, 1, 1, tzinfo=UTC))

    admitted = admit(comment)

    assert len(admitted.text) == MAX_TEXT
    assert len(admitted.author.handle) == len(admitted.author.name) == MAX_NAME
    assert admitted.text.encode().startswith("\ufffd".encode())


@given(st.lists(st.text() | st.sampled_from(["\ud83d", " ", "x" * 9_000]), max_size=30))
def test_what_is_said_of_pictures_travels_bounded_sound_and_never_blank(alt_texts: list[str]) -> None:
    at, author = datetime(2026, 1, 1, tzinfo=UTC), Author("memory:a", "a")
    admitted = admit(Comment("memory:c", "memory", "p", author, "", at, alt_texts=tuple(alt_texts)))

    assert len(admitted.alt_texts) == min(sum(not alt.isspace() and alt != "" for alt in alt_texts), MAX_PICTURES)
    assert all(0 < len(alt.encode("utf-16-le")) // 2 <= 2 * MAX_ALT_TEXT for alt in admitted.alt_texts)
    assert admit(admitted) == admitted


def test_the_longest_comment_fits_an_event() -> None:
    worst, at = "\x01", datetime(2026, 1, 1, tzinfo=UTC)  # six bytes of JSON
    author = Author("memory:a", worst * MAX_NAME, worst * MAX_NAME)
    alt_texts = (worst * 9_000,) * 30
    comment = Comment("c" * 300, "memory", "p" * 300, author, worst * 90_000, at, alt_texts=alt_texts)
    seen = admit(replace(comment, url=worst * 9_000, post_text=worst * 9_000, parent_id="p" * 300))

    assert len(json.dumps(CommentReceived.of(seen).to_detail()).encode()) < 256 * 1024 - 5_000


@pytest.mark.parametrize("alt_texts", ["a pothole", [5], [None], {"0": "a"}, None])
def test_what_is_said_of_pictures_is_a_list_of_texts_or_malformed(alt_texts: Any) -> None:
    with pytest.raises(MalformedInput, match="alt_texts"):
        CommentReceived.from_detail(detail_of(CommentReceived) | {"alt_texts": alt_texts})


def test_a_message_of_before_pictures_were_told_of_is_read_and_is_the_same_revision() -> None:
    detail = detail_of(CommentReceived)
    detail.pop("alt_texts", None)
    comment = CommentReceived.from_detail(detail).comment()

    assert comment.alt_texts == ()
    assert comment.revision == sha256(comment.text.encode()).hexdigest()[:16]
    assert replace(comment, alt_texts=("A pothole",)).revision != comment.revision


@pytest.mark.parametrize("blank", ["", "  "])
def test_a_field_that_an_action_needs_must_not_be_blank(blank: str) -> None:
    with pytest.raises(MalformedInput, match="post_id is missing"):
        EmergencyRequest(action="publish", by="amir", post_id=blank).required("post_id")
