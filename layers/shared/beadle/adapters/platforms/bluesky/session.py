"""A signed-in account: calls to its server, in a session that all processes share, renewed when it runs out."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from beadle.adapters.platforms.access import Access
from beadle.adapters.platforms.http import Answer, Dialect, Fields, Http, Refused
from beadle.adapters.platforms.quota import Quota, Urgency
from beadle.domain.channels import Channel
from beadle.domain.errors import CredentialsRefused

_RUN_OUT = frozenset({"ExpiredToken", "InvalidToken"})  # answered with 400 by current servers, 401 by some
READS, WRITES, SIGN_INS = "reads", "writes", "sign-ins"
"""Allowances: 3,000 calls in five minutes; 5,000 points of writing an hour and 35,000 a day; 30 sign-ins in five
minutes and 300 a day. Source: https://docs.bsky.app/docs/advanced-guides/rate-limits
"""


_TOLD = ("Limit", "Remaining", "Reset")


class Limits(Dialect):
    """What every answer tells of the allowance that is nearest its end, of those that the call was counted against."""

    def __init__(self, quota: Quota) -> None:
        self._quota = quota
        self.allowance = READS  # of the call that is being made

    def heard(self, answer: Answer) -> None:
        """Note the used share."""
        limit, remaining, resets_at = (_number(answer.headers.get(f"RateLimit-{name}", "")) for name in _TOLD)
        if limit and remaining is not None and resets_at is not None:
            self._quota.note(self.allowance, 1 - remaining / limit, datetime.fromtimestamp(resets_at, UTC))


class Session:
    """One account's session.

    It lies in the channel's secret, for a server takes only so many sign-ins: `access_jwt` (two hours), `refresh_jwt`
    (two months; exchanged once), the account's `did`, the address of its server, and whose session it is.

    Args:
        channel: `account` is the handle (or DID), `service_url` the account's server, or one that leads to it.
        access: its secret holds the `app_password`. CredentialsRefused when there is none.
    """

    def __init__(self, channel: Channel, access: Access) -> None:
        self._renewal = (
            "Make an app password in Bluesky (Settings, Privacy and security, App passwords) and give it with:"
            f" beadle channels add {channel.channel_id}"
        )
        self._way_in = access
        self._secret = access.secret
        if not self._secret.get("app_password"):
            raise CredentialsRefused(f"bluesky: the channel's secret has no app_password. {self._renewal}")
        self._account = channel.account
        self._service_url = channel.service_url
        self._quota = Quota("bluesky", access.now)
        self._limits = Limits(self._quota)
        self._http = self._server(channel.service_url)
        if self._is_signed_in:
            self._http = self._server(self._secret["server"])

    @property
    def did(self) -> str:
        """The account's permanent id."""
        if not self._is_signed_in:
            self._renew()
        return self._secret["did"]

    def get(
        self,
        nsid: str,
        params: Mapping[str, Any],
        headers: Mapping[str, str] | None = None,
        urgency: Urgency = Urgency.PROTECT,
    ) -> Fields:
        """Ask; raises what `Http.call` does, and RateLimited while what is left is kept for what is more urgent."""
        self._quota.require(urgency, READS)
        return self._call("GET", nsid, params=params, headers=headers)

    def post(self, nsid: str, body: Any, urgency: Urgency = Urgency.PROTECT) -> Fields:
        """Do; raises what `get` does."""
        self._quota.require(urgency, READS, WRITES)
        return self._call("POST", nsid, body=body)

    def record(self, collection: str, rkey: str) -> Fields:
        """Return one of the account's own records with its `uri`, `cid` and `value`, empty when there is none."""
        try:
            return self.get("com.atproto.repo.getRecord", {"repo": self.did, "collection": collection, "rkey": rkey})
        except Refused as error:
            if error.code != "RecordNotFound":
                raise
            return Fields(None)

    def put(
        self,
        collection: str,
        rkey: str,
        value: Mapping[str, Any],
        instead_of: str | None,
        urgency: Urgency = Urgency.PROTECT,
    ) -> bool:
        """Write one of the account's own records; False when what is there is not `instead_of`.

        Args:
            instead_of: the CID of the version to replace, None where no record may be yet.
        """
        body = {"repo": self.did, "collection": collection, "rkey": rkey, "record": value, "swapRecord": instead_of}
        try:
            self.post("com.atproto.repo.putRecord", body, urgency)
        except Refused as error:
            if error.code != "InvalidSwap":
                raise
            return False
        return True

    def delete(self, collection: str, rkey: str) -> None:
        """Delete one of the account's own records; one that is not there is none to delete."""
        self.post("com.atproto.repo.deleteRecord", {"repo": self.did, "collection": collection, "rkey": rkey})

    @property
    def _is_signed_in(self) -> bool:
        return bool(self._secret.get("access_jwt")) and self._secret.get("session_of") == self._whose

    @property
    def _whose(self) -> str:
        return f"{self._account} {self._service_url}"

    def _server(self, address: str) -> Http:
        return Http("bluesky", address, self._renewal, self._limits)

    def _call(self, method: str, nsid: str, **request: Any) -> Fields:
        if not self._is_signed_in:
            self._renew()
        answer = self._send(method, nsid, **request)
        if answer.code in _RUN_OUT:
            self._renew()
            answer = self._send(method, nsid, **request)
            if answer.code in _RUN_OUT:
                raise CredentialsRefused(f"bluesky {nsid}: {answer.said}. {self._renewal}")
        self._http.check(answer, nsid)
        return Fields(answer.body)

    def _send(self, method: str, nsid: str, headers: Mapping[str, str] | None = None, **request: Any) -> Answer:
        self._limits.allowance = READS if method == "GET" else WRITES
        headers = {**(headers or {}), "Authorization": f"Bearer {self._secret['access_jwt']}"}
        return self._http.send(method, f"/xrpc/{nsid}", headers=headers, **request)

    def _renew(self) -> None:
        self._secret = self._way_in.renewed(self._secret, self._renewed)
        self._http = self._server(self._secret["server"])

    def _renewed(self, secret: Mapping[str, str]) -> Mapping[str, str]:
        """Return the secret with the session exchanged for its next, or with a new one where that had run out too."""
        self._limits.allowance = SIGN_INS
        if secret.get("refresh_jwt") and secret.get("session_of") == self._whose:
            headers = {"Authorization": f"Bearer {secret['refresh_jwt']}"}
            server = self._server(secret["server"])
            answer = server.send("POST", "/xrpc/com.atproto.server.refreshSession", headers=headers)
            if answer.ok:
                return self._with_session(secret, Fields(answer.body), secret["server"])
        credentials = {"identifier": self._account, "password": secret.get("app_password", "")}
        leading = self._server(self._service_url)
        made = leading.call("POST", "/xrpc/com.atproto.server.createSession", body=credentials)
        address = self._service_url
        for service in made.object("didDoc").objects("service"):
            # The public service signs accounts in that live on other servers; everything else is asked of those.
            if service.text("id").endswith("#atproto_pds"):
                address = service.require("serviceEndpoint")
        self._server(address)  # PlatformRefused for one to which no token may go, before it is kept
        return self._with_session(secret, made, address)

    def _with_session(self, secret: Mapping[str, str], made: Fields, address: str) -> Mapping[str, str]:
        session = {"did": made.require("did"), "access_jwt": made.require("accessJwt")}
        session |= {"refresh_jwt": made.require("refreshJwt"), "server": address, "session_of": self._whose}
        return {**secret, **session}


def _number(header: str) -> int | None:
    return int(header[:12]) if header.isascii() and header.isdigit() else None
