"""What is YouTube's own: threads without a "since", a day's units, bans that show nowhere, videos only."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from beadle.adapters.platforms.http import Refused
from beadle.adapters.platforms.quota import Urgency
from beadle.adapters.platforms.youtube import YouTubePlatform, meter
from beadle.adapters.platforms.youtube.units import UPLOADS, day_ends
from beadle.domain.channels import Channel
from beadle.domain.comments import Visibility
from beadle.domain.errors import (
    BeadleError,
    CredentialsRefused,
    NotPossibleHere,
    PlatformRefused,
    PlatformUnavailable,
    RateLimited,
)
from local.sandbox.faults import Kind
from tests.platforms.youtube.server import COUNCIL, SCOPE
from tests.platforms.youtube.world import SECRET, YouTubeWorld


@pytest.fixture
def world() -> Iterator[YouTubeWorld]:
    with YouTubeWorld.open() as world:
        yield world
        assert world.server.problems() == []


def answer(world: YouTubeWorld, comment_id: str, text: str, author: str = "Neighbour") -> str:
    """Let a resident answer in a comment's thread; return the answer's id."""
    thread = comment_id.removeprefix("youtube:")
    return f"youtube:{world.server.write(world.server.person(author), author, text, thread).number}"


def units(world: YouTubeWorld) -> int:
    """Return the units used today."""
    return world.access.usage.spent(meter(SECRET, world.server.now))


def asked(world: YouTubeWorld, resource: str) -> int:
    """Return how often a resource was asked for."""
    return sum(exchange.asked.route == f"/youtube/v3/{resource}" for exchange in world.server.exchanges)


def read_on(world: YouTubeWorld, position: str | None) -> tuple[list[str], str | None]:
    """Return the texts since a position, and the position after them."""
    texts = []
    for page in world.platform.comments(position):
        texts += [comment.text for comment in page.comments]
        position = page.position
    return texts, position


# ── Reading ──


def test_answers_beyond_those_that_come_with_a_thread_are_read(world: YouTubeWorld) -> None:
    comment_id = world.write("When is the pool open?")
    for number in range(120):
        answer(world, comment_id, f"answer {number}")
    comments = world.read()
    assert [comment.text for comment in comments[1:]] == [f"answer {number}" for number in range(120)]
    assert {comment.parent_id for comment in comments[1:]} == {comment_id}


def test_a_long_thread_is_read_again_only_when_it_has_another_number_of_answers(world: YouTubeWorld) -> None:
    comment_id = world.write("When is the pool open?")
    for number in range(9):
        answer(world, comment_id, f"answer {number}")
    _, position = read_on(world, None)
    assert read_on(world, position) == ([], position)
    assert asked(world, "comments") == 1
    answer(world, comment_id, "another answer")
    texts, position = read_on(world, position)
    assert texts == ["another answer"]
    assert asked(world, "comments") == 2
    assert read_on(world, position) == ([], position)


def test_answers_that_were_counted_and_not_yet_told_are_read_again(world: YouTubeWorld) -> None:
    comment_id = world.write("When is the pool open?")
    for number in range(250):
        answer(world, comment_id, f"answer {number}")
    first = next(world.platform.comments(None))
    rest, _ = read_on(world, first.position)
    assert [comment.text for comment in first.comments][1:] + rest == [f"answer {number}" for number in range(250)]


def test_more_new_threads_than_are_watched_are_all_read(world: YouTubeWorld) -> None:
    platform = world.adapter(watched_threads="1")
    world.write("first")
    *_, last = platform.comments(None)
    world.server.now += timedelta(minutes=2)
    world.write_many(250)
    read = [comment.text for page in platform.comments(last.position) for comment in page.comments]
    assert read == [str(number) for number in range(250)]


def test_the_first_reading_goes_back_no_further_than_it_is_told_to(world: YouTubeWorld) -> None:
    world.write_many(250)
    platform = world.adapter(backlog="100")
    pages = list(platform.comments(None))
    assert [comment.text for page in pages for comment in page.comments] == [str(n) for n in range(150, 250)]
    assert asked(world, "commentThreads") == 1


def test_a_poll_costs_a_unit_for_each_hundred_threads_watched(world: YouTubeWorld) -> None:
    world.write_many(950)
    _, position = read_on(world, None)
    before = units(world)
    world.server.now += timedelta(minutes=2)
    texts, _ = read_on(world, position)
    assert texts == []
    assert units(world) - before == 5


def test_a_comment_that_was_held_and_is_published_later_is_read(world: YouTubeWorld) -> None:
    held = world.write("held for review")
    world.server.remarks[held.removeprefix("youtube:")].status = "heldForReview"
    world.write("published at once")
    texts, position = read_on(world, None)
    assert texts == ["published at once"]
    world.server.remarks[held.removeprefix("youtube:")].status = "published"
    assert read_on(world, position)[0] == ["held for review"]


def test_a_comment_leads_to_where_it_stands_and_carries_what_it_is_about(world: YouTubeWorld) -> None:
    comment_id = world.write("When is the pool open?")
    (comment,) = world.read()
    number = comment_id.removeprefix("youtube:")
    assert comment.url == f"https://www.youtube.com/watch?v={world.server.video}&lc={number}"
    assert comment.post_text == "The pool\n\nClosed on Friday."
    assert comment.edited_at is None


def test_an_author_whose_channel_is_gone_is_somebody_of_their_own(world: YouTubeWorld) -> None:
    one, other = world.write("a", "One"), world.write("b", "Other")
    for comment_id in (one, other):
        world.server.remarks[comment_id.removeprefix("youtube:")].author = ""
    assert len({comment.author.author_id for comment in world.read()}) == 2


@pytest.mark.parametrize("position", ["", "null", "[]", '{"window": 7}', '{"window": "x", "answers": {"a": "b"}}'])
def test_a_position_that_cannot_be_read_begins_anew(world: YouTubeWorld, position: str) -> None:
    world.write("a comment")
    assert read_on(world, position)[0] == ["a comment"]


def test_a_position_is_bounded(world: YouTubeWorld) -> None:
    world.write_many(3000)
    _, position = read_on(world, None)
    assert len(position or "") < 32_000


# ── A day's units ──


def test_reading_leaves_units_for_what_is_urgent(world: YouTubeWorld) -> None:
    comment = world.find(world.write("a threat"))
    fill(world, 8_000)
    with pytest.raises(RateLimited) as raised:
        world.read()
    assert raised.value.retry_after == (day_ends(world.server.now) - world.server.now).total_seconds()
    world.platform.reply(comment, "Please do not.", "key")
    fill(world, 9_000)
    with pytest.raises(RateLimited):
        world.platform.reply(comment, "Please stop.", "other")
    world.platform.hide(comment)
    assert world.platform.visibility(comment) is Visibility.HIDDEN
    fill(world, 10_000)
    with pytest.raises(RateLimited):
        world.platform.unhide(comment)
    world.server.now = day_ends(world.server.now)
    world.platform.unhide(comment)


def fill(world: YouTubeWorld, to: int) -> None:
    """Use the day's units up to so many."""
    now = world.server.now
    world.access.usage.spend(meter(SECRET, now), to - units(world), 2**53, day_ends(now))


def test_channels_of_one_project_share_its_units_and_others_do_not() -> None:
    at = datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert meter({"client_id": "77-a"}, at) == meter({"client_id": "77-b"}, at) == "youtube:units:77:2026-11-23"
    assert meter({"client_id": "78-a"}, at) != meter({"client_id": "77-a"}, at)


@pytest.mark.parametrize(
    ("at", "ends"),
    [
        ("2026-11-23T07:59:59+00:00", "2026-11-23T08:00:00+00:00"),
        ("2026-11-23T08:00:00+00:00", "2026-11-24T08:00:00+00:00"),
        ("2026-07-01T12:00:00+00:00", "2026-07-02T07:00:00+00:00"),
        ("2026-03-08T09:00:00+00:00", "2026-03-09T07:00:00+00:00"),  # the clocks go forward that night
        ("2026-11-01T12:00:00+00:00", "2026-11-02T08:00:00+00:00"),  # and back
    ],
)
def test_a_day_ends_at_midnight_in_california(at: str, ends: str) -> None:
    assert day_ends(datetime.fromisoformat(at)) == datetime.fromisoformat(ends)


def test_uploads_are_counted_apart_from_units(world: YouTubeWorld) -> None:
    before = units(world)
    world.platform.publish(world.post())
    assert units(world) - before == 3  # to look for it first
    world.access.usage.spend("youtube:uploads:77:2026-11-23", UPLOADS - 1, UPLOADS, day_ends(world.server.now))
    with pytest.raises(RateLimited):
        world.platform.publish(world.post())


@pytest.mark.parametrize("setting", ["", "many", "0", "-1", "٣"])
def test_units_that_are_no_number_are_refused(world: YouTubeWorld, setting: str) -> None:
    with pytest.raises(PlatformRefused, match="daily_units"):
        world.adapter(daily_units=setting)


def test_units_are_counted_before_they_are_used(world: YouTubeWorld) -> None:
    world.order(Kind.MALFORMED, "GET")
    with pytest.raises(PlatformUnavailable):
        world.platform._session.read("comments", Urgency.READ, {"part": "snippet", "id": "x"})
    assert units(world) == 1


# ── What YouTube refuses ──


@pytest.mark.parametrize(
    ("status", "reason", "error"),
    [
        (403, "quotaExceeded", RateLimited),
        (403, "rateLimitExceeded", RateLimited),
        (400, "processingFailure", PlatformUnavailable),
        (403, "insufficientPermissions", CredentialsRefused),
        (403, "commentsDisabled", Refused),
        (403, "forbidden", Refused),
        (400, "invalidPageToken", Refused),
        (401, "youtubeSignupRequired", CredentialsRefused),
    ],
)
def test_each_reason_says_what_to_do(world: YouTubeWorld, status: int, reason: str, error: type[BeadleError]) -> None:
    world.server.refusal = (status, reason)
    with pytest.raises(error) as raised:
        world.read()
    assert type(raised.value) is error
    assert reason in str(raised.value)


def test_a_day_whose_units_are_used_up_elsewhere_is_waited_for(world: YouTubeWorld) -> None:
    world.server.refusal = (403, "quotaExceeded")
    with pytest.raises(RateLimited) as raised:
        world.read()
    assert raised.value.retry_after == (day_ends(world.server.now) - world.server.now).total_seconds()


def test_a_missing_scope_is_named(world: YouTubeWorld) -> None:
    world.server.scopes = {"https://www.googleapis.com/auth/youtube.readonly"}
    with pytest.raises(CredentialsRefused, match=SCOPE):
        world.read()


def test_a_token_that_has_run_out_is_exchanged_and_the_refresh_token_kept(world: YouTubeWorld) -> None:
    world.write("a comment")
    world.server.access_token = "another"
    assert len(world.read()) == 1
    kept = world.access.tokens.of("channel")
    assert (kept["access_token"], kept["refresh_token"], kept["scope"]) == ("access-1", "refresh-0", SCOPE)


def test_a_channel_begins_with_a_refresh_token_alone(world: YouTubeWorld) -> None:
    world.write("a comment")
    secret = {name: value for name, value in SECRET.items() if name != "access_token"}
    world.access.tokens.renew("channel", SECRET, lambda _: secret)
    platform = world.adapter(replace(world.access, secret=secret))
    assert len([comment for page in platform.comments(None) for comment in page.comments]) == 1
    assert "401" not in {str(exchange.said.status) for exchange in world.server.exchanges}


def test_the_channel_stands_under_its_own_name(world: YouTubeWorld) -> None:
    standing = world.platform.standing()
    assert (standing.name, standing.url) == ("Example Council", f"https://www.youtube.com/channel/{COUNCIL}")
    assert standing.missing_permissions == ()


def test_a_token_for_another_channel_says_so(world: YouTubeWorld) -> None:
    settings = {"token_url": f"{world.server.address}/token"}
    channel = Channel("channel", "youtube", "UCother", world.server.address, settings=settings)
    with pytest.raises(CredentialsRefused, match="another channel"):
        YouTubePlatform(channel, world.access).standing()


def test_an_account_that_is_no_channels_id_is_refused(world: YouTubeWorld) -> None:
    channel = Channel("channel", "youtube", "@ExampleCouncil", world.server.address)
    with pytest.raises(PlatformRefused, match="begins with UC"):
        YouTubePlatform(channel, world.access)


def test_tokens_are_exchanged_at_no_unsafe_address(world: YouTubeWorld) -> None:
    with pytest.raises(PlatformRefused, match="https"):
        world.adapter(token_url="http://example.org/token")


# ── Acting ──


def test_a_blocked_author_is_banned_and_the_comment_rejected(world: YouTubeWorld) -> None:
    comment = world.find(world.write("abuse", "Banned Resident"))
    for _ in range(2):
        world.platform.block(comment)
    assert world.server.banned == {comment.author.author_id.removeprefix("youtube:")}
    assert world.platform.visibility(comment) is Visibility.HIDDEN
    assert world.platform.is_blocked(comment.author.author_id) is None
    with pytest.raises(NotPossibleHere, match="YouTube Studio"):
        world.platform.unblock(comment.author.author_id)


def test_an_answer_to_an_answer_stands_in_its_thread(world: YouTubeWorld) -> None:
    comment_id = world.write("When is the pool open?")
    inner = world.find(answer(world, comment_id, "Never."))
    ref = world.platform.reply(inner, "On Saturday.", "key")
    assert world.platform.reply(inner, "On Saturday.", "key") == ref
    assert world.public_replies(comment_id) == ["Never.", "On Saturday."]


def test_what_others_wrote_in_the_same_words_is_not_our_answer(world: YouTubeWorld) -> None:
    comment_id = world.write("When is the pool open?")
    answer(world, comment_id, "On Saturday.")
    world.platform.reply(world.find(comment_id), "On Saturday.", "key")
    assert world.public_replies(comment_id) == ["On Saturday.", "On Saturday."]
