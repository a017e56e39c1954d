"""Posts as X gives them: their texts as people see them, their instants, their ids."""

from datetime import UTC, datetime, timedelta

from beadle.adapters.platforms import visible
from beadle.adapters.platforms.http import Fields
from beadle.domain.errors import PlatformRefused

PREFIX = "x:"
_EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)  # X's ids count milliseconds from here
_BELOW = 22  # bits of an id below its milliseconds
_ESCAPED = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))  # all that X escapes; "&amp;" last, or "&amp;lt;" is lost


def instant_of(post_id: int) -> datetime:
    """Return when the post of that id was written."""
    return _EPOCH + timedelta(milliseconds=post_id >> _BELOW)


def first_id(at: datetime) -> int:
    """Return the lowest id of a post written at an aware instant."""
    return max((at - _EPOCH) // timedelta(milliseconds=1), 0) << _BELOW


def seen_text(post: Fields) -> str:
    """Return what people see of a post: whole where it is long, its links as they were given, unescaped.

    The names of those whom a reply answers stand before its text and are not shown with it. Nor is the link that X adds
    for an attached picture.
    """
    note = post.object("note_tweet")
    whole = note if note.text("text") else post
    text = whole.text("text")
    shown = post.raw().get("display_text_range")
    if isinstance(shown, list) and shown and isinstance(shown[0], int) and text[: shown[0]].startswith("@"):
        text = text[shown[0] :]
    for escaped, plain in _ESCAPED:
        text = text.replace(escaped, plain)
    for link in whole.object("entities").objects("urls"):
        if link.text("url"):
            given = "" if link.text("media_key") else link.text("expanded_url") or link.text("url")
            text = text.replace(link.text("url"), given, 1)
    seen = visible.plain(text).text
    return seen.rstrip() if any(whole.object("entities").objects("urls")) else seen


def native(beadle_id: str) -> str:
    """Return "17" for "x:17". PlatformRefused for an id of another platform."""
    number = beadle_id.removeprefix(PREFIX)
    if not beadle_id.startswith(PREFIX) or not number.isascii() or not number.isdigit():
        raise PlatformRefused(f"x: {beadle_id!r} is an id of another platform")
    return number
