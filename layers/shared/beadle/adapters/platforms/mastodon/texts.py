"""Texts and pictures as the account's server takes them: its own limits, its own way of counting."""

import re
import time
from dataclasses import dataclass
from hashlib import sha256

from beadle.adapters.platforms.http import Fields
from beadle.adapters.platforms.mastodon.api import MEDIA, Api
from beadle.adapters.platforms.media import PICTURES, VIDEOS, fetch
from beadle.adapters.platforms.quota import Urgency
from beadle.adapters.platforms.sending import Multipart
from beadle.domain.errors import PlatformRefused, PlatformUnavailable
from beadle.domain.posts import Media

_LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_REMOTE_MENTION = re.compile(r"(@\w[\w.-]*)@[\w.-]*\w")
LOOKS = 10  # at a picture or video that the server still prepares
PAUSE = 1.0  # seconds between them


@dataclass(frozen=True, slots=True)
class Limits:
    """What the server takes, by its own word or, where it does not say, Mastodon's usual."""

    characters: int
    a_link: int  # characters that every link counts for
    attachments: int
    description: int  # characters
    picture: int  # bytes
    video: int  # bytes
    types: frozenset[str]  # of media

    @classmethod
    def of(cls, instance: Fields) -> "Limits":
        """Return those in `GET /api/v2/instance`."""
        statuses = instance.object("configuration", "statuses")
        media = instance.object("configuration", "media_attachments")
        return cls(
            characters=statuses.number("max_characters") or 500,
            a_link=statuses.number("characters_reserved_per_url") or 23,
            attachments=statuses.number("max_media_attachments") or 4,
            description=media.number("description_limit") or 1500,
            picture=media.number("image_size_limit") or 16 * 2**20,
            video=media.number("video_size_limit") or 99 * 2**20,
            types=frozenset(media.texts("supported_mime_types")) or PICTURES | VIDEOS,
        )

    def check(self, text: str, media: tuple[Media, ...] = ()) -> None:
        """Raise PlatformRefused, saying what to change, for what the server does not take."""
        if not text.strip() and not media:
            raise PlatformRefused("mastodon: the text is empty")
        count = _counted(_REMOTE_MENTION.sub(r"\1", _LINK.sub("x" * self.a_link, text)), self.characters)
        if count > self.characters:
            over = count - self.characters
            raise PlatformRefused(
                f"mastodon: the text is {count} characters long, the server takes {self.characters}: "
                f"shorten it by {over}"
            )
        if len(media) > self.attachments:
            raise PlatformRefused(f"mastodon: {len(media)} pictures, the server takes {self.attachments}")
        for item in media:
            if not item.alt.strip():
                raise PlatformRefused("mastodon: a picture has no alternative text; say what it shows")
            if len(item.alt) > self.description:
                raise PlatformRefused(f"mastodon: an alternative text is longer than {self.description} characters")


def idempotency_key(purpose: str, identity: str) -> str:
    """Return what a server knows a repeated request by, for an hour, where it keeps such keys at all."""
    return sha256(f"{purpose}:{identity}".encode()).hexdigest()


def uploaded(api: Api, media: Media, limits: Limits) -> str:
    """Return the id of a picture or video, once the server has prepared it.

    PlatformUnavailable while it still does; another attempt uploads it anew, and the server forgets the first.
    """
    wanted = limits.types & (VIDEOS if media.is_video else PICTURES)
    file = fetch(media, limits.video if media.is_video else limits.picture, wanted)
    body = Multipart({"file": file}, {"description": media.alt})
    answer = api.do("POST", "/api/v2/media", "write:media", urgency=Urgency.WRITE, allowance=MEDIA, body=body)
    media_id = Fields(answer.body).require("id")
    looks = 0
    while answer.status != 200:  # 202 at first, 206 after
        if looks == LOOKS:
            raise PlatformUnavailable("mastodon: the server still prepares the picture or video")
        time.sleep(PAUSE)
        looks += 1
        answer = api.do("GET", f"/api/v1/media/{media_id}", "write:media", urgency=Urgency.WRITE)
    return media_id


def _counted(text: str, limit: int) -> int:
    """Return the length in graphemes; a text with so few characters has no more graphemes."""
    if len(text) <= limit:
        return len(text)
    import regex  # noqa: PLC0415 - 15 ms that only a long text is to pay

    return len(regex.findall(r"\X", text))
