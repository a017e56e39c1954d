"""A day of comments through the stack's functions: read, judged, enforced, in batches as the queues would give them."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import Any

from beadle.adapters.dynamodb.channels import DynamoChannels
from beadle.adapters.platforms.known import KnownPlatforms
from beadle.domain.channels import Channel
from beadle.domain.comments import Author, Comment
from benchmarks.meter import Meter
from benchmarks.stack import ROOT, Functions, queue_event
from tests.fakes import InMemoryPlatform

BATCH = 10  # messages a function takes at once; the template's BatchSize
COUNCIL = Channel("benchmark", "sandbox", "council", "http://127.0.0.1")
Told = tuple[str, str, dict[str, Any]]


@dataclass(slots=True)
class Deliveries:
    """What the queues carried."""

    messages: int = 0
    batches: int = 0
    by_room: dict[str, int] = field(default_factory=lambda: defaultdict(int))  # batches


def comments(count: int, contraventions: float, start: int = 0) -> list[Comment]:
    """Return so many comments, of which that share is to be removed by the policy.

    Texts are those of the sample file. Each author writes a few, none of them twice, so that what is kept is kept.
    """
    lines = [json.loads(line) for line in (ROOT / "local/data/comments.jsonl").read_text().splitlines()]
    kept = cycle([line["text"] for line in lines if line["expect"] == "keep"])
    removed = cycle([line["text"] for line in lines if line["expect"] == "remove" and "AU06" not in line["clauses"]])
    every = round(1 / contraventions) if contraventions else count + 1
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    made = []
    for number in range(start, start + count):
        contravenes = number % every == 0
        author = f"sandbox:troll{number // every // 2}" if contravenes else f"sandbox:resident{number // 3}"
        made.append(
            Comment(
                comment_id=f"sandbox:c{number}",
                channel_id=COUNCIL.channel_id,
                post_id="sandbox:p1",
                author=Author(author, author.partition(":")[2]),
                text=next(removed) if contravenes else next(kept),
                posted_at=at + timedelta(milliseconds=number),
                url=f"http://127.0.0.1/c{number}",
            )
        )
    return made


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
        for fact in told:
            room = listener(fact)
            if room:
                waiting[room].append(fact)
        for room, facts in waiting.items():
            for first in range(0, len(facts), BATCH):
                batch = facts[first : first + BATCH]
                response = functions.invoke(room, queue_event(batch))
                if response["batchItemFailures"]:
                    raise RuntimeError(f"{room} left {len(response['batchItemFailures'])} messages in its queue")
                done.messages += len(batch)
                done.batches += 1
                done.by_room[room] += 1
    return done


def listener(fact: Told) -> str:
    """Return whose queue the template's rules put a fact into, "" for nobody's."""
    _, name, detail = fact
    if name in ("CommentReceived", "CommentEdited"):
        return "moderator"
    if name == "SanctionDue" or (name == "CommentJudged" and detail["verdict"] != "keep"):
        return "enforcer"
    return "correction" if name == "MisinformationFlagged" else ""
