"""moderator: judge comments by the policy; an officer's decision takes the place of its doubts.

Hears CommentReceived, CommentEdited, OfficerDecided.
Tells CommentJudged, SanctionDue, CampaignSeen, MisinformationFlagged.
"""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from beadle import wiring
from beadle.adapters.queue import receive_batch

logger = Logger()
metrics = Metrics(namespace="Beadle")
moderator = wiring.moderator()


def lambda_handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Judge each message of an SQS batch."""
    return receive_batch(event, context, moderator, logger, metrics)
