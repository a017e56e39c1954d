"""poller: on its schedule, read the public's comments; tells CommentReceived and CommentEdited."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from beadle import wiring
from beadle.adapters.failures import described
from beadle.events.requests import PollRequest
from beadle.usecases.poll_comments import WokenBy

logger = Logger()
metrics = Metrics(namespace="Beadle")
poll = wiring.poller()


def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Poll once; see `PollRequest` for the event."""
    request = PollRequest.from_detail(event)
    try:
        report = poll(WokenBy.of(request.woken_by), lambda: context.get_remaining_time_in_millis() / 1000)
    except ExceptionGroup as group:
        for error in group.exceptions:
            logger.warning("not read", extra=described(error))
        raise
    if report.told:
        metrics.add_metric("CommentsRead", MetricUnit.Count, sum(report.told.values()))
        metrics.flush_metrics()
    logger.info(
        "polled", woken_by=request.woken_by, told=report.told, unfinished=report.unfinished, rest=report.skipped
    )
    return {"told": report.told, "unfinished": report.unfinished, "skipped": report.skipped}
