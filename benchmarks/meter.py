"""Counts what Beadle asks of AWS: requests, capacity units, events with their sizes, and the time of each call."""

import json
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from botocore.session import Session

EVENT_CHUNK = 64 * 1024  # bytes of an event that are billed as one


@dataclass(slots=True)
class Call:
    """One request, as it can be made again."""

    service: str
    operation: str
    parameters: dict[str, Any]
    seconds: float = 0.0


@dataclass(slots=True)
class Meter:
    """Counts the requests of every client of a session, from the moment that it is attached."""

    requests: Counter[str] = field(default_factory=Counter)  # by "service.Operation"
    read_units: float = 0.0
    write_units: float = 0.0
    events: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)  # source, detail-type, detail
    event_chunks: int = 0
    calls: list[Call] = field(default_factory=list)
    keep_calls: bool = False
    _started: float = 0.0

    def attach(self, session: Session) -> None:
        """Watch every client that the session makes from now on."""
        session.register("before-parameter-build", self._before)
        session.register("after-call", self._after)

    def take_events(self) -> list[tuple[str, str, dict[str, Any]]]:
        """Return the events told since the last taking."""
        taken, self.events = self.events, []
        return taken

    def _before(self, **given: Any) -> None:
        params, model = given["params"], given["model"]
        service = model.service_model.service_name
        if service == "dynamodb":
            params["ReturnConsumedCapacity"] = "TOTAL"
        for entry in params.get("Entries", ()) if model.name == "PutEvents" else ():
            size = sum(len(entry[part].encode()) for part in ("Source", "DetailType", "Detail"))
            self.event_chunks += -(-size // EVENT_CHUNK)
            self.events.append((entry["Source"], entry["DetailType"], json.loads(entry["Detail"])))
        if self.keep_calls:
            self.calls.append(Call(service, model.name, dict(params)))
        self._started = time.perf_counter()

    def _after(self, **given: Any) -> None:
        parsed, model = given["parsed"], given["model"]
        if self.keep_calls:
            self.calls[-1].seconds = time.perf_counter() - self._started
        service = model.service_model.service_name
        self.requests[f"{service}.{model.name}"] += 1
        capacity = parsed.get("ConsumedCapacity") or {}
        units = float(capacity.get("CapacityUnits", 0.0))
        if model.name in ("GetItem", "Query", "Scan"):
            self.read_units += units
        else:
            self.write_units += units
