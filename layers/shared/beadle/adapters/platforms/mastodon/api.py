"""Calls to an account's server: with its token, within its limits, refusals named by the permission that is missing."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from beadle.adapters.platforms.access import Access
from beadle.adapters.platforms.http import Answer, Dialect, Fields, Http, Refused
from beadle.adapters.platforms.quota import Quota, Urgency
from beadle.domain.channels import Channel
from beadle.domain.errors import CredentialsRefused, PlatformUnavailable

GONE = frozenset({404, 410})
ALL, MEDIA, DELETE = "all", "media", "delete"
"""Allowances: 300 calls in five minutes; 30 uploads, and 30 deletions, in half an hour.

Source: https://docs.joinmastodon.org/api/rate-limits/
"""
SCOPES = (
    "read:accounts",
    "read:follows",
    "read:notifications",
    "read:statuses",
    "write:blocks",
    "write:media",
    "write:reports",
    "write:statuses",
)
"""The permissions that Beadle needs, in Mastodon's own names."""


class Limits(Dialect):
    """Mastodon's errors, and what every answer tells of the allowance that it was counted against."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.quota = Quota("mastodon", now)
        self.allowance = ALL  # of the call that is being made

    def error(self, body: Fields) -> tuple[str, str]:
        """Return the error's words: Mastodon has no codes."""
        return "", body.text("error_description") or body.text("error")

    def heard(self, answer: Answer) -> None:
        """Note the used share; the headers are those of whichever limit is nearest."""
        limit, remaining = (_number(answer.headers.get(f"X-RateLimit-{name}", "")) for name in ("Limit", "Remaining"))
        resets_at = Fields({"at": answer.headers.get("X-RateLimit-Reset", "")}).instant("at")
        if limit and remaining is not None and resets_at is not None:
            self.quota.note(self.allowance, 1 - remaining / limit, resets_at)


class Api:
    """One channel's way to its server.

    Args:
        channel: `service_url` is the account's server ("https://mastodon.social").
        access: its secret holds the `access_token`. CredentialsRefused when there is none.
    """

    def __init__(self, channel: Channel, access: Access) -> None:
        self._renewal = (
            "Make an application on the account's server (Preferences, Development, New application) with the "
            f"permissions {' '.join(SCOPES)}, and give its access token with: beadle channels add {channel.channel_id}"
        )
        token = access.secret.get("access_token", "")
        if not token:
            raise CredentialsRefused(f"mastodon: the channel's secret has no access_token. {self._renewal}")
        self._authorization = {"Authorization": f"Bearer {token}"}
        self._limits = Limits(access.now)
        self._http = Http("mastodon", channel.service_url, self._renewal, self._limits)

    def get(self, path: str, needs: str, params: Mapping[str, Any] | None = None, **how: Any) -> Fields:
        """Read an object; raises what `do` does."""
        return Fields(self.do("GET", path, needs, params=params, **how).body)

    def items(self, path: str, needs: str, params: Mapping[str, Any] | None = None, **how: Any) -> list[Fields]:
        """Read a list; PlatformUnavailable when it is none."""
        body = self.do("GET", path, needs, params=params, **how).body
        if not isinstance(body, list):
            raise PlatformUnavailable(f"mastodon GET {path}: the answer is no list")
        return [Fields(item) for item in body if isinstance(item, dict)]

    def there(self, path: str, needs: str, **how: Any) -> Fields:
        """Read an object, empty when it is gone."""
        try:
            return self.get(path, needs, **how)
        except Refused as error:
            if error.status not in GONE:
                raise
            return Fields(None)

    def do(
        self,
        method: str,
        path: str,
        needs: str,
        *,
        urgency: Urgency = Urgency.READ,
        allowance: str = ALL,
        params: Mapping[str, Any] | None = None,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Return a success.

        Args:
            needs: the permission that the call takes, to be named where the token lacks it; "" for none.
        Raises:
            RateLimited: before the call, where what is left is kept for what is more urgent; and what `Http.ask` does.
        """
        self._limits.quota.require(urgency, ALL, allowance)
        self._limits.allowance = allowance
        answer = self._http.send(
            method, path, params=params, body=body, headers={**self._authorization, **(headers or {})}
        )
        if answer.status == 403 and "scope" in answer.words:
            raise CredentialsRefused(
                f"mastodon {method} {path}: the token lacks the permission {needs}: {answer.said}. {self._renewal}"
            )
        self._http.check(answer, f"{method} {path}")
        return answer

    def publicly(self, path: str) -> Answer:
        """Return what anybody is answered who asks for `path`, be it a refusal."""
        self._limits.allowance = "public"  # counted by address, not by account
        return self._http.send("GET", path)

    def missing(self, granted: list[str]) -> Iterator[str]:
        """Yield what of the needed permissions is not granted; "read" holds every "read:..."."""
        return (scope for scope in SCOPES if scope not in granted and scope.partition(":")[0] not in granted)


def _number(header: str) -> int | None:
    return int(header[:9]) if header.isascii() and header.isdigit() else None
