"""What the Bluesky adapter makes of answers that no well-behaved server gives, and of failures half-way."""

import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beadle.adapters.platforms.bluesky import BlueskyPlatform
from beadle.domain.channels import Channel
from beadle.domain.comments import Author, Comment, Visibility
from beadle.domain.errors import (
    BeadleError,
    Contended,
    CredentialsRefused,
    NotPossibleHere,
    PlatformRefused,
    PlatformUnavailable,
    RateLimited,
)
from beadle.domain.posts import Post
from tests.fakes.access import access
from tests.scripted_server import Asked, Said, scripted_server

DID = "did:plc:council"
ROOT = f"at://{DID}/app.bsky.feed.post/root"
REPLY = "at://did:plc:jane/app.bsky.feed.post/reply"
SESSION = {"did": DID, "accessJwt": "access", "refreshJwt": "refresh"}
VIEW = "app.bsky.feed.defs#threadViewPost"
AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
COMMENT = Comment(f"bluesky:{REPLY}", "corporate", ROOT, Author("bluesky:did:plc:jane", "jane.test"), "text", AT)

Answer = Callable[[Asked], Said]


def said(body: Any, status: int = 200) -> Said:
    return Said(status, json.dumps(body).encode())


class Server:
    """A server that signs in, has one post, and answers the rest as it is told, by the method's last name."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        feed = [{"post": {"uri": ROOT, "replyCount": 1}}]
        self.answers: dict[str, Said | Answer] = {
            "createSession": said(SESSION),
            "getAuthorFeed": said({"feed": feed}),
            "listNotifications": said({"notifications": []}),
        }

    def __call__(self, asked: Asked) -> Said:
        name = asked.route.rpartition(".")[2]
        self.asked.append(name)
        answer = self.answers.get(name, said({"error": "MethodNotImplemented"}, 501))
        return answer(asked) if callable(answer) else answer

    def has_thread(self, *replies: Any, **post: Any) -> None:
        """Let the post have these replies."""
        top = {"uri": ROOT, "cid": "c0", "indexedAt": "2026-11-23T10:00:00Z", "record": {"text": "Pool closed"}, **post}
        self.answers["getPostThread"] = said({"thread": {"$type": VIEW, "post": top, "replies": list(replies)}})


def node(uri: str = REPLY, **post: Any) -> dict[str, Any]:
    author = {"did": "did:plc:jane", "handle": "jane.test", "displayName": "Jane"}
    view = {"uri": uri, "cid": "c1", "author": author, "record": {"text": "Why?"}, "indexedAt": "2026-11-23T10:01:00Z"}
    return {"$type": VIEW, "post": view | post, "replies": []}


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def address(server: Server) -> Iterator[str]:
    with scripted_server(server) as address:
        yield address


@pytest.fixture
def bluesky(address: str) -> BlueskyPlatform:
    return platform(address)


def platform(address: str, **settings: str) -> BlueskyPlatform:
    channel = Channel("corporate", "bluesky", "council.test", address, settings=settings)
    return BlueskyPlatform(channel, access({"app_password": "secret"}))


def read(bluesky: BlueskyPlatform, position: str | None = None) -> list[Comment]:
    return [comment for page in bluesky.comments(position) for comment in page.comments]


# ── Hostile threads ──


def test_a_reply_is_read_with_all_that_is_known_of_it(server: Server, bluesky: BlueskyPlatform) -> None:
    server.has_thread(node())
    (comment,) = read(bluesky)
    assert comment == Comment(
        comment_id=f"bluesky:{REPLY}",
        channel_id="corporate",
        post_id=ROOT,
        author=Author("bluesky:did:plc:jane", "jane.test", "Jane"),
        text="Why?",
        posted_at=datetime(2026, 11, 23, 10, 1, tzinfo=UTC),
        url="https://bsky.app/profile/did:plc:jane/post/reply",
        post_text="Pool closed",
    )


@pytest.mark.parametrize(
    "broken",
    [
        None,
        "a string",
        {},
        {"$type": "app.bsky.feed.defs#blockedPost", "uri": REPLY, "blocked": True},
        {"$type": "app.bsky.feed.defs#notFoundPost", "uri": REPLY, "notFound": True},
        {"$type": "com.example#new", "post": node()["post"]},
        {"$type": VIEW},
        {"$type": VIEW, "post": []},
        node(uri="at://jane.test/app.bsky.feed.post/1"),
        node(uri="https://example.org"),
        node(uri="at://did:plc:jane/app.bsky.feed.like/1"),
        node(cid=7),
        node(cid=""),
    ],
)
def test_what_is_no_post_costs_the_others_nothing(server: Server, bluesky: BlueskyPlatform, broken: Any) -> None:
    server.has_thread(broken, node("at://did:plc:amir/app.bsky.feed.post/sound"))
    assert [comment.comment_id for comment in read(bluesky)] == ["bluesky:at://did:plc:amir/app.bsky.feed.post/sound"]


@pytest.mark.parametrize("record", [None, [], {}, {"text": None}, {"text": ["x"]}])
def test_a_reply_without_text_is_a_comment_without_text(server: Server, bluesky: BlueskyPlatform, record: Any) -> None:
    server.has_thread(node(record=record, author=None))
    (comment,) = read(bluesky)
    assert comment.text == ""
    assert comment.author.author_id == "bluesky:did:plc:jane"


@pytest.mark.parametrize("at", [None, 5, "", "yesterday", "1066-10-14T00:00:00Z", "0000-00-00T00:00:00Z"])
def test_an_instant_before_the_post_is_taken_for_the_posts(server: Server, bluesky: BlueskyPlatform, at: Any) -> None:
    server.has_thread(node(indexedAt=at))
    assert [comment.posted_at for comment in read(bluesky)] == [AT]


def test_a_reply_comes_after_what_it_replies_to_whatever_their_dates(server: Server, bluesky: BlueskyPlatform) -> None:
    below = node("at://did:plc:amir/app.bsky.feed.post/below", indexedAt="2026-11-23T10:00:30Z")
    server.has_thread(node() | {"replies": [below]})
    first, second = read(bluesky)
    assert second.parent_id == first.comment_id
    assert second.posted_at == first.posted_at


def test_a_reply_that_is_there_twice_is_one(server: Server, bluesky: BlueskyPlatform) -> None:
    server.has_thread(node() | {"replies": [node()]}, node(record={"text": "another"}))
    assert len(read(bluesky)) == 1


def test_a_thread_that_is_gone_or_not_a_thread_holds_nothing(server: Server, bluesky: BlueskyPlatform) -> None:
    for answer in (said({"error": "NotFound"}, 400), said({"thread": {"$type": "x#blockedPost"}}), said([]), said({})):
        server.answers["getPostThread"] = answer
        assert read(bluesky) == []


def test_a_thread_is_taken_compressed_and_not_otherwise(server: Server, bluesky: BlueskyPlatform) -> None:
    server.has_thread(node(record={"text": "x" * 100_000}))
    whole = server.answers["getPostThread"]
    assert isinstance(whole, Said)
    compressed = Said(200, gzip.compress(whole.body), {"Content-Encoding": "gzip"})
    cut_off = Said(200, whole.body[:50_000])
    server.answers["getPostThread"] = lambda asked: compressed if refuses_identity(asked) else cut_off
    assert [len(comment.text) for comment in read(bluesky)] == [100_000]


def refuses_identity(asked: Asked) -> bool:
    accepted = [part.strip() for part in asked.headers["Accept-Encoding"].split(",")]
    return "gzip" in accepted and "identity;q=0" in accepted


def test_only_threads_of_the_councils_own_are_read(server: Server, bluesky: BlueskyPlatform) -> None:
    theirs = {"uri": REPLY, "replyCount": 3}
    server.answers["getAuthorFeed"] = said({"feed": [{"post": theirs}, {"post": None}, 7]})
    notification = {"reason": "reply", "record": {"reply": {"root": {"uri": REPLY}}}}
    server.answers["listNotifications"] = said({"notifications": [notification, {"reason": "reply"}, {}]})
    assert read(bluesky) == []
    assert "getPostThread" not in server.asked


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from([VIEW, REPLY, ROOT]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["$type", "post", "replies", "uri", "cid", "record", "author", "thread", "text"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(JSON)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_whatever_a_thread_holds_only_our_errors_come_of_it(
    server: Server, bluesky: BlueskyPlatform, body: Any
) -> None:
    server.answers["getPostThread"] = said({"thread": body})
    with suppress(BeadleError):
        read(bluesky)
    server.has_thread(body, {"$type": VIEW, "post": body, "replies": body})
    with suppress(BeadleError):
        read(bluesky)


# ── Failures half-way ──


def test_a_thread_that_cannot_be_read_costs_the_others_nothing_and_is_told(
    server: Server, bluesky: BlueskyPlatform
) -> None:
    other = f"at://{DID}/app.bsky.feed.post/other"
    feed = [{"post": {"uri": uri, "replyCount": 1}} for uri in (other, ROOT)]
    server.answers["getAuthorFeed"] = said({"feed": feed})
    server.has_thread(node())
    sound = server.answers["getPostThread"]
    assert isinstance(sound, Said)
    server.answers["getPostThread"] = lambda asked: Said(500) if "other" in asked.path else sound
    reading = bluesky.comments(None)
    assert [comment.comment_id for comment in next(reading).comments] == [f"bluesky:{REPLY}"]
    with pytest.raises(PlatformUnavailable):
        next(reading)


def test_a_gate_that_is_changed_under_us_is_read_again(server: Server, bluesky: BlueskyPlatform) -> None:
    written: list[dict[str, Any]] = []
    gates = iter([[], ["at://did:plc:a/app.bsky.feed.post/officer"]])

    def put(asked: Asked) -> Said:
        written.append(json.loads(asked.body))
        return said({"error": "InvalidSwap"}, 400) if len(written) == 1 else said({})

    server.answers["getRecord"] = lambda _: said({"cid": "c", "value": {"hiddenReplies": next(gates)}})
    server.answers["putRecord"] = put
    bluesky.hide(COMMENT)
    assert [body["swapRecord"] for body in written] == ["c", "c"]
    assert written[-1]["record"]["hiddenReplies"] == ["at://did:plc:a/app.bsky.feed.post/officer", REPLY]


def test_a_gate_that_keeps_changing_is_left_for_later(server: Server, bluesky: BlueskyPlatform) -> None:
    server.answers["getRecord"] = said({"cid": "c", "value": {}})
    server.answers["putRecord"] = said({"error": "InvalidSwap"}, 400)
    with pytest.raises(Contended):
        bluesky.hide(COMMENT)


def test_replies_in_anothers_thread_cannot_be_hidden(bluesky: BlueskyPlatform) -> None:
    theirs = Comment(COMMENT.comment_id, "corporate", REPLY, COMMENT.author, "text", AT)
    with pytest.raises(NotPossibleHere, match="first post"):
        bluesky.hide(theirs)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"thread": []},
        {"thread": [{"uri": REPLY}]},
        {"thread": [{"uri": ROOT, "value": {"$type": "app.bsky.unspecced.defs#threadItemPost"}}]},
        {"thread": [{"uri": REPLY, "value": {"$type": "app.bsky.unspecced.defs#threadItemBlocked"}}]},
        {"thread": None, "threadgate": {"record": {"hiddenReplies": REPLY}}},
    ],
)
def test_what_the_answer_does_not_show_is_unknown(server: Server, bluesky: BlueskyPlatform, answer: Any) -> None:
    server.answers["getPostThreadV2"] = said(answer)
    assert bluesky.visibility(COMMENT) is Visibility.UNKNOWN


# ── Sessions and settings ──


def test_a_session_is_made_once_and_renewed_once_when_it_runs_out(server: Server, bluesky: BlueskyPlatform) -> None:
    server.answers["getRecord"] = lambda asked: (
        said({"error": "ExpiredToken"}, 400) if "access" in asked.headers["Authorization"] else said({"uri": "x"})
    )
    server.answers["refreshSession"] = said(SESSION | {"accessJwt": "new"})
    post = Post("p", "corporate", "text", AT)
    for _ in range(2):
        assert bluesky.find_published(post)
    assert server.asked == ["createSession", "getRecord", "refreshSession", "getRecord", "getRecord"]


def test_a_session_is_shared_by_all_processes_and_left_with_its_account(server: Server, address: str) -> None:
    server.answers["getRecord"] = said({"uri": "x"})
    first = access({"app_password": "secret"})
    channel = Channel("channel", "bluesky", "council.test", address)
    post = Post("p", "channel", "text", AT)
    BlueskyPlatform(channel, first).find_published(post)
    second = replace(first, secret=first.tokens.of("channel"))
    BlueskyPlatform(channel, second).find_published(post)
    assert server.asked.count("createSession") == 1
    BlueskyPlatform(replace(channel, account="other.test"), second).find_published(post)
    assert server.asked.count("createSession") == 2
    assert "refreshSession" not in server.asked


def test_reading_stops_while_there_is_room_for_what_protects_people(server: Server, bluesky: BlueskyPlatform) -> None:
    server.has_thread(node())
    resets_at = str(int(datetime.now(UTC).timestamp()) + 100)
    left = {"RateLimit-Limit": "3000", "RateLimit-Remaining": "300", "RateLimit-Reset": resets_at}
    thread = server.answers["getPostThread"]
    assert isinstance(thread, Said)
    server.answers["getPostThread"] = Said(200, thread.body, left)
    assert len(read(bluesky)) == 1
    with pytest.raises(RateLimited) as raised:
        read(bluesky)
    assert 90 <= raised.value.retry_after <= 100
    server.answers["getPostThreadV2"] = said({"thread": []})
    assert bluesky.visibility(COMMENT) is Visibility.UNKNOWN


def test_a_session_that_is_never_accepted_says_what_to_do(server: Server, bluesky: BlueskyPlatform) -> None:
    server.answers["getAuthorFeed"] = said({"error": "InvalidToken", "message": "no"}, 400)
    server.answers["refreshSession"] = said({"error": "ExpiredToken"}, 400)
    with pytest.raises(CredentialsRefused, match=r"Make an app password.*beadle channels add corporate"):
        read(bluesky)
    assert server.asked.count("getAuthorFeed") == 2


def test_an_account_on_another_server_is_asked_for_there(server: Server, bluesky: BlueskyPlatform) -> None:
    home = Server()
    home.has_thread(node())
    with scripted_server(home) as address:
        services = [{"id": "#other"}, {"id": "did:plc:council#atproto_pds", "serviceEndpoint": address}]
        server.answers["createSession"] = said(SESSION | {"didDoc": {"service": services}})
        assert len(read(bluesky)) == 1
    assert server.asked == ["createSession"]


@pytest.mark.parametrize("endpoint", ["http://example.org", "javascript:alert()"])
def test_no_token_goes_to_an_unsafe_server(server: Server, bluesky: BlueskyPlatform, endpoint: str) -> None:
    services = [{"id": "#atproto_pds", "serviceEndpoint": endpoint}]
    server.answers["createSession"] = said(SESSION | {"didDoc": {"service": services}})
    with pytest.raises(PlatformRefused, match="service address"):
        read(bluesky)


def test_a_session_that_cannot_be_read_is_tried_again_later(server: Server, bluesky: BlueskyPlatform) -> None:
    server.answers["createSession"] = said({"did": DID})
    with pytest.raises(PlatformUnavailable, match="accessJwt"):
        read(bluesky)


def test_a_limit_on_signing_in_is_waited_for(server: Server, bluesky: BlueskyPlatform) -> None:
    server.answers["createSession"] = Said(429, b"{}", {"Retry-After": "37"})
    with pytest.raises(RateLimited) as raised:
        read(bluesky)
    assert raised.value.retry_after == 37


def test_a_secret_without_an_app_password_says_so(address: str) -> None:
    with pytest.raises(CredentialsRefused, match="no app_password"):
        BlueskyPlatform(Channel("corporate", "bluesky", "council.test", address), access({"token": "x"}))


@pytest.mark.parametrize("setting", ["0", "101", "many", "", "-1", "²"])
def test_a_wrong_number_of_watched_posts_is_named(address: str, setting: str) -> None:
    with pytest.raises(PlatformRefused, match="watched_posts of channel corporate"):
        platform(address, watched_posts=setting)


def test_no_error_names_the_secret(server: Server, bluesky: BlueskyPlatform) -> None:
    server.answers["createSession"] = said({"error": "AuthenticationRequired", "message": "Invalid password"}, 401)
    with pytest.raises(CredentialsRefused) as raised:
        read(bluesky)
    assert "beadle channels add" in str(raised.value)
    assert "secret" not in str(raised.value).replace("secret of", "")
