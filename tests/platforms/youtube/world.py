"""A council's channel on YouTube, with residents who comment on its video."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import ClassVar, Self

from beadle.adapters.platforms.access import Access
from beadle.adapters.platforms.youtube import YouTubePlatform
from beadle.domain.channels import Channel
from beadle.domain.ports import Platform
from beadle.domain.posts import Media, Post
from tests.contract.platform_worlds import ServedWorld
from tests.fakes.access import access
from tests.platforms.specifications.discovery import document, specification
from tests.platforms.youtube.server import COUNCIL, YouTubeServer
from tests.scripted_server import Said, scripted_server

DOCUMENT = "youtube.v3.json"
UNPUBLISHED = (
    ("POST", "/token"),  # Google's OAuth, another API
    ("PUT", "/upload/session/{id}"),  # whatever address the beginning of an upload is answered with
)
SECRET = {
    "access_token": "access-0",
    "refresh_token": "refresh-0",
    "client_id": "77-app.apps.googleusercontent.com",
    "client_secret": "hidden",
}
FILM = b"not really a film"


class YouTubeWorld(ServedWorld):
    """Residents beneath the council's video."""

    reads_ahead: ClassVar[bool] = True  # YouTube lists the newest first
    server: YouTubeServer
    platform: YouTubePlatform

    def __init__(self, server: YouTubeServer, cinema: str) -> None:
        self.server = server
        self.cinema = cinema
        self.access = access(SECRET, now=lambda: server.now)
        self.platform = self.adapter()

    @classmethod
    @contextmanager
    def open(cls) -> Iterator[Self]:
        """Open a new world, held to Google's description where that is at hand."""
        film = Said(200, FILM, {"Content-Type": "video/mp4"})
        with YouTubeServer.running() as server, scripted_server(lambda _: film) as cinema:
            if document(DOCUMENT) is not None:
                server.specification = specification(DOCUMENT, UNPUBLISHED)
            yield cls(server, cinema)

    def adapter(self, way_in: Access | None = None, **settings: str) -> YouTubePlatform:
        """Return another adapter for the same channel."""
        wanted = {"token_url": f"{self.server.address}/token"} | settings
        channel = Channel("channel", "youtube", COUNCIL, self.server.address, settings=wanted)
        return YouTubePlatform(channel, way_in or self.access)

    def post(self, text: str = "The library opens at nine.") -> Post:
        film = Media(f"{self.cinema}/library.mp4", "The library", is_video=True)
        return replace(super().post(text), media=(film,))

    def write(self, text: str, author: str = "Resident") -> str:
        return f"youtube:{self.server.write(self.server.person(author), author, text).number}"

    def edit(self, comment_id: str, text: str) -> None:
        remark = self.server.remarks[comment_id.removeprefix("youtube:")]
        remark.text, remark.updated = text, self.server.tick()

    def remove(self, comment_id: str) -> None:
        del self.server.remarks[comment_id.removeprefix("youtube:")]

    def public_posts(self) -> list[str]:
        return [
            video["snippet"]["description"]
            for number, video in self.server.videos.items()
            if number != self.server.video
        ]

    def public_replies(self, comment_id: str) -> list[str]:
        return [one.text for one in reversed(self.server.answers(comment_id.removeprefix("youtube:")))]

    def with_expired_token(self) -> Platform:
        self.server.is_revoked = True
        return self.platform
