"""EventBridge's envelope around a fact, as it arrives through a queue."""

import json

from beadle.domain.errors import MalformedInput
from beadle.events.actions import ActionFailed, ActionVerified, OfficerDecided, OfficerTaskCreated, StrikeWithdrawn
from beadle.events.comments import CommentEdited, CommentReceived
from beadle.events.emergencies import EmergencyDeclared, EmergencyEnded, PublishingPaused, PublishingResumed
from beadle.events.fact import Fact
from beadle.events.judgements import CampaignSeen, CommentJudged, MisinformationFlagged, SanctionDue
from beadle.events.policies import PolicyChanged
from beadle.events.posts import CorrectionIssued, PostFailed, PostPublished

FACTS: dict[str, type[Fact]] = {
    fact.__name__: fact
    for fact in (
        CommentReceived,
        CommentEdited,
        CommentJudged,
        SanctionDue,
        CampaignSeen,
        MisinformationFlagged,
        ActionVerified,
        ActionFailed,
        OfficerTaskCreated,
        OfficerDecided,
        StrikeWithdrawn,
        PostPublished,
        PostFailed,
        CorrectionIssued,
        EmergencyDeclared,
        EmergencyEnded,
        PublishingPaused,
        PublishingResumed,
        PolicyChanged,
    )
}


def open_envelope(body: str) -> Fact:
    """Return the fact inside one queue message.

    Args:
        body: the message's body: EventBridge's JSON envelope with `detail-type` and `detail`.
    Raises:
        MalformedInput: the body is not JSON, names no known fact, or its detail breaks that fact's schema.
    """
    try:
        envelope = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise MalformedInput("message", [f"is not JSON: {type(error).__name__}"]) from None
    name = envelope.get("detail-type") if isinstance(envelope, dict) else None
    fact = FACTS.get(name) if isinstance(name, str) else None
    if fact is None:
        raise MalformedInput("message", ["its detail-type names no fact known here"])
    return fact.from_detail(envelope.get("detail"))
