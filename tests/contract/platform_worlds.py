"""The worlds in which the `Platform` contract is tested: an adapter, and the public and the network around it.

To hold another adapter to the contract, derive a `World` for it and name it in `test_platform.py`.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import count
from typing import ClassVar

from beadle.adapters.platforms.sandbox import SandboxPlatform
from beadle.domain.comments import Comment, Visibility
from beadle.domain.ports import Platform
from beadle.domain.posts import Post
from local.sandbox.faults import Fault, Kind
from tests.fakes import InMemoryPlatform
from tests.fakes.access import access
from tests.platforms.server import PlatformServer
from tests.sandbox_server import RunningSandbox

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
_numbers = count(1)


class World(ABC):
    """One adapter among residents."""

    platform: Platform
    page_size = 100
    crowd = 10_000  # comments in the largest reading
    repeats: ClassVar[bool] = True  # whether it publishes a text again that it has just published
    untouched: ClassVar[Visibility] = Visibility.VISIBLE  # what is read back of a comment that nobody acted on
    tells_alt_texts: ClassVar[bool] = False  # whether its answers say what the pictures of a comment show

    @abstractmethod
    def write(self, text: str, author: str = "Resident") -> str:
        """Let a resident comment on a post of the council's; return the comment's id."""

    @abstractmethod
    def edit(self, comment_id: str, text: str) -> None:
        """Let the author change a comment."""

    @abstractmethod
    def remove(self, comment_id: str) -> None:
        """Let the author delete a comment."""

    @abstractmethod
    def public_posts(self) -> list[str]:
        """Return the texts of the posts that tests published, as the public sees them."""

    @abstractmethod
    def public_replies(self, comment_id: str) -> list[str]:
        """Return the texts of the council's answers to a comment, as the public sees them."""

    def show(self, text: str, *alt_texts: str) -> str:
        """Let a resident comment with pictures, "" for one of which nothing is said; return the comment's id."""
        raise NotImplementedError

    def write_many(self, number: int) -> None:
        """Let residents write the comments "0", "1", ..."""
        for n in range(number):
            self.write(str(n))

    def post(self, text: str = "The library opens at nine.") -> Post:
        """Return a new post, not published yet."""
        return Post(f"post-{next(_numbers)}", "channel", text, NOW)

    def read(self, position: str | None = None) -> list[Comment]:
        """Return all comments since `position`."""
        return [comment for page in self.platform.comments(position) for comment in page.comments]

    def find(self, comment_id: str) -> Comment:
        """Return a comment as the platform gives it."""
        return next(comment for comment in reversed(self.read()) if comment.comment_id == comment_id)


class RemoteWorld(World):
    """A world with a network between: what can go wrong there can be ordered."""

    wait: ClassVar[float] = 37  # seconds that it can be told to ask for
    reads_ahead: ClassVar[bool] = False  # whether everything is read before the first page is yielded

    @abstractmethod
    def order(self, kind: Kind, method: str, calls: int = 1, seconds: float = 1.0) -> None:
        """Let the next calls of that HTTP method go wrong."""

    @abstractmethod
    def with_expired_token(self) -> Platform:
        """Return an adapter whose token is no longer accepted."""


class ServedWorld(RemoteWorld):
    """A world behind an HTTP fake: `tests/platforms/server.py`."""

    server: PlatformServer

    def order(self, kind: Kind, method: str, calls: int = 1, seconds: float = 1.0) -> None:
        self.server.faults.add(Fault(kind, calls, method, seconds=seconds))


class InMemoryWorld(World):
    """The fake that other tests stand on."""

    tells_alt_texts = True

    def __init__(self) -> None:
        self.memory = InMemoryPlatform()
        self.platform = self.memory

    def write(self, text: str, author: str = "Resident") -> str:
        return self.memory.say(text, author).comment_id

    def show(self, text: str, *alt_texts: str) -> str:
        return self.memory.say(text, alt_texts=tuple(filter(None, alt_texts))).comment_id

    def edit(self, comment_id: str, text: str) -> None:
        self.memory.edit(comment_id, text, NOW)

    def remove(self, comment_id: str) -> None:
        self.memory.visibilities[comment_id] = Visibility.GONE

    def public_posts(self) -> list[str]:
        return [published.text for published in self.memory.published.values()]

    def public_replies(self, comment_id: str) -> list[str]:
        return [reply.text for reply in self.memory.replies.values() if reply.comment_id == comment_id]


class SandboxWorld(RemoteWorld):
    """The sandbox's adapter before the real server, in an account of its own."""

    def __init__(self, sandbox: RunningSandbox) -> None:
        number = next(_numbers)
        self.sandbox = sandbox
        self.account, self.token = f"account{number}", f"token{number}"
        sandbox.faults.clear()
        sandbox.store.add_account(self.account, "The council", self.token)
        self.root = sandbox.store.add_post(self.account, "The swimming pool is closed on Friday.", "root")
        self.platform = self.adapter({"token": self.token})
        self.authors: dict[str, str] = {}

    def adapter(self, secret: Mapping[str, str]) -> SandboxPlatform:
        """Return another adapter for the same account."""
        return SandboxPlatform(self.sandbox.channel(self.account), access(secret))

    def write(self, text: str, author: str = "Resident") -> str:
        body = {"author": author, "text": text}
        answer = self.sandbox.call("POST", f"/api/posts/{self.root.native_id}/comments", body)
        comment_id = f"sandbox:{answer['id']}"
        self.authors[comment_id] = author
        return comment_id

    def write_many(self, number: int) -> None:
        for n in range(number):
            self.sandbox.store.add_comment(self.root.number, "Resident", str(n))

    def edit(self, comment_id: str, text: str) -> None:
        body = {"author": self.authors[comment_id], "text": text}
        self.sandbox.call("PATCH", f"/api/comments/{comment_id.removeprefix('sandbox:')}", body)

    def remove(self, comment_id: str) -> None:
        author = {"author": self.authors[comment_id]}
        self.sandbox.call("DELETE", f"/api/comments/{comment_id.removeprefix('sandbox:')}", params=author)

    def public_posts(self) -> list[str]:
        posts = self.sandbox.store.posts(self.account)
        return [post.text for post in reversed(posts) if post.number != self.root.number]

    def public_replies(self, comment_id: str) -> list[str]:
        number = int(comment_id.removeprefix("sandbox:c"))
        return [reply.text for reply in self.sandbox.store.replies(number, None)]

    def order(self, kind: Kind, method: str, calls: int = 1, seconds: float = 1.0) -> None:
        fault = {"kind": str(kind), "method": method, "calls": calls, "seconds": seconds}
        self.sandbox.call("POST", "/admin/faults", fault)

    def with_expired_token(self) -> Platform:
        self.sandbox.store.expire_token(self.account)
        return self.platform


__all__ = ["Fault", "InMemoryWorld", "Kind", "RemoteWorld", "SandboxWorld", "ServedWorld", "World"]
