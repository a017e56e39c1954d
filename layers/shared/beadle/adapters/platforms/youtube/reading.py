"""The comments beneath the channel's videos, newest threads first, as YouTube lists them.

A list has no "since", and a thread stays in its place when somebody answers in it. So every poll reads the last threads
(500 unless the setting `watched_threads` says otherwise, a unit a hundred), and further where there are more that are
new; a thread shows five of its answers, and where it has more, they are read when their number has changed. Of older
threads, new answers are not seen; of answers beyond the five, edits are not seen until another answer comes.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from beadle.adapters.platforms.http import Fields, Refused
from beadle.adapters.platforms.quota import Urgency
from beadle.adapters.platforms.read_window import ReadWindow
from beadle.adapters.platforms.youtube.session import Session
from beadle.domain.channels import Channel
from beadle.domain.errors import PlatformRefused, PlatformUnavailable

PREFIX = "youtube:"
PAGE = 100
WATCHED = "500"
MOST = 10_000
"""Threads of one reading. The first reads no more than the setting `backlog` says, for they are from before Beadle
came; those of them that are among the watched ones come with the next."""
COUNTED = 500  # threads whose number of answers is kept


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment or an answer as YouTube gives it."""

    fields: Fields
    published_at: datetime

    @property
    def comment_id(self) -> str:
        """As Beadle knows it."""
        return PREFIX + self.fields.require("id")

    @property
    def snippet(self) -> Fields:
        """Where all but its id stands."""
        return self.fields.object("snippet")

    @classmethod
    def of(cls, fields: Fields) -> "Remark":
        """Return it with its instant; PlatformUnavailable when it has none."""
        published_at = fields.object("snippet").instant("publishedAt")
        if published_at is None:
            raise PlatformUnavailable("youtube: a comment without the instant of its posting")
        return cls(fields, published_at)


@dataclass(slots=True)
class Position:
    """How far a channel was read: what was, and how many answers the long threads had."""

    window: str | None
    answers: dict[str, int] = field(default_factory=dict)  # by thread

    @classmethod
    def load(cls, position: str | None) -> "Position":
        """Return a stored position; one that cannot be read begins anew."""
        try:
            fields = json.loads(position or "")
            return cls(str(fields["window"]), {str(one): int(count) for one, count in fields["answers"].items()})
        except (ValueError, TypeError, KeyError, AttributeError):
            return cls(None)

    def stored(self) -> str:
        """Return it as a string."""
        kept = dict(list(self.answers.items())[:COUNTED])
        return json.dumps({"window": self.window, "answers": kept}, separators=(",", ":"))


class Threads:
    """Reads the threads of one channel."""

    def __init__(self, channel: Channel, session: Session) -> None:
        self._account = channel.account
        self._session = session
        self._watched = _number(channel, "watched_threads", WATCHED)
        self._backlog = _number(channel, "backlog", str(MOST))

    def remarks(self, window: ReadWindow, answers: Mapping[str, int]) -> tuple[list[Remark], dict[str, int]]:
        """Return what stands in the threads, oldest first, and how many answers the long ones have.

        Args:
            window: says from when on everything is to be read.
            answers: the number of answers at the last reading, of long threads by id.
        """
        found: dict[str, Remark] = {}
        counts: dict[str, int] = {}
        for thread in self._threads(window):
            shown = [Remark.of(answer) for answer in thread.object("replies").objects("comments")]
            top = Remark.of(thread.object("snippet", "topLevelComment"))
            total, thread_id = thread.object("snippet").number("totalReplyCount"), top.fields.require("id")
            if total > len(shown):
                counts[thread_id] = total
                if answers.get(thread_id) != total:
                    shown = list(self.answers(thread_id, Urgency.READ))
            found |= {remark.fields.require("id"): remark for remark in (top, *shown)}
        ordered = list(reversed(found.values()))  # of one second, in the order of the list, which sorting keeps
        ordered.sort(key=lambda remark: remark.published_at)
        return ordered, counts

    def answers(self, thread_id: str, urgency: Urgency) -> Iterator[Remark]:
        """Yield all answers in a thread; none when it is gone meanwhile, or its video takes no comments any more."""
        try:
            for fields in self._pages("comments", urgency, {"part": "snippet", "parentId": thread_id}):
                yield Remark.of(fields)
        except Refused as error:
            if error.status not in {403, 404}:
                raise

    def _threads(self, window: ReadWindow) -> Iterator[Fields]:
        wanted = {"part": "snippet,replies", "allThreadsRelatedToChannelId": self._account, "order": "time"}
        most = MOST if window.has_read else self._backlog
        for number, thread in enumerate(self._pages("commentThreads", Urgency.READ, wanted), 1):
            yield thread
            top = Remark.of(thread.object("snippet", "topLevelComment"))
            is_known = top.published_at.timestamp() <= window.since or window.knows(top.comment_id)
            if number >= most or (number >= self._watched and is_known):
                return

    def _pages(self, resource: str, urgency: Urgency, wanted: Mapping[str, Any]) -> Iterator[Fields]:
        after = None
        while True:
            params = {**wanted, "maxResults": PAGE, "textFormat": "plainText", "pageToken": after}
            answer = self._session.read(resource, urgency, params)
            yield from answer.objects("items")
            following = answer.text("nextPageToken")
            if not following:
                return
            if following == after:
                raise PlatformUnavailable("youtube: promised more and gave the same page again")
            after = following


def _number(channel: Channel, name: str, otherwise: str) -> int:
    setting = channel.settings.get(name, otherwise)
    if not setting.isascii() or not setting.isdigit() or not 1 <= int(setting[:6]) <= MOST:
        raise PlatformRefused(f"youtube: {name} of channel {channel.channel_id} is {setting!r}, not 1 to {MOST}")
    return int(setting)
