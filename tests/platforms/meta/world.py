"""A page and its Instagram account, with residents around them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar, Self

from beadle.adapters.platforms.access import Access
from beadle.adapters.platforms.meta import FacebookPlatform, InstagramPlatform
from beadle.domain.channels import Channel
from beadle.domain.ports import Platform
from beadle.domain.posts import Media, Post
from tests.contract.platform_worlds import ServedWorld
from tests.fakes.access import access
from tests.platforms.meta.server import ACCOUNT, PAGE, TOKEN, GraphServer
from tests.platforms.specifications.graph import SPECS, GraphSpecification

PICTURE = Media("https://example.org/pool.jpg", "The swimming pool")


class MetaWorld(ServedWorld):
    """What both have in common."""

    wait: ClassVar[float] = 180  # Meta counts in minutes
    server: GraphServer

    def __init__(self, server: GraphServer) -> None:
        self.server = server
        self.platform = self.adapter()

    @classmethod
    @contextmanager
    def open(cls) -> Iterator[Self]:
        """Open a new world, held to the published specification where that is at hand."""
        with GraphServer.running() as server:
            if SPECS.is_dir():
                server.specification = GraphSpecification(server.kind_of)
            yield cls(server)

    def adapter(self, token: str = TOKEN, **settings: str) -> Platform:
        """Return another adapter for the same account."""
        raise NotImplementedError

    def access(self, token: str) -> Access:
        """Return access by that token, at the time that the fake has."""
        return access({"token": token}, now=lambda: self.server.now)

    def edit(self, comment_id: str, text: str) -> None:
        comment = self.server.nodes[comment_id.partition(":")[2]]
        comment.fields[comment.text_field] = text

    def remove(self, comment_id: str) -> None:
        self.server.nodes[comment_id.partition(":")[2]].is_gone = True

    def with_expired_token(self) -> Platform:
        self.server.is_expired = True
        return self.platform

    def _texts(self, above: str, edge: str, but: str = "") -> list[str]:
        nodes = [self.server.nodes[node] for node in self.server.nodes[above].edges.get(edge, [])]
        return [str(node.fields[node.text_field]) for node in nodes if not node.is_gone and node.node_id != but]


class FacebookWorld(MetaWorld):
    """Residents beneath the page's post."""

    repeats: ClassVar[bool] = False  # a post with the words of the last one is refused: error 506

    def adapter(self, token: str = TOKEN, **settings: str) -> FacebookPlatform:
        channel = Channel("channel", "facebook", PAGE, self.server.address, settings=settings)
        return FacebookPlatform(channel, self.access(token))

    def write(self, text: str, author: str = "Resident") -> str:
        comment = self.server.new_comment(self.server.root, text, self.server.person(author), author)
        return f"facebook:{comment.node_id}"

    def public_posts(self) -> list[str]:
        return self._texts(PAGE, "published_posts", but=self.server.root.node_id)

    def public_replies(self, comment_id: str) -> list[str]:
        return self._texts(comment_id.removeprefix("facebook:"), "comments")


class InstagramWorld(MetaWorld):
    """Residents beneath the account's picture."""

    reads_ahead: ClassVar[bool] = True  # Instagram lists the newest first

    def adapter(self, token: str = TOKEN, **settings: str) -> InstagramPlatform:
        channel = Channel("channel", "instagram", ACCOUNT, self.server.address, settings=settings)
        return InstagramPlatform(channel, self.access(token))

    def post(self, text: str = "The library opens at nine.") -> Post:
        plain = super().post(text)
        return Post(plain.post_id, plain.channel_id, plain.text, plain.publish_at, media=(PICTURE,))

    def write(self, text: str, author: str = "Resident") -> str:
        comment = self.server.new_ig_comment(self.server.media, text, self.server.person(author), author)
        return f"instagram:{comment.node_id}"

    def public_posts(self) -> list[str]:
        return self._texts(ACCOUNT, "media", but=self.server.media.node_id)

    def public_replies(self, comment_id: str) -> list[str]:
        return self._texts(comment_id.removeprefix("instagram:"), "replies")
