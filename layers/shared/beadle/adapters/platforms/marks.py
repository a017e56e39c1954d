"""Which revisions of which comments have been read, in bounded space and without trusting anybody's clock.

Where threads are open to other servers, a comment's dates are its author's own word, an edit may keep them, and nothing
in a thread grows steadily, so no instant can divide what was read from what was not. Instead the digest of every
revision that was read is kept, as long as they are few.

When they are many, every thread has buckets. A comment falls into one by its address, and the bucket keeps the sum of
the digests of the revisions that were read, in their order. When the sum is that of the bucket's first few comments,
the others are unread. When it is not (one was edited, deleted or backdated) the whole bucket is read again: some
comments come twice, none is missed.

Digests are keyed with a secret salt, so that nobody can write a comment that leaves the sums as they are.
"""

import binascii
import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

_VERSION = 1
_SALT_BYTES = 8
_SUM_BYTES = 6  # a wrong "read" in one of 2**48 cases
MAX_BUCKETS = 2048
"""Digests or buckets of all threads together: 16 KB of position. Of so many comments each has its own digest."""
_EACH = "="
"""What stands before a thread's digests; its buckets' sums stand bare."""


@dataclass(slots=True)
class _Thread:
    places: list[int]  # by comment, in order
    digests: list[int]
    read: list[bool]

    def each(self) -> list[int]:
        return [digest for digest, read in zip(self.digests, self.read, strict=True) if read]

    def sums(self, buckets: int) -> list[int]:
        sums = [0] * buckets
        for place, digest, read in zip(self.places, self.digests, self.read, strict=True):
            if read:
                sums[place % buckets] += digest
        return [_wrapped(total) for total in sums]


@dataclass(slots=True)
class ReadMarks:
    """The marks of one channel, loaded from a position, compared with what is there now, and stored as a position."""

    salt: bytes
    stored: dict[str, str]  # thread -> its digests or sums, as they were stored
    _threads: dict[str, _Thread] = field(default_factory=dict)
    _kept: set[str] = field(default_factory=set)

    @classmethod
    def load(cls, position: str | None) -> "ReadMarks":
        """Return the marks of a position; of None, or one that cannot be read, marks without anything read."""
        try:
            fields = json.loads(position or "")
            salt = bytes.fromhex(fields["salt"])
            if fields["v"] == _VERSION and len(salt) == _SALT_BYTES:
                return cls(salt, {str(thread): str(sums) for thread, sums in fields["threads"].items()})
        except (ValueError, TypeError, KeyError, AttributeError):
            pass
        return cls(secrets.token_bytes(_SALT_BYTES), {})

    def unread(self, thread: str, comments: Sequence[tuple[str, str]]) -> list[int]:
        """Return which comments are unread, as indexes.

        Args:
            thread: its short name.
            comments: the address and revision id of every comment in it now, in a fixed order.
        """
        places = [self._digest(address) for address, _ in comments]
        digests = [self._digest(f"{address} {revision}") for address, revision in comments]
        marked = _Thread(places, digests, [False] * len(comments))
        self._threads[thread] = marked
        stored = self.stored.get(thread, "")
        if stored.startswith(_EACH):
            known = frozenset(_decoded(stored.removeprefix(_EACH)))
            marked.read = [digest in known for digest in digests]
            return [index for index, read in enumerate(marked.read) if not read]
        sums = _decoded(stored)
        buckets: dict[int, list[int]] = {}
        for index, place in enumerate(places if sums else ()):
            buckets.setdefault(place % len(sums), []).append(index)
        for bucket, indexes in buckets.items():
            for index in indexes[: _read_of([digests[index] for index in indexes], sums[bucket])]:
                marked.read[index] = True
        return [index for index, read in enumerate(marked.read) if not read]

    def keep(self, thread: str) -> None:
        """Leave a thread's marks as they were: it could not be looked at."""
        self._kept.add(thread)

    def mark(self, thread: str, index: int) -> None:
        """Mark one of the thread's comments as read."""
        self._threads[thread].read[index] = True

    def position(self) -> str:
        """Return the marks of the threads looked at or kept, and of no others, as a string."""
        kept = {thread: self.stored[thread] for thread in self._kept if thread in self.stored}
        counts = {name: sum(thread.read) for name, thread in self._threads.items() if any(thread.read)}
        crowding = sum(counts.values()) / MAX_BUCKETS  # comments in a bucket
        threads = {
            name: _EACH + _encoded(self._threads[name].each())
            if crowding <= 1
            else _encoded(self._threads[name].sums(max(1, int(count / crowding))))
            for name, count in counts.items()
        }
        fields = {"v": _VERSION, "salt": self.salt.hex(), "threads": threads | kept}
        return json.dumps(fields, separators=(",", ":"), sort_keys=True)

    def _digest(self, text: str) -> int:
        return int.from_bytes(blake2b(text.encode(), key=self.salt, digest_size=_SUM_BYTES).digest(), "big")


def _read_of(digests: Sequence[int], wanted: int) -> int:
    """Return how many of the first comments add up to the stored sum, as many as possible; 0 when none do."""
    found = total = 0
    for count, digest in enumerate(digests, 1):
        total = _wrapped(total + digest)
        if total == wanted:
            found = count
    return found


def _wrapped(total: int) -> int:
    return total % (1 << 8 * _SUM_BYTES)


def _encoded(sums: Sequence[int]) -> str:
    return b64encode(b"".join(total.to_bytes(_SUM_BYTES, "big") for total in sums)).decode()


def _decoded(sums: str) -> list[int]:
    """Return the sums, none when they cannot be read: everything in the thread is then unread."""
    try:
        content = b64decode(sums, validate=True)
    except (binascii.Error, ValueError):
        return []
    return [int.from_bytes(content[at : at + _SUM_BYTES], "big") for at in range(0, len(content), _SUM_BYTES)]
