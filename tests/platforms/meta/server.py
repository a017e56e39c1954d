"""Meta's Graph API as far as a page and its Instagram account need it, on loopback.

It answers as Meta documents: errors by code and mostly with status 400, used shares of allowances in every answer's
headers, lists in pages with cursors, and an address of the next page that holds the token.
"""

import base64
import hmac
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from tests.platforms.meta.fields import Wanted, parse
from tests.platforms.server import Call, PlatformServer, Route, said
from tests.scripted_server import Said

PAGE, ACCOUNT, ACCOUNT_NAME = "100200300400", "17841400000000001", "example_council"
TOKEN, APP_ID, APP_SECRET = "EAABtoken", "424242", "app-secret"
BEGINNING = datetime(2026, 11, 23, 10, tzinfo=UTC)
PERMISSIONS = frozenset(
    {
        "pages_read_engagement", "pages_read_user_content", "pages_manage_engagement", "pages_manage_posts",
        "instagram_basic", "instagram_manage_comments", "instagram_content_publish",
    }
)  # fmt: skip
NEEDS = {  # by kind of node, method and edge; what is not named takes reading alone
    ("Comment", "POST", ""): "pages_manage_engagement",
    ("Comment", "DELETE", ""): "pages_manage_engagement",
    ("Comment", "POST", "comments"): "pages_manage_engagement",
    ("Comment", "GET", ""): "pages_read_user_content",
    ("PagePost", "GET", "comments"): "pages_read_user_content",
    ("Page", "POST", "blocked"): "pages_manage_engagement",
    ("Page", "POST", "feed"): "pages_manage_posts",
    ("IGComment", "POST", ""): "instagram_manage_comments",
    ("IGUser", "POST", "media"): "instagram_content_publish",
}


@dataclass
class Node:
    """An object of the graph; a deleted one stays, to be answered about as Meta does."""

    node_id: str
    kind: str  # as the published specification calls it
    fields: dict[str, Any]
    text_field: str = "message"
    edges: dict[str, list[str]] = field(default_factory=dict)
    is_gone: bool = False


class GraphServer(PlatformServer):
    """One page with one Instagram account linked to it, each with one post."""

    def __init__(self) -> None:
        super().__init__()
        self.now = BEGINNING
        self.nodes: dict[str, Node] = {}
        self.permissions = set(PERMISSIONS)
        self.is_expired = False
        self.expires_at = 0  # epoch seconds; 0 for a token that does not expire
        self.app_secret = ""  # where set, calls must be proved with it
        self.app_usage = 1  # per cent
        self.looks_until_ready = 0  # how often a prepared post is looked at before it is ready
        self.blocked: set[str] = set()
        self._ids = count(1000)
        self._people: dict[str, str] = {}
        self.add(Node(PAGE, "Page", {"name": "Example Council", "link": "https://www.facebook.com/example"}))
        self.add(Node(ACCOUNT, "IGUser", {"name": "Example Council", "username": ACCOUNT_NAME}))
        self.root = self.new_post("The swimming pool is closed on Friday.")
        self.media = self.new_media("The swimming pool is closed on Friday.")

    # ── What stands in the graph ──

    def tick(self) -> str:
        """Let a second pass; return the instant as Meta writes it."""
        self.now += timedelta(seconds=1)
        return self.now.strftime("%Y-%m-%dT%H:%M:%S+0000")

    def add(self, node: Node) -> Node:
        self.nodes[node.node_id] = node
        return node

    def new_id(self) -> str:
        return str(next(self._ids))

    def person(self, name: str) -> str:
        """Return the number by which the page knows a resident."""
        return self._people.setdefault(name, str(7_000_000_000_000_000 + len(self._people)))

    def new_post(self, text: str) -> Node:
        post_id = f"{PAGE}_{self.new_id()}"
        fields = {
            "message": text,
            "created_time": self.tick(),
            "permalink_url": f"https://www.facebook.com/{post_id}",
            "is_published": True,
        }
        self._put(PAGE, "published_posts", post_id)
        return self.add(Node(post_id, "PagePost", fields))

    def new_media(self, caption: str) -> Node:
        media_id = f"1790{self.new_id()}"
        fields = {
            "caption": caption,
            "timestamp": self.tick(),
            "permalink": f"https://www.instagram.com/p/{media_id}/",
            "username": ACCOUNT_NAME,
        }
        self._put(ACCOUNT, "media", media_id)
        return self.add(Node(media_id, "IGMedia", fields, "caption"))

    def new_comment(self, above: Node, text: str, author_id: str, name: str) -> Node:
        """Write a comment on Facebook, below a post or a comment."""
        root = above.fields.get("root", above.node_id)
        comment_id = f"{root.rpartition('_')[2]}_{self.new_id()}"
        fields = {
            "message": text,
            "created_time": self.tick(),
            "permalink_url": f"https://www.facebook.com/{root}?comment_id={comment_id}",
            "from": {"id": author_id, "name": name},
            "is_hidden": False,
            "root": root,
        }
        if above.kind == "Comment":
            fields["parent"] = {"id": above.node_id}
            self._put(above.node_id, "comments", comment_id)
        self._put(root, "comments", comment_id)  # what filter=stream shows
        return self.add(Node(comment_id, "Comment", fields))

    def new_ig_comment(self, above: Node, text: str, author_id: str, name: str) -> Node:
        """Write a comment on Instagram, below a post or a comment."""
        comment_id = f"1800{self.new_id()}"
        fields = {
            "text": text,
            "timestamp": self.tick(),
            "username": name,
            "from": {"id": author_id, "username": name},
            "hidden": False,
        }
        if above.kind == "IGComment":
            fields["parent_id"] = above.node_id
        self._put(above.node_id, "replies" if above.kind == "IGComment" else "comments", comment_id)
        return self.add(Node(comment_id, "IGComment", fields, "text"))

    def _put(self, above: str, edge: str, node_id: str) -> None:
        self.nodes[above].edges.setdefault(edge, []).append(node_id)

    def kind_of(self, node_id: str) -> str:
        """Return what an id is of, as the published specification calls it; "" for none."""
        return self.nodes[node_id].kind if node_id in self.nodes else ""

    # ── Answering ──

    def routes(self) -> Mapping[tuple[str, str], Route]:
        return {
            ("GET", "/{version}/debug_token"): self._debug_token,
            **{(method, "/{version}/{node}"): self._node for method in ("GET", "POST", "DELETE")},
            **{(method, "/{version}/{node}/{edge}"): self._edge for method in ("GET", "POST", "DELETE")},
        }

    def refused(self, call: Call) -> Said | None:
        bearer = call.header("Authorization").removeprefix("Bearer ")
        if bearer == f"{APP_ID}|{APP_SECRET}" and call.path.endswith("/debug_token"):
            return None
        if self.is_expired or bearer != TOKEN:
            words = f"Error validating access token: {bearer} has expired."
            return self.error(190, words, subcode=463 if self.is_expired else 0)
        proof = hmac.new(self.app_secret.encode(), TOKEN.encode(), "sha256").hexdigest()
        if self.app_secret and call.query.get("appsecret_proof") != proof:
            return self.error(100, "Invalid appsecret_proof provided in the API argument")
        needed = NEEDS.get((self.kind_of(call.named.get("node", "")), call.method, call.named.get("edge", "")))
        if needed and needed not in self.permissions:
            return self.error(200, "(#200) Permissions error", 403)
        return None

    def rate_limited(self, seconds: float) -> Said:
        minutes = math.ceil(seconds / 60)
        usage = {"call_count": 100, "total_cputime": 12, "total_time": 30, "estimated_time_to_regain_access": minutes}
        headers = {"X-Business-Use-Case-Usage": json.dumps({"77": [{"type": "pages", **usage}]})}
        return self.error(80001, "(#80001) There have been too many calls to this Page account.", headers=headers)

    def not_found(self, call: Call) -> Said:
        words = "Unsupported request. Object does not exist, cannot be loaded due to missing permissions"
        return self.error(100, words, subcode=33, kind="GraphMethodException")

    def failed(self) -> Said:
        return self.error(2, "An unexpected error has occurred. Please retry your request later.", 500)

    def error(
        self,
        code: int,
        message: str,
        status: int = 400,
        subcode: int = 0,
        kind: str = "OAuthException",
        headers: Mapping[str, str] | None = None,
    ) -> Said:
        error = {"message": message, "type": kind, "code": code, "fbtrace_id": "AbCdEf"}
        return said({"error": error | ({"error_subcode": subcode} if subcode else {})}, status, headers)

    def good(self, body: Any) -> Said:
        usage = {"call_count": self.app_usage, "total_time": 1, "total_cputime": 1}
        return said(body, headers={"X-App-Usage": json.dumps(usage)})

    def _debug_token(self, call: Call) -> Said:
        if call.query.get("input_token") != TOKEN:
            return self.good({"data": {"is_valid": False, "scopes": []}})
        granular = [{"scope": name, "target_ids": [PAGE, ACCOUNT]} for name in sorted(self.permissions)]
        data = {
            "app_id": APP_ID,
            "type": "PAGE",
            "is_valid": True,
            "scopes": sorted(self.permissions),
            "granular_scopes": granular,
            "expires_at": self.expires_at,
            "data_access_expires_at": 0,
        }
        return self.good({"data": data})

    def _node(self, call: Call) -> Said:
        node = self.nodes.get(call.named["node"])
        if node is None or node.is_gone:
            return self.not_found(call)
        if call.method == "GET":
            if node.kind == "IGContainer":
                self._prepare_further(node)
            return self.good(self._shown(node, parse(call.query.get("fields", "id"))))
        if call.method == "DELETE":
            node.is_gone = True
            return self.good({"success": True})
        for name, value in call.body.items():
            node.fields["hidden" if name == "hide" else name] = value
        return self.good({"success": True})

    def _edge(self, call: Call) -> Said:
        node, edge = self.nodes.get(call.named["node"]), call.named["edge"]
        if node is None or node.is_gone:
            return self.not_found(call)
        if call.method == "GET":
            if not call.query.get("since", "0").isdigit():
                return self.error(100, "(#100) param since must be a valid timestamp")
            return self.good(self._list(node, edge, call))
        makers: dict[tuple[str, str, str], Callable[[Node, Call], Said]] = {
            ("Page", "POST", "feed"): self._publish,
            ("Page", "POST", "photos"): self._make_photo,
            ("Page", "POST", "videos"): self._make_video,
            ("Page", "POST", "blocked"): self._block,
            ("Page", "DELETE", "blocked"): self._unblock,
            ("Comment", "POST", "comments"): self._reply,
            ("IGUser", "POST", "media"): self._prepare,
            ("IGUser", "POST", "media_publish"): self._publish_media,
            ("IGComment", "POST", "replies"): self._ig_reply,
        }
        make = makers.get((node.kind, call.method, edge))
        return make(node, call) if make else self.error(100, f"Unsupported {call.method} request.")

    # ── Reading ──

    def _list(self, node: Node, edge: str, call: Call) -> dict[str, Any]:
        wanted = parse(call.query.get("fields", "id"))
        if edge == "blocked":
            asked = call.query.get("user", "")
            return {"data": [{"id": person} for person in sorted(self.blocked) if asked in ("", person)]}
        ids: Sequence[str] = node.edges.get(edge, [])
        if node.kind in ("Page", "IGUser", "IGMedia"):  # newest first, all but the comments on Facebook
            ids = ids[::-1]
        since = int(call.query.get("since", "0"))
        return self._page(ids, wanted, int(call.query.get("limit", "25")), call.query.get("after", ""), since)

    def _page(
        self, ids: Sequence[str], wanted: tuple[Wanted, ...], limit: int, after: str, since: int
    ) -> dict[str, Any]:
        """Return a page after a cursor. Like Meta's, a cursor names the last object that was shown."""
        start = ids.index(base64.b64decode(after).decode()) + 1 if after else 0
        shown: list[Node] = []
        for node_id in ids[start:]:
            node = self.nodes[node_id]
            if node.is_gone or (since and _epoch(node) < since):
                continue
            if len(shown) == limit:
                break
            shown.append(node)
        else:
            limit = len(shown) + 1  # nothing is left
        if not shown:
            return {"data": []}
        first, last = (base64.b64encode(node.node_id.encode()).decode() for node in (shown[0], shown[-1]))
        paging: dict[str, Any] = {"cursors": {"before": first, "after": last}}
        if len(shown) == limit:
            paging["next"] = f"{self.address}/v26.0/next?access_token={TOKEN}&after={last}"
        return {"data": [self._shown(node, wanted) for node in shown], "paging": paging}

    def _shown(self, node: Node, wanted: tuple[Wanted, ...]) -> dict[str, Any]:
        """Return the fields that are wanted; those that are empty are left out, and the id never is."""
        answer: dict[str, Any] = {"id": node.node_id}
        for one in wanted:
            if one.name in ("replies", "comments"):
                if ids := node.edges.get(one.name):
                    answer[one.name] = self._page(ids, one.fields, int(one.with_.get("limit", "25")), "", 0)
            elif (value := node.fields.get(one.name)) is not None and value != "":
                inner = {part.name for part in one.fields}
                answer[one.name] = {k: v for k, v in value.items() if k in inner} if inner else value
        return answer

    # ── Writing ──

    def _publish(self, page: Node, call: Call) -> Said:
        text, photos = str(call.body.get("message", "")), call.body.get("attached_media", [])
        if not text and not photos:
            return self.error(100, "(#100) Missing message or attachment")
        living = [self.nodes[post] for post in page.edges["published_posts"] if not self.nodes[post].is_gone]
        if living and living[-1].fields["message"] == text and not photos:
            return self.error(506, "(#506) Duplicate status message")
        post = self.new_post(text)
        post.fields["photos"] = [photo["media_fbid"] for photo in photos]
        return self.good({"id": post.node_id})

    def _make_photo(self, page: Node, call: Call) -> Said:
        photo = self.add(Node(self.new_id(), "Photo", dict(call.body)))
        return self.good({"id": photo.node_id})

    def _make_video(self, page: Node, call: Call) -> Said:
        fields = {"description": call.body.get("description", ""), "created_time": self.tick()}
        video = self.add(Node(self.new_id(), "AdVideo", fields, "description"))
        self._put(PAGE, "videos", video.node_id)
        return self.good({"id": video.node_id})

    def _block(self, page: Node, call: Call) -> Said:
        people = [str(person) for person in call.body["psid"]]
        self.blocked.update(people)
        return self.good(dict.fromkeys(people, True))

    def _unblock(self, page: Node, call: Call) -> Said:
        if call.query.get("psid") not in self.blocked:
            return self.error(100, "(#100) This user is not blocked")
        self.blocked.remove(call.query["psid"])
        return self.good({"success": True})

    def _reply(self, above: Node, call: Call) -> Said:
        return self.good({"id": self.new_comment(above, call.body["message"], PAGE, "Example Council").node_id})

    def _ig_reply(self, above: Node, call: Call) -> Said:
        return self.good({"id": self.new_ig_comment(above, call.body["message"], ACCOUNT, ACCOUNT_NAME).node_id})

    def _prepare(self, account: Node, call: Call) -> Said:
        body = call.body
        if not {"image_url", "video_url", "children"} & set(body):
            return self.error(9004, "The media could not be fetched from this URI", subcode=2207052)
        fields = {**body, "status_code": "IN_PROGRESS", "looks": 0}
        return self.good({"id": self.add(Node(f"1780{self.new_id()}", "IGContainer", fields)).node_id})

    def _prepare_further(self, container: Node) -> None:
        container.fields["looks"] += 1
        if container.fields["status_code"] == "IN_PROGRESS" and container.fields["looks"] > self.looks_until_ready:
            container.fields["status_code"] = "FINISHED"

    def _publish_media(self, account: Node, call: Call) -> Said:
        container = self.nodes.get(str(call.body["creation_id"]))
        if container is None or container.fields["status_code"] != "FINISHED":
            return self.error(9007, "The media is not ready to be published", subcode=2207027)
        container.fields["status_code"] = "PUBLISHED"
        media = self.new_media(container.fields.get("caption", ""))
        media.fields["alt_text"] = container.fields.get("alt_text", "")
        media.fields["parts"] = container.fields.get("children", [])
        return self.good({"id": media.node_id})


def _epoch(node: Node) -> int:
    written = node.fields.get("created_time") or node.fields["timestamp"]
    return int(datetime.fromisoformat(written).timestamp())
