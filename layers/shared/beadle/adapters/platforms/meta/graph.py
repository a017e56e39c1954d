"""Calls to Meta's Graph API for one account: signed, counted against its allowances, page by page."""

import hmac
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from beadle.adapters.platforms.access import Access
from beadle.adapters.platforms.http import Answer, Fields, Http, Refused
from beadle.adapters.platforms.meta.dialect import APP, GONE, GraphDialect, lacks_permission
from beadle.adapters.platforms.quota import Quota, Urgency
from beadle.domain.channels import Channel
from beadle.domain.errors import CredentialsRefused, PlatformRefused, PlatformUnavailable

VERSION = "v26.0"
PAGE = 100  # comments or posts asked for at once


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """What Meta says of the channel's token."""

    missing: tuple[str, ...]  # permissions
    expires_at: datetime | None  # aware; the earlier of the token's end and that of its access to data


class Graph:
    """One channel's way to the Graph API.

    Args:
        channel: `account` is the numeric id of the page or of the Instagram account, `service_url`
            "https://graph.facebook.com"; the setting `version` replaces the API's version.
        access: its secret holds the page's `token`; with `app_secret` calls are proved to be the app's own, with
            `app_id` too the token's standing is asked as the app.
        use_case: what Meta calls the account's allowance: "pages", "instagram".
    Raises:
        CredentialsRefused: the secret has no token.
        PlatformRefused: the account is no numeric id, or the version no version.
    """

    def __init__(self, channel: Channel, access: Access, use_case: str) -> None:
        platform, version = channel.platform, channel.settings.get("version", VERSION)
        self._renewal = (
            "Make a new page token in Meta's Business settings (System users, Generate new token) and give it with:"
            f" beadle channels add {channel.channel_id}"
        )
        self._secret = access.secret
        if not self._secret.get("token"):
            raise CredentialsRefused(f"{platform}: the secret of {channel.channel_id} has no token. {self._renewal}")
        if not _is_number(channel.account):
            raise PlatformRefused(f"{platform}: the account of {channel.channel_id} is its numeric id, not a name")
        if not version.startswith("v") or not _is_number(version[1:].replace(".", "", 1)):
            raise PlatformRefused(f"{platform}: the version of {channel.channel_id} is {version!r}, not like {VERSION}")
        self.account = channel.account
        self._prefix = f"/{version}/"
        self._allowances = (APP, use_case)
        self._quota = Quota(platform, access.now)
        dialect = GraphDialect(self._renewal, self._quota, access.now)
        self._http = Http(platform, channel.service_url, self._renewal, dialect)

    def get(
        self, path: str, fields: str, needs: str, urgency: Urgency = Urgency.READ, params: Mapping[str, Any] = {}
    ) -> Fields:
        """Read an object's fields.

        Args:
            path: without the version: "17_42".
            needs: the permission that it takes, to be named where it is missing.
        """
        return self._call("GET", path, needs, urgency, params={**params, "fields": fields})

    def items(
        self, path: str, fields: str, needs: str, urgency: Urgency = Urgency.READ, params: Mapping[str, Any] = {}
    ) -> Iterator[Fields]:
        """Yield what a list holds, asking for its next page when the last is used up.

        Meta writes the token into the address of the next page: that is never followed, its cursor is.
        """
        after = None
        while True:
            answer = self.get(path, fields, needs, urgency, {"limit": PAGE, **params, "after": after})
            yield from answer.objects("data")
            cursor = answer.object("paging", "cursors").text("after")
            if "next" not in answer.object("paging") or not cursor:
                return
            if cursor == after:
                raise PlatformUnavailable(f"{path}: promised more and gave the same page again")
            after = cursor

    def post(self, path: str, body: Mapping[str, Any], needs: str, urgency: Urgency = Urgency.WRITE) -> Fields:
        """Create or change something."""
        return self._call("POST", path, needs, urgency, body=body)

    def delete(self, path: str, needs: str, urgency: Urgency, params: Mapping[str, Any] = {}) -> None:
        """Delete something; what is gone already is none to delete."""
        try:
            self._call("DELETE", path, needs, urgency, params=params)
        except Refused as error:
            if not is_gone(error):
                raise

    def token_facts(self, wanted: Collection[str]) -> TokenFacts:
        """Ask what the token may do for this account, and until when. CredentialsRefused when it may nothing."""
        app_id, app_secret = self._secret.get("app_id", ""), self._secret.get("app_secret", "")
        bearer = f"{app_id}|{app_secret}" if app_id and app_secret else self._secret["token"]
        params = {"input_token": self._secret["token"]}
        answer = self._http.send(
            "GET", f"{self._prefix}debug_token", params=params, headers={"Authorization": f"Bearer {bearer}"}
        )
        self._check(answer, "GET debug_token", "an app's own token")
        data = Fields(answer.body).object("data")
        if not data.flag("is_valid"):
            raise CredentialsRefused(f"{self._http.platform}: the token is not valid. {self._renewal}")
        granted = set(data.texts("scopes"))
        elsewhere = {
            scope.text("scope")
            for scope in data.objects("granular_scopes")
            if "target_ids" in scope and self.account not in scope.texts("target_ids")
        }
        ends = [data.number(name) for name in ("expires_at", "data_access_expires_at") if data.number(name) > 0]
        return TokenFacts(
            tuple(scope for scope in wanted if scope not in granted - elsewhere),
            datetime.fromtimestamp(min(ends), UTC) if ends else None,
        )

    def _call(
        self,
        method: str,
        path: str,
        needs: str,
        urgency: Urgency,
        params: Mapping[str, Any] | None = None,
        body: Mapping[str, Any] | None = None,
    ) -> Fields:
        self._quota.require(urgency, *self._allowances)
        token, app_secret = self._secret["token"], self._secret.get("app_secret", "")
        proof = {"appsecret_proof": hmac.new(app_secret.encode(), token.encode(), "sha256").hexdigest()}
        answer = self._http.send(
            method,
            self._prefix + path,
            params={**(params or {}), **(proof if app_secret else {})},
            body=body,
            headers={"Authorization": f"Bearer {token}"},
        )
        self._check(answer, f"{method} {path}", needs)
        return Fields(answer.body)

    def _check(self, answer: Answer, what: str, needs: str) -> None:
        """Raise CredentialsRefused, naming the permission that is missing, or Refused, unless it is a success."""
        if not answer.ok and lacks_permission(answer):
            said = f"{self._http.platform} {what}: {answer.said}"
            raise CredentialsRefused(f"{said}. The token lacks a permission: this takes {needs}. {self._renewal}")
        self._http.check(answer, what)


def is_gone(error: Refused) -> bool:
    """Whether a refusal says that there is no such object."""
    return error.code in GONE


def unless_gone(ask: Callable[[], Fields]) -> Fields:
    """Return what was answered, nothing where Meta says that there is no such object."""
    try:
        return ask()
    except Refused as error:
        if not is_gone(error):
            raise
        return Fields(None)


def watched_posts(channel: Channel) -> int:
    """Return how many of the last posts are read; PlatformRefused for a setting that is no number from 1 to 100."""
    setting = channel.settings.get("watched_posts", "25")
    if not _is_number(setting) or not 1 <= int(setting) <= PAGE:
        raise PlatformRefused(
            f"{channel.platform}: watched_posts of channel {channel.channel_id} is {setting!r}, not 1 to {PAGE}"
        )
    return int(setting)


def native(prefix: str, beadle_id: str) -> str:
    """Return "17_42" for "facebook:17_42". PlatformRefused for an id of another platform, or none of Meta's."""
    bare = beadle_id.removeprefix(prefix)
    if bare == beadle_id or not _is_number(bare.replace("_", "", 1)):
        raise PlatformRefused(f"{prefix.rstrip(':')}: {beadle_id[:80]!r} is no id of this platform")
    return bare


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()
