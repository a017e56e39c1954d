"""Counts what Beadle asks of AWS: requests, capacity units, events with their sizes; keeps the calls if asked to."""

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from botocore.session import Session

EVENT_CHUNK = 64 * 1024  # bytes of an event that are billed as one
READ_CHUNK = 4 * 1024  # bytes read that are billed as one unit, or as half a one where the reading may lag
READS = frozenset({"GetItem", "Query", "Scan"})
FAILED_WRITE = 1.0  # unit: DynamoDB charges for a write whose condition fails, and does not say how much


@dataclass(frozen=True, slots=True)
class Call:
    """One request, as it can be made again."""

    service: str
    operation: str
    parameters: dict[str, Any]


@dataclass(slots=True)
class Meter:
    """Counts the requests of every client of a session, from the moment that it is attached."""

    requests: Counter[str] = field(default_factory=Counter)  # by "service.Operation"
    read_units: float = 0.0
    write_units: float = 0.0
    event_chunks: int = 0
    calls: list[Call] = field(default_factory=list)
    keep_calls: bool = False
    _events: list[tuple[str, str, str]] = field(default_factory=list)

    def attach(self, session: Session) -> None:
        """Watch every client that the session makes from now on."""
        session.register("before-parameter-build", self._before)
        session.register("after-call", self._after)

    def take_events(self) -> list[tuple[str, str, dict[str, Any]]]:
        """Return the events told since the last taking: source, detail-type and detail of each."""
        taken, self._events = self._events, []
        return [(source, name, json.loads(detail)) for source, name, detail in taken]

    def _before(self, **given: Any) -> None:
        params, model = given["params"], given["model"]
        service = model.service_model.service_name
        if service == "dynamodb":
            params["ReturnConsumedCapacity"] = "TOTAL"
        for entry in params.get("Entries", ()) if model.name == "PutEvents" else ():
            told = (entry["Source"], entry["DetailType"], entry["Detail"])
            self.event_chunks += -(-sum(len(part.encode()) for part in told) // EVENT_CHUNK)
            self._events.append(told)
        if self.keep_calls:
            self.calls.append(Call(service, model.name, dict(params)))

    def _after(self, **given: Any) -> None:
        answer, model = given["parsed"], given["model"]
        service = model.service_model.service_name
        self.requests[f"{service}.{model.name}"] += 1
        if service != "dynamodb":
            return
        units = float(answer.get("ConsumedCapacity", {}).get("CapacityUnits", 0.0))
        if model.name in READS:
            self.read_units += units * _read_chunks(answer)
        else:
            self.write_units += units or FAILED_WRITE


def _read_chunks(answer: dict[str, Any]) -> int:
    """Return how many chunks were read, by the JSON's size, which is an item's and a little more.

    The embedded AWS counts one unit a reading, however much is read.
    """
    items = answer.get("Items") or [answer.get("Item", {})]
    return max(1, -(-len(json.dumps(items, default=str).encode()) // READ_CHUNK))
