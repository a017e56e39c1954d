"""Notes each time that a schedule or a rule wakes it."""

import json
import time
from typing import Any

from sharedlib import now, table


def lambda_handler(event: dict[str, Any], context: Any) -> None:
    """Write one item for each waking."""
    name = event.get("schedule", "none")
    item = {"id": f"{name}/{context.aws_request_id}", "kind": "waking", "name": name}
    item |= {"at": str(now()), "machine": str(time.time()), "event": json.dumps(event)}
    table().put_item(Item=item)
    if event.get("fail"):
        raise RuntimeError("asked to fail")
