"""What SQS and EventBridge lack: batching windows, waking after a kill, a rule's retries."""

import json
import threading
import time
from collections.abc import Callable
from typing import Any

from local.embedded_aws.mending import Mend, ministack

Queue = dict[str, Any]
Messages = list[dict[str, Any]]


def batching(original: Callable[[str, int], Messages], stopped: threading.Event) -> Callable[[str, int], Messages]:
    """Hold a batch back until it is full or its MaximumBatchingWindowInSeconds has passed; none once stopped."""

    def receive(queue_url: str, most: int) -> Messages:
        if stopped.is_set():
            return []
        sqs = ministack("services.sqs")
        with sqs._queues_lock:
            queue = sqs._get_q(queue_url)
            wait = seconds_to_wait(queue["messages"], most, _window(queue), time.time())
        if wait > 0:
            timer = threading.Timer(wait, ministack("core.concurrency").esm_wake.set)
            timer.daemon = True
            timer.start()
            return []
        return original(queue_url, most)

    return receive


def seconds_to_wait(messages: Messages, most: int, window: float, now: float) -> float:
    """Return how long a batch is still to be held back; 0 when it is due or there is nothing to hold."""
    if not window:
        return 0
    visible: list[float] = [message["visible_at"] for message in messages if message["visible_at"] <= now]
    if not visible or len(visible) >= most:
        return 0
    return max(0.0, min(visible) + window - now)


def _window(queue: Queue) -> float:
    arn = queue["attributes"]["QueueArn"]
    windows = (
        mapping.get("MaximumBatchingWindowInSeconds") or 0
        for mapping in ministack("services.lambda_svc")._esms.values()
        if mapping.get("EventSourceArn") == arn
    )
    return float(max(windows, default=0))


def waking(original: Callable[[Any], None]) -> Callable[[Any], None]:
    """Restore the queues, and deliver at once what was in flight: whoever had taken it ended with the last process."""

    def restore(data: Any) -> None:
        original(data)
        now = time.time()
        for queue in ministack("services.sqs")._queues._data.values():
            for message in queue["messages"]:
                if message["receipt_handle"] is not None:  # else it is only delayed
                    message["visible_at"] = min(message["visible_at"], now)

    return restore


def to_function(_original: object) -> Callable[[str, str], None]:
    """Invoke a rule's function as AWS does: asynchronously, with its retries and its destination for failures."""

    def dispatch(arn: str, payload: str) -> None:
        lambda_svc = ministack("services.lambda_svc")
        func, config, _name = lambda_svc._get_func_record_for_ref(arn)
        if not func or not config:
            raise LookupError(f"there is no function {arn}")
        lambda_svc.invoke_async_with_retry(lambda_svc._execution_record_for_config(func, config), json.loads(payload))

    return dispatch


def mends(stopped: threading.Event) -> list[Mend]:
    """Return what is replaced; once `stopped` is set, no function is given messages any more."""
    return [
        Mend(
            "services.sqs",
            "_receive_messages_for_esm",
            "batching windows are ignored",
            lambda original: batching(original, stopped),
        ),
        Mend("services.sqs", "_restore_state", "what was in flight would stay so for minutes", waking),
        Mend("services.eventbridge", "_events_log_list", "it keeps every event and reads none", lambda _: list),
        Mend("services.eventbridge", "_dispatch_to_lambda", "one attempt and no destination for failures", to_function),
    ]
