"""What the council's account does on Bluesky."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC
from itertools import islice
from typing import Any

from beadle.adapters.platforms.access import Access
from beadle.adapters.platforms.bluesky.addresses import (
    BLOCK,
    POST,
    THREADGATE,
    Address,
    native_comment,
    native_did,
    post_address,
)
from beadle.adapters.platforms.bluesky.session import Session
from beadle.adapters.platforms.bluesky.texts import check_length, check_pictures, facets, record_key
from beadle.adapters.platforms.bluesky.threads import Reply, Threads
from beadle.adapters.platforms.http import Fields, Refused
from beadle.adapters.platforms.marks import ReadMarks
from beadle.adapters.platforms.media import PICTURES, fetch
from beadle.adapters.platforms.quota import Urgency
from beadle.adapters.platforms.sending import Raw
from beadle.domain.channels import Channel
from beadle.domain.comments import Comment, Visibility
from beadle.domain.errors import Contended, NotFound, NotPossibleHere, PlatformRefused, Retryable
from beadle.domain.platforms import capabilities
from beadle.domain.ports import CommentPage, Standing
from beadle.domain.posts import Media, Post, PublishedRef

PAGE_SIZE = 200
MAX_HIDDEN = 300  # replies hidden in one thread; lexicon app.bsky.feed.threadgate
IMAGES = "app.bsky.embed.images"
MAX_PICTURE = 1_000_000  # bytes; lexicon app.bsky.embed.images
MAX_REASON = 2000  # characters of a report; lexicon com.atproto.moderation.createReport
WRITE_ATTEMPTS = 3  # for a record that somebody else may change between our read and our write
_REASON_TYPE = "com.atproto.moderation.defs#reasonOther"


class BlueskyPlatform:
    """Fits the Platform port.

    Args:
        channel: `account` is the handle, `service_url` the account's server ("https://bsky.social"); of the settings,
            `watched_posts` says how many of the last posts' threads are read (50), `language` what it writes in (en).
        access: its secret holds the `app_password`. CredentialsRefused when there is none.
    """

    def __init__(self, channel: Channel, access: Access) -> None:
        self.capabilities = capabilities(channel)
        self._session = Session(channel, access)
        self._threads = Threads(channel, self._session)
        self._language = channel.settings.get("language", "en")
        self._now = access.now

    def standing(self) -> Standing:
        """Sign in and read the account's profile; an app password never expires."""
        profile = self._session.get("app.bsky.actor.getProfile", {"actor": self._session.did})
        handle = profile.require("handle")
        return Standing(profile.text("displayName") or handle, f"https://bsky.app/profile/{handle}")

    def comments(self, position: str | None) -> Iterator[CommentPage]:
        """Yield the comments since `position`, page by page, in order of posting over all threads.

        One call reads every thread once, then yields: what arrives meanwhile comes with the next call. A thread that
        cannot be read is left as it was, and its error raised once the others' comments have been yielded.
        """
        marks = ReadMarks.load(position)
        unread: list[tuple[Reply, str, int]] = []
        failure: Retryable | None = None
        for root in self._threads.stirring():
            try:
                replies = self._threads.replies(root)
            except Retryable as error:
                marks.keep(root.rkey)
                failure = failure or error
                continue
            for index in marks.unread(root.rkey, [(reply.address, reply.cid) for reply in replies]):
                unread.append((replies[index], root.rkey, index))
        unread.sort(key=lambda found: found[0].comment.posted_at)
        remaining = iter(unread)
        while page := list(islice(remaining, PAGE_SIZE)):
            for _, thread, index in page:
                marks.mark(thread, index)
            comments = tuple(reply.comment for reply, _, _ in page if not reply.is_ours)
            yield CommentPage(comments, marks.position())
        if failure is not None:
            raise failure

    def visibility(self, comment: Comment) -> Visibility:
        """Read back what the public sees of a comment, as the network's AppView has it.

        UNKNOWN when its author is blocked or blocks the account: then it is out of sight in the thread, but only for
        as long as the block lasts.
        """
        uri = str(native_comment(comment.comment_id))
        params = {"anchor": uri, "above": "false", "below": 0}
        answer = self._session.get("app.bsky.unspecced.getPostThreadV2", params)
        item = next((item for item in answer.objects("thread") if item.text("uri") == uri), Fields(None))
        kind = item.object("value").text("$type").rpartition("#")[2]
        if kind == "threadItemNotFound":
            return Visibility.GONE
        if uri in answer.object("threadgate", "record").texts("hiddenReplies"):
            return Visibility.HIDDEN
        return Visibility.VISIBLE if kind == "threadItemPost" else Visibility.UNKNOWN

    def hide(self, comment: Comment) -> None:
        """Hide a comment; NotPossibleHere when its thread hides as many as Bluesky allows."""
        uri = str(native_comment(comment.comment_id))

        def add(hidden: list[str]) -> list[str]:
            if uri not in hidden and len(hidden) >= MAX_HIDDEN:
                raise NotPossibleHere(
                    f"bluesky: this thread hides {MAX_HIDDEN} replies already, and Bluesky takes no more. "
                    "Block the comment's author, report the comment, or limit who may reply to the post"
                )
            return hidden if uri in hidden else [*hidden, uri]

        self._change_hidden(comment, add)

    def unhide(self, comment: Comment) -> None:
        """Show a comment again."""
        uri = str(native_comment(comment.comment_id))
        self._change_hidden(comment, lambda hidden: [other for other in hidden if other != uri])

    def delete_comment(self, comment: Comment) -> None:  # noqa: ARG002 - the port's
        """NotPossibleHere: a record is its author's own."""
        raise NotPossibleHere("bluesky: nobody can delete another's comment; hide it, block its author or report it")

    def reply(self, comment: Comment, text: str, key: str) -> PublishedRef:
        """Answer a comment, under a record key made from `key`. NotFound when the comment is gone."""
        check_length(text)
        address = Address(self._session.did, POST, record_key("reply", key))
        if not self._session.record(POST, address.rkey):
            parent = self._view(comment)
            link = {"uri": parent.require("uri"), "cid": parent.require("cid")}
            root = parent.object("record", "reply", "root")
            thread = {"root": {"uri": root.require("uri"), "cid": root.require("cid")}, "parent": link}
            self._write_post(address, text, {"reply": thread})
        return PublishedRef(str(address), address.url)

    def publish(self, post: Post) -> PublishedRef:
        """Publish a post under a record key made from its id: what is there already stays as it is."""
        address = self._address_of(post)
        check_length(post.text, allow_empty=bool(post.media))
        check_pictures(post.media)
        if post.media and self._session.record(POST, address.rkey):
            return PublishedRef(str(address), address.url)  # else its pictures would be uploaded again
        self._write_post(address, post.text, self._pictures(post.media))
        return PublishedRef(str(address), address.url)

    def find_published(self, post: Post) -> PublishedRef | None:
        """Look for the post under its record key, on the account's own server."""
        address = self._address_of(post)
        return PublishedRef(str(address), address.url) if self._session.record(POST, address.rkey) else None

    def edit_post(self, ref: PublishedRef, text: str) -> None:  # noqa: ARG002 - the port's
        """NotPossibleHere: Bluesky's apps show what was first published."""
        raise NotPossibleHere("bluesky: a published post cannot be edited; retract it and publish the corrected one")

    def retract(self, ref: PublishedRef) -> None:
        """Delete a post of ours."""
        address = post_address(ref.native_id)
        if address.did != self._session.did:
            raise PlatformRefused("bluesky: the post is not this account's to retract")
        self._session.delete(POST, address.rkey)

    def block(self, comment: Comment) -> None:
        """Block a comment's author; a block that an officer made in an app is left to be the one."""
        did = native_did(comment.author.author_id)
        record = {"$type": BLOCK, "subject": did, "createdAt": self._instant()}
        if not self.is_blocked(comment.author.author_id):
            self._session.put(BLOCK, record_key("block", did), record, instead_of=None)

    def unblock(self, author_id: str) -> None:
        """Take back our block and any that an officer made in an app; a list's block needs the list changed."""
        did = native_did(author_id)
        self._session.delete(BLOCK, record_key("block", did))
        made_by_hand = Address.parse(self._relation(did).text("blocking"))
        if made_by_hand is not None and made_by_hand.did == self._session.did and made_by_hand.collection == BLOCK:
            self._session.delete(BLOCK, made_by_hand.rkey)

    def is_blocked(self, author_id: str) -> bool:
        """Read back whether an author is blocked, as the network's AppView has it."""
        did = native_did(author_id)
        relation = self._relation(did)
        if not relation:  # the author is gone, and only our own record can tell
            return bool(self._session.record(BLOCK, record_key("block", did)))
        return bool(relation.text("blocking") or relation.object("blockingByList"))

    def report(self, comment: Comment, reason: str) -> str:
        """Report a comment to the moderation service of the account's server."""
        view = self._view(comment)
        subject = {"$type": "com.atproto.repo.strongRef", "uri": view.require("uri"), "cid": view.require("cid")}
        body = {"reasonType": _REASON_TYPE, "reason": reason[:MAX_REASON], "subject": subject}
        return str(self._session.post("com.atproto.moderation.createReport", body).number("id"))

    def _address_of(self, post: Post) -> Address:
        return Address(self._session.did, POST, record_key("post", post.post_id))

    def _write_post(self, address: Address, text: str, besides: Mapping[str, Any]) -> None:
        """Write a post unless there is one at its address."""
        record = {
            "$type": POST,
            "text": text,
            "createdAt": self._instant(),
            "langs": [self._language],
            **besides,
        }
        marked = facets(text, self._did_of)
        if marked:
            record["facets"] = marked
        self._session.put(POST, address.rkey, record, instead_of=None, urgency=Urgency.WRITE)

    def _pictures(self, media: tuple[Media, ...]) -> dict[str, Any]:
        """Upload a post's pictures; return what goes into its record for them."""
        images = []
        for picture in media:
            file = fetch(picture, MAX_PICTURE, PICTURES)
            body = Raw(file.content, file.media_type)
            blob = self._session.post("com.atproto.repo.uploadBlob", body, Urgency.WRITE).object("blob")
            images.append({"alt": picture.alt, "image": blob.raw()})
        return {"embed": {"$type": IMAGES, "images": images}} if images else {}

    def _did_of(self, handle: str) -> str | None:
        try:
            return self._session.get("com.atproto.identity.resolveHandle", {"handle": handle}).text("did") or None
        except Refused:
            return None

    def _view(self, comment: Comment) -> Fields:
        """Return a comment as the network has it now. NotFound when it is gone."""
        uri = str(native_comment(comment.comment_id))
        answer = self._session.get("app.bsky.feed.getPosts", {"uris": [uri]})
        view = next((post for post in answer.objects("posts") if post.text("uri") == uri), None)
        if view is None:
            raise NotFound("bluesky: the comment is gone")
        return view

    def _relation(self, did: str) -> Fields:
        """Return how the account stands to an author, empty when the author is gone."""
        try:
            return self._session.get("app.bsky.actor.getProfile", {"actor": did}).object("viewer")
        except Refused:
            return Fields(None)

    def _change_hidden(self, comment: Comment, change: Callable[[list[str]], list[str]]) -> None:
        """Write the list of hidden replies anew, with whatever else the thread's gate says left as it is."""
        root = post_address(comment.post_id)
        if root.did != self._session.did:
            raise NotPossibleHere("bluesky: only whoever wrote a thread's first post can hide replies in it")
        for _ in range(WRITE_ATTEMPTS):
            found = self._session.record(THREADGATE, root.rkey)
            gate = found.object("value")
            before = gate.texts("hiddenReplies")
            after = change(before)
            if after == before:
                return
            fresh = {"$type": THREADGATE, "post": str(root), "createdAt": self._instant()}
            record = {**fresh, **gate.raw(), "hiddenReplies": after}
            if self._session.put(THREADGATE, root.rkey, record, instead_of=found.text("cid") or None):
                return
        raise Contended("bluesky: the thread's gate was changed under us, again and again")

    def _instant(self) -> str:
        return self._now().astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
