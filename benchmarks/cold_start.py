"""Cold start: each function's INIT under AWS's own runtime client, beside that of a handler with boto3 and one client.

`python -m benchmarks.cold_start`. The artefacts are those that the local run deploys, bytecode compiled. They are
started in turn, so that a busy machine is as unkind to one as to the other; the figures are ratios of medians. What
follows INIT, for information: the time from a cold start until a first event is answered, its calls to AWS and to the
platform included, which a function makes its clients for.
"""

import json
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import Any

from beadle.events.comments import CommentReceived
from beadle.events.judgements import CommentJudged, MisinformationFlagged
from benchmarks.council import Council, batch, running_council
from benchmarks.figures import Figure, show
from benchmarks.runtime import Artefacts, RuntimeClient
from benchmarks.stack import LAYERS, ROOMS, ROOT

ROUNDS = 11
GOAL = 1.5
BARE = """import boto3

table = boto3.client("dynamodb")


def lambda_handler(event, context):
    return {}
"""
ABUSE = "Ring him at home and tell him yourself: 07700 900123"
RUMOUR = "So the bins are only emptied once a month from January"


def measure(rounds: int = ROUNDS) -> list[Figure]:
    """Start every function and the bare one so many times and compare."""
    init: dict[str, list[float]] = defaultdict(list)
    answered: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder, running_council() as council:
        bare = built_bare(Path(folder))
        for _ in range(rounds):
            with RuntimeClient(bare.functions["bare"], bare.layers, council.environment) as client:
                init["bare"].append(client.init_seconds)
            for room in ROOMS:
                event = first_event(council, room)
                with council.cold(room) as client:
                    init[room].append(client.init_seconds)
                    reply = client.invoke(event)
                    answered[room].append(time.perf_counter() - client.started)
                if reply.failed or reply.body.get("batchItemFailures") or reply.body.get("ended") == 0:
                    raise RuntimeError(f"{room} answered {reply.body}")
    base = median(init["bare"])
    return [
        Figure("INIT of a handler with boto3 and a client", base * 1000, "ms"),
        *(Figure(f"INIT of {room}, to that", median(init[room]) / base, "times", GOAL) for room in ROOMS),
        *(Figure(f"{room}: INIT and the first event", median(answered[room]) * 1000, "ms") for room in ROOMS),
    ]


def built_bare(folder: Path) -> Artefacts:
    """Return the bare handler, built as the functions are."""
    source = folder / "source" / "bare"
    source.mkdir(parents=True)
    (source / "handler.py").write_text(BARE)
    return Artefacts.build(ROOT / ".local/build", LAYERS, [source], folder)


def first_event(council: Council, room: str) -> dict[str, Any]:
    """Return an event that gives a function one thing of its own to do."""
    match room:
        case "webhook":  # a push that no channel's app has signed: it is refused
            pushed: dict[str, Any] = json.loads((ROOT / "events/webhook/facebook-comment.json").read_text("utf-8"))
            return pushed
        case "moderator":
            return batch([CommentReceived.of(comment) for comment in council.write([ABUSE])])
        case "enforcer":
            facts = council.judge(council.write([ABUSE]))
            return batch([fact for fact in facts if isinstance(fact, CommentJudged)])
        case "correction":
            facts = council.judge(council.write([RUMOUR]))
            return batch([fact for fact in facts if isinstance(fact, MisinformationFlagged)])
        case "scheduler":
            council.approve(["The pool is closed on Friday."])
        case "emergency":
            [post] = council.approve(["The rest centre is open."])
            return {"action": "publish", "by": "an.officer", "post_id": post.post_id}
    return {"woken_by": "hand"}


if __name__ == "__main__":
    show(measure())
