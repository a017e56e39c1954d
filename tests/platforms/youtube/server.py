"""YouTube's Data API v3 as its documentation has it, in memory, with residents who comment.

Sources: https://developers.google.com/youtube/v3/docs (methods, errors), and Google's description for names and shapes.
"""

import html
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from urllib.parse import parse_qsl

from tests.platforms.server import Call, PlatformServer, Route, said
from tests.scripted_server import Said

COUNCIL, NAME = "UCcouncil000000000000000", "Example Council"
UPLOADS = "UUcouncil000000000000000"
BEGINNING = datetime(2026, 11, 23, 10, tzinfo=UTC)
SCOPE = "https://www.googleapis.com/auth/youtube.force-ssl"
SHOWN = 5  # answers that come with a thread


@dataclass
class Remark:
    """A comment, or an answer to one."""

    number: str
    author: str
    name: str
    text: str
    written: datetime
    updated: datetime
    video: str
    parent: str = ""
    status: str = "published"


class YouTubeServer(PlatformServer):
    """One council's channel, and its residents."""

    def __init__(self) -> None:
        super().__init__()
        self.now = BEGINNING
        self.remarks: dict[str, Remark] = {}
        self.videos: dict[str, dict[str, Any]] = {}
        self.begun: dict[str, dict[str, Any]] = {}  # uploads without their end, by session
        self.received: dict[str, bytes] = {}  # by video
        self.banned: set[str] = set()
        self.access_token, self.refresh_token = "access-0", "refresh-0"
        self.is_revoked = False
        self.scopes = {SCOPE}
        self.refusal: tuple[int, str] | None = None  # for every call: status and reason
        self.commenting_is_off = False
        self.is_audited = True
        self.exchanged = 0
        self._ids = count(1)
        self._people: dict[str, str] = {}
        self.video = self.add_video({"title": "The pool", "description": "Closed on Friday.", "categoryId": "25"})

    # ── What stands on YouTube ──

    def tick(self) -> datetime:
        """Let a second pass."""
        self.now += timedelta(seconds=1)
        return self.now

    def person(self, name: str) -> str:
        """Return the channel of the resident of that name."""
        return self._people.setdefault(name, f"UCresident{len(self._people):014}")

    def add_video(self, snippet: Mapping[str, Any]) -> str:
        video_id = f"v{next(self._ids):010}"
        fixed = {"channelId": COUNCIL, "channelTitle": NAME, "publishedAt": _instant(self.tick())}
        status = {"uploadStatus": "processed", "privacyStatus": "public" if self.is_audited else "private"}
        self.videos[video_id] = {"id": video_id, "snippet": {**snippet, **fixed}, "status": status}
        return video_id

    def write(self, author: str, name: str, text: str, above: str = "") -> Remark:
        """Write a comment below the video, or an answer in a thread."""
        own = f"Ug{next(self._ids):08}"
        now = self.tick()
        remark = Remark(f"{above}.{own}" if above else own, author, name, text, now, now, self.video, above)
        self.remarks[remark.number] = remark
        return remark

    def answers(self, thread: str) -> list[Remark]:
        """Return the answers in a thread, newest first."""
        return [one for one in reversed(self.remarks.values()) if one.parent == thread and one.status == "published"]

    # ── Answering ──

    def routes(self) -> Mapping[tuple[str, str], Route]:
        return {
            ("POST", "/token"): self._exchange,
            ("GET", "/youtube/v3/commentThreads"): self._threads,
            ("GET", "/youtube/v3/comments"): self._comments,
            ("POST", "/youtube/v3/comments"): self._reply,
            ("POST", "/youtube/v3/comments/setModerationStatus"): self._moderate,
            ("GET", "/youtube/v3/channels"): self._channels,
            ("GET", "/youtube/v3/playlistItems"): self._uploads,
            ("GET", "/youtube/v3/videos"): self._videos,
            ("PUT", "/youtube/v3/videos"): self._update,
            ("DELETE", "/youtube/v3/videos"): self._delete,
            ("POST", "/upload/youtube/v3/videos"): self._begin,
            ("PUT", "/upload/session/{id}"): self._receive,
        }

    def refused(self, call: Call) -> Said | None:
        if call.path == "/token":
            return None
        if self.is_revoked or call.header("Authorization") != f"Bearer {self.access_token}":
            return self.error(401, "authError", "Request had invalid authentication credentials.", "UNAUTHENTICATED")
        if SCOPE not in self.scopes:
            return self.error(403, "insufficientPermissions", "Request had insufficient authentication scopes.")
        return self.error(*self.refusal, "As ordered.") if self.refusal else None

    def rate_limited(self, seconds: float) -> Said:
        answer = self.error(429, "rateLimitExceeded", "Too many requests.", "RESOURCE_EXHAUSTED")
        return Said(answer.status, answer.body, {**answer.headers, "Retry-After": str(round(seconds))})

    def not_found(self, call: Call) -> Said:
        return self.error(404, "notFound", "There is nothing.")

    def failed(self) -> Said:
        return self.error(503, "backendError", "The service is currently unavailable.", "UNAVAILABLE")

    def error(self, status: int, reason: str, message: str, name: str = "") -> Said:
        one = {"message": message, "domain": "youtube", "reason": reason}
        return said({"error": {"code": status, "message": message, "errors": [one], "status": name}}, status)

    def _exchange(self, call: Call) -> Said:
        form = dict(parse_qsl(call.asked.body.decode()))
        app = {"client_id": "77-app.apps.googleusercontent.com", "client_secret": "hidden"}
        if self.is_revoked or form != {"grant_type": "refresh_token", "refresh_token": self.refresh_token, **app}:
            return said({"error": "invalid_grant", "error_description": "Token has been expired or revoked."}, 400)
        self.exchanged += 1
        self.access_token = f"access-{self.exchanged}"
        given = {"access_token": self.access_token, "expires_in": 3599, "scope": " ".join(self.scopes)}
        return said({**given, "token_type": "Bearer"})

    def _threads(self, call: Call) -> Said:
        if self.commenting_is_off:
            return self.error(403, "commentsDisabled", "The video has disabled comments.")
        assert call.query["allThreadsRelatedToChannelId"] == COUNCIL
        assert call.query["order"] == "time"
        top = [one for one in reversed(self.remarks.values()) if not one.parent and one.status == "published"]
        return self._page(call, "commentThread", top, self._thread)

    def _comments(self, call: Call) -> Said:
        if "id" in call.query:
            found = [self.remarks[one] for one in call.query["id"].split(",") if one in self.remarks]
            return said(_list("comment", [self._comment(one, call) for one in found]))
        if call.query["parentId"] not in self.remarks:
            return self.error(404, "commentNotFound", "The comment cannot be found.")
        return self._page(call, "comment", self.answers(call.query["parentId"]), self._comment)

    def _page(self, call: Call, kind: str, newest_first: Sequence[Remark], make: Any) -> Said:
        size, after = int(call.query.get("maxResults", 20)), call.query.get("pageToken")
        if after:  # a page goes on from a comment, not from a place
            before = self.remarks[after].written
            newest_first = [one for one in newest_first if one.written < before]
        body = _list(kind, [make(one, call) for one in newest_first[:size]])
        body["pageInfo"] = {"totalResults": len(newest_first), "resultsPerPage": size}
        if len(newest_first) > size:
            body["nextPageToken"] = newest_first[size - 1].number
        return said(body)

    def _thread(self, top: Remark, call: Call) -> dict[str, Any]:
        answers = self.answers(top.number)
        snippet = {"channelId": COUNCIL, "videoId": top.video, "canReply": True, "isPublic": True}
        snippet |= {"totalReplyCount": len(answers), "topLevelComment": self._comment(top, call)}
        thread: dict[str, Any] = {"kind": "youtube#commentThread", "id": top.number, "snippet": snippet}
        if answers:
            thread["replies"] = {"comments": [self._comment(one, call) for one in answers[:SHOWN]]}
        return thread

    def _comment(self, remark: Remark, call: Call) -> dict[str, Any]:
        is_plain = call.query.get("textFormat", "html") == "plainText"
        shown = remark.text if is_plain else html.escape(remark.text).replace("\n", "<br>")
        snippet: dict[str, Any] = {
            "channelId": COUNCIL,
            "videoId": remark.video,
            "textDisplay": shown,
            "authorDisplayName": remark.name,
            "authorChannelUrl": f"http://www.youtube.com/channel/{remark.author}",
            "authorChannelId": {"value": remark.author},
            "canRate": True,
            "viewerRating": "none",
            "likeCount": 0,
            "publishedAt": _instant(remark.written),
            "updatedAt": _instant(remark.updated),
        }
        if remark.author == COUNCIL:
            snippet["textOriginal"] = remark.text
        if remark.parent:
            snippet["parentId"] = remark.parent
        if "id" in call.query:
            snippet["moderationStatus"] = remark.status
        return {"kind": "youtube#comment", "id": remark.number, "snippet": snippet}

    def _reply(self, call: Call) -> Said:
        snippet = call.body["snippet"]
        if self.commenting_is_off:
            return self.error(403, "commentsDisabled", "The video has disabled comments.")
        if snippet["parentId"] not in self.remarks:
            return self.error(404, "parentCommentNotFound", "The specified parent comment could not be found.")
        made = self.write(COUNCIL, NAME, snippet["textOriginal"], snippet["parentId"])
        return said(self._comment(made, call))

    def _moderate(self, call: Call) -> Said:
        remark = self.remarks.get(call.query["id"])
        if remark is None:
            return self.error(404, "commentNotFound", "One or more of the comments cannot be found.")
        remark.status = call.query["moderationStatus"]
        if call.query.get("banAuthor") == "true":
            self.banned.add(remark.author)
        return said(None, 204)

    def _channels(self, call: Call) -> Said:
        assert call.query["mine"] == "true"
        parts = {
            "snippet": {"title": NAME, "customUrl": "@examplecouncil"},
            "contentDetails": {"relatedPlaylists": {"uploads": UPLOADS}},
        }
        wanted = {part: parts[part] for part in call.query["part"].split(",")}
        return said(_list("channel", [{"kind": "youtube#channel", "id": COUNCIL, **wanted}]))

    def _uploads(self, call: Call) -> Said:
        assert call.query["playlistId"] == UPLOADS
        newest = list(reversed(self.videos))[: int(call.query["maxResults"])]
        return said(
            _list("playlistItem", [{"id": f"item-{one}", "contentDetails": {"videoId": one}} for one in newest])
        )

    def _videos(self, call: Call) -> Said:
        found = [self.videos[one] for one in call.query["id"].split(",") if one in self.videos]
        return said(_list("video", found))

    def _update(self, call: Call) -> Said:
        video = self.videos.get(call.body["id"])
        if video is None:
            return self.error(404, "videoNotFound", "The video that you are trying to update cannot be found.")
        if not call.body["snippet"].get("title") or not call.body["snippet"].get("categoryId"):
            return self.error(400, "invalidVideoMetadata", "The request metadata is invalid.")
        fixed = {name: video["snippet"][name] for name in ("channelId", "channelTitle", "publishedAt")}
        video["snippet"] = {**call.body["snippet"], **fixed}
        return said(video)

    def _delete(self, call: Call) -> Said:
        if self.videos.pop(call.query["id"], None) is None:
            return self.error(404, "videoNotFound", "The video that you are trying to delete cannot be found.")
        return said(None, 204)

    def _begin(self, call: Call) -> Said:
        assert call.query["uploadType"] == "resumable"
        session = f"s{next(self._ids)}"
        self.begun[session] = {"length": int(call.header("X-Upload-Content-Length")), **call.body}
        return said(None, 200, {"Location": f"{self.address}/upload/session/{session}?upload_id={session}"})

    def _receive(self, call: Call) -> Said:
        begun = self.begun[call.named["id"]]
        if call.header("Content-Range"):
            made = begun.get("video")
            return said(self.videos[made]) if made else Said(308, b"", {})
        assert len(call.asked.body) == begun["length"]
        begun["video"] = self.add_video(begun["snippet"])
        self.received[begun["video"]] = call.asked.body
        return said(self.videos[begun["video"]])


def _list(kind: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    return {"kind": f"youtube#{kind}ListResponse", "etag": str(time.monotonic_ns()), "items": items}


def _instant(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
