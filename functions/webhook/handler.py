"""webhook: at an address of its own, take in what Meta pushes; tells CommentReceived and CommentEdited."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from beadle import wiring
from beadle.adapters.failures import described
from beadle.adapters.function_url import Request, TooLarge, answer
from beadle.domain.errors import MalformedInput
from beadle.domain.pushes import NotGenuine

logger = Logger()
metrics = Metrics(namespace="Beadle")
receive = wiring.webhook()


def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one request over HTTP: Meta's handshake, or a push. Whatever nobody signed costs next to nothing."""
    try:
        asked = Request.of(event)
        if asked.method == "GET":
            return answer(200, receive.challenged(asked.query))
        if asked.method != "POST":
            return answer(405)
        report = receive.pushed(asked.body, asked.headers, lambda: context.get_remaining_time_in_millis() / 1000)
    except (NotGenuine, MalformedInput) as error:
        logger.warning("refused", extra=described(error))
        _count(PushesRefused=1)
        return answer(403 if isinstance(error, NotGenuine) else 413 if isinstance(error, TooLarge) else 400)
    logger.info("pushed", told=report.told, left=report.left, late=report.late, repeated=report.repeated)
    _count(
        CommentsPushed=report.told,
        PushesLeftToThePoller=report.left,
        PushesRepeatedOrLate=report.late + report.repeated,
        PushesOfOtherKinds=report.others + report.nothing,
    )
    return answer(200)


def _count(**counts: int) -> None:
    for name, count in counts.items():
        if count:
            metrics.add_metric(name, MetricUnit.Count, count)
    metrics.flush_metrics()
