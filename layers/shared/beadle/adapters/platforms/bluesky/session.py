"""A signed-in account: calls to its server, with the session made when first needed and renewed when it runs out."""

from collections.abc import Mapping
from typing import Any

from beadle.adapters.platforms.http import Answer, Fields, Http, Refused
from beadle.domain.channels import Channel
from beadle.domain.errors import CredentialsRefused

_RUN_OUT = frozenset({"ExpiredToken", "InvalidToken"})  # answered with 400 by current servers, 401 by some


class Session:
    """One account's session.

    A server takes 30 new sessions in five minutes and 300 a day from one account, so keep the object.

    Args:
        channel: `account` is the handle (or DID), `service_url` the account's server, or one that leads to it.
        secret: the channel's, with `app_password`. CredentialsRefused when there is none.
    """

    def __init__(self, channel: Channel, secret: Mapping[str, str]) -> None:
        self._renewal = (
            "Make an app password in Bluesky (Settings, Privacy and security, App passwords) and give it with:"
            f" beadle channels add {channel.channel_id}"
        )
        self._password = secret.get("app_password", "")
        if not self._password:
            raise CredentialsRefused(f"bluesky: the channel's secret has no app_password. {self._renewal}")
        self._account = channel.account
        self._http = Http("bluesky", channel.service_url, self._renewal)
        self._did = self._access = self._refresh = ""

    @property
    def did(self) -> str:
        """The account's permanent id."""
        if not self._did:
            self._sign_in()
        return self._did

    def get(self, nsid: str, params: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Fields:
        """Ask; raises what `Http.call` does."""
        return self._call("GET", nsid, params, None, headers or {})

    def post(self, nsid: str, body: Mapping[str, Any]) -> Fields:
        """Do; raises what `Http.call` does."""
        return self._call("POST", nsid, None, body, {})

    def record(self, collection: str, rkey: str) -> Fields:
        """Return one of the account's own records with its `uri`, `cid` and `value`, empty when there is none."""
        try:
            return self.get("com.atproto.repo.getRecord", {"repo": self.did, "collection": collection, "rkey": rkey})
        except Refused as error:
            if error.code != "RecordNotFound":
                raise
            return Fields(None)

    def put(self, collection: str, rkey: str, value: Mapping[str, Any], instead_of: str | None) -> bool:
        """Write one of the account's own records; False when what is there is not `instead_of`.

        Args:
            instead_of: the CID of the version to replace, None where no record may be yet.
        """
        body = {"repo": self.did, "collection": collection, "rkey": rkey, "record": value, "swapRecord": instead_of}
        try:
            self.post("com.atproto.repo.putRecord", body)
        except Refused as error:
            if error.code != "InvalidSwap":
                raise
            return False
        return True

    def delete(self, collection: str, rkey: str) -> None:
        """Delete one of the account's own records; one that is not there is none to delete."""
        self.post("com.atproto.repo.deleteRecord", {"repo": self.did, "collection": collection, "rkey": rkey})

    def _call(
        self, method: str, nsid: str, params: Mapping[str, Any] | None, body: Any, headers: Mapping[str, str]
    ) -> Fields:
        if not self._access:
            self._sign_in()
        answer = self._send(method, nsid, params, body, headers)
        if answer.code in _RUN_OUT:
            self._renew()
            answer = self._send(method, nsid, params, body, headers)
            if answer.code in _RUN_OUT:
                raise CredentialsRefused(f"bluesky {nsid}: {answer.said}. {self._renewal}")
        self._http.check(answer, nsid)
        return Fields(answer.body)

    def _send(
        self, method: str, nsid: str, params: Mapping[str, Any] | None, body: Any, headers: Mapping[str, str]
    ) -> Answer:
        headers = {**headers, "Authorization": f"Bearer {self._access}"}
        return self._http.send(method, f"/xrpc/{nsid}", params=params, body=body, headers=headers)

    def _renew(self) -> None:
        """Exchange the session's long-lived token for new ones; sign in anew when that has run out too."""
        headers = {"Authorization": f"Bearer {self._refresh}"}
        answer = self._http.send("POST", "/xrpc/com.atproto.server.refreshSession", headers=headers)
        if answer.ok:
            self._keep(Fields(answer.body))
        else:
            self._sign_in()

    def _sign_in(self) -> None:
        credentials = {"identifier": self._account, "password": self._password}
        answer = self._http.call("POST", "/xrpc/com.atproto.server.createSession", body=credentials)
        self._keep(answer)
        for service in answer.object("didDoc").objects("service"):
            # The public service signs accounts in that live on other servers; everything else is asked of those.
            if service.text("id").endswith("#atproto_pds"):
                self._http = Http("bluesky", service.require("serviceEndpoint"), self._renewal)

    def _keep(self, answer: Fields) -> None:
        self._did, self._access = answer.require("did"), answer.require("accessJwt")
        self._refresh = answer.require("refreshJwt")
