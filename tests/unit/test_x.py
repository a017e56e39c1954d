"""What is X's own: comments read once, what it shows nowhere, what its tiers allow."""

import json
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beadle.adapters.platforms.http import Fields, Refused
from beadle.adapters.platforms.x import media
from beadle.adapters.platforms.x.platform import BELIEVED_FOR
from beadle.adapters.platforms.x.reading import Span, position_of, spans_of
from beadle.adapters.platforms.x.texts import first_id, instant_of, seen_text
from beadle.domain.comments import Visibility
from beadle.domain.errors import (
    NotPossibleHere,
    PlatformRefused,
    PlatformUnavailable,
)
from beadle.domain.posts import Media
from tests.platforms.x.world import XWorld
from tests.scripted_server import Said, scripted_server


@pytest.fixture
def world() -> Iterator[XWorld]:
    with XWorld.open() as world:
        yield world
        assert world.server.problems() == []


def returned(world: XWorld) -> list[str]:
    """Return the ids of all posts that lists returned, as often as they did."""
    ids = []
    for exchange in world.server.exchanges:
        if exchange.asked.route.endswith(("/mentions", "/search/recent")):
            ids += [post["id"] for post in _json(exchange.said.body).get("data", [])]
    return ids


# ── Reading ──


def test_nothing_is_read_twice(world: XWorld) -> None:
    position = None
    for number in range(5):
        world.write(f"comment {number}")
        *_, last = world.platform.comments(position)
        position = last.position
    assert len(returned(world)) == len(set(returned(world))) == 5


def test_a_reading_that_breaks_off_tells_what_it_paid_for_and_later_reads_only_the_rest(world: XWorld) -> None:
    world.write_many(250)
    position, texts = None, []
    reading = world.platform.comments(None)
    break_off(world, after=2)
    with pytest.raises(PlatformUnavailable):  # noqa: PT012 -- the failure comes while the loop reads
        for page in reading:
            texts += [comment.text for comment in page.comments]
            position = page.position
    assert texts == [str(n) for n in range(50, 250)]
    world.write("later")
    texts += [comment.text for comment in world.read(position)]
    assert texts[200:] == [str(n) for n in range(50)] + ["later"]
    assert len(returned(world)) == len(set(returned(world))) == 251


def break_off(world: XWorld, after: int) -> None:
    """Let the list of mentions fail from its page after so many on, until it is asked from its beginning."""
    whole, pages = world.server._page, []

    def failing(call, newest_first):  # type: ignore[no-untyped-def] # the fake's own method in other words
        if call.path.endswith("/mentions"):
            pages.append(call)
            if after < len(pages) <= after + 3:
                return world.server.failed()
        return whole(call, newest_first)

    world.server._page = failing  # type: ignore[method-assign] # for one test


def test_what_the_list_of_mentions_no_longer_holds_is_searched_for(world: XWorld) -> None:
    world.write_many(950)
    assert len(world.read()) == 950
    routes = [exchange.asked.route for exchange in world.server.exchanges]
    assert routes.count("/2/tweets/search/recent") == 2


def test_the_first_reading_pays_for_no_more_than_the_list_of_mentions_unless_it_is_told_to(world: XWorld) -> None:
    world.write_many(950)
    pages = list(world.adapter(backlog="800").comments(None))
    assert [len(page.comments) for page in pages] == [100] * 8
    assert pages[-1].comments[-1].text == "949"
    few = list(world.adapter(backlog="150").comments(None))
    assert sum(len(page.comments) for page in few) == 200
    assert world.read(few[-1].position) == []
    assert "/2/tweets/search/recent" not in {exchange.asked.route for exchange in world.server.exchanges}


def test_the_search_is_not_asked_for_what_is_older_than_it_goes(world: XWorld) -> None:
    world.write("long ago")
    *_, last = world.platform.comments(None)
    world.server.now += timedelta(days=8)
    world.write_many(900)
    assert len(world.read(last.position)) == 900


def test_what_is_written_in_somebody_elses_conversation_is_no_comment(world: XWorld) -> None:
    stranger, neighbour = world.server.person("Stranger"), world.server.person("Neighbour")
    elsewhere = world.server.write(stranger, "Look at this, @ExampleCouncil")
    world.server.write(neighbour, "I agree, @ExampleCouncil", elsewhere)
    comment_id = world.write("When is the pool open?")
    assert [comment.comment_id for comment in world.read()] == [comment_id]


def test_an_answer_to_another_resident_names_what_it_answers(world: XWorld) -> None:
    first = world.server.write(world.server.person("One"), "When is it open?", world.server.root)
    world.server.write(world.server.person("Other"), "On Friday, you fool.", first)
    one, other = world.read()
    assert one.parent_id == ""
    assert other.parent_id == one.comment_id
    assert one.post_id == other.post_id == str(world.server.root.number)
    assert one.post_text == other.post_text == "The swimming pool is closed on Friday."


def test_an_edited_reply_keeps_its_id_and_its_time_and_leads_to_its_new_version(world: XWorld) -> None:
    comment_id = world.write("first")
    (before,) = world.read()
    world.edit(comment_id, "second")
    (after,) = world.read()
    assert (after.comment_id, after.posted_at) == (before.comment_id, before.posted_at)
    assert after.edited_at is not None
    assert after.edited_at > after.posted_at
    assert after.url.rpartition("/")[2] != comment_id.removeprefix("x:")


def test_texts_are_read_as_people_see_them(world: XWorld) -> None:
    text = "Why & when? <3 https://example.org/?a=1&lt=2 and https://example.org/ again &amp; again"
    long = "The pool is closed. " * 30 + "https://example.org/pool"
    for one in (text, long):
        world.write(one)
    assert [comment.text for comment in world.read()] == [text, long]


def test_an_attached_pictures_link_is_not_part_of_the_text() -> None:
    link = {"url": "https://t.co/abc", "expanded_url": "https://x.com/a/status/1/photo/1", "media_key": "3_1"}
    assert seen_text(Fields({"text": "Look https://t.co/abc", "entities": {"urls": [link]}})) == "Look"


@given(st.text())
def test_any_position_is_read_as_spans(position: str) -> None:
    assert spans_of(position) == [Span(0)]


@given(st.lists(st.builds(Span, st.integers(0, 2**63), st.none() | st.integers(0, 2**63)), max_size=4))
def test_a_position_is_what_was_stored(spans: list[Span]) -> None:
    assert spans_of(position_of(spans)) == spans


@given(st.timedeltas(timedelta(0), timedelta(days=20_000)))
def test_the_first_id_of_an_instant_is_of_its_millisecond(since_2011: timedelta) -> None:
    at = datetime(2011, 1, 1, tzinfo=UTC) + since_2011
    assert timedelta(0) <= at - instant_of(first_id(at)) < timedelta(milliseconds=1)


# ── Pictures and videos ──


def test_a_picture_goes_in_one_piece_with_what_it_shows(world: XWorld) -> None:
    with scripted_server(lambda _: Said(200, b"a picture", {"Content-Type": "image/png"})) as gallery:
        world.platform.publish(replace(world.post(), media=(Media(f"{gallery}/pool.png", "The pool, empty"),)))
    [(media_id, uploaded)] = world.server.media.items()
    assert b64decode(uploaded["media"]) == b"a picture"
    assert uploaded["metadata"]["alt_text"] == {"text": "The pool, empty"}
    assert [tweet.media for tweet in world.server.tweets.values()][-1] == (media_id,)


def test_a_video_goes_in_chunks_and_is_waited_for(world: XWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media, "CHUNK", 4)
    world.server.looks_until_ready = 2
    with scripted_server(lambda _: Said(200, b"a whole film", {"Content-Type": "video/mp4"})) as cinema:
        film = Media(f"{cinema}/pool.mp4", "A swim", is_video=True)
        world.platform.publish(replace(world.post(), media=(film,)))
    [uploaded] = world.server.media.values()
    assert b"".join(b64decode(chunk) for _, chunk in sorted(uploaded["chunks"].items())) == b"a whole film"
    assert uploaded["total_bytes"] == 12


def test_a_video_that_takes_too_long_is_tried_again_later(world: XWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media, "PATIENCE", 0.0)
    world.server.looks_until_ready = 9
    with scripted_server(lambda _: Said(200, b"a whole film", {"Content-Type": "video/mp4"})) as cinema:
        film = Media(f"{cinema}/pool.mp4", "A swim", is_video=True)
        with pytest.raises(PlatformUnavailable, match="not processed"):
            world.platform.publish(replace(world.post(), media=(film,)))
    assert world.public_posts() == []


# ── Acting ──


def test_what_x_answered_is_believed_for_a_while(world: XWorld) -> None:
    comment = world.find(world.write("a threat"))
    world.platform.hide(comment)
    assert world.platform.visibility(comment) is Visibility.HIDDEN
    assert world.adapter().visibility(comment) is Visibility.UNKNOWN
    world.server.now += BELIEVED_FOR
    assert world.platform.visibility(comment) is Visibility.UNKNOWN


def test_an_edited_reply_is_hidden_by_the_id_that_it_always_had(world: XWorld) -> None:
    comment_id = world.write("first")
    world.edit(comment_id, "second")
    (comment,) = world.read()
    world.platform.hide(comment)
    newest = world.server.newest(int(comment_id.removeprefix("x:")))
    assert newest is not None
    assert newest.is_hidden


def test_a_reply_elsewhere_cannot_be_hidden_and_the_token_is_not_blamed(world: XWorld) -> None:
    elsewhere = world.server.write(world.server.person("Stranger"), "Look at this")
    comment = replace(world.find(world.write("a comment")), comment_id=f"x:{elsewhere.number}")
    with pytest.raises(Refused) as raised:
        world.platform.hide(comment)
    assert raised.value.code == "not-authorized-for-resource"


def test_an_answer_that_the_tier_does_not_allow_is_an_officers(world: XWorld) -> None:
    comment = world.find(world.write("When is the pool open?"))
    world.server.is_self_serve = True
    with pytest.raises(NotPossibleHere, match="mentioned"):
        world.platform.reply(comment, "On Saturday.", "key")


def test_another_process_finds_the_answer_and_the_post_of_one_that_died(world: XWorld) -> None:
    comment = world.find(world.write("When is the pool open?"))
    post = world.post("The pool is open: https://example.org/pool & more")
    answer, published = world.platform.reply(comment, "On Saturday.", "key"), world.platform.publish(post)
    assert world.adapter().reply(comment, "On Saturday.", "key") == answer
    assert world.adapter().publish(replace(post, attempts=2)) == published
    assert world.adapter().publish(post) == published
    assert world.public_posts() == [post.text]


def test_the_first_attempt_reads_nothing_of_our_own(world: XWorld) -> None:
    world.platform.publish(world.post())
    assert [exchange.asked.method for exchange in world.server.exchanges] == ["POST"]


def test_words_that_another_post_used_long_before_are_refused(world: XWorld) -> None:
    world.platform.publish(world.post("Closed."))
    world.server.now += timedelta(hours=1)
    later = replace(world.post("Closed."), publish_at=world.server.now)
    with pytest.raises(PlatformRefused, match="duplicate content"):
        world.platform.publish(later)


def test_without_enterprise_and_premium_an_officer_blocks_and_edits(world: XWorld) -> None:
    plain = world.adapter(access="basic", edits="none")
    comment = world.find(world.write("abuse"))
    ref = plain.publish(world.post())
    for act in (
        lambda: plain.block(comment),
        lambda: plain.unblock(comment.author.author_id),
        lambda: plain.is_blocked(comment.author.author_id),
        lambda: plain.edit_post(ref, "text"),
    ):
        with pytest.raises(NotPossibleHere):
            act()


def test_ids_of_other_platforms_are_refused(world: XWorld) -> None:
    comment = replace(world.find(world.write("a comment")), comment_id="bluesky:1")
    with pytest.raises(PlatformRefused, match="another platform"):
        world.platform.hide(comment)


def _json(content: bytes) -> dict[str, list[dict[str, str]]]:
    read: dict[str, list[dict[str, str]]] = json.loads(content)
    return read
