"""What the Mastodon adapter makes of threads that are too long, of old ones, of servers with ways of their own."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from beadle.adapters.platforms.mastodon import MastodonPlatform, texts
from beadle.domain.channels import Channel
from beadle.domain.comments import Visibility
from beadle.domain.errors import CredentialsRefused, NotFound, PlatformRefused, PlatformUnavailable, RateLimited
from beadle.domain.posts import Media
from tests.contract.platform_worlds import Fault, Kind
from tests.fakes.access import access
from tests.platforms.mastodon import server as fake
from tests.platforms.mastodon.server import COUNCIL
from tests.platforms.mastodon.world import MastodonWorld
from tests.scripted_server import Said, scripted_server


@pytest.fixture
def world() -> Iterator[MastodonWorld]:
    with MastodonWorld.open() as world:
        yield world
        assert world.server.problems() == []


@pytest.fixture
def picture() -> Iterator[Media]:
    with scripted_server(lambda _: Said(200, b"a picture", {"Content-Type": "image/png"})) as address:
        yield Media(f"{address}/pool.png", "The pool, empty")


# ── Reading ──


def test_replies_to_replies_are_read_after_what_they_answer(world: MastodonWorld) -> None:
    above = world.write("When is it open?", "Jane")
    jane = world.server.statuses[world.native(above)]
    below = world.server.write(world.server.person("Amir"), "At nine.", jane.status_id)
    below.created_at = jane.created_at - timedelta(days=3)  # its own server's word
    first, second = world.read()
    assert (first.text, second.text) == ("When is it open?", "At nine.")
    assert (first.parent_id, second.parent_id) == ("", above)
    assert second.posted_at == first.posted_at
    assert {comment.post_id for comment in (first, second)} == {world.server.root.status_id}
    assert first.post_text == "The swimming pool is closed on Friday."


def test_a_reply_is_read_as_people_see_it(world: MastodonWorld) -> None:
    text = "@council see https://www.example.org/a/very/long/address/of/a/page?with=more&and=more now"
    world.server.write(
        world.server.person("Jane"), text, world.server.root.status_id, spoiler_text="Politics", poll=["Aye", "No"]
    )
    (comment,) = world.read()
    assert comment.text == f"Politics\n\n{text}\n\nAye\nNo"


def test_a_new_description_of_a_picture_is_another_revision(world: MastodonWorld) -> None:
    native_id = world.native(world.show("Look", "A pothole"))
    pages = list(world.platform.comments(None))
    world.server.statuses[native_id].media = [world.server.picture("Harrowmere Council logo")]
    world.server.edit(native_id, "Look")
    (edited,) = world.read(pages[-1].position)
    assert edited.alt_texts == ("Harrowmere Council logo",)
    assert edited.revision != pages[0].comments[0].revision


def test_a_private_message_is_no_comment(world: MastodonWorld) -> None:
    world.server.write(
        world.server.person("Jane"), "@council between us", world.server.root.status_id, visibility="direct"
    )
    world.write("for everybody")
    assert [comment.text for comment in world.read()] == ["for everybody"]


def test_an_old_post_that_is_replied_to_is_read_again(world: MastodonWorld) -> None:
    for n in range(3):
        world.server.write(COUNCIL, f"News {n}")
    watching = world.adapter(watched_posts="2")
    assert list(watching.comments(None)) == []
    world.write("@council on the old post")
    nested = world.server.write(world.server.person("Amir"), "me too, and nobody is told", world.server.root.below[0])
    pages = list(watching.comments(None))
    assert [comment.text for page in pages for comment in page.comments] == ["@council on the old post", nested.text]
    assert list(watching.comments(pages[-1].position)) == []


def test_a_mention_in_somebody_elses_thread_is_no_comment_and_is_looked_at_once(world: MastodonWorld) -> None:
    post = world.server.write(world.server.person("Jane"), "My garden")
    world.server.write(world.server.person("Amir"), "@council look at this", post.status_id)
    (page,) = world.platform.comments(None)
    assert page.comments == ()
    world.server.exchanges.clear()
    assert list(world.platform.comments(page.position)) == []
    assert not any(exchange.asked.route.endswith("/context") for exchange in world.server.exchanges)


def test_what_a_long_thread_leaves_out_is_read_from_its_mentions(
    world: MastodonWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fake, "CONTEXT_LIMIT", 3)
    for n in range(5):
        world.write(f"@council {n}")
    pages = list(world.platform.comments(None))
    assert [comment.text for page in pages for comment in page.comments] == [f"@council {n}" for n in range(5)]
    world.write("@council one more")
    assert "@council one more" in [comment.text for comment in world.read(pages[-1].position)]


def test_a_thread_that_cannot_be_read_costs_the_others_nothing_and_is_read_next_time(world: MastodonWorld) -> None:
    world.write("on the first")
    second = world.server.write(COUNCIL, "Other news")
    world.server.write(world.server.person("Amir"), "on the second", second.status_id)
    world.server.faults.add(fault_at(f"{world.server.root.status_id}/context"))
    seen: list[str] = []
    position = None
    with pytest.raises(PlatformUnavailable):  # noqa: PT012 -- the failure comes at the end of the loop
        for page in world.platform.comments(None):
            seen += (comment.text for comment in page.comments)
            position = page.position
    assert seen == ["on the second"]
    assert [comment.text for comment in world.read(position)] == ["on the first"]


def fault_at(path: str) -> Fault:
    return Fault(Kind.MALFORMED, 1, "GET", path)


@pytest.mark.parametrize("position", ["", "[]", "null", "7", '{"seen": 7}', '{"seen": "../x", "v": 1}'])
def test_a_position_that_cannot_be_read_starts_anew(world: MastodonWorld, position: str) -> None:
    world.write("once")
    assert [comment.text for comment in world.read(position)] == ["once"]


def test_reading_stops_while_there_is_room_for_what_protects_people(world: MastodonWorld) -> None:
    comment = world.find(world.write("abuse"))
    world.server.left = 50  # of 300
    world.platform.standing()
    with pytest.raises(RateLimited) as raised:
        world.read()
    assert 290 <= raised.value.retry_after <= 300
    world.platform.publish(world.post())
    world.server.left = 1
    world.platform.visibility(comment)
    with pytest.raises(RateLimited):
        world.platform.publish(world.post())
    world.platform.block(comment)


# ── What the public sees ──


def test_what_is_shown_to_everybody_but_the_council_is_visible(world: MastodonWorld) -> None:
    comment = world.find(world.write("abuse", "Blocker"))
    world.server.blocking_us.add(world.server.person("Blocker"))
    assert world.platform.visibility(comment) is Visibility.VISIBLE
    world.server.is_closed = True
    assert world.platform.visibility(comment) is Visibility.UNKNOWN


def test_what_its_author_deleted_is_gone(world: MastodonWorld) -> None:
    comment = world.find(world.write("I did not mean it"))
    world.remove(comment.comment_id)
    assert world.platform.visibility(comment) is Visibility.GONE
    with pytest.raises(NotFound):
        world.platform.reply(comment, "On Saturday.", "key")


def test_an_id_of_another_server_is_refused(world: MastodonWorld) -> None:
    comment = world.find(world.write("a comment"))
    for other in ("mastodon:other.example/1", f"{comment.comment_id}/../1", "bluesky:at://x"):
        with pytest.raises(PlatformRefused):
            world.platform.visibility(replace(comment, comment_id=other))


# ── Writing ──


def test_an_answer_mentions_its_reader_and_is_as_public_as_the_question(world: MastodonWorld) -> None:
    status = world.server.write(
        world.server.person("jane@remote.example"), "When?", world.server.root.status_id, visibility="unlisted"
    )
    ref = world.platform.reply(world.find(world.comment_id(status)), "On Saturday.", "key")
    answer = world.server.statuses[ref.native_id]
    assert (answer.text, answer.visibility) == ("@jane@remote.example On Saturday.", "unlisted")


def test_a_server_that_forgets_keys_still_publishes_and_answers_once(world: MastodonWorld) -> None:
    world.server.keeps_keys = False
    comment = world.find(world.write("When?"))
    post = world.post("Ask @council@example.org at https://example.org/a/long/way/to/the/page/that/we/mean")
    writes: tuple[Callable[[], object], ...] = (
        lambda: world.platform.publish(post),
        lambda: world.platform.reply(comment, "On Saturday.", "key"),
    )
    for write in writes:
        world.order(Kind.ERROR_AFTER, "POST")
        with pytest.raises(PlatformUnavailable):
            write()
        write()
    assert world.public_posts() == [post.text]
    assert world.public_replies(comment.comment_id) == ["On Saturday."]


def test_a_picture_goes_with_its_description_and_stays_when_the_text_is_edited(
    world: MastodonWorld, picture: Media, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "PAUSE", 0)
    world.server.looks_until_ready = 3
    post = replace(world.post(), media=(picture,))
    ref = world.platform.publish(post)
    assert world.platform.publish(post).native_id == ref.native_id
    world.platform.edit_post(ref, "Another text.")
    status = world.server.statuses[ref.native_id]
    assert status.text == "Another text."
    assert [media["description"] for media in status.media] == ["The pool, empty"]


def test_a_picture_that_is_never_ready_is_tried_again_later(
    world: MastodonWorld, picture: Media, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "PAUSE", 0)
    world.server.looks_until_ready = 1000
    with pytest.raises(PlatformUnavailable, match="still prepares"):
        world.platform.publish(replace(world.post(), media=(picture,)))
    assert world.public_posts() == []


@pytest.mark.parametrize(
    ("text", "is_taken"),
    [
        ("x" * 500, True),
        ("x" * 501, False),
        ("👨‍👩‍👧‍👦" * 100, True),
        ("https://example.org/" + "x" * 900, True),
        ("@jane@" + "x" * 495 + ".example", True),
        (" \n", False),
    ],
)
def test_length_is_counted_as_the_server_counts_it(world: MastodonWorld, text: str, is_taken: bool) -> None:
    world.server.max_characters = 5000  # the fake counts plainly
    limits = replace(world.platform._limits, characters=500)
    world.platform.__dict__["_limits"] = limits
    if is_taken:
        world.platform.publish(world.post(text))
        return
    with pytest.raises(PlatformRefused, match=r"shorten it by 1|is empty"):
        world.platform.publish(world.post(text))


def test_a_picture_without_a_description_or_one_too_many_is_refused(world: MastodonWorld, picture: Media) -> None:
    for media, why in (((replace(picture, alt=" "),), "no alternative text"), ((picture,) * 5, "5 pictures")):
        with pytest.raises(PlatformRefused, match=why):
            world.platform.publish(replace(world.post(), media=media))


def test_a_secret_without_a_token_says_where_to_get_one(world: MastodonWorld) -> None:
    channel = Channel("corporate", "mastodon", "council", world.server.address)
    with pytest.raises(CredentialsRefused, match=r"no access_token.*channels add corporate"):
        MastodonPlatform(channel, access({"token": "misnamed"}))


def test_a_setting_that_cannot_be_is_named(world: MastodonWorld) -> None:
    with pytest.raises(PlatformRefused, match="watched_posts"):
        list(world.adapter(watched_posts="41").comments(None))
    with pytest.raises(PlatformRefused, match="visibility"):
        world.adapter(visibility="secret")


def test_standing_names_the_account(world: MastodonWorld) -> None:
    standing = world.platform.standing()
    assert standing.name == "council"
    assert standing.url == f"{world.server.address}/@{COUNCIL}"
    assert standing.missing_permissions == ()
    assert standing.token_expires_at is None


def test_an_edit_says_when(world: MastodonWorld) -> None:
    comment_id = world.write("before")
    world.edit(comment_id, "after")
    assert world.find(comment_id).edited_at == datetime(2026, 11, 23, 10, 0, 0, 3000, tzinfo=UTC)
