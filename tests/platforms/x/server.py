"""X's API v2 as its documentation has it, in memory, with residents who reply.

Sources: https://docs.x.com/x-api (endpoints, errors, headers), and the OpenAPI document for names and shapes.
"""

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from urllib.parse import parse_qsl

from tests.platforms.server import Call, PlatformServer, Route, said
from tests.scripted_server import Said

COUNCIL, HANDLE = "1001", "ExampleCouncil"
BEGINNING = datetime(2026, 11, 23, 10, tzinfo=UTC)
EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
LISTED = 800  # mentions that the list keeps
LIMIT = 50  # calls to one endpoint in its window
PROBLEM = "https://api.twitter.com/2/problems/"
SCOPES = "tweet.read tweet.write tweet.moderate.write users.read media.write offline.access block.read block.write"
NEEDS = {"PUT": "tweet.moderate.write", "POST /2/tweets": "tweet.write"}


@dataclass
class Tweet:
    """A post in one of its versions."""

    number: int
    author: str
    text: str
    root: int
    parent: int = 0
    versions: list[int] = field(default_factory=list)
    media: tuple[str, ...] = ()
    is_hidden: bool = False
    is_newest: bool = True


class XServer(PlatformServer):
    """One council's account, and its residents."""

    def __init__(self) -> None:
        super().__init__()
        self.now = BEGINNING
        self.tweets: dict[int, Tweet] = {}
        self.names: dict[str, str] = {COUNCIL: "Example Council"}
        self.handles: dict[str, str] = {COUNCIL: HANDLE}
        self.access_token, self.refresh_token = "access-0", "refresh-0"
        self.is_revoked = False
        self.scopes = set(SCOPES.split())
        self.is_self_serve = False  # an account that may only answer who has named it
        self.remaining = LIMIT  # calls left of every endpoint's window
        self.media: dict[str, dict[str, Any]] = {}
        self.blocked: list[str] = []
        self.looks_until_ready = 0
        self.exchanged = 0  # refresh tokens
        self._ids = count(1)
        self.root = self.write(COUNCIL, "The swimming pool is closed on Friday.")

    # ── What stands on X ──

    def write(self, author: str, text: str, above: Tweet | None = None) -> Tweet:
        """Publish a post; a reply where it is below another."""
        number = self._number()
        tweet = Tweet(number, author, text, above.root if above else number, above.number if above else 0, [number])
        self.tweets[number] = tweet
        return tweet

    def edit(self, tweet: Tweet, text: str) -> Tweet:
        """Publish a new version of a post, under a number of its own."""
        number = self._number()
        tweet.is_newest = False
        versions = [*tweet.versions, number]
        edited = Tweet(number, tweet.author, text, tweet.root, tweet.parent, versions, tweet.media, tweet.is_hidden)
        self.tweets[number] = edited
        return edited

    def person(self, name: str) -> str:
        """Return the number of the resident of that name, who has an account from now on."""
        for number, known in self.names.items():
            if known == name:
                return number
        number = str(2000 + len(self.names))
        self.names[number] = name
        self.handles[number] = f"resident{number}"
        return number

    def newest(self, number: int) -> Tweet | None:
        """Return the version of a post that the public sees."""
        return next((t for t in reversed(self.tweets.values()) if number in t.versions and t.is_newest), None)

    def remove(self, number: int) -> None:
        """Delete a post in all its versions."""
        for other in [n for n, tweet in self.tweets.items() if number in tweet.versions]:
            del self.tweets[other]

    def _number(self) -> int:
        self.now += timedelta(milliseconds=500)
        milliseconds = (self.now - EPOCH) // timedelta(milliseconds=1)
        return (milliseconds << 22) + next(self._ids) % 4096

    # ── Answering ──

    def routes(self) -> Mapping[tuple[str, str], Route]:
        return {
            ("POST", "/2/oauth2/token"): self._exchange,
            ("GET", "/2/users/me"): lambda call: self._said({"data": self._user(COUNCIL)}),
            ("GET", "/2/users/{id}/mentions"): self._mentions,
            ("GET", "/2/users/{id}/tweets"): self._own,
            ("GET", "/2/users/{id}/blocking"): self._blocking,
            ("POST", "/2/users/{id}/blocking"): self._block,
            ("DELETE", "/2/users/{id}/blocking/{target}"): self._unblock,
            ("GET", "/2/tweets/search/recent"): self._search,
            ("GET", "/2/tweets"): self._lookup,
            ("POST", "/2/tweets"): self._create,
            ("GET", "/2/tweets/{id}"): self._one,
            ("DELETE", "/2/tweets/{id}"): self._delete,
            ("PUT", "/2/tweets/{id}/hidden"): self._hide,
            ("POST", "/2/media/upload"): self._upload,
            ("POST", "/2/media/upload/initialize"): self._begin,
            ("POST", "/2/media/upload/{id}/append"): self._append,
            ("POST", "/2/media/upload/{id}/finalize"): self._ready,
            ("GET", "/2/media/upload"): self._ready,
            ("POST", "/2/media/metadata"): self._describe,
        }

    def refused(self, call: Call) -> Said | None:
        if call.path == "/2/oauth2/token":
            return None
        if self.is_revoked or call.header("Authorization") != f"Bearer {self.access_token}":
            return self._problem(401, "about:blank", "Unauthorized", "Unauthorized")
        needed = NEEDS.get(call.method) or NEEDS.get(f"{call.method} {call.path}", "tweet.read")
        return None if needed in self.scopes else self._problem(403, "about:blank", "Forbidden", "Forbidden")

    def rate_limited(self, seconds: float) -> Said:
        headers = {"x-rate-limit-limit": "50", "x-rate-limit-remaining": "0"}
        headers["x-rate-limit-reset"] = str(round(time.time() + seconds))
        return said({"title": "Too Many Requests", "detail": "Too Many Requests", "type": "about:blank"}, 429, headers)

    def not_found(self, call: Call) -> Said:
        return self._problem(404, f"{PROBLEM}resource-not-found", "Not Found Error", "There is nothing.")

    def failed(self) -> Said:
        return self._problem(503, "about:blank", "Service Unavailable", "Service Unavailable")

    def _said(self, body: Any, status: int = 200) -> Said:
        resets = int((self.now + timedelta(minutes=15)).timestamp())
        limits = {"limit": LIMIT, "remaining": self.remaining, "reset": resets}
        return said(body, status, {f"x-rate-limit-{name}": str(value) for name, value in limits.items()})

    def _problem(self, status: int, kind: str, title: str, detail: str) -> Said:
        return said({"title": title, "type": kind, "status": status, "detail": detail}, status)

    def _exchange(self, call: Call) -> Said:
        form = dict(parse_qsl(call.asked.body.decode()))
        wanted = {"grant_type": "refresh_token", "refresh_token": self.refresh_token, "client_id": "app"}
        if self.is_revoked or form != wanted or call.header("Authorization") != "Basic YXBwOmhpZGRlbg==":
            return said(
                {"error": "invalid_request", "error_description": "Value passed for the token was invalid."}, 400
            )
        self.exchanged += 1
        self.access_token, self.refresh_token = f"access-{self.exchanged}", f"refresh-{self.exchanged}"
        given = {"access_token": self.access_token, "refresh_token": self.refresh_token}
        return said({"token_type": "bearer", "expires_in": 7200, "scope": " ".join(sorted(self.scopes)), **given})

    def _mentions(self, call: Call) -> Said:
        named = [t for t in reversed(self.tweets.values()) if t.is_newest and t.author != COUNCIL and self._names_us(t)]
        return self._page(call, named[:LISTED])

    def _search(self, call: Call) -> Said:
        assert call.query["query"] == f"@{HANDLE} -from:{COUNCIL} -is:retweet"
        earliest = self.now - timedelta(days=7)
        since = int(call.query.get("since_id", 0))
        if since and EPOCH + timedelta(milliseconds=since >> 22) < earliest:
            return self._problem(400, f"{PROBLEM}invalid-request", "Invalid Request", "'since_id' is too old")
        named = [t for t in reversed(self.tweets.values()) if t.is_newest and t.author != COUNCIL and self._names_us(t)]
        return self._page(call, [t for t in named if EPOCH + timedelta(milliseconds=t.number >> 22) >= earliest])

    def _names_us(self, tweet: Tweet) -> bool:
        return self.tweets.get(tweet.root, self.root).author == COUNCIL or f"@{HANDLE}" in tweet.text

    def _own(self, call: Call) -> Said:
        own = [t for t in reversed(self.tweets.values()) if t.is_newest and t.author == COUNCIL]
        excluded = call.query.get("exclude", "").split(",")
        return self._page(call, [t for t in own if not (t.parent and "replies" in excluded)])

    def _page(self, call: Call, newest_first: Sequence[Tweet]) -> Said:
        since, until = int(call.query.get("since_id", 0)), int(call.query.get("until_id", 2**63))
        start, size = int(call.query.get("pagination_token", "0"), 36), int(call.query.get("max_results", 10))
        found = [tweet for tweet in newest_first if since < tweet.number < until]
        # A page goes on from a post, not from a place: what is written meanwhile moves nothing.
        found = [tweet for tweet in found if not start or tweet.number < start]
        page, meta = found[:size], {"result_count": len(found[:size])}
        if not page:
            return self._said({"meta": meta})
        if len(found) > size:
            meta["next_token"] = _base36(page[-1].number)  # type: ignore[assignment] # one dict of both
        meta |= {"newest_id": str(page[0].number), "oldest_id": str(page[-1].number)}  # type: ignore[dict-item] # as above
        body = {"data": [self._tweet(tweet, call) for tweet in page], "meta": meta}
        if call.query.get("expansions") == "author_id":
            body["includes"] = {"users": [self._user(author) for author in {tweet.author: 0 for tweet in page}]}
        return self._said(body)

    def _tweet(self, tweet: Tweet, call: Call) -> dict[str, Any]:
        text = re.sub("[&<>]", lambda found: {"&": "&amp;", "<": "&lt;", ">": "&gt;"}[found[0]], tweet.text)
        prefix = f"@{HANDLE} " if tweet.parent and tweet.author != COUNCIL else ""
        urls: list[dict[str, Any]] = []
        for link in re.findall(r"https?://\S+", text):
            short = f"https://t.co/{tweet.number % 10**10}{len(urls)}"
            at = len(prefix) + text.index(link)
            text = text.replace(link, short, 1)
            given = link.replace("&amp;", "&")
            urls.append({"start": at, "end": at + len(short), "url": short, "expanded_url": given, "display_url": "x"})
        fields: dict[str, Any] = {
            "author_id": tweet.author,
            "conversation_id": str(tweet.root),
            "created_at": _instant(tweet.number),
            "display_text_range": [len(prefix), len(prefix + text)],
            **({"entities": {"urls": urls}} if urls else {}),
        }
        if len(tweet.text) > 280:
            fields["note_tweet"] = {"text": prefix + text, **({"entities": {"urls": urls}} if urls else {})}
            text = f"{text[:270]}…"
        if tweet.parent:
            fields["referenced_tweets"] = [{"type": "replied_to", "id": str(tweet.parent)}]
            above = self.tweets.get(tweet.parent)
            fields |= {"in_reply_to_user_id": above.author} if above else {}
        wanted = call.query.get("tweet.fields", "").split(",")
        always = {"id": str(tweet.number), "text": prefix + text}
        always["edit_history_tweet_ids"] = [str(n) for n in tweet.versions]  # type: ignore[assignment] # one dict of both
        return always | {name: value for name, value in fields.items() if name in wanted}

    def _user(self, number: str) -> dict[str, str]:
        return {"id": number, "name": self.names[number], "username": self.handles[number]}

    def _lookup(self, call: Call) -> Said:
        ids = call.query["ids"].split(",")
        found = [tweet for n in ids if (tweet := self.tweets.get(int(n)))]
        gone = [self._gone(n) for n in ids if int(n) not in self.tweets]
        return self._said(_filled(data=[self._tweet(tweet, call) for tweet in found], errors=gone))

    def _one(self, call: Call) -> Said:
        tweet = self.tweets.get(int(call.named["id"]))
        return self._said({"data": self._tweet(tweet, call)} if tweet else {"errors": [self._gone(call.named["id"])]})

    def _gone(self, number: str) -> dict[str, Any]:
        named = {"resource_id": number, "parameter": "id", "resource_type": "tweet", "value": number}
        detail = f"Could not find tweet with id: [{number}]."
        return {"title": "Not Found Error", "type": f"{PROBLEM}resource-not-found", "detail": detail, **named}

    def _create(self, call: Call) -> Said:
        text, parent = call.body["text"], int(call.body.get("reply", {}).get("in_reply_to_tweet_id", 0))
        edited = int(call.body.get("edit_options", {}).get("previous_post_id", 0))
        if any(t.author == COUNCIL and t.text == text and t.is_newest for t in self.tweets.values()):
            detail = "You are not allowed to create a Tweet with duplicate content."
            return self._problem(403, "about:blank", "Forbidden", detail)
        if parent and self.is_self_serve:
            detail = (
                "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged"
            )
            return self._problem(403, "about:blank", "Forbidden", detail)
        if max(parent, edited) and max(parent, edited) not in self.tweets:
            return self._problem(400, f"{PROBLEM}invalid-request", "Invalid Request", "That post is not there.")
        if edited:
            made = self.edit(self.tweets[edited], text)
        else:
            made = self.write(COUNCIL, text, self.tweets.get(parent))
            made.media = tuple(call.body.get("media", {}).get("media_ids", ()))
        return self._said({"data": {"id": str(made.number), "text": text}}, 201)

    def _delete(self, call: Call) -> Said:
        tweet = self.tweets.get(int(call.named["id"]))
        if tweet:
            self.remove(tweet.number)
        return self._said({"data": {"deleted": tweet is not None}})

    def _hide(self, call: Call) -> Said:
        tweet = self.newest(int(call.named["id"]))
        if tweet is None:
            return self.not_found(call)
        if self.tweets[tweet.root].author != COUNCIL:
            detail = "You are not permitted to hide a reply in this conversation."
            return self._problem(403, f"{PROBLEM}not-authorized-for-resource", "Authorization Error", detail)
        tweet.is_hidden = call.body["hidden"]
        return self._said({"data": {"hidden": tweet.is_hidden}})

    def _blocking(self, call: Call) -> Said:
        users = [self._user(number) for number in reversed(self.blocked)]
        return self._said(_filled(data=users) | {"meta": {"result_count": len(users)}})

    def _block(self, call: Call) -> Said:
        if call.body["target_user_id"] not in self.blocked:
            self.blocked.append(call.body["target_user_id"])
        return self._said({"data": {"blocking": True}})

    def _unblock(self, call: Call) -> Said:
        self.blocked = [number for number in self.blocked if number != call.named["target"]]
        return self._said({"data": {"blocking": False}})

    def _upload(self, call: Call) -> Said:
        return self._media(self._new_media(call.body))

    def _begin(self, call: Call) -> Said:
        return self._media(self._new_media({**call.body, "chunks": {}}))

    def _append(self, call: Call) -> Said:
        self.media[call.named["id"]]["chunks"][call.body["segment_index"]] = call.body["media"]
        return self._said({"data": {"expires_at": 1_800_000_000}, "meta": {}})

    def _ready(self, call: Call) -> Said:
        self.looks_until_ready -= 1
        state = "in_progress" if self.looks_until_ready >= 0 else "succeeded"
        processing = {"state": state, "check_after_secs": 0, "progress_percent": 10, "type": "video"}
        return self._media(call.named.get("id") or call.query["media_id"], processing)

    def _describe(self, call: Call) -> Said:
        self.media[call.body["id"]]["metadata"] = call.body["metadata"]
        return self._said({"data": {"id": call.body["id"], "associated_metadata": call.body["metadata"]}})

    def _new_media(self, body: Mapping[str, Any]) -> str:
        media_id = str(5000 + next(self._ids))
        self.media[media_id] = dict(body)
        return media_id

    def _media(self, media_id: str, processing: Mapping[str, Any] | None = None) -> Said:
        data = {"id": media_id, "media_key": f"3_{media_id}", "expires_after_secs": 86400}
        return self._said({"data": data | ({"processing_info": processing} if processing else {}), "meta": {}})


def _filled(**lists: list[Any]) -> dict[str, Any]:
    """Return what holds anything: X leaves empty lists out."""
    return {name: values for name, values in lists.items() if values}


def _instant(number: int) -> str:
    at = EPOCH + timedelta(milliseconds=number >> 22)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while number:
        number, rest = divmod(number, 36)
        text = digits[rest] + text
    return text
