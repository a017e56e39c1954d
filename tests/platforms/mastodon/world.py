"""The council's account on a Mastodon server, with residents around it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar, Self

from beadle.adapters.platforms.mastodon import MastodonPlatform
from beadle.adapters.platforms.mastodon.platform import PAGE_SIZE
from beadle.domain.channels import Channel
from beadle.domain.ports import Platform
from tests.contract.platform_worlds import ServedWorld
from tests.fakes.access import access
from tests.platforms.mastodon.server import CONTEXT_LIMIT, COUNCIL, TOKEN, MastodonServer, Status
from tests.platforms.specifications.openapi import SPECS, OpenApi, specification

DOCUMENT = "mastodon-openapi-4.7.0.json"


class MastodonWorld(ServedWorld):
    """Residents beneath the council's posts."""

    page_size = PAGE_SIZE
    reads_ahead: ClassVar[bool] = True
    tells_alt_texts: ClassVar[bool] = True
    server: MastodonServer

    def __init__(self, server: MastodonServer) -> None:
        self.server = server
        self.platform: MastodonPlatform = self.adapter()
        self.roots = [server.root]

    @classmethod
    @contextmanager
    def open(cls) -> Iterator[Self]:
        """Open a new world, held to the published specification where that is at hand."""
        with MastodonServer.running() as server:
            if (SPECS / DOCUMENT).exists():
                server.specification = published()
            yield cls(server)

    def adapter(self, token: str = TOKEN, **settings: str) -> MastodonPlatform:
        """Return another adapter for the same account."""
        channel = Channel("channel", "mastodon", "council", self.server.address, settings=settings)
        return MastodonPlatform(channel, access({"access_token": token}))

    def write(self, text: str, author: str = "Resident") -> str:
        return self.comment_id(self.server.write(self.server.person(author), text, self.roots[-1].status_id))

    def show(self, text: str, *alt_texts: str) -> str:
        media = [self.server.picture(alt) for alt in alt_texts]
        resident = self.server.person("Resident")
        return self.comment_id(self.server.write(resident, text, self.roots[-1].status_id, media=media))

    def write_many(self, number: int) -> None:
        for n in range(number):
            if n and n % (CONTEXT_LIMIT - 96) == 0:  # no thread is told of whole that has more
                self.roots.append(self.server.write(COUNCIL, f"More news {n}"))
            self.write(str(n))

    def edit(self, comment_id: str, text: str) -> None:
        self.server.edit(self.native(comment_id), text)

    def remove(self, comment_id: str) -> None:
        self.server.delete(self.native(comment_id))

    def public_posts(self) -> list[str]:
        roots = {root.status_id for root in self.roots}
        own = [one for one in self.server.statuses.values() if one.account_id == COUNCIL and not one.in_reply_to]
        return [status.text for status in own if status.status_id not in roots]

    def public_replies(self, comment_id: str) -> list[str]:
        """Return the answers without the mention that each begins with."""
        below = self.server.statuses[self.native(comment_id)].below
        return [self.server.statuses[status].text.removeprefix("@Resident ") for status in below]

    def with_expired_token(self) -> Platform:
        self.server.is_expired = True
        return self.platform

    def comment_id(self, status: Status) -> str:
        """Return the comment's id in Beadle."""
        return f"mastodon:{self.server.address.removeprefix('http://')}/{status.status_id}"

    def native(self, comment_id: str) -> str:
        """Return the server's id of a comment."""
        return comment_id.rpartition("/")[2]


def published() -> OpenApi:
    """Return what is published of Mastodon's client API; skips the test where it is not at hand."""
    return specification(DOCUMENT, mend=_mend)


def _mend(document: dict[str, Any]) -> None:
    """Put right three slips of the unofficial document's."""
    publish = document["paths"]["/api/v1/statuses"]["post"]
    key = next(parameter for parameter in publish["parameters"] if parameter["name"] == "Idempotency-Key")
    key["schema"]["type"] = "string"  # it says "object"; no header is one
    # A status with text and pictures is of two of its kinds, and Mastodon takes it.
    body = publish["requestBody"]["content"]["application/json"]["schema"]
    body["anyOf"] = body.pop("oneOf")
    # In OpenAPI 3.1 the bytes of a file have no type.
    upload = document["paths"]["/api/v2/media"]["post"]["requestBody"]["content"]["multipart/form-data"]["schema"]
    del upload["properties"]["file"]["type"]
