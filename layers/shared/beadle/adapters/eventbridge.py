"""The bus: facts as EventBridge entries."""

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from beadle.adapters.aws import answering, client, part
from beadle.domain.errors import StoreUnavailable
from beadle.domain.ports import Telling

MOST_ENTRIES = 10  # a call; EventBridge's own limit
MOST_BYTES = 256 * 1024  # a call, all entries together
OVERHEAD = 14  # bytes that EventBridge counts for an entry's time
ATTEMPTS = 3
PAUSE = 0.1  # seconds before the second attempt; twice that before the third

Entry = dict[str, Any]


class EventBridgeBus:
    """Fits the Bus port."""

    def __init__(self, bus_name: str) -> None:
        self._bus_name = bus_name

    def tell(self, facts: Sequence[Telling]) -> None:
        """Return once every fact was accepted; StoreUnavailable when some were not, however often they were sent."""
        for batch in batches(self._entry(fact) for fact in facts):
            self._put(batch)

    def _entry(self, fact: Telling) -> Entry:
        return {
            "EventBusName": self._bus_name,
            "Source": fact.SOURCE,
            "DetailType": type(fact).__name__,
            "Detail": json.dumps(fact.to_detail(), ensure_ascii=False, separators=(",", ":")),
        }

    def _put(self, entries: list[Entry]) -> None:
        codes: set[str] = set()
        for attempt in range(ATTEMPTS):
            if attempt:
                time.sleep(PAUSE * attempt)
            with answering("the bus"):
                answer = client("events").put_events(Entries=entries)
            if not part(answer, "FailedEntryCount"):
                return
            results = list(zip(entries, answer["Entries"], strict=True))
            codes = {result["ErrorCode"] for _, result in results if "ErrorCode" in result}
            entries = [entry for entry, result in results if "ErrorCode" in result]
        raise StoreUnavailable(f"the bus refused {len(entries)} events: {', '.join(sorted(codes))}")


def batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Yield the entries in order, as many a batch as one call takes."""
    batch: list[Entry] = []
    total = 0
    for entry in entries:
        size = OVERHEAD + sum(len(entry[part].encode()) for part in ("Source", "DetailType", "Detail"))
        if batch and (len(batch) == MOST_ENTRIES or total + size > MOST_BYTES):
            yield batch
            batch, total = [], 0
        batch.append(entry)
        total += size
    if batch:
        yield batch
