"""enforcer: have done what a judgement asks for, and read back that it is done.

Hears CommentJudged, SanctionDue, CampaignSeen, OfficerDecided, StrikeWithdrawn.
Tells ActionVerified, ActionFailed, OfficerTaskCreated.
"""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from beadle import wiring
from beadle.adapters.queue import receive_batch

logger = Logger()
metrics = Metrics(namespace="Beadle")
enforcer = wiring.enforcer()


def lambda_handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Enforce each message of an SQS batch."""
    return receive_batch(event, context, enforcer, logger, metrics)
