"""A day of comments through the stack's functions: read, judged, enforced, in batches as the queues would give them."""

import json
from base64 import b32encode
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from beadle.adapters.dynamodb.channels import DynamoChannels
from beadle.adapters.platforms.known import KnownPlatforms
from beadle.domain.channels import Channel
from beadle.domain.comments import Author, Comment
from benchmarks.meter import Meter
from benchmarks.stack import ROOT, Functions, queue_event
from tests.fakes import InMemoryPlatform

BATCH = 10  # messages a function takes at once; the template's BatchSize
REGULARS = 10
"""People who write a fifth of all comments, so that their histories are full; everybody else writes three at most.

Under real videos nobody writes more than four (YouTube Spam Collection), but councils know their regulars.
"""
KEPT = 211  # texts that are kept; a prime number of them, so that no regular soon repeats one
COUNCIL = Channel("council-bluesky", "bluesky", "council.example", "http://127.0.0.1")
Told = tuple[str, str, dict[str, Any]]


@dataclass(slots=True)
class Deliveries:
    """What the queues carried."""

    messages: int = 0
    batches: int = 0
    judged: dict[str, int] = field(default_factory=lambda: defaultdict(int))  # comments by verdict


def comments(count: int, contraventions: float, start: int = 0) -> list[Comment]:
    """Return so many comments, of which that share is to be removed by the policy.

    Texts are those of the sample file, each under the post that it was written for. Ids and addresses are as long as
    Bluesky's, since what is kept is paid for by its size. Who contravenes does so twice, which is warned of.
    """
    lines = [json.loads(line) for line in (ROOT / "local/data/comments.jsonl").read_text().splitlines()]
    kept = [line for line in lines if line["expect"] == "keep"][:KEPT]
    removed = [line for line in lines if line["expect"] == "remove" and "AU06" not in line["clauses"]]
    every = round(1 / contraventions) if contraventions else 0
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    made = []
    for number in range(start, start + count):
        contravenes = every > 0 and number % every == 0
        line = removed[number // every % len(removed)] if contravenes else kept[number % KEPT]
        if contravenes:
            name = f"troll{number // every // 2}"
        elif number % 5 == 1:
            name = f"regular{number // 5 % REGULARS}"
        else:
            name = f"resident{number // 4}"
        did, key = f"did:plc:{_letters(name, 24)}", _letters(str(number), 13)
        made.append(
            Comment(
                comment_id=f"bluesky:at://{did}/app.bsky.feed.post/{key}",
                channel_id=COUNCIL.channel_id,
                post_id=f"at://did:plc:{_letters('council', 24)}/app.bsky.feed.post/{_letters(line['post'], 13)}",
                author=Author(f"bluesky:{did}", f"{name}.bsky.social", line["author"]),
                text=line["text"],
                posted_at=at + timedelta(milliseconds=number),
                url=f"https://bsky.app/profile/{did}/post/{key}",
                post_text=line["post"],
            )
        )
    return made


def _letters(name: str, length: int) -> str:
    """Return a made-up id of that length, the same for the same name."""
    return b32encode(sha256(name.encode()).digest()).decode().lower()[:length]


@contextmanager
def only(platform: InMemoryPlatform, outputs: Mapping[str, str]) -> Iterator[None]:
    """Let the council have one channel, on this platform."""
    DynamoChannels(outputs["ChannelsTable"]).put(COUNCIL)
    of = KnownPlatforms.of
    KnownPlatforms.of = lambda *_: platform  # type: ignore[method-assign]  # put back below
    try:
        yield
    finally:
        KnownPlatforms.of = of  # type: ignore[method-assign]  # as above


def carry(functions: Functions, meter: Meter) -> Deliveries:
    """Take what was told to the queues that the template's rules name, until nothing is left to carry."""
    done = Deliveries()
    while told := meter.take_events():
        waiting: dict[str, list[Told]] = defaultdict(list)
        for source, name, detail in told:
            if name == "CommentJudged":
                done.judged[detail["verdict"]] += 1
            room = listener(source, name, detail)
            if room:
                waiting[room].append((source, name, detail))
        for room, facts in waiting.items():
            for first in range(0, len(facts), BATCH):
                batch = facts[first : first + BATCH]
                response = functions.invoke(room, queue_event(batch))
                if response["batchItemFailures"]:
                    raise RuntimeError(f"{room} left {len(response['batchItemFailures'])} messages in its queue")
                done.messages += len(batch)
                done.batches += 1
    return done


def listener(source: str, name: str, detail: Mapping[str, Any]) -> str:
    """Return whose queue the template's rules put a fact into, "" for nobody's."""
    match source, name:
        case "beadle.poller", "CommentReceived" | "CommentEdited":
            return "moderator"
        case "beadle.officer", "OfficerDecided":
            return {"review": "moderator", "confirm-sanction": "enforcer"}.get(detail["kind"], "")
        case "beadle.moderator", "CommentJudged":
            return "enforcer" if detail["verdict"] in ("review", "remove") else ""
        case ("beadle.moderator", "SanctionDue" | "CampaignSeen") | ("beadle.officer", "StrikeWithdrawn"):
            return "enforcer"
        case "beadle.moderator", "MisinformationFlagged":
            return "correction"
    return ""
