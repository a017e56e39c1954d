"""The functions as Lambda calls them, with everything around them in memory: the samples under events/, played."""

import importlib.util
import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from beadle import wiring
from beadle.domain.channels import Channel
from beadle.domain.comments import Author, Comment, Visibility
from beadle.domain.errors import MalformedInput
from beadle.domain.judgements import Judgement, Verdict
from beadle.domain.posts import PostStatus
from beadle.domain.strikes import RecordedStrike
from beadle.policy.loader import load
from tests.lambda_calls import CONTEXT, batch
from tests.platforms.meta.server import PAGE
from tests.platforms.meta.world import FacebookWorld
from tests.world import CHANNEL, World

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("poller", "webhook", "moderator", "enforcer", "scheduler", "correction", "emergency")
KEVIN = "bluesky:did:plc:kev1nd0ws3"
KEVINS_COMMENT = "bluesky:at://did:plc:kev1nd0ws3/app.bsky.feed.post/3lbkq2"
SARAHS_COMMENT = "bluesky:at://did:plc:s4rahb3nn/app.bsky.feed.post/3lbkq4"
META = {"app_secret": "app-secret", "verify_token": "a-word-of-the-council", "token": "t"}
Handler = Callable[[dict[str, Any], object], Any]


def sample(room: str, name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((ROOT / "events" / room / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture
def world() -> World:
    """The council of the samples, on the Monday morning on which they happen."""
    world = World(rulebook=load())
    world.clock.set(datetime(2026, 11, 23, 9, 16, tzinfo=UTC))
    world.channels.rows.clear()
    world.channels.put(replace(CHANNEL, channel_id="corporate-bluesky"))
    world.platforms.platforms["corporate-bluesky"] = world.platform
    return world


@pytest.fixture
def handlers(world: World, monkeypatch: pytest.MonkeyPatch) -> dict[str, Handler]:
    """Every room's handler, imported as Lambda does: a file of its own, which wires itself at import."""
    receivers = world.receivers()
    monkeypatch.setattr(wiring, "poller", world.poll)
    monkeypatch.setattr(wiring, "webhook", lambda: world.receive_push({"corporate-facebook": META}))
    monkeypatch.setattr(wiring, "moderator", lambda: receivers["moderator"])
    monkeypatch.setattr(wiring, "enforcer", lambda: receivers["enforcer"])
    monkeypatch.setattr(wiring, "scheduler", world.publish)
    monkeypatch.setattr(wiring, "correction", lambda: (world.correct(), receivers["correction"]))
    monkeypatch.setattr(wiring, "emergency", lambda: (world.declare(), world.publish()))
    return {room: _handler(room, monkeypatch) for room in ROOMS}


def _handler(room: str, monkeypatch: pytest.MonkeyPatch) -> Handler:
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", room)
    spec = importlib.util.spec_from_file_location(f"handler_of_{room}", ROOT / "functions" / room / "handler.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    handler: Handler = module.lambda_handler
    return handler


def strike_earlier(world: World, comment_id: str) -> None:
    now = world.clock.now()
    until = now + timedelta(days=30)
    world.strikes.add(RecordedStrike(KEVIN, comment_id, "corporate-bluesky", ("AU08",), 1, now, until, "1"))


def facts(world: World) -> list[str]:
    return [type(fact).__name__ for fact in world.bus.facts]


def test_the_moderator_judges_each_comment_of_a_batch(world: World, handlers: dict[str, Handler]) -> None:
    response = handlers["moderator"](sample("moderator", "comment-received"), CONTEXT)

    assert response == {"batchItemFailures": []}
    assert [r.judgement.verdict for r in world.comments.recorded.values()] == [Verdict.KEEP, Verdict.REMOVE]
    assert facts(world) == ["CommentJudged", "CommentJudged"]


def test_the_moderator_takes_an_edited_comment(world: World, handlers: dict[str, Handler]) -> None:
    handlers["moderator"](sample("moderator", "comment-received"), CONTEXT)
    handlers["moderator"](sample("moderator", "comment-edited"), CONTEXT)

    assert [r.judgement.verdict for r in world.comments.revisions(KEVINS_COMMENT)] == [Verdict.REMOVE, Verdict.KEEP]


def test_a_decision_about_what_is_not_recorded_goes_to_the_dead_letters(
    world: World, handlers: dict[str, Handler]
) -> None:
    response = handlers["moderator"](sample("moderator", "review-decided"), CONTEXT)

    assert response == {"batchItemFailures": []}
    assert [reason.partition(":")[0] for _, reason in world.dead_letters.letters] == ["MalformedInput"]


def test_from_the_third_strike_to_the_block_and_the_withdrawal(world: World, handlers: dict[str, Handler]) -> None:
    for earlier in ("3lah01", "3lav17"):
        strike_earlier(world, KEVINS_COMMENT.replace("3lbkq2", earlier))
    handlers["moderator"](sample("moderator", "comment-received"), CONTEXT)
    comment = world.platform.write(world.comments.revisions(KEVINS_COMMENT)[0].comment)
    handlers["enforcer"](sample("enforcer", "comment-judged"), CONTEXT)
    assert world.platform.visibility(comment) is Visibility.HIDDEN

    handlers["enforcer"](sample("enforcer", "sanction-due"), CONTEXT)
    handlers["enforcer"](sample("enforcer", "sanction-confirmed"), CONTEXT)
    assert world.platform.blocked == {KEVIN}

    world.withdraw()(KEVINS_COMMENT, "a.officer", "public line")
    handlers["enforcer"](sample("enforcer", "strike-withdrawn"), CONTEXT)
    assert world.platform.visibility(comment) is Visibility.VISIBLE


def test_the_poller_reads_by_hand_and_says_how_much(world: World, handlers: dict[str, Handler]) -> None:
    world.platform.say("When does the pool open?", channel_id="corporate-bluesky")

    answer = handlers["poller"](sample("poller", "by-hand"), CONTEXT)

    assert answer == {"told": {"corporate-bluesky": 1}, "unfinished": [], "skipped": ""}


def test_the_poller_says_why_it_rests(world: World, handlers: dict[str, Handler]) -> None:
    world.clock.set(datetime(2026, 11, 22, 12, tzinfo=UTC))

    assert handlers["poller"](sample("poller", "schedule"), CONTEXT)["skipped"] == "outside monitoring hours"
    assert handlers["poller"](sample("poller", "emergency-schedule"), CONTEXT)["skipped"] == "no emergency is on"


@pytest.mark.parametrize("event", [{}, {"woken_by": "cron"}, {"woken_by": 7}])
def test_a_wake_up_that_says_nothing_known_is_malformed(handlers: dict[str, Handler], event: dict[str, Any]) -> None:
    with pytest.raises(MalformedInput, match="woken_by"):
        handlers["poller"](event, CONTEXT)


def test_the_scheduler_publishes_what_is_due(world: World, handlers: dict[str, Handler]) -> None:
    world.post("p1", channel_id="corporate-bluesky")

    assert handlers["scheduler"](sample("scheduler", "schedule"), CONTEXT) == {"ended": 1}
    assert handlers["scheduler"](sample("scheduler", "schedule"), CONTEXT) == {"ended": 0}


def test_an_emergency_from_its_declaration_to_its_end(world: World, handlers: dict[str, Handler]) -> None:
    world.post("flood-rest-centre-open", PostStatus.DRAFT, channel_id="corporate-bluesky")
    answers = [
        handlers["emergency"](sample("emergency", name), CONTEXT)
        for name in ("declare", "pause", "publish", "resume", "end")
    ]

    assert [answer["action"] for answer in answers] == ["declare", "pause", "publish", "resume", "end"]
    assert answers[2]["status"] == "published"
    assert facts(world) == [
        "EmergencyDeclared",
        "PublishingPaused",
        "PostPublished",
        "PublishingResumed",
        "EmergencyEnded",
    ]


@pytest.mark.parametrize(
    ("request_", "problem"),
    [
        ({"action": "delete", "by": "amir"}, "action 'delete' is not declare, end, publish, pause or resume"),
        ({"action": "end"}, "by is missing"),
        ({"action": "end", "by": " "}, "by is missing"),
        ({"action": "declare", "by": "amir"}, "until is missing"),
        ({"action": "declare", "by": "amir", "until": "2026-11-24T10:00"}, "until is not an aware ISO 8601 instant"),
        ({"action": "declare", "by": "amir", "until": "2026-11-24T10:00Z"}, "emergency_id is missing"),
        ({"action": "publish", "by": "amir"}, "post_id is missing"),
        ({"action": "pause", "by": "amir"}, "reason is missing"),
    ],
)
def test_a_request_that_lacks_something_says_what(
    world: World, handlers: dict[str, Handler], request_: dict[str, Any], problem: str
) -> None:
    with pytest.raises(MalformedInput, match=problem):
        handlers["emergency"](request_, CONTEXT)
    assert not world.bus.facts


def sarah(world: World) -> Comment:
    author = Author("bluesky:did:plc:s4rahb3nn", "sarah.example.org")
    text = "So bins go monthly in January"
    posted = world.clock.now() - timedelta(minutes=3)
    comment = world.platform.write(Comment(SARAHS_COMMENT, "corporate-bluesky", "p", author, text, posted))
    world.comments.record(comment, Judgement(Verdict.KEEP, (), 0, 0, "1", world.clock.now()))
    return comment


def test_a_flagged_claim_is_answered(world: World, handlers: dict[str, Handler]) -> None:
    comment = sarah(world)

    response = handlers["correction"](sample("correction", "misinformation-flagged"), CONTEXT)

    assert response == {"batchItemFailures": []}
    assert [reply.comment_id for reply in world.platform.replies.values()] == [comment.comment_id]


@pytest.mark.parametrize(("name", "status"), [("correct-post", "issued"), ("retract-post", "issued")])
def test_a_post_is_corrected_and_retracted_by_hand(
    world: World, handlers: dict[str, Handler], name: str, status: str
) -> None:
    world.post("garden-waste-2026-12", PostStatus.PUBLISHED, channel_id="corporate-bluesky")

    assert handlers["correction"](sample("correction", name), CONTEXT)["status"] == status
    assert facts(world) == ["CorrectionIssued"]


def test_a_comment_is_corrected_by_hand(world: World, handlers: dict[str, Handler]) -> None:
    sarah(world)

    assert handlers["correction"](sample("correction", "correct-comment"), CONTEXT)["status"] == "issued"


@pytest.mark.parametrize("room", ["moderator", "enforcer", "correction"])
def test_a_message_that_cannot_be_read_goes_to_the_dead_letters_and_not_back(
    world: World, handlers: dict[str, Handler], room: str
) -> None:
    assert handlers[room](batch("{"), CONTEXT) == {"batchItemFailures": []}
    assert world.dead_letters.letters == [("{", "MalformedInput: message: is not JSON: JSONDecodeError")]


# ── The webhook ──


@pytest.fixture
def page(world: World) -> Iterator[FacebookWorld]:
    """The council's page, as a channel beside the others; its post and a comment are those of the samples."""
    with FacebookWorld.open() as page:
        comment_id = page.write("When is the pool open?", "Sarah Bennett")
        assert comment_id == "facebook:1000_1002"
        page.server.nodes["1000_1003"] = page.server.nodes["1000_1002"]
        world.channels.put(Channel("corporate-facebook", "facebook", PAGE, page.server.address))
        world.platforms.platforms["corporate-facebook"] = page.platform
        world.clock.set(page.server.now + timedelta(minutes=1))
        yield page


def test_the_webhook_answers_metas_handshake(page: FacebookWorld, handlers: dict[str, Handler]) -> None:
    handshake = sample("webhook", "handshake")
    answer = handlers["webhook"](handshake, CONTEXT)
    assert (answer["statusCode"], answer["body"]) == (200, "1158201444")
    assert answer["headers"]["Content-Type"].startswith("text/plain")

    handshake["queryStringParameters"]["hub.verify_token"] = "another word"
    assert handlers["webhook"](handshake, CONTEXT)["statusCode"] == 403


@pytest.mark.parametrize("is_encoded", [False, True])
def test_the_webhook_tells_of_a_signed_push(
    page: FacebookWorld, world: World, handlers: dict[str, Handler], is_encoded: bool
) -> None:
    push = sample("webhook", "facebook-comment")
    if is_encoded:
        push |= {"body": b64encode(push["body"].encode()).decode(), "isBase64Encoded": True}
    assert handlers["webhook"](push, CONTEXT)["statusCode"] == 200
    assert facts(world) == ["CommentReceived"]

    push["headers"]["x-hub-signature-256"] = "sha256=" + "0" * 64
    assert handlers["webhook"](push, CONTEXT)["statusCode"] == 403
    assert facts(world) == ["CommentReceived"]


def test_the_webhook_tells_that_a_comment_was_edited(
    page: FacebookWorld, world: World, handlers: dict[str, Handler]
) -> None:
    assert handlers["webhook"](sample("webhook", "facebook-edited"), CONTEXT)["statusCode"] == 200
    assert facts(world) == ["CommentEdited"]


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"body": "x" * (2**20 + 1)}, 413),
        ({"body": "A" * (2**21), "isBase64Encoded": True}, 413),
        ({"body": "AAAA" * (2**20 // 3) + "AAAAAAAA", "isBase64Encoded": True}, 413),
        ({"body": "\u00e9\u00e9", "isBase64Encoded": True}, 400),
        ({"body": "AAA", "isBase64Encoded": True}, 400),
        ({"body": "\ud800"}, 400),
        ({"body": 17}, 400),
        ({"headers": None, "body": None}, 403),
        ({"requestContext": {}}, 400),
        ({"requestContext": {"http": {"method": "PUT"}}}, 405),
    ],
)
def test_the_webhook_refuses_what_it_cannot_take(
    page: FacebookWorld, world: World, handlers: dict[str, Handler], changes: dict[str, Any], status: int
) -> None:
    assert handlers["webhook"](sample("webhook", "facebook-comment") | changes, CONTEXT)["statusCode"] == status
    assert facts(world) == []
