"""The addresses of records: at://DID/COLLECTION/KEY, and what Beadle makes of them.

Source: https://atproto.com/specs/at-uri-scheme
"""

import re
from dataclasses import dataclass

from beadle.domain.errors import PlatformRefused

PREFIX = "bluesky:"
POST = "app.bsky.feed.post"
THREADGATE = "app.bsky.feed.threadgate"
BLOCK = "app.bsky.graph.block"
_DID = r"did:[a-z]+:[A-Za-z0-9._:%-]{1,512}"
_ADDRESS = re.compile(rf"at://({_DID})/([A-Za-z0-9.-]{{1,317}})/([A-Za-z0-9._:~-]{{1,512}})")


@dataclass(frozen=True, slots=True)
class Address:
    """Where one record is."""

    did: str
    collection: str
    rkey: str

    def __str__(self) -> str:
        """The address as it is written."""
        return f"at://{self.did}/{self.collection}/{self.rkey}"

    @property
    def url(self) -> str:
        """Where a person sees the post."""
        return f"https://bsky.app/profile/{self.did}/post/{self.rkey}"

    @classmethod
    def parse(cls, uri: str) -> "Address | None":
        """Return the address, None when it is none."""
        match = _ADDRESS.fullmatch(uri)
        return cls(*match.groups()) if match else None


def post_address(uri: str) -> Address:
    """Return the address of a post. PlatformRefused for anything else."""
    address = Address.parse(uri)
    if address is None or address.collection != POST:
        raise PlatformRefused(f"bluesky: {uri!r} is not the address of a post (at://did:.../{POST}/...)")
    return address


def native_did(author_id: str) -> str:
    """Return "did:plc:abc" for "bluesky:did:plc:abc". PlatformRefused for an author of another platform."""
    did = author_id.removeprefix(PREFIX)
    if not author_id.startswith(PREFIX) or not re.fullmatch(_DID, did):
        raise PlatformRefused(f"bluesky: {author_id!r} is not an author on Bluesky (bluesky:did:...)")
    return did


def native_comment(comment_id: str) -> Address:
    """Return the address of the comment "bluesky:at://...". PlatformRefused for a comment of another platform."""
    if not comment_id.startswith(PREFIX):
        raise PlatformRefused(f"bluesky: {comment_id!r} is a comment on another platform")
    return post_address(comment_id.removeprefix(PREFIX))
