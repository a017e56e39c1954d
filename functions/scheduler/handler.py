"""scheduler: every minute, publish the approved posts that are due, exactly once. Tells PostPublished, PostFailed."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from beadle import wiring
from beadle.adapters.failures import described

logger = Logger()
metrics = Metrics(namespace="Beadle")
publish = wiring.scheduler()


def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:  # noqa: ARG001 - Lambda gives both
    """Publish what is due; the event says nothing that matters."""
    try:
        ended = publish(lambda: context.get_remaining_time_in_millis() / 1000)
    except ExceptionGroup as group:
        for error in group.exceptions:
            logger.warning("not brought on", extra=described(error))
        raise
    if ended:  # a line a minute, day and night, that says nothing happened is only a cost
        metrics.add_metric("PostsEnded", MetricUnit.Count, ended)
        metrics.flush_metrics()
        logger.info("published", ended=ended)
    return {"ended": ended}
