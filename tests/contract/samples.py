"""One whole record of each kind, every field of it filled."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from beadle.domain.actions import Action, ActionKind, ActionOutcome
from beadle.domain.channels import Channel
from beadle.domain.comments import Author, Comment
from beadle.domain.corrections import Correction, CorrectionKind
from beadle.domain.emergencies import Emergency, Pause
from beadle.domain.histories import Trace
from beadle.domain.judgements import Breach, Finding, Judgement, Verdict
from beadle.domain.policies import PolicyVersion
from beadle.domain.posts import Media, Post, PublishedRef
from beadle.domain.strikes import RecordedStrike
from beadle.domain.tasks import OfficerTask, TaskKind

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
MUCH_LATER = NOW + timedelta(hours=5)

COMMENT = Comment(
    comment_id="bluesky:at://did:plc:jv3qo3zkq6wlxsgmwwhe3wqe/app.bsky.feed.post/3lbq7kcmkds2v",
    channel_id="corporate-bluesky",
    post_id="at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/app.bsky.feed.post/3lbq5v2nq7c2t",
    author=Author("bluesky:did:plc:jv3qo3zkq6wlxsgmwwhe3wqe", "jane-of-the-high-street.bsky.social", "Jane 🌻"),
    text="You lot are useless – call me on 07700 900123 if you dare",
    posted_at=NOW - timedelta(minutes=3, microseconds=7),
    url="https://bsky.app/profile/jane-of-the-high-street.bsky.social/post/3lbq7kcmkds2v",
    post_text="The library on the High Street opens again on Monday.",
    edited_at=NOW - timedelta(minutes=1),
    parent_id="bluesky:at://did:plc:x/app.bsky.feed.post/parent",
    read_at=NOW - timedelta(seconds=30),
    alt_texts=("The library, its doors shut", "Cyfarchion o’r llyfrgell 🌻"),
)
JUDGEMENT = Judgement(
    verdict=Verdict.REMOVE,
    breaches=(
        Breach(
            "AU08",
            Verdict.REMOVE,
            Finding("uk-phone", 0.97, 33, 45, "a UK mobile number", frozenset({"urgent", "signpost"})),
            "07700 900123",
        ),
        Breach("AU02", Verdict.KEEP, Finding("insults", 0.55, 12, 19, "a mild insult"), "useless", Verdict.REVIEW),
    ),
    points=1,
    strike_days=90,
    policy_version="1+3fa9c2d1",
    judged_at=NOW,
    claims=("parking-permits",),
    reason="",
)
KEPT = Judgement(Verdict.KEEP, (), 0, 0, "1+3fa9c2d1", NOW)
ACTION = Action(
    action_id="hide:8f14e45fceea167a",
    kind=ActionKind.HIDE,
    comment_id=COMMENT.comment_id,
    author_id=COMMENT.author.author_id,
    channel_id=COMMENT.channel_id,
    outcome=ActionOutcome.STARTED,
    at=NOW,
)
STRIKE = RecordedStrike(
    author_id=COMMENT.author.author_id,
    comment_id=COMMENT.comment_id,
    channel_id=COMMENT.channel_id,
    clauses=("AU08", "AU02"),
    points=1,
    recorded_at=NOW,
    expires_at=NOW + timedelta(days=90),
    policy_version="1+3fa9c2d1",
)
POST = Post(
    "p-2026-11-24",
    "corporate-bluesky",
    "Roads closed tonight: …",
    publish_at=LATER,
    created_by="amir",
    media=(Media("https://council.example.org/map.png", "A map of the closed roads"),),
)
REF = PublishedRef("at://did:plc:x/app.bsky.feed.post/3k", "https://bsky.app/profile/x/post/3k")
CHANNEL = Channel(
    channel_id="corporate-bluesky",
    platform="bluesky",
    account="council.example.org",
    service_url="https://bsky.social",
    name="The Council",
    settings={"appview": "https://api.bsky.app"},
)
CORRECTION = Correction(
    correction_id="correct:p-2026-11-24:1",
    kind=CorrectionKind.CORRECT_POST,
    channel_id="corporate-bluesky",
    subject_id="p-2026-11-24",
    reason="The road was wrong",
    requested_by="amir",
    opened_at=NOW,
    text="Correction: it is Mill Road.",
    claim_id="mill-road",
)
TASK = OfficerTask(
    task_id="review:8f14e45fceea167a",
    kind=TaskKind.REVIEW,
    title="Keep or remove?",
    instructions="Read it in its thread.",
    created_at=NOW,
    channel_id="corporate-bluesky",
    comment_id=COMMENT.comment_id,
    author_id=COMMENT.author.author_id,
    revision=COMMENT.revision,
    urgent=True,
    evidence={"words": "07700 900123", "url": COMMENT.url},
)
EMERGENCY = Emergency("e1", "Flood on the Cam", "amir", NOW, MUCH_LATER)
POLICY_VERSION = PolicyVersion(
    number=7,
    label="7+3fa9c2d1",
    text='version = 7\napproved_by = "Ann \N{HEAVY BLACK HEART}"\n',
    note="Swearing goes to an officer",
    proposed_by="amir",
    proposed_at=NOW,
)
PAUSE = Pause("A death in the royal family", "amir", NOW)


def comment(number: int, **changes: Any) -> Comment:
    """Another comment by the same author."""
    return replace(COMMENT, comment_id=f"bluesky:c{number}", text=f"comment {number}", **changes)


def trace(number: int) -> Trace:
    """The trace of a comment, a second later than that of the number before it."""
    seen_at = NOW + timedelta(seconds=number)
    return Trace.of(comment(number), "r81O0VNAfdTA52V69Ly9mfMFUjvRHgBOMKly", seen_at, is_jab=number % 2 == 1)
