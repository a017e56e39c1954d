"""What the council's account does on Mastodon."""

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import Any

from beadle.adapters.platforms.access import Access
from beadle.adapters.platforms.http import Fields, Refused
from beadle.adapters.platforms.mastodon.api import DELETE, GONE, Api
from beadle.adapters.platforms.mastodon.names import Names, plain_id
from beadle.adapters.platforms.mastodon.reading import Reading
from beadle.adapters.platforms.mastodon.texts import Limits, idempotency_key, uploaded
from beadle.adapters.platforms.mastodon.threads import Threads
from beadle.adapters.platforms.own_posts import OwnPosts, PublicPost, same_words
from beadle.adapters.platforms.quota import Urgency
from beadle.domain.channels import Channel
from beadle.domain.comments import Comment, Visibility
from beadle.domain.errors import NotFound, NotPossibleHere, PlatformRefused, PlatformUnavailable
from beadle.domain.platforms import capabilities
from beadle.domain.ports import CommentPage, Standing
from beadle.domain.posts import Post, PublishedRef

PAGE_SIZE = 200
OWN_PAGES = 5  # of 40 posts of ours, in which one is looked for
MAX_REASON = 1000  # characters of a report
_STATUSES = "/api/v1/statuses"
_READ, _WRITE = "read:statuses", "write:statuses"


class MastodonPlatform:
    """Fits the Platform port.

    Args:
        channel: `account` is the handle, `service_url` the account's server; of the settings, `watched_posts` says how
            many of the last posts' threads are read (30), `language` what it writes in (en), `visibility` whether its
            posts are public (public) or left out of the server's timelines (unlisted).
        access: its secret holds the `access_token`. CredentialsRefused when there is none.
    """

    def __init__(self, channel: Channel, access: Access) -> None:
        self.capabilities = capabilities(channel)
        self._channel = channel
        self._api = Api(channel, access)
        self._names = Names.of(channel)
        self._own = OwnPosts()
        self._language = channel.settings.get("language", "en")
        self._visibility = channel.settings.get("visibility", "public")
        if self._visibility not in ("public", "unlisted"):
            raise PlatformRefused(
                f"mastodon: visibility of channel {channel.channel_id} is neither public nor unlisted"
            )

    def standing(self) -> Standing:
        """Read the account and what its application may do; a token that may do less is named where it is refused."""
        granted = self._api.get("/api/v1/apps/verify_credentials", "").texts("scopes")  # none before Mastodon 4.3
        account = self._account
        missing = tuple(self._api.missing(granted)) if granted else ()
        return Standing(account.text("display_name") or account.text("acct"), account.text("url"), missing)

    def comments(self, position: str | None) -> Iterator[CommentPage]:
        """Yield the comments since `position`, page by page, in order of posting over all threads.

        One call reads every thread once, then yields: what arrives meanwhile comes with the next call. A thread that
        cannot be read is left as it was, and its error raised once the others' comments have been yielded.
        """
        reading = Reading.begin(self._threads, position)
        before = reading.seen
        unread = list(reading.unread())
        remaining, left = iter(unread), len(unread)
        while page := list(islice(remaining, PAGE_SIZE)):
            left -= len(page)
            for _, thread, index in page:
                reading.marks.mark(thread, index)
            residents = (reply for reply, _, _ in page if not self._threads.is_ours(reply.status))
            # Mentions count as seen with the last page only: their threads may be read for their sake alone.
            yield CommentPage(
                tuple(self._threads.comment(reply) for reply in residents),
                reading.position(before if left else reading.seen),
            )
        if not unread and reading.seen != before:
            yield CommentPage((), reading.position(reading.seen))
        if reading.failure is not None:
            raise reading.failure

    def visibility(self, comment: Comment) -> Visibility:
        """Read back what the public sees of a comment.

        UNKNOWN where the account is not shown it and the server shows nothing to those who have not signed in: its
        author may have deleted it, or blocked the account.
        """
        path = f"{_STATUSES}/{self._names.status(comment)}"
        if self._api.there(path, _READ, urgency=Urgency.PROTECT):
            return Visibility.VISIBLE
        answer = self._api.publicly(path)
        if answer.ok:
            return Visibility.VISIBLE
        return Visibility.GONE if answer.status in GONE else Visibility.UNKNOWN

    def hide(self, comment: Comment) -> None:  # noqa: ARG002 - the port's
        """NotPossibleHere: nobody hides replies on Mastodon."""
        raise NotPossibleHere("mastodon: no reply can be hidden; report it to the server's administrators")

    def unhide(self, comment: Comment) -> None:  # noqa: ARG002 - the port's
        """NotPossibleHere: nobody hides replies on Mastodon."""
        raise NotPossibleHere("mastodon: no reply can be hidden, so none can be shown again")

    def delete_comment(self, comment: Comment) -> None:  # noqa: ARG002 - the port's
        """NotPossibleHere: only its author and the server's administrators can."""
        raise NotPossibleHere("mastodon: only its author and the server's administrators can delete a reply; report it")

    def reply(self, comment: Comment, text: str, key: str) -> PublishedRef:
        """Answer a comment and mention its author, unless an answer with this text is there. NotFound when it is gone.

        Servers remember a key for an hour, and some not at all, so it is the text that tells our own answer.
        """
        parent_id = self._names.status(comment)
        parent = self._api.there(f"{_STATUSES}/{parent_id}", _READ, urgency=Urgency.WRITE)
        if not parent:
            raise NotFound("mastodon: the comment is gone")
        mention = f"@{parent.object('account').require('acct')}"
        wanted = text if text.startswith(mention) else f"{mention} {text}"
        below = self._api.there(f"{_STATUSES}/{parent_id}/context", _READ, urgency=Urgency.WRITE)
        for status in below.objects("descendants"):
            is_answer = status.text("in_reply_to_id") == parent_id and self._threads.is_ours(status)
            if is_answer and same_words(self._source(status), wanted):
                return _ref(status)
        body = {"status": wanted, "in_reply_to_id": parent_id, "visibility": parent.require("visibility")}
        return self._post(body, idempotency_key("reply", key))

    def publish(self, post: Post) -> PublishedRef:
        """Publish a post, unless it is there: see `OwnPosts`."""
        self._limits.check(post.text, post.media)
        found = self.find_published(post)
        if found is not None:
            return found
        body: dict[str, Any] = {"status": post.text, "visibility": self._visibility}
        if post.media:
            body["media_ids"] = [uploaded(self._api, media, self._limits) for media in post.media]
        return self._own.claim(post, self._post(body, idempotency_key("post", post.post_id)))

    def find_published(self, post: Post) -> PublishedRef | None:
        """Look for the post among the account's last."""
        found = self._own.find(post, self._standing_posts())
        return found and self._own.claim(post, found)

    def edit_post(self, ref: PublishedRef, text: str) -> None:
        """Replace a post's text and leave its pictures, its warning and its language as they are."""
        self._limits.check(text)
        path = f"{_STATUSES}/{plain_id(ref.native_id)}"
        standing = self._api.get(path, _READ, urgency=Urgency.WRITE)
        body = {
            "status": text,
            "media_ids": [media.require("id") for media in standing.objects("media_attachments")],
            "spoiler_text": standing.text("spoiler_text"),
            "sensitive": standing.flag("sensitive"),
            "language": standing.text("language") or self._language,
        }
        self._api.do("PUT", path, _WRITE, urgency=Urgency.WRITE, body=body)

    def retract(self, ref: PublishedRef) -> None:
        """Delete a post of ours."""
        path = f"{_STATUSES}/{plain_id(ref.native_id)}"
        try:
            self._api.do("DELETE", path, _WRITE, urgency=Urgency.PROTECT, allowance=DELETE)
        except Refused as error:
            if error.status not in GONE:
                raise

    def block(self, comment: Comment) -> None:
        """Block a comment's author: the account sees nothing more of them; the public does."""
        self._relate(comment.author.author_id, "block")

    def unblock(self, author_id: str) -> None:
        """Take the block back."""
        self._relate(author_id, "unblock")

    def is_blocked(self, author_id: str) -> bool:
        """Read back whether an author is blocked."""
        params = {"id[]": [self._names.native(author_id)]}
        path = "/api/v1/accounts/relationships"
        relations = self._api.items(path, "read:follows", params, urgency=Urgency.PROTECT)
        return any(relation.flag("blocking") for relation in relations)

    def report(self, comment: Comment, reason: str) -> str:
        """Report a comment to the server's moderators, and to those of its author's server."""
        body = {
            "account_id": self._names.native(comment.author.author_id),
            "status_ids": [self._names.status(comment)],
            "comment": reason[:MAX_REASON],
            "category": "other",
            "forward": "@" in comment.author.handle,
        }
        answer = self._api.do("POST", "/api/v1/reports", "write:reports", urgency=Urgency.PROTECT, body=body)
        return Fields(answer.body).require("id")

    @cached_property
    def _account(self) -> Fields:
        return self._api.get("/api/v1/accounts/verify_credentials", "read:accounts", urgency=Urgency.PROTECT)

    @cached_property
    def _threads(self) -> Threads:
        return Threads(self._channel, self._api, self._account.require("id"))

    @cached_property
    def _limits(self) -> Limits:
        return Limits.of(self._api.get("/api/v2/instance", "", urgency=Urgency.WRITE))

    def _relate(self, author_id: str, how: str) -> None:
        path = f"/api/v1/accounts/{self._names.native(author_id)}/{how}"
        self._api.do("POST", path, "write:blocks", urgency=Urgency.PROTECT)

    def _post(self, body: dict[str, Any], key: str) -> PublishedRef:
        headers = {"Idempotency-Key": key}
        body = {**body, "language": self._language}
        answer = self._api.do("POST", _STATUSES, _WRITE, urgency=Urgency.WRITE, body=body, headers=headers)
        return _ref(Fields(answer.body))

    def _standing_posts(self) -> Iterator[PublicPost]:
        """Yield the account's posts, newest first; the words of each are read when it is its turn."""
        params: dict[str, Any] = {"exclude_reblogs": "true", "limit": 40}
        path = f"/api/v1/accounts/{plain_id(self._account.require('id'))}/statuses"
        for _ in range(OWN_PAGES):
            page = self._api.items(path, _READ, params, urgency=Urgency.WRITE)
            for status in page:
                published_at = status.instant("created_at")
                if published_at is None:
                    raise PlatformUnavailable("mastodon: a post without the instant of its publishing")
                if not status.text("in_reply_to_id"):
                    yield PublicPost(_ref(status), self._source(status), published_at)
            if not page:
                return
            params = {**params, "max_id": page[-1].require("id")}

    def _source(self, status: Fields) -> str:
        """Return a text of ours as it was sent: what is shown leaves out the servers of those it mentions."""
        path = f"{_STATUSES}/{plain_id(status.require('id'))}/source"
        return self._api.there(path, _READ, urgency=Urgency.WRITE).text("text")


def _ref(status: Fields) -> PublishedRef:
    return PublishedRef(status.require("id"), status.text("url") or status.require("uri"))
