"""What the public wrote to the account, read once.

The account's mentions are read: 0.001 dollars a post instead of 0.005, one list for all conversations; a reply names
whom it answers. What they miss: an answer to another resident whose writer took the council's name out. X keeps the
last 800 in that list; what is older, of up to seven days, is searched for at the full price.

Both lists give the newest first, so a span of ids is read whole and then told from its beginning. Where a reading
breaks off, what it read (and paid for) is told, and the rest of the span stays unread.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from beadle.adapters.platforms.access import Access
from beadle.adapters.platforms.http import Fields
from beadle.adapters.platforms.quota import Urgency
from beadle.adapters.platforms.x.costs import OWN, POST, USER
from beadle.adapters.platforms.x.session import Endpoint, Session
from beadle.adapters.platforms.x.texts import first_id
from beadle.domain.channels import Channel
from beadle.domain.errors import PlatformRefused, PlatformUnavailable, Retryable

PAGE_SIZE = 100
LISTED = 800  # posts that X keeps in the list of mentions
BACKLOG = "800"
"""How many posts the first reading pays for at least, where there are as many; the setting `backlog` says otherwise."""
SEARCHED = timedelta(days=7) - timedelta(minutes=1)  # how far back X searches; the minute is for clocks that differ
ME = Endpoint("GET", "/2/users/me", "users.read")
MENTIONS = Endpoint("GET", "/2/users/{}/mentions", "tweet.read")
SEARCH = Endpoint("GET", "/2/tweets/search/recent", "tweet.read")
POSTS = Endpoint("GET", "/2/tweets", "tweet.read")
_FIELDS = (
    "author_id,conversation_id,created_at,display_text_range,edit_history_tweet_ids,entities,in_reply_to_user_id,"
    "note_tweet,referenced_tweets"
)
ROOT_FIELDS = "author_id,entities,note_tweet"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Span:
    """Ids of posts that are unread: those after `since` and, where there is an `until`, before it."""

    since: int
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Some posts, oldest first, with their authors by id, and what is unread after them."""

    posts: Sequence[Fields]
    authors: dict[str, Fields]
    position: str


def spans_of(position: str | None) -> list[Span]:
    """Return what is unread at a position; everything, where there is none or it cannot be read."""
    try:
        fields = json.loads(position or "")
        if fields["v"] == _VERSION:
            return [Span(int(since), None if until is None else int(until)) for since, until in fields["unread"]]
    except (ValueError, TypeError, KeyError):
        pass
    return [Span(0)]


def position_of(spans: Sequence[Span]) -> str:
    """Return the position at which these are unread."""
    unread = [[str(span.since), None if span.until is None else str(span.until)] for span in spans]
    return json.dumps({"v": _VERSION, "unread": unread}, separators=(",", ":"))


class Me:
    """The account, as X knows it."""

    def __init__(self, account: str, session: Session) -> None:
        self._account = account
        self._session = session
        self._fields = Fields(None)

    @property
    def id(self) -> str:
        """Its number."""
        return self._account if self._account.isdigit() else self.fields.require("id")

    @property
    def fields(self) -> Fields:
        """Its profile, as it was when it was last asked for."""
        return self._fields or self.asked()

    def asked(self) -> Fields:
        """Ask for its profile."""
        self._fields = self._session.call(ME, Urgency.WRITE, USER).object("data")
        return self._fields


class Reader:
    """Reads the spans of one channel."""

    def __init__(self, channel: Channel, session: Session, me: Me, access: Access) -> None:
        self._session = session
        self._me = me
        self._now = access.now
        setting = channel.settings.get("backlog", BACKLOG)
        if not setting.isascii() or not setting.isdigit() or len(setting) > 9:
            raise PlatformRefused(f"x: backlog of channel {channel.channel_id} is {setting!r}, not a number")
        self._backlog = int(setting)

    def batches(self, position: str | None) -> Iterator[Batch]:
        """Yield what is unread, span by span, each from its beginning."""
        todo = spans_of(position)
        while todo:
            span, *later = todo
            reading = _Reading(span, self._backlog if span.since == 0 else None)
            failure = None
            try:
                self._read(reading)
            except Retryable as error:
                failure = error
            left, todo = reading.left(failed=failure is not None), later
            posts = reading.posts
            for start in range(0, len(posts), PAGE_SIZE):
                some = posts[start : start + PAGE_SIZE]
                is_last = start + PAGE_SIZE >= len(posts)
                after = [] if is_last and span.until is not None else [Span(_id(some[-1]), span.until)]
                yield Batch(some, reading.authors, position_of([*left, *after, *later]))
            if not posts and span.until is not None and failure is None:
                yield Batch((), {}, position_of(later))
            if failure is not None:
                raise failure

    def _read(self, reading: "_Reading") -> None:
        """Read back from the newest post of the span to its beginning."""
        self._read_list(MENTIONS, (OWN, OWN), reading, {})
        if reading.is_enough or (reading.span.until is None and len(reading.found) < LISTED):
            return
        query = f"@{self._me.fields.require('username')} -from:{self._me.id} -is:retweet"
        oldest_searched = first_id(self._now() - SEARCHED)
        if reading.until is None or reading.until > oldest_searched:
            since = max(reading.span.since, oldest_searched)
            self._read_list(SEARCH, (POST, USER), reading, {"query": query, "sort_order": "recency"}, since)

    def _read_list(
        self,
        endpoint: Endpoint,
        each: tuple[int, int],
        reading: "_Reading",
        wanted: dict[str, str],
        since: int | None = None,
    ) -> None:
        after = None
        since = reading.span.since if since is None else since
        until = reading.until  # fixed while the list is turned over
        ids = () if endpoint is SEARCH else (self._me.id,)
        while True:
            params = {
                **wanted,
                "max_results": PAGE_SIZE,
                "since_id": since or None,
                "until_id": until,
                "pagination_token": after,
                "tweet.fields": _FIELDS,
                "expansions": "author_id",
                "user.fields": "name,username",
            }
            answer = self._session.read(endpoint, Urgency.READ, each, *ids, most=PAGE_SIZE, params=params)
            reading.take(answer)
            following = answer.object("meta").text("next_token")
            if not following or reading.is_enough:
                return
            if following == after:
                raise PlatformUnavailable("x: promised more and gave the same page again")
            after = following


class _Reading:
    """What has been read of a span, so far."""

    def __init__(self, span: Span, wanted: int | None) -> None:
        self.span = span
        self._wanted = wanted  # posts; None for all
        self.until = span.until  # down to here it was read
        self.found: dict[int, Fields] = {}
        self.authors: dict[str, Fields] = {}

    def take(self, answer: Fields) -> None:
        for author in answer.object("includes").objects("users"):
            self.authors[author.text("id")] = author
        for post in answer.objects("data"):
            self.found[_id(post)] = post
        if self.found:
            oldest = min(self.found)
            self.until = oldest if self.until is None else min(self.until, oldest)

    @property
    def is_enough(self) -> bool:
        """Whether as many were read as are wanted."""
        return self._wanted is not None and len(self.found) >= self._wanted

    @property
    def posts(self) -> list[Fields]:
        return [self.found[number] for number in sorted(self.found)]

    def left(self, failed: bool) -> list[Span]:
        """Return what is still unread before what was read."""
        return [Span(self.span.since, self.until)] if failed and self.found else []


def _id(post: Fields) -> int:
    number = post.require("id")
    if not number.isascii() or not number.isdigit():
        raise PlatformUnavailable("x: a post's id is no number")
    return int(number)
