"""correction: put right what is wrong or misleading.

Hears MisinformationFlagged, and officers by hand. Tells CorrectionIssued.
"""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from beadle import wiring
from beadle.adapters.queue import receive_batch
from beadle.domain.corrections import Correction
from beadle.domain.errors import MalformedInput
from beadle.events.requests import CorrectionRequest

logger = Logger()
metrics = Metrics(namespace="Beadle")
correct, listener = wiring.correction()


def lambda_handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse | dict[str, Any]:
    """Correct each message of an SQS batch, or what one officer's request names; see `CorrectionRequest`."""
    if "Records" in event:
        return receive_batch(event, context, listener, logger, metrics)
    request = CorrectionRequest.from_detail(event)
    correction = _by_hand(request)
    logger.info("corrected", action=request.action, status=correction.status.value)
    return {
        "correction_id": correction.correction_id,
        "status": correction.status.value,
        "steps": list(correction.steps),
    }


def _by_hand(request: CorrectionRequest) -> Correction:
    match request.action:
        case "retract-post":
            return correct.retract_post(request.required("post_id"), request.reason, request.by)
        case "correct-post":
            return correct.correct_post(
                request.required("post_id"), request.required("text"), request.reason, request.by
            )
        case "correct-comment":
            return correct.correct_comment(
                request.required("comment_id"),
                request.required("text"),
                request.reason,
                request.by,
                request.hide,
                request.report,
            )
    raise MalformedInput("request", [f"action {request.action!r} is not retract-post, correct-post or correct-comment"])
