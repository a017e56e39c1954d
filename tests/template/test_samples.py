"""Every sample under events/ is something that its function takes."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from beadle.adapters.function_url import Request
from beadle.adapters.platforms.meta.webhooks import MetaDoor
from beadle.domain.channels import Channel
from beadle.events.comments import CommentEdited, CommentSeen
from beadle.events.envelope import open_envelope
from beadle.events.fact import Fact
from beadle.events.judgements import CommentJudged
from beadle.events.requests import CorrectionRequest, EmergencyRequest, PollRequest
from beadle.usecases.poll_comments import WokenBy
from tests.fakes import InMemoryChannels, InMemoryTokens
from tests.template.stack import QUEUED, ROOMS, ROOT, Stack
from tests.template.test_rules import GOES_TO, listeners

SAMPLES = sorted((ROOT / "events").glob("*/*.json"))
NAMED = [f"{path.parent.name}-{path.stem}" for path in SAMPLES]
WAKE_UP: dict[str, Callable[[Any], Fact]] = {
    "poller": PollRequest.from_detail,
    "emergency": EmergencyRequest.from_detail,
    "correction": CorrectionRequest.from_detail,
}
DOOR = MetaDoor(
    InMemoryChannels(Channel("corporate", "facebook", "100200300400", "https://graph.facebook.com")),
    InMemoryTokens({"corporate": {"app_secret": "app-secret", "verify_token": "a-word-of-the-council"}}),
)
ACTIONS = {
    "emergency": {"declare", "end", "publish", "pause", "resume"},
    "correction": {"retract-post", "correct-post", "correct-comment"},
}


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def facts(sample: Any) -> list[Fact]:
    return [open_envelope(record["body"]) for record in sample.get("Records", [])]


@pytest.mark.parametrize("room", ROOMS)
def test_every_function_has_samples(room: str) -> None:
    assert [path for path in SAMPLES if path.parent.name == room]


@pytest.mark.parametrize("path", SAMPLES, ids=NAMED)
def test_a_sample_is_read_by_the_function_whose_folder_it_is_in(stack: Stack, path: Path) -> None:
    sample, room = read(path), path.parent.name
    if "Records" in sample:
        for record, fact in zip(sample["Records"], facts(sample), strict=True):
            detail = json.loads(record["body"])["detail"]
            assert room in listeners(stack, type(fact).__name__, detail)
    elif room == "webhook":
        knock = Request.of(sample)
        assert DOOR.challenge(knock.query) if knock.method == "GET" else DOOR.open(knock.body, knock.headers).pushes
    elif room == "scheduler":
        assert sample == json.loads(stack.of("AWS::Scheduler::Schedule")["SchedulerEveryMinute"]["Target"]["Input"])
    else:
        assert WAKE_UP[room](sample).to_detail().items() >= plain(sample).items()


@pytest.mark.parametrize("path", [p for p in SAMPLES if p.parent.name in QUEUED], ids=str)
def test_a_queued_sample_has_the_envelope_that_aws_would_give_it(path: Path) -> None:
    for record in read(path).get("Records", []):
        envelope = json.loads(record["body"])
        fact = open_envelope(record["body"])
        assert record["md5OfBody"] == hashlib.md5(record["body"].encode(), usedforsecurity=False).hexdigest()
        assert record["eventSource"] == "aws:sqs"
        assert path.parent.name.title() in record["eventSourceARN"]
        assert envelope["source"] == fact.SOURCE
        assert fact.to_detail() == envelope["detail"]  # nothing misspelt that a tolerant reader would pass over


def test_every_fact_that_a_function_listens_to_has_a_sample() -> None:
    sampled = {(p.parent.name, type(f).__name__) for p in SAMPLES for f in facts(read(p))}
    heard = {(room, fact) for (fact, _), rooms in GOES_TO.items() for room in rooms}

    assert sampled == heard


@pytest.mark.parametrize("room", sorted(ACTIONS))
def test_every_action_by_hand_has_a_sample_of_its_name(room: str) -> None:
    by_hand = {
        path.stem: read(path)["action"] for path in SAMPLES if path.parent.name == room and "action" in read(path)
    }

    assert by_hand == {action: action for action in ACTIONS[room]}


def test_the_poller_has_a_sample_of_everything_that_wakes_it() -> None:
    woken = {WokenBy.of(read(path)["woken_by"]) for path in SAMPLES if path.parent.name == "poller"}

    assert woken == set(WokenBy)


def test_samples_tell_one_story_and_can_be_played_one_after_another() -> None:
    told = [fact for path in SAMPLES for fact in facts(read(path))]
    seen = {(fact.comment_id, fact.comment().revision) for fact in told if isinstance(fact, CommentSeen)}
    removed = {(f.comment_id, f.revision) for f in told if isinstance(f, CommentJudged) and f.verdict == "remove"}
    [edited] = [fact.comment_id for fact in told if isinstance(fact, CommentEdited)]

    assert removed <= seen
    assert len([revision for comment_id, revision in seen if comment_id == edited]) == 2


def plain(sample: dict[str, Any]) -> dict[str, Any]:
    """Return the sample with its instants as a fact spells them."""
    return {
        name: datetime.fromisoformat(value).isoformat() if name == "until" else value for name, value in sample.items()
    }
