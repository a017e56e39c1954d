"""Everything that the functions do, done with the roles of template.yaml held: nobody is refused anything.

That no role may do more than it does is what tests/template holds.
"""

import hmac
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from beadle.domain.channels import Channel
from beadle.domain.corrections import CorrectionStatus
from beadle.domain.posts import Post, PostStatus
from beadle.domain.tasks import OfficerTask, TaskKind
from local.demo.stage import ACCOUNT, CHANNEL, Stage, staged
from local.sandbox.records import State
from local.stack import FunctionFailed
from tests.patience import eventually, hurry
from tests.platforms.meta.server import APP_SECRET, PAGE, TOKEN
from tests.platforms.meta.world import FacebookWorld
from tests.scripted_server import Asked, Said, scripted_server

pytestmark = pytest.mark.embedded

BY = "an.officer"
KEV, JO = "Kev", "Jo"
NUMBERS = (
    "Ring him at home and tell him yourself: 07700 900123",
    "Another of his numbers, try it after ten at night: 07700 900456",
    "You can also call his daughter, 07700 900789",
)
ALLEGATION = "Councillor Smith has been taking bribes from the developers"
RUMOUR = "So the bins are only emptied once a month from January"


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("AUTH", "true")  # the embedded AWS then asks each caller's policies, function by function
        with staged(tmp_path_factory.mktemp("permissions"), port=0, offset=0.0, automatic_sanctions=False) as stage:
            hurry(stage.aws)
            yield stage


def test_posts_are_published_held_and_released(stage: Stage) -> None:
    stage.stack.invoke("emergency", {"action": "pause", "reason": "a test", "by": BY})
    due(stage, "leaves")
    assert stage.stack.invoke("scheduler", {"woken_by": "hand"}) == {"ended": 0}

    stage.stack.invoke("emergency", {"action": "resume", "by": BY})
    publish(stage, "leaves")

    due(stage, "road", minutes=600)
    stage.stack.invoke("emergency", {"action": "publish", "post_id": "road", "by": BY})
    assert published(stage, "road")


def test_comments_are_judged_hidden_struck_and_shown_again(stage: Stage) -> None:
    post = stage.store.add_post(ACCOUNT, "Leaf collections start on Monday.").number
    written = [stage.store.add_comment(post, KEV, text)[0] for text in NUMBERS]
    doubtful = stage.store.add_comment(post, JO, ALLEGATION)[0]
    poll(stage)
    eventually(lambda: all(stage.store.comment(c.number).state is State.HIDDEN for c in written), "all hidden")

    block = eventually(lambda: task(stage, TaskKind.CONFIRM_SANCTION, "block"), "the block asked for")
    stage.stack.decide_task(block.task_id, True, BY, "after a warning")
    eventually(lambda: stage.store.blocked(ACCOUNT), "the author blocked")

    review = eventually(lambda: task(stage, TaskKind.REVIEW), "the review asked for")
    stage.stack.decide_task(review.task_id, True, BY, "unproven, and about a named person")
    eventually(lambda: stage.store.comment(doubtful.number).state is State.HIDDEN, "the doubtful one hidden")

    stage.stack.withdraw_strike(f"sandbox:c{written[0].number}", BY, "a number of the council's own")
    eventually(lambda: stage.store.comment(written[0].number).state is State.VISIBLE, "the first shown again")

    stage.store.edit_comment(doubtful.number, JO, "Councillor Smith should publish what he is paid")
    poll(stage)
    edited = f"sandbox:c{doubtful.number}"
    eventually(lambda: len(stage.stack.comments.revisions(edited)) == 2, "the new text judged")


def test_a_pushed_comment_is_judged_and_hidden_without_a_poll(stage: Stage) -> None:
    with FacebookWorld.open() as page:
        channel = Channel("page", "facebook", PAGE, page.server.address, settings={"hours": "always"})
        stage.stack.put_token("page", {"token": TOKEN, "app_secret": APP_SECRET, "verify_token": "a word"})
        stage.stack.channels.put(channel)
        try:
            handshake = {"hub.mode": "subscribe", "hub.verify_token": "a word", "hub.challenge": "1158201444"}
            assert requests.get(webhook(stage), handshake, timeout=60).text == "1158201444"
            assert requests.post(webhook(stage), b"unsigned", timeout=60).status_code == 403

            comment_id = page.write(NUMBERS[0], KEV)
            assert push(stage, page, comment_id) == 200
            comment = page.server.nodes[comment_id.removeprefix("facebook:")]
            eventually(lambda: comment.fields["is_hidden"], "the pushed comment hidden")
            assert push(stage, page, comment_id) == 200  # the same again: taken, and told of once
        finally:
            stage.stack.channels.put(replace(channel, active=False))  # nobody answers at its address any more


def test_a_platform_that_asks_to_wait_is_given_its_time_and_what_waits_goes_on_by_itself(stage: Stage) -> None:
    refusals = iter(range(3))

    def busy(asked: Asked) -> Said:
        if asked.route.endswith("/hide") and next(refusals, None) is not None:
            return Said(429, b"{}", {"Retry-After": "1"})
        headers = {name: value for name, value in asked.headers.items() if name != "Host"}
        answer = requests.request(asked.method, stage.address + asked.path, headers=headers, data=asked.body, timeout=5)
        return Said(answer.status_code, answer.content)

    stage.store.add_account("busy", "The libraries", "a token")
    stage.stack.put_token("busy", {"token": "a token"})
    with scripted_server(busy) as address:
        stage.stack.channels.put(Channel("busy", "sandbox", "busy", address))
        post = stage.store.add_post("busy", "The library opens at nine.").number
        number = stage.store.add_comment(post, "Lu", NUMBERS[0])[0].number
        poll(stage)

        eventually(lambda: stage.store.comment(number).state is State.HIDDEN, "hidden after all")
        assert next(refusals, None) is None
        stage.stack.channels.put(Channel("busy", "sandbox", "busy", address, active=False))
    assert not letters(stage, "Enforcer")


def test_a_refused_token_is_one_task_and_holds_nothing_else_up(stage: Stage) -> None:
    stage.stack.put_token("lost", {"token": "nobody's"})
    stage.stack.channels.put(Channel("lost", "sandbox", ACCOUNT, stage.address))
    try:
        for _ in range(2):
            answer = stage.stack.invoke("poller", {"woken_by": "hand", "by": BY})
            assert answer["unfinished"] == ["lost"]
        due(stage, "unsent", channel_id="lost")
        stage.stack.invoke("scheduler", {"woken_by": "hand"})
        assert [t.task_id for t in stage.stack.tasks.list() if t.channel_id == "lost"] == ["token:lost:first"]
    finally:
        stage.stack.posts.retract("unsent", stage.stack.clock.now())
        stage.stack.channels.put(Channel("lost", "sandbox", ACCOUNT, stage.address, active=False))
        stage.stack.forget_token("lost")


def test_what_is_wrong_is_put_right(stage: Stage) -> None:
    post = stage.store.add_post(ACCOUNT, "What changes in January.").number
    rumour = stage.store.add_comment(post, JO, RUMOUR)[0]
    poll(stage)
    eventually(lambda: stage.store.replies(rumour.number, None), "the answer")

    by_hand = {"reason": "a test", "by": BY}
    comment = {"comment_id": f"sandbox:c{rumour.number}", "text": "No change is planned.", "hide": True, "report": True}
    answers = [stage.stack.invoke("correction", {"action": "correct-comment", **comment, **by_hand})]
    for action in ("correct-post", "retract-post"):
        due(stage, action)
        publish(stage, action)
        request = {"action": action, "post_id": action, "text": "On Tuesday, not on Monday.", **by_hand}
        answers.append(stage.stack.invoke("correction", request))

    assert [answer["status"] for answer in answers] == [CorrectionStatus.ISSUED] * 3, answers


def test_an_emergency_is_declared_and_ended_by_hand_and_by_itself(stage: Stage) -> None:
    schedule = stage.stack.outputs["EmergencyScheduleName"]

    def state() -> str:
        answer = stage.aws.client("scheduler").get_schedule(Name=schedule)
        return str(answer["State"])

    declare(stage, "by-hand", timedelta(hours=1))
    assert state() == "ENABLED"
    stage.stack.invoke("emergency", {"action": "end", "by": BY})
    assert state() == "DISABLED"

    declare(stage, "by-itself", timedelta(seconds=1))
    time.sleep(1.1)
    poll(stage)
    assert state() == "DISABLED"


def test_a_message_that_cannot_be_understood_goes_to_the_dead_letters(stage: Stage) -> None:
    sqs = stage.aws.client("sqs")
    for room in ("Moderator", "Enforcer", "Correction"):
        sqs.send_message(QueueUrl=stage.stack.outputs[f"{room}QueueUrl"], MessageBody="{")
        [letter] = eventually(partial(letters, stage, room), f"the dead letter of the {room}")
        assert "not JSON" in letter["MessageAttributes"]["reason"]["StringValue"]


def test_no_function_was_refused_anything_on_the_way(stage: Stage) -> None:
    """Even where it tried again, or left a message in its queue."""
    log = (stage.aws.state_dir / "functions.log").read_text(encoding="utf-8")

    assert not [line for line in log.splitlines() if "AccessDenied" in line]


def test_a_function_is_refused_what_its_role_does_not_allow(stage: Stage) -> None:
    """Else the tests above would pass whatever the roles say. It comes last, for it takes the role's policy away."""
    name = stage.stack.outputs["SchedulerFunction"]
    role = stage.aws.client("lambda").get_function_configuration(FunctionName=name)["Role"].rpartition("/")[2]
    stage.aws.client("iam").delete_role_policy(RoleName=role, PolicyName="scheduler")

    with pytest.raises(FunctionFailed, match="AccessDenied"):
        stage.stack.invoke("scheduler", {"woken_by": "hand"})


def webhook(stage: Stage) -> str:
    """Return the webhook's address, as the embedded AWS serves it: by path and not by name."""
    name = urlsplit(stage.stack.outputs["WebhookAddress"]).netloc.partition(".")[0]
    return f"{stage.aws.endpoint_url}/_aws/lambda-url/{name}/"


def push(stage: Stage, page: FacebookWorld, comment_id: str) -> int:
    """Tell of a comment as Meta does; return the status of the answer."""
    bare, post = comment_id.removeprefix("facebook:"), page.server.root.node_id
    value = {"item": "comment", "verb": "add", "comment_id": bare, "post_id": post}
    entry = {"id": PAGE, "time": int(time.time()), "changes": [{"field": "feed", "value": value}]}
    body = json.dumps({"object": "page", "entry": [entry]}).encode()
    signature = hmac.new(APP_SECRET.encode(), body, "sha256").hexdigest()
    headers = {"Content-Type": "application/json", "X-Hub-Signature-256": f"sha256={signature}"}
    return requests.post(webhook(stage), body, headers=headers, timeout=60).status_code


def poll(stage: Stage) -> None:
    stage.stack.invoke("poller", {"woken_by": "hand", "by": BY})


def letters(stage: Stage, room: str) -> list[Any] | None:
    queue = stage.stack.outputs[f"{room}DeadLettersUrl"]
    answer = stage.aws.client("sqs").receive_message(QueueUrl=queue, MessageAttributeNames=["reason"])
    found: list[Any] | None = answer.get("Messages")
    return found


def due(stage: Stage, post_id: str, minutes: int = 0, channel_id: str = CHANNEL) -> None:
    now = stage.stack.clock.now()
    post = Post(post_id, channel_id, f"The post {post_id}.", now + timedelta(minutes=minutes), any_time=True)
    stage.stack.posts.add(post)
    stage.stack.posts.approve(post_id, BY, now)


def publish(stage: Stage, post_id: str) -> None:
    """Wake the scheduler until the post is out: another tick may have it in hand."""

    def tick() -> bool:
        stage.stack.invoke("scheduler", {"woken_by": "hand"})
        return published(stage, post_id)

    eventually(tick, f"{post_id} published")


def published(stage: Stage, post_id: str) -> bool:
    return stage.stack.posts.get(post_id).status is PostStatus.PUBLISHED


def task(stage: Stage, kind: TaskKind, sanction: str | None = None) -> OfficerTask | None:
    found = (t for t in stage.stack.tasks.list() if t.kind is kind)
    return next((t for t in found if sanction is None or t.evidence.get("sanction") == sanction), None)


def declare(stage: Stage, emergency_id: str, lasts: timedelta) -> None:
    until = (stage.stack.clock.now() + lasts).isoformat()
    request = {"action": "declare", "emergency_id": emergency_id, "reason": "a test", "by": BY, "until": until}
    stage.stack.invoke("emergency", request)
