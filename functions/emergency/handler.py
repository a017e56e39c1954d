"""emergency: by hand only. Declare or end an emergency, publish a post now, hold or release every scheduled post.

Tells EmergencyDeclared, EmergencyEnded, PublishingPaused, PublishingResumed; of a post published now, PostPublished.
"""

from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from beadle import wiring
from beadle.domain.errors import MalformedInput
from beadle.events.requests import EmergencyRequest

logger = Logger()
declare, publish = wiring.emergency()


def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:  # noqa: ARG001 - Lambda gives both
    """Do what an officer asks; see `EmergencyRequest` for the event."""
    request = EmergencyRequest.from_detail(event)
    answer = _do(request)
    logger.info("done", action=request.action)
    return {"action": request.action, **answer}


def _do(request: EmergencyRequest) -> dict[str, Any]:
    by = request.required("by")
    match request.action:
        case "declare":
            until = request.until
            if until is None:
                raise MalformedInput("request", ["until is missing: say when the emergency ends by itself"])
            emergency_id, reason = request.required("emergency_id"), request.required("reason")
            emergency = declare.declare(emergency_id, reason, by, until)
            return {"emergency_id": emergency.emergency_id, "until": emergency.until.isoformat()}
        case "end":
            return {"emergency_id": declare.end(by).emergency_id}
        case "publish":
            post = publish.now(request.required("post_id"), by)
            url = post.ref.url if post.ref else ""
            return {"post_id": post.post_id, "status": post.status.value, "url": url, "failure": post.failure}
        case "pause":
            return {"paused_at": declare.pause(request.required("reason"), by).paused_at.isoformat()}
        case "resume":
            declare.resume(by)
            return {}
    raise MalformedInput("request", [f"action {request.action!r} is not declare, end, publish, pause or resume"])
