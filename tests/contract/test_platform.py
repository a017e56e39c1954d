"""Every `Platform` behaves alike, whatever is behind it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest

from beadle.adapters.platforms import http
from beadle.adapters.platforms.sending import ATTEMPTS
from beadle.domain.channels import Capability
from beadle.domain.comments import Comment, Visibility
from beadle.domain.errors import (
    CredentialsRefused,
    NotPossibleHere,
    PlatformRefused,
    PlatformUnavailable,
    RateLimited,
)
from beadle.domain.ports import Platform
from beadle.domain.posts import PublishedRef
from tests.contract.platform_worlds import InMemoryWorld, Kind, RemoteWorld, SandboxWorld, ServedWorld, World
from tests.platforms.mastodon.world import MastodonWorld
from tests.platforms.meta.world import FacebookWorld, InstagramWorld
from tests.platforms.x.world import XWorld
from tests.platforms.youtube.world import YouTubeWorld
from tests.sandbox_server import RunningSandbox, running_sandbox

SERVED: Mapping[str, Callable[[], AbstractContextManager[ServedWorld]]] = {
    "FacebookPlatform": FacebookWorld.open,
    "InstagramPlatform": InstagramWorld.open,
    "MastodonPlatform": MastodonWorld.open,
    "XPlatform": XWorld.open,
    "YouTubePlatform": YouTubeWorld.open,
}
"""The worlds behind HTTP fakes, by the adapter's name: each opens a new one."""
REMOTE = ["SandboxPlatform", *SERVED]
ALL = ["InMemoryPlatform", *REMOTE]


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    folder: Path = tmp_path_factory.mktemp("sandbox")
    with running_sandbox(folder) as running:
        yield running


@pytest.fixture(params=ALL)
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    if request.param == "InMemoryPlatform":
        yield InMemoryWorld()
    else:
        with opened(request) as remote:
            yield remote


@pytest.fixture(params=REMOTE)
def remote(request: pytest.FixtureRequest) -> Iterator[RemoteWorld]:
    with opened(request) as remote:
        yield remote


@contextmanager
def opened(request: pytest.FixtureRequest) -> Iterator[RemoteWorld]:
    """Open the world that a test asks for; what was said in it must be what its platform publishes."""
    if request.param not in SERVED:
        yield SandboxWorld(request.getfixturevalue("sandbox"))
        return
    with SERVED[request.param]() as served:
        yield served
        assert served.server.problems() == []


def needs(world: World, *capabilities: Capability) -> None:
    missing = set(capabilities) - world.platform.capabilities
    if missing:
        pytest.skip(f"{type(world.platform).__name__} has no {', '.join(sorted(missing))}: see the test of refusals")


# ── Reading ──


def test_a_comment_is_read_as_it_was_written(world: World) -> None:
    text = "Thank you! 🎉\n<b>Bins</b> & “quotes” — dydd da, ŵ, ẃ, \u202ereversed\u202c"
    comment_id = world.write(text, "Aled Ó Briain")
    comment = world.find(comment_id)
    assert comment.text == text
    assert "Aled Ó Briain" in (comment.author.handle, comment.author.name)
    assert comment.author.author_id.partition(":")[0] == comment_id.partition(":")[0]
    assert comment.posted_at.tzinfo is not None
    assert comment.edited_at is None
    assert comment.post_id


def test_what_a_comments_author_says_of_its_pictures_is_read(world: World) -> None:
    if not world.tells_alt_texts:
        pytest.skip(f"{type(world.platform).__name__} is told nothing of the pictures of comments")
    shown = world.find(world.show("Look at this", "A pothole", "", "Ïñ Cymraeg: twll 🕳"))
    assert (shown.text, shown.alt_texts) == ("Look at this", ("A pothole", "Ïñ Cymraeg: twll 🕳"))
    assert world.find(world.write("Without pictures")).alt_texts == ()


def test_comments_come_in_order_and_nothing_is_read_twice_from_the_last_position(world: World) -> None:
    ids = [world.write(text) for text in ("one", "two", "three")]
    pages = list(world.platform.comments(None))
    assert [comment.comment_id for page in pages for comment in page.comments] == ids
    assert world.read(pages[-1].position) == []
    fourth = world.write("four")
    assert [comment.comment_id for comment in world.read(pages[-1].position)] == [fourth]


def test_pages_are_bounded_and_each_position_goes_on_after_its_page(world: World) -> None:
    world.write_many(2 * world.page_size + 1)
    pages = list(world.platform.comments(None))
    assert [len(page.comments) for page in pages] == [world.page_size, world.page_size, 1]
    assert [comment.text for comment in world.read(pages[0].position)] == [
        comment.text for page in pages[1:] for comment in page.comments
    ]


def test_an_edited_comment_comes_again_with_its_new_text_as_another_revision(world: World) -> None:
    comment_id = world.write("first text")
    world.write("another")
    pages = list(world.platform.comments(None))
    world.edit(comment_id, "second text")
    (edited,) = world.read(pages[-1].position)
    assert edited.comment_id == comment_id
    assert edited.text == "second text"
    assert edited.is_edited
    assert edited.revision != pages[0].comments[0].revision


def test_a_page_that_changes_under_its_reader_skips_nothing(world: World) -> None:
    ids = [world.write(f"comment {n}") for n in range(world.page_size + 5)]
    reading = world.platform.comments(None)
    first = next(reading)
    seen: list[Comment] = list(first.comments)
    late = world.write("written while paging")
    world.edit(ids[0], "changed after it was read")
    world.edit(ids[-1], "changed before it was read")
    world.remove(ids[1])
    position = first.position
    for page in reading:
        seen.extend(page.comments)
        position = page.position
    seen.extend(world.read(position))  # what came too late for this reading comes with the next
    latest = {comment.comment_id: comment.text for comment in seen}
    assert {late, *ids} - {ids[1]} <= set(latest)
    assert latest[ids[0]] == "changed after it was read"
    assert latest[ids[-1]] == "changed before it was read"


def test_ten_thousand_comments_are_all_read_in_order(world: World) -> None:
    world.write_many(world.crowd)
    assert [comment.text for comment in world.read()] == [str(n) for n in range(world.crowd)]


def test_what_the_council_answers_is_not_read_as_a_comment(world: World) -> None:
    needs(world, Capability.REPLY)
    comment_id = world.write("When is the pool open?")
    world.platform.reply(world.find(comment_id), "On Saturday at nine.", "key")
    assert [comment.comment_id for comment in world.read()] == [comment_id]


# ── Comments ──


def test_a_hidden_comment_is_seen_hidden_and_shown_again(world: World) -> None:
    needs(world, Capability.HIDE)
    comment = world.find(world.write("hide me"))
    assert world.platform.visibility(comment) is world.untouched
    for _ in range(2):
        world.platform.hide(comment)
        assert world.platform.visibility(comment) is Visibility.HIDDEN
    for _ in range(2):
        world.platform.unhide(comment)
        assert world.platform.visibility(comment) is Visibility.VISIBLE


def test_hiding_one_comment_leaves_the_others_visible(world: World) -> None:
    needs(world, Capability.HIDE)
    hidden, other = (world.find(world.write(text)) for text in ("hide me", "not me"))
    world.platform.hide(hidden)
    assert world.platform.visibility(other) is world.untouched


def test_a_deleted_comment_is_gone_and_may_be_deleted_again(world: World) -> None:
    needs(world, Capability.DELETE_COMMENT)
    comment = world.find(world.write("delete me"))
    for _ in range(2):
        world.platform.delete_comment(comment)
        assert world.platform.visibility(comment) is Visibility.GONE


def test_what_its_author_deleted_is_gone_and_stays_gone_when_hidden_or_shown(world: World) -> None:
    needs(world, Capability.HIDE)
    comment_id = world.write("I did not mean it")
    comment = world.find(comment_id)
    world.remove(comment_id)
    assert world.platform.visibility(comment) is Visibility.GONE
    for act in (world.platform.hide, world.platform.unhide):
        with suppress(PlatformRefused):
            act(comment)
        assert world.platform.visibility(comment) is Visibility.GONE


def test_the_same_key_answers_once_and_another_key_again(world: World) -> None:
    needs(world, Capability.REPLY)
    comment_id = world.write("When is the pool open?")
    comment = world.find(comment_id)
    first = world.platform.reply(comment, "On Saturday.", "key-1")
    assert world.platform.reply(comment, "On Saturday.", "key-1").native_id == first.native_id
    assert world.public_replies(comment_id) == ["On Saturday."]
    assert world.platform.reply(comment, "And on Sunday.", "key-2").native_id != first.native_id
    assert world.public_replies(comment_id) == ["On Saturday.", "And on Sunday."]


def test_every_report_is_a_new_one(world: World) -> None:
    needs(world, Capability.REPORT)
    comment = world.find(world.write("a threat"))
    reports = {world.platform.report(comment, "threat") for _ in range(2)}
    assert len(reports) == 2
    assert all(reports)


# ── Posts ──


def test_publishing_twice_is_one_post(world: World) -> None:
    post = world.post()
    assert world.platform.find_published(post) is None
    first, second = world.platform.publish(post), world.platform.publish(post)
    assert first.native_id == second.native_id
    assert first.url
    assert world.public_posts() == [post.text]
    found = world.platform.find_published(post)
    assert found is not None
    assert found.native_id == first.native_id


def test_two_posts_with_one_text_are_two_posts(world: World) -> None:
    if not world.repeats:
        pytest.skip("the platform refuses a post with the words of the last one")
    refs = {world.platform.publish(world.post("The same words.")).native_id for _ in range(2)}
    assert len(refs) == 2


def test_an_edited_post_reads_anew(world: World) -> None:
    needs(world, Capability.EDIT_POST)
    ref = world.platform.publish(world.post("Closed on Friday."))
    world.platform.edit_post(ref, "Closed on Saturday.")
    assert world.public_posts() == ["Closed on Saturday."]


def test_a_retracted_post_is_gone_and_may_be_retracted_again(world: World) -> None:
    post = world.post()
    ref = world.platform.publish(post)
    for _ in range(2):
        world.platform.retract(ref)
        assert world.platform.find_published(post) is None
    assert world.public_posts() == []


def test_a_retracted_post_cannot_be_edited(world: World) -> None:
    needs(world, Capability.EDIT_POST)
    ref = world.platform.publish(world.post())
    world.platform.retract(ref)
    with pytest.raises(PlatformRefused):
        world.platform.edit_post(ref, "Too late.")


# ── Authors ──


def test_a_blocked_author_is_seen_blocked_until_unblocked(world: World) -> None:
    needs(world, Capability.BLOCK)
    comment = world.find(world.write("abuse", "Blocked Resident"))
    author = comment.author.author_id
    if world.platform.is_blocked(author) is None:
        pytest.skip("the platform shows nowhere whom it has blocked")
    other = world.find(world.write("praise", "Another Resident")).author.author_id
    assert not world.platform.is_blocked(author)
    for _ in range(2):
        world.platform.block(comment)
        assert world.platform.is_blocked(author)
    assert not world.platform.is_blocked(other)
    for _ in range(2):
        world.platform.unblock(author)
        assert not world.platform.is_blocked(author)


# ── Refusals and failures ──


def test_what_a_platform_cannot_do_it_says(world: World) -> None:
    comment = world.find(world.write("a comment"))
    ref = PublishedRef("nowhere", "")
    acts: dict[Capability, Callable[[Platform], object]] = {
        Capability.HIDE: lambda platform: platform.hide(comment),
        Capability.DELETE_COMMENT: lambda platform: platform.delete_comment(comment),
        Capability.REPLY: lambda platform: platform.reply(comment, "text", "key"),
        Capability.EDIT_POST: lambda platform: platform.edit_post(ref, "text"),
        Capability.RETRACT: lambda platform: platform.retract(ref),
        Capability.BLOCK: lambda platform: platform.block(comment),
        Capability.REPORT: lambda platform: platform.report(comment, "reason"),
    }
    assert Capability.PUBLISH in world.platform.capabilities
    for capability in acts.keys() - world.platform.capabilities:
        with pytest.raises(NotPossibleHere):
            acts[capability](world.platform)


def test_an_expired_token_says_how_to_renew_it(remote: RemoteWorld) -> None:
    platform = remote.with_expired_token()
    with pytest.raises(CredentialsRefused, match=r"(?i)token|password"):
        next(platform.comments(None))
    with pytest.raises(CredentialsRefused):
        platform.publish(remote.post())


def test_a_rate_limit_says_how_long_to_wait(remote: RemoteWorld) -> None:
    remote.write("a comment")
    remote.order(Kind.RATE_LIMITED, "GET", seconds=remote.wait)
    with pytest.raises(RateLimited) as raised:
        next(remote.platform.comments(None))
    assert raised.value.retry_after == pytest.approx(remote.wait, abs=1)  # some name an instant


@pytest.mark.parametrize("kind", [Kind.ERROR_BEFORE, Kind.MALFORMED, Kind.CUT])
def test_an_answer_that_cannot_be_used_is_tried_again_later(remote: RemoteWorld, kind: Kind) -> None:
    comment_id = remote.write("a comment")
    remote.order(kind, "GET", calls=ATTEMPTS if kind is Kind.ERROR_BEFORE else 1)
    with pytest.raises(PlatformUnavailable):
        remote.read()
    assert [comment.comment_id for comment in remote.read()] == [comment_id]


def test_a_platform_that_stumbles_once_is_read_all_the_same(remote: RemoteWorld) -> None:
    comment_id = remote.write("a comment")
    remote.order(Kind.ERROR_BEFORE, "GET")
    assert [comment.comment_id for comment in remote.read()] == [comment_id]


@pytest.mark.parametrize("kind", [Kind.ERROR_BEFORE, Kind.ERROR_AFTER, Kind.MALFORMED, Kind.CUT, Kind.SLOW])
def test_a_post_whose_publishing_failed_is_published_once_by_the_next_attempt(
    remote: RemoteWorld, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "TIMEOUT", (3.05, 0.3))
    post = remote.post()
    remote.order(kind, "POST", seconds=1)
    with pytest.raises(PlatformUnavailable):
        remote.platform.publish(post)
    remote.platform.publish(post)
    assert remote.public_posts() == [post.text]


@pytest.mark.parametrize("kind", [Kind.ERROR_AFTER, Kind.CUT])
def test_an_answer_whose_writing_failed_is_written_once_by_the_next_attempt(remote: RemoteWorld, kind: Kind) -> None:
    comment_id = remote.write("When is the pool open?")
    comment = remote.find(comment_id)
    remote.order(kind, "POST")
    with pytest.raises(PlatformUnavailable):
        remote.platform.reply(comment, "On Saturday.", "key")
    remote.platform.reply(comment, "On Saturday.", "key")
    assert remote.public_replies(comment_id) == ["On Saturday."]


def test_a_failure_in_the_middle_of_reading_loses_nothing_from_the_last_position(remote: RemoteWorld) -> None:
    remote.write_many(3 * remote.page_size)
    seen: list[str] = []
    position = None
    if remote.reads_ahead:
        remote.order(Kind.ERROR_BEFORE, "GET", calls=ATTEMPTS)
    with pytest.raises(PlatformUnavailable):  # noqa: PT012 -- the failure comes while the loop reads
        for page in remote.platform.comments(None):
            seen.extend(comment.text for comment in page.comments)
            position = page.position
            remote.order(Kind.ERROR_BEFORE, "GET", calls=ATTEMPTS)
    seen.extend(comment.text for comment in remote.read(position))
    assert seen == [str(n) for n in range(3 * remote.page_size)]
