"""What is pushed is told as the poller tells it, and counts once, whoever tells of it first and however often."""

import hmac
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from beadle.adapters.platforms.meta import FacebookPlatform, InstagramPlatform
from beadle.domain.channels import Channel
from beadle.domain.emergencies import Emergency
from beadle.domain.errors import MalformedInput
from beadle.domain.pushes import NotGenuine
from beadle.events.comments import CommentEdited, CommentReceived, CommentSeen
from beadle.usecases.poll_comments import WokenBy
from beadle.usecases.receive_push import READ_AT_ONCE, PushReport
from tests.platforms.meta.server import ACCOUNT, APP_SECRET, PAGE, TOKEN, Node
from tests.platforms.meta.world import FacebookWorld, InstagramWorld, MetaWorld
from tests.world import PHONE, World

WORD = "a word of the council's"
SECRETS = {"app_secret": APP_SECRET, "verify_token": WORD, "token": TOKEN}
OTHERS = {"app_secret": "another app's", "token": "EAABother"}


class Council:
    """A council in memory, with its page and its Instagram account behind Meta's fake."""

    def __init__(self, meta: MetaWorld) -> None:
        self.meta, self.server = meta, meta.server
        self.page = FacebookWorld(self.server)
        self.account = InstagramWorld(self.server)
        self.world = World()
        self.world.clock.set(self.server.now + timedelta(minutes=1))
        self.world.channels.rows.clear()
        page = Channel("page", "facebook", PAGE, self.server.address)
        gram = Channel("gram", "instagram", ACCOUNT, self.server.address)
        for channel in (page, gram, Channel("sky", "bluesky", "council.example", "https://bsky.social")):
            self.world.channels.put(channel)
        self.world.platforms.platforms = {
            "page": FacebookPlatform(page, self.page.access(TOKEN)),
            "gram": InstagramPlatform(gram, self.account.access(TOKEN)),
            "sky": self.world.platform,
        }
        self.receive = self.world.receive_push({"page": SECRETS, "gram": OTHERS})

    def comment(self, text: str = PHONE) -> Node:
        return self.server.nodes[self.page.write(text).removeprefix("facebook:")]

    def change(self, comment: Node, verb: str = "add", **changes: Any) -> dict[str, Any]:
        """What Meta says of a comment on the page."""
        value = {"item": "comment", "verb": verb, "comment_id": comment.node_id, "post_id": self.server.root.node_id}
        return {"field": "feed", "value": value | changes}

    def push(
        self, *changes: Mapping[str, Any], of: str = "page", account: str = PAGE, ago: timedelta = timedelta()
    ) -> PushReport:
        entry = {"id": account, "time": int((self.world.clock.now() - ago).timestamp()), "changes": changes}
        return self.deliver(json.dumps({"object": of, "entry": [entry]}).encode())

    def deliver(self, body: bytes, secret: str = APP_SECRET) -> PushReport:
        signature = hmac.new(secret.encode(), body, "sha256").hexdigest()
        return self.receive.pushed(body, {"x-hub-signature-256": f"sha256={signature}"}, lambda: 30.0)

    def poll(self) -> None:
        self.world.poll()(WokenBy.HAND, lambda: 110.0)

    def judge(self) -> list[CommentSeen]:
        """Let the moderator have what was told, and return it."""
        told = [fact for fact in self.world.bus.facts if isinstance(fact, CommentSeen)]
        self.world.bus.facts.clear()
        for fact in told:
            self.world.judge().received(fact.comment())
        return told


@pytest.fixture
def council() -> Iterator[Council]:
    with FacebookWorld.open() as world:
        yield Council(world)
        assert world.server.problems() == []


# ── Told once, counted once ──


def test_a_push_tells_what_the_poller_tells(council: Council) -> None:
    comment = council.comment()
    assert council.push(council.change(comment)).told == 1
    [pushed] = council.judge()
    council.poll()
    [polled] = council.judge()

    assert isinstance(pushed, CommentReceived)
    assert pushed == polled
    assert pushed.post_text == "The swimming pool is closed on Friday."


@pytest.mark.parametrize("order", ["push poll", "poll push", "push push poll poll", "poll push poll push"])
def test_one_comment_is_judged_once_and_costs_one_strike_whoever_tells_of_it(council: Council, order: str) -> None:
    comment = council.comment()
    for number, who in enumerate(order.split()):
        if who == "poll":
            council.poll()
        else:
            council.push(council.change(comment), {"field": "feed", "value": {"n": number}})  # another body each time
        council.judge()

    [recorded] = council.world.comments.recorded.values()
    [strike] = council.world.strikes.of(recorded.comment.author.author_id)
    assert strike.comment_id == f"facebook:{comment.node_id}"
    [traces] = council.world.histories.traces.values()
    assert len(traces) == 1


@pytest.mark.parametrize("first", ["push", "poll"])
def test_an_edited_comment_is_another_revision_and_no_second_strike(council: Council, first: str) -> None:
    comment = council.comment()
    council.poll()
    council.judge()
    comment.fields["message"] = f"{PHONE}!!"
    if first == "poll":
        council.poll()
    council.push(council.change(comment, "edited"))
    council.poll()
    told = council.judge()

    assert told
    assert {type(fact) for fact in told} == {CommentEdited}
    assert len(council.world.comments.recorded) == 2
    [strike] = council.world.strikes.of(told[0].author_id)
    assert strike.points == 1


def test_instagram_tells_of_comments_too(council: Council) -> None:
    comment_id = council.account.write(PHONE).removeprefix("instagram:")
    value = {"id": comment_id, "text": "as it was", "media": {"id": council.server.media.node_id}}
    assert council.push({"field": "comments", "value": value}, of="instagram", account=ACCOUNT).told == 1
    [pushed] = council.judge()
    council.poll()

    assert [fact for fact in council.judge() if fact == pushed]
    assert (pushed.channel_id, pushed.text) == ("gram", PHONE)


def test_a_push_that_could_not_be_told_is_welcome_again(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    comment = council.comment()
    with monkeypatch.context() as broken:
        broken.setattr(council.world.bus, "tell", _down)
        with pytest.raises(OSError, match="the bus is down"):
            council.push(council.change(comment))

    assert council.push(council.change(comment)).told == 1
    assert council.push(council.change(comment)) == PushReport(repeated=True)


def _down(_facts: object) -> None:
    raise OSError("the bus is down")


# ── What is refused, and what is left ──


@pytest.mark.parametrize("headers", [{}, {"x-hub-signature-256": ""}, {"x-hub-signature-256": "sha256=é"}])
def test_what_nobody_signed_is_not_even_parsed(council: Council, headers: Mapping[str, str]) -> None:
    with pytest.raises(NotGenuine):
        council.receive.pushed(b"not JSON", headers, lambda: 30.0)


@pytest.mark.parametrize("secret", ["guessed", ""])
def test_a_push_signed_with_another_secret_is_refused(council: Council, secret: str) -> None:
    with pytest.raises(NotGenuine):
        council.deliver(b"{}", secret)


def test_every_channels_app_may_sign(council: Council) -> None:
    assert council.deliver(b"{}", OTHERS["app_secret"]) == PushReport()


def test_a_changed_body_is_refused(council: Council) -> None:
    body = b'{"object": "page"}'
    signature = hmac.new(APP_SECRET.encode(), body, "sha256").hexdigest()
    with pytest.raises(NotGenuine):
        council.receive.pushed(body + b" ", {"x-hub-signature-256": f"sha256={signature}"}, lambda: 30.0)


def test_a_signed_body_that_is_not_json_is_malformed(council: Council) -> None:
    with pytest.raises(MalformedInput):
        council.deliver(b"[" * 100_000)


def test_a_replayed_push_is_known_again(council: Council) -> None:
    comment = council.comment()
    council.push(council.change(comment))
    assert council.push(council.change(comment)) == PushReport(repeated=True)


def test_a_push_of_more_than_an_hour_ago_is_dropped(council: Council) -> None:
    comment = council.comment()
    assert council.push(council.change(comment), ago=timedelta(minutes=61)) == PushReport(late=1)
    assert council.push(council.change(comment), ago=timedelta(minutes=59)).told == 1


@pytest.mark.parametrize(
    "change",
    [
        {"field": "feed", "value": {"item": "reaction", "verb": "add"}},
        {"field": "feed", "value": {"item": "comment", "verb": "remove", "comment_id": "1_2", "post_id": "1_1"}},
        {"field": "feed", "value": {"item": "comment", "verb": "hide", "comment_id": "1_2", "post_id": "1_1"}},
        {"field": "feed", "value": {"item": "comment", "verb": "add"}},
        {"field": "mention", "value": None},
        {"field": ["feed"]},
        {},
    ],
)
def test_what_is_no_comment_is_counted_and_no_more(council: Council, change: Mapping[str, Any]) -> None:
    assert council.push(change) == PushReport(others=1)
    assert council.push(change, of="permissions") == PushReport(others=1)


@pytest.mark.parametrize(
    "body", [b"[]", b"null", b'{"object": "page", "entry": {}}', b'{"entry": [1, {"changes": 2}]}']
)
def test_a_signed_body_of_any_shape_is_taken(council: Council, body: bytes) -> None:
    assert council.deliver(body) == PushReport()


def test_a_comment_that_is_gone_or_the_pages_own_is_not_told(council: Council) -> None:
    gone, own = council.comment(), council.comment()
    gone.is_gone = True
    own.fields["from"] = {"id": PAGE, "name": "Example Council"}
    assert council.push(council.change(gone), council.change(own)) == PushReport(nothing=2)


def test_a_page_that_is_no_channel_is_left_alone(council: Council) -> None:
    assert council.push(council.change(council.comment()), account="55") == PushReport(nothing=1)


def test_what_cannot_be_read_now_is_left_to_the_poller(council: Council) -> None:
    comment = council.comment()
    council.server.is_expired = True
    assert council.push(council.change(comment)) == PushReport(left=1)


def test_no_more_is_read_than_there_is_time_for(council: Council) -> None:
    changes = [council.change(council.comment(f"comment {n}")) for n in range(READ_AT_ONCE + 3)]
    report = council.push(*changes)
    assert (report.told, report.left) == (READ_AT_ONCE, 3)


def test_a_comment_that_is_named_twice_is_told_once(council: Council) -> None:
    comment = council.comment()
    assert council.push(council.change(comment), council.change(comment, "edited")).told == 1
    assert [type(fact) for fact in council.judge()] == [CommentEdited]


# ── When ──


def test_outside_monitoring_hours_comments_wait_for_the_poller(council: Council) -> None:
    council.world.clock.set(datetime(2026, 11, 23, 22, tzinfo=UTC))
    assert council.push(council.change(council.comment())) == PushReport(left=1)


def test_on_a_closed_day_comments_wait_for_the_poller(council: Council) -> None:
    council.world.calendar.closed.add(date(2026, 11, 23))
    assert council.push(council.change(council.comment())) == PushReport(left=1)


def test_in_an_emergency_comments_are_told_of_at_night(council: Council) -> None:
    night = datetime(2026, 11, 23, 22, tzinfo=UTC)
    council.world.clock.set(night)
    council.world.state.declare(Emergency("flood", "Flood", "amir", night, night + timedelta(hours=8)))
    assert council.push(council.change(council.comment())).told == 1


def test_a_channels_own_hours_hold(council: Council) -> None:
    council.world.clock.set(datetime(2026, 11, 23, 22, tzinfo=UTC))
    comment = council.comment()
    for hours, told in (("nonsense", 0), ("Sat 10:00-16:00", 0), ("always", 1)):
        council.world.channels.put(Channel("page", "facebook", PAGE, "", settings={"hours": hours}))
        assert council.push(council.change(comment), {"hours": hours}).told == told


# ── The handshake ──


def test_whoever_knows_the_word_gets_the_challenge_back(council: Council) -> None:
    query = {"hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": WORD}
    assert council.receive.challenged(query) == "1158201444"


@pytest.mark.parametrize("change", [{"hub.verify_token": "guessed"}, {"hub.verify_token": ""}, {"hub.mode": "other"}])
def test_a_handshake_without_the_word_is_refused(council: Council, change: Mapping[str, str]) -> None:
    query = {"hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": WORD}
    with pytest.raises(NotGenuine):
        council.receive.challenged({**query, **change})
