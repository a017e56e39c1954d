"""Authors' histories, in the comments table: `author#<author id>`, `history`.

Each trace is an attribute of its own, `trace:<comment>`, so that one update adds one without reading the others, and
adds nothing on a repetition. It is written short, since a write is paid for by the size of the whole item.
"""

from datetime import UTC, datetime, timedelta

from pynamodb.attributes import UnicodeAttribute
from pynamodb.constants import LIST, NUMBER, STRING
from pynamodb.expressions.operand import Path

from beadle.adapters.dynamodb.attributes import ExpiryAttribute, Item, PrefixedAttribute, assign
from beadle.adapters.dynamodb.table import Raw, Table
from beadle.domain.histories import History, Trace

TRACES_KEPT = 16
TRACES_BEFORE_PRUNING = 24  # above TRACES_KEPT, so that of a busy author's comments one in nine pays for the pruning
TRACE = "trace:"
JAB = "!"  # last in the trace of a jab, and absent from others
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class HistoryItem(Item[History]):
    """An author's last comments; its traces are attributes of their own, so that one update adds one."""

    KIND = History
    author_id = PrefixedAttribute("author#", hash_key=True, attr_name="pk")
    name = UnicodeAttribute(range_key=True, attr_name="sk")
    expires = ExpiryAttribute()


class DynamoHistories:
    """Fits the Histories port; one request a comment, one more at each pruning."""

    def __init__(self, table_name: str, retention_days: int) -> None:
        self._table = Table(table_name, HistoryItem)
        self._retention = timedelta(days=retention_days)

    def record(self, author_id: str, trace: Trace) -> History:
        """Add the trace unless it stands there."""
        place = _place(trace)
        value = {
            LIST: [
                {STRING: trace.post},
                {STRING: trace.signature},
                {NUMBER: str((trace.seen_at - EPOCH) // MICROSECOND)},
                *([{STRING: JAB}] if trace.is_jab else []),
            ]
        }
        raw = self._table.update(
            author_id,
            "history",
            actions=[place.set(place | value), assign(HistoryItem.expires, trace.seen_at + self._retention)],
        )
        history = History(author_id, _traces(raw))
        if len(history.traces) > TRACES_BEFORE_PRUNING:
            gone = history.traces[:-TRACES_KEPT]
            self._table.update(author_id, "history", actions=[_place(trace).remove() for trace in gone])
        return history


def _place(trace: Trace) -> Path:
    return Path([TRACE + trace.comment])


def _traces(raw: Raw) -> tuple[Trace, ...]:
    """Return the traces among an item's attributes, oldest first."""
    found = []
    for name, value in raw.items():
        if name.startswith(TRACE):
            post, signature, seen_at, *jab = value[LIST]
            seen = EPOCH + int(seen_at[NUMBER]) * MICROSECOND
            found.append(Trace(name.removeprefix(TRACE), post[STRING], signature[STRING], seen, bool(jab)))
    return tuple(sorted(found, key=lambda trace: (trace.seen_at, trace.comment)))
