"""People on the loopback network: what residents, officers and onlookers do there, in the protocol's own words."""

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.e2e.bluesky_network import Account, BlueskyNetwork

POST = "app.bsky.feed.post"
JWT_SECRET = b"jwt-secret"  # fixed by the development servers


@dataclass(frozen=True, slots=True)
class Ref:
    """One revision of a record."""

    uri: str
    cid: str

    @property
    def rkey(self) -> str:
        return self.uri.rpartition("/")[2]

    @property
    def link(self) -> dict[str, str]:
        return {"uri": self.uri, "cid": self.cid}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account."""

    network: BlueskyNetwork
    account: Account

    @property
    def did(self) -> str:
        return self.account.did

    def post(self, text: str, under: Ref | None = None, to: Ref | None = None, at: datetime | None = None) -> Ref:
        """Write a post, or a reply `under` a root `to` a reply there."""
        return self.create(POST, _post(text, under, to, at))

    def post_many(self, texts: Sequence[str], under: Ref) -> list[Ref]:
        """Write many replies to one post."""
        written: list[Ref] = []
        for start in range(0, len(texts), 200):  # the most that one call takes
            writes = [
                {
                    "$type": "com.atproto.repo.applyWrites#create",
                    "collection": POST,
                    "value": _post(text, under, None, None),
                }
                for text in texts[start : start + 200]
            ]
            answer = self._call("applyWrites", {"writes": writes})
            written += [Ref(result["uri"], result["cid"]) for result in answer["results"]]
        return written

    def edit(self, ref: Ref, text: str, under: Ref, at: datetime | None = None) -> Ref:
        """Replace a reply's text, and with it the instant at which its author claims to have written it."""
        return self.put(POST, ref.rkey, _post(text, under, None, at))

    def create(self, collection: str, record: dict[str, Any]) -> Ref:
        answer = self._call("createRecord", {"collection": collection, "record": record})
        return Ref(answer["uri"], answer["cid"])

    def put(self, collection: str, rkey: str, record: dict[str, Any]) -> Ref:
        answer = self._call("putRecord", {"collection": collection, "rkey": rkey, "record": record})
        return Ref(answer["uri"], answer["cid"])

    def delete(self, ref: Ref) -> None:
        self._call("deleteRecord", {"collection": ref.uri.split("/")[3], "rkey": ref.rkey})

    def records(self, collection: str) -> list[dict[str, Any]]:
        """Return all own records of one kind."""
        params: dict[str, Any] = {"repo": self.did, "collection": collection, "limit": 100}
        records: list[dict[str, Any]] = self.get("com.atproto.repo.listRecords", params)["records"]
        return records

    def sees(self, root: Ref) -> list[str]:
        """Return the texts that this person sees below a post, as apps show it: without what is hidden."""
        params: dict[str, Any] = {"anchor": root.uri, "below": 10, "branchingFactor": 100}
        thread = self.get("app.bsky.unspecced.getPostThreadV2", params)["thread"]
        return [item["value"]["post"]["record"]["text"] for item in thread if item["depth"] > 0]

    def get(self, nsid: str, params: dict[str, Any]) -> dict[str, Any]:
        return self.network.call("GET", nsid, access=self.account.access, params=params)

    def _call(self, procedure: str, body: dict[str, Any]) -> dict[str, Any]:
        nsid = f"com.atproto.repo.{procedure}"
        return self.network.call("POST", nsid, access=self.account.access, json={"repo": self.did, **body})


def _post(text: str, under: Ref | None, to: Ref | None, at: datetime | None) -> dict[str, Any]:
    record: dict[str, Any] = {"$type": POST, "text": text, "createdAt": (at or datetime.now(UTC)).isoformat()}
    if under is not None:
        record["reply"] = {"root": under.link, "parent": (to or under).link}
    return record


def expired(token: str) -> str:
    """Return a session's token as it will be when its time has run out, signed by the server's own secret."""
    head, body, _ = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    claims |= {"iat": claims["iat"] - 10**6, "exp": claims["exp"] - 10**7}
    signed = f"{head}.{_base64url(json.dumps(claims).encode())}"
    return f"{signed}.{_base64url(hmac.digest(JWT_SECRET, signed.encode(), hashlib.sha256))}"


def _base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
