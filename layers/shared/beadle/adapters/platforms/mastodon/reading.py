"""One reading of all threads: what in them is unread, and where the next reading goes on."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from beadle.adapters.platforms.http import Fields
from beadle.adapters.platforms.marks import ReadMarks
from beadle.adapters.platforms.mastodon.threads import PRIVATE, Reply, Threads
from beadle.domain.errors import Retryable


@dataclass(slots=True)
class Reading:
    """Reads every thread once.

    A thread that cannot be read is left as it was: `failure` says why, and the mentions are looked at again.
    """

    threads: Threads
    marks: ReadMarks
    seen: str  # the last notification that was looked at
    failure: Retryable | None = None
    _unread: dict[str, list[tuple[Reply, int]]] = field(default_factory=dict)  # by thread
    _known: set[str] = field(default_factory=set)

    @classmethod
    def begin(cls, threads: Threads, position: str | None) -> "Reading":
        """Return a reading that goes on at `position`; from the start where that is None or cannot be read."""
        try:
            seen = json.loads(position or "{}").get("seen", "")
        except (ValueError, AttributeError):
            seen = ""
        return cls(threads, ReadMarks.load(position), seen if isinstance(seen, str) and seen.isalnum() else "")

    def unread(self) -> Iterator[tuple[Reply, str, int]]:
        """Read, and yield what is unread in order of posting: the reply, its thread, its number there."""
        stirring = self.threads.stirring(self.seen)
        roots = {root.text("id"): root for root in stirring.roots}
        for root in roots.values():
            self._look(root)
        besides: dict[str, list[Fields]] = {}
        for mention in stirring.mentions:
            root = self._root_above(mention)
            if root:
                roots[root.text("id")] = root
                besides.setdefault(root.text("id"), []).append(mention)
        for thread, mentions in besides.items():
            self._look(roots[thread], tuple(mentions))
        if self.failure is None:
            self.seen = stirring.seen
        found = [(reply, thread, index) for thread, replies in self._unread.items() for reply, index in replies]
        yield from sorted(found, key=lambda one: one[0].order)

    def position(self, seen: str) -> str:
        """Return the marks as they are, and the notification after which to go on."""
        return json.dumps(json.loads(self.marks.position()) | {"seen": seen}, separators=(",", ":"), sort_keys=True)

    def _look(self, root: Fields, besides: tuple[Fields, ...] = ()) -> None:
        thread = root.text("id")
        self._unread.pop(thread, None)
        try:
            replies = self.threads.replies(root, besides)
        except Retryable as error:
            self.marks.keep(thread)
            self.failure = self.failure or error
            return
        self._known.update(reply.native_id for reply in replies)
        unread = self.marks.unread(thread, [(reply.native_id, reply.revision) for reply in replies])
        self._unread[thread] = [(replies[index], index) for index in unread]

    def _root_above(self, mention: Fields) -> Fields:
        """Return the post above a mention that is in no thread read so far; empty when there is none."""
        if mention.text("id") in self._known or mention.text("visibility") == PRIVATE or self.threads.is_ours(mention):
            return Fields(None)
        try:
            return self.threads.root_above(mention)
        except Retryable as error:
            self.failure = self.failure or error
            return Fields(None)
