"""Take posts from a spreadsheet: all of its rows, or none and every reason why."""

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from beadle.domain.errors import MalformedInput, NotFound
from beadle.domain.hours import LONDON
from beadle.domain.ports import Channels, Posts
from beadle.domain.posts import Post

COLUMNS = ("id", "channel", "publish_at", "text")
OPTIONAL = ("any_time",)
LONGEST = 63_206
"""Characters of the longest post that any platform takes (Facebook)."""


@dataclass(frozen=True, slots=True)
class ImportPosts:
    """Adds drafts; an officer approves them."""

    posts: Posts
    channels: Channels

    def __call__(self, text: str, by: str) -> list[Post]:
        """Import a CSV file's rows as drafts and return them; importing the same file again adds nothing.

        Args:
            text: the file, with a header of `COLUMNS` and, if wanted, `OPTIONAL`; instants as ISO 8601, those without a
                zone being London's wall clock.
            by: the officer.
        Raises:
            MalformedInput: names each wrong row and column; nothing was imported.
        """
        known = {channel.channel_id for channel in self.channels.all()}
        problems: list[str] = []
        posts = dict(_read(text, by, known, problems))
        if not posts and not problems:
            problems.append("there is no row under the header")
        problems += [
            f"row {number}, column id: {post.post_id!r} exists with another text, channel or time"
            for number, post in posts.items()
            if self._is_taken(post)
        ]
        if problems:
            raise MalformedInput("nothing was imported", problems)
        for post in posts.values():
            self.posts.add(post)
        return list(posts.values())

    def _is_taken(self, post: Post) -> bool:
        try:
            standing = self.posts.get(post.post_id)
        except NotFound:
            return False
        return _content(standing) != _content(post)


def _content(post: Post) -> tuple[object, ...]:
    return post.channel_id, post.text, post.publish_at, post.any_time


def _read(text: str, by: str, channels: set[str], problems: list[str]) -> Iterator[tuple[int, Post]]:
    """Yield each usable row's number and post, and put into words what is wrong with the others."""
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    seen: dict[str, int] = {}
    try:
        header = next(rows, [])
        problems += _wrong_columns(header)
        if problems:
            return
        for number, cells in enumerate(rows, start=2):  # the header is row 1, as a spreadsheet counts
            if not any(cells):
                continue  # an empty row
            if len(cells) != len(header):
                fields = f"has {len(cells)} fields, the header {len(header)}: put quotes around text with commas"
                problems.append(f"row {number}, column text: the row {fields}")
                continue
            row = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
            wrong = list(_wrong(row, channels))
            if row["id"] in seen:
                wrong.append(("id", f"is row {seen[row['id']]}'s too"))
            seen.setdefault(row["id"], number)
            problems += [f"row {number}, column {column}: {problem}" for column, problem in wrong]
            if not wrong:
                yield number, _post(row, by)
    except csv.Error as error:
        problems.append(f"line {rows.line_num}: {error}")


def _wrong_columns(header: Sequence[str]) -> Iterator[str]:
    yield from (f"column {name} is missing" for name in COLUMNS if name not in header)
    yield from (f"column {name!r} is unknown" for name in header if name not in COLUMNS + OPTIONAL)
    yield from (f"column {name} comes more than once" for name in COLUMNS + OPTIONAL if header.count(name) > 1)


def _wrong(row: Mapping[str, str], channels: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the columns that cannot be used, each with its reason."""
    post_id, channel, at, text = (row[name] for name in COLUMNS)
    if not post_id or not all(c.isalnum() or c in "-_." for c in post_id) or len(post_id) > 100:
        yield "id", "must be 1 to 100 letters, digits, hyphens, dots or underscores"
    if channel not in channels:
        yield "channel", f"{channel!r} is none of {', '.join(sorted(channels)) or 'the channels: there are none yet'}"
    try:
        _instant(at)
    except ValueError as error:
        yield "publish_at", str(error)
    if not text or len(text) > LONGEST:
        yield "text", f"has {len(text)} characters: 1 to {LONGEST} are possible"
    if strange := sorted({ord(c) for c in text if unicodedata.category(c) == "Cc" and c not in "\t\n\r"}):
        yield "text", f"holds control characters: {', '.join(f'U+{code:04X}' for code in strange)}"
    if row.get("any_time", "").lower() not in ("yes", "no", ""):
        yield "any_time", "is neither yes nor no"


def _post(row: Mapping[str, str], by: str) -> Post:
    return Post(
        post_id=row["id"],
        channel_id=row["channel"],
        text=row["text"],
        publish_at=_instant(row["publish_at"]),
        any_time=row.get("any_time", "").lower() == "yes",
        created_by=by,
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
