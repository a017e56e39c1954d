"""The channel's videos: what they are called, which of them are ours, how they are published and changed."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from beadle.adapters.platforms.http import Fields
from beadle.adapters.platforms.media import VIDEOS, fetch
from beadle.adapters.platforms.quota import Urgency
from beadle.adapters.platforms.youtube.session import Session
from beadle.domain.errors import NotPossibleHere, PlatformRefused, PlatformUnavailable
from beadle.domain.posts import Post, PublishedRef

LARGEST = 64 * 1024 * 1024  # bytes; YouTube takes 256 GB, a function holds 256 MB in all
LONGEST_TITLE = 100  # characters
LOOKED_THROUGH = 50  # of the last uploads, for one of ours
REMEMBERED = 500  # titles
_CATEGORY = "25"  # News & Politics
_DEAD = frozenset({"failed", "rejected", "deleted"})
_KEPT = ("title", "categoryId", "tags", "defaultLanguage", "defaultAudioLanguage")
"""What an update must send again: YouTube deletes what it is not told."""


class Videos:
    """The videos of one channel."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._texts: OrderedDict[str, str] = OrderedDict()

    def texts(self, ids: Iterable[str]) -> Mapping[str, str]:
        """Return title and description of each video that is there, as one text."""
        wanted = sorted({one for one in ids if one})
        unknown = [one for one in wanted if one not in self._texts]
        for start in range(0, len(unknown), LOOKED_THROUGH):
            for video in self._listed(unknown[start : start + LOOKED_THROUGH], Urgency.READ):
                snippet = video.object("snippet")
                self._texts[video.require("id")] = f"{snippet.text('title')}\n\n{snippet.text('description')}".strip()
        texts = {one: self._texts[one] for one in wanted if one in self._texts}
        while len(self._texts) > REMEMBERED:
            self._texts.popitem(last=False)
        return texts

    def publish(self, post: Post) -> PublishedRef:
        """Upload a post's video, unless it is there.

        Raises:
            NotPossibleHere: the post has no video, and YouTube publishes nothing else; or YouTube keeps the video
                private, as it does with all that a project uploads which Google has not audited.
        """
        video = self._find(post) or self._uploaded(post)
        if video.object("status").text("privacyStatus") == "private":
            raise NotPossibleHere(
                "youtube: the video is uploaded, and YouTube keeps it private until Google has audited the project: "
                "make it public in YouTube Studio"
            )
        return _ref(video.require("id"))

    def find(self, post: Post) -> PublishedRef | None:
        """Look for a post where it was published, or by its mark among the last uploads."""
        if post.ref is not None:
            return post.ref if self._listed([post.ref.native_id], Urgency.WRITE) else None
        video = self._find(post)
        return _ref(video.require("id")) if video else None

    def _find(self, post: Post) -> Fields:
        """Return the video with a post's mark among the last uploads, empty when there is none."""
        channels = self._session.read("channels", Urgency.WRITE, {"part": "contentDetails", "mine": "true"})
        channel = next(channels.objects("items"), Fields(None))
        uploads = channel.object("contentDetails", "relatedPlaylists").require("uploads")
        params = {"part": "contentDetails", "playlistId": uploads, "maxResults": LOOKED_THROUGH}
        listed = self._session.read("playlistItems", Urgency.WRITE, params)
        ids = [item.object("contentDetails").require("videoId") for item in listed.objects("items")]
        videos = self._listed(ids, Urgency.WRITE) if ids else []
        return next((video for video in videos if mark(post) in video.object("snippet").texts("tags")), Fields(None))

    def _uploaded(self, post: Post) -> Fields:
        if len(post.media) != 1 or not post.media[0].is_video:
            raise NotPossibleHere("youtube: it publishes videos only: give the post one video, and no picture")
        file = fetch(post.media[0], LARGEST, VIDEOS)
        first_line = next((line.strip() for line in post.text.splitlines() if line.strip()), "")
        if not first_line:
            raise PlatformRefused("youtube: the text is empty, and its first line is the video's title")
        snippet = {
            "title": first_line[:LONGEST_TITLE],
            "description": post.text,
            "tags": [mark(post)],
            "categoryId": _CATEGORY,
        }
        status = {"privacyStatus": "public", "selfDeclaredMadeForKids": False}
        return self._session.upload(file, {"snippet": snippet, "status": status})

    def describe(self, ref: PublishedRef, text: str) -> None:
        """Replace a video's description. PlatformRefused when it is gone."""
        video = next(iter(self._listed([ref.native_id], Urgency.WRITE)), None)
        if video is None:
            raise PlatformRefused("youtube: the video is not there")
        standing = video.object("snippet").raw()
        snippet = {name: standing[name] for name in _KEPT if name in standing} | {"description": text}
        body = {"id": ref.native_id, "snippet": snippet}
        self._session.change("PUT", "videos", Urgency.WRITE, {"part": "snippet"}, body)

    def _listed(self, ids: list[str], urgency: Urgency) -> list[Fields]:
        """Return those of the videos that are there."""
        params: dict[str, Any] = {"part": "snippet,status", "id": ",".join(ids), "maxResults": LOOKED_THROUGH}
        found = self._session.read("videos", urgency, params)
        if "items" not in found:
            raise PlatformUnavailable("youtube: a list of videos without its items")
        return [video for video in found.objects("items") if video.object("status").text("uploadStatus") not in _DEAD]


def mark(post: Post) -> str:
    """Return the tag by which a post's video is found again."""
    return f"beadle-{sha256(post.post_id.encode()).hexdigest()[:16]}"


def _ref(video_id: str) -> PublishedRef:
    return PublishedRef(video_id, f"https://www.youtube.com/watch?v={video_id}")
