"""A Mastodon server's client API as far as a council's account needs it, on loopback.

It answers as docs.joinmastodon.org documents and Mastodon 4 does: a thread is told of up to 4,096 replies, a key of
idempotency is remembered (where `keeps_keys`), texts become HTML, what is muted or blocked is left out of the
account's own view, and every answer says what is left of its allowance.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.platforms.mastodon.entities import account_entity, application_entity, instance_entity, status_entity
from tests.platforms.server import Call, PlatformServer, Route, said
from tests.scripted_server import Said

TOKEN = "a-token"
COUNCIL = "1"
BEGINNING = datetime(2026, 11, 23, 10, tzinfo=UTC)
CONTEXT_LIMIT = 4096  # replies that a thread is told of
NEEDS = {
    ("GET", "/api/v1/accounts/verify_credentials"): "read:accounts",
    ("GET", "/api/v1/accounts/{id}/statuses"): "read:statuses",
    ("GET", "/api/v1/notifications"): "read:notifications",
    ("GET", "/api/v1/accounts/relationships"): "read:follows",
    ("POST", "/api/v1/statuses"): "write:statuses",
    ("PUT", "/api/v1/statuses/{id}"): "write:statuses",
    ("DELETE", "/api/v1/statuses/{id}"): "write:statuses",
    ("POST", "/api/v2/media"): "write:media",
    ("POST", "/api/v1/reports"): "write:reports",
    ("POST", "/api/v1/accounts/{id}/block"): "write:blocks",
    ("POST", "/api/v1/accounts/{id}/unblock"): "write:blocks",
}
PUBLIC = ("/api/v1/statuses/{id}", "/api/v2/instance")
"""What is answered without a token."""


@dataclass
class Status:
    """What somebody wrote."""

    status_id: str
    account_id: str
    text: str
    created_at: datetime
    in_reply_to: str = ""
    edited_at: datetime | None = None
    visibility: str = "public"
    spoiler_text: str = ""
    language: str | None = "en"
    media: list[dict[str, Any]] = field(default_factory=list)
    poll: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


class MastodonServer(PlatformServer):
    """One server with the council's account, which has posted once."""

    def __init__(self) -> None:
        super().__init__()
        self.now = BEGINNING
        self.accounts = {COUNCIL: "council"}  # id -> acct
        self.statuses: dict[str, Status] = {}
        self.notifications: list[tuple[str, str]] = []  # id, status; oldest first
        self.blocked: set[str] = set()
        self.muted: set[str] = set()
        self.blocking_us: set[str] = set()
        self.reports: list[Mapping[str, Any]] = []
        self.scopes = {"read", "write"}
        self.is_expired = False
        self.is_closed = False  # shows nothing to those who have not signed in
        self.keeps_keys = True
        self.max_characters = 500
        self.left = 300  # of 300 calls
        self.looks_until_ready = 0  # how often an upload is looked at before it is prepared
        self._uploads: dict[str, tuple[dict[str, Any], int]] = {}
        self._keys: dict[str, str] = {}
        self._ids = count(109_000_000_000_000_000)
        self.root = self.write(COUNCIL, "The swimming pool is closed on Friday.")

    # ── What people do ──

    def person(self, name: str) -> str:
        """Return the id of somebody's account."""
        known = next((account for account, acct in self.accounts.items() if acct == name), None)
        if known is None:
            known = str(next(self._ids))
            self.accounts[known] = name
        return known

    def write(self, account_id: str, text: str, in_reply_to: str = "", **more: Any) -> Status:
        """Let somebody write; the council is notified where it is mentioned."""
        self.now += timedelta(milliseconds=1)
        status = Status(str(next(self._ids)), account_id, text, self.now, in_reply_to, **more)
        self.statuses[status.status_id] = status
        if in_reply_to:
            self.statuses[in_reply_to].below.append(status.status_id)
        if account_id not in {COUNCIL, *self.muted, *self.blocked} and re.search(r"@council\b", text):
            self.notifications.append((str(next(self._ids)), status.status_id))
        return status

    def edit(self, status_id: str, text: str) -> None:
        self.now += timedelta(milliseconds=1)
        self.statuses[status_id].text, self.statuses[status_id].edited_at = text, self.now

    def delete(self, status_id: str) -> None:
        """Delete a status; what hangs below it stays, without what it replied to."""
        gone = self.statuses.pop(status_id)
        for below in gone.below:
            self.statuses[below].in_reply_to = ""
        if gone.in_reply_to:
            self.statuses[gone.in_reply_to].below.remove(status_id)

    def picture(self, alt: str) -> dict[str, Any]:
        """Return what the server says of a picture that somebody added to what they wrote."""
        media_id = str(next(self._ids))
        url = f"{self.address}/media/{media_id}.png"
        return {"id": media_id, "type": "image", "url": url, "description": alt or None}

    # ── How the server answers ──

    def routes(self) -> Mapping[tuple[str, str], Route]:
        return {
            ("GET", "/api/v1/accounts/verify_credentials"): self._verify,
            ("GET", "/api/v1/apps/verify_credentials"): lambda _: said(application_entity(sorted(self.scopes))),
            ("GET", "/api/v2/instance"): lambda _: said(instance_entity(self.address, self.max_characters)),
            ("GET", "/api/v1/accounts/relationships"): self._relationships,
            ("GET", "/api/v1/accounts/{id}/statuses"): self._own_statuses,
            ("POST", "/api/v1/accounts/{id}/block"): self._block,
            ("POST", "/api/v1/accounts/{id}/unblock"): self._unblock,
            ("GET", "/api/v1/notifications"): self._notifications,
            ("POST", "/api/v1/statuses"): self._publish,
            ("GET", "/api/v1/statuses/{id}"): self._status,
            ("PUT", "/api/v1/statuses/{id}"): self._edit,
            ("DELETE", "/api/v1/statuses/{id}"): self._delete,
            ("GET", "/api/v1/statuses/{id}/context"): self._context,
            ("GET", "/api/v1/statuses/{id}/source"): self._source,
            ("POST", "/api/v2/media"): self._upload,
            ("GET", "/api/v1/media/{id}"): self._media,
            ("POST", "/api/v1/reports"): self._report,
        }

    def answer(self, asked: Any) -> Said:
        answered = super().answer(asked)
        resets_at = datetime.now(UTC) + timedelta(minutes=5)
        counted = {
            "X-RateLimit-Limit": "300",
            "X-RateLimit-Remaining": str(self.left),
            "X-RateLimit-Reset": _iso(resets_at),
        }
        return Said(answered.status, answered.body, counted | dict(answered.headers), answered.length)

    def refused(self, call: Call) -> Said | None:
        token = call.header("Authorization").removeprefix("Bearer ")
        pattern = re.sub(r"/\d+", "/{id}", call.path)
        if not token and pattern in PUBLIC and not self.is_closed:
            return None
        if token != TOKEN or self.is_expired:
            words = "This method requires an authenticated user" if not token else "The access token is invalid"
            return said({"error": words}, 401)
        needed = NEEDS.get((call.method, pattern), "")
        if needed and not {needed, needed.partition(":")[0]} & self.scopes:
            return said({"error": "This action is outside the authorized scopes"}, 403)
        return None

    def rate_limited(self, seconds: float) -> Said:
        resets_at = datetime.now(UTC) + timedelta(seconds=seconds)
        headers = {"X-RateLimit-Limit": "300", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": _iso(resets_at)}
        return said({"error": "Too many requests"}, 429, headers)

    def not_found(self, call: Call) -> Said:
        return said({"error": "Record not found"}, 404)

    def _verify(self, _: Call) -> Said:
        source = {"fields": [], "follow_requests_count": 0, "indexable": False, "note": ""}
        source |= {"privacy": "public", "sensitive": False}
        role = {"id": "-99", "name": "", "color": "", "permissions": "0", "highlighted": False}
        return said(self._account(COUNCIL) | {"source": source, "role": role})

    def _relationships(self, call: Call) -> Said:
        asked = parse_qs(urlsplit(call.asked.path).query).get("id[]", [])
        return said([self._relation(account) for account in asked if account in self.accounts])

    def _own_statuses(self, call: Call) -> Said:
        limit, before = int(call.query.get("limit", 20)), call.query.get("max_id", "")
        own = [status for status in reversed(self.statuses.values()) if status.account_id == call.named["id"]]
        if call.query.get("exclude_replies") == "true":
            own = [status for status in own if not status.in_reply_to]
        if before:
            own = [status for status in own if int(status.status_id) < int(before)]
        return said([self._entity(status) for status in own[: min(limit, 40)]])

    def _block(self, call: Call) -> Said:
        if call.named["id"] not in self.accounts:
            return self.not_found(call)
        self.blocked.add(call.named["id"])
        return said(self._relation(call.named["id"]))

    def _unblock(self, call: Call) -> Said:
        self.blocked.discard(call.named["id"])
        return said(self._relation(call.named["id"]))

    def _notifications(self, call: Call) -> Said:
        limit = min(int(call.query.get("limit", 40)), 80)
        there = [(number, self.statuses[status]) for number, status in self.notifications if status in self.statuses]
        if after := call.query.get("min_id"):
            page = [note for note in there if int(note[0]) > int(after)][:limit]
        else:
            page = there[-limit:]
        entities = [
            {
                "id": number,
                "type": "mention",
                "created_at": _iso(status.created_at),
                "group_key": f"ungrouped-{number}",
                "account": self._account(status.account_id),
                "status": self._entity(status),
            }
            for number, status in reversed(page)
        ]
        link = f'<{self.address}{call.path}?min_id={page[-1][0]}>; rel="prev"' if page else ""
        return said(entities, headers={"Link": link} if link else None)

    def _publish(self, call: Call) -> Said:
        key = call.header("Idempotency-Key")
        if self.keeps_keys and self._keys.get(key) in self.statuses:
            return said(self._entity(self.statuses[self._keys[key]]))
        text, media = str(call.body.get("status", "")), list(call.body.get("media_ids", []))
        if refusal := self._unfit(text, media):
            return refusal
        parent = str(call.body.get("in_reply_to_id", ""))
        if parent and parent not in self.statuses:
            return self.not_found(call)
        made = self.write(COUNCIL, text, parent, visibility=call.body.get("visibility", "public"))
        made.media = [self._uploads[media_id][0] for media_id in media]
        made.language = call.body.get("language")
        self._keys[key] = made.status_id
        return said(self._entity(made))

    def _status(self, call: Call) -> Said:
        status = self.statuses.get(call.named["id"])
        is_signed_in = bool(call.header("Authorization"))
        if status is None or (is_signed_in and status.account_id in self.blocking_us):
            return self.not_found(call)
        return said(self._entity(status))

    def _edit(self, call: Call) -> Said:
        status = self.statuses.get(call.named["id"])
        if status is None or status.account_id != COUNCIL:
            return self.not_found(call)
        media = list(call.body.get("media_ids", []))
        if refusal := self._unfit(str(call.body["status"]), media):
            return refusal
        self.edit(status.status_id, str(call.body["status"]))
        status.media = [item for item in status.media if item["id"] in media]  # what is not named is taken off
        status.spoiler_text = str(call.body.get("spoiler_text", ""))
        status.language = call.body.get("language")
        return said(self._entity(status))

    def _delete(self, call: Call) -> Said:
        status = self.statuses.get(call.named["id"])
        if status is None or status.account_id != COUNCIL:
            return self.not_found(call)
        entity = self._entity(status) | {"text": status.text}
        self.delete(status.status_id)
        return said(entity)

    def _context(self, call: Call) -> Said:
        status = self.statuses.get(call.named["id"])
        if status is None:
            return self.not_found(call)
        ancestors: list[Status] = []
        above = status
        while above.in_reply_to:
            above = self.statuses[above.in_reply_to]
            ancestors.insert(0, above)
        below = [one for one in self._below(status) if one.account_id not in self.muted | self.blocked]
        return said(
            {"ancestors": [self._entity(one) for one in ancestors], "descendants": [self._entity(o) for o in below]}
        )

    def _below(self, status: Status) -> list[Status]:
        """Return a thread's replies, each branch whole before the next, cut off where Mastodon does."""
        found: list[Status] = []
        waiting = [self.statuses[below] for below in reversed(status.below)]
        while waiting and len(found) < CONTEXT_LIMIT:
            one = waiting.pop()
            found.append(one)
            waiting += (self.statuses[below] for below in reversed(one.below))
        return found

    def _source(self, call: Call) -> Said:
        status = self.statuses.get(call.named["id"])
        if status is None or status.account_id != COUNCIL:
            return self.not_found(call)
        return said({"id": status.status_id, "text": status.text, "spoiler_text": status.spoiler_text})

    def _upload(self, call: Call) -> Said:
        parts = call.asked.body.split(b"\r\n")
        entity = self.picture(parts[parts.index(b'Content-Disposition: form-data; name="description"') + 2].decode())
        self._uploads[entity["id"]] = (entity, self.looks_until_ready)
        return said(entity | {"url": None}, 202) if self.looks_until_ready else said(entity)

    def _media(self, call: Call) -> Said:
        entity, looks = self._uploads[call.named["id"]]
        self._uploads[call.named["id"]] = (entity, looks - 1)
        return said(entity, 206 if looks > 1 else 200)

    def _report(self, call: Call) -> Said:
        if call.body.get("account_id") not in self.accounts:
            return self.not_found(call)
        self.reports.append(call.body)
        entity = {"id": str(next(self._ids)), "action_taken": False, "category": call.body.get("category", "other")}
        entity |= {"comment": call.body.get("comment", ""), "created_at": _iso(self.now)}
        entity["forwarded"] = call.body.get("forward") is True
        return said(entity | {"target_account": self._account(str(call.body["account_id"]))})

    def _unfit(self, text: str, media: list[str]) -> Said | None:
        if not text and not media:
            return said({"error": "Validation failed: Text can't be blank"}, 422)
        if len(text) > self.max_characters:
            words = f"Validation failed: Text character limit of {self.max_characters} exceeded"
            return said({"error": words}, 422)
        return None

    def _relation(self, account_id: str) -> dict[str, Any]:
        names = ("blocked_by", "domain_blocking", "endorsed", "followed_by", "following", "muting_notifications")
        relation: dict[str, Any] = dict.fromkeys((*names, "notifying", "requested", "requested_by"), False)
        relation |= {"id": account_id, "blocking": account_id in self.blocked, "muting": account_id in self.muted}
        return relation | {"note": "", "showing_reblogs": False}

    def _account(self, account_id: str) -> dict[str, Any]:
        return account_entity(self.address, account_id, self.accounts[account_id])

    def _entity(self, status: Status) -> dict[str, Any]:
        mentions = (
            [
                {"id": account, "acct": acct, "username": acct, "url": f"{self.address}/@{account}"}
                for account, acct in self.accounts.items()
                if f"@{acct} " in f"{status.text} "
            ]
            if "@" in status.text
            else []
        )
        parent = self.statuses.get(status.in_reply_to)
        return status_entity(self.address, self._account(status.account_id)) | {
            "id": status.status_id,
            "created_at": _iso(status.created_at),
            "edited_at": _iso(status.edited_at) if status.edited_at else None,
            "in_reply_to_id": status.in_reply_to or None,
            "in_reply_to_account_id": parent.account_id if parent else None,
            "content": markup(status.text),
            "spoiler_text": status.spoiler_text,
            "visibility": status.visibility,
            "language": status.language,
            "uri": f"{self.address}/users/{status.account_id}/statuses/{status.status_id}",
            "url": f"{self.address}/@{status.account_id}/{status.status_id}",
            "replies_count": len(status.below),
            "media_attachments": status.media,
            "mentions": mentions,
            "poll": self._poll(status),
        }

    def _poll(self, status: Status) -> dict[str, Any] | None:
        if not status.poll:
            return None
        options = [{"title": title, "votes_count": 0} for title in status.poll]
        return {"id": "1", "expired": False, "multiple": False, "votes_count": 0, "options": options, "emojis": [],
                "expires_at": _iso(self.now + timedelta(days=1))}  # fmt: skip


def markup(text: str) -> str:
    """Return a text as Mastodon formats it: escaped, with its lines, links and mentions as elements."""
    paragraphs = [html.escape(part, quote=False).replace("\n", "<br />") for part in text.split("\n\n")]
    page = "".join(f"<p>{part}</p>" for part in paragraphs)
    page = re.sub(r"(https?://)(\S{1,30})(\S*?)(?=[<\s])", _link, page)
    return re.sub(
        r"@(\w+)(@[\w.-]+)?",
        r'<span class="h-card"><a href="https://remote.example/@\1" class="u-url mention">@<span>\1</span></a></span>',
        page,
    )


def _link(found: re.Match[str]) -> str:
    shown = f'<span class="ellipsis">{found[2]}</span>' if found[3] else f"<span>{found[2]}</span>"
    return (
        f'<a href="{found[0]}" target="_blank" rel="nofollow noopener"><span class="invisible">{found[1]}</span>'
        f'{shown}<span class="invisible">{found[3]}</span></a>'
    )


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
