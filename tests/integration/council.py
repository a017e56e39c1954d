"""The small stack of the embedded AWS's own tests, deployed, and what its tests ask of it."""

import json
import uuid
from pathlib import Path
from typing import Any

from local.deployment import deploy
from local.embedded_aws import EmbeddedAws

STACK = Path(__file__).parent / "council_stack" / "template.yaml"
CACHE = Path(".local/build")


class Council:
    """The small stack, deployed, and the clients to reach it."""

    def __init__(self, aws: EmbeddedAws, **parameters: str) -> None:
        self.aws = aws
        self.client = aws.client
        self.outputs = self.deploy(**parameters)

    def deploy(self, **parameters: str) -> dict[str, str]:
        return deploy(STACK, "council", parameters, client=self.aws.client, cache=CACHE)

    def tell(self, source: str = "council.test", **detail: Any) -> str:
        """Put one event onto the bus; return its id."""
        detail.setdefault("id", str(uuid.uuid4()))
        entry = {"EventBusName": self.outputs["Bus"], "Source": source, "DetailType": "SomethingHappened"}
        answer = self.client("events").put_events(Entries=[entry | {"Detail": json.dumps(detail)}])
        assert answer["FailedEntryCount"] == 0
        return str(detail["id"])

    def item(self, key: str) -> dict[str, str] | None:
        found = self.client("dynamodb").get_item(TableName=self.outputs["Table"], Key={"id": {"S": key}}).get("Item")
        return found and {name: next(iter(value.values())) for name, value in found.items()}

    def wakings(self, name: str) -> list[dict[str, str]]:
        """What a schedule's function noted, in order."""
        found = self.client("dynamodb").query(
            TableName=self.outputs["Table"],
            IndexName="by-kind",
            KeyConditionExpression="kind = :kind",
            ExpressionAttributeValues={":kind": {"S": "waking"}},
        )["Items"]
        items = [{key: next(iter(value.values())) for key, value in item.items()} for item in found]
        return sorted((item for item in items if item["name"] == name), key=lambda item: float(item["at"]))

    def invoke(self, function: str, event: dict[str, Any]) -> tuple[str | None, Any]:
        answer = self.client("lambda").invoke(FunctionName=f"council-{function}", Payload=json.dumps(event).encode())
        return answer.get("FunctionError"), json.loads(answer["Payload"].read())

    def waiting(self, queue: str) -> int:
        """How many messages are in a queue, those in flight included."""
        wanted = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        answer = self.client("sqs").get_queue_attributes(QueueUrl=self.outputs[queue], AttributeNames=wanted)
        return sum(int(number) for number in answer["Attributes"].values())

    def arn(self, queue: str) -> str:
        answer = self.client("sqs").get_queue_attributes(QueueUrl=self.outputs[queue], AttributeNames=["QueueArn"])
        return str(answer["Attributes"]["QueueArn"])

    def empty(self, queue: str) -> None:
        self.client("sqs").purge_queue(QueueUrl=self.outputs[queue])

    def schedule(self, name: str, at: str, zone: str = "UTC", **more: Any) -> None:
        """Make a schedule which wakes the counter under its own name."""
        function = self.client("lambda").get_function(FunctionName="council-counter")["Configuration"]
        target = {"Arn": function["FunctionArn"], "RoleArn": function["Role"], "Input": json.dumps({"schedule": name})}
        self.client("scheduler").create_schedule(
            Name=name,
            ScheduleExpression=at,
            ScheduleExpressionTimezone=zone,
            FlexibleTimeWindow={"Mode": "OFF"},
            Target=target,
            **more,
        )


def running(*pids: int) -> list[int]:
    """Those which still run; a process that ended but was not collected yet has ended."""
    stat = (Path(f"/proc/{pid}/stat") for pid in pids)
    return [int(path.parent.name) for path in stat if path.exists() and path.read_text().rsplit(")", 1)[1][1] != "Z"]
