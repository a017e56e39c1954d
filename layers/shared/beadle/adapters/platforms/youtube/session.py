"""Calls to YouTube: with a token in force, counted before they are made."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from beadle.adapters.platforms.access import Access
from beadle.adapters.platforms.http import Answer, Dialect, Fields, Http, Refused, asked_wait, limited
from beadle.adapters.platforms.oauth import Grant
from beadle.adapters.platforms.quota import Urgency
from beadle.adapters.platforms.sending import File, Raw
from beadle.adapters.platforms.youtube.units import CHANGE, LIST, Units, day_ends
from beadle.domain.channels import Channel
from beadle.domain.errors import BeadleError, CredentialsRefused, PlatformUnavailable

SCOPE = "https://www.googleapis.com/auth/youtube.force-ssl"
TOKENS = "https://oauth2.googleapis.com/token"
_UPLOAD = "/upload/youtube/v3/videos"
_DAY_IS_OVER = frozenset({"quotaExceeded", "dailyLimitExceeded", "uploadLimitExceeded"})
_TOO_FAST = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "uploadRateLimitExceeded"})
_OF_THE_TOKEN = frozenset({"insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "accessNotConfigured"})


class YouTubeDialect(Dialect):
    """Google's errors: the reason stands in a list, beside the message of the whole."""

    def __init__(self, renewal: str, now: Callable[[], datetime]) -> None:
        self._renewal = renewal
        self._now = now

    def error(self, body: Fields) -> tuple[str, str]:
        """Return the first reason, or the name of the error where it is OAuth's, and the message."""
        error = body.object("error")
        if not error:
            return body.text("error"), body.text("error_description")
        reasons = [one.text("reason") for one in error.objects("errors")]
        return next(iter(reasons), "") or error.text("status"), error.text("message")

    def sort(self, answer: Answer, message: str) -> BeadleError | None:
        """Tell apart what YouTube's 400s and 403s can mean: it says by them too that the day's units are used up."""
        if answer.code in _DAY_IS_OVER:
            now = self._now()
            return limited(message, (day_ends(now) - now).total_seconds())
        if answer.code in _TOO_FAST:
            return limited(message, asked_wait(answer.headers))
        if answer.code == "processingFailure":
            return PlatformUnavailable(message)
        if answer.code in _OF_THE_TOKEN:
            return CredentialsRefused(f"{message}: the token needs the scope {SCOPE}. {self._renewal}")
        if answer.status == 403:
            return Refused(message, answer.status, answer.code)
        return None


class Session:
    """One channel's way in.

    Args:
        channel: `service_url` is "https://youtube.googleapis.com"; of the settings, `token_url` is where tokens are
            exchanged, Google's unless it is given.
        access: its secret is as `oauth` says.
    """

    def __init__(self, channel: Channel, access: Access) -> None:
        renewal = (
            f"Grant the council's Google app the scope {SCOPE} anew, as the owner of the channel, and give the refresh "
            f"token with: beadle channels add {channel.channel_id}"
        )
        self._dialect = YouTubeDialect(renewal, access.now)
        self._http = Http("youtube", channel.service_url, renewal, self._dialect)
        origin, path = _parted(channel.settings.get("token_url", TOKENS))
        self.grant = Grant(Http("youtube", origin, renewal, self._dialect), path, access, proves_itself=False)
        self._units = Units(channel, access)
        self._renewal = renewal

    def read(self, resource: str, urgency: Urgency, params: Mapping[str, Any]) -> Fields:
        """Ask for one page of a list ("comments"): 1 unit."""
        self._units.spend(urgency, LIST)
        return self._call("GET", resource, params=params)

    def change(
        self, method: str, resource: str, urgency: Urgency, params: Mapping[str, Any], body: Any = None
    ) -> Fields:
        """Create, change or delete something: 50 units. Refused has YouTube's reason for its code."""
        self._units.spend(urgency, CHANGE)
        return self._call(method, resource, params=params, body=body)

    def upload(self, file: File, described: Mapping[str, Any]) -> Fields:
        """Upload a video and return it, as YouTube has it then.

        An upload begins with a description, is answered with an address, and ends when the whole file was sent there.
        Where that breaks off, YouTube is asked whether it has the whole; an upload without its end leaves no video.
        Source: https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol
        """
        self._units.upload()
        about = {"X-Upload-Content-Type": file.media_type, "X-Upload-Content-Length": str(len(file.content))}
        params = {"uploadType": "resumable", "part": ",".join(described)}
        begun = self.grant.authorised(
            lambda headers: self._http.send(
                "POST", _UPLOAD, params=params, body=described, headers={**headers, **about}
            )
        )
        self._http.check(begun, f"POST {_UPLOAD}")
        origin, path = _parted(begun.headers.get("Location", ""))
        there = Http("youtube", origin, self._renewal, self._dialect)
        try:
            answer = self._sent(there, path, Raw(file.content, file.media_type), {})
        except PlatformUnavailable:
            answer = self._sent(
                there, path, Raw(b"", file.media_type), {"Content-Range": f"bytes */{len(file.content)}"}
            )
        there.check(answer, "PUT of the video")
        return Fields(answer.body)

    def _sent(self, there: Http, path: str, body: Raw, besides: Mapping[str, str]) -> Answer:
        return self.grant.authorised(lambda headers: there.send("PUT", path, body=body, headers={**headers, **besides}))

    def _call(self, method: str, resource: str, *, params: Mapping[str, Any], body: Any = None) -> Fields:
        path = f"/youtube/v3/{resource}"
        answer = self.grant.authorised(
            lambda headers: self._http.send(method, path, params=params, body=body, headers=headers)
        )
        self._http.check(answer, f"{method} {path}")
        return Fields(answer.body)


def _parted(address: str) -> tuple[str, str]:
    """Return an address as its origin, which `Http` holds to be safe or refuses, and the rest."""
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{parts.netloc}", f"{parts.path}{query}"
