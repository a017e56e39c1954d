"""Take posts from a spreadsheet: all of its rows, or none and every reason why."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from beadle.domain.errors import MalformedInput
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
        posts = list(_read(text, by, known, problems))
        if problems:
            raise MalformedInput("nothing was imported", problems)
        for post in posts:
            self.posts.add(post)
        return posts


def _read(text: str, by: str, channels: set[str], problems: list[str]) -> Iterator[Post]:
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    unknown = [name for name in reader.fieldnames or () if name not in COLUMNS + OPTIONAL]
    problems += [f"column {name} is missing" for name in missing] + [f"column {name!r} is unknown" for name in unknown]
    if missing or unknown:
        return
    seen: dict[str, int] = {}
    try:
        for number, row in enumerate(reader, start=2):  # row 1 is the header, as a spreadsheet counts
            wrong = list(_wrong(row, channels))
            if row["id"] in seen:
                wrong.append(("id", f"is row {seen[row['id']]}'s too"))
            seen.setdefault(row["id"], number)
            problems += [f"row {number}, column {column}: {problem}" for column, problem in wrong]
            if not wrong:
                yield Post(
                    post_id=row["id"].strip(),
                    channel_id=row["channel"].strip(),
                    text=row["text"].strip(),
                    publish_at=_instant(row["publish_at"]),
                    any_time=(row.get("any_time") or "no").strip().lower() == "yes",
                    created_by=by,
                )
    except csv.Error as error:
        problems.append(f"row {reader.line_num}: {error}")


def _wrong(row: Mapping[str, str | None], channels: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the columns that cannot be used, each with its reason."""
    if None in row or any(row[name] is None for name in COLUMNS):
        yield "text", "the row has more or fewer fields than the header: put quotes around text with commas"
        return
    post_id, channel, at, text = (str(row[name]).strip() for name in COLUMNS)
    if not post_id or not all(c.isalnum() or c in "-_." for c in post_id) or len(post_id) > 100:
        yield "id", "must be 1 to 100 letters, digits, hyphens, dots or underscores"
    if channel not in channels:
        yield "channel", f"{channel!r} is none of {', '.join(sorted(channels)) or 'the channels: there are none yet'}"
    try:
        instant = _instant(at)
    except ValueError:
        yield "publish_at", f"{at!r} is not an instant such as 2026-11-23T18:30"
    else:
        if instant.astimezone(UTC).astimezone(instant.tzinfo).replace(tzinfo=None) != instant.replace(tzinfo=None):
            yield "publish_at", f"{at!r} does not exist: the clocks go forward over it"
    if not text or len(text) > LONGEST:
        yield "text", f"has {len(text)} characters: 1 to {LONGEST} are possible"
    if (row.get("any_time") or "no").strip().lower() not in ("yes", "no"):
        yield "any_time", "is neither yes nor no"


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text.strip())
    return at.replace(tzinfo=LONDON) if at.tzinfo is None else at
