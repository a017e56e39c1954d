"""Take posts from a file: all of its rows, or none and every reason why."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from beadle.detectors.lengths import length
from beadle.domain.channels import Channel
from beadle.domain.errors import MalformedInput, NotFound
from beadle.domain.hours import LONDON
from beadle.domain.platforms import PLATFORMS, PlatformFacts
from beadle.domain.ports import Channels, Posts
from beadle.domain.posts import Post
from beadle.domain.web import is_secure
from beadle.usecases.posts_file import Row, read

LONGEST = 63_206
"""Characters of the longest post that any platform takes (Facebook)."""

LONGEST_ALT = 1_000
"""Characters of a description that every platform takes (X's limit)."""

OWN_LIMIT = "longest_text"
"""A channel's setting where its server or its subscription takes longer or shorter posts than the table says."""


@dataclass(frozen=True, slots=True)
class ImportPosts:
    """Adds drafts; an officer approves them."""

    posts: Posts
    channels: Channels

    def __call__(self, text: str, by: str) -> list[Post]:
        """Import a file's posts as drafts and return them; importing the same file again adds nothing.

        What the channel's platform would not take, too long a text or media that it cannot carry, is refused here.

        Args:
            text: CSV with a header of id, channel, publish_at, text and, if wanted, any_time, media and alt; or a JSON
                list of objects with the same fields, media being a list of {"url", "alt"}. Instants are ISO 8601,
                those without a zone London's wall clock.
            by: the officer.
        Raises:
            MalformedInput: names each wrong row and column; nothing was imported.
        """
        channels = {channel.channel_id: channel for channel in self.channels.all()}
        problems: list[str] = []
        posts: list[tuple[Row, Post]] = []
        first: dict[str, str] = {}
        for row in read(text, problems):
            wrong = list(_wrong(row, channels))
            post_id = row.cells["id"]
            if post_id in first:
                wrong.append(("id", f"is {first[post_id]}'s too"))
            first.setdefault(post_id, row.name)
            problems += [row.problem(column, words) for column, words in wrong]
            if not wrong:
                posts.append((row, _post(row, by)))
        if not posts and not problems:
            problems.append("there is no row under the header")
        problems += [
            row.problem("id", f"{post.post_id!r} exists with another text, channel, time or media")
            for row, post in posts
            if self._is_taken(post)
        ]
        if problems:
            raise MalformedInput("nothing was imported", problems)
        for _, post in posts:
            self.posts.add(post)
        return [post for _, post in posts]

    def _is_taken(self, post: Post) -> bool:
        try:
            standing = self.posts.get(post.post_id)
        except NotFound:
            return False
        return _content(standing) != _content(post)


def _content(post: Post) -> tuple[object, ...]:
    return post.channel_id, post.text, post.publish_at, post.any_time, post.media


def _wrong(row: Row, channels: Mapping[str, Channel]) -> Iterator[tuple[str, str]]:
    """Yield the columns that cannot be used, each with its reason."""
    post_id, channel_id, at, text = (row.cells[name] for name in ("id", "channel", "publish_at", "text"))
    if not post_id or not all(c.isalnum() or c in "-_." for c in post_id) or len(post_id) > 100:
        yield "id", "must be 1 to 100 letters, digits, hyphens, dots or underscores"
    if channel_id not in channels:
        known = ", ".join(sorted(channels)) or "the channels: there are none yet"
        yield "channel", f"{channel_id!r} is none of {known}"
    try:
        _instant(at)
    except ValueError as error:
        yield "publish_at", str(error)
    channel = channels.get(channel_id)
    facts = PLATFORMS.get(channel.platform) if channel else None
    yield from (("text", words) for words in _wrong_text(text, channel, facts))
    if row.cells.get("any_time", "").lower() not in ("yes", "no", ""):
        yield "any_time", "is neither yes nor no"
    yield from _wrong_media(row, facts)


def _wrong_text(text: str, channel: Channel | None, facts: PlatformFacts | None) -> Iterator[str]:
    unit, longest, whose = "characters", LONGEST, ""
    if channel is not None and facts is not None:
        own = channel.settings.get(OWN_LIMIT, "")
        unit, longest = facts.text_unit, int(own) if own.isascii() and own.isdigit() else facts.longest_text
        whose = f" on {facts.title}"
    if not text or (count := length(text, unit)) > longest:
        yield f"has {count if text else 0} {unit}: 1 to {longest} are possible{whose}"
    if strange := sorted({ord(c) for c in text if unicodedata.category(c) == "Cc" and c not in "\t\n\r"}):
        yield f"holds control characters: {', '.join(f'U+{code:04X}' for code in strange)}"


def _wrong_media(row: Row, facts: PlatformFacts | None) -> Iterator[tuple[str, str]]:
    for media in row.media:
        if not is_secure(media.url):
            yield "media", f"{media.url!r} is no address that begins with https://"
        if not media.alt or len(media.alt) > LONGEST_ALT:
            yield "alt", f"has {len(media.alt)} characters: say in 1 to {LONGEST_ALT} what {media.url!r} shows"
    if facts is None:
        return
    takes, videos = facts.media, sum(media.is_video for media in row.media)
    if takes.required and not row.media:
        yield "media", f"is missing: {facts.title} takes no post without {'a picture or ' * takes.pictures}a video"
    if len(row.media) > takes.most:
        yield "media", f"has {len(row.media)}: {facts.title} takes {takes.most or 'none'} through Beadle"
    elif videos and not takes.videos:
        yield "media", f"is a video: {facts.title} takes none through Beadle"
    elif videos < len(row.media) and not takes.pictures:
        yield "media", f"is a picture: {facts.title} takes videos only"
    elif videos and len(row.media) > 1 and not takes.mixed:
        yield "media", f"has a video and something else: on {facts.title} a video goes alone"


def _post(row: Row, by: str) -> Post:
    return Post(
        post_id=row.cells["id"],
        channel_id=row.cells["channel"],
        text=row.cells["text"],
        publish_at=_instant(row.cells["publish_at"]),
        any_time=row.cells.get("any_time", "").lower() == "yes",
        created_by=by,
        media=row.media,
    )


def _instant(text: str) -> datetime:
    """Return the instant in UTC, as it comes back from the table; ValueError, in words, when there is none."""
    try:
        written = datetime.fromisoformat(text)
        local = written.replace(tzinfo=LONDON) if written.tzinfo is None else written
        at = local.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"{text!r} is not an instant such as 2026-11-23T18:30") from None
    if at.astimezone(local.tzinfo).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValueError(f"{text!r} does not exist: the clocks go forward over it")
    return at
