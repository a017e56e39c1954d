"""Writes each event once; an event may ask for a failure."""

import json
import os
import sys
from typing import Any

import iniconfig
from sharedlib import now, table


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Handle a batch; failed records come back."""
    failures = []
    for record in event["Records"]:
        detail = json.loads(record["body"])["detail"]
        if detail.get("exit"):
            os._exit(1)
        if detail.get("fail"):
            failures.append({"itemIdentifier": record["messageId"]})
            continue
        print(json.dumps({"took": detail["id"]}))
        item = {"id": detail["id"], "kind": "event", "at": str(now()), "request": context.aws_request_id}
        item |= {"batch": len(event["Records"]), "sent": str(detail.get("sent", 0)), "tries": 1}
        item |= {"received": record["attributes"]["ApproximateReceiveCount"]}
        table().put_item(Item=item)
    return {"batchItemFailures": failures}


def tell(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Tell of the surroundings."""
    if event.get("fail"):
        raise ValueError("asked to fail")
    if "read" in event:
        return dict(table().get_item(Key={"id": event["read"]})["Item"])
    return {
        "path": sys.path,
        "variables": dict(os.environ),
        "iniconfig": iniconfig.__file__,
        "now": now(),
        "memory": context.memory_limit_in_mb,
        "process": os.getpid(),
        "remaining": context.get_remaining_time_in_millis(),
    }
