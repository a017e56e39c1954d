"""Which comments have been read, in bounded space, for platforms that date every comment themselves.

The last comments read are kept by fingerprint: one whose text has another is an edited one. Whatever is older than all
of them was read before them, for comments are read in the order of their instants over all posts, and these are the
platform's own. So a comment that was held back and is shown later is still found, unless a thousand others came since.
"""

import binascii
import heapq
import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from itertools import islice

from beadle.domain.comments import Comment
from beadle.domain.errors import PlatformUnavailable
from beadle.domain.ports import CommentPage

PAGE_SIZE = 100
REMEMBERED = 1000
"""Comments whose fingerprints are kept: 19 KB of position."""
OVERLAP = 60
"""Seconds before the beginning of a reading that the next one reads again, for what was on its way."""
_VERSION = 1
_SALT, _ID, _TEXT, _TIME = 8, 6, 4, 4  # bytes
_MARK = _ID + _TEXT + _TIME
_LAST = 256**_TIME - 1  # the last instant that can be kept; it is in 2106


class ReadWindow:
    """The fingerprints of one channel, loaded from a position and stored as one.

    They are keyed with a salt that only the position holds: nobody can choose two texts that have one fingerprint.

    Attributes:
        since: epoch seconds; comments up to then have been read, whatever their fingerprints. 0 at the start.
    """

    def __init__(self, position: str | None, now: Callable[[], datetime]) -> None:
        self._now = now
        self._latest = int(now().timestamp()) - OVERLAP
        self._marks: dict[bytes, tuple[bytes, int]] = {}  # fingerprints of id and text, and epoch seconds, oldest first
        self._salt, self.since = secrets.token_bytes(_SALT), 0
        self._load(position)
        self._floor = self.since
        self._is_held = False

    def unread(self, comment: Comment) -> Comment | None:
        """Return a comment that was not read yet, an edited one as such, and remember it; None for one that was."""
        address, text = self._digest(comment.comment_id, _ID), self._digest(comment.text, _TEXT)
        at = min(max(int(comment.posted_at.timestamp()), 1), _LAST)
        known = self._marks.get(address)
        if known is None and at <= self.since:
            return None
        self._marks[address] = (text, at)
        if known is None:
            self._forget()
            return comment
        return replace(comment, edited_at=max(self._now(), comment.posted_at)) if known[0] != text else None

    @property
    def has_read(self) -> bool:
        """Whether anything was read before."""
        return bool(self._marks) or self.since > 0

    def knows(self, comment_id: str) -> bool:
        """Whether the comment is among the last that were read, in whatever revision."""
        return self._digest(comment_id, _ID) in self._marks

    def hold(self) -> None:
        """Take nothing for read by its age: a post could not be looked at."""
        self._is_held = True

    def position(self) -> str:
        """Return the window as a string."""
        marks = b"".join(
            address + text + at.to_bytes(_TIME, "big", signed=False) for address, (text, at) in self._marks.items()
        )
        since = self.since if self._is_held else max(self.since, min(self._floor, self._latest))
        fields = {"v": _VERSION, "salt": self._salt.hex(), "since": since, "marks": b64encode(marks).decode()}
        return json.dumps(fields, separators=(",", ":"))

    def _load(self, position: str | None) -> None:
        """Take over a position; one that cannot be read begins anew."""
        try:
            fields = json.loads(position or "")
            salt, marks, since = bytes.fromhex(fields["salt"]), b64decode(fields["marks"]), int(fields["since"])
        except (ValueError, TypeError, KeyError, binascii.Error):
            return
        if fields.get("v") != _VERSION or len(salt) != _SALT or len(marks) % _MARK:
            return
        self._salt, self.since = salt, since
        for start in range(0, len(marks), _MARK):
            mark = marks[start : start + _MARK]
            at = int.from_bytes(mark[-_TIME:], "big")
            self._marks[mark[:_ID]] = (mark[_ID : _ID + _TEXT], at)

    def _forget(self) -> None:
        while len(self._marks) > REMEMBERED:
            _, at = self._marks.pop(next(iter(self._marks)))
            self._floor = max(self._floor, at)

    def _digest(self, text: str, size: int) -> bytes:
        return blake2b(text.encode("utf-8", "surrogatepass"), key=self._salt, digest_size=size).digest()


def unread_pages(window: ReadWindow, posts: Sequence[Iterator[Comment]]) -> Iterator[CommentPage]:
    """Yield what is unread in all posts together, in the order of the comments' instants.

    A post that cannot be read does not keep back the others' comments; its error is raised after them.

    Args:
        posts: each one's comments, oldest first.
    """
    failures: list[PlatformUnavailable] = []

    def as_far_as_can_be(post: Iterator[Comment]) -> Iterator[Comment]:
        try:
            yield from post
        except PlatformUnavailable as error:
            window.hold()
            failures.append(error)

    merged = heapq.merge(*map(as_far_as_can_be, posts), key=lambda comment: comment.posted_at)
    unread = (found for comment in merged if (found := window.unread(comment)) is not None)
    while page := tuple(islice(unread, PAGE_SIZE)):
        yield CommentPage(page, window.position())
    if failures:
        raise failures[0]
