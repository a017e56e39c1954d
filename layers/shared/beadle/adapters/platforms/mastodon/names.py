"""Beadle's ids of what is on a Mastodon server: every server counts by itself, so its name is part of them."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from beadle.domain.channels import Channel
from beadle.domain.comments import Comment
from beadle.domain.errors import PlatformRefused

_ID = re.compile(r"[A-Za-z0-9_-]{1,100}")


@dataclass(frozen=True, slots=True)
class Names:
    """The ids of one server: "mastodon:mastodon.social/109"."""

    prefix: str

    @classmethod
    def of(cls, channel: Channel) -> "Names":
        """Return those of the channel's server."""
        return cls(f"mastodon:{urlsplit(channel.service_url).netloc.lower()}/")

    def ours(self, native_id: str) -> str:
        """Return Beadle's id for a server's."""
        return self.prefix + native_id

    def status(self, comment: Comment) -> str:
        """Return the server's id of a comment; see `native`."""
        return self.native(comment.comment_id)

    def native(self, beadle_id: str) -> str:
        """Return the server's id, fit for a path. PlatformRefused for one of another server or platform."""
        native_id = beadle_id.removeprefix(self.prefix)
        if not beadle_id.startswith(self.prefix):
            raise PlatformRefused(f"mastodon: {beadle_id!r} is none of this server's ids ({self.prefix}...)")
        return plain_id(native_id)


def plain_id(native_id: str) -> str:
    """Return the id unless it is none. PlatformRefused: it would lead elsewhere in a path."""
    if not _ID.fullmatch(native_id):
        raise PlatformRefused(f"mastodon: {native_id!r} is no id")
    return native_id
