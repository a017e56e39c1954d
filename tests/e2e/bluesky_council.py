"""A council's account on the loopback network with Beadle's adapter on it, among residents."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from itertools import count
from typing import Any, cast
from uuid import uuid4

from beadle.adapters.platforms.bluesky import BlueskyPlatform
from beadle.domain.channels import Channel
from beadle.domain.comments import Comment
from beadle.domain.ports import Platform
from beadle.domain.posts import Post
from tests.e2e.bluesky_network import BlueskyNetwork
from tests.e2e.bluesky_people import Person, Ref
from tests.fakes.access import access

ROOT_TEXT = "The swimming pool is closed on Friday."
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
_numbers = count(1)


class Settled:
    """A platform whose every call finds the network at rest, and leaves it so."""

    def __init__(self, platform: Platform, network: BlueskyNetwork) -> None:
        self._platform = platform
        self._network = network

    def __getattr__(self, name: str) -> Any:
        attribute = getattr(self._platform, name)
        return self._between_rests(attribute) if callable(attribute) else attribute

    def _between_rests(self, act: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(act)
        def settled(*args: Any, **named: Any) -> Any:
            self._network.settle()
            try:
                return act(*args, **named)
            finally:
                self._network.settle()

        return settled


class Council:
    """One council's account, a post of its, and the adapter as Beadle makes it."""

    def __init__(self, network: BlueskyNetwork) -> None:
        self.network = network
        self.person = join(network, "council")
        self.app_password = network.create_app_password(self.person.account, f"beadle {next(_numbers)}")
        self.root = self.person.post(ROOT_TEXT)
        self.bluesky = self.adapter()
        self.platform = cast(Platform, Settled(self.bluesky, network))

    def adapter(self, password: str | None = None, **settings: str) -> BlueskyPlatform:
        """Return another adapter, not signed in yet."""
        account = self.person.account.handle
        channel = Channel("corporate", "bluesky", account, self.network.pds_url, settings=settings)
        return BlueskyPlatform(channel, access({"app_password": password or self.app_password}))

    def read(self, position: str | None = None) -> list[Comment]:
        """Return all comments since `position`."""
        return [comment for page in self.platform.comments(position) for comment in page.comments]

    def texts(self, position: str | None = None) -> list[str]:
        """Return the texts of all comments since `position`."""
        return [comment.text for comment in self.read(position)]

    def last_position(self) -> str:
        """Return the position after everything that is there now."""
        return list(self.platform.comments(None))[-1].position

    def find(self, ref: Ref) -> Comment:
        """Return a comment as the adapter gives it."""
        return next(comment for comment in self.read() if comment.comment_id == f"bluesky:{ref.uri}")

    def draft(self, text: str) -> Post:
        """Return a new post, not published yet."""
        return Post(f"post-{next(_numbers)}-{uuid4()}", "corporate", text, NOW)


def join(network: BlueskyNetwork, name: str) -> Person:
    """Create an account with a name of its own."""
    handle = f"{name}{next(_numbers)}-{uuid4().hex[:6]}"
    return Person(network, network.create_account(f"{handle}.test", "correct horse battery", f"{handle}@example.org"))
