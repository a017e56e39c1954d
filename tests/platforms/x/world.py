"""A council's account on X, with residents who reply to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar, Self

from beadle.adapters.platforms.access import Access
from beadle.adapters.platforms.x import XPlatform
from beadle.domain.channels import Channel
from beadle.domain.comments import Visibility
from beadle.domain.ports import Platform
from tests.contract.platform_worlds import ServedWorld
from tests.fakes.access import access
from tests.platforms.specifications.openapi import SPECS, specification
from tests.platforms.x.server import COUNCIL, XServer

DOCUMENT = "x-openapi-2.159.json"
UNPUBLISHED = (
    ("POST", "/2/oauth2/token"),  # in the document's securitySchemes only
    ("POST", "/2/users/{id}/blocking"),  # Enterprise only, and left out of the public document
    ("DELETE", "/2/users/{id}/blocking/{target}"),  # likewise
)
SECRET = {"access_token": "access-0", "refresh_token": "refresh-0", "client_id": "app", "client_secret": "hidden"}


class XWorld(ServedWorld):
    """Residents beneath the council's post; access is Enterprise, and the account has Premium."""

    repeats: ClassVar[bool] = False  # words that were just written are refused
    reads_ahead: ClassVar[bool] = True  # X lists the newest first
    untouched: ClassVar[Visibility] = Visibility.UNKNOWN  # X tells nowhere whether a reply is hidden
    server: XServer
    platform: XPlatform

    def __init__(self, server: XServer) -> None:
        self.server = server
        self.access = access(SECRET, now=lambda: server.now)
        self.platform = self.adapter()

    @classmethod
    @contextmanager
    def open(cls) -> Iterator[Self]:
        """Open a new world, held to the published specification where that is at hand."""
        with XServer.running() as server:
            if (SPECS / DOCUMENT).exists():
                server.specification = specification(DOCUMENT, UNPUBLISHED)
            yield cls(server)

    def adapter(self, way_in: Access | None = None, **settings: str) -> XPlatform:
        """Return another adapter for the same account, with a budget that no test of another thing uses up."""
        wanted = {"access": "enterprise", "edits": "premium", "monthly_cap_usd": "1000", "backlog": "100000"} | settings
        channel = Channel("channel", "x", COUNCIL, self.server.address, settings=wanted)
        return XPlatform(channel, way_in or self.access)

    def write(self, text: str, author: str = "Resident") -> str:
        return f"x:{self.server.write(self.server.person(author), text, self.server.root).number}"

    def edit(self, comment_id: str, text: str) -> None:
        standing = self.server.newest(int(comment_id.removeprefix("x:")))
        assert standing is not None
        self.server.edit(standing, text)

    def remove(self, comment_id: str) -> None:
        self.server.remove(int(comment_id.removeprefix("x:")))

    def public_posts(self) -> list[str]:
        own = (t for t in self.server.tweets.values() if t.author == COUNCIL and t.is_newest and not t.parent)
        return [tweet.text for tweet in own if tweet is not self.server.root]

    def public_replies(self, comment_id: str) -> list[str]:
        parent = int(comment_id.removeprefix("x:"))
        return [t.text for t in self.server.tweets.values() if t.parent == parent and t.author == COUNCIL]

    def with_expired_token(self) -> Platform:
        self.server.is_revoked = True
        return self.platform
