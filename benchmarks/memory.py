"""Memory: the most that each function holds at its largest batch, under AWS's own runtime client.

`python -m benchmarks.memory`. Cold processes on the artefacts that the local run deploys, against an embedded AWS and
the sandbox platform; Bluesky's server is played by one that answers with a thread of 10,000 replies. The figure is the
process's peak (VmHWM) after the batch was done, and was done right.
"""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from beadle.domain.channels import Channel
from beadle.domain.comments import MAX_TEXT
from beadle.domain.posts import PostStatus
from beadle.events.comments import CommentReceived
from beadle.events.judgements import CommentJudged, MisinformationFlagged
from benchmarks.council import Council, batch, running_council
from benchmarks.figures import Figure, show
from benchmarks.replay import comments
from benchmarks.runtime import Reply
from tests.scripted_server import Asked, Said, scripted_server

GOAL = 256.0  # MB, the functions' MemorySize
MESSAGES = 10  # a batch; the template's BatchSize
COMMENTS = 10_000
POSTS = 200
ABUSE = "🖕 you fucking cunt "  # thousands of breaches; four bytes a character for the sake of one
RUMOUR = "So the bins are only emptied once a month from January 🙂. "
BLUESKY = Channel("council-bluesky", "bluesky", "council.example", "")
Case = tuple[str, str, Callable[[Council], float]]


def measure() -> list[Figure]:
    """Run every function at its largest."""
    with running_council() as council:
        return [Figure(f"{room}: {batch_of}", run(council), "MB", GOAL) for room, batch_of, run in CASES]


def texts() -> list[str]:
    """Return what residents write."""
    return [comment.text for comment in comments(COMMENTS, contraventions=0.05)]


def longest(unit: str) -> str:
    """Return the longest comment of a unit repeated."""
    return (unit * MAX_TEXT)[:MAX_TEXT]


def peak(council: Council, room: str, events: Sequence[object], done: Callable[[list[Any]], bool]) -> float:
    """Start a function, hand it events, and return its peak in MB; RuntimeError when it did not do what it should."""
    with council.cold(room) as client:
        replies: list[Reply] = [client.invoke(event) for event in events]
        megabytes = client.peak_megabytes()
        if any(reply.failed for reply in replies) or not done([reply.body for reply in replies]):
            raise RuntimeError(f"{room} answered {[reply.body for reply in replies]}:\n{client.log()[-2000:]}")
    return megabytes


def none_left(answers: list[Any]) -> bool:
    """Whether every message of every batch was done."""
    return all(answer == {"batchItemFailures": []} for answer in answers)


def poller(council: Council) -> float:
    """Read 10,000 comments from the sandbox."""
    council.write(texts())
    return peak(council, "poller", [{"woken_by": "hand"}], lambda answers: read_all(answers, council.channel))


def poller_of_bluesky(council: Council) -> float:
    """Read one thread of 10,000 replies from Bluesky."""
    with scripted_server(BlueskyServer()) as address:
        channel = Channel(BLUESKY.channel_id, BLUESKY.platform, BLUESKY.account, address)
        council.move_to(channel, {"app_password": "abcd-efgh-ijkl-mnop"})
        return peak(council, "poller", [{"woken_by": "hand"}], lambda answers: read_all(answers, channel))


def read_all(answers: list[Any], channel: Channel) -> bool:
    """Whether the poller has told of all comments, and finished."""
    told = answers[0]["told"].get(channel.channel_id, 0)
    return bool(told >= COMMENTS and not answers[0]["unfinished"])


def moderator(council: Council) -> float:
    """Judge ten comments of nothing but abuse."""
    comments = council.write([longest(ABUSE)] * MESSAGES)
    event = batch([CommentReceived.of(comment) for comment in comments])
    megabytes = peak(council, "moderator", [event], none_left)
    if not all(council.stack.comments.revisions(comment.comment_id) for comment in comments):
        raise RuntimeError("the moderator has not recorded every comment")
    return megabytes


def enforcer(council: Council) -> float:
    """Hide ten comments of nothing but abuse."""
    comments = council.write([longest(ABUSE)] * MESSAGES)
    facts = [fact for fact in council.judge(comments) if isinstance(fact, CommentJudged) and fact.verdict == "remove"]
    megabytes = peak(council, "enforcer", [batch(facts)], none_left)
    if not all(council.stack.comments.actions(fact.comment_id) for fact in facts) or len(facts) != MESSAGES:
        raise RuntimeError("the enforcer has not acted on every comment")
    return megabytes


def correction(council: Council) -> float:
    """Answer ten long comments that repeat a false claim."""
    facts = rumours(council, MESSAGES)
    return peak(council, "correction", [batch(facts)], none_left)


def correction_by_hand(council: Council) -> float:
    """Answer, hide and report a long comment as an officer asks; retract and correct posts of ours."""
    [fact] = rumours(council, 1)
    first, second = council.approve(["The pool is closed on Friday."] * 2)
    peak(council, "scheduler", [{"woken_by": "hand"}], lambda answers: answers == [{"ended": 2}])
    words = {"by": "an.officer", "reason": "It is wrong.", "text": "Bins are emptied every two weeks."}
    comment = words | {"action": "correct-comment", "comment_id": fact.comment_id, "hide": True, "report": True}
    events = [
        comment,
        words | {"action": "correct-post", "post_id": first.post_id},
        words | {"action": "retract-post", "post_id": second.post_id},
    ]
    return peak(council, "correction", events, lambda answers: all(a["status"] == "issued" for a in answers))


def rumours(council: Council, number: int) -> list[MisinformationFlagged]:
    """Have so many long comments that repeat a false claim judged; return the facts for the correction function."""
    facts = council.judge(council.write([longest(RUMOUR)] * number))
    flagged = [fact for fact in facts if isinstance(fact, MisinformationFlagged)]
    if len(flagged) != number or any(fact.verdict == "remove" for fact in flagged):
        raise RuntimeError("the policy no longer sees a false claim, and nothing worse, in the rumour")
    return flagged


def scheduler(council: Council) -> float:
    """Publish 200 posts that are due at once."""
    posts = council.approve([f"{number}. " + "The pool is closed on Friday 🏊. " * 9 for number in range(POSTS)])
    megabytes = peak(council, "scheduler", [{"woken_by": "hand"}], lambda answers: answers == [{"ended": POSTS}])
    if any(council.stack.posts.get(post.post_id).status is not PostStatus.PUBLISHED for post in posts):
        raise RuntimeError("the scheduler has not published every post")
    return megabytes


def emergency(council: Council) -> float:
    """Do everything that it can, one after the other."""
    [post] = council.approve(["The rest centre in the leisure centre is open."])
    until = datetime.now(UTC) + timedelta(hours=4)
    by = {"by": "an.officer", "reason": "The river has burst its banks."}
    events = [
        by | {"action": "declare", "emergency_id": "flood", "until": until.isoformat()},
        by | {"action": "pause"},
        by | {"action": "publish", "post_id": post.post_id},
        by | {"action": "resume"},
        by | {"action": "end"},
    ]
    return peak(council, "emergency", events, lambda answers: answers[2]["status"] == "published")


class BlueskyServer:
    """Answers an account's calls with one thread of 10,000 replies, each as large as the network's are."""

    def __init__(self) -> None:
        self._did = _did(COMMENTS)
        self._root = f"at://{self._did}/app.bsky.feed.post/3lroot"
        now = datetime.now(UTC).isoformat()
        replies = [self._view(number, text, now) for number, text in enumerate(texts())]
        top = self._view(COMMENTS, "Bin collections change over Christmas.", now)
        top["post"] |= {"uri": self._root, "replyCount": COMMENTS}
        self._answers = {
            "com.atproto.server.createSession": {"did": self._did, "accessJwt": "a", "refreshJwt": "r"},
            "app.bsky.feed.getAuthorFeed": {"feed": [{"post": top["post"]}]},
            "app.bsky.notification.listNotifications": {"notifications": []},
            "app.bsky.feed.getPostThread": {"thread": top | {"replies": replies}},
        }

    def __call__(self, asked: Asked) -> Said:
        """Answer a call."""
        return Said(200, json.dumps(self._answers[asked.route.removeprefix("/xrpc/")], ensure_ascii=False).encode())

    def _view(self, number: int, text: str, at: str) -> dict[str, Any]:
        """Return a reply as app.bsky.feed.defs#threadViewPost has it."""
        did, cid = _did(number), f"bafyrei{number:052d}"
        link = {"cid": f"bafyrei{COMMENTS:052d}", "uri": self._root}
        post = {
            "uri": f"at://{did}/app.bsky.feed.post/3l{number:011d}",
            "cid": cid,
            "author": {
                "did": did,
                "handle": f"resident{number}.bsky.social",
                "displayName": f"Resident {number} 🌻",
                "avatar": f"https://cdn.bsky.app/img/avatar/plain/{did}/bafkrei{number:052d}@jpeg",
                "associated": {"chat": {"allowIncoming": "following"}, "activitySubscription": {"allow": "followers"}},
                "viewer": {"muted": False, "blockedBy": False},
                "labels": [],
                "createdAt": at,
            },
            "record": {
                "$type": "app.bsky.feed.post",
                "createdAt": at,
                "langs": ["en"],
                "reply": {"parent": link, "root": link},
                "text": text,
            },
            "bookmarkCount": 0,
            "replyCount": 0,
            "repostCount": 0,
            "likeCount": 1,
            "quoteCount": 0,
            "indexedAt": at,
            "viewer": {"bookmarked": False, "threadMuted": False, "replyDisabled": False, "embeddingDisabled": False},
            "labels": [],
        }
        return {
            "$type": "app.bsky.feed.defs#threadViewPost",
            "post": post,
            "replies": [],
            "threadContext": {"rootAuthorLike": f"at://{self._did}/app.bsky.feed.like/3l{number:011d}"},
        }


def _did(number: int) -> str:
    return f"did:plc:{number:024d}"


CASES: tuple[Case, ...] = (
    ("poller", "10,000 comments of a page-wise platform", poller),
    ("moderator", f"{MESSAGES} comments of {MAX_TEXT:,} characters", moderator),
    ("enforcer", f"{MESSAGES} comments of {MAX_TEXT:,} characters", enforcer),
    ("correction", f"{MESSAGES} comments of {MAX_TEXT:,} characters", correction),
    ("correction", "each request by hand", correction_by_hand),
    ("scheduler", f"{POSTS} posts that are due", scheduler),
    ("emergency", "each request", emergency),
    ("poller", "a thread of 10,000 replies on Bluesky, read whole", poller_of_bluesky),
)


if __name__ == "__main__":
    show(measure())
